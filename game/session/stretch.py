"""The round as a stretch of time: where it begins and ends, and the pauses in it.

Two clocks: the *session clock* runs on through pauses, the *running clock* stands still in them. Everything is judged
on the running clock, so that a pause, however long, takes nothing and gives nothing.
"""

from dataclasses import dataclass, field
from typing import Final

PHRASES: Final = 8


@dataclass(slots=True)
class Stretch:
    """Begin, end and pauses of a round. Times are seconds on the session clock unless they are said to run."""

    begin_s: float | None = None
    end_s: float | None = None
    round_s: float | None = None
    """Planned length, s on the running clock."""
    pauses: list[tuple[float, float | None]] = field(default_factory=list)
    """(from, to) in order; `to` is None while paused."""

    @property
    def paused(self) -> bool:
        """Whether the last pause has not ended."""
        return bool(self.pauses) and self.pauses[-1][1] is None

    def pause(self, time_s: float) -> None:
        """Begin a pause, unless one is on."""
        if not self.paused:
            self.pauses.append((time_s, None))

    def resume(self, time_s: float) -> None:
        """End the pause that is on."""
        if self.paused:
            self.pauses[-1] = (self.pauses[-1][0], max(time_s, self.pauses[-1][0]))

    def in_pause(self, time_s: float) -> bool:
        """Tell whether a moment lies in a pause."""
        return any(start <= time_s and (end is None or time_s < end) for start, end in self.pauses)

    def run_s(self, time_s: float) -> float:
        """Return the running clock's time at a moment of the session clock."""
        return time_s - sum(max(0.0, _until(end, time_s) - start) for start, end in self.pauses)

    def session_s(self, run_s: float) -> float:
        """Return when the running clock showed a time first."""
        time_s = run_s
        for start, end in self.pauses:
            if end is not None and time_s > start:
                time_s += end - start
        return time_s

    def resumed_between(self, earlier_run_s: float, later_run_s: float) -> bool:
        """Tell whether a pause lies between two running times."""
        starts = (self.run_s(start) for start, end in self.pauses if end is not None)
        return any(earlier_run_s < start <= later_run_s for start in starts)

    @property
    def begin_run_s(self) -> float | None:
        """When the round begins, running."""
        return None if self.begin_s is None else self.run_s(self.begin_s)

    def played_s(self, run_s: float) -> float:
        """Return the time since the beginning, running; 0 where nothing began."""
        begin_run_s = self.begin_run_s
        return 0.0 if begin_run_s is None else run_s - begin_run_s

    def planned_end_s(self) -> float | None:
        """Return when the round ends as things stand (begin + length + pauses), or None where that is not known."""
        begin_run_s = self.begin_run_s
        if begin_run_s is None or self.round_s is None or self.paused:
            return None
        return self.session_s(begin_run_s + self.round_s)

    def covers(self, time_s: float) -> bool:
        """Tell whether something at this moment is judged: not in a pause and not after the end."""
        end_s = self.end_s if self.end_s is not None else self.planned_end_s()
        return not self.in_pause(time_s) and (end_s is None or time_s <= end_s)

    def length_s(self, last_s: float) -> float:
        """Return the running length of the round, given the last hit where no end is known."""
        return max(0.0, self.played_s(self.run_s(last_s if self.end_s is None else self.end_s)))

    @property
    def phrase_s(self) -> float | None:
        """Length of a phrase, an eighth of the round, s."""
        return None if self.round_s is None else self.round_s / PHRASES


def _until(end_s: float | None, time_s: float) -> float:
    return time_s if end_s is None else min(end_s, time_s)

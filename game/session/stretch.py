"""The round as a stretch of time: where it begins and ends, and the pauses in it."""

from dataclasses import dataclass, field
from typing import Final

PHRASES: Final = 8


@dataclass(slots=True)
class Stretch:
    """Begin, end and pauses of a round, in seconds on the session clock.

    *Played* time is the time since `begin` without the pauses.
    """

    begin_s: float | None = None
    end_s: float | None = None
    round_s: float | None = None
    """Planned length in played seconds."""
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

    def resumed_between(self, earlier_s: float, later_s: float) -> float | None:
        """Return the last resumption in (earlier, later], or None."""
        ends = [end for _, end in self.pauses if end is not None and earlier_s < end <= later_s]
        return max(ends, default=None)

    def played_s(self, time_s: float) -> float:
        """Return the played time at a moment; negative before the beginning, 0 where nothing began."""
        if self.begin_s is None:
            return 0.0
        lost = sum(self._overlap(start, end, time_s) for start, end in self.pauses)
        return time_s - self.begin_s - lost

    def _overlap(self, start: float, end: float | None, time_s: float) -> float:
        begin = self.begin_s or 0.0
        return max(0.0, min(time_s if end is None else end, time_s) - max(start, begin))

    def planned_end_s(self) -> float | None:
        """Return when the round ends as things stand (begin + length + pauses), or None where it has no length."""
        if self.begin_s is None or self.round_s is None or self.paused:
            return None
        begin = self.begin_s
        lost = sum((end or start) - max(start, begin) for start, end in self.pauses if (end or start) > begin)
        return begin + self.round_s + lost

    def covers(self, time_s: float) -> bool:
        """Tell whether something at this moment is judged: not in a pause and not after the end."""
        end = self.end_s if self.end_s is not None else self.planned_end_s()
        return not self.in_pause(time_s) and (end is None or time_s <= end)

    def length_s(self, last_s: float) -> float:
        """Return the played length of the round, given the last hit where no end is known."""
        return max(0.0, self.played_s(last_s if self.end_s is None else self.end_s))

    @property
    def phrase_s(self) -> float | None:
        """Length of a phrase, an eighth of the round, s."""
        return None if self.round_s is None else self.round_s / PHRASES

"""What the band plays with the pair: a soft taiko on the beat that they share, and a shimmer where they meet.

Values in, cues out. The taiko's beat is predicted, never answered: each stroke is cued a moment ahead. The band follows
the pair and does not lead, so its own corrections are small; it claims no downbeat.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, inf
from typing import Final

from game.model.snapshot import PlayerView, Snapshot
from game.rhythm.onsets import PAD_WEIGHT
from game.session.events import DuetEvent, Matched

AHEAD_S: Final = 0.15
"""How long before its time a stroke is cued: short, since it cannot be taken back."""
BAR_BEATS: Final = 4
"""The taiko comes in, and goes, over one bar."""
UNSTRESSED: Final = 0.85
"""Level of every second stroke."""
SHIMMERS_EVERY_BEATS: Final = {"together": 4.0}
"""While two find each other a shimmer may answer every beat; once they are one the taiko does."""

PHASE_SHARE: Final = 0.40
"""Share of the distance to the joint line that one beat makes up for."""
PERIOD_SHARE: Final = 0.15
"""Share of that distance which the beats to come are longer."""
TEMPO_SHARE: Final = 0.05
"""Share of the distance to the joint tempo that one beat makes up for."""
MOST_S: Final = 0.012
"""The most that one beat is moved."""
_FARTHEST_S: Final = 0.030
"""A line further off than this says no more about the tempo than one at this distance."""
_FITS: Final = 0.12
"""A beat that differs by more than this share from a whole number of lines is none of theirs."""
_REACH_S: Final = 0.050
_FRESH_BEATS: Final = 2.25
"""A match that is told later than this answers nothing any more; it is told with the next stroke of the pair."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One sound of the band."""

    time_s: float
    """When it is to be heard, on the clock that the band was asked with."""
    voice: str
    """`taiko` or `shimmer`."""
    level: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """The joint lines, as they are known now."""

    time_s: float
    line_s: float

    def beat_like(self, beat_s: float) -> float | None:
        """Return the whole number, or whole part, of lines that is as long as a beat, s, or None."""
        lines = beat_s / self.line_s
        fitting_s = self.line_s * round(lines) if lines >= 1 else self.line_s / round(1 / lines)
        return fitting_s if abs(fitting_s / beat_s - 1) < _FITS else None

    def distance(self, time_s: float, beat_s: float) -> float:
        """Return how far after a moment its line lies, s."""
        unit_s = min(self.line_s, beat_s)
        return (self.time_s - time_s + unit_s / 2) % unit_s - unit_s / 2


@dataclass(slots=True)
class _Pulse:
    """The taiko's own beat: it follows the lines without leaping to them. Times run with the snapshots."""

    last_s: float
    period_s: float
    count: int = 0
    level: float = 0.0
    astray: int = 0
    """Beats since the lines last fitted."""

    def next_s(self, lines: _Lines | None) -> float:
        """Return when the next beat comes."""
        return self.last_s + self.period_s + _within(PHASE_SHARE * self._distance(lines), MOST_S)

    def go_on(self, lines: _Lines | None) -> None:
        """Take the next beat for played."""
        distance_s = self._distance(lines)
        joint_s = lines.beat_like(self.period_s) if lines else None
        self.last_s = self.next_s(lines)
        if joint_s is not None:
            self.period_s += TEMPO_SHARE * (joint_s - self.period_s)
            self.period_s += PERIOD_SHARE * _within(distance_s, _FARTHEST_S)
        self.astray = 0 if joint_s is not None else self.astray + 1
        self.count += 1

    def fade(self, *, wanted: bool) -> bool:
        """Come in or go by a beat's worth, and tell whether anything is left to be heard."""
        self.level = min(max(self.level + (1 if wanted else -1) / BAR_BEATS, 0.0), 1.0)
        return self.level > 0

    def _distance(self, lines: _Lines | None) -> float:
        beat_s = lines.beat_like(self.period_s) if lines else None
        return lines.distance(self.last_s + self.period_s, beat_s) if lines and beat_s else 0.0


class Band:
    """Decides what is played through one round."""

    def __init__(self) -> None:
        """Begin silent."""
        self._pulse: _Pulse | None = None
        self._shot = Snapshot(paused=True)
        self._ahead_s = 0.0
        self._end_s = inf
        self._cued_s = -inf
        self._shimmered_s = -inf

    def plan(self, shot: Snapshot, now_s: float) -> list[Cue]:
        """Return the taiko's strokes that are to be handed on now, each once and none in the past.

        Args:
            shot: the duet now. Call this every few hundredths of a second, also while it rests.
            now_s: the same moment on the clock of the cues (the session's).
        """
        self._shot = shot
        self._ahead_s = now_s - shot.now_s
        if shot.left_s is not None and (shot.left_s > 0 or self._end_s == inf):
            self._end_s = shot.now_s + shot.left_s
        lines = None if shot.beat_time_s is None else _Lines(shot.beat_time_s, shot.line_s or shot.beat_s)
        self._look(shot, lines)
        cues: list[Cue] = []
        while self._pulse is not None and self._pulse.next_s(lines) - shot.now_s <= AHEAD_S:
            cues += self._beat(self._pulse, shot, lines)
        return cues

    def matched(self, events: Iterable[DuetEvent], now_s: float) -> Cue | None:
        """Return the soft answer to strokes that have just met, or None where none is due.

        Args:
            events: what the round told since the last call.
            now_s: now, on the clock of the cues.
        """
        since_s = now_s - self._ahead_s - _FRESH_BEATS * self._shot.beat_s
        met = any(isinstance(event, Matched) and event.time_s >= since_s for event in events)
        pause_s = SHIMMERS_EVERY_BEATS.get(self._shot.state, 1.0) * self._shot.beat_s
        if not met or self._shot.paused or now_s - self._shimmered_s < pause_s:
            return None
        self._shimmered_s = now_s
        return Cue(now_s, "shimmer", 1.0)

    def _look(self, shot: Snapshot, lines: _Lines | None) -> None:
        """Stop in a rest, and find the beat where there is none yet or too much was missed."""
        missed = self._pulse is not None and shot.now_s - self._pulse.last_s > 2 * self._pulse.period_s
        if shot.paused or missed:
            self._pulse = None
        if self._pulse is None and lines is not None and shot.state == "together" and not shot.paused:
            self._pulse = _first_beat(shot, lines)

    def _beat(self, pulse: _Pulse, shot: Snapshot, lines: _Lines | None) -> list[Cue]:
        time_s, stressed = pulse.next_s(lines), pulse.count % 2 == 0
        over = pulse.last_s >= self._end_s  # the beat that the end falls into is played out
        if over or not pulse.fade(wanted=shot.state == "together" and pulse.astray < BAR_BEATS):
            self._pulse = None
            return []
        pulse.go_on(lines)
        cue = Cue(time_s + self._ahead_s, "taiko", pulse.level * (1.0 if stressed else UNSTRESSED))
        if time_s < shot.now_s or cue.time_s - self._cued_s < pulse.period_s / 2:
            return []
        self._cued_s = cue.time_s
        return [cue]


def _first_beat(shot: Snapshot, lines: _Lines) -> _Pulse:
    """Return the pulse on those lines of the beat where the strongest strokes of both lie, its next beat to come."""
    starts_s = [lines.time_s + k * lines.line_s for k in range(max(1, round(shot.beat_s / lines.line_s)))]
    weights = [_weights(player, starts_s, shot.beat_s, lines.line_s) for player in shot.players]
    sums = [sum(both) for both in zip(*weights, strict=True)]
    start_s = starts_s[sums.index(max(sums))]
    return _Pulse(start_s + floor((shot.now_s - start_s) / shot.beat_s) * shot.beat_s, shot.beat_s)


def _weights(player: PlayerView, starts_s: list[float], beat_s: float, line_s: float) -> list[float]:
    """Return how much of a player's weight lies on the beats of each start; the heaviest is 1: both have one voice."""
    reach_s = min(_REACH_S, line_s / 2)
    weights = [
        sum(
            onset.velocity * PAD_WEIGHT.get(onset.pad, 0.8)
            for onset in player.onsets
            if abs((onset.time_s - start_s + beat_s / 2) % beat_s - beat_s / 2) < reach_s
        )
        for start_s in starts_s
    ]
    heaviest = max(weights)
    return [weight / heaviest if heaviest else 0.0 for weight in weights]


def _within(value: float, most: float) -> float:
    return min(max(value, -most), most)

"""The band's first layer: a soft taiko on the beat that the two share. Values in, cues out.

The beat is predicted, never answered: each stroke is cued a moment ahead, on the session clock. The band follows the
pair; it does not lead, so its own corrections are small.
"""

from dataclasses import dataclass
from typing import Final

from game.model.snapshot import Snapshot

AHEAD_S: Final = 0.12
"""How long before its time a stroke is cued."""
FADE_BEATS: Final = 4.0
"""The band comes in, and goes, over one bar."""
PHASE_SHARE: Final = 0.45
"""Share of the distance to the joint line that one beat makes up for."""
PERIOD_SHARE: Final = 0.5
_MOST_S: Final = 0.02
"""The most that one beat moves for the sake of the phase."""
_WEIGHTS: Final = {"kick": 1.0, "snare": 1.0, "crash": 1.0, "tom1": 0.9, "tom2": 0.9, "tom3": 0.9}
_REACH_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Cue:
    """One stroke of the band."""

    time_s: float
    """When it is to sound, on the clock of the snapshots."""
    voice: str
    level: float
    """0 to 1."""


class Band:
    """Follows the joint beat while the two are together."""

    def __init__(self) -> None:
        """Begin silent."""
        self._next_s: float | None = None
        self._beat_s = 0.5
        self._level = 0.0

    def plan(self, shot: Snapshot) -> list[Cue]:
        """Return what is to be cued now; call it at least every few hundredths of a second."""
        together = shot.state == "together" and shot.beat_time_s is not None and not shot.paused
        if shot.paused or (self._next_s is None and not together):
            self._next_s = None
            return []
        if self._next_s is None or shot.now_s - self._next_s > self._beat_s:
            self._begin(shot)
        cues: list[Cue] = []
        while self._next_s is not None and self._next_s - shot.now_s <= AHEAD_S:
            cues += self._beat(shot, self._next_s, together=together)
        return cues

    def _beat(self, shot: Snapshot, time_s: float, *, together: bool) -> list[Cue]:
        step = 1 / FADE_BEATS
        self._level = min(1.0, self._level + step) if together else max(0.0, self._level - step)
        if self._level <= 0:
            self._next_s = None
            return []
        self._next_s = self._following(shot, time_s) if together else time_s + self._beat_s
        return [Cue(time_s, "taiko", self._level)] if time_s >= shot.now_s else []

    def _begin(self, shot: Snapshot) -> None:
        """Find the lines on which the pair's weightiest strokes lie, and the first of them that is still to come."""
        self._beat_s, self._level = shot.beat_s, 0.0
        line_s = shot.line_s or shot.beat_s
        anchor_s = shot.beat_time_s if shot.beat_time_s is not None else shot.now_s
        phases = [anchor_s + k * line_s for k in range(shot.lines_per_beat or 1)]
        best_s = max(phases, key=lambda phase_s: _weight_on(shot, phase_s, shot.beat_s))
        beats = (shot.now_s + AHEAD_S - best_s) // shot.beat_s + 1
        self._next_s = best_s + beats * shot.beat_s

    def _following(self, shot: Snapshot, time_s: float) -> float:
        """Return the beat after this one, drawn a little towards the joint line and tempo."""
        ratio = shot.beat_s / self._beat_s
        level = max((0.5, 1.0, 2.0, 2 / 3, 1.5), key=lambda factor: -abs(ratio / factor - 1))
        self._beat_s += PERIOD_SHARE * (shot.beat_s / level - self._beat_s)
        following_s = time_s + self._beat_s
        line_s = shot.line_s or shot.beat_s
        assert shot.beat_time_s is not None
        lines = round((following_s - shot.beat_time_s) / line_s)
        error_s = shot.beat_time_s + lines * line_s - following_s
        return following_s + min(max(PHASE_SHARE * error_s, -_MOST_S), _MOST_S)


def _weight_on(shot: Snapshot, phase_s: float, beat_s: float) -> float:
    """Return how much of both players' weight lies on the beats of a phase."""
    total = 0.0
    for onset in (*shot.players[0].onsets, *shot.players[1].onsets):
        away_s = (onset.time_s - phase_s + beat_s / 2) % beat_s - beat_s / 2
        if abs(away_s) < _REACH_S:
            total += onset.velocity * _WEIGHTS.get(onset.pad, 0.35)
    return total

"""From strokes to onsets: strokes are put in time order, rebounds left out, flams and chords taken as one.

The outcome depends on the hits alone, never on when they were pushed or how often `pop` is called, as long as
each arrives within `REORDER_S` of its time.
"""

import heapq
from dataclasses import dataclass
from typing import Final

REORDER_S: Final = 0.010
"""How long hits wait to be put in time order: two ports deliver on two threads."""
MERGE_S: Final = 0.030
"""Hits of one player this close are one onset (flam, chord)."""
DOUBLE_S: Final = 0.030
DOUBLE_VELOCITY: Final = 0.40
"""A hit on the same pad within `DOUBLE_S`, softer than this share of the first, is the pad's rebound."""
_SLACK_S: Final = 5e-7
"""Half a microsecond: files hold whole ones, and a sum of floats must not decide whether two strokes are one."""
FOOT_VELOCITY: Final = 0.3
"""A hat foot counts, but must not outvote the hands."""

PAD_WEIGHT: Final[dict[str, float]] = {
    "kick": 1.0, "snare": 1.0, "crash": 1.0,
    "tom1": 0.9, "tom2": 0.9, "tom3": 0.9,
    "snare_rim": 0.8, "hit": 0.8,
    "hat_closed": 0.35, "hat_open": 0.35, "hat_pedal": 0.35, "ride": 0.35,
}  # fmt: skip
"""How much a pad says about the beat; anything else counts .8."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One judged note-on, as the merger takes it."""

    time_s: float
    player: int
    pad: str
    velocity: float


@dataclass(frozen=True, slots=True)
class Onset:
    """Hits of one player merged into one event."""

    time_s: float
    """Time of the loudest hit, s."""
    player: int
    pads: tuple[str, ...]
    """Every pad struck, the loudest first."""
    velocity: float
    """The loudest hit's velocity, 0 to 1."""
    first_s: float
    """Time of the first hit, s."""

    @property
    def accent(self) -> float:
        """Velocity times the weight of the weightiest pad, 0 to 1: how strongly this onset marks the beat."""
        return self.velocity * max(PAD_WEIGHT.get(pad, 0.8) for pad in self.pads)


@dataclass(slots=True)
class _Open:
    """An onset that may still grow."""

    first_s: float
    strokes: list[Stroke]

    def close(self) -> Onset:
        ordered = sorted(self.strokes, key=lambda s: (-s.velocity, s.time_s))
        loudest = ordered[0]
        pads = tuple(dict.fromkeys(stroke.pad for stroke in ordered))
        return Onset(loudest.time_s, loudest.player, pads, loudest.velocity, self.first_s)


class OnsetMerger:
    """Turns strokes, in any order within the reorder window, into onsets in the order of their first strokes."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._heap: list[tuple[float, int, str, float]] = []
        self._open: dict[int, _Open] = {}
        self._last_on_pad: dict[tuple[int, str], tuple[float, float]] = {}
        self._played: dict[int, tuple[int, float]] = {}

    def push(self, stroke: Stroke) -> None:
        """Take one stroke. Ties are ordered by player, pad and velocity, so that arrival order does not matter."""
        heapq.heappush(self._heap, (stroke.time_s, stroke.player, stroke.pad, -stroke.velocity))

    def pop(self, horizon_s: float) -> list[Onset]:
        """Return the onsets that are complete at `horizon_s` (now minus the reorder window)."""
        done: list[Onset] = []
        while self._heap and self._heap[0][0] <= horizon_s:
            time_s, player, pad, minus_velocity = heapq.heappop(self._heap)
            done += self._close(time_s)
            self._take(Stroke(time_s, player, pad, -minus_velocity))
        return done + self._close(horizon_s)

    def _take(self, stroke: Stroke) -> None:
        key = (stroke.player, stroke.pad)
        before = self._last_on_pad.get(key)
        if before and stroke.time_s - before[0] < DOUBLE_S - _SLACK_S and stroke.velocity < DOUBLE_VELOCITY * before[1]:
            return
        self._last_on_pad[key] = (stroke.time_s, stroke.velocity)
        if stroke.pad == "hat_pedal" and stroke.velocity > FOOT_VELOCITY:
            stroke = Stroke(stroke.time_s, stroke.player, stroke.pad, FOOT_VELOCITY)
        growing = self._open.get(stroke.player)
        if growing is None:
            self._open[stroke.player] = _Open(stroke.time_s, [stroke])
        else:
            growing.strokes.append(stroke)

    def _close(self, time_s: float) -> list[Onset]:
        full_s = MERGE_S - _SLACK_S
        ready = [(grown.first_s, grown.close()) for grown in self._open.values() if time_s - grown.first_s >= full_s]
        ready.sort(key=lambda pair: (pair[0], *self._rank(pair[1])))
        for _, onset in ready:
            del self._open[onset.player]
            count, total_s = self._played.get(onset.player, (0, 0.0))
            self._played[onset.player] = (count + 1, total_s + onset.time_s)
        return [onset for _, onset in ready]

    def _rank(self, onset: Onset) -> tuple[object, ...]:
        """Order two onsets of one instant by what was played, so that swapping the players changes nothing."""
        return (-onset.velocity, onset.pads, *self._played.get(onset.player, (0, 0.0)), onset.player)

"""What measurements are worth: the curves, the factors of the score and their product. Every number of the score."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

Curve = tuple[tuple[float, float], ...]
"""Knees (x, value) of a piecewise linear curve; flat beyond the ends."""

TEMPO_CURVE: Final[Curve] = ((0, 1), (1, 1), (2.5, 0.75), (5, 0.35), (8, 0))
"""Tempo difference in percent."""
PHASE_CURVE: Final[Curve] = ((0, 1), (10, 1), (20, 0.9), (30, 0.75), (45, 0.5), (70, 0.15), (100, 0))
"""Spread of the asynchrony around the learned offset, ms at a beat of `PHASE_BEAT_S`."""
PHASE_BEAT_S: Final = 0.5
_PHASE_SCALE: Final = (1 / 1.2, 1.2)
"""Range of the tempo's share in what a spread is worth, so that a beat mistaken by an octave changes little."""
GATE_CURVE: Final[Curve] = ((0.15, 0), (0.40, 1))
"""The lesser quality of the two players on the shared pulse: the evidence that there is one."""
FULL_ONSETS_PER_BEAT: Final = 0.25
COVER: Final = 0.80
"""Share of the round that must be judged for a full score: silence cannot hide bad passages."""
_TEMPO_POWER, _PHASE_POWER, _GROOVE_POWER = 0.4, 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Factors:
    """The factors of one moment's score, each 0 to 1."""

    tempo: float
    phase: float
    groove: float
    balance: float
    evidence: float

    @property
    def score(self) -> float:
        """The moment's score, 0 to 100: a product, so that no good part buys a failed one."""
        blend = self.tempo**_TEMPO_POWER * self.phase**_PHASE_POWER * self.groove**_GROOVE_POWER
        return float(100 * self.evidence * self.balance * blend)


def on_curve(value: float, curve: Curve) -> float:
    """Return the curve's value, 0 to 1."""
    x, y = zip(*curve, strict=True)
    return float(np.interp(value, x, y))


def tempo_factor(difference: float, sd: float, long_difference: float | None) -> float:
    """Judge a log tempo difference beyond its own uncertainty; the long view catches slips relabelling would hide."""
    certain = max(abs(difference) - sd, 0.0 if long_difference is None else abs(long_difference) - 0.004, 0.0)
    return on_curve(100 * certain, TEMPO_CURVE)


def phase_factor(spread_s: float, beat_s: float) -> float:
    """Judge the spread of the asynchrony (s) by what hands can do at that beat (s).

    The timekeeper's variance grows with the time that is kept, so the spread is seen against the square root of the
    beat (A. M. Wing & A. B. Kristofferson, *Perception & Psychophysics* 14, 1973): slow playing is judged no more
    strictly than fast.
    """
    least, most = _PHASE_SCALE
    return on_curve(1000 * spread_s / min(max(sqrt(beat_s / PHASE_BEAT_S), least), most), PHASE_CURVE)


def balance_factor(onsets_per_beat: float) -> float:
    """Judge the sparser player: one onset in four beats is enough, fewer are discounted."""
    return sqrt(min(1.0, onsets_per_beat / FULL_ONSETS_PER_BEAT))


def session_score(weighted_sum: float, weight: float, round_s: float) -> float:
    """Return the time-weighted mean of the judged moments over at least `COVER` of the round, 0 to 100."""
    return weighted_sum / max(weight, COVER * round_s)

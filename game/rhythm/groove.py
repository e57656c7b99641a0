"""How two rhythms fit on their common lines, whether they coincide, fill each other's gaps, or answer and repeat."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from game.rhythm.beam import Floats, Ints

WINDOW_BEATS: Final = 16
_FULL: Final = 0.93
"""Density from which two patterns count as alike whatever they are."""
_REPEAT_FLOOR: Final = 0.25
_REPEAT_BEATS: Final = (1, 2, 4, 8)
_ECHO_BEATS: Final = (4, 8)


@dataclass(frozen=True, slots=True)
class Groove:
    """How the two rhythms fit, each 0 to 1."""

    value: float
    meet: float = 0.0
    """Share of the sparser player's onsets on lines that the other strikes too."""
    interlock: float = 0.0
    """1 - meet: strokes in the partner's gaps."""
    repeat: float = 0.0
    """Best self-similarity at 1, 2, 4 or 8 beats, mean of the players."""
    echo: float = 0.0
    """Best similarity of one with the other 4 or 8 beats earlier."""


UNKNOWN: Final = Groove(0.5)
"""Too few onsets to say."""


def occupancy(line: Ints, length: int) -> Floats:
    """Return which of the last `length` lines (0 = newest) carry an onset, oldest first, as zeros and ones."""
    struck = np.zeros(length)
    recent = line[(line > -length) & (line <= 0)]
    struck[recent + length - 1] = 1.0
    return struck


def similarity(u: Floats, v: Floats) -> float:
    """Return the cosine of two occupancies, corrected for the chance that dense patterns meet: 0 to 1."""
    struck_u, struck_v = float(u @ u), float(v @ v)
    power = struck_u * struck_v
    if power == 0:
        return 0.0
    density = max(struck_u, struck_v) / len(u)
    if density > _FULL:
        return 1.0
    cosine = float(u @ v) / sqrt(power)
    return min(max((cosine - density) / (1 - density), 0.0), 1.0)


def groove(line1: Ints, line2: Ints, lines_per_beat: int) -> Groove:
    """Judge the last 16 beats from the players' line numbers (0 = newest)."""
    length = WINDOW_BEATS * lines_per_beat
    u, v = occupancy(line1, length), occupancy(line2, length)
    sparser = min(float(u.sum()), float(v.sum()))
    if sparser < 3:
        return UNKNOWN
    meet = float(u @ v) / sparser
    lags = [beats * lines_per_beat for beats in _REPEAT_BEATS]
    repeat = sum(max(similarity(x[lag:], x[:-lag]) for lag in lags) for x in (u, v)) / 2
    answers = [beats * lines_per_beat for beats in _ECHO_BEATS]
    echo = max(max(similarity(u[lag:], v[:-lag]), similarity(v[lag:], u[:-lag])) for lag in answers)
    value = sqrt(max(repeat, _REPEAT_FLOOR) * max(meet, 1 - meet, echo))
    return Groove(value, meet, 1 - meet, repeat, echo)

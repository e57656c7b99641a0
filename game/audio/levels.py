"""From the velocity of a stroke to the level and the place at which it is heard.

Levels are dB relative to full scale or to the loudest stroke; places run from -1 (left) to 1 (right).
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

RANGE_DB: Final = 36.0
"""From the softest to the loudest stroke, dB."""
LOUDNESS_STEPS: Final = 30
STEP_DB: Final = RANGE_DB / LOUDNESS_STEPS
"""Between two neighbouring baked strokes, dB: under the 1.5 dB that a listener could notice."""
MASTER_DB: Final = -22.5
"""Loudness of a full snare stroke: the rest up to full scale is headroom for two drummers, since nothing limits."""
SEAT_PLACE: Final = {0: 0.0, 1: -0.35, 2: 0.35}
"""Where each player sits; 0 is nobody's (the game's own sounds)."""

_SOFTEST = 10 ** (-RANGE_DB / 40)


def level_db(velocity: float) -> float:
    """Return the level of a stroke relative to the loudest, -RANGE_DB to 0 dB.

    The amplitude is the square of a straight line in the velocity (Dannenberg 2006, The interpretation of MIDI
    velocity), which is what most instruments do.
    """
    return 40 * math.log10(_SOFTEST + (1 - _SOFTEST) * min(max(velocity, 0.0), 1.0))


SNARE_DB: Final = MASTER_DB + level_db(0.6)
"""Loudness of a snare struck mezzo forte."""


def velocity_step(velocity: float) -> int:
    """Return which baked stroke is nearest: 0 (loudest) to LOUDNESS_STEPS (softest)."""
    return round(-level_db(velocity) / STEP_DB)


def step_velocity(step: int) -> float:
    """Return the velocity that a baked stroke stands for, 0 to 1: the inverse of `velocity_step`."""
    return float((10 ** (-step * STEP_DB / 40) - _SOFTEST) / (1 - _SOFTEST))


def volume_steps(volume: float) -> int | None:
    """Return by how many steps a fader (0 to 1, half = -12 dB) lowers everything, or None for silence."""
    if volume <= 0:
        return None
    return max(0, round(-40 * math.log10(min(volume, 1.0)) / STEP_DB))


def pan_gains(place: float) -> NDArray[np.float32]:
    """Return the gains (left, right) of constant power: their squares sum to 1."""
    angle = (min(max(place, -1.0), 1.0) + 1) * math.pi / 4
    return np.array([math.cos(angle), math.sin(angle)], dtype=np.float32)

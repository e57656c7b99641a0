"""Curves of time that the picture moves along: pure functions, no state."""

import math
from collections.abc import Sequence
from typing import Final

FLASH_S: Final = 0.180
"""How long a struck drum glows."""
PULSE_S: Final = 0.120
ROLL_S, SINGLE_S = 0.130, 0.180
"""Strokes closer than the one are a roll; farther apart than the other, each is seen by itself."""
SAFE_GAP_S: Final = 0.333
"""Flashes closer than this hold at half level: no region goes dark and bright more than 3 times a second."""


def critically_damped(
    position: float, velocity: float, target: float, dt: float, settle_s: float
) -> tuple[float, float]:
    """Return position and velocity after `dt` seconds of a spring that settles in `settle_s` without overshoot."""
    rate = 4.744 / settle_s
    offset = position - target
    slope = velocity + rate * offset
    fall = math.exp(-rate * dt)
    return target + (offset + slope * dt) * fall, (slope - rate * (offset + slope * dt)) * fall


def swinging(
    position: float, velocity: float, target: float, dt: float, *, frequency_hz: float, damping: float
) -> tuple[float, float]:
    """Return position and velocity after `dt` seconds of an underdamped spring (`damping` below 1)."""
    natural = 2 * math.pi * frequency_hz
    decay, ringing = damping * natural, natural * math.sqrt(1 - damping * damping)
    offset = position - target
    side = (velocity + decay * offset) / ringing
    fall, cos, sin = math.exp(-decay * dt), math.cos(ringing * dt), math.sin(ringing * dt)
    moved = fall * (offset * cos + side * sin)
    return target + moved, -decay * moved + fall * ringing * (side * cos - offset * sin)


def towards(value: float, target: float, step: float) -> float:
    """Return `value` moved towards `target` by at most `step`."""
    return min(target, value + step) if target > value else max(target, value - step)


def ease_out(share: float) -> float:
    """Return how much is left of something that fades out, 1 at `share` 0 and 0 at 1, fast first."""
    return (1 - max(0.0, min(1.0, share))) ** 2


def flash_level(ages_s: Sequence[float]) -> float:
    """Return how bright a drum glows, 0 to 1.

    A single stroke glows for 180 ms. A stroke within 333 ms of the one before holds the glow at half level in
    between, so that fast strokes brighten a lit drum and never make a dark one blink.

    Args:
        ages_s: how long ago the drum was struck, newest first, seconds.
    """
    if not ages_s:
        return 0.0
    return _held(ages_s, FLASH_S)


def _held(ages_s: Sequence[float], fresh_s: float) -> float:
    """Return a level that is full with a stroke and falls within `fresh_s`, to half where another came just before."""
    newest = ages_s[0]
    fresh = ease_out(newest / fresh_s)
    if len(ages_s) < 2 or ages_s[1] - newest > SAFE_GAP_S:
        return fresh
    held = 0.5 if newest < SAFE_GAP_S else 0.5 * ease_out((newest - SAFE_GAP_S) / FLASH_S)
    return max(fresh, held)


def pulse_level(ages_s: Sequence[float]) -> float:
    """Return how far a half of the sun has swollen with its player's stroke, 0 to 1.

    Every stroke can be seen. Like a drum's glow it moves less where strokes follow each other within 333 ms: from full
    to half level; and in a roll, in which no eye tells one stroke from the next, it stands there.

    Args:
        ages_s: how long ago the player struck, newest first, seconds.
    """
    if not ages_s:
        return 0.0
    level = _held(ages_s, PULSE_S)
    if len(ages_s) < 2 or ages_s[1] - ages_s[0] > SINGLE_S:
        return level
    share = (ages_s[1] - ages_s[0] - ROLL_S) / (SINGLE_S - ROLL_S)
    return min(level, 0.5 + 0.5 * max(0.0, share))


def gap_units(difference_percent: float | None) -> float:
    """Return how far apart the halves stand: 0 up to 1 %, 74 units at 6 %, 150 at 15 % and above; 120 when unknown."""
    if difference_percent is None:
        return 120.0
    size = abs(difference_percent)
    if size <= 1:
        return 0.0
    if size <= 6:
        return 74 * (size - 1) / 5
    return 74 + 76 * min(1.0, (size - 6) / 9)


def slip_units(slip_ms: float | None) -> float:
    """Return how much higher the Sun's half rides than the Moon's: 46 units when it is 60 ms or more ahead."""
    if slip_ms is None:
        return 0.0
    return -46 * max(-1.0, min(1.0, slip_ms / 60))


def out_back(share: float, overshoot: float) -> float:
    """Return a way from 0 to 1 that passes its end a little and comes back; `share` 0 to 1 of its time."""
    back = max(0.0, min(1.0, share)) - 1
    return 1 + (overshoot + 1) * back**3 + overshoot * back**2


def stick_lift(age_s: float, phases_s: tuple[float, float, float]) -> float | None:
    """Return how high a stick is after its stroke: 0 on the drum, 1 at the top, None once it waits again.

    Args:
        age_s: since the stroke, s.
        phases_s: how long it stays on the drum, how long it takes to leap up, and to sink to where it waits, s.
    """
    contact, rebound, sink = phases_s
    if age_s < contact:
        return 0.0
    if age_s < contact + rebound:
        return 0.9 * out_back((age_s - contact) / rebound, 1.2)
    if age_s < contact + rebound + sink:
        return 0.9 - 0.4 * math.sin(math.pi / 2 * (age_s - contact - rebound) / sink)
    return None


def closing(share: float) -> float:
    """Return how much of a gap is left while the halves close, 1 to 0: slow first, then fast."""
    return 1 - max(0.0, min(1.0, share)) ** 3

"""The few things that are shown with a rule of their own: whole BPMs, chevrons, who leads, the light."""

from dataclasses import dataclass
from math import exp
from typing import Final

BPM_HYSTERESIS: Final = 0.6
BPM_EVERY_S: Final = 0.5
CHEVRON_STEPS: Final = (1.5, 3.0, 6.0)
"""Tempo differences, in percent, from which one, two and three chevrons show."""
LEAD_FULL_S: Final = 0.060
LIGHT_RISE_S: Final = 30.0
LIGHT_FALL_S: Final = 60.0


@dataclass(slots=True)
class ShownBpm:
    """A whole number that changes at most twice a second and not for less than .6 BPM."""

    value: int | None = None
    _since_s: float = float("-inf")

    def update(self, bpm: float | None, now_s: float) -> int | None:
        """Take the tempo of one judgement and return what to show."""
        if bpm is None or self.value is None:
            self._set(None if bpm is None else round(bpm), now_s)
        elif abs(bpm - self.value) > BPM_HYSTERESIS and now_s - self._since_s >= BPM_EVERY_S:
            self._set(round(bpm), now_s)
        return self.value

    def _set(self, value: int | None, now_s: float) -> None:
        self.value, self._since_s = value, now_s


def chevrons(difference_percent: float | None) -> tuple[int, int]:
    """Return the chevrons of both players, positive = lift, negative = ease: the meeting point is the middle."""
    if difference_percent is None:
        return 0, 0
    count = sum(abs(difference_percent) >= step for step in CHEVRON_STEPS)
    return (-count, count) if difference_percent > 0 else (count, -count)


def lead(slip_s: float) -> float:
    """Return who leads, -1 (player 1 ahead by 60 ms) to 1 (player 2), from asynchrony minus offset."""
    return min(max(slip_s / LEAD_FULL_S, -1.0), 1.0)


@dataclass(slots=True)
class Light:
    """Dawn: a slow average of togetherness, falling at half the speed at which it rises."""

    value: float = 0.0
    _target: float = 0.0
    _at_s: float | None = None

    def update(self, together: bool, now_s: float) -> None:  # noqa: FBT001
        """Take the state that holds from `now_s` on."""
        self.value = self.at(now_s)
        self._target, self._at_s = float(together), now_s

    def at(self, now_s: float) -> float:
        """Return the light at a moment, 0 (dusk) to 1 (dawn)."""
        if self._at_s is None or now_s <= self._at_s:
            return self.value
        time_constant_s = LIGHT_RISE_S if self._target > self.value else LIGHT_FALL_S
        return self._target + (self.value - self._target) * exp(-(now_s - self._at_s) / time_constant_s)

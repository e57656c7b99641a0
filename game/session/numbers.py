"""The few things that are shown with a rule of their own: whole BPMs, chevrons, who leads, the light."""

from dataclasses import dataclass, field
from math import exp, log
from typing import Final

BPM_HYSTERESIS: Final = 0.6
BPM_EVERY_S: Final = 0.5
BPM_LEAP: Final = 0.2
"""ln of how much a tempo changes at least when it is counted on another level: four to three is the nearest."""
CHEVRON_STEPS: Final = (1.5, 3.0, 6.0)
"""Tempo differences, in percent, from which one, two and three chevrons show."""
CHEVRON_HYSTERESIS: Final = 0.25
CHEVRONS_EVERY_S: Final = 0.5
LEAD_FULL_S: Final = 0.060
LIGHT_RISE_S: Final = 30.0
LIGHT_FALL_S: Final = 60.0


Bpms = tuple[float | None, float | None]


@dataclass(slots=True)
class ShownBpm:
    """A whole number that changes at most twice a second and not for less than .6 BPM."""

    value: int | None = None
    _since_s: float = float("-inf")

    def update(self, bpm: float | None, now_s: float) -> int | None:
        """Take the tempo of one judgement and return what to show."""
        if bpm is None or self.value is None:
            self._set(None if bpm is None else round(bpm), now_s)
        elif abs(bpm - self.value) > BPM_HYSTERESIS and self.may_change(now_s):
            self._set(round(bpm), now_s)
        return self.value

    def may_change(self, now_s: float) -> bool:
        """Tell whether it has stood for long enough."""
        return now_s - self._since_s >= BPM_EVERY_S

    def leaps(self, bpm: float | None) -> bool:
        """Tell whether a tempo is counted on another level than the number shown."""
        return bpm is not None and self.value is not None and abs(log(bpm / self.value)) > BPM_LEAP

    def _set(self, value: int | None, now_s: float) -> None:
        self.value, self._since_s = value, now_s


@dataclass(slots=True)
class ShownBpms:
    """Both numbers. Where they go over to another level of the beat, they go together."""

    _numbers: tuple[ShownBpm, ShownBpm] = field(default_factory=lambda: (ShownBpm(), ShownBpm()))

    def update(self, bpms: Bpms, now_s: float) -> tuple[int | None, int | None]:
        """Take the tempos of one judgement and return what to show."""
        pairs = list(zip(self._numbers, bpms, strict=True))
        leap = any(number.leaps(bpm) for number, bpm in pairs)
        if leap and not all(number.may_change(now_s) for number in self._numbers) and None not in bpms:
            return self._numbers[0].value, self._numbers[1].value
        first, second = (number.update(bpm, now_s) for number, bpm in pairs)
        return first, second


@dataclass(slots=True)
class ShownChevrons:
    """How many chevrons ask the two to meet: they come and go a little late, and stand for a moment."""

    count: int = 0
    """Positive = player 1 is the faster one."""
    _since_s: float = float("-inf")

    def update(self, difference_percent: float | None, now_s: float) -> tuple[int, int]:
        """Take the difference shown, positive = player 1 faster, and return the chevrons of both players.

        Positive = lift, negative = ease: the meeting point is the middle. Without a difference there are none at once.
        """
        if difference_percent is None:
            self.count = 0
        elif (count := self._due(difference_percent)) != self.count and now_s - self._since_s >= CHEVRONS_EVERY_S:
            self.count, self._since_s = count, now_s
        return -self.count, self.count

    def _due(self, difference_percent: float) -> int:
        """Return the count for a difference: up from a little over a step, down from a little under it."""
        way = 1 if difference_percent > 0 else -1
        held = max(0, way * self.count)
        size = abs(difference_percent)
        most = sum(size >= step - CHEVRON_HYSTERESIS for step in CHEVRON_STEPS)
        least = sum(size >= step + CHEVRON_HYSTERESIS for step in CHEVRON_STEPS)
        return way * max(least, min(held, most))


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

"""The grooves that simulated drummers play, as tables: which pad on which twelfth of a beat."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import gcd
from typing import Final

from game.model.errors import HitotsuError

TICKS_PER_BEAT: Final = 12
"""The grid of all patterns: 12 holds halves, quarters, thirds and sixths of a beat."""
TICKS_PER_BAR: Final = 4 * TICKS_PER_BEAT

VELOCITY: Final[Mapping[str, float]] = {
    "kick": 0.80, "snare": 0.85, "snare_rim": 0.70, "tom1": 0.75,
    "hat_closed": 0.55, "hat_open": 0.60, "ride": 0.55, "crash": 0.90,
}  # fmt: skip
"""How hard a pad is struck on average, 0 to 1: hands accent drums over cymbals that keep time."""


@dataclass(frozen=True)
class Pattern:
    """One bar of 4 beats that repeats."""

    description: str
    """One line for people who choose."""
    ticks_of: Mapping[str, tuple[int, ...]]
    """Pad to its twelfths of a beat within the bar, 0 to 47."""
    pads_at: Mapping[int, tuple[str, ...]] = field(init=False, repr=False)
    """The same table by time: tick within the bar to the pads struck there; only ticks with a stroke, rising."""

    def __post_init__(self) -> None:
        """Turn the table round once."""
        ticks = sorted({tick for ticks in self.ticks_of.values() for tick in ticks})
        table = {tick: tuple(pad for pad, own in self.ticks_of.items() if tick in own) for tick in ticks}
        object.__setattr__(self, "pads_at", table)

    @property
    def lines(self) -> int:
        """The fewest equal parts of a beat that hold every stroke: 1, 2, 3, 4, 6 or 12."""
        return TICKS_PER_BEAT // gcd(TICKS_PER_BEAT, *self.pads_at)

    def next_tick(self, after: int) -> int:
        """Return the first tick with a stroke later than tick `after`, counted from the first bar on."""
        bar, place = divmod(after, TICKS_PER_BAR)
        later = next((tick for tick in self.pads_at if tick > place), None)
        return bar * TICKS_PER_BAR + later if later is not None else (bar + 1) * TICKS_PER_BAR + min(self.pads_at)


def every(step: int, start: int = 0) -> tuple[int, ...]:
    """Return the ticks of one bar from `start` on, `step` twelfths of a beat apart."""
    return tuple(range(start, TICKS_PER_BAR, step))


_EIGHTHS: Final = every(6)
_SWUNG: Final = tuple(tick for beat in every(12) for tick in (beat, beat + 8))
_SON_CLAVE: Final = (0, 9, 18, 30, 36)
_TRESILLO_TWICE: Final = (0, 9, 18, 24, 33, 42)

PATTERNS: Final[Mapping[str, Pattern]] = {
    "quarter": Pattern("snare on every beat", {"snare": every(12)}),
    "eighth": Pattern("snare in 8ths", {"snare": _EIGHTHS}),
    "sixteenth": Pattern("snare in 16ths", {"snare": every(3)}),
    "rock8": Pattern(
        "kick on 1 and 3, snare on 2 and 4, hat in 8ths", {"kick": (0, 24), "snare": (12, 36), "hat_closed": _EIGHTHS}
    ),
    "backbeat": Pattern("kick on 1, 2-and and 3, snare on 2 and 4, no hat", {"kick": (0, 18, 24), "snare": (12, 36)}),
    "funk16": Pattern(
        "hat in 16ths under a syncopated kick and snare",
        {"kick": (0, 9, 30), "snare": (12, 21, 36), "hat_closed": every(3)},
    ),
    "shuffle": Pattern(
        "kick on 1 and 3, snare on 2 and 4, swung hat", {"kick": (0, 24), "snare": (12, 36), "hat_closed": _SWUNG}
    ),
    "swing": Pattern("swung hat alone, two thirds to one third", {"hat_closed": _SWUNG}),
    "clave": Pattern("son clave on the rim, 3-2", {"snare_rim": _SON_CLAVE}),
    "tresillo": Pattern("3 + 3 + 2 sixteenths on the tom", {"tom1": _TRESILLO_TWICE}),
    "four": Pattern("kick on every beat", {"kick": every(12)}),
    "kick1": Pattern("kick on 1 alone", {"kick": (0,)}),
    "off8": Pattern("hat on every off-beat", {"hat_closed": every(12, start=6)}),
}
"""Every groove a simulated drummer can be asked for, by the name that commands use."""


def pattern_named(name: str) -> Pattern:
    """Return one of `PATTERNS`.

    Raises:
        HitotsuError: there is no such pattern; the sentence lists those there are.
    """
    try:
        return PATTERNS[name]
    except KeyError:
        raise HitotsuError(f"There is no pattern {name!r}; choose one of {listing(PATTERNS)}.") from None


def listing(names: Iterable[str]) -> str:
    """Return names as they are read out in a sentence: `a, b, c`."""
    return ", ".join(names)

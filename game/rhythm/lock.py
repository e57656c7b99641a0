"""When two players are together: the windows of each feel, and the state machine."""

from dataclasses import dataclass
from typing import Final

from game.rhythm.scoring import Factors

NEAR_DIFFERENCE: Final = 0.04
NEAR_PHASE: Final = 0.10
SHARED_QUALITY: Final = 0.40


@dataclass(frozen=True, slots=True)
class Window:
    """What a moment must show to count as together."""

    phase: float
    evidence: float
    difference: float
    """Log tempo difference beyond half its SD."""
    long_difference: float


@dataclass(frozen=True, slots=True)
class Feel:
    """How wide the windows are: to come together, and to stay."""

    enter: Window
    stay: Window


FEELS: Final[dict[str, Feel]] = {
    "true": Feel(Window(0.40, 0.8, 0.020, 0.015), Window(0.25, 0.8, 0.030, 0.020)),
    "gentle": Feel(Window(0.10, 0.5, 0.030, 0.020), Window(0.03, 0.5, 0.040, 0.025)),
}
ENTER_BEATS: Final = 4.0
AGAIN_BEATS: Final = 3.0
LEAVE_BEATS: Final = 2.0
MOVED_BEATS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Moment:
    """What one judgement says about being together."""

    time_s: float
    beat_s: float
    factors: Factors | None
    """None where there is too little evidence."""
    difference: float | None
    difference_sd: float
    long_difference: float | None
    moved: bool
    shared: bool
    """Whether both lie on one grid."""
    quality: float
    pulses: tuple[bool, bool]
    """Whether each player has a tempo, or is well predicted by the joint pulse."""
    absent: bool


def fits(moment: Moment, window: Window) -> bool:
    """Tell whether a moment lies inside a window."""
    factors, difference = moment.factors, moment.difference
    if factors is None or difference is None or moment.moved:
        return False
    return (
        factors.phase >= window.phase
        and factors.evidence >= window.evidence
        and abs(difference) - 0.5 * moment.difference_sd < window.difference
        and (moment.long_difference is None or abs(moment.long_difference) < window.long_difference)
    )


class Lock:
    """Together after four good beats (three when it was so before), apart after two bad ones."""

    def __init__(self, feel: Feel) -> None:
        """Start apart."""
        self._feel = feel
        self.locked = False
        self.was = False
        self._good_since: float | None = None
        self._bad_since: float | None = None

    def update(self, moment: Moment) -> str:
        """Take one judgement and return the state: one of `model.snapshot.STATES`."""
        if moment.absent:
            self.locked = False
        if fits(moment, self._feel.stay if self.locked else self._feel.enter):
            self._bad_since = None
            self._good_since = moment.time_s if self._good_since is None else self._good_since
            needed = AGAIN_BEATS if self.was else ENTER_BEATS
            if moment.time_s - self._good_since >= needed * moment.beat_s:
                self.locked = self.was = True
        else:
            self._good_since = None
            self._bad_since = moment.time_s if self._bad_since is None else self._bad_since
            allowed = MOVED_BEATS if moment.moved else LEAVE_BEATS
            if moment.time_s - self._bad_since >= allowed * moment.beat_s:
                self.locked = False
        return self._state(moment)

    def break_off(self) -> None:
        """Forget the evidence in hand, as after a pause."""
        self._good_since = self._bad_since = None

    def _state(self, moment: Moment) -> str:
        if self.locked:
            return "together"
        if moment.absent:
            return "waiting"
        if not all(moment.pulses) or moment.difference is None:
            return "listening"
        close = abs(moment.difference) < NEAR_DIFFERENCE and moment.shared and moment.quality >= SHARED_QUALITY
        return "near" if close and moment.factors and moment.factors.phase >= NEAR_PHASE else "apart"

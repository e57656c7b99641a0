"""The hi-hat pedal: how far the hat is open, from a stream of controller values."""

from typing import Final

from game.inputs.kitmap import HatPedal
from game.model.pads import pad_of_zone

TURNED_BY: Final = 2
"""So many more chicks with the pedal up than with it down, and the pedal tells its way the other way round."""

_TOLD_BY_PEDAL: Final = ("hihat.bow", "hihat.edge")
_CHICK: Final = "hihat.pedal"
_SPLASH: Final = "hihat.splash"
_HAT: Final = "hihat."
_CALLED_OPEN: Final = ("hihat.open", "hihat.half")


class HatState:
    """One hat: where its pedal is, learned while it is played."""

    __slots__ = ("_closed", "_highest", "_inverted", "_pedal", "_silent_from", "_turned", "_value")

    def __init__(self, pedal: HatPedal) -> None:
        """Begin with a pedal that has said nothing: openness unknown, hat closed."""
        self._pedal = pedal
        self._highest = pedal.closed_at_least
        self._value: int | None = None
        self._closed = True
        self._silent_from: float | None = pedal.closed_from
        """How far down, 0 to 1, the pedal ends what rings; None where it has, and nothing may have rung since.

        Before the pedal has told anything notes alone may have called the hat open.
        """
        self._inverted = False
        self._turned = 0
        """How many more of its chicks came with the pedal up than down."""

    def control(self, value: int) -> bool:
        """Take a controller value and tell whether the hat has closed with it.

        0 = open and its highest = closed, unless its owner has turned it round.
        """
        self._value = value
        self._highest = max(self._highest, value)
        self._follow()
        if not self._closed:
            self._silent_from = self._pedal.closed_from
        closes = self._silent_from is not None and (self._shut or 0.0) >= self._silent_from
        if closes:
            self._silent_from = None
        return closes

    def _follow(self) -> None:
        shut = self._shut
        if shut is not None and shut >= self._pedal.closed_from:
            self._closed = True
        elif shut is not None and shut <= self._pedal.open_below:
            self._closed = False

    @property
    def _shut(self) -> float | None:
        if self._value is None:
            return None
        down = self._value / self._highest
        return 1 - down if self._inverted else down

    @property
    def open(self) -> float | None:
        """How open the hat is, 0 (closed) to 1, or None before the pedal has spoken."""
        return None if self._shut is None else 1 - self._shut

    def struck(self, zone: str) -> str:
        """Take a stroke of hand or foot on the hat; return its zone, where the pedal tells it more finely."""
        if self._value is None:
            return zone
        if zone != _CHICK:
            self._let_ring(zone)
            return zone
        if self._pedal.may_be_inverted:
            self._learn()
        return _SPLASH if self._pedal.splash_when_open and not self._closed else zone

    def _let_ring(self, zone: str) -> None:
        """Take a stick that may let a half closed hat ring: the pedal ends that where it goes clearly further down."""
        shut, pedal = self._shut or 0.0, self._pedal
        half_closed = shut < pedal.closed_from or (zone.startswith(_CALLED_OPEN) and shut < 1)
        if self._closed and half_closed and zone.startswith(_HAT) and zone != _SPLASH:
            self._silent_from = min(max(pedal.closed_from, shut + pedal.closed_from - pedal.open_below), 1.0)

    def _learn(self) -> None:
        """Let a chick tell which way round the pedal is: it comes when the foot is down."""
        down = (self._value or 0) / self._highest
        if down >= self._pedal.closed_from:
            self._turned = max(self._turned - 1, -TURNED_BY)
        elif down <= 1 - self._pedal.closed_from:
            self._turned = min(self._turned + 1, TURNED_BY)
        if abs(self._turned) == TURNED_BY:
            self._inverted = self._turned > 0
            self._follow()

    def pad(self, zone: str) -> str:
        """Fold a zone to its pad; where only the pedal tells, it decides between closed and open."""
        if zone in _TOLD_BY_PEDAL and not self._closed:
            return "hat_open"
        return pad_of_zone(zone)

"""The hi-hat pedal: how far the hat is open, from a stream of controller values."""

from game.inputs.kitmap import HatPedal
from game.model.pads import pad_of_zone

_TOLD_BY_PEDAL = ("hihat.bow", "hihat.edge")


class HatState:
    """One hat: where its pedal is, learned while it is played."""

    __slots__ = ("_closed", "_highest", "_pedal", "_value")

    def __init__(self, pedal: HatPedal) -> None:
        """Begin with a pedal that has said nothing: openness unknown, hat closed."""
        self._pedal = pedal
        self._highest = pedal.closed_at_least
        self._value: int | None = None
        self._closed = True

    def control(self, value: int) -> None:
        """Take a controller value, 0 (open) to its highest (closed)."""
        self._value = value
        self._highest = max(self._highest, value)
        if value >= self._pedal.closed_from * self._highest:
            self._closed = True
        elif value <= self._pedal.open_below * self._highest:
            self._closed = False

    @property
    def open(self) -> float | None:
        """How open the hat is, 0 (closed) to 1, or None before the pedal has spoken."""
        return None if self._value is None else 1 - self._value / self._highest

    def pad(self, zone: str) -> str:
        """Fold a zone to its pad; where only the pedal tells, it decides between closed and open."""
        if zone in _TOLD_BY_PEDAL and not self._closed:
            return "hat_open"
        return pad_of_zone(zone)

"""Two kits on one cable, told apart by their MIDI channels.

A kit may send each of its pads on a channel of its own, so that another channel alone is no other kit. But no kit sends
its snare on two channels: where the same drum is struck on both, two kits share the cable.
"""

from collections.abc import Callable
from typing import Final

TOGETHER_S: Final = 0.008
"""One strike that is sent on several channels (layered voices) arrives within this time."""

_TELLING: Final = {"kick": "kick", "snare.head": "snare"}
_FOOT: Final = ("hihat.pedal", "hihat.splash")


def telling_drum(zone: str | None, note: int) -> str | None:
    """Name the drum that a kit has but once: kick, snare or hat, or a pad that no map knows; None for all others."""
    if zone is None:
        return f"note {note}"
    if zone.startswith("hihat.") and zone not in _FOOT:
        return "hat"
    return _TELLING.get(zone)


class Channels:
    """Which channels of one port are a second kit, as far as its strokes have told."""

    def __init__(self) -> None:
        """Begin with one kit, whatever channels it sends on."""
        self.second: frozenset[int] = frozenset()
        """The channels (1 to 16) of the second kit; all others are the first one's."""
        self._first: int | None = None
        self._alone: dict[str, set[int]] = {}
        """On which channels each drum came alone."""
        self._waiting: dict[str, tuple[float, int]] = {}
        """Each drum's latest stroke, while another channel may still join in."""
        self._layered: set[str] = set()

    def strike(self, time_s: float, channel: int, drum: str | None, *, free: Callable[[], bool]) -> bool:
        """Take a stroke; return whether its channel is, from this stroke on, the second kit's and was not before.

        The channel of the very first stroke stays the first kit's.

        Args:
            time_s: When it arrived, s.
            channel: 1 to 16.
            drum: What `telling_drum` says of it.
            free: Tells whether a second kit could take a seat now, otherwise nothing changes; asked only if it matters.
        """
        if self._first is None:
            self._first = channel
        if drum is None or self._is_layer(time_s, channel, drum):
            return False
        others = self._alone.get(drum, set()) - self.second - {channel}
        sure = drum not in self._layered or channel in self._alone.get(drum, set())
        if not (others and sure) or channel == self._first or channel in self.second or not free():
            return False
        self.second |= {channel}
        return True

    def _is_layer(self, time_s: float, channel: int, drum: str) -> bool:
        """Tell whether this is another channel's stroke once more; remember the one before if it stayed alone."""
        before = self._waiting.get(drum)
        if before is not None:
            before_s, other = before
            if other != channel and time_s - before_s <= TOGETHER_S:
                self._layered.add(drum)
                self._waiting[drum] = (before_s, 0)
                return True
            if other:
                self._alone.setdefault(drum, set()).add(other)
        self._waiting[drum] = (time_s, channel)
        return False

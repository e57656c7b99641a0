"""Where hits come from: one protocol for kits, keys, recordings and simulated friends."""

from collections.abc import Callable, Sequence
from typing import Protocol

from game.model.hit import Event, Hit

Listener = Callable[[Hit | Event], None]
"""Called with all that hands and feet do the moment it is known, also with what does not count, on the source's own
thread: the drum must not wait for a frame."""


class HitSource(Protocol):
    """What an input must offer."""

    def poll(self, now_s: float) -> Sequence[Hit | Event]:
        """Return what has arrived since the last call, dropped note-ons included, oldest first."""
        ...

    def heard(self, hit: Hit) -> None:
        """Tell a listening source that `hit` sounded (a simulated friend plays by ear). Others ignore it."""
        ...

    def close(self) -> None:
        """Let go of devices; may be called twice."""
        ...


SeatOf = Callable[[str], int | None]
"""Maps a device key (such as `midi:TD-17#1` or `keyboard:left`) to player 1 or 2, claiming a free seat for it
where the round allows that; None = this device has no seat. Thread-safe: called from driver threads."""

HasSeat = Callable[[str], bool]
"""Tells whether players are taking seats and this device has one, or one that is free. Thread-safe, claims nothing."""

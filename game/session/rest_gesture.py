"""Asking for a rest by pads: after both have been silent for a while, two crashes open the pause."""

from collections.abc import Mapping
from typing import Final

from game.model.hit import Hit
from game.session.pad_keys import Command, PadKeys

SILENT_S: Final = 3.0
SURE_S: Final = 2.0
APART_S: Final = 0.15
CRASH: Final = "crash"


class RestGesture:
    """While music is played pads are music: only silence makes two crashes a wish."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.keys: Mapping[int, PadKeys] = {}
        """Each player's menu keys: a kit without a crash asks by the pad that goes back."""
        self._last_s: float | None = None
        self._first_s: float | None = None

    def begin(self, now_s: float) -> None:
        """Count the silence from now."""
        self._last_s, self._first_s = now_s, None

    def offered(self, now_s: float) -> bool:
        """Tell whether the rest key shows."""
        if self._first_s is not None and now_s - self._first_s <= SURE_S:
            return True
        return self._last_s is not None and now_s - self._last_s >= SILENT_S

    def strike(self, hit: Hit) -> float | None:
        """Take a stroke; return the time of the first crash of a wish when this is the second, else None.

        Crashes that fall together are music: they may be the one with which a pair begins or ends.
        """
        offered, first_s = self.offered(hit.time_s), self._first_s
        self._last_s, self._first_s = hit.time_s, None
        if not offered or not self._asks(hit):
            return None
        if first_s is not None and APART_S <= hit.time_s - first_s <= SURE_S:
            return first_s
        self._first_s = hit.time_s
        return None

    def _asks(self, hit: Hit) -> bool:
        return hit.pad == CRASH or self.keys.get(hit.player, PadKeys()).command(hit) is Command.BACK

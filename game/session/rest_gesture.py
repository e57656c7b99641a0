"""Asking for a rest by pads: after both have been silent for a while, two crashes open the pause."""

from typing import Final

from game.model.hit import Hit

SILENT_S: Final = 3.0
SURE_S: Final = 2.0
CRASH: Final = "crash"


class RestGesture:
    """While music is played pads are music: only silence makes two crashes a wish."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
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

    def strike(self, hit: Hit) -> bool:
        """Take a stroke; return True when it is the second crash of a wish."""
        offered = self.offered(hit.time_s)
        second = self._first_s is not None and hit.time_s - self._first_s <= SURE_S
        self._last_s = hit.time_s
        if hit.pad != CRASH or not offered:
            self._first_s = None
            return False
        self._first_s = None if second else hit.time_s
        return second

"""How often keys and pads may change the whole picture: cards that come and go at every press would make it flash."""

from dataclasses import dataclass
from typing import Final

APART_S: Final = 0.35
"""Fewer than three changes a second, and a picture that goes dark and bright again takes two of them."""


@dataclass(slots=True)
class Pace:
    """Takes the first wish for another picture at once, and none within 350 ms of the last change."""

    _last_s: float = float("-inf")

    def free(self, now_s: float) -> bool:
        """Tell whether the picture may change at `now_s`, s on the session clock."""
        return now_s - self._last_s >= APART_S

    def note(self, now_s: float) -> None:
        """Take that the picture changes, whoever asked for it."""
        self._last_s = now_s

    def take(self, now_s: float) -> bool:
        """Take a wish for another picture; return whether it is granted."""
        free = self.free(now_s)
        if free:
            self.note(now_s)
        return free

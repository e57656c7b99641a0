"""What the first strokes on the title ask for: a seat, or the settings by two crashes."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from game.model.hit import Hit
from game.session.cards import DEBOUNCE_S

AGAIN_S: Final = 1.2
"""A second crash within this time opens the settings; a first one alone takes a seat after it, like any other drum."""


class Wish(Enum):
    """Where the players want to go."""

    SEAT = "seat"
    SETTINGS = "settings"


@dataclass(slots=True)
class Opening:
    """Waits for the first stroke, or for two on a pad that goes back."""

    hit: Hit | None = None
    """The stroke that takes the first seat."""

    def take(self, hit: Hit, *, back: bool) -> Wish | None:
        """Take one stroke; `back`: its pad is the one that goes back on cards."""
        first = self.hit
        if first is None:
            self.hit = hit
            return None if back else Wish.SEAT
        if back and hit.player == first.player:
            return None if hit.time_s - first.time_s < DEBOUNCE_S else Wish.SETTINGS
        return Wish.SEAT

    def update(self, now_s: float) -> Wish | None:
        """Return where a crash that stayed alone leads to, once that is known."""
        return Wish.SEAT if self.hit is not None and now_s - self.hit.time_s > AGAIN_S else None

    def asked(self, now_s: float) -> float | None:
        """Return how much of the time for the second crash has passed, 0 to 1, or None without a first."""
        return None if self.hit is None else min(max((now_s - self.hit.time_s) / AGAIN_S, 0.0), 1.0)

"""What the first strokes on the title ask for: a seat, or by two on one pad the settings or an evening."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from game.model.hit import Hit
from game.session.cards import ALONE_S, DEBOUNCE_S
from game.session.pad_keys import Command, pad_name

AGAIN_S: Final = 1.2
"""A second stroke within this time is meant; a first one alone takes a seat after it, like any other drum."""
QUICK_S: Final[Mapping[Command, float]] = {Command.NEXT: ALONE_S}
"""Sooner than that on pads that everybody plays about with."""


class Wish(Enum):
    """Where the players want to go."""

    SEAT = "seat"
    SETTINGS = "settings"
    EVENING = "evening"
    """Three rounds with exchanged seats."""


TWICE: Final[Mapping[Command, Wish]] = {
    Command.BACK: Wish.SETTINGS, Command.UP: Wish.EVENING, Command.NEXT: Wish.EVENING,
}  # fmt: skip
"""What two strokes on a menu key ask for; a small kit, once it has been met, has no other pad than those that step on,
and finds the settings at its seat."""


@dataclass(slots=True)
class Opening:
    """Waits for the first stroke, or for two on a pad that asks for something else."""

    hit: Hit | None = None
    """The stroke that takes the first seat."""
    key: Command | None = None
    """Which menu key it was on, where a second one is waited for."""

    def take(self, hit: Hit, command: Command | None) -> Wish | None:
        """Take one stroke; `command`: which menu key its pad is on cards."""
        first = self.hit
        if first is None:
            self.hit, self.key = hit, command if command in TWICE else None
            return None if self.key else Wish.SEAT
        same = hit.player == first.player and pad_name(hit) == pad_name(first)
        if self.key is not None and command is self.key and same and hit.time_s - first.time_s <= self._again_s:
            return None if hit.time_s - first.time_s < DEBOUNCE_S else TWICE[self.key]
        return Wish.SEAT

    def update(self, now_s: float) -> Wish | None:
        """Return where a stroke that stayed alone leads to, once that is known."""
        return Wish.SEAT if self.hit is not None and now_s - self.hit.time_s > self._again_s else None

    def asked(self, now_s: float) -> float | None:
        """Return how much of the time for the second stroke has passed, 0 to 1, or None without a first."""
        return None if self.hit is None else min(max((now_s - self.hit.time_s) / self._again_s, 0.0), 1.0)

    @property
    def _again_s(self) -> float:
        return AGAIN_S if self.key is None else QUICK_S.get(self.key, AGAIN_S)

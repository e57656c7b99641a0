"""Kits that are unplugged while a round is played: whom it waits for, and what lets it go on."""

from typing import Final

from game.model.hit import Event, Hit
from game.session.pad_keys import SOFTEST

BACK_S: Final = 3.0
"""So long after the last missing kit came back the round goes on by itself: time to reach the sticks. A stroke on what
came back goes on at once."""


class Cables:
    """Whose kit is away, and whether the round waits for it."""

    def __init__(self) -> None:
        """Begin with every kit in its place."""
        self.away: frozenset[int] = frozenset()
        self.waiting = False
        """Whether the round rests because of a cable, and not because somebody wished to rest."""
        self.missed: frozenset[int] = frozenset()
        """Whose kits the round waits for, or waited for and has found again."""
        self.since_s = float("-inf")
        """When it began to wait."""
        self._back_s: float | None = None

    def follow(self, away: frozenset[int], now_s: float) -> list[Event]:
        """Take whose kits are not plugged in now; return what a recording keeps of it."""
        gone = [Event(now_s, "unplugged", player=player) for player in sorted(away - self.away)]
        back = [Event(now_s, "plugged", player=player) for player in sorted(self.away - away)]
        self.away = away
        if self.waiting:
            self._look(now_s)
        return [*gone, *back]

    def wait(self, now_s: float) -> None:
        """Wait until every kit is back."""
        self.waiting, self.missed, self.since_s, self._back_s = True, frozenset(), now_s, None
        self._look(now_s)

    def end(self) -> None:
        """Wait no more."""
        self.waiting = False

    def _look(self, now_s: float) -> None:
        self.missed |= self.away
        if self.away:
            self._back_s = None
        elif self._back_s is None:
            self._back_s = now_s

    def goes_on(self, hit: Hit) -> bool:
        """Tell whether a stroke ends the waiting: one on what came back, once nothing is missing any more."""
        found = self.waiting and self._back_s is not None
        return found and hit.player in self.missed and hit.velocity >= SOFTEST

    def left(self, now_s: float) -> float | None:
        """Return how much of the last wait is left, 1 to 0, or None while a kit is away or nothing is waited for."""
        if not self.waiting or self._back_s is None:
            return None
        return max(0.0, 1 - (now_s - self._back_s) / BACK_S)

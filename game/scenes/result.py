"""The result of a round on the screen."""

from collections.abc import Callable, Iterator

import pygame

from game.scenes.keeping import Outcome
from game.scenes.scene import Scene
from game.ui.card import draw_result
from game.ui.words import Words

_AGAIN_KEYS = (pygame.K_RETURN, pygame.K_KP_ENTER)
_LEAVE_KEYS = (pygame.K_ESCAPE, pygame.K_BACKSPACE)


class ResultScene:
    """Shows an outcome once, or until the players go on."""

    def __init__(self, outcome: Outcome, words: Words, *, stay: bool, again: Callable[[], Scene] | None = None) -> None:
        """Show `outcome`; without `stay` one picture is drawn and the game ends."""
        self._outcome = outcome
        self._words = words
        self._stay = stay
        self._again = again
        self._drawn = False
        self._next: Scene | None = self

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Enter plays again where that is offered; Esc and closing the window leave."""
        if event.type == pygame.QUIT or (event.type == pygame.KEYDOWN and event.key in _LEAVE_KEYS):
            self._next = None
        elif event.type == pygame.KEYDOWN and event.key in _AGAIN_KEYS and self._again is not None:
            self._next = self._again()

    def update(self, now_s: float) -> Scene | None:
        """Leave once the picture stands, unless it is to stay."""
        return None if self._drawn and not self._stay else self._next

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the card, once."""
        if not self._drawn:
            draw_result(surface, self._outcome.result, self._outcome.timeline, self._words)
        yield
        self._drawn = True

    def close(self) -> None:
        """Nothing is held."""

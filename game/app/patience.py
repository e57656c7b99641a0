"""Keys that steer wait for their turn: the whole picture changes at a pace, and no wish for it is lost."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pygame

from game.model.bindings import Bindings
from game.model.key_names import NUMBER_OF_KEY
from game.scenes.keys import EVENING_KEY, KEY_COMMANDS, SETTINGS_KEY

_STEERING: Final = frozenset({*KEY_COMMANDS, SETTINGS_KEY, EVENING_KEY})
_MOST: Final = 4
"""So many wait at the most: whoever hammers on a key has soon seen what it does."""


class Patience:
    """Holds keys back while the picture may not change, and hands them on in their order."""

    def __init__(self, free: Callable[[float], bool], bindings: Callable[[], Bindings]) -> None:
        """Take what tells whether the picture may change at a moment, s on the session clock, and which keys are drums.

        A key that is a drum, as Return is at first, waits only behind others: a stroke in a round is never held back.
        """
        self._free = free
        self._bindings = bindings
        self._held: list[pygame.event.Event] = []

    def due(self, fetched: Iterable[pygame.event.Event], now_s: float) -> Iterator[pygame.event.Event]:
        """Give what is to be handled now, one after the other: handling one may let the next one wait."""
        waiting, self._held = [*self._held, *fetched], []
        for event in waiting:
            steers = event.type == pygame.KEYDOWN and event.key in _STEERING
            if not steers or not (self._held or self._must_wait(event, now_s)):
                yield event
            elif len(self._held) < _MOST:
                self._held.append(event)

    def _must_wait(self, event: pygame.event.Event, now_s: float) -> bool:
        is_drum = any(NUMBER_OF_KEY[key] == event.scancode for key, _ in self._bindings().keys)
        return not is_drum and not self._free(now_s)

"""What a scene is: something that takes events and time, draws, and says what comes next."""

from collections.abc import Iterator
from typing import Protocol

import pygame


class Scene(Protocol):
    """One screen of the game."""

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Take one event of the window, fetched at `now_s` on the session clock."""
        ...

    def update(self, now_s: float) -> "Scene | None":
        """Move on to `now_s` and return the scene to show from here: itself, another one, or None to leave."""
        ...

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the picture of `now_s` in short parts, so that keys can be heard in between."""
        ...

"""A scene, looked at from outside: when its keys are fetched, and how long its pictures take."""

from collections.abc import Iterator

import pygame

from game.scenes.scene import Scene
from game.session.clock import Clock


class WatchedScene:
    """Passes everything on to a scene, and ends it after some time."""

    def __init__(self, scene: Scene, clock: Clock, until_s: float) -> None:
        """Watch a scene until then, s on the clock; then it is asked to end as if the window were closed."""
        self._scene = scene
        self._clock = clock
        self._until_s = until_s
        self._asked = False
        self._drawn_since_s: float | None = None
        self.looks_s: list[float] = []
        """When events were fetched: what had happened since the time before is stamped with it."""
        self.frames: list[tuple[float, float]] = []
        """When a picture was begun, and how long it took until it was shown, s."""

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Pass an event on."""
        self._scene.handle(event, now_s)

    def update(self, now_s: float) -> Scene | None:
        """Move on, and note that events were fetched."""
        if self._drawn_since_s is not None:  # the first look after the picture was shown
            self.frames.append((self._drawn_since_s, now_s - self._drawn_since_s))
            self._drawn_since_s = None
        self.looks_s.append(now_s)
        if now_s >= self._until_s and not self._asked:
            self._asked = True
            self._scene.handle(pygame.event.Event(pygame.QUIT), now_s)
        following = self._scene.update(now_s)
        return self if following is self._scene else following

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw, and note how long it takes."""
        begun_s = self._clock.now()
        yield from self._scene.parts(surface, now_s)
        self._drawn_since_s = begun_s

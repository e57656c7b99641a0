"""A scene and its curtain, looked at from outside: when keys are fetched, and how long pictures take."""

from collections.abc import Iterator

import pygame

from game.app.loop import Canvas
from game.scenes.scene import Scene
from game.session.clock import Clock


class WatchedScene:
    """Passes everything on to a scene and to what brings it into the window, and ends it after some time."""

    def __init__(self, scene: Scene, curtain: Canvas, clock: Clock, until_s: float) -> None:
        """Watch a scene until then, s on the clock; then it is asked to end as if the window were closed."""
        self._scene = scene
        self._curtain = curtain
        self._begun_s = 0.0
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

    def canvas(self, window: pygame.Surface, now_s: float) -> pygame.Surface:
        """Return what the next picture is drawn on, and note that it begins."""
        self._begun_s = self._clock.now()
        return self._curtain.canvas(window, now_s)

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw."""
        return self._scene.parts(surface, now_s)

    def raised(self, window: pygame.Surface) -> Iterator[None]:
        """Bring the picture into the window; it is shown by the next look at the events."""
        yield from self._curtain.raised(window)
        self._drawn_since_s = self._begun_s

"""The main loop: keys are fetched every millisecond, also while a frame is drawn; frames come sixty times a second."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import pygame

from game.app.patience import Patience
from game.app.pictures import Pictures
from game.scenes.scene import Scene
from game.session.clock import Clock

FRAME_S: Final = 1 / 60
_SWITCH_S: Final = 0.0005
"""A driver's thread waits at most this long for the interpreter: 5 ms, the default, stalls JACK."""
_BEHIND_S: Final = 0.25


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to be saved once `at_s` seconds of the session have passed."""

    path: Path
    at_s: float


class Canvas(Protocol):
    """What scenes draw on, and how it gets into the window."""

    def canvas(self, window: pygame.Surface, now_s: float) -> pygame.Surface:
        """Return the surface for the next frame."""
        ...

    def raised(self, window: pygame.Surface) -> Iterator[None]:
        """Bring what was drawn into the window, in parts."""
        ...


WindowKey = Callable[[pygame.event.Event], bool]


class Loop:
    """Runs one scene after the other in one window."""

    def __init__(
        self,
        clock: Clock,
        shots: tuple[Shot, ...] = (),
        key: WindowKey | None = None,
        canvas: Canvas | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Save pictures at the times asked for, or at the end; `key` takes the keys that belong to the window.

        Without a `canvas` scenes draw on the window itself; without `patience` no key waits for its turn.
        """
        self._clock = clock
        self._key = key
        self._canvas = canvas
        self._patience = patience
        self._shots = sorted(shots, key=lambda shot: shot.at_s)
        self._pictures = Pictures()
        self._asked_to_end = False
        self.frames = 0
        self.troubles: list[str] = []
        """What could not be saved, one sentence each; known after `run`."""

    def run(self, scene: Scene) -> None:
        """Show a scene and those that follow it until one leaves."""
        current: Scene | None = scene
        with undisturbed():
            next_s = self._clock.now()
            while current is not None:
                current = self._frame(current)
                now_s = self._clock.now()
                next_s = min(max(next_s + FRAME_S, now_s - _BEHIND_S), now_s + FRAME_S)
                current = self._wait(current, next_s)
        for shot in self._shots:
            self._pictures.save(_surface(), shot.path)
        self.troubles = self._pictures.finish()

    def ask_to_end(self) -> None:
        """Close the window at the next look at its events; may be called at any moment, also while there is none."""
        self._asked_to_end = True

    def _frame(self, scene: Scene) -> Scene | None:
        current: Scene | None = scene
        surface, now_s = _surface(), self._clock.now()
        size = surface.get_size()
        for _ in self._parts(scene, surface, now_s):
            current = self._pump(current)
            if surface is not pygame.display.get_surface() or surface.get_size() != size:
                return current  # the window has another size now: draw anew
        pygame.display.flip()
        self.frames += 1
        while self._shots and self._shots[0].at_s <= self._clock.now():
            self._pictures.save(surface, self._shots.pop(0).path)
        return current

    def _parts(self, scene: Scene, window: pygame.Surface, now_s: float) -> Iterator[None]:
        if self._canvas is None:
            yield from scene.parts(window, now_s)
            return
        yield from scene.parts(self._canvas.canvas(window, now_s), now_s)
        yield from self._canvas.raised(window)

    def _wait(self, scene: Scene | None, until_s: float) -> Scene | None:
        current = self._pump(scene)
        while current is not None and self._clock.now() < until_s:
            pygame.time.wait(1)
            current = self._pump(current)
        return current

    def _pump(self, scene: Scene | None) -> Scene | None:
        """Fetch the events, stamped now, and let the scene move on."""
        if scene is None:
            return None
        events = pygame.event.get()
        if self._asked_to_end:
            self._asked_to_end = False
            events.append(pygame.event.Event(pygame.QUIT))
        now_s = self._clock.now()
        for event in events if self._patience is None else self._patience.due(events, now_s):
            if self._key is None or not self._key(event):
                scene.handle(event, now_s)
        return scene.update(now_s)


def _surface() -> pygame.Surface:
    surface = pygame.display.get_surface()
    assert surface is not None
    return surface


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the collector and long turns of other threads away from the music."""
    switch_s = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
        sys.setswitchinterval(switch_s)

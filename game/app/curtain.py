"""Between a scene and the window: a stage for every size, and the picture of the old one scaled until it is there."""

from collections.abc import Iterator
from typing import Final, Protocol

import pygame

from game.app.stages import Size, Stages
from game.ui.opening import draw_opening
from game.ui.raster import bands
from game.ui.stage import Stage
from game.ui.theme import INK, rgb

SETTLED_S: Final = 0.2
"""A window whose size has not changed for this long gets a stage of its own."""
SMALLEST: Final = (320, 180)
"""No stage is drawn smaller than this: a smaller window shows it scaled down."""
_BAND: Final = 150_000
"""Pixels that are scaled between two looks at the keys."""


_OPENING_MS: Final = 15


class Staged(Protocol):
    """Whoever holds the stage that the scenes draw with."""

    stage: Stage


class Curtain:
    """Gives scenes a surface of the size that their stage was drawn for, and brings it into the window."""

    def __init__(self, holder: Staged, stages: Stages) -> None:
        """Keep `holder.stage` in step with the window."""
        self._holder = holder
        self._stages = stages
        self._wanted: Size = holder.stage.layout.size
        self._since_s = 0.0
        self._refused: Size | None = None
        self._canvas: pygame.Surface | None = None

    def canvas(self, window: pygame.Surface, now_s: float) -> pygame.Surface:
        """Return what the next frame is drawn on: the window itself, or the picture that is scaled into it."""
        self._follow(stage_size(window.get_size()), now_s)
        size = self._holder.stage.layout.size
        if size == window.get_size():
            self._canvas = None
            return window
        if self._canvas is None or self._canvas.get_size() != size:
            self._canvas = pygame.Surface(size, 0, window)
        return self._canvas

    def _follow(self, size: Size, now_s: float) -> None:
        if size != self._wanted:
            self._wanted, self._since_s = size, now_s
            self._stages.give_up()
        if size in (self._holder.stage.layout.size, self._refused):
            return
        try:
            stage = self._stages.take()
        except (MemoryError, pygame.error):  # the old picture, scaled, is better than none
            self._refused = size
            return
        if stage is not None:
            self._holder.stage = stage
        elif now_s - self._since_s >= SETTLED_S:
            self._stages.ask(size)

    def raised(self, window: pygame.Surface) -> Iterator[None]:
        """Bring the picture into the window, in parts; what it does not cover is dark."""
        canvas, size = self._canvas, window.get_size()
        if canvas is None or min(size) < 1:
            return
        place = fitted(canvas.get_size(), size)
        if place.size != size:
            window.fill(rgb(INK))
            yield
        for source, target in _strips(canvas.get_size(), place):
            pygame.transform.scale(canvas.subsurface(source), target.size, window.subsurface(target))
            yield


def open_stage(stages: Stages, size: Size) -> Stage:
    """Return the first stage; the window shows how far it is. What is struck meanwhile waits for the first scene."""
    stages.ask(stage_size(size))
    while (stage := stages.take()) is None:
        pygame.event.pump()
        window = pygame.display.get_surface()
        if window is not None:
            draw_opening(window, stages.progress)
            pygame.display.flip()
        pygame.time.wait(_OPENING_MS)
    return stage


def stage_size(window: Size) -> Size:
    """Return the size of the stage for a window of this size."""
    return max(SMALLEST[0], window[0]), max(SMALLEST[1], window[1])


def fitted(size: Size, window: Size) -> pygame.Rect:
    """Return where a picture of this size is shown in a window: whole, as large as can be, in the middle."""
    scale = min(window[0] / size[0], window[1] / size[1])
    width, height = (max(1, min(most, round(side * scale))) for side, most in zip(size, window, strict=True))
    return pygame.Rect((window[0] - width) // 2, (window[1] - height) // 2, width, height)


def _strips(size: Size, place: pygame.Rect) -> Iterator[tuple[pygame.Rect, pygame.Rect]]:
    """Return which strip of the picture goes where; both meet their neighbours without a seam."""
    for strip in bands(place.size, _BAND):
        top, bottom = (size[1] * edge // place.height for edge in (strip.top, strip.bottom))
        # A strip can be less tall than one row of the picture is in the window.
        yield pygame.Rect(0, top, size[0], max(1, bottom - top)), strip.move(place.topleft)

"""Pre-rendered pictures that know their origin."""

import math

import pygame

from game.ui.raster import cropped
from game.ui.svg import Drawing


class Sprite:
    """An image with an origin: blitting it at a pixel puts the origin there."""

    __slots__ = ("offset", "surface")

    def __init__(self, surface: pygame.Surface, offset: tuple[int, int]) -> None:
        """Keep an image and the place of its corner seen from its origin, px."""
        self.surface, self.offset = surface, offset

    @classmethod
    def of(cls, drawing: Drawing, scale: float) -> "Sprite":
        """Render a drawing at `scale` pixels per unit and keep what is not empty; its (0, 0) becomes the origin."""
        x, y, w, h = drawing.view
        # The view begins on a whole pixel, so that the origin lies on one too.
        left, top = math.floor(x * scale), math.floor(y * scale)
        drawing.view = (left / scale, top / scale, w + 1 / scale, h + 1 / scale)
        whole = drawing.render(scale)
        drawing.view = (x, y, w, h)
        image, corner = cropped(whole)
        return cls(image, (left + corner[0], top + corner[1]))

    def packed(self) -> "Sprite":
        """Pack the image for sprites of solid areas that are always drawn at full strength: twice as fast."""
        self.surface.set_alpha(255, pygame.RLEACCEL)
        return self

    def flipped(self) -> "Sprite":
        """Return the mirror image, mirrored about its origin."""
        image = pygame.transform.flip(self.surface, flip_x=True, flip_y=False)
        return Sprite(image, (1 - self.offset[0] - image.get_width(), self.offset[1]))

    def draw(self, target: pygame.Surface, x: int, y: int, alpha: int = 255) -> None:
        """Draw with the origin at pixel (x, y), at `alpha` 0 to 255."""
        if alpha <= 0:
            return
        if alpha < 255:
            self.surface.set_alpha(alpha)
        target.blit(self.surface, (x + self.offset[0], y + self.offset[1]))
        if alpha < 255:
            self.surface.set_alpha(255)

    def box(self, x: int, y: int) -> pygame.Rect:
        """Return the pixels that drawing at (x, y) would touch."""
        return self.surface.get_rect(topleft=(x + self.offset[0], y + self.offset[1]))


class Blend:
    """A picture between two others, such as the same thing at dusk and at dawn; made anew only in small steps."""

    __slots__ = ("_end", "_shown", "_start", "_step")

    _STEPS = 32

    def __init__(self, start: Sprite, end: Sprite) -> None:
        """Blend from `start` (level 0) to `end` (level 1): two pictures of one outline."""
        self._start, self._end = start, end
        self._step, self._shown = 0, start

    def flipped(self) -> "Blend":
        """Return the mirror image, mirrored about its origin."""
        return Blend(self._start.flipped(), self._end.flipped())

    def at(self, level: float) -> Sprite:
        """Return the picture at `level` 0 to 1."""
        step = round(max(0.0, min(1.0, level)) * self._STEPS)
        if step != self._step:
            self._step, self._shown = step, self._mixed(step)
        return self._shown

    def _mixed(self, step: int) -> Sprite:
        if step in {0, self._STEPS}:
            return self._end if step else self._start
        box = self._start.box(0, 0).union(self._end.box(0, 0))
        image = pygame.Surface(box.size, pygame.SRCALPHA, 32)
        self._start.draw(image, -box.x, -box.y)
        self._end.draw(image, -box.x, -box.y, alpha=255 * step // self._STEPS)
        return Sprite(image, box.topleft)

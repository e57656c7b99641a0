"""The scenery behind the duet: five hours between dusk and dawn, cross-faded into one picture that is kept."""

from collections.abc import Iterator
from itertools import pairwise

import pygame

from game.ui import disc
from game.ui.raster import bands, laid
from game.ui.scenery import landscape, skyline
from game.ui.sprite import Sprite
from game.ui.svg import Drawing, rect
from game.ui.theme import Layout

_HOURS = (0.0, 0.25, 0.5, 0.75, 1.0)
_LIGHT_STEPS = 64
_RAY_STEPS = 8
_WARM_STEPS = 16
_EVENING = (
    (0.0, "#FF7A3C", 0.0), (0.22, "#FF7A3C", 0.04), (0.44, "#FF8A4A", 0.42), (0.56, "#FFB25E", 0.62),
    (0.70, "#FF8C42", 0.42), (1.0, "#B8481E", 0.26),
)  # fmt: skip
"""Light of the sinking sun: most at the horizon; the top stays blue so that the numbers can be read."""
_BANDS = 8
"""The picture is made anew in this many strips, so that input is never kept waiting."""


class Backdrop:
    """Sky, land and the sun's rays at any daylight."""

    def __init__(self, layout: Layout) -> None:
        """Paint the hours for one window size."""
        self._hours = [_opaque(landscape(layout, hour).render(layout.scale), layout.size) for hour in _HOURS]
        self._rays = _rays(layout)
        self._evening = _evening(layout)
        self._shown = pygame.Surface(layout.size, depth=32)
        self._step: tuple[int, int, int] | None = None

    def parts(self, target: pygame.Surface, light: float, rays: float, warm: float = 0.0) -> Iterator[None]:
        """Draw the scenery at daylight `light`, the rays at level `rays`, in evening light `warm`, all 0 to 1."""
        step = (round(light * _LIGHT_STEPS), round(rays * _RAY_STEPS), round(warm * _WARM_STEPS))
        if step != self._step:
            self._step = None  # a frame that is given up half way is painted again
            for band in self._bands():
                self._paint(band, *step)
                yield
            self._step = step
        for band in self._bands(4):
            target.blit(self._shown, band, band)
        yield

    def _bands(self, count: int = _BANDS) -> list[pygame.Rect]:
        width, height = self._shown.get_size()
        edges = [height * i // count for i in range(count + 1)]
        return [pygame.Rect(0, top, width, bottom - top) for top, bottom in pairwise(edges)]

    def _paint(self, band: pygame.Rect, light_step: int, ray_step: int, warm_step: int) -> None:
        place = min(light_step / _LIGHT_STEPS, 1.0) * (len(_HOURS) - 1)
        hour = min(int(place), len(_HOURS) - 2)
        self._shown.blit(self._hours[hour], band, band)
        later = self._hours[hour + 1]
        later.set_alpha(round((place - hour) * 255))
        self._shown.blit(later, band, band)
        later.set_alpha(None)
        if ray_step:
            self._rays.set_alpha(255 * ray_step // _RAY_STEPS)
            self._shown.blit(self._rays, band, band)
        if warm_step:
            self._evening.set_alpha(255 * warm_step // _WARM_STEPS)
            self._shown.blit(self._evening, band, band)


def _opaque(image: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    return laid(image, pygame.Surface(size, depth=32))


def _evening(layout: Layout) -> pygame.Surface:
    drawing = Drawing(*layout.view)
    left, top, width, height = layout.view
    drawing.add(rect(left, top, width, height, 0, drawing.linear(0, top, 0, top + height, *_EVENING)))
    return drawing.render(layout.scale)


def _rays(layout: Layout) -> pygame.Surface:
    """Return the rays, cut away where something stands in front of the sky, and the sun's own light."""
    surface = pygame.Surface(layout.size, pygame.SRCALPHA, 32)
    centre = layout.at(*disc.CENTRE)
    Sprite.of(disc.rays(), layout.scale).draw(surface, *centre)
    front = skyline(layout).render(layout.scale)
    for band in bands(layout.size):
        front.fill((0, 0, 0, 255), band, pygame.BLEND_RGBA_MULT)
    laid(front, surface, pygame.BLEND_RGBA_SUB)
    Sprite.of(disc.sun_light(), layout.scale).draw(surface, *centre)
    return surface

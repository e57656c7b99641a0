"""The sun's rays, which turn slowly behind the disc, and the light that stands around it.

The rays are a wheel of angles in 8 bits: turning them means turning their palette. How much brighter a full ray
makes every pixel of the scenery is worked out when the scenery changes, not when the rays turn.
"""

from typing import Final

import numpy as np
import pygame

from game.ui import disc
from game.ui.raster import bands, laid
from game.ui.scenery import skyline
from game.ui.sprite import Sprite
from game.ui.theme import Layout

TURNS: Final = 75
"""Places of the rays from one ray to the next: a fifth of a degree each."""
LEVELS: Final = 8
_ANGLES: Final = 256
_SOFT: Final = 0.02
"""How soft a ray's edge is, as a share of the way from one ray to the next."""


class Rays:
    """Adds the sun's light to a scenery, band by band."""

    def __init__(self, layout: Layout) -> None:
        """Render light and wheel for one window size."""
        x, y = layout.at(*disc.CENTRE)
        self._glow = Sprite.of(disc.sun_light(), layout.scale)
        self._glow_at = x, y
        reach = layout.length(disc.RAYS_REACH)
        self._beam = _beam(layout)
        low = max(self._beam.get_bounding_rect().bottom, self._glow.box(x, y).bottom)
        self._box = pygame.Rect(x - reach, 0, 2 * reach, low).clip(pygame.Rect((0, 0), layout.size))
        self._wheel = _wheel(self._box, (x, y))
        self._still, self._turning, self._work = (pygame.Surface(self._box.size, depth=32) for _ in range(3))
        self._level = 0

    def rest_on(self, scenery: pygame.Surface, band: pygame.Rect) -> None:
        """Work out what the light adds to a band of this scenery: the glow, and a ray on top of it."""
        seen = band.clip(self._box)
        here = seen.move(-self._box.x, -self._box.y)
        still, turning = self._still, self._turning
        still.blit(scenery, here, seen)
        still.set_clip(here)
        self._glow.draw(still, self._glow_at[0] - self._box.x, self._glow_at[1] - self._box.y)
        still.set_clip(None)
        turning.blit(still, here, here)
        turning.blit(self._beam, here, seen)
        turning.blit(still, here, here, pygame.BLEND_RGB_SUB)
        still.blit(scenery, here, seen, pygame.BLEND_RGB_SUB)

    def turn(self, turn: int, level: int) -> None:
        """Turn the rays to one of `TURNS` places, and let all light shine at `level` of `LEVELS`."""
        self._level = level
        away = np.arange(_ANGLES) / _ANGLES - turn / TURNS
        away = np.abs(away - np.round(away))
        lit = np.clip((disc.RAY_SHARE / 2 - away) / _SOFT + 0.5, 0, 1) * 255 * level / LEVELS
        self._wheel.set_palette([(shade, shade, shade) for shade in lit.astype(int).tolist()])

    def shine(self, scenery: pygame.Surface, band: pygame.Rect) -> None:
        """Add the light to a band of the scenery that it rests on."""
        seen = band.clip(self._box)
        here = seen.move(-self._box.x, -self._box.y)
        self._work.blit(self._wheel, here, here)
        self._work.blit(self._turning, here, here, pygame.BLEND_RGB_MULT)
        scenery.blit(self._work, seen, here, pygame.BLEND_RGB_ADD)
        around = band.clip(self._glow.box(*self._glow_at)).clip(self._box)
        here = around.move(-self._box.x, -self._box.y)
        self._work.blit(self._still, here, here)
        if self._level < LEVELS:
            self._work.fill((255 * self._level // LEVELS,) * 3, here, pygame.BLEND_RGB_MULT)
        scenery.blit(self._work, around, here, pygame.BLEND_RGB_ADD)


def _beam(layout: Layout) -> pygame.Surface:
    """Return the light of a ray in every direction, cut away where something stands in front of the sky."""
    surface = pygame.Surface(layout.size, pygame.SRCALPHA, 32)
    Sprite.of(disc.beam(), layout.scale).draw(surface, *layout.at(*disc.CENTRE))
    front = skyline(layout).render(layout.scale)
    for band in bands(layout.size):
        front.fill((0, 0, 0, 255), band, pygame.BLEND_RGBA_MULT)
    return laid(front, surface, pygame.BLEND_RGBA_SUB)


def _wheel(box: pygame.Rect, centre: tuple[int, int]) -> pygame.Surface:
    """Return for every pixel where it lies between two rays, in 256 steps."""
    angles = np.empty((box.height, box.width), np.uint8)
    across = np.arange(box.left, box.right, dtype=np.float32) - centre[0]
    for band in bands(box.size):
        down = np.arange(band.top, band.bottom, dtype=np.float32)[:, None] + (box.top - centre[1])
        steps = np.arctan2(down, across) * np.float32(disc.RAYS * _ANGLES / (2 * np.pi))
        angles[band.top : band.bottom] = np.floor(steps).astype(np.int32) % _ANGLES
    return pygame.image.frombuffer(angles.tobytes(), box.size, "P")

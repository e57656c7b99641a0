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
_FAINT: Final = 3
"""Transparency, of 255, below which nobody sees the end of a ray."""
_SOFT: Final = 0.02
"""How soft a ray's edge is, as a share of the way from one ray to the next."""


class Rays:
    """Adds the sun's light to a scenery, band by band."""

    def __init__(self, layout: Layout) -> None:
        """Render light and wheel for one window size."""
        self._centre = layout.at(*disc.CENTRE)
        self._glow = Sprite.of(disc.sun_light(), layout.scale)
        beam = _beam(layout)
        window = pygame.Rect((0, 0), layout.size)
        self._beam_box = beam.get_bounding_rect(min_alpha=_FAINT)
        self._glow_box = self._glow.box(*self._centre).clip(window)
        self.box = self._beam_box.union(self._glow_box)
        """What the light can reach, px."""
        self._beam = laid(beam.subsurface(self.box), pygame.Surface(self.box.size, pygame.SRCALPHA, 32))
        self._wheel = _wheel(self.box, self._centre)
        self._still, self._turning, self._work = (pygame.Surface(self.box.size, depth=32) for _ in range(3))
        self._level = 0

    def rest_on(self, scenery: pygame.Surface, band: pygame.Rect) -> None:
        """Work out what the light adds to a band of this scenery: the glow, and a ray on top of it."""
        seen, here = self._part(band, self.box)
        still, turning = self._still, self._turning
        still.blit(scenery, here, seen)
        still.set_clip(here)
        self._glow.draw(still, self._centre[0] - self.box.x, self._centre[1] - self.box.y)
        still.set_clip(None)
        turning.blit(still, here, here)
        turning.blit(self._beam, here, here)
        turning.blit(still, here, here, pygame.BLEND_RGB_SUB)
        still.blit(scenery, here, seen, pygame.BLEND_RGB_SUB)

    def _part(self, band: pygame.Rect, box: pygame.Rect) -> tuple[pygame.Rect, pygame.Rect]:
        """Return what of a band lies in a box: in the window, and in the pictures of the light."""
        seen = band.clip(box)
        return seen, seen.move(-self.box.x, -self.box.y)

    def turn(self, turn: int, level: int) -> None:
        """Turn the rays to one of `TURNS` places, and let all light shine at `level` of `LEVELS`."""
        self._level = level
        away = np.arange(_ANGLES) / _ANGLES - turn / TURNS
        away = np.abs(away - np.round(away))
        lit = np.clip((disc.RAY_SHARE / 2 - away) / _SOFT + 0.5, 0, 1) * 255 * level / LEVELS
        self._wheel.set_palette([(shade, shade, shade) for shade in lit.astype(int).tolist()])

    def shine(self, scenery: pygame.Surface, band: pygame.Rect) -> None:
        """Add the light to a band of the scenery that it rests on."""
        seen, here = self._part(band, self._beam_box)
        self._work.blit(self._wheel, here, here)
        self._work.blit(self._turning, here, here, pygame.BLEND_RGB_MULT)
        scenery.blit(self._work, seen, here, pygame.BLEND_RGB_ADD)
        seen, here = self._part(band, self._glow_box)
        glow = self._still
        if self._level < LEVELS:
            glow = self._work
            glow.blit(self._still, here, here)
            glow.fill((255 * self._level // LEVELS,) * 3, here, pygame.BLEND_RGB_MULT)
        scenery.blit(glow, seen, here, pygame.BLEND_RGB_ADD)


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

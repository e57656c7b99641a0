"""What shows while the picture is drawn for the first time: two halves that come together as it gets ready."""

from typing import Final

import pygame

from game.ui.theme import MOON, NIGHT, SUN, rgb

_RADIUS: Final = 0.085
"""Of the window's smaller side."""
_APART: Final = 1.4
"""Radii between the halves and the middle at the beginning."""


def draw_opening(surface: pygame.Surface, share: float) -> None:
    """Draw how much of the picture is ready, `share` 0 to 1; needs no font and nothing that was drawn before."""
    surface.fill(rgb(NIGHT))
    width, height = surface.get_size()
    radius = max(2, round(min(width, height) * _RADIUS))
    away = round(radius * _APART * (1 - max(0.0, min(1.0, share))))
    left, right = (width // 2 - away, height // 2), (width // 2 + away, height // 2)
    pygame.draw.circle(surface, rgb(SUN.main), left, radius, draw_top_left=True, draw_bottom_left=True)
    pygame.draw.circle(surface, rgb(MOON.main), right, radius, draw_top_right=True, draw_bottom_right=True)

"""The five-pin plug of a kit's cable: solid where the kit is found, hollow and pulsing where it is lost."""

from functools import lru_cache
from typing import Final

import pygame

from game.ui import svg
from game.ui.sprite import Sprite
from game.ui.svg import Drawing
from game.ui.theme import PLAYERS, Layout

PULSE_S: Final = 1.2
"""From one ring to the next: slower than a flash may be."""
_STEPS: Final = 16
_REACH: Final = 0.6
"""How far a ring grows beyond the plug, of its radius."""
_STILL: Final = 0.5
"""Where the ring of calm motion stands."""


def draw_plug_pulse(
    surface: pygame.Surface, at: tuple[float, float], r: float, player: int, now_s: float, *, calm: bool
) -> None:
    """Draw the ring that grows out of a plug that was pulled; in calm motion it stands still.

    Args:
        surface: what to draw on.
        at: middle of the plug, stage units.
        r: its radius, stage units.
        player: whose it is, 0 or 1.
        now_s: the moment, s.
        calm: what only moves for its looks stands still.
    """
    layout = Layout(surface.get_size())
    share = _STILL if calm else now_s % PULSE_S / PULSE_S
    _ring(layout.scale, r, player, int(share * _STEPS)).draw(surface, *layout.at(*at))


@lru_cache(maxsize=4 * _STEPS)
def _ring(scale: float, r: float, player: int, step: int) -> Sprite:
    share = step / _STEPS
    most = r * (1 + _REACH) + 4
    drawing = Drawing(-most, -most, 2 * most, 2 * most)
    seen = 0.9 * (1 - share)
    drawing.add(svg.circle(0, 0, r * (1 + _REACH * share), "none", PLAYERS[player].main, 6, seen))
    return Sprite.of(drawing, scale)

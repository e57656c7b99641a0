"""Colours, sizes, and where things stand in a window of any size."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

Colour = tuple[int, int, int]

INK, NIGHT, INDIGO = "#0E1338", "#171D50", "#262C6E"
ROSE = "#CE6A86"
CREAM, PAPER, GOLD = "#FFF4DF", "#F8EBD2", "#FFD582"
SUIT, SUIT_DARK, SUIT_LIGHT = "#2F63DC", "#214AB0", "#5584F0"
VERMILION, VERMILION_ON_PAPER = "#E8553A", "#B03A22"
MUTED, MUTED_ON_PAPER, TEXT_ON_PAPER = "#A9A6D6", "#6A5F86", "#2A2450"
KEY_CHOOSE, KEY_BACK = "#FFFFFF", "#FF9E86"

STAGE_WIDTH: Final = 1920
STAGE_HEIGHT: Final = 1080
SMALLEST_TEXT: Final = 26
"""Stage units: below this nobody reads from two metres."""


@dataclass(frozen=True, slots=True)
class PlayerColours:
    """One player's colours: three on dark, one on paper."""

    light: str
    main: str
    dark: str
    paper: str


SUN: Final = PlayerColours("#FFD58A", "#FFB02E", "#C8731A", "#C96A00")
MOON: Final = PlayerColours("#C6F0FF", "#7ADCFF", "#2B86B8", "#2177AD")
PLAYERS: Final = (SUN, MOON)


def rgb(colour: str) -> Colour:
    """Return `#RRGGBB` as three numbers 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(start: str, end: str, share: float) -> str:
    """Return the colour `share` (0 to 1) of the way from `start` to `end`."""
    share = max(0.0, min(1.0, share))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(rgb(start), rgb(end), strict=True))


_ROOMY: Final = 0.9


@dataclass(frozen=True)
class Layout:
    """Maps stage units (1920 by 1080) to a window's pixels.

    The stage is as large as fits. What a taller window has more goes to the sky (60 %) and the ground; what a
    wider one has more goes to both sides.
    """

    size: tuple[int, int]

    @cached_property
    def scale(self) -> float:
        """Pixels per stage unit."""
        return min(self.size[0] / STAGE_WIDTH, self.size[1] / STAGE_HEIGHT)

    @cached_property
    def roomy(self) -> bool:
        """Whether there are pixels for what only adds: titles in the other languages."""
        return self.scale >= _ROOMY

    @cached_property
    def left(self) -> float:
        """The window's left edge in stage units: 0 or negative."""
        return (STAGE_WIDTH - self.size[0] / self.scale) / 2

    @cached_property
    def right(self) -> float:
        """The window's right edge in stage units."""
        return STAGE_WIDTH - self.left

    @cached_property
    def top(self) -> float:
        """The window's upper edge in stage units: 0 or negative."""
        return (STAGE_HEIGHT - self.size[1] / self.scale) * 0.6

    @cached_property
    def bottom(self) -> float:
        """The window's lower edge in stage units."""
        return self.top + self.size[1] / self.scale

    @cached_property
    def view(self) -> tuple[float, float, float, float]:
        """The whole window as (x, y, width, height) in stage units."""
        return self.left, self.top, self.right - self.left, self.bottom - self.top

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Return the pixel of a point given in stage units."""
        return round((x - self.left) * self.scale), round((y - self.top) * self.scale)

    def length(self, units: float) -> int:
        """Return a length in whole pixels, at least 1."""
        return max(1, round(units * self.scale))

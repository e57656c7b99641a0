"""Three pictures before the first round, without a word: strike, come together, be one."""

from functools import lru_cache
from typing import Final

import pygame

from game.ui import disc, drummer, kit, svg
from game.ui.lanterns import hanging_shape
from game.ui.shapes import chevron, heart, mark, pad_key, panel, stick
from game.ui.sheet import Box, Overlay, Sheet, lay, veil
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, PLAYERS, VERMILION
from game.ui.words import Words

PAGES: Final = 3
_DIM: Final = 0.5
_BOX: Final[Box] = (150, 60, 1620, 900)
_FOOT_Y: Final = 890.0
_NUMBER: Final = 92.0


def draw_help(surface: pygame.Surface, page: int, words: Words) -> None:
    """Draw one of the pictures over whatever is on `surface`; rendered once and kept.

    Args:
        surface: what to draw on.
        page: 0 (each strikes), 1 (the two come together) or 2 (they are one).
        words: the language; the pictures are the same in all of them.
    """
    veil(surface, _DIM)
    lay(surface, [help_overlay(surface.get_size(), page)])


def help_overlay(size: tuple[int, int], page: int) -> Overlay:
    """Return one of the pictures as an overlay for a window of `size` pixels."""
    return _overlay(size, max(0, min(PAGES - 1, page)))


@lru_cache(maxsize=PAGES)
def _overlay(size: tuple[int, int], page: int) -> Overlay:
    sheet = Sheet(size)
    sheet.card(_BOX, panel(*_BOX, 48, CREAM, 0.4))
    (_draw_strike, _draw_meet, _draw_one)[page](sheet)
    for i in range(PAGES):
        sheet.drawing.add(svg.circle(960 + (i - 1) * 44, _FOOT_Y, 11, GOLD if i == page else "none", GOLD, 4))
    sheet.drawing.add(chevron(1560, _FOOT_Y, 20, CREAM, 90, 8, 0.7), pad_key(1650, _FOOT_Y, "choose", 44))
    sheet.drawing.add(chevron(360, _FOOT_Y, 20, CREAM, 270, 8, 0.7), pad_key(270, _FOOT_Y, "back", 44))
    return sheet.finish(_BOX)


def _halves(sheet: Sheet, at: tuple[float, float], r: float, gap: float, slip: float = 0.0) -> None:
    for player, side in ((0, -1), (1, 1)):
        x, y = at[0] + side * gap / 2, at[1] + side * slip / 2
        glow = sheet.drawing.glow(x + side * r * 0.4, y, r * 1.5, PLAYERS[player].main, 0.34)
        half = disc.half_shape(sheet.drawing, player)
        sheet.drawing.add(glow, svg.group(svg.place(x, y, r / disc.RADIUS), half))


def _number(sheet: Sheet, player: int, at: tuple[float, float], bpm: int, size: float = _NUMBER) -> None:
    style = Style(size, PLAYERS[player].main, 900, tabular=True)
    sheet.text(at, str(bpm), style, _BOX, anchor="centre")


def _draw_strike(sheet: Sheet) -> None:
    """Draw both at their kits: what each strikes becomes a half, with a tempo of its own."""
    for player, side, pad, bpm in ((0, -1, "snare", 104), (1, 1, "floor", 118)):
        colour, x = PLAYERS[player].main, 960 + side * 520
        sheet.drawing.add(svg.group(svg.place(x, 390 + 262 * 0.86, 0.86), drummer.bust(player, "smile")))
        sheet.drawing.add(svg.rect(x - 104, 390, 208, 12, 6, colour))
        at = (x, 590.0, 244.0)
        sheet.drawing.add(kit.from_above(sheet.drawing, at, player, lit=pad))
        px, py, r = kit.map_place(pad, at)
        for reach, seen in ((1.4, 0.9), (1.75, 0.5), (2.1, 0.25)):
            sheet.drawing.add(svg.circle(px, py, r * reach, "none", colour, 6, seen))
        sheet.drawing.add(stick(px + 8, py - 8, 190, -45 if player == 0 else -60))
        for i, (size, seen) in enumerate(((15, 0.5), (20, 1.0))):
            sheet.drawing.add(mark(player, 960 + side * (226 - i * 42), 500, size, colour, opacity=seen))
        _number(sheet, player, (960 + side * 140, 300), bpm)
    _halves(sheet, (960, 500), 122, 56, 0)


def _draw_meet(sheet: Sheet) -> None:
    """Draw two moments: apart, each shown where to go; then close, every stroke of one met by the other."""
    _halves(sheet, (500, 420), 140, 150, 44)
    for player, side, bpm in ((0, -1, 104), (1, 1, 118)):
        _number(sheet, player, (500 + side * 190, 198), bpm)
        for i in range(2):
            y = 420 + (i - 0.5) * (52 if player == 0 else -52)
            sheet.drawing.add(chevron(500 + side * 268, y, 30, PLAYERS[player].main, 0 if player == 0 else 180, 13))
    _strokes(sheet, 500, (-30, 22, -38, 34))
    sheet.drawing.add(svg.line(862, 420, 1010, 420, GOLD, 14), chevron(1014, 420, 34, GOLD, 90, 14))
    sheet.drawing.add(sheet.drawing.glow(1400, 420, 290, "#FFE9B0", 0.5))
    _halves(sheet, (1400, 420), 140, 18, 0)
    for player, side in ((0, -1), (1, 1)):
        _number(sheet, player, (1400 + side * 140, 198), 111)
    for reach, seen in ((172, 0.85), (200, 0.4)):
        sheet.drawing.add(svg.circle(1400, 420, reach, "none", "#FFE9B0", 6, seen))
    _strokes(sheet, 1400, (0, 0, 0, 0))


def _strokes(sheet: Sheet, middle: float, apart: tuple[int, ...]) -> None:
    """Draw four strokes of each; those that meet are joined and ringed with light."""
    for player, y in ((0, 676), (1, 772)):
        sheet.drawing.add(svg.line(middle - 250, y, middle + 250, y, PLAYERS[player].main, 5, 0.3))
    for i, shift in enumerate(apart):
        x = middle - 186 + i * 124
        if not shift:
            sheet.drawing.add(svg.rect(x - 40, 634, 80, 180, 40, "#FFE9B0", opacity=0.2))
            sheet.drawing.add(svg.rect(x - 40, 634, 80, 180, 40, "none", "#FFE9B0", 6))
            sheet.drawing.add(svg.line(x, 676, x, 772, CREAM, 6))
        for player, side, y in ((0, -1, 676), (1, 1, 772)):
            sheet.drawing.add(mark(player, x + side * shift / 2, y, 25, PLAYERS[player].main))


def _draw_one(sheet: Sheet) -> None:
    """Draw the sun that both have become, its heart, and the lanterns that light one after the other."""
    x, y, r = 960, 560, 200
    sheet.drawing.add(svg.group(svg.place(x, y), disc.rays_shape(sheet.drawing, 496, 0.5)))
    sheet.drawing.add(sheet.drawing.glow(x, y, r * 2.1, "#FFE9B0", 0.8, 0.2))
    for reach, seen in ((1.2, 0.55), (1.38, 0.32)):
        sheet.drawing.add(svg.circle(x, y, r * reach, "none", CREAM, 5, seen))
    sheet.drawing.add(svg.group(svg.place(x, y, r / disc.RADIUS), disc.sun_shape(sheet.drawing)))
    sheet.drawing.add(heart(x, y + 6, r * 0.47, "#FFFFFF"), heart(x, y + 6, r * 0.385, VERMILION))
    for player, side in ((0, -1), (1, 1)):
        place = svg.place(960 + side * 520, 700 + 262 * 1.2, 1.2)
        sheet.drawing.add(svg.group(place, drummer.bust(player, "joy")))
        sheet.drawing.add(svg.rect(960 + side * 520 - 146, 700, 292, 14, 7, PLAYERS[player].main))
    sheet.drawing.add(svg.path("M330 104Q960 250 1590 104", "none", "#8C6A5A", 5))
    for i in range(8):
        u = (i + 0.5) / 8
        lit = 1.0 if i < 5 else (0.45 if i == 5 else 0.0)
        place = svg.place(330 + 1260 * u, 104 + 292 * u * (1 - u) + 62, 1.1)
        sheet.drawing.add(svg.group(place, hanging_shape(sheet.drawing, lit)))

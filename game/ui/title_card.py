"""The title: the game's name with the shared drum as its O, and what to do."""

from functools import lru_cache
from typing import Final

import pygame

from game.ui import disc, svg
from game.ui.rows import draw_ring
from game.ui.shapes import heart, mark, pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet, lay
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, INK, MOON, MUTED, PLAYERS, SUN, VERMILION
from game.ui.views import TitleView
from game.ui.words import Words

NAME: Final = ("HIT", "TSU")
"""Around the disc, which is the O."""
IN_JAPANESE, IN_KOREAN = "ひとつ", "하나"
_SIZE: Final = 268.0
_BASELINE: Final = 402.0
"""The letters stand above the pagoda's tip."""
_SIGN: Box = (590, 0, 740, 168)
"""While the demo plays the name stands on a sign where the lanterns were."""
_SIGN_SIZE: Final = 132.0
_PILL: Box = (660, 562, 600, 96)
_LOW_PILL: Box = (672, 872, 576, 92)
_PILLS: Final[dict[str, Box]] = {"evening": (500, 672, 572, 52), "settings": (1092, 672, 328, 52)}
"""What two strokes on one pad lead to: beside each other, above trees and lanterns."""
_PILL_KEYS: Final = {"evening": ("up", "F3"), "settings": ("back", "F1")}
"""The pad that is struck twice, and the key of the keyboard."""
_TWICE: Final = (36.0, 80.0)
"""Where the signs of both strokes stand in their pill, and their radius."""
_TWICE_R: Final = 18.0


def draw_title(surface: pygame.Surface, view: TitleView, words: Words) -> None:
    """Draw the title over the scenery and the drummers; rendered once per language and best line, and kept."""
    lay(surface, title_overlays(surface.get_size(), view, words))
    if view.asked is not None and view.wish is not None and not view.attract:
        left, top, _, height = _PILLS[view.wish]
        draw_ring(surface, (left + _TWICE[1], top + height / 2), _TWICE_R + 5, view.asked, GOLD)


def title_overlays(size: tuple[int, int], view: TitleView, words: Words) -> list[Overlay]:
    """Return the parts of the title as overlays for a window of `size` pixels."""
    if view.attract:
        return [_sign(size), _pill(size, words.title.attract, _LOW_PILL)]
    parts = [_name(size, words.lang), _pill(size, words.title.start, _PILL)]
    parts += [_way(size, "evening", words.title.evening), _way(size, "settings", words.settings.title)]
    return parts if view.best is None else [*parts, _best(size, view.best)]


@lru_cache(maxsize=3)
def _name(size: tuple[int, int], lang: str) -> Overlay:
    sheet = Sheet(size)
    area: Box = (300, _BASELINE - 444, 1320, 700)
    sheet.drawing.add(sheet.drawing.flat_glow(960, _BASELINE - 98, 640, 246, INK, 0.5))
    centre = _logo_places(sheet, _SIZE)[2]
    sheet.drawing.add(svg.group(svg.place(centre, _BASELINE - 96), disc.rays_shape(sheet.drawing, 348, 0.3)))
    _draw_logo(sheet, _BASELINE, _SIZE, area)
    tagline = Style(38, CREAM, 700, tracking=160, shadow=True)
    sheet.text((960, _BASELINE - 258), Words(lang).title.tagline, tagline, area, anchor="centre", width=1100)
    below = _BASELINE + 124
    sheet.text((966, below), IN_JAPANESE, Style(58, SUN.light, 700, tracking=160, shadow=True), area, anchor="right")
    sheet.drawing.add(heart(1004, below - 21, 18, VERMILION))
    sheet.text((1040, below), IN_KOREAN, Style(58, MOON.light, 700, tracking=120, shadow=True), area)
    return sheet.finish(area)


@lru_cache(maxsize=2)
def _sign(size: tuple[int, int]) -> Overlay:
    sheet = Sheet(size)
    left, _, width, height = _SIGN
    above = max(0.0, 60 + sheet.layout.top)  # where there is room above the stage it hangs on the lanterns' lines
    board = svg.rect(left, -above, width, height + above, 36, INK, opacity=0.92)
    sheet.card(_SIGN, board + svg.rect(left, -above, width, height + above, 36, "none", GOLD, 4, 0.7))
    _draw_logo(sheet, 128, _SIGN_SIZE, _SIGN)
    return sheet.finish((left, -above, width, height + above))


def _logo_places(sheet: Sheet, size: float) -> tuple[float, float, float, float, Style]:
    """Return left end, right end, middle of the disc, its radius, and the style of the letters."""
    style = Style(size, CREAM, 900, tracking=37, shadow=True)
    before, after = (sheet.type.width(part, style) for part in NAME)
    r, room = size * 0.44, size * 0.1
    width = before + after + 2 * (r + room)
    left = 960 - width / 2
    return left, left + width, left + before + room + r, r, style


def _draw_logo(sheet: Sheet, baseline: float, size: float, box: Box) -> None:
    left, right, middle, r, style = _logo_places(sheet, size)
    sheet.text((left, baseline), NAME[0], style, box)
    sheet.text((right, baseline), NAME[1], style, box, anchor="right")
    height = baseline - size * 0.36
    for player, side in ((0, -1), (1, 1)):
        sheet.drawing.add(sheet.drawing.glow(middle + side * r * 0.5, height, r * 1.2, PLAYERS[player].main, 0.3))
    for player, side in ((0, -1), (1, 1)):
        place = svg.place(middle + side * r * 0.05, height + side * r * 0.03, r / disc.RADIUS)
        sheet.drawing.add(svg.group(place, disc.half_shape(sheet.drawing, player)))


@lru_cache(maxsize=4)
def _pill(size: tuple[int, int], text: str, box: Box) -> Overlay:
    """Return the invitation: a struck drum, the words, and both players' signs."""
    sheet = Sheet(size)
    left, top, width, height = box
    sheet.card(box, panel(*box, height / 2, CREAM, 0.8))
    middle = top + height / 2
    sheet.drawing.add(_struck_drum(left + 72, middle + 6))
    if box == _PILL:
        for player, x in ((0, left + width - 92), (1, left + width - 52)):
            sheet.drawing.add(mark(player, x, middle, 16, PLAYERS[player].main))
    room = width - (256 if box == _PILL else 168)
    centre = left + width / 2 + (4 if box == _PILL else 46)
    sheet.text((centre, middle + 16), text, Style(46, CREAM, 700), box, anchor="centre", width=room)
    return sheet.finish(box)


def _struck_drum(x: float, y: float) -> str:
    """Return a drumhead, the stick on it, and the sound that leaps up."""
    head = svg.path("M-34 14Q0 34 34 14", "none", GOLD, 7)
    wood = svg.line(0, 10, 44, -30, GOLD, 8) + svg.circle(0, 10, 9, GOLD)
    sparks = ((-14, 2, -24, -6), (-8, -8, -14, -20), (4, -12, 6, -26))
    sound = "".join(svg.line(x1, y1, x2, y2, GOLD, 5) for x1, y1, x2, y2 in sparks)
    return svg.group(svg.place(x, y), head, wood, sound)


@lru_cache(maxsize=4)
def _way(size: tuple[int, int], name: str, text: str) -> Overlay:
    """Return the sign of what two strokes on one pad lead to, or a key."""
    sheet, box, (pad, key) = Sheet(size), _PILLS[name], _PILL_KEYS[name]
    left, top, width, height = box
    middle = top + height / 2
    sheet.card(box, panel(*box, height / 2, CREAM, 0.4))
    sheet.drawing.add(*(pad_key(left + x, middle, pad, _TWICE_R) for x in _TWICE))
    sheet.drawing.add(svg.rect(left + width - 76, middle - 17, 56, 34, 8, "none", MUTED, 3))
    cap = Style(26, MUTED, 700)
    sheet.text((left + width - 48, middle + 9), key, cap, box, anchor="centre")
    style = Style(30, CREAM, 700)
    sheet.text((left + width / 2 + 13, middle + 11), text, style, box, anchor="centre", width=width - 204)
    return sheet.finish(box)


@lru_cache(maxsize=4)
def _best(size: tuple[int, int], best: str) -> Overlay:
    sheet = Sheet(size)
    style = sheet.type.fitted(best, Style(34, GOLD, 700), 640)
    width = sheet.type.width(best, style) + 120
    box: Box = (960 - width / 2, 22, width, 60)
    sheet.card(box, panel(*box, 30, GOLD, 0.4))
    sheet.drawing.add(heart(box[0] + 46, 52, 15, VERMILION))
    sheet.text((box[0] + 76, 64), best, style, box)
    return sheet.finish(box)

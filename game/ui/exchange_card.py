"""The card between two rounds of an evening: how the round was, and that each kit plays for the other side now."""

from functools import lru_cache
from math import atan2, degrees
from typing import Final

import pygame

from game.model.result import Result
from game.ui import disc, kit, svg
from game.ui.card import journey
from game.ui.home_keys import homeward_overlay
from game.ui.outing_card import lantern_row
from game.ui.shapes import check, chevron, mark, pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet, lay, veil
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, INK, MUTED, PLAYERS
from game.ui.views import ExchangeView
from game.ui.words import Words

_DIM: Final = 0.45
_BOX: Final[Box] = (210, 56, 1500, 884)
_SIDES: Final = ((640.0, 470.0), (1280.0, 470.0))
"""Where the halves stand: the sun on the left, the moon on the right, as in the duet."""
_HALF: Final = 104.0
_KITS: Final = ((520.0, 734.0, 168.0), (1400.0, 734.0, 168.0))
"""Where the kits stand in the room."""
_HOME: Final[Box] = (1250, 956, 460, 92)
_FOOT: Final[Box] = (210, 956, 1020, 92)


def draw_exchange(surface: pygame.Surface, view: ExchangeView, words: Words) -> None:
    """Draw the card over whatever is on `surface`; its parts are rendered once and kept."""
    veil(surface, _DIM)
    lay(surface, exchange_overlays(surface.get_size(), view, words))


def exchange_overlays(size: tuple[int, int], view: ExchangeView, words: Words) -> list[Overlay]:
    """Return the parts of the card as overlays for a window of `size` pixels, back to front."""
    sides = [_side(size, player) for player in (0, 1) if view.ready[player]]
    parts = [_card(size, view.part, view.result, words.lang), _foot(size, view.part, words.lang, small=view.small)]
    return [*parts, *sides, *([homeward_overlay(size, _HOME)] if view.homeward else [])]


@lru_cache(maxsize=4)
def _card(size: tuple[int, int], part: int, result: Result, lang: str) -> Overlay:
    sheet, words = Sheet(size), Words(lang)
    _, top, width, _ = sheet.card(_BOX, panel(*_BOX, 40, GOLD, 0.5))
    told = journey(result, words) if result.score is not None else words.result.warm_none
    sheet.text((960, top + 84), told, Style(48, CREAM, 900), _BOX, anchor="centre", width=width - 120)
    gilded = sum(dare.met for dare in result.dares or ())
    lantern_row(sheet, (960, top + 176), result.lanterns, gilded, pitch=92, scale=1.0)
    for player, place in enumerate(_SIDES):
        side = (-1, 1)[player]
        sheet.drawing.add(sheet.drawing.glow(*place, _HALF * 1.7, PLAYERS[player].main, 0.3))
        half = svg.group(svg.place(*place, _HALF / disc.RADIUS), disc.half_shape(sheet.drawing, player))
        sheet.drawing.add(half, mark(player, place[0] + side * 176, place[1], 24, PLAYERS[player].main))
    for seat, at in enumerate(_KITS):
        sheet.drawing.add(kit.from_above(sheet.drawing, at), _way(seat))
    stay = Style(38, CREAM, 700)
    sheet.text((960, top + 852), words.outing.stay, stay, _BOX, anchor="centre", width=width - 100)
    return sheet.finish(_BOX)


def _way(seat: int) -> str:
    """Return the arrow from a kit to the half that it plays for now: the two cross."""
    (x1, y1, _), (x2, y2) = _KITS[seat], _SIDES[1 - seat]
    way, colour = (1, -1)[seat], PLAYERS[1 - seat].main
    start, end = (x1 + way * 176, y1 - 60), (x2 - way * 116, y2 + 66)
    curve = f"M{svg.points(*start)}C{svg.points(960, start[1], 960, end[1] + 50, *end)}"
    turn = degrees(atan2(-50, way * abs(end[0] - 960))) + 90
    inks = ((INK, 18.0), (colour, 9.0))
    return "".join(svg.path(curve, "none", ink, wide) + chevron(*end, 30, ink, turn, wide + 2) for ink, wide in inks)


@lru_cache(maxsize=4)
def _side(size: tuple[int, int], player: int) -> Overlay:
    """Return the sign that a side is ready."""
    sheet, (x, y) = Sheet(size), _SIDES[player]
    x += (-1, 1)[player] * 100
    sheet.drawing.add(check(x, y - 84, 34, PLAYERS[player].main))
    return sheet.finish((x - 50, y - 134, 100, 100))


@lru_cache(maxsize=4)
def _foot(size: tuple[int, int], part: int, lang: str, *, small: bool) -> Overlay:
    sheet, words = Sheet(size), Words(lang)
    for box, key in ((_FOOT, "choose"), (_HOME, "back")):
        sheet.card(box, panel(*box, 46, CREAM, 0.5))
        sheet.drawing.add(pad_key(box[0] + 52, box[1] + 46, key))
    name = (words.outing.dusk, words.outing.path, words.outing.dawn)[part]
    text = (words.outing.ready_small if small else words.outing.ready).format(part=name)
    sheet.text((_FOOT[0] + 108, _FOOT[1] + 60), text, Style(38, CREAM, 700), _FOOT, width=_FOOT[2] - 150)
    sheet.text((_HOME[0] + 108, _HOME[1] + 60), words.outing.enough, Style(38, MUTED, 700), _HOME, width=_HOME[2] - 150)
    return sheet.finish((_FOOT[0], _FOOT[1], _HOME[0] + _HOME[2] - _FOOT[0], _FOOT[3]))

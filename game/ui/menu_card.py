"""A menu that pads steer: its rows, and beside them the kit with the four pads that do it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import pygame

from game.ui import disc, kit, svg
from game.ui.rows import row_overlay
from game.ui.shapes import pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet, lay, veil
from game.ui.text import Style
from game.ui.theme import CREAM, MUTED
from game.ui.views import Row
from game.ui.words import Words

KEYS: Final = {"tom1": "up", "tom2": "down", "snare": "choose", "crash": "back"}
"""Which drum of the picture is which menu key."""
_DIM: Final = 0.66
_LEFT, _WIDTH = 120.0, 900.0
_KEYS_LEFT, _KEYS_WIDTH = 1060.0, 740.0
_HEAD, _FOOT, _HINT = 158.0, 28.0, 52.0
_TALLEST, _SHORTEST = 940.0, 640.0
_MIDDLE = 532.0
_ROW, _TIGHT_ROW = 104.0, 88.0
_ROW_TEXT = 42.0


def draw_menu(  # noqa: PLR0917 - what a menu says, from the top
    surface: pygame.Surface, title: str, rows: Sequence[Row], focus: int, words: Words, hint: str | None = None
) -> None:
    """Draw a menu over whatever is on `surface`; every part is rendered once and kept.

    Args:
        surface: what to draw on.
        title: above the rows.
        rows: one to eight rows.
        focus: the row that pads steer, counted from 0.
        words: the language.
        hint: one line under the rows.
    """
    veil(surface, _DIM)
    lay(surface, menu_overlays(surface.get_size(), title, rows, focus, words, hint))


def menu_overlays(  # noqa: PLR0917 - what a menu says, from the top
    size: tuple[int, int], title: str, rows: Sequence[Row], focus: int, words: Words, hint: str | None = None
) -> list[Overlay]:
    """Return the parts of a menu as overlays for a window of `size` pixels, back to front."""
    box, boxes = _boxes(len(rows), hinted=hint is not None)
    frame = [_frame(size, box, title, hint), _keys(size, (_KEYS_LEFT, box[1], _KEYS_WIDTH, box[3]), words.lang)]
    return frame + [
        row_overlay(size, place, row, _ROW_TEXT, lit=i == focus)
        for i, (place, row) in enumerate(zip(boxes, rows, strict=True))
    ]


def _boxes(count: int, *, hinted: bool) -> tuple[Box, list[Box]]:
    """Return the panel and the places of `count` rows in it, all in the middle of the window."""
    around = _HEAD + _FOOT + (_HINT if hinted else 0.0)
    pitch = max(_TIGHT_ROW, min(_ROW, (_TALLEST - around) / max(1, count)))
    height = max(_SHORTEST, around + pitch * count)
    top = _MIDDLE - height / 2
    rows = [(_LEFT + 32, top + _HEAD + i * pitch, _WIDTH - 64, pitch - 8) for i in range(count)]
    return (_LEFT, top, _WIDTH, height), rows


@lru_cache(maxsize=4)
def _frame(size: tuple[int, int], box: Box, title: str, hint: str | None) -> Overlay:
    sheet = Sheet(size)
    left, top, width, height = sheet.card(box, panel(*box))
    for player, side in ((0, -1), (1, 1)):
        half = disc.half_shape(sheet.drawing, player)
        sheet.drawing.add(svg.group(svg.place(left + 104 + side * 6, top + 84, 54 / disc.RADIUS), half))
    sheet.text((left + 190, top + 107), title, Style(64, CREAM, 900), box, width=width - 230)
    if hint is not None:
        sheet.text((left + 70, top + height - 34), hint, Style(34, MUTED, 700), box, width=width - 110)
    return sheet.finish(box)


@lru_cache(maxsize=4)
def _keys(size: tuple[int, int], box: Box, lang: str) -> Overlay:
    common = Words(lang).common
    sheet = Sheet(size)
    left, top, _, height = sheet.card(box, panel(*box))
    foot = top + height - 224
    sheet.drawing.add(kit.from_above(sheet.drawing, (left + 376, (top + foot) / 2 - 8, 276), keys=KEYS))
    sheet.drawing.add(svg.line(left + 50, foot, left + 690, foot, CREAM, 3, 0.2))
    for key, label, x, y in (
        ("up", common.up, 0, 70),
        ("down", common.down, 0, 158),
        ("choose", common.choose, 320, 70),
        ("back", common.back, 320, 158),
    ):
        sheet.drawing.add(pad_key(left + 94 + x, foot + y, key))
        sheet.text((left + 148 + x, foot + y + 15), label, Style(40, CREAM, 700), box, width=212)
    return sheet.finish(box)

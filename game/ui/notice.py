"""A sign with one sentence, at the bottom of the picture between the drummers, where nothing is read while playing."""

from functools import lru_cache
from typing import Final

import pygame

from game.ui.shapes import panel
from game.ui.sheet import Box, Overlay, Sheet
from game.ui.text import Style, Type
from game.ui.theme import CREAM

_WIDEST: Final = 424.0
_MARGIN: Final = 22.0
_STYLE: Final = Style(28, CREAM, 700)
_PITCH: Final = 36.0
_MOST_ROWS: Final = 3
_LONG_WIDEST: Final = 1000.0
"""What no short form exists for is long, rare and serious: it may cover more for its few seconds."""
_NARROWER: Final = 12.0


def draw_notice(surface: pygame.Surface, text: str) -> None:
    """Draw a notice over whatever is on `surface`; an empty text draws nothing."""
    if not text:
        return
    overlay = notice_overlay(surface.get_size(), text)
    surface.blit(overlay.surface, overlay.corner)


@lru_cache(maxsize=8)
def notice_overlay(size: tuple[int, int], text: str) -> Overlay:
    """Return a notice as an overlay for a window of `size` pixels; long texts take several lines."""
    sheet = Sheet(size)
    widest = _WIDEST
    rows = sheet.type.wrapped(text, _STYLE, widest - 2 * _MARGIN)
    if len(rows) > _MOST_ROWS:
        widest = _LONG_WIDEST
        rows = sheet.type.wrapped(text, _STYLE, widest - 2 * _MARGIN)
    rows = _even(sheet.type, text, rows)
    width = max(sheet.type.width(row, _STYLE) for row in rows) + 2 * _MARGIN
    height = 20 + _PITCH * len(rows)
    box: Box = (960 - width / 2, sheet.layout.bottom - 6 - height, width, height)
    sheet.card(box, panel(*box, 26, CREAM, 0.5))
    for i, row in enumerate(rows):
        sheet.text((960, box[1] + 37 + _PITCH * i), row, _STYLE, box, anchor="centre")
    return sheet.finish(box)


def _even(letters: Type, text: str, rows: list[str]) -> list[str]:
    """Return the text in as many rows, of lengths as even as can be: no row of one word."""
    width = max(letters.width(row, _STYLE) for row in rows)
    while (narrower := letters.wrapped(text, _STYLE, width - _NARROWER)) and len(narrower) == len(rows) > 1:
        rows, width = narrower, width - _NARROWER
    return rows

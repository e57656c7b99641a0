"""A strip with one sentence, at the bottom of the picture."""

from functools import lru_cache

import pygame

from game.ui.shapes import panel
from game.ui.sheet import Box, Overlay, Sheet
from game.ui.text import Style
from game.ui.theme import CREAM

_WIDEST = 1728
_MARGIN = 44


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
    style = Style(34, CREAM, 700)
    if sheet.type.width(text, style) > _WIDEST - 2 * _MARGIN:
        style = Style(28, CREAM, 700)
    rows = sheet.type.wrapped(text, style, _WIDEST - 2 * _MARGIN)
    width = max(sheet.type.width(row, style) for row in rows) + 2 * _MARGIN
    height = 30 + 42 * len(rows)
    box: Box = (960 - width / 2, sheet.layout.bottom - 14 - height, width, height)
    sheet.card(box, panel(*box, 30, CREAM, 0.5))
    for i, row in enumerate(rows):
        sheet.text((960, box[1] + 48 + 42 * i), row, style, box, anchor="centre")
    return sheet.finish(box)

"""The small sign that appears once both are silent: how to rest."""

from functools import lru_cache
from typing import Final

import pygame

from game.ui import svg
from game.ui.shapes import mark, pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet, lay
from game.ui.text import Style
from game.ui.theme import CREAM, PLAYERS
from game.ui.words import Words

_BOX: Final[Box] = (752, 806, 416, 166)
"""Below the lead lantern's swing, between the drummers, above the notices."""


def draw_rest_key(surface: pygame.Surface, words: Words) -> None:
    """Draw the sign over the duet; rendered once per language and kept."""
    lay(surface, [rest_key_overlay(surface.get_size(), words)])


def rest_key_overlay(size: tuple[int, int], words: Words) -> Overlay:
    """Return the sign as an overlay for a window of `size` pixels."""
    return _overlay(size, words.lang)


@lru_cache(maxsize=3)
def _overlay(size: tuple[int, int], lang: str) -> Overlay:
    sheet = Sheet(size)
    left, top, width, _ = sheet.card(_BOX, panel(*_BOX, 32, CREAM, 0.45))
    middle = left + width / 2
    for side in (-1, 1):
        sheet.drawing.add(pad_key(middle + side * 44, top + 50, "back", 32))
    for player, side in ((0, -1), (1, 1)):
        sheet.drawing.add(mark(player, middle + side * 120, top + 50, 16, PLAYERS[player].main))
        sheet.drawing.add(
            svg.line(middle + side * 100, top + 50, middle + side * 88, top + 50, PLAYERS[player].main, 5)
        )
    text = Words(lang).notice.rest
    style = sheet.type.fitted(text, Style(30, CREAM, 700), width - 44)
    sheet.lines((middle, top + 120), text, style, _BOX, anchor="centre", width=width - 40)
    return sheet.finish(_BOX)

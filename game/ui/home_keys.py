"""The keys at the foot of a card after a round: once more, and home."""

from functools import lru_cache
from typing import Final

from game.ui import svg
from game.ui.shapes import pad_key
from game.ui.sheet import Box, Overlay, Sheet
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD
from game.ui.words import Words

HOME: Final[Box] = (1570.0, 966.0, 296.0, 96.0)
"""Where the key that leads home and its word are."""
_MIDDLE, _BASELINE = 1014.0, 1027.0
_AGAIN_X, _HOME_X = 1340.0, 1620.0


def draw_home_keys(sheet: Sheet, words: Words, card: Box) -> None:
    """Draw both keys with their words at the foot of a card."""
    for x, key, label in ((_AGAIN_X, "choose", words.result.again), (_HOME_X, "back", words.result.home)):
        sheet.drawing.add(pad_key(x, _MIDDLE, key))
        sheet.text((x + 50, _BASELINE), label, Style(38, CREAM, 700, shadow=True), card, width=210)


@lru_cache(maxsize=4)
def homeward_overlay(size: tuple[int, int], home: Box = HOME) -> Overlay:
    """Return the frame around the key that leads home: a kit without a pad to go back has stepped there."""
    sheet = Sheet(size)
    sheet.drawing.add(svg.rect(*home, home[3] / 2, "none", GOLD, 6))
    return sheet.finish(home)

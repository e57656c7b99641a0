"""The small sign that appears once both are silent: how to rest."""

from functools import lru_cache
from itertools import product
from typing import Final

import pygame

from game.ui import svg
from game.ui.shapes import mark, pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet, lay
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, PLAYERS
from game.ui.words import Words

_BOX: Final[Box] = (748, 804, 424, 138)
"""Below the lead lantern's swing, between the drummers, above the notices."""
_KEYS_Y: Final = 38.0
_STROKES: Final = 4

Ways = tuple[str | None, ...]
"""How each player asks: `crash` (twice), `back` (the pad that stands in for it, twice), `four` (quick strokes on one
pad), or None for somebody without hands."""


def draw_rest_key(surface: pygame.Surface, words: Words, ways: Ways, covered: pygame.Rect | None = None) -> None:
    """Draw the sign over the duet; rendered once per language and kept.

    Args:
        surface: what to draw on.
        words: the language.
        ways: how each player asks for a rest; nothing is drawn where nobody can.
        covered: what a notice covers, px; a sign that would cover it waits.
    """
    if not any(ways):
        return
    overlay = rest_key_overlay(surface.get_size(), words, ways)
    if covered is None or not covered.colliderect(overlay.cards[0]):
        lay(surface, [overlay])


def ready_rest_keys(size: tuple[int, int], words: Words) -> None:
    """Render the sign for any two kits, so that it has not to be rendered while a round is played."""
    for ways in product(("crash", "back", "four", None), repeat=2):
        if any(ways):
            rest_key_overlay(size, words, ways)


def rest_key_overlay(size: tuple[int, int], words: Words, ways: Ways) -> Overlay:
    """Return the sign as an overlay for a window of `size` pixels."""
    return _overlay(size, words.lang, ways)


@lru_cache(maxsize=96)
def _overlay(size: tuple[int, int], lang: str, ways: Ways) -> Overlay:
    sheet = Sheet(size)
    left, top, width, _ = sheet.card(_BOX, panel(*_BOX, 32, CREAM, 0.45))
    for player, way in enumerate(ways):
        if way is not None:
            _draw_way(sheet, (left + width / 2, top + _KEYS_Y), player, way)
    style = Style(28, CREAM, 700)
    text, room = _text(Words(lang), ways), width - 40
    rows = sheet.type.wrapped(text, style, room)
    place = (left + width / 2, top + (92 if len(rows) > 1 else 110))
    sheet.lines(place, text, style, _BOX, anchor="centre", width=room)
    return sheet.finish(_BOX)


def _draw_way(sheet: Sheet, middle: tuple[float, float], player: int, way: str) -> None:
    """Draw a player's sign, and beside it the key or the strokes that ask."""
    (x, y), side, colour = middle, (-1, 1)[player], PLAYERS[player].main
    sheet.drawing.add(mark(player, x + side * 124, y, 16, colour))
    if way == "four":
        places = (x + side * (22 + 25 * i) for i in range(_STROKES))
        sheet.drawing.add(*(svg.circle(at, y, 8, GOLD) for at in places))
    else:
        line = svg.line(x + side * 104, y, x + side * 84, y, colour, 5)
        sheet.drawing.add(pad_key(x + side * 44, y, "back", 27), line)


def _text(words: Words, ways: Ways) -> str:
    asked, notice = set(ways) - {None}, words.notice
    if asked == {"crash"}:
        return notice.rest
    if "four" not in asked:
        return notice.rest_back
    return notice.rest_four if asked == {"four"} else notice.rest_either

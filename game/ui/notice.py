"""A sign with one sentence, at the bottom of the picture between the drummers, where nothing is read while playing."""

from threading import Lock
from typing import Final

import pygame

from game.model.settings import VOLUME_STEPS
from game.ui.shapes import panel
from game.ui.sheet import Box, Overlay, Sheet, lay
from game.ui.text import Style, Type
from game.ui.theme import CREAM
from game.ui.words import Words

_WIDEST: Final = 424.0
_MARGIN: Final = 22.0
_STYLE: Final = Style(28, CREAM, 700)
_PITCH: Final = 36.0
_MOST_ROWS: Final = 3
_LONG_WIDEST: Final = 600.0
"""What no short form exists for is long, rare and serious: it takes all the room between the drummers' feet."""
_MOST_LONG_ROWS: Final = 6
_LAST_RESORT: Final = 1000.0
_NARROWER: Final = 12.0
_MOST_KEPT: Final = 160
_made: Final[dict[tuple[tuple[int, int], str, bool], Overlay]] = {}
"""What was rendered, oldest first."""
_keeping: Final = Lock()
"""Notices are made ready on a thread of their own, too."""
Widths = tuple[tuple[float, int], ...]
"""How wide a notice may be, and how many rows it may have there."""
_TALL: Final[Widths] = ((_WIDEST, _MOST_ROWS), (_LONG_WIDEST, _MOST_LONG_ROWS), (_LAST_RESORT, 0))
_FLAT: Final[Widths] = ((_WIDEST, 1), (_LONG_WIDEST, 1), (_LAST_RESORT, 0))


def draw_notice(surface: pygame.Surface, text: str, *, flat: bool = False) -> pygame.Rect | None:
    """Draw a notice over whatever is on `surface`, and return what it covers, px.

    An empty text draws nothing. `flat`: it may be wide, where what stands above it matters more than what is beside it.
    """
    if not text:
        return None
    overlay = notice_overlay(surface.get_size(), text, flat=flat)
    lay(surface, [overlay])
    return overlay.cards[0]


def notice_is_ready(size: tuple[int, int], text: str, *, flat: bool = False) -> bool:
    """Tell whether nothing has to be rendered to draw a notice."""
    return not text or (size, text, flat) in _made


def notice_overlay(size: tuple[int, int], text: str, *, flat: bool = False) -> Overlay:
    """Return a notice as an overlay for a window of `size` pixels, rendered once; long texts take several lines."""
    key = size, text, flat
    overlay = _made.get(key) or _rendered(*key)
    with _keeping:
        _made[key] = overlay
        while len(_made) > _MOST_KEPT:
            _made.pop(next(iter(_made)))
    return overlay


def _rendered(size: tuple[int, int], text: str, flat: bool) -> Overlay:  # noqa: FBT001 - a key of three
    sheet = Sheet(size)
    rows = _even(sheet.type, text, _wrapped(sheet.type, text, _FLAT if flat else _TALL))
    width = max(sheet.type.width(row, _STYLE) for row in rows) + 2 * _MARGIN
    height = 20 + _PITCH * len(rows)
    box: Box = (960 - width / 2, sheet.layout.bottom - 6 - height, width, height)
    sheet.card(box, panel(*box, 26, CREAM, 0.5))
    for i, row in enumerate(rows):
        sheet.text((960, box[1] + 37 + _PITCH * i), row, _STYLE, box, anchor="centre")
    return sheet.finish(box)


def ready_notices(size: tuple[int, int], words: Words, rows: tuple[str, str]) -> None:
    """Render the short notices of a language, so that none has to be rendered while a round is played.

    Args:
        size: the window, px.
        words: the language.
        rows: keys of both halves of the keyboard, as a notice names them.
    """
    notice, (left, right) = words.notice, rows
    texts = [notice.no_sound, notice.sound_gone, notice.sound_back, notice.plain_sound, notice.muted]
    texts += [notice.no_midi.format(left=left, right=right)]
    for text in (*texts, *(notice.volume.format(level=level) for level in range(VOLUME_STEPS + 1))):
        notice_overlay(size, text)


def _wrapped(letters: Type, text: str, widths: Widths) -> list[str]:
    """Return the text in the narrowest width in which it is not too tall, or in the last one."""
    rows: list[str] = []
    for widest, most in widths:
        rows = letters.wrapped(text, _STYLE, widest - 2 * _MARGIN)
        if len(rows) <= most:
            break
    return rows


def _even(letters: Type, text: str, rows: list[str]) -> list[str]:
    """Return the text in as many rows, of lengths as even as can be: no row of one word."""
    width = max(letters.width(row, _STYLE) for row in rows)
    while (narrower := letters.wrapped(text, _STYLE, width - _NARROWER)) and len(narrower) == len(rows) > 1:
        rows, width = narrower, width - _NARROWER
    return rows

"""The credits: whose drums, instruments and letters these are, and under which licences."""

from functools import lru_cache
from typing import Final, NamedTuple

import pygame

from game.ui import disc, svg
from game.ui.shapes import heart, pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet, lay, veil
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, MUTED, VERMILION
from game.ui.words import Words

_DIM: Final = 0.66
_BOX: Box = (120, 62, 1680, 940)
_LEFT: Final = 196.0
_TEXTS: Final = 560.0


class Credit(NamedTuple):
    """One work; names and licences are the same in every language."""

    kind: str
    """Which of the texts says what it is; empty = more of the one above."""
    work: str
    makers: str
    licence: str
    changed: bool = False


CREDITS: Final = (
    Credit("drums", "AVL Drumkits “Black Pearl 4pc”", "Glen MacArthur (AV Linux)", "CC BY-SA 3.0", changed=True),
    Credit("band", "Fluid (R3) General MIDI SoundFont", "Frank Wen, Toby Smithe", "MIT"),
    Credit("fonts", "Zen Maru Gothic", "the Zen Maru Gothic Authors", "SIL Open Font License 1.1"),
    Credit("", "NanumSquareRound", "NAVER Corporation", "SIL Open Font License 1.1"),
    Credit("program", "Hitotsu", "the Hitotsu authors", "MIT"),
)
"""What assets/CREDITS.md says, in short."""


def draw_credits(surface: pygame.Surface, words: Words) -> None:
    """Draw the credits over whatever is on `surface`; rendered once per language and kept."""
    veil(surface, _DIM)
    lay(surface, credits_overlays(surface.get_size(), words))


def credits_overlays(size: tuple[int, int], words: Words) -> list[Overlay]:
    """Return the credits as overlays for a window of `size` pixels."""
    return [_overlay(size, words.lang)]


@lru_cache(maxsize=3)
def _overlay(size: tuple[int, int], lang: str) -> Overlay:
    sheet, words = Sheet(size), Words(lang)
    left, top, width, height = sheet.card(_BOX, panel(*_BOX))
    for player, side in ((0, -1), (1, 1)):
        half = disc.half_shape(sheet.drawing, player)
        sheet.drawing.add(svg.group(svg.place(left + 104 + side * 6, top + 84, 54 / disc.RADIUS), half))
    sheet.text((left + 190, top + 107), words.settings.credits, Style(64, CREAM, 900), _BOX, width=1240)
    sheet.drawing.add(heart(left + width - 104, top + 88, 34, VERMILION))
    y = top + 214
    for credit in CREDITS:
        y = _draw_credit(sheet, credit, words, y)
    foot = top + height - 56
    sheet.drawing.add(svg.line(left + 56, foot - 62, left + width - 56, foot - 62, CREAM, 3, 0.2))
    sheet.drawing.add(pad_key(left + 94, foot, "back", 30))
    sheet.text((left + 142, foot + 13), words.common.back, Style(38, CREAM, 700), _BOX, width=220)
    licences = Style(32, MUTED, 700)
    sheet.text((left + width - 64, foot + 12), words.credits.licences, licences, _BOX, anchor="right", width=1160)
    return sheet.finish(_BOX)


def _draw_credit(sheet: Sheet, credit: Credit, words: Words, y: float) -> float:
    """Draw one work from the baseline `y` and return the baseline of the next."""
    width = _BOX[0] + _BOX[2] - 64 - _TEXTS
    if credit.kind:
        kind = getattr(words.credits, credit.kind)
        sheet.text((_LEFT, y), kind, Style(40, GOLD, 700), _BOX, width=_TEXTS - _LEFT - 32)
    sheet.text((_TEXTS, y), credit.work, Style(42, CREAM, 900), _BOX, width=width)
    about = f"{credit.makers} · {credit.licence}"
    sheet.text((_TEXTS, y + 46), about, Style(34, CREAM, 700), _BOX, width=width)
    if not credit.changed:
        return y + 118
    sheet.text((_TEXTS, y + 86), words.credits.changed, Style(30, MUTED, 700), _BOX, width=width)
    return y + 158

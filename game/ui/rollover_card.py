"""The keyboard test: the keys to hold, which of them are heard, and what was found out."""

from functools import lru_cache
from typing import Final

import pygame

from game.ui import disc, svg
from game.ui.shapes import check, keyboard, mark, pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet, lay, veil
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, INK, KEY_BACK, MUTED, NIGHT, PLAYERS
from game.ui.views import KeyCap, RolloverView
from game.ui.words import Words

_DIM: Final = 0.66
_BOX: Box = (120, 62, 1680, 920)
_CAP: Final = 190.0
_PITCH: Final = 232.0
_CAPS_Y: Final = 420.0
_DOTS_Y: Final = 886.0


def draw_rollover(surface: pygame.Surface, view: RolloverView, words: Words) -> None:
    """Draw the test over whatever is on `surface`; rendered once for each state and kept."""
    veil(surface, _DIM)
    lay(surface, rollover_overlays(surface.get_size(), view, words))


def rollover_overlays(size: tuple[int, int], view: RolloverView, words: Words) -> list[Overlay]:
    """Return the test as overlays for a window of `size` pixels."""
    return [_overlay(size, view, words.lang)]


@lru_cache(maxsize=16)
def _overlay(size: tuple[int, int], view: RolloverView, lang: str) -> Overlay:
    sheet, words = Sheet(size), Words(lang)
    left, top, width, height = sheet.card(_BOX, panel(*_BOX))
    for player, side in ((0, -1), (1, 1)):
        half = disc.half_shape(sheet.drawing, player)
        sheet.drawing.add(svg.group(svg.place(left + 104 + side * 6, top + 84, 54 / disc.RADIUS), half))
    sheet.text((left + 190, top + 107), words.settings.test, Style(64, CREAM, 900), _BOX, width=1240)
    sheet.drawing.add(keyboard(left + width - 104, top + 84, MUTED, 1.2))
    sheet.text((960, top + 224), view.ask, Style(50, GOLD, 900), _BOX, anchor="centre", width=width - 160)
    for player in (0, 1):
        _draw_caps(sheet, [cap for cap in view.caps if cap.player == player], 960 + (-1 if player == 0 else 1) * 400)
    _draw_below(sheet, view)
    foot = top + height - 44
    sheet.drawing.add(pad_key(left + 94, foot - 12, "back", 30))
    sheet.text((left + 142, foot), words.rollover.leave, Style(34, CREAM, 700), _BOX, width=360)
    if view.over:
        sheet.text(
            (left + width - 64, foot), words.rollover.again, Style(34, MUTED, 700), _BOX, anchor="right", width=460
        )
    _draw_dots(sheet, view)
    return sheet.finish(_BOX)


def _draw_caps(sheet: Sheet, caps: list[KeyCap], middle: float) -> None:
    """Draw one player's keys; what is heard is full."""
    for i, cap in enumerate(caps):
        x, colour = middle + (i - (len(caps) - 1) / 2) * _PITCH, PLAYERS[cap.player].main
        y, r = _CAPS_Y, _CAP / 2
        if cap.heard:
            sheet.drawing.add(sheet.drawing.glow(x, y, r * 1.7, colour, 0.5))
        ground = colour if cap.heard else NIGHT
        sheet.drawing.add(svg.rect(x - r, y - r, _CAP, _CAP, 30, ground, colour, 6))
        style = Style(72, INK if cap.heard else CREAM, 900)
        sheet.text((x, y + 26), cap.key, style, _BOX, anchor="centre", width=_CAP - 28)
        sheet.text((x, y + r + 56), cap.pad, Style(36, CREAM, 700), _BOX, anchor="centre", width=_PITCH - 16)
        sheet.drawing.add(mark(cap.player, x, y + r + 96, 11, colour))


def _draw_below(sheet: Sheet, view: RolloverView) -> None:
    """Write what is heard, or the chords that do not arrive and, last, what helps."""
    y = 374.0 if view.over else 746.0
    for i, text in enumerate(view.below):
        last = i == len(view.below) - 1
        style = Style(38, MUTED if last else CREAM, 700)
        sheet.text((960, y + (24 if last and i else 0)), text, style, _BOX, anchor="centre", width=_BOX[2] - 160)
        y += 74


def _draw_dots(sheet: Sheet, view: RolloverView) -> None:
    """Draw one sign for each chord: a tick for one that arrived, a gap for one that did not, a ring for the rest."""
    now = next((i for i, whole in enumerate(view.done) if whole is None), len(view.done))
    for i, whole in enumerate(view.done):
        x = 960 + (i - (len(view.done) - 1) / 2) * 76
        if whole:
            sheet.drawing.add(check(x, _DOTS_Y, 24, GOLD))
        elif whole is None:
            sheet.drawing.add(
                svg.circle(x, _DOTS_Y, 20, "none", GOLD if i == now else MUTED, 5, 1 if i == now else 0.5)
            )
        else:
            ring = svg.circle(x, _DOTS_Y, 22, "none", KEY_BACK, 5)
            sheet.drawing.add(ring, svg.line(x - 10, _DOTS_Y, x + 10, _DOTS_Y, KEY_BACK, 6))

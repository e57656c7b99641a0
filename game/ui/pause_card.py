"""The rest card: go on or leave, steered by four pads."""

from functools import lru_cache
from typing import Final

import pygame

from game.ui import disc, kit, svg
from game.ui.shapes import chevron, pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, MUTED, TEXT_ON_PAPER
from game.ui.words import Words

ROWS: Final = ("resume", "leave")
"""What can be chosen, from the top."""
_KEYS = {"tom1": "up", "tom2": "down", "snare": "choose", "crash": "back"}
_LEFT: Box = (120, 190, 900, 640)
_RIGHT: Box = (1060, 190, 740, 640)


def draw_pause(surface: pygame.Surface, words: Words, focus: int = 0) -> None:
    """Draw the rest card over whatever is on `surface`, with row `focus` of `ROWS` lit."""
    surface.blit(pause_overlay(surface.get_size(), words, focus).surface, (0, 0))


def pause_overlay(size: tuple[int, int], words: Words, focus: int = 0) -> Overlay:
    """Return the rest card as an overlay for a window of `size` pixels."""
    return _overlay(size, words.lang, focus)


@lru_cache(maxsize=4)
def _overlay(size: tuple[int, int], lang: str, focus: int) -> Overlay:
    words = Words(lang)
    sheet = Sheet(size, dim=0.66)
    sheet.card(_LEFT, panel(*_LEFT))
    for player, side in ((0, -1), (1, 1)):
        half = disc.half_shape(sheet.drawing, player)
        sheet.drawing.add(svg.group(svg.place(232 + side * 7, 298, 62 / disc.RADIUS), half))
    sheet.text((330, 322), words.pause.title, Style(72, CREAM, 900), _LEFT, width=640)
    labels = (words.pause.resume, words.pause.leave)
    for row, label in enumerate(labels):
        _draw_row(sheet, row, label, lit=row == focus)
    sheet.text((196, 780), words.pause.leave_hint, Style(34, MUTED, 700), _LEFT, width=780)
    _draw_keys(sheet, words)
    return sheet.finish()


def _draw_row(sheet: Sheet, row: int, label: str, *, lit: bool) -> None:
    y = 424 + row * 124
    colour = TEXT_ON_PAPER if lit else CREAM
    if lit:
        notch = f"M132 {y + 32}L132 {y + 72}L158 {y + 52}Z"
        sheet.drawing.add(svg.rect(152, y, 836, 104, 30, GOLD), svg.path(notch, GOLD, GOLD, 6))
    if row == 0:
        sheet.drawing.add(svg.path(f"M200 {y + 34}L200 {y + 70}L230 {y + 52}Z", colour, colour, 7))
    else:
        sheet.drawing.add(chevron(212, y + 52, 18, colour, 90, 7))
    sheet.text((270, y + 68), label, Style(48, colour, 900 if lit else 700), _LEFT, width=690)


def _draw_keys(sheet: Sheet, words: Words) -> None:
    sheet.card(_RIGHT, panel(*_RIGHT))
    sheet.drawing.add(kit.from_above(sheet.drawing, (1436, 420, 262), keys=_KEYS))
    sheet.drawing.add(svg.line(1110, 632, 1750, 632, CREAM, 3, 0.2))
    common = words.common
    for key, label, x, y in (
        ("up", common.up, 1120, 690),
        ("down", common.down, 1120, 774),
        ("choose", common.choose, 1436, 690),
        ("back", common.back, 1436, 774),
    ):
        sheet.drawing.add(pad_key(x + 34, y, key))
        sheet.text((x + 86, y + 15), label, Style(40, CREAM, 700), _RIGHT, width=216)

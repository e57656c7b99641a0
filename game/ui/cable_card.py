"""The card while a round waits for a kit that was unplugged: whose it is, what to do, and when it goes on."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import pygame

from game.ui.plug import draw_plug_pulse
from game.ui.rows import draw_ring
from game.ui.shapes import check, mark, midi_plug, panel
from game.ui.sheet import Box, Overlay, Sheet, lay, veil
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, MUTED, PLAYERS, SMALLEST_TEXT
from game.ui.views import Missed
from game.ui.words import Words

_DIM: Final = 0.5
_LEFT, _WIDTH = 420.0, 1080.0
_MIDDLE: Final = 440.0
_ROW, _HEAD, _TEXT = 96.0, 40.0, 228.0
_SMALLEST: Final = Style(SMALLEST_TEXT + 2, CREAM, 900)
_RING: Final = 30.0
_PLUG: Final = 28.0
_SENTENCE, _ROOM = 218.0, 346.0
"""Where the sentence about a kit begins, and what of the card's width it leaves free."""


def draw_cable(
    surface: pygame.Surface,
    missed: Sequence[Missed],
    words: Words,
    left: float | None = None,
    now_s: float = 0.0,
    *,
    calm: bool = False,
) -> None:
    """Draw the card over the duet; rendered once for each state and kept.

    Args:
        surface: what to draw on.
        missed: the kits that are waited for.
        words: the language.
        left: how much of the time is left until the round goes on by itself, 1 to 0; None = a kit is still away.
        now_s: the moment, s: plugs that are looked for pulse with it.
        calm: what only moves for its looks stands still.
    """
    veil(surface, _DIM)
    lay(surface, [cable_overlay(surface.get_size(), tuple(missed), words.lang, back=left is not None)])
    x, y, width, height = _box(len(missed))
    for row, kit in enumerate(missed):
        if not kit.here:
            draw_plug_pulse(surface, _plug_place(x, y, row), _PLUG, kit.player, now_s, calm=calm)
    if left is not None:
        draw_ring(surface, (x + width - 84, y + height - 84), _RING, left, GOLD)


@lru_cache(maxsize=8)
def cable_overlay(size: tuple[int, int], missed: tuple[Missed, ...], lang: str, *, back: bool) -> Overlay:
    """Return the card as an overlay for a window of `size` pixels; `back` = every kit is there again."""
    sheet, words = Sheet(size), Words(lang).cable
    box = _box(len(missed))
    x, y, width, _ = sheet.card(box, panel(*box, 36, GOLD if back else CREAM, 0.6))
    for row, kit in enumerate(missed):
        baseline = y + _HEAD + _ROW * row + 62
        colour, plug = PLAYERS[kit.player].main, _plug_place(x, y, row)
        sheet.drawing.add(mark(kit.player, x + 84, plug[1], 26, colour))
        sheet.drawing.add(midi_plug(*plug, _PLUG, colour, solid=kit.here))
        if kit.here:
            sheet.drawing.add(check(x + width - 84, plug[1], _PLUG, colour))
        text = _sentence(sheet, words.back if kit.here else words.away, kit.device, width - _ROOM)
        sheet.text((x + _SENTENCE, baseline), text, Style(54, CREAM, 900), box, width=width - _ROOM)
    foot = y + _HEAD + _ROW * len(missed) + 58
    room = width - (230 if back else 120)
    rows = sheet.lines((x + 60, foot), words.go_on if back else words.todo, Style(40, CREAM, 700), box, width=room)
    sheet.text((x + 60, foot + 50 * rows + 14), words.kept, Style(34, MUTED, 700), box, width=room)
    return sheet.finish(box)


def _sentence(sheet: Sheet, text: str, device: str, width: float) -> str:
    """Return the sentence about a kit; a name that would not fit even in the smallest letters is cut short."""
    cut = device
    while cut and sheet.type.line(text.format(device=cut), _SMALLEST).width > sheet.layout.length(width):
        device = device[:-1]
        cut = f"{device.rstrip()}…"
    return text.format(device=cut)


def _plug_place(x: float, y: float, row: int) -> tuple[float, float]:
    """Return the middle of a row's plug on the card whose corner is at (x, y)."""
    return x + 160, y + _HEAD + _ROW * row + 44


def _box(rows: int) -> Box:
    height = _HEAD + _ROW * rows + _TEXT
    return (_LEFT, _MIDDLE - height / 2, _WIDTH, height)

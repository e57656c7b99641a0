"""A menu that pads steer: its rows, and beside them the kit with the four pads that do it."""

from collections.abc import Iterator, Sequence
from typing import Final

import pygame

from game.ui import disc, kit, svg
from game.ui.kept import kept
from game.ui.loose_pads import loose_pads
from game.ui.rows import draw_bar, draw_ring, key_place, ready_ring, row_overlays
from game.ui.shapes import mark, pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet, lay, veil
from game.ui.text import Style
from game.ui.theme import CREAM, MUTED, PLAYERS
from game.ui.views import STANDARD_KEYS, Bar, KeyMap, Row
from game.ui.words import Words, titles_elsewhere

_DIM: Final = 0.66
_LEFT, _WIDTH = 120.0, 900.0
_KEYS_LEFT, _KEYS_WIDTH = 1060.0, 740.0
_HEAD, _FOOT, _HINT = 158.0, 28.0, 52.0
_TALLEST, _SHORTEST = 940.0, 640.0
_MIDDLE = 532.0
_ROW, _TIGHT_ROW = 104.0, 88.0
_ROW_TEXT = 42.0
_SMALL_SIZE, _LOOSE_SIZE = 168.0, 126.0
_RING_APART: Final = 4.0


def draw_menu(  # noqa: PLR0917 - what a menu says, from the top
    surface: pygame.Surface,
    title: str,
    rows: Sequence[Row],
    focus: int,
    words: Words,
    hint: str | None = None,
    *,
    bar: Bar | None = None,
    asked: float | None = None,
    kits: tuple[KeyMap, ...] = (),
    beside: str | None = None,
) -> None:
    """Draw a menu over whatever is on `surface`; every part is rendered once and kept.

    Args:
        surface: what to draw on.
        title: above the rows.
        rows: one to eight rows.
        focus: the row that pads steer, counted from 0.
        words: the language.
        hint: one line under the rows; empty = only its room, so that the rows stay where they are when there is one.
        bar: the gold bar on its way to `focus`; None = it has come.
        asked: how full the ring is that waits for a second stroke on the steered row; None = there is none.
        kits: the menu keys of both players' kits, or none where both have the usual ones.
        beside: a few letters beside the title, such as which part of a long menu is shown.
    """
    veil(surface, _DIM)
    lit = focus if bar is None else None
    lay(surface, menu_overlays(surface.get_size(), title, rows, lit, words, hint, kits, beside))
    _, boxes = _boxes(len(rows), hinted=hint is not None)
    if bar is not None:
        draw_bar(surface, boxes, rows, _ROW_TEXT, bar)
    elif asked is not None:
        x, y, r = key_place(boxes[focus])
        draw_ring(surface, (x, y), r + _RING_APART, asked)


def menu_overlays(  # noqa: PLR0917 - what a menu says, from the top
    size: tuple[int, int],
    title: str,
    rows: Sequence[Row],
    lit: int | None,
    words: Words,
    hint: str | None = None,
    kits: tuple[KeyMap, ...] = (),
    beside: str | None = None,
) -> list[Overlay]:
    """Return the parts of a menu as overlays for a window of `size` pixels, back to front; `lit`: the row in gold."""
    box, boxes = _boxes(len(rows), hinted=hint is not None)
    shown = kits if any(keys != STANDARD_KEYS for keys in kits) else ()
    right = (_KEYS_LEFT, box[1], _KEYS_WIDTH, box[3])
    others = () if beside else titles_elsewhere(title, words.lang)
    frame = [_frame(size, box, title, beside, others), _keys(size, right, words.lang, shown)]
    if hint:
        frame.append(_hint(size, box, hint))
    return frame + row_overlays(size, boxes, rows, _ROW_TEXT, lit)


def _boxes(count: int, *, hinted: bool) -> tuple[Box, list[Box]]:
    """Return the panel and the places of `count` rows in it, all in the middle of the window."""
    around = _HEAD + _FOOT + (_HINT if hinted else 0.0)
    pitch = max(_TIGHT_ROW, min(_ROW, (_TALLEST - around) / max(1, count)))
    height = max(_SHORTEST, around + pitch * count)
    top = _MIDDLE - height / 2
    rows = [(_LEFT + 32, top + _HEAD + i * pitch, _WIDTH - 64, pitch - 8) for i in range(count)]
    return (_LEFT, top, _WIDTH, height), rows


def ready_menu(
    size: tuple[int, int],
    title: str,
    states: Sequence[Sequence[Row]],
    hints: Sequence[str],
    words: Words,
    *,
    kits: tuple[KeyMap, ...] = (),
) -> Iterator[None]:
    """Render a menu piece by piece, so that nothing has to be rendered when it comes up.

    Args:
        size: the window, px.
        title: above the rows.
        states: what its rows may say, each time all of them.
        hints: each line that may be under the rows.
        words: the language.
        kits: the menu keys of both players' kits, or none where both have the usual ones.
    """
    _, boxes = _boxes(len(states[0]), hinted=True)
    for hint in hints:
        menu_overlays(size, title, states[0], 0, words, hint, kits)
        yield
    for rows in states:
        for lit in range(-1, len(rows)):
            row_overlays(size, boxes, rows, _ROW_TEXT, lit if lit >= 0 else None)
        yield
    ready_ring(size, key_place(boxes[0])[2] + _RING_APART)


@kept(4)
def _hint(size: tuple[int, int], box: Box, hint: str) -> Overlay:
    sheet, (left, top, width, height) = Sheet(size), box
    sheet.text((left + 70, top + height - 34), hint, Style(34, MUTED, 700), box, width=width - 110)
    return sheet.finish((left, top + height - 90, width, 90)).cropped()


@kept(4)
def _frame(size: tuple[int, int], box: Box, title: str, beside: str | None, others: tuple[str, ...]) -> Overlay:
    sheet = Sheet(size)
    left, top, width, _ = sheet.card(box, panel(*box))
    for player, side in ((0, -1), (1, 1)):
        half = disc.half_shape(sheet.drawing, player)
        sheet.drawing.add(svg.group(svg.place(left + 104 + side * 6, top + 84, 54 / disc.RADIUS), half))
    room = 0.0
    if beside is not None:
        style = Style(40, MUTED, 700, tabular=True)
        sheet.text((left + width - 56, top + 104), beside, style, box, anchor="right")
        room = sheet.type.width(beside, style) + 40
    if others and sheet.layout.roomy:
        style = sheet.type.fitted(" · ".join(others), Style(34, MUTED, 700), 330)
        sheet.text((left + width - 56, top + 104), " · ".join(others), style, box, anchor="right")
        room = 370.0
    sheet.text((left + 190, top + 107), title, Style(64, CREAM, 900), box, width=width - 230 - room)
    return sheet.finish(box)


@kept(4)
def _keys(size: tuple[int, int], box: Box, lang: str, kits: tuple[KeyMap, ...]) -> Overlay:
    common = Words(lang).common
    sheet = Sheet(size)
    left, top, _, height = sheet.card(box, panel(*box))
    foot = top + height - 224
    middle = (top + foot) / 2 - 8
    if not kits:
        draw_keys(sheet, (left + 376, middle, 276), STANDARD_KEYS)
    for player, keys in enumerate(kits):
        x = left + 192 + 356 * player
        draw_keys(sheet, (x, middle + 20, _LOOSE_SIZE if keys.loose else _SMALL_SIZE), keys, player)
        sheet.drawing.add(mark(player, x, middle - 150, 20, PLAYERS[player].main))
    if any(keys.small for keys in kits):
        twice = Words(lang).join.small
        sheet.lines((left + 370, foot - 72), twice, Style(32, MUTED, 700), box, anchor="centre", width=660)
    sheet.drawing.add(svg.line(left + 50, foot, left + 690, foot, CREAM, 3, 0.2))
    for key, label, x, y in (
        ("up", common.up, 0, 70),
        ("down", common.down, 0, 158),
        ("choose", common.choose, 320, 70),
        ("back", common.back, 320, 158),
    ):
        sheet.drawing.add(pad_key(left + 94 + x, foot + y, key))
        sheet.text((left + 148 + x, foot + y + 15), label, Style(40, CREAM, 700), box, width=212)
    return sheet.finish(box)


def draw_keys(
    sheet: Sheet, at: tuple[float, float, float], keys: KeyMap, player: int | None = None, *, flip: bool = False
) -> None:
    """Draw a kit from above with its menu keys, or its loose pads; `at` is middle x, middle y and size."""
    if keys.loose:
        sheet.drawing.add(loose_pads(at, keys.loose, player))
        return
    drums = {kit.DRUM_OF_PAD.get(pad, pad): key for pad, key in keys.keys}
    sheet.drawing.add(kit.from_above(sheet.drawing, at, player, keys=drums, flip=flip))

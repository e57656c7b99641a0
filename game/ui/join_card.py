"""Taking a seat and getting ready, both players at once: who sits where, what the kit sends, what can be set."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import pygame

from game.ui import kit, seat_panel
from game.ui.kit import DRUM_OF_PAD
from game.ui.loose_pads import loose_places, struck_loose
from game.ui.plug import draw_plug_pulse
from game.ui.rows import draw_bar, draw_ring, key_place, row_overlays
from game.ui.seat_panel import KIT, SeatLook
from game.ui.shapes import heart, keyboard, mark, pad_key, panel
from game.ui.sheet import Box, Overlay, Sheet, lay, veil
from game.ui.sprite import Sprite
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, PLAYERS, VERMILION, Layout
from game.ui.views import STANDARD_KEYS, Bar, JoinSeat, JoinView, Row
from game.ui.words import Words, titles_elsewhere

_DIM: Final = 0.45
_ROWS_TOP, _ROW_HEIGHT, _ROW_TEXT = 408.0, 88.0, 36.0
_MOST_ROWS: Final = 5
_LEGEND: Box = (380, 930, 1160, 52)
_BACK_KEY: Final = (464.0 + 3 * 290, 956.0, 24.0)
_PILL_TOP, _PILL_HEIGHT = 866.0, 54.0


def draw_join(surface: pygame.Surface, view: JoinView, words: Words) -> None:
    """Draw both seats over whatever is on `surface`.

    What seldom changes is rendered once and kept; strokes only move small pictures.
    """
    veil(surface, _DIM)
    size = surface.get_size()
    lay(surface, join_overlays(size, view, words))
    layout = Layout(size)
    for player, seat in enumerate(view.seats):
        if seat.lost is not None:
            x, y, r = seat_panel.plug_place(player)
            draw_plug_pulse(surface, (x, y), r, player, view.now_s, calm=view.calm)
        _draw_pads(surface, layout, player, seat)
        _draw_moving(surface, player, seat, words)


def join_overlays(size: tuple[int, int], view: JoinView, words: Words) -> list[Overlay]:
    """Return everything but what strokes light up, as overlays for a window of `size` pixels, back to front."""
    looks = tuple(SeatLook.of(seat) for seat in view.seats)
    parts = [seat_panel.panel_overlay(size, player, look, words.lang) for player, look in enumerate(looks)]
    parts += [
        _head(size, words.lang),
        _legend(size, words.lang),
        _foot(size, words.lang, _foot_text(view, words), view.keys),
    ]
    if view.best is not None:
        parts.append(_best(size, view.best))
    parts.append(seat_panel.halves_overlay(size, *looks))
    for player, seat in enumerate(view.seats):
        parts += _rows(size, player, seat, words)
    return parts


def _rows(size: tuple[int, int], player: int, seat: JoinSeat, words: Words) -> list[Overlay]:
    rows, boxes = _shown_rows(player, seat, words)
    lit = None if seat.bar is not None else min(seat.focus, len(rows) - 1)
    return row_overlays(size, boxes, rows, _ROW_TEXT, lit) if rows else []


def _shown_rows(player: int, seat: JoinSeat, words: Words) -> tuple[list[Row], list[Box]]:
    """Return a seat's rows as they are shown now, and where they lie."""
    left = seat_panel.left_of(player) + 34
    rows = [
        replace(row, kind="done", value=_take_back(seat, words)) if seat.ready and row.kind == "play" else row
        for row in seat.rows[:_MOST_ROWS]
    ]
    return rows, [(left, _ROWS_TOP + i * _ROW_HEIGHT, seat_panel.WIDTH - 58, _ROW_HEIGHT) for i in range(len(rows))]


def _take_back(seat: JoinSeat, words: Words) -> str:
    if seat.keys.small:
        return words.ready.take_back_twice
    return words.ready.take_back if seat.keys == STANDARD_KEYS else words.ready.take_back_key


def _draw_moving(surface: pygame.Surface, player: int, seat: JoinSeat, words: Words) -> None:
    """Draw the bar on its way, and the ring that waits for the second wish to go home."""
    rows, boxes = _shown_rows(player, seat, words)
    if rows and seat.bar is not None:
        draw_bar(surface, boxes, rows, _ROW_TEXT, _within(seat.bar, len(rows) - 1))
    if seat.asked_home is None:
        return
    asking = [box for row, box in zip(rows, boxes, strict=True) if row.kind == "sure"]
    if asking and seat.bar is None:
        x, y, r = key_place(asking[0])
        draw_ring(surface, (x, y), r + 4, seat.asked_home)
    elif not seat.keys.small:
        x, y, r = _BACK_KEY
        draw_ring(surface, (x, y), r + 8, seat.asked_home, GOLD)


def _within(bar: Bar, last: int) -> Bar:
    """Return the bar within rows of which some have gone."""
    return replace(bar, at=min(bar.at, last), row=min(bar.row, last))


def _foot_text(view: JoinView, words: Words) -> str | None:
    """Return what the moment asks for, or None while the keys of the keyboard are of more use."""
    if any(seat.keys.small and not seat.ready for seat in view.seats):
        return words.join.small
    for seat in view.seats:
        focused = seat.rows[min(seat.focus, len(seat.rows) - 1)].text if seat.rows else None
        if focused is not None and focused in _hints(words):
            return _hints(words)[focused]
    if all(seat.ready for seat in view.seats):
        return words.ready.begin
    if any(seat.taken_by is None for seat in view.seats):
        return None
    usual = all(dict(seat.keys.keys).get("snare") == "choose" for seat in view.seats)
    return words.ready.both if usual else words.ready.both_keys


def _hints(words: Words) -> dict[str, str]:
    join = words.join
    return {join.own_sound: join.own_sound_hint, join.feel: join.feel_hint}


@lru_cache(maxsize=4)
def _head(size: tuple[int, int], lang: str) -> Overlay:
    sheet = Sheet(size)
    title = Words(lang).ready.title
    told = (title, *(titles_elsewhere(title, lang) if sheet.layout.roomy else ()))
    area: Box = (500, 6, 920, 74)
    style = Style(48 if len(told) == 1 else 42, CREAM, 900, shadow=True)
    sheet.text((960, 62), "  ·  ".join(told), style, area, anchor="centre", width=900)
    return sheet.finish(area)


@lru_cache(maxsize=4)
def _best(size: tuple[int, int], best: str) -> Overlay:
    """Return this pair's best, in the upper right corner."""
    sheet = Sheet(size)
    style = sheet.type.fitted(best, Style(32, GOLD, 700), 310)
    width = sheet.type.width(best, style) + 106
    box: Box = (1840 - width, 14, width, 60)
    sheet.card(box, panel(*box, 30, GOLD, 0.4))
    sheet.drawing.add(heart(box[0] + 44, 44, 14, VERMILION))
    sheet.text((box[0] + 70, 55), best, style, box)
    return sheet.finish(box)


@lru_cache(maxsize=4)
def _legend(size: tuple[int, int], lang: str) -> Overlay:
    """Return the four pads that steer."""
    sheet = Sheet(size)
    common = Words(lang).common
    for i, (key, label) in enumerate(
        (("up", common.up), ("down", common.down), ("choose", common.choose), ("back", common.back))
    ):
        x = 464 + i * 290
        sheet.drawing.add(pad_key(x, _BACK_KEY[1], key, _BACK_KEY[2]))
        sheet.text((x + 44, _BACK_KEY[1] + 11), label, Style(32, CREAM, 700, shadow=True), _LEGEND, width=190)
    return sheet.finish(_LEGEND)


@lru_cache(maxsize=8)
def _foot(size: tuple[int, int], lang: str, text: str | None, keys: tuple[str, str]) -> Overlay:
    sheet = Sheet(size)
    width = 760.0 if text is None else sheet.type.width(text, Style(34, CREAM, 700)) + 100
    box: Box = (960 - width / 2, _PILL_TOP, width, _PILL_HEIGHT)
    sheet.card(box, panel(*box, 30, CREAM, 0.5))
    if text is None:
        _draw_keyboard(sheet, box, keys)
    else:
        sheet.text((960, _PILL_TOP + 38), text, Style(34, CREAM, 700), box, anchor="centre", width=width - 60)
    return sheet.finish(box)


def _draw_keyboard(sheet: Sheet, box: Box, both: tuple[str, str]) -> None:
    """Show the keys of both halves of the keyboard: no kit is needed to play."""
    middle = box[1] + box[3] / 2
    sheet.drawing.add(keyboard(960, middle, CREAM, 0.94))
    for player, side, keys in ((0, -1, both[0]), (1, 1, both[1])):
        colour = PLAYERS[player].main
        sheet.drawing.add(mark(player, 960 + side * 336, middle, 16, colour))
        style = Style(36, colour, 700, tracking=60)
        sheet.text((960 + side * 184, middle + 12), keys, style, box, anchor="centre", width=236)


def _draw_pads(surface: pygame.Surface, layout: Layout, player: int, seat: JoinSeat) -> None:
    """Fill the dots of the drums that were met, and light the drum that was struck just now."""
    met = {DRUM_OF_PAD.get(pad) for pad in seat.pads}
    for i, drum in enumerate(seat_panel.DRUMS):
        x, y = seat_panel.dot_place(player, i)
        _dot(layout.scale, player, full=drum in met).draw(surface, *layout.at(x, y))
    look, keys = SeatLook.of(seat), seat.keys
    at, struck = KIT[player, look.roomy], DRUM_OF_PAD.get(seat.lit or "")
    if keys.loose and look.steered:
        places = loose_places(at, len(keys.loose))
        if seat.lit_loose is not None and seat.lit_loose < len(places):
            x, y, r = places[seat.lit_loose]
            _struck_loose(layout.scale, r, player, keys.loose[seat.lit_loose]).draw(surface, *layout.at(x, y))
    elif struck is not None:
        x, y, _ = kit.map_place(struck, at, flip=seat.left_handed)
        drums = {DRUM_OF_PAD.get(pad, pad): key for pad, key in keys.keys} if look.steered else {}
        _struck(layout.scale, at[2], player, struck, drums.get(struck)).draw(surface, *layout.at(x, y))


@lru_cache(maxsize=8)
def _dot(scale: float, player: int, *, full: bool) -> Sprite:
    return Sprite.of(seat_panel.dot(player, full=full), scale)


@lru_cache(maxsize=64)
def _struck(scale: float, size: float, player: int, drum: str, key: str | None) -> Sprite:
    return Sprite.of(kit.struck_above(drum, size, player, key), scale)


@lru_cache(maxsize=16)
def _struck_loose(scale: float, r: float, player: int, key: str | None) -> Sprite:
    return Sprite.of(struck_loose(r, player, key), scale)

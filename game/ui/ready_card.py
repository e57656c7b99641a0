"""Taking a seat and getting ready: who sits where, and what to strike next."""

from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.ui import disc, drummer, kit, svg
from game.ui.shapes import check, keyboard, mark, midi_plug, panel, stick
from game.ui.sheet import Box, Overlay, Sheet
from game.ui.text import Style
from game.ui.theme import CREAM, INK, MUTED, PLAYERS
from game.ui.words import Words

_PANEL_WIDTH, _PANEL_TOP, _PANEL_HEIGHT = 840, 120, 766
_KIT_SIZE = 214
_DISC_SCALE = 120 / disc.RADIUS


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat as the players see it."""

    taken_by: str | None = None
    """What holds the seat, as it should be shown (a kit's name, the keyboard, a friend), or None for a free seat."""
    ready: bool = False


@dataclass(frozen=True, slots=True)
class SeatsView:
    """Both seats before a round."""

    seats: tuple[SeatView, SeatView] = (SeatView(), SeatView())
    """Player 1's seat (left), player 2's seat (right)."""


def draw_ready(surface: pygame.Surface, seats_view: SeatsView, words: Words) -> None:
    """Draw the seats over whatever is on `surface`; rendered once per state and kept."""
    surface.blit(ready_overlay(surface.get_size(), seats_view, words).surface, (0, 0))


def ready_overlay(size: tuple[int, int], seats_view: SeatsView, words: Words) -> Overlay:
    """Return the seats as an overlay for a window of `size` pixels."""
    return _overlay(size, seats_view, words.lang)


@lru_cache(maxsize=6)
def _overlay(size: tuple[int, int], seats_view: SeatsView, lang: str) -> Overlay:
    words = Words(lang)
    sheet = Sheet(size, dim=0.45)
    for player, seat in enumerate(seats_view.seats):
        _draw_seat(sheet, player, seat, words)
    _draw_halves(sheet, seats_view)
    title = Style(52, CREAM, 900, shadow=True)
    sheet.text((960, 86), words.ready.title, title, sheet.window, anchor="centre", width=1700)
    _draw_footer(sheet, seats_view, words)
    return sheet.finish()


def _draw_seat(sheet: Sheet, player: int, seat: SeatView, words: Words) -> None:
    left = 80 if player == 0 else 1920 - 80 - _PANEL_WIDTH
    colour = PLAYERS[player].main
    taken = seat.taken_by is not None
    box: Box = (left, _PANEL_TOP, _PANEL_WIDTH, _PANEL_HEIGHT)
    outline = svg.rect(*box, 40, INK, opacity=0.78)
    outline += svg.rect(*box, 40, "none", colour if taken else CREAM, 8 if taken else 4, 1 if taken else 0.35)
    sheet.card(box, outline)
    _draw_head_row(sheet, player, seat, box)
    middle = left + _PANEL_WIDTH / 2
    figure = drummer.bust(player, "joy" if seat.ready else "smile") if taken else drummer.empty_bust(player)
    sheet.drawing.add(svg.group(svg.place(middle, 436 + 262 * 0.80, 0.80), figure))
    sheet.drawing.add(svg.rect(middle - 108, 436, 216, 12, 6, colour))
    _draw_kit(sheet, player, seat, middle)
    style = Style(44, CREAM, 700)
    if seat.ready:
        sheet.text((middle, 818), words.ready.is_ready, style, box, anchor="centre", width=_PANEL_WIDTH - 72)
        hint = Style(32, MUTED, 700)
        sheet.text((middle, 866), words.ready.take_back, hint, box, anchor="centre", width=_PANEL_WIDTH - 72)
    else:
        request = words.ready.strike_snare if taken else words.ready.free_seat
        sheet.text((middle, 846), request, style, box, anchor="centre", width=_PANEL_WIDTH - 72)


def _draw_head_row(sheet: Sheet, player: int, seat: SeatView, box: Box) -> None:
    colour, y = PLAYERS[player].main, 184
    left, right = box[0] + 72, box[0] + box[2] - 78
    taken = seat.taken_by is not None
    sheet.drawing.add(mark(player, left, y, 28, colour if taken else "none", colour, 6))
    if seat.ready:
        sheet.drawing.add(check(right, y, 36, colour))
    else:
        sheet.drawing.add(svg.circle(right, y, 34, "none", colour if taken else CREAM, 5, 0.5 if taken else 0.3))
    if seat.taken_by is not None:
        name = Style(36, colour, 700)
        sheet.text((left + 52, y + 13), _shortened(sheet, seat.taken_by, name, 560), name, box, width=570)
    else:
        sheet.drawing.add(midi_plug(left + 82, y, 28, colour), keyboard(left + 160, y, colour, 0.9))


def _shortened(sheet: Sheet, name: str, style: Style, width: float) -> str:
    """Cut a device name that no readable size fits."""
    smallest = Style(28, style.colour, style.weight)
    while len(name) > 4 and sheet.type.width(name, smallest) > width:
        name = name[:-2].rstrip("…") + "…"
    return name


def _draw_kit(sheet: Sheet, player: int, seat: SeatView, middle: float) -> None:
    at = (middle, 616, _KIT_SIZE)
    colour = PLAYERS[player].main
    sheet.drawing.add(kit.from_above(sheet.drawing, at, player, lit="snare" if seat.ready else None))
    if seat.ready:
        return
    x, y, r = kit.map_place("snare", at)
    for reach, seen in ((1.55, 0.9), (1.95, 0.5), (2.3, 0.25)):
        sheet.drawing.add(svg.circle(x, y, r * reach, "none", colour, 6, seen))
    sheet.drawing.add(stick(x + 10, y - 10, 180, -45))


def _draw_halves(sheet: Sheet, seats_view: SeatsView) -> None:
    """Put the two halves of the disc where the panels meet: they close as both get ready."""
    ready = all(seat.ready for seat in seats_view.seats)
    gap = 14 if ready else 64
    for player, seat in enumerate(seats_view.seats):
        shape = disc.half_shape(sheet.drawing, player) if seat.taken_by else disc.absent_shape(player)
        side = (-1, 1)[player]
        sheet.drawing.add(svg.group(svg.place(960 + side * gap / 2, 540, _DISC_SCALE), shape))


def _draw_footer(sheet: Sheet, seats_view: SeatsView, words: Words) -> None:
    all_taken = all(seat.taken_by is not None for seat in seats_view.seats)
    all_ready = all(seat.ready for seat in seats_view.seats)
    box: Box = (430, 900, 1060, 80)
    sheet.card(box, panel(*box, 40, CREAM, 0.5))
    style = Style(38, CREAM, 700)
    if all_ready:
        sheet.text((960, 953), words.ready.begin, style, box, anchor="centre", width=980)
    elif all_taken:
        sheet.text((960, 953), words.ready.both, style, box, anchor="centre", width=980)
    else:
        _draw_keys(sheet, box, words)


def _draw_keys(sheet: Sheet, box: Box, words: Words) -> None:
    """Show the keys of both halves of the keyboard: no kit is needed to play."""
    sheet.drawing.add(keyboard(960, 940, CREAM, 1.1))
    left, right = Style(38, PLAYERS[0].main, 700, tracking=60), Style(38, PLAYERS[1].main, 700, tracking=60)
    sheet.drawing.add(mark(0, 500, 940, 18, PLAYERS[0].main), mark(1, 1420, 940, 18, PLAYERS[1].main))
    sheet.text((700, 953), words.ready.left_keys, left, box, anchor="centre")
    sheet.text((1220, 953), words.ready.right_keys, right, box, anchor="centre")

"""One side of the join screen: the panel with its drummer and kit, and the half of the disc that waits at its edge."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from game.ui import disc, drummer, kit, svg
from game.ui.menu_card import draw_keys
from game.ui.shapes import check, headphones, keyboard, mark, midi_plug, stick, tick
from game.ui.sheet import Box, Overlay, Sheet
from game.ui.svg import Drawing
from game.ui.text import Style
from game.ui.theme import CREAM, INK, MUTED, PLAYERS, VERMILION, mix
from game.ui.views import JoinSeat, KeyMap
from game.ui.words import Words

WIDTH, TOP, HEIGHT = 840.0, 88.0, 766.0
DRUMS: Final = ("hat", "crash", "snare", "tom1", "kick", "tom2", "floor", "ride")
"""The drums behind the dots, from the left as they stand."""
KIT: Final = {
    (0, False): (570.0, 308.0, 140.0), (1, False): (1350.0, 308.0, 140.0),
    (0, True): (490.0, 576.0, 206.0), (1, True): (1430.0, 576.0, 206.0),
}  # fmt: skip
"""Middle and size of the kit seen from above, by player and by whether there is room for a large one."""
_BUST: Final = {(0, False): (260.0, 396.0, 0.62), (1, False): (1660.0, 396.0, 0.62)}
_ROOMY_BUST: Final = (420.0, 0.78)
_HALVES_Y, _HALVES_R = 296.0, 94.0
_STANDING: Final = WIDTH - 72
"""How wide the sentence under a large kit may be."""
_SMALLEST_NAME: Final = 28.0


@dataclass(frozen=True, slots=True)
class SeatLook:
    """What a panel shows apart from strokes and rows."""

    taken_by: str | None
    kit: str | None
    lost: str | None
    friend: bool
    cable: bool
    ready: bool
    steered: bool
    """There are rows, so the pads of this player are keys."""
    left_handed: bool
    keys: KeyMap

    @classmethod
    def of(cls, seat: JoinSeat) -> "SeatLook":
        """Leave out what changes with every stroke."""
        steered, left = bool(seat.rows), seat.left_handed
        return cls(seat.taken_by, seat.kit, seat.lost, seat.friend, seat.cable, seat.ready, steered, left, seat.keys)

    @property
    def roomy(self) -> bool:
        """Whether drummer and kit have the whole panel."""
        return not self.steered

    @property
    def taken(self) -> bool:
        """Whether somebody sits here."""
        return self.taken_by is not None


def left_of(player: int) -> float:
    """Return the left edge of a player's panel."""
    return 80.0 if player == 0 else 1920 - 80 - WIDTH


def dot_place(player: int, index: int) -> tuple[float, float]:
    """Return where the dot of one of `DRUMS` lies."""
    return left_of(player) + 128 + index * 28, TOP + 112


def plug_place(player: int) -> tuple[float, float, float]:
    """Return middle and radius of the plug that a free seat looks for."""
    return left_of(player) + 148, TOP + 54, 27.0


def dot(player: int, *, full: bool) -> Drawing:
    """Return one dot, filled once its drum has been met."""
    drawing, colour = Drawing(-14, -14, 28, 28), PLAYERS[player].main
    drawing.add(svg.circle(0, 0, 9, colour if full else "none", colour, 3.5, 1 if full else 0.55))
    return drawing


@lru_cache(maxsize=8)
def panel_overlay(size: tuple[int, int], player: int, look: SeatLook, lang: str) -> Overlay:
    """Return a panel without its rows and lit drums, for a window of `size` pixels."""
    sheet = Sheet(size)
    box: Box = (left_of(player), TOP, WIDTH, HEIGHT)
    sheet.card(box, _outline(box, player, look))
    _draw_head(sheet, box, player, look)
    _draw_drummer(sheet, player, look)
    at = KIT[player, look.roomy]
    colours = player if look.taken else None
    draw_keys(sheet, at, look.keys if look.steered else KeyMap(()), colours, flip=look.left_handed)
    if not look.taken:
        _draw_invitation(sheet, player, at)
    if look.roomy:
        style, place = Style(42, CREAM, 700), (box[0] + WIDTH / 2, TOP + HEIGHT - 36)
        text = _standing(sheet, look, Words(lang), style)
        sheet.text(place, text, style, box, anchor="centre", width=_STANDING)
    return sheet.finish((box[0] - 8, TOP - 8, WIDTH + 16, HEIGHT + 16))


def _standing(sheet: Sheet, look: SeatLook, words: Words, style: Style) -> str:
    """Return how it stands with a seat that nobody steers."""
    if look.ready:
        return words.ready.is_ready
    if look.lost is None:
        return words.ready.free_seat
    told = words.notice.unplugged
    room = _STANDING - sheet.type.width(told.format(device=""), Style(_SMALLEST_NAME, style.colour, style.weight))
    return told.format(device=shortened(sheet, look.lost, style, room))


def _outline(box: Box, player: int, look: SeatLook) -> str:
    colour = PLAYERS[player].main
    ground = mix(INK, colour, 0.13) if look.ready else INK
    line, width, seen = (colour, 8, 1.0) if look.taken else (CREAM, 4, 0.35)
    return svg.rect(*box, 40, ground, opacity=0.84) + svg.rect(*box, 40, "none", line, width, seen)


def _draw_head(sheet: Sheet, box: Box, player: int, look: SeatLook) -> None:
    colour, y, left, right = PLAYERS[player].main, TOP + 54, box[0] + 66, box[0] + WIDTH - 66
    sheet.drawing.add(mark(player, left, y, 26, colour if look.taken else "none", colour, 6))
    if look.ready:
        sheet.drawing.add(check(right, y, 32, colour))
    else:
        ring, seen = (colour, 0.6) if look.taken else (CREAM, 0.3)
        sheet.drawing.add(svg.circle(right, y, 30, "none", ring, 5, seen))
    if look.taken_by is None:
        sheet.drawing.add(midi_plug(*plug_place(player), colour), keyboard(left + 160, y, colour, 0.86))
        return
    if look.cable:
        sheet.drawing.add(midi_plug(right - 76, y, 27, colour, solid=True), found_tick(right - 76, y, 27, colour))
    name = Style(36, colour, 700)
    sheet.text((left + 50, y + 13), shortened(sheet, look.taken_by, name, 520), name, box, width=530)
    if look.kit is not None:
        style = Style(30, MUTED, 700)
        kit_name = shortened(sheet, look.kit, style, 400)
        sheet.text((right + 30, TOP + 123), kit_name, style, box, anchor="right", width=410)


def found_tick(x: float, y: float, r: float, colour: str) -> str:
    """Return the small tick at the edge of a plug: its kit is found."""
    x, y = x + r * 0.78, y + r * 0.66
    return svg.circle(x, y, r * 0.52, INK) + svg.circle(x, y, r * 0.44, CREAM, colour, 2) + tick(x, y, r * 0.2, INK, 4)


def shortened(sheet: Sheet, name: str, style: Style, width: float) -> str:
    """Cut a name that no readable size fits."""
    smallest = Style(_SMALLEST_NAME, style.colour, style.weight)
    while len(name) > 4 and sheet.type.width(name, smallest) > width:
        name = name[:-2].rstrip("…") + "…"
    return name


def _draw_drummer(sheet: Sheet, player: int, look: SeatLook) -> None:
    colour = PLAYERS[player].main
    x, y, scale = (KIT[player, True][0], *_ROOMY_BUST) if look.roomy else _BUST[player, False]
    figure = drummer.bust(player, "joy" if look.ready else "smile") if look.taken else drummer.empty_bust(player)
    if look.friend:
        figure += headphones(colour)
    if look.taken:  # light behind the head: dark hair before a dark panel
        seen = 0.6 if look.ready else 0.42
        sheet.drawing.add(sheet.drawing.glow(x, y - 150 * scale, 240 * scale, colour, seen, 0.3))
    sheet.drawing.add(svg.group(svg.place(x, y + 262 * scale, scale), figure))
    sheet.drawing.add(svg.rect(x - 122 * scale, y, 244 * scale, 11, 5, colour))


def _draw_invitation(sheet: Sheet, player: int, at: tuple[float, float, float]) -> None:
    """Show a stick that strikes the snare of a free seat."""
    x, y, r = kit.map_place("snare", at)
    for reach, seen in ((1.55, 0.9), (1.95, 0.5), (2.3, 0.25)):
        sheet.drawing.add(svg.circle(x, y, r * reach, "none", PLAYERS[player].main, 6, seen))
    sheet.drawing.add(stick(x + 10, y - 10, 180, -45))


@lru_cache(maxsize=4)
def halves_overlay(size: tuple[int, int], first: SeatLook, second: SeatLook) -> Overlay:
    """Return the two halves of the disc where the panels meet: they close as both get ready."""
    sheet = Sheet(size)
    both = first.ready and second.ready
    gap = 12.0 if both else 72.0
    if not both:
        _draw_threads(sheet, gap)
    for player, look in enumerate((first, second)):
        side = (-1, 1)[player]
        if look.ready:
            glow = sheet.drawing.glow(960 + side * gap, _HALVES_Y, _HALVES_R * 1.5, PLAYERS[player].main, 0.45)
            sheet.drawing.add(glow)
        shape = disc.half_shape(sheet.drawing, player) if look.taken else disc.absent_shape(player)
        sheet.drawing.add(svg.group(svg.place(960 + side * gap / 2, _HALVES_Y, _HALVES_R / disc.RADIUS), shape))
    return sheet.finish((960 - 220, _HALVES_Y - 150, 440, 300))


def _draw_threads(sheet: Sheet, gap: float) -> None:
    for height, colour, width in ((-0.42, CREAM, 3), (0.0, VERMILION, 5), (0.42, CREAM, 3)):
        y = _HALVES_Y + height * _HALVES_R
        start, bend, end = (svg.points(960 + x, at) for x, at in ((-gap / 2, y), (0, y + 34), (gap / 2, y)))
        sheet.drawing.add(svg.path(f"M{start}Q{bend} {end}", "none", colour, width))

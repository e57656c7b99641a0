"""The rows of a menu: what can be set, what is set, and the gold bar on the one that pads steer."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pygame

from game.ui import svg
from game.ui.bar import bar_area, bar_overlays
from game.ui.kept import kept
from game.ui.shapes import check, chevron, mark, pad_key
from game.ui.sheet import Box, Overlay, Sheet, lay
from game.ui.sprite import Sprite
from game.ui.svg import Drawing
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, INK, MUTED, PLAYERS, TEXT_ON_PAPER, Layout
from game.ui.views import Bar, Row

_LEVELS: Final = 10
_MARGIN: Final = 36.0
_RING_STEPS: Final = 48


def row_overlays(
    size: tuple[int, int], boxes: Sequence[Box], rows: Sequence[Row], text_size: float, lit: int | None
) -> list[Overlay]:
    """Return rows as overlays for a window of `size` pixels, back to front.

    Args:
        size: the window, px.
        boxes: where the rows lie, stage units.
        rows: what they say.
        text_size: of their labels, stage units.
        lit: the row that the bar lies on, or None while it is on its way.
    """
    bar = [] if lit is None else bar_overlays(size, boxes, Bar(lit, lit))
    return bar + [
        row_overlay(size, box, row, text_size, lit=i == lit)
        for i, (box, row) in enumerate(zip(boxes, rows, strict=True))
    ]


def draw_bar(surface: pygame.Surface, boxes: Sequence[Box], rows: Sequence[Row], text_size: float, bar: Bar) -> None:
    """Draw the bar on its way over rows that are drawn unlit: what it covers shows as lit.

    Args:
        surface: what to draw on.
        boxes: where the rows lie, stage units.
        rows: what they say.
        text_size: of their labels, stage units.
        bar: where it is.
    """
    size, whole = surface.get_size(), surface.get_clip()
    lay(surface, bar_overlays(size, boxes, bar))
    surface.set_clip(bar_area(size, boxes, bar.at).clip(whole))
    for i in {int(bar.at), min(int(bar.at) + 1, len(rows) - 1)}:
        text = row_overlay(size, boxes[i], rows[i], text_size, lit=True)
        surface.blit(text.surface, text.corner)
    surface.set_clip(whole)


def draw_ring(surface: pygame.Surface, at: tuple[float, float], r: float, share: float, colour: str = INK) -> None:
    """Draw the ring that fills around a key while its second stroke is awaited: `share` 0 to 1 of it is full."""
    layout = Layout(surface.get_size())
    step = max(1, min(_RING_STEPS, round(share * _RING_STEPS)))
    _ring(surface.get_size(), r, step, colour).draw(surface, *layout.at(*at))


def ready_ring(size: tuple[int, int], r: float) -> None:
    """Make ready the ring as it fills around a key of a row."""
    for step in range(1, _RING_STEPS + 1):
        _ring(size, r, step, INK)


@kept(2 * _RING_STEPS)
def _ring(size: tuple[int, int], r: float, step: int, colour: str) -> Sprite:
    scale = Layout(size).scale
    drawing = Drawing(-r - 8, -r - 8, 2 * r + 16, 2 * r + 16)
    drawing.add(svg.circle(0, 0, r, "none", colour, 8, 0.25))
    if step == _RING_STEPS:
        drawing.add(svg.circle(0, 0, r, "none", colour, 8))
        return Sprite.of(drawing, scale)
    turn = 2 * math.pi * step / _RING_STEPS
    end = svg.points(r * math.sin(turn), -r * math.cos(turn))
    arc = f"M0 {svg.number(-r)}A{svg.points(r, r)} 0 {int(turn > math.pi)} 1 {end}"
    drawing.add(svg.path(arc, "none", colour, 8))
    return Sprite.of(drawing, scale)


def key_place(box: Box) -> tuple[float, float, float]:
    """Return middle and radius of the key that a row shows at its right end."""
    return box[0] + box[2] - box[3] * 0.56, box[1] + box[3] / 2, box[3] * 0.34


@kept(128)
def row_overlay(size: tuple[int, int], box: Box, row: Row, text_size: float, *, lit: bool) -> Overlay:
    """Return what one row says as an overlay for a window of `size` pixels.

    Args:
        size: the window, px.
        box: where the row lies, stage units.
        row: what it says.
        text_size: of its label, stage units.
        lit: whether it lies on the gold bar.
    """
    sheet = Sheet(size)
    x, _, w, h = box
    line = _Line(sheet, box, row, lit, Style(text_size * 0.92, TEXT_ON_PAPER if lit else GOLD))
    _draw_sign(line)
    taken = _VALUES[row.kind](line)
    label = Style(text_size, line.colour, 900 if lit else 700)
    left = x + h * 1.16
    sheet.text((left, line.middle + text_size * 0.36), row.text, label, box, width=x + w - taken - 24 - left)
    return sheet.finish(box).cropped()


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that is being drawn."""

    sheet: Sheet
    box: Box
    row: Row
    lit: bool
    value: Style
    """How its value is written."""

    @property
    def colour(self) -> str:
        return TEXT_ON_PAPER if self.lit else CREAM

    @property
    def middle(self) -> float:
        return self.box[1] + self.box[3] / 2

    @property
    def right(self) -> float:
        return self.box[0] + self.box[2]


def _draw_sign(line: _Line) -> None:
    """Draw what stands before the label."""
    x, h = line.box[0] + line.box[3] * 0.6, line.box[3]
    if line.row.kind == "play":
        k = h * 0.18
        corners = (x - k * 0.7, line.middle - k), (x - k * 0.7, line.middle + k), (x + k, line.middle)
        line.sheet.drawing.add(svg.polygon(corners, line.colour, line.colour, 7))
    elif line.row.player is not None:
        colours, edge = PLAYERS[line.row.player], INK if line.lit else None
        colour = colours.paper if line.lit else colours.main
        line.sheet.drawing.add(mark(line.row.player, x, line.middle, 17, colour, edge, 4))
    elif line.row.kind == "done":
        line.sheet.drawing.add(check(x, line.middle, h * 0.3, CREAM if line.lit else GOLD))
    else:
        line.sheet.drawing.add(svg.circle(x, line.middle, 9, line.colour, opacity=1 if line.lit else 0.55))


def _key(line: _Line) -> float:
    """Show which pad does it, on the row that is steered."""
    if not line.lit:
        return _MARGIN
    x, y, r = key_place(line.box)
    line.sheet.drawing.add(pad_key(x, y, "choose", r))
    return line.box[3]


def _note(line: _Line) -> float:
    return _written(line, line.value if line.lit else replace(line.value, colour=MUTED), _MARGIN)


def _go(line: _Line) -> float:
    line.sheet.drawing.add(chevron(line.right - 44, line.middle, 14, line.colour, 90, 6))
    return 80.0


def _choice(line: _Line) -> float:
    """Write what is chosen; on the row that is steered, dots tell how many choices there are."""
    chosen, count = line.row.place
    dots = count if line.lit and count > 1 else 0
    room = _MARGIN + (dots * 22 + 18 if dots else 0)
    for i in range(dots):
        x = line.right - room + 26 + i * 22
        line.sheet.drawing.add(svg.circle(x, line.middle, 7, line.colour, opacity=1 if i == chosen else 0.35))
    return _written(line, line.value, room)


def _written(line: _Line, style: Style, room: float) -> float:
    text, place = line.row.value or "", (line.right - room, line.middle + style.size * 0.36)
    used = line.sheet.text(place, text, style, line.box, anchor="right", width=line.box[2] * 0.45)
    return room + line.sheet.type.width(text, used)


def _level(line: _Line) -> float:
    tall = line.box[3] * 0.42
    for i in range(_LEVELS):
        full = i < line.row.level
        x = line.right - _MARGIN - (_LEVELS - i) * 24
        colour = line.value.colour if full else line.colour
        line.sheet.drawing.add(svg.rect(x, line.middle - tall / 2, 14, tall, 6, colour, opacity=1 if full else 0.24))
    return _MARGIN + _LEVELS * 24


_VALUES: Final[dict[str, Callable[[_Line], float]]] = {
    "play": _key, "done": _note, "go": _go, "sure": _key, "choice": _choice, "bar": _level,
}  # fmt: skip
"""What stands at the right end, by kind; each returns the room that it takes."""

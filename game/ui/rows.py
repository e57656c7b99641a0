"""The rows of a menu: what can be set, what is set, and the gold bar on the one that pads steer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from game.ui import svg
from game.ui.shapes import check, chevron, pad_key
from game.ui.sheet import Box, Overlay, Sheet
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, MUTED, TEXT_ON_PAPER
from game.ui.views import Row

_LEVELS: Final = 10
_NOTCH: Final = 28
_MARGIN: Final = 36.0


@lru_cache(maxsize=128)
def row_overlay(size: tuple[int, int], box: Box, row: Row, text_size: float, *, lit: bool) -> Overlay:
    """Return one row as an overlay for a window of `size` pixels.

    Args:
        size: the window, px.
        box: where the row lies, stage units; the notch of a lit row stands out on its left.
        row: what it says. Beside the kinds of `Row` there is `done`: a row whose choice has been made.
        text_size: of its label, stage units.
        lit: whether it is the row that pads steer.
    """
    sheet = Sheet(size)
    x, y, w, h = box
    line = _Line(sheet, box, row, lit, Style(text_size * 0.92, TEXT_ON_PAPER if lit else GOLD))
    if lit:
        _draw_bar(line)
    _draw_sign(line)
    taken = _VALUES[row.kind](line)
    label = Style(text_size, line.colour, 900 if lit else 700)
    left = x + h * 1.16
    sheet.text((left, line.middle + text_size * 0.36), row.text, label, box, width=x + w - taken - 24 - left)
    return sheet.finish((x - _NOTCH, y, w + _NOTCH, h))


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


def _draw_bar(line: _Line) -> None:
    x, y, w, h = line.box
    reach = h * 0.2
    corners = (x - 20, line.middle - reach), (x - 20, line.middle + reach), (x + 6, line.middle)
    line.sheet.drawing.add(svg.rect(x, y, w, h, 28, GOLD), svg.polygon(corners, GOLD, GOLD, 6))


def _draw_sign(line: _Line) -> None:
    """Draw what stands before the label."""
    x, h = line.box[0] + line.box[3] * 0.6, line.box[3]
    if line.row.kind == "play":
        k = h * 0.18
        corners = (x - k * 0.7, line.middle - k), (x - k * 0.7, line.middle + k), (x + k, line.middle)
        line.sheet.drawing.add(svg.polygon(corners, line.colour, line.colour, 7))
    elif line.row.kind == "done":
        line.sheet.drawing.add(check(x, line.middle, h * 0.3, CREAM if line.lit else GOLD))
    else:
        line.sheet.drawing.add(svg.circle(x, line.middle, 9, line.colour, opacity=1 if line.lit else 0.55))


def _key(line: _Line) -> float:
    """Show which pad does it, on the row that is steered."""
    if not line.lit:
        return _MARGIN
    h = line.box[3]
    line.sheet.drawing.add(pad_key(line.right - h * 0.56, line.middle, "choose", h * 0.34))
    return h


def _note(line: _Line) -> float:
    return _written(line, line.value if line.lit else replace(line.value, colour=MUTED), _MARGIN)


def _go(line: _Line) -> float:
    line.sheet.drawing.add(chevron(line.right - 44, line.middle, 14, line.colour, 90, 6))
    return 80.0


def _choice(line: _Line) -> float:
    """Write what is chosen; on the row that is steered, dots tell how many choices there are."""
    chosen, count = line.row.place
    dots = count if line.lit and count > 1 else 0
    room = _MARGIN + (dots * 22 + 8 if dots else 0)
    for i in range(dots):
        x = line.right - room + 16 + i * 22
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
    "play": _key, "done": _note, "go": _go, "choice": _choice, "bar": _level,
}  # fmt: skip
"""What stands at the right end, by kind; each returns the room that it takes."""

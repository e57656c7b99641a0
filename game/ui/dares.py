"""Dares on the cord: small papers with wordless pictures, and the gold of the lanterns whose dare was met.

Player 1 is a circle above, player 2 a diamond below; time runs to the right.
"""

from collections.abc import Callable
from typing import Final

from game.ui import svg
from game.ui.shapes import mark, star
from game.ui.svg import Drawing
from game.ui.theme import GOLD, INK, PAPER, PLAYERS, VERMILION

WIDTH, HEIGHT = 176, 76
"""Low enough that it hides nothing of the sun, nor of a half that rides high."""
_TOP = 36
"""From the lantern's place to the paper's upper edge, stage units."""
_MIDDLE = _TOP + HEIGHT / 2
_ROWS = (_MIDDLE - 17, _MIDDLE + 17)
_MET = "#FFE9B8"


def card(name: str, *, met: bool) -> Drawing:
    """Return the paper of a dare as it hangs under its lantern, seen from the lantern's place; gold once it is met."""
    drawing = Drawing(-WIDTH / 2 - 8, 26, WIDTH + 16, HEIGHT + _TOP - 18)
    edge = GOLD if met else VERMILION
    drawing.add(
        svg.line(0, 30, 0, _TOP + 2, edge, 4),
        svg.rect(-WIDTH / 2, _TOP, WIDTH, HEIGHT, 12, _MET if met else PAPER, edge, 6 if met else 4),
        PICTURES[name](),
    )
    return drawing


def gilt() -> Drawing:
    """Return the gold around a lantern whose dare was met, seen from the lantern's place."""
    drawing = Drawing(-60, -60, 120, 120)
    drawing.add(gilt_shape(drawing))
    return drawing


def gilt_shape(drawing: Drawing, edge: str = GOLD) -> str:
    """Return the gold around a lantern as a shape; its stars have an `edge`."""
    stars = "".join(star(x, y, r, "#FFF1C4", edge) for x, y, r in ((-34, -14, 7), (34, -14, 7), (0, 42, 8)))
    return drawing.glow(0, 4, 54, "#FFE08A", 0.85) + stars


def _stroke(player: int, x: float, r: float = 11, y: float | None = None) -> str:
    row = _ROWS[player] if y is None else y
    return mark(player, x, row, r, PLAYERS[player].paper)


def _hollow(player: int, x: float, r: float = 10) -> str:
    return mark(player, x, _ROWS[player], r, "none", PLAYERS[player].paper, 2.5, 0.45)


def _both(x: float, r: float = 11) -> str:
    return _stroke(0, x, r) + _stroke(1, x, r)


def _arrow(path: str, x: float, y: float, turn: float) -> str:
    head = svg.group(svg.place(x, y, 1, turn), svg.path("M-9 -8L3 0L-9 8", "none", INK, 4))
    return svg.path(path, "none", INK, 4) + head


def _rest() -> str:
    silent = "".join(_hollow(player, x) for player in (0, 1) for x in (-22, 2, 26))
    return _both(-56) + silent + _both(58)


def _soft_loud() -> str:
    return "".join(_both(x, r) for x, r in ((-64, 4.5), (-39, 6.5), (-10, 9), (24, 11.5), (62, 14)))


def _swap() -> str:
    high, low = _ROWS
    crossing = _arrow(f"M-26 {high}C0 {high} 0 {low} 22 {low}", 26, low, 0)
    crossing += _arrow(f"M-26 {low}C0 {low} 0 {high} 22 {high}", 26, high, 0)
    ends = _stroke(0, 54, 14, low) + _stroke(1, 54, 14, high)
    return _stroke(0, -52, 14) + _stroke(1, -52, 14) + crossing + ends


def _closer(places: tuple[float, ...]) -> str:
    return "".join(_both(x, 9) for x in places)


def _faster() -> str:
    return _closer((-66, -32, -4, 18, 36)) + _wedge(62, up=True)


def _slower() -> str:
    return _closer((-72, -56, -36, -10, 24)) + _wedge(62, up=False)


def _wedge(x: float, *, up: bool) -> str:
    middle, tip = _MIDDLE, -12 if up else 12
    return "".join(
        svg.path(f"M{x - 14} {middle + y}L{x} {middle + y + tip}L{x + 14} {middle + y}", "none", INK, 6)
        for y in (-4, 16)
    )


def _answer() -> str:
    first = "".join(_stroke(0, x) for x in (-62, -38, -14)) + "".join(_hollow(1, x, 6) for x in (-62, -38, -14))
    return first + "".join(_stroke(1, x) for x in (16, 40, 64)) + "".join(_hollow(0, x, 6) for x in (16, 40, 64))


def _crash() -> str:
    rays = "".join(
        svg.group(svg.place(0, _MIDDLE, 1, turn), svg.line(0, -20, 0, -30, VERMILION, 5)) for turn in range(0, 360, 45)
    )
    cymbal = svg.ellipse(0, _MIDDLE, 19, 8, GOLD, INK, 3)
    return rays + cymbal + _stroke(0, -60, 16, _MIDDLE) + _stroke(1, 60, 16, _MIDDLE)


def _gaps() -> str:
    return "".join(_stroke(i % 2, x) for i, x in enumerate((-64, -38, -12, 14, 40, 64)))


def _one_pad() -> str:
    def drum(player: int, x: float) -> str:
        middle = _MIDDLE + 5
        shell = svg.path(f"M{x - 28} {middle}L{x - 24} {middle + 24}L{x + 24} {middle + 24}L{x + 28} {middle}", INK)
        skin = svg.ellipse(x, middle, 28, 10, "#FFFFFF", INK, 3)
        return shell + skin + mark(player, x, middle - 24, 11, PLAYERS[player].paper)

    return drum(0, -40) + drum(1, 40)


PICTURES: Final[dict[str, Callable[[], str]]] = {
    "rest": _rest, "soft_loud": _soft_loud, "swap": _swap, "faster": _faster, "slower": _slower, "answer": _answer,
    "crash": _crash, "gaps": _gaps, "one_pad": _one_pad,
}  # fmt: skip
"""By the name of the rule."""

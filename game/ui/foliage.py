"""Maple, cherry, trees, and the branches that frame the sky: maple on the Sun's side, cherry on the Moon's."""

# ruff: noqa: PLR0917 - a shape's place, size and paint always come in this order, as in SVG itself

import math

import numpy as np

from game.ui import svg
from game.ui.theme import mix

_LOBES = ((-126, 0.55), (-84, 0.84), (-42, 0.98), (0, 1.08), (42, 0.98), (84, 0.84), (126, 0.55))
_MAPLE_PLACES = (
    (30, 40, 42), (92, 84, 38), (150, 34, 40), (210, 70, 34), (246, 28, 30), (284, 74, 28), (332, 40, 26),
    (386, 36, 22), (62, 4, 36), (176, 108, 26), (232, 108, 22), (4, 96, 34), (306, 14, 22),
)  # fmt: skip
_CHERRY_PLACES = (
    (1890, 40, 30), (1836, 82, 27), (1786, 32, 30), (1726, 62, 25), (1686, 26, 22), (1640, 70, 20), (1600, 42, 18),
    (1540, 36, 15), (1866, 2, 26), (1752, 104, 20), (1700, 112, 17), (1914, 96, 26), (1624, 20, 15), (1812, 118, 15),
)  # fmt: skip
_CROWN = ((-42, -96, 40, 1), (42, -92, 38, 1), (0, -128, 50, 0), (-20, -100, 36, 0), (24, -108, 36, 2))


def _maple_outline() -> str:
    def at(degrees: float, reach: float) -> str:
        angle = math.radians(degrees - 90)
        return f"{reach * math.cos(angle):.3f} {reach * math.sin(angle):.3f}"

    data = "M0 .14"
    for degrees, reach in _LOBES:
        first, last = degrees == -126, degrees == 126
        data += "L" + (at(-150, 0.2) if first else at(degrees - 21, 0.27))
        data += f"Q{at(degrees - 15, reach * 0.62)} {at(degrees, reach)}"
        data += f"Q{at(degrees + 15, reach * 0.62)} {at(150, 0.2) if last else at(degrees + 21, 0.27)}"
    return data + "Z"


def maple_leaf(x: float, y: float, r: float, colour: str, turn: float = 0) -> str:
    """Return one maple leaf."""
    leaf = svg.path(_maple_outline(), colour, colour, 0.05) + svg.path("M0 .1Q.02 .4 .1 .62", "none", colour, 0.07)
    return svg.group(svg.place(x, y, r, turn), leaf)


def cherry_blossom(x: float, y: float, r: float, colour: str, core: str = "#E77C9C", turn: float = 0) -> str:
    """Return one open blossom."""
    leaf = svg.path("M0 0C-.55 -.25 -.5 -.9 -.16 -1L0 -.82L.16 -1C.5 -.9 .55 -.25 0 0Z", colour)
    leaves = "".join(svg.group(f"rotate({72 * i})", leaf) for i in range(5))
    return svg.group(svg.place(x, y, r, turn), leaves, svg.circle(0, 0, 0.17, core))


def petal(r: float, colour: str, turn: float) -> str:
    """Return one loose petal around the origin."""
    data = "M0 .9C-.6 .5 -.6 -.5 -.16 -.9L0 -.68L.16 -.9C.6 -.5 .6 .5 0 .9Z"
    return svg.group(svg.place(0, 0, r, turn), svg.path(data, colour))


def tree(x: float, y: float, scale: float, colours: tuple[str, str, str], trunk: str) -> str:
    """Return a round tree; `colours` are its middle, dark and light leaves."""
    shape = svg.path("M-7 0C-5 -40 -9 -60 -3 -92L5 -92C8 -60 5 -40 9 0Z", trunk)
    shape += "".join(svg.circle(cx, cy, r, colours[tone]) for cx, cy, r, tone in _CROWN)
    return svg.group(svg.place(x, y, scale), shape)


def maple_branch(t: float) -> str:
    """Return the upper left branch at daylight `t`, for a window whose corner is (0, 0)."""
    rng = np.random.default_rng(11)
    data = "M-10 70C90 60 170 44 260 52C310 56 350 44 392 30M110 60C150 84 190 92 226 96M-10 12C60 20 120 6 180 10"
    colours = [("#C2503F", "#EE6A3C"), ("#E27B3A", "#FFA04A"), ("#9C3B4B", "#D94F3A"), ("#F0A24A", "#FFC35E")]
    shape = svg.path(data, "none", mix("#4A2F5C", "#3B2A4A", t), 9)
    for i, (x, y, r) in enumerate(_MAPLE_PLACES):
        shape += maple_leaf(x, y, r, mix(*colours[i * 7 % 4], t), 150 + rng.uniform(-60, 60))
    return shape


def cherry_branch(t: float) -> str:
    """Return the upper right branch at daylight `t`, for a window whose corner is (1920, 0)."""
    rng = np.random.default_rng(12)
    data = (
        "M1930 78C1830 66 1750 40 1660 54C1610 60 1566 46 1530 34M1810 62C1770 88 1730 96 1694 102"
        "M1930 14C1860 22 1800 4 1740 10"
    )
    colours = [("#E59BB8", "#FFD3DC"), ("#F3BFD0", "#FFE9EC"), ("#D583A8", "#FFBCCB")]
    shape = svg.path(data, "none", mix("#4A2F5C", "#3B2A4A", t), 9)
    for i, (x, y, r) in enumerate(_CHERRY_PLACES):
        core = mix("#B04C7C", "#E77C9C", t)
        shape += cherry_blossom(x, y, r, mix(*colours[i * 5 % 3], t), core, rng.uniform(0, 72))
    return shape

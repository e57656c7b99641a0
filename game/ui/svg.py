"""Drawings as SVG text, and their way to pixels.

Shape functions return one SVG element as text; a `Drawing` collects them with the gradients they use. Everything is
rasterised once per window size: nothing here runs while a round is played.
"""

# ruff: noqa: PLR0917 - a shape's place, size and paint always come in this order, as in SVG itself

import math
from collections.abc import Iterable, Sequence

import pygame

from game.ui.raster import rasterise

Point = tuple[float, float]
Stop = tuple[float, str] | tuple[float, str, float]
"""Offset 0 to 1, colour, and optionally opacity."""


def number(value: float) -> str:
    """Return `value` with at most two decimals, without trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def points(*values: float) -> str:
    """Return numbers separated by blanks, as path data takes them."""
    return " ".join(number(value) for value in values)


def _style(fill: str, stroke: str | None, width: float, opacity: float) -> str:
    style = f' fill="{fill}"'
    if stroke:
        style += f' stroke="{stroke}" stroke-width="{number(width)}" stroke-linecap="round" stroke-linejoin="round"'
    return style if opacity == 1 else f'{style} opacity="{number(opacity)}"'


def path(data: str, fill: str = "none", stroke: str | None = None, width: float = 4, opacity: float = 1) -> str:
    """Return a path element."""
    return f'<path d="{data}"{_style(fill, stroke, width, opacity)}/>'


def circle(
    x: float, y: float, r: float, fill: str = "none", stroke: str | None = None, width: float = 4, opacity: float = 1
) -> str:
    """Return a circle around (x, y)."""
    place = f'cx="{number(x)}" cy="{number(y)}" r="{number(r)}"'
    return f"<circle {place}{_style(fill, stroke, width, opacity)}/>"


def ellipse(
    x: float,
    y: float,
    rx: float,
    ry: float,
    fill: str = "none",
    stroke: str | None = None,
    width: float = 4,
    opacity: float = 1,
) -> str:
    """Return an ellipse around (x, y)."""
    place = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
    return f"<ellipse {place}{_style(fill, stroke, width, opacity)}/>"


def rect(
    x: float,
    y: float,
    w: float,
    h: float,
    r: float = 0,
    fill: str = "none",
    stroke: str | None = None,
    width: float = 4,
    opacity: float = 1,
) -> str:
    """Return a rectangle with corners rounded by at most half of its smaller side."""
    r = max(0.0, min(r, w / 2, h / 2))
    x, y, w, h = (round(value, 2) for value in (x, y, w, h))
    place = (
        f'x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}" rx="{number(r)}" ry="{number(r)}"'
    )
    return f"<rect {place}{_style(fill, stroke, width, opacity)}/>"


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 4, opacity: float = 1) -> str:
    """Return a straight line with round ends."""
    return path(f"M{points(x1, y1)}L{points(x2, y2)}", "none", colour, width, opacity)


def polyline(corners: Iterable[Point]) -> str:
    """Return path data through `corners`."""
    return "M" + "L".join(points(x, y) for x, y in corners)


def polygon(
    corners: Iterable[Point], fill: str = "none", stroke: str | None = None, width: float = 4, opacity: float = 1
) -> str:
    """Return a closed shape with these corners."""
    return path(polyline(corners) + "Z", fill, stroke, width, opacity)


def smooth(through: Sequence[Point], *, closed: bool = False, tension: float = 1 / 6) -> str:
    """Return path data of a soft curve through all points."""
    count = len(through)
    data = "M" + points(*through[0])
    for i in range(count if closed else count - 1):
        here, there = through[i], through[(i + 1) % count]
        before = through[i - 1] if closed or i else here
        after = through[(i + 2) % count] if closed or i + 2 < count else there
        data += "C" + points(
            here[0] + (there[0] - before[0]) * tension,
            here[1] + (there[1] - before[1]) * tension,
            there[0] - (after[0] - here[0]) * tension,
            there[1] - (after[1] - here[1]) * tension,
            *there,
        )
    return data + ("Z" if closed else "")


def arc(x: float, y: float, r: float, start: float, end: float) -> str:
    """Return path data of a circle's arc between two angles in radians, clockwise from the right."""
    x0, y0 = x + r * math.cos(start), y + r * math.sin(start)
    x1, y1 = x + r * math.cos(end), y + r * math.sin(end)
    large, sweep = int(abs(end - start) > math.pi), int(end > start)
    return f"M{points(x0, y0)}A{points(r, r)} 0 {large} {sweep} {points(x1, y1)}"


def group(transform: str, *shapes: str) -> str:
    """Return shapes moved together."""
    return f'<g transform="{transform}">{"".join(shapes)}</g>'


def place(x: float, y: float, scale: float = 1, turn: float = 0, *, flip: bool = False) -> str:
    """Return the transform that puts a shape's origin at (x, y), turned by degrees, scaled, mirrored if asked."""
    return (
        f"translate({points(x, y)}) rotate({number(turn)}) scale({number4(-scale if flip else scale)} {number4(scale)})"
    )


def number4(value: float) -> str:
    """Return `value` with four decimals: scales need more than places do."""
    return f"{value:.4f}"


class Drawing:
    """Shapes in a view of their own units, with the gradients they use."""

    def __init__(self, x: float, y: float, w: float, h: float) -> None:
        """Look at the rectangle that begins at (x, y)."""
        self.view = (x, y, w, h)
        self._shapes: list[str] = []
        self._gradients: dict[tuple[str, str, str], str] = {}

    def add(self, *shapes: str) -> None:
        """Draw shapes over what is there."""
        self._shapes.extend(shapes)

    def linear(self, x1: float, y1: float, x2: float, y2: float, *stops: Stop) -> str:
        """Return a fill that runs from one point to another."""
        ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        return self._gradient("linearGradient", ends, stops)

    def radial(self, x: float, y: float, r: float, *stops: Stop) -> str:
        """Return a fill that runs from a centre outward."""
        return self._gradient("radialGradient", f'cx="{number(x)}" cy="{number(y)}" r="{number(r)}"', stops)

    def glow(self, x: float, y: float, r: float, colour: str, opacity: float = 0.6, core: float = 0.0) -> str:
        """Return a soft light around (x, y); `core` is the share of the radius that is fully lit."""
        rest = 1 - core
        falling = ((core, 1.0), (core + rest * 0.35, 0.42), (core + rest * 0.7, 0.1), (1.0, 0.0))
        return circle(x, y, r, self.radial(x, y, r, *((at, colour, opacity * share) for at, share in falling)))

    def flat_glow(self, x: float, y: float, rx: float, ry: float, colour: str, opacity: float = 0.6) -> str:
        """Return a soft light squashed to an ellipse."""
        squash = f"translate({points(x, y)}) scale(1 {number4(ry / rx)})"
        return group(squash, self.glow(0, 0, rx, colour, opacity))

    def _gradient(self, tag: str, geometry: str, stops: Iterable[Stop]) -> str:
        inside = ""
        for stop in stops:
            opacity = number(stop[2] if len(stop) > 2 else 1)
            inside += f'<stop offset="{number(stop[0])}" stop-color="{stop[1]}" stop-opacity="{opacity}"/>'
        key = (tag, geometry, inside)
        return f"url(#{self._gradients.setdefault(key, f'g{len(self._gradients)}')})"

    def source(self, width: int, height: int, scale: float) -> str:
        """Return the SVG text for an image of this many pixels at `scale` pixels per unit."""
        x, y, _, _ = self.view
        defs = "".join(
            f'<{tag} id="{name}" gradientUnits="userSpaceOnUse" {geometry}>{stops}</{tag}>'
            for (tag, geometry, stops), name in self._gradients.items()
        )
        view = f'viewBox="{x:.4f} {y:.4f} {width / scale:.4f} {height / scale:.4f}" width="{width}" height="{height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {view}><defs>{defs}</defs>{"".join(self._shapes)}</svg>'

    def render(self, scale: float) -> pygame.Surface:
        """Return the picture at `scale` pixels per unit, with transparency."""
        width, height = (max(1, math.ceil(side * scale - 1e-6)) for side in self.view[2:])
        return rasterise(self.source(width, height, scale), (width, height))

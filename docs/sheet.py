"""A sheet of paper to draw plots on, written as SVG."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

PAPER, INK, SOFT, FINE = "#fbf8f1", "#2b2a33", "#6c6a75", "#ddd7c9"


def tint(colour: str, share: float) -> str:
    """Return a colour thinned with paper: not every viewer knows transparency."""
    mixed = (share * int(colour[i : i + 2], 16) + (1 - share) * int(PAPER[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part):02x}" for part in mixed)


@dataclass
class Sheet:
    """An SVG with its own paper, readable on a light and on a dark page."""

    width: int
    height: int
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, *, size: int = 13, colour: str = INK, anchor: str = "start") -> None:
        """Write one line of words; `y` is the baseline."""
        look = f'font-size="{size}" fill="{colour}" text-anchor="{anchor}"'
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(words)}</text>')

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        self.parts.append(f'<rect {place} fill="{colour}" stroke="none"/>')

    def line(self, points: Iterable[tuple[float, float]], colour: str, width: float = 2.0, dash: str = "") -> None:
        """Draw through points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        look = f'fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linejoin="round"'
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<polyline points="{path}" {look}{dashed}/>')

    def area(self, points: Iterable[tuple[float, float]], colour: str) -> None:
        """Fill a shape."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polygon points="{path}" fill="{colour}" stroke="none"/>')

    def dot(self, x: float, y: float, colour: str, radius: float = 3.5) -> None:
        """Set a dot."""
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{colour}" stroke="none"/>')

    def save(self, path: Path, title: str) -> None:
        """Write the file."""
        size = f'viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" role="img">'
        paper = f'<rect width="{self.width}" height="{self.height}" rx="10" fill="{PAPER}" stroke="none"/>'
        path.write_text("\n".join([head, f"<title>{escape(title)}</title>", paper, *self.parts, "</svg>\n"]), "utf-8")


@dataclass(frozen=True)
class Axes:
    """A plot's place on a sheet and the values at its edges."""

    sheet: Sheet
    left: float
    top: float
    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    logarithmic: bool = False

    def x(self, value: float) -> float:
        """Return where a value lies from left to right."""
        low, high, value = np.log((*self.x_range, value)) if self.logarithmic else (*self.x_range, value)
        return float(self.left + self.width * (value - low) / (high - low))

    def y(self, value: float) -> float:
        """Return where a value lies from top to bottom."""
        low, high = self.y_range
        return float(self.top + self.height * (high - value) / (high - low))

    def points(self, xs: Iterable[float], ys: Iterable[float]) -> list[tuple[float, float]]:
        """Return the places of many values."""
        return [(self.x(x), self.y(y)) for x, y in zip(xs, ys, strict=True)]

    def ticks_x(self, values: Iterable[float], name: str) -> None:
        """Mark values under the plot, and say what they are."""
        bottom = self.top + self.height
        for value in values:
            self.sheet.line([(self.x(value), self.top), (self.x(value), bottom)], FINE, 1)
            self.sheet.text(self.x(value), bottom + 17, f"{value:g}", size=12, colour=SOFT, anchor="middle")
        self.sheet.text(self.left + self.width / 2, bottom + 36, name, size=13, colour=INK, anchor="middle")

    def ticks_y(self, values: Iterable[float]) -> None:
        """Mark values beside the plot."""
        for value in values:
            self.sheet.line([(self.left, self.y(value)), (self.left + self.width, self.y(value))], FINE, 1)
            self.sheet.text(self.left - 8, self.y(value) + 4, f"{value:g}", size=12, colour=SOFT, anchor="end")

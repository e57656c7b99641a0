"""The signs that return everywhere: the players' marks, hearts, chevrons, key caps, ticks."""

# ruff: noqa: PLR0917 - a shape's place, size and paint always come in this order, as in SVG itself

import math

from game.ui import svg
from game.ui.theme import CREAM, GOLD, INK, KEY_BACK, KEY_CHOOSE, PAPER

KEY_COLOURS = {"up": GOLD, "down": GOLD, "choose": KEY_CHOOSE, "back": KEY_BACK}


def diamond(
    x: float, y: float, r: float, fill: str = "none", stroke: str | None = None, width: float = 4, opacity: float = 1
) -> str:
    """Return a diamond with soft corners."""
    k = r * 0.24
    corners = ((0, -1), (1, 0), (0, 1), (-1, 0))
    data = ""
    for i, (cx, cy) in enumerate(corners):
        before, after = corners[i - 1], corners[(i + 1) % 4]
        start = (x + cx * (r - k) + before[0] * k, y + cy * (r - k) + before[1] * k)
        end = (x + cx * (r - k) + after[0] * k, y + cy * (r - k) + after[1] * k)
        data += f"{'L' if data else 'M'}{svg.points(*start)}Q{svg.points(x + cx * r, y + cy * r, *end)}"
    return svg.path(data + "Z", fill, stroke, width, opacity)


def mark(
    player: int,
    x: float,
    y: float,
    r: float,
    fill: str = "none",
    stroke: str | None = None,
    width: float = 4,
    opacity: float = 1,
) -> str:
    """Return the sign of a player: 0 = the Sun's circle, 1 = the Moon's diamond."""
    if player == 0:
        return svg.circle(x, y, r, fill, stroke, width, opacity)
    return diamond(x, y, r * 1.18, fill, stroke, width, opacity)


def half_heart(
    x: float, y: float, r: float, side: int, fill: str, stroke: str | None = None, width: float = 4, opacity: float = 1
) -> str:
    """Return the left (`side` -1) or right (1) half of a heart."""
    curve = svg.points(x + side * r * 0.16, y - r * 0.82, x + side * r, y - r * 0.78, x + side * r, y - r * 0.16)
    tip = svg.points(x + side * r, y + r * 0.34, x + side * r * 0.42, y + r * 0.62, x, y + r * 0.98)
    return svg.path(f"M{svg.points(x, y - r * 0.36)}C{curve}C{tip}Z", fill, stroke, width, opacity)


def heart(x: float, y: float, r: float, fill: str, opacity: float = 1) -> str:
    """Return a whole heart."""
    return half_heart(x, y, r, -1, fill, opacity=opacity) + half_heart(x, y, r, 1, fill, opacity=opacity)


def chevron(x: float, y: float, r: float, colour: str, turn: float = 0, width: float = 12, opacity: float = 1) -> str:
    """Return a chevron that points up, turned clockwise by `turn` degrees."""
    data = f"M{svg.points(-r, r * 0.5)}L{svg.points(0, -r * 0.5)}L{svg.points(r, r * 0.5)}"
    return svg.group(svg.place(x, y, 1, turn), svg.path(data, "none", colour, width, opacity))


def tick(x: float, y: float, r: float, colour: str, width: float) -> str:
    """Return a tick."""
    data = f"M{svg.points(x - r, y)}L{svg.points(x - r * 0.2, y + r * 0.75)}L{svg.points(x + r, y - r * 0.7)}"
    return svg.path(data, "none", colour, width)


def check(x: float, y: float, r: float, colour: str) -> str:
    """Return a filled round with a tick in it."""
    return svg.circle(x, y, r, colour) + tick(x - r * 0.02, y, r * 0.44, INK, r * 0.2)


def star(x: float, y: float, r: float, fill: str, edge: str) -> str:
    """Return a star of four points with a thin edge."""
    corners = [(0, -1), (0.25, -0.25), (1, 0), (0.25, 0.25), (0, 1), (-0.25, 0.25), (-1, 0), (-0.25, -0.25)]
    return svg.polygon([(x + r * cx, y + r * cy) for cx, cy in corners], fill, edge, 1.5)


def key_glyph(x: float, y: float, r: float, key: str, colour: str = INK) -> str:
    """Return the glyph of one of the four menu pads: up, down, choose or back."""
    if key == "up":
        return chevron(x, y, r, colour, 0, r * 0.36)
    if key == "down":
        return chevron(x, y, r, colour, 180, r * 0.36)
    if key == "choose":
        return tick(x, y, r, colour, r * 0.36)
    p = svg.points
    arrow = f"M{p(x - r * 0.3, y - r)}L{p(x - r, y - r * 0.3)}L{p(x - r * 0.3, y + r * 0.4)}"
    tail = f"M{p(x - r, y - r * 0.3)}L{p(x + r * 0.4, y - r * 0.3)}"
    hook = f"Q{p(x + r, y - r * 0.3, x + r, y + r * 0.35)}L{p(x + r, y + r * 0.8)}"
    return svg.path(arrow + tail + hook, "none", colour, r * 0.36)


def pad_key(x: float, y: float, key: str, r: float = 34) -> str:
    """Return a round pad key with its glyph."""
    return svg.circle(x, y, r, KEY_COLOURS[key]) + key_glyph(x, y, r * 0.45, key)


def panel(x: float, y: float, w: float, h: float, r: float = 40, stroke: str = CREAM, glow: float = 0.35) -> str:
    """Return a dark card with a thin edge."""
    return svg.rect(x, y, w, h, r, INK, opacity=0.86) + svg.rect(x, y, w, h, r, "none", stroke, 3, glow)


def paper(x: float, y: float, w: float, h: float, r: float = 32) -> str:
    """Return a paper card with a soft shadow below."""
    return svg.rect(x, y + 8, w, h, r, INK, opacity=0.25) + svg.rect(x, y, w, h, r, PAPER)


def midi_plug(x: float, y: float, r: float, colour: str, *, solid: bool = False) -> str:
    """Return the five-pin plug of a MIDI cable: hollow, or solid with dark pins."""
    fill, pin = (colour, INK) if solid else (INK, colour)
    pins = ""
    for degrees in range(0, 181, 45):
        angle = math.radians(degrees)
        pins += svg.circle(x + r * 0.56 * math.cos(angle), y - r * 0.56 * math.sin(angle) + r * 0.12, r * 0.11, pin)
    notch = svg.rect(x - r * 0.16, y + r * 0.56, r * 0.32, r * 0.2, 2, pin)
    return svg.circle(x, y, r, fill, colour, 5) + pins + notch


def keyboard(x: float, y: float, colour: str, scale: float = 1) -> str:
    """Return a small keyboard, centred."""
    keys = "".join(svg.rect(-23 + 13 * i, -10, 7, 7, 2, colour) for i in range(4))
    body = svg.rect(-33, -20, 66, 40, 8, "none", colour, 4) + keys + svg.rect(-15, 5, 30, 6, 3, colour)
    return svg.group(svg.place(x, y, scale), body)


def stick(x: float, y: float, length: float, turn: float) -> str:
    """Return a drumstick whose tip is at (x, y), turned clockwise by degrees from pointing left."""
    wood = svg.line(0, 0, length, 0, "#8A5A34", length * 0.115) + svg.line(0, 0, length, 0, "#F3D6A6", length * 0.08)
    return svg.group(svg.place(x, y, 1, turn), wood, svg.circle(0, 0, length * 0.07, "#F3D6A6"))


def headphones(colour: str) -> str:
    """Return headphones for a drummer's head: the sign of a friend who listens."""
    band = svg.path("M-64 -414C-66 -486 -40 -506 0 -506C40 -506 66 -486 64 -414", "none", INK, 15)
    band += svg.path("M-64 -414C-66 -486 -40 -506 0 -506C40 -506 66 -486 64 -414", "none", colour, 9)
    cups = "".join(svg.rect(side * 66 - 15, -440, 30, 56, 15, colour, INK, 5) for side in (-1, 1))
    return band + cups

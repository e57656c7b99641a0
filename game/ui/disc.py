"""The shared drum: two halves with half a heart each, and the sun they become. The origin is the flat edge's middle."""

import math

from game.ui import svg
from game.ui.shapes import half_heart, heart
from game.ui.svg import Drawing
from game.ui.theme import CREAM, INK, PLAYERS, VERMILION, mix

CENTRE = (960, 400)
RADIUS = 180
_SIDES = (-1, 1)
RAYS = 24
RAYS_REACH = 860
RAY_SHARE = 0.52
"""How much of the way from one ray to the next a ray fills."""


def _half_outline(r: float, side: int, *, closed: bool) -> str:
    return f"M{svg.points(0, -r)}A{svg.points(r, r)} 0 0 {int(side > 0)} {svg.points(0, r)}{'Z' if closed else ''}"


def half(player: int, scale: float = 1.0) -> Drawing:
    """Return one player's half (0 = Sun, left), `scale` times its usual size."""
    r = RADIUS * scale
    drawing = Drawing(-r - 4, -r - 4, 2 * r + 8, 2 * r + 8)
    drawing.add(half_shape(drawing, player, scale))
    return drawing


def half_shape(drawing: Drawing, player: int, scale: float = 1.0) -> str:
    """Return one player's half as a shape for `drawing`."""
    side, colours, r = _SIDES[player], PLAYERS[player], RADIUS * scale
    light, main, dark = colours.light, colours.main, colours.dark
    skin = drawing.radial(0, 0, r, (0, light), (0.55, mix(light, main, 0.45)), (1, main))
    return "".join((
        svg.path(_half_outline(r, side, closed=True), mix(dark, INK, 0.18)),
        svg.path(_half_outline(r - 9, side, closed=True), main),
        svg.path(_half_outline(r - 30, side, closed=True), skin),
        svg.path(_half_outline(r - 30, side, closed=False), "none", dark, 4),
        *_studs(r, side, mix(dark, INK, 0.25)),
        half_heart(0, r * 0.03, r * 0.47, side, CREAM),
        svg.line(0, -r + 6, 0, r - 6, mix(dark, INK, 0.25), 6),
    ))  # fmt: skip


def _studs(r: float, side: int, colour: str) -> list[str]:
    angles = [math.radians(-80 + 20 * i) for i in range(9)]
    return [svg.circle(side * (r - 19.5) * math.cos(a), (r - 19.5) * math.sin(a), 5.2, colour) for a in angles]


def absent_half(player: int) -> Drawing:
    """Return the outline of a half whose player is not there."""
    r = RADIUS
    drawing = Drawing(-r - 8, -r - 8, 2 * r + 16, 2 * r + 16)
    drawing.add(absent_shape(player))
    return drawing


def absent_shape(player: int, *, paper: bool = False) -> str:
    """Return the outline of a half as a shape, for the dark or for a card of paper."""
    side, colours, r = _SIDES[player], PLAYERS[player], RADIUS
    colour = colours.paper if paper else colours.main
    return "".join((
        svg.path(_half_outline(r, side, closed=True), INK, opacity=0.05 if paper else 0.35),
        svg.path(_half_outline(r - 4, side, closed=True), "none", colour, 5, 0.8),
        svg.path(_half_outline(r - 30, side, closed=False), "none", colour, 3, 0.45),
        half_heart(0, r * 0.03, r * 0.47, side, "none", colour, 4, 0.7),
    ))  # fmt: skip


def half_light(player: int) -> Drawing:
    """Return the light around one half."""
    r = RADIUS * 1.25
    drawing = Drawing(-r, -r, 2 * r, 2 * r)
    drawing.add(drawing.glow(0, 0, r, PLAYERS[player].main, 0.42))
    return drawing


def sun(squash: float = 0.0, scale: float = 1.0) -> Drawing:
    """Return the joined sun with its red heart; `squash` is how much wider than tall it is."""
    r = RADIUS
    drawing = Drawing(-r * 1.1, -r * 1.1, r * 2.2, r * 2.2)
    hearts = heart(0, r * 0.03, r * 0.47, "#FFFFFF") + heart(0, r * 0.03, r * 0.385, VERMILION)
    stretch = f"scale({scale * (1 + squash):.4f} {scale * (1 - squash):.4f})"
    drawing.add(svg.group(stretch, sun_shape(drawing), hearts))
    return drawing


def sun_shape(drawing: Drawing) -> str:
    """Return the joined sun without its heart, as a shape for `drawing`."""
    r = RADIUS
    skin = drawing.radial(0, 0, r, (0, "#FFF2C8"), (0.55, "#FFDF97"), (1, "#FFC85A"))
    rim = mix("#F29A3A", INK, 0.18)
    seam = svg.line(0, -r + 6, 0, -r * 0.12, "#E9A04A", 3, 0.55) + svg.line(0, r * 0.5, 0, r - 6, "#E9A04A", 3, 0.55)
    studs = _studs(r, -1, mix("#F29A3A", INK, 0.25)) + _studs(r, 1, mix("#F29A3A", INK, 0.25))
    body = svg.circle(0, 0, r, rim) + svg.circle(0, 0, r - 9, "#FFC85A") + svg.circle(0, 0, r - 30, skin, "#F29A3A", 4)
    return body + "".join(studs) + seam


def sun_light() -> Drawing:
    """Return the light and the first ripples around the sun."""
    r = RADIUS
    drawing = Drawing(-r * 2.5, -r * 2.5, r * 5, r * 5)
    drawing.add(drawing.glow(0, 0, r * 2.5, "#FFE9B0", 0.95, 0.18))
    for i, (reach, seen) in enumerate(((1.24, 0.55), (1.42, 0.32), (1.62, 0.18))):
        drawing.add(svg.circle(0, 0, r * reach, "none", CREAM, 5 - i, seen))
    return drawing


def promise() -> Drawing:
    """Return the soft outline of the whole sun that shows while the two come near."""
    r = RADIUS + 16
    drawing = Drawing(-r - 30, -r - 30, 2 * r + 60, 2 * r + 60)
    for width, seen in ((26, 0.10), (14, 0.18), (5, 0.75)):
        drawing.add(svg.circle(0, 0, r, "none", "#FFE9B0", width, seen))
    return drawing


def beam() -> Drawing:
    """Return the light of the sun's rays as if they shone in every direction."""
    drawing = Drawing(-RAYS_REACH, -RAYS_REACH, 2 * RAYS_REACH, 2 * RAYS_REACH)
    drawing.add(svg.circle(0, 0, RAYS_REACH, _ray_light(drawing, RAYS_REACH, 0.42)))
    return drawing


def _ray_light(drawing: Drawing, reach: float, strength: float) -> str:
    return drawing.radial(0, 0, reach, (0, "#FFF0C0", strength), (0.35, "#FFE7A8", strength * 0.8), (1, "#FFE7A8", 0))


def rays_shape(drawing: Drawing, reach: float, strength: float = 0.42) -> str:
    """Return rays of this length as a shape for `drawing`; `strength` 0 to 1 is how bright they begin."""
    fill = _ray_light(drawing, reach, strength)
    half_width = math.pi / RAYS * RAY_SHARE
    shapes = ""
    for i in range(RAYS):
        angle = 2 * math.pi * i / RAYS
        tip = [(reach * math.cos(a), reach * math.sin(a)) for a in (angle - half_width, angle + half_width)]
        shapes += svg.polygon([(36 * math.cos(angle), 36 * math.sin(angle)), *tip], fill)
    return shapes

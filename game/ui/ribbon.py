"""The two ribbons that carry strokes from the outer ends to the sun."""

import math

from game.ui import svg
from game.ui.shapes import mark
from game.ui.svg import Drawing
from game.ui.theme import CREAM, INK, PLAYERS, mix

HEIGHT = 108
INNER_END = 246
"""From the disc's centre to a ribbon's inner end, stage units."""
FLOW_END = 262
"""Where strokes vanish, eight beats old."""
OUTER_MARGIN = 20
"""From the window's edge to where strokes are born."""
MARK_RADIUS = 25
PAD_SIZES = {
    "kick": 1.3, "snare": 1.0, "snare_rim": 1.0, "tom1": 0.9, "tom2": 0.9, "tom3": 1.1,
    "hat_closed": 0.66, "hat_open": 0.72, "hat_pedal": 0.6, "crash": 1.1, "ride": 0.8, "hit": 1.0,
}  # fmt: skip
"""How large a stroke on each pad is drawn."""
_SIDES = (-1, 1)


def band(player: int, outer: float, *, waves: bool) -> Drawing:
    """Return one ribbon; the origin is the disc's centre, `outer` the distance to the window's edge."""
    side, colour = _SIDES[player], PLAYERS[player].main
    inner, end, half = side * INNER_END, side * (outer + 8), HEIGHT / 2
    drawing = Drawing(min(inner, end) - 24, -half - 6, abs(end - inner) + 48, HEIGHT + 12)
    fill = drawing.linear(end, 0, inner, 0, (0, INK, 0.48), (0.3, INK, 0.66), (1, INK, 0.66))
    bow = f"Q{svg.points(inner - side * 34, 0, inner, half)}"
    drawing.add(svg.path(f"M{svg.points(end, -half)}L{svg.points(inner, -half)}{bow}L{svg.points(end, half)}Z", fill))
    if waves:
        drawing.add(svg.path(_waves(inner, end, side), "none", colour, 2, 0.13))
    for y in (-half, half):
        drawing.add(svg.line(inner, y, end, y, colour, 4, 0.9))
    drawing.add(svg.path(f"M{svg.points(inner, -half)}{bow}", "none", colour, 4, 0.9))
    return drawing


def _waves(inner: float, end: float, side: int) -> str:
    r = HEIGHT / 4
    left, right = min(inner, end), max(inner, end)
    keep_left = left + (8 if side < 0 else r * 0.6)
    keep_right = right - (r * 1.1 if side < 0 else 8)
    data = ""
    for row in range(4):
        x = left + r * (1 + row % 2)
        while x < right:
            if keep_left < x < keep_right:
                for share in (0.94, 0.6, 0.28):
                    q = r * share
                    y = HEIGHT / 2 - row * r
                    data += f"M{svg.points(x - q, y)}A{svg.points(q, q)} 0 0 1 {svg.points(x + q, y)}"
            x += 2 * r
    return data


def beat_line(radius: float, side: int, *, lit: bool, strong: bool) -> Drawing:
    """Return the piece of a circle around the disc that crosses a ribbon; the origin lies on the ribbon's middle."""
    reach = 60
    angle = math.asin(reach / radius)
    middle = 0 if side > 0 else math.pi
    bend = radius - math.sqrt(radius * radius - reach * reach)
    drawing = Drawing(-bend - 8, -reach - 5, 2 * bend + 16, 2 * reach + 10)
    data = svg.arc(-side * radius, 0, radius, middle - angle, middle + angle)
    colour, seen = ("#FFE3A0", 0.6) if lit else (CREAM, 0.42)
    drawing.add(svg.path(data, "none", colour, 6 if strong else 3, seen * (1 if strong else 0.6)))
    return drawing


def stroke_mark(player: int, radius: float) -> Drawing:
    """Return a stroke of a player's own."""
    return _mark_drawing(radius, mark(player, 0, 0, radius, PLAYERS[player].main, INK, 3))


def echo_mark(player: int, radius: float) -> Drawing:
    """Return the hollow echo of `player`'s stroke, as it shows on the partner's ribbon."""
    colours = PLAYERS[player]
    shape = mark(player, 0, 0, radius * 0.92, mix(colours.dark, INK, 0.35), colours.main, 3.5, 0.95)
    return _mark_drawing(radius, shape)


def matched_mark(player: int, radius: float) -> Drawing:
    """Return a stroke that the partner met: a cream ring inside, a soft light around."""
    drawing = _mark_drawing(radius)
    reach = min(radius * 2.2, HEIGHT / 2 + 4)
    drawing.add(
        drawing.glow(0, 0, reach, PLAYERS[player].main, 0.6),
        mark(player, 0, 0, radius, PLAYERS[player].main, INK, 3),
        mark(player, 0, 0, radius * 0.62, "none", CREAM, 4),
    )
    return drawing


def _mark_drawing(radius: float, *shapes: str) -> Drawing:
    reach = max(radius * 1.3 + 4, HEIGHT / 2 + 6)
    drawing = Drawing(-reach, -reach, 2 * reach, 2 * reach)
    drawing.add(*shapes)
    return drawing


def place_on_ribbon(player: int, age_s: float, beat_s: float, outer: float) -> float:
    """Return how far right of the disc's centre a stroke of this age stands, stage units; it takes 8 beats inward."""
    start = outer - OUTER_MARGIN
    travelled = age_s / (8 * beat_s)
    return _SIDES[player] * (start - travelled * (start - FLOW_END))

"""The drum kits: in front of their drummers, and seen from above. Both have the hat on the viewer's left."""

from collections.abc import Mapping

from game.ui import svg
from game.ui.shapes import KEY_COLOURS, half_heart, heart, key_glyph
from game.ui.svg import Drawing
from game.ui.theme import CREAM, INDIGO, INK, NIGHT, PLAYERS, mix

PAD_PLACES = {
    "kick": (0, -100), "snare": (-158, -186), "tom1": (-62, -262), "tom2": (62, -262), "floor": (164, -176),
    "hat": (-236, -268), "crash": (-176, -392), "ride": (196, -376),
}  # fmt: skip
"""Where each drum of the front view stands, seen from the floor point."""
DRUM_OF_PAD = {
    "kick": "kick", "snare": "snare", "snare_rim": "snare", "tom1": "tom1", "tom2": "tom2", "tom3": "floor",
    "hat_closed": "hat", "hat_open": "hat", "hat_pedal": "hat", "crash": "crash", "ride": "ride", "hit": "snare",
}  # fmt: skip
"""Which drum of the picture a pad is."""
_METAL, _METAL_DARK = "#8E93C4", "#5A5F99"
_CYMBALS = {"hat": (62, 0), "crash": (84, -12), "ride": (92, 12)}
_DRUMS = {"tom1": (66, 22, 36), "tom2": (66, 22, 36), "floor": (76, 25, 78), "snare": (72, 24, 36)}
_MAP_PLACES = {
    "crash": (-0.68, -0.36, 0.25), "ride": (0.72, -0.30, 0.28), "kick": (0, 0.30, 0.32), "tom1": (-0.24, -0.06, 0.18),
    "tom2": (0.20, -0.06, 0.18), "hat": (-0.88, 0.30, 0.20), "snare": (-0.40, 0.46, 0.20), "floor": (0.46, 0.44, 0.24),
}  # fmt: skip


def stands() -> str:
    """Return the shadow and the cymbal stands, which are behind the drummer."""
    shape = svg.ellipse(0, 0, 300, 22, INK, opacity=0.34)
    for cymbal in _CYMBALS:
        x, y = PAD_PLACES[cymbal]
        shape += svg.line(x * 0.98, y + 4, x * 0.92, -20, _METAL_DARK, 8)
        shape += "".join(svg.line(x * 0.92, -30, x * 0.92 + foot, 0, _METAL_DARK, 8) for foot in (-26, 26))
    return shape


def front(drawing: Drawing, player: int, *, flip: bool = False) -> str:
    """Return the drums and cymbals in front of the drummer, unlit.

    Args:
        drawing: where they will stand.
        player: 0 or 1.
        flip: the whole will be mirrored, so the sign on the kick drum, which must not be, is mirrored here.
    """
    shape = cymbal("crash") + cymbal("ride") + _lower_hat() + cymbal("hat") + _kick(drawing, player, flip=flip)
    shape += svg.line(-62, -210, -62, -240, _METAL_DARK, 8) + svg.line(62, -210, 62, -240, _METAL_DARK, 8)
    shape += drum("tom1", player) + drum("tom2", player)
    shape += "".join(svg.line(164 + q, -130, 164 + q * 1.1, -4, _METAL_DARK, 7) for q in (-40, 40))
    shape += svg.line(-158, -140, -158, -40, _METAL_DARK, 8)
    shape += svg.line(-158, -44, -194, 0, _METAL_DARK, 7) + svg.line(-158, -44, -122, 0, _METAL_DARK, 7)
    return shape + drum("floor", player) + drum("snare", player)


def _lower_hat() -> str:
    x, y = PAD_PLACES["hat"]
    return svg.ellipse(x, y + 9, 62, 9, "#B98638")


def _kick(drawing: Drawing, player: int, *, flip: bool) -> str:
    own = -1 if (player == 0) != flip else 1
    colour, other = PLAYERS[player].main, -own
    shape = "".join(svg.line(side * 84, -60, side * 118, 0, _METAL_DARK, 9) for side in (-1, 1))
    skin = drawing.linear(0, -194, 0, -14, (0, "#F6EEE6"), (1, "#D8D0E2"))
    shape += (
        svg.circle(0, -104, 108, NIGHT) + svg.circle(0, -104, 101, "none", colour, 9) + svg.circle(0, -104, 90, skin)
    )
    shape += svg.circle(0, -104, 50, "none", mix("#C4BCD6", colour, 0.25), 3)
    shape += half_heart(0, -108, 34, other, mix("#CFC7DE", colour, 0.35))
    return shape + half_heart(0, -108, 34, own, colour)


def drum(name: str, player: int, *, lit: bool = False) -> str:
    """Return one drum: shell, head and rim."""
    (x, y), (rx, ry, shell), colours = PAD_PLACES[name], _DRUMS[name], PLAYERS[player]
    p = svg.points
    near = f"A{p(rx - 5, ry * 0.8)} 0 0 0 {p(x + rx - 5, y + shell)}L{p(x + rx, y)}"
    shape = svg.path(f"M{p(x - rx, y)}L{p(x - rx + 5, y + shell)}{near}Z", INDIGO)
    shade = f"M{p(x + rx * 0.2, y + ry * 0.9)}L{p(x + rx * 0.2, y + shell + ry * 0.8)}{near}"
    shape += svg.path(f"{shade}A{p(rx, ry)} 0 0 1 {p(x + rx * 0.2, y + ry)}Z", NIGHT)
    head = mix("#E9E3F2", colours.light, 1.0 if lit else 0.2)
    ring = colours.main if lit else "#C9C2DC"
    return (
        shape
        + svg.ellipse(x, y, rx, ry, head, colours.main if lit else _METAL, 7)
        + svg.ellipse(x, y, rx * 0.62, ry * 0.6, "none", ring, 2.5)
    )


def cymbal(name: str, *, lit: bool = False) -> str:
    """Return one cymbal."""
    rx, turn = _CYMBALS[name]
    shape = svg.ellipse(0, 0, rx, rx * 0.15, "#FFE9B0" if lit else "#E5B85C")
    shape += svg.path(f"M{-rx} 0A{rx} {svg.number(rx * 0.15)} 0 0 0 {rx} 0Z", "#E5B85C" if lit else "#B98638")
    return svg.group(svg.place(*PAD_PLACES[name], 1, turn), shape + svg.ellipse(0, -6, rx * 0.2, 6, "#F5D58C"))


def struck(name: str, player: int) -> Drawing:
    """Return what lights up when a drum is struck, to be laid over the kit; the origin is the floor point."""
    colour = PLAYERS[player].main
    x, y = PAD_PLACES[name]
    if name in _CYMBALS:
        rx, turn = _CYMBALS[name]
        drawing = Drawing(x - rx * 1.8, y - rx * 1.2, rx * 3.6, rx * 2.4)
        light = drawing.flat_glow(0, 0, rx * 1.7, rx * 0.95, colour, 0.8)
        drawing.add(svg.group(svg.place(x, y, 1, turn), light), cymbal(name, lit=True))
    elif name == "kick":
        drawing = Drawing(-200, -300, 400, 400)
        ring = svg.circle(0, -104, 101, "none", mix(colour, "#FFFFFF", 0.35), 9)
        drawing.add(drawing.glow(0, -100, 190, colour, 0.55), ring, svg.circle(0, -104, 50, "none", colour, 3))
    else:
        rx, ry, shell = _DRUMS[name]
        drawing = Drawing(x - rx * 2.2, y - ry * 4.4, rx * 4.4, ry * 8.8 + shell)
        drawing.add(drawing.flat_glow(x, y, rx * 2.1, ry * 4.2, colour, 0.75), drum(name, player, lit=True))
    return drawing


def from_above(
    drawing: Drawing,
    at: tuple[float, float, float],
    player: int | None = None,
    *,
    lit: str | None = None,
    keys: Mapping[str, str] | None = None,
    flip: bool = False,
) -> str:
    """Return a kit seen from above, its drummer at the lower edge.

    Args:
        drawing: where it will stand (for its light).
        at: middle x, middle y, size.
        player: whose colours, or None for cream.
        lit: a drum that glows.
        keys: menu keys to show on drums, such as `{"snare": "choose"}`.
        flip: mirrored, as a left-handed player sits.
    """
    colour = CREAM if player is None else PLAYERS[player].main
    shape = ""
    for name in _MAP_PLACES:
        x, y, r = map_place(name, at, flip=flip)
        if name == lit:
            shape += drawing.glow(x, y, r * 1.9, colour, 0.6)
        shape += _seen_from_above(name, x, y, r, colour if name == lit else None)
        if keys and name in keys:
            shape += _key_on(x, y, r, keys[name])
    return shape


def _key_on(x: float, y: float, r: float, key: str) -> str:
    return svg.circle(x, y, r * 0.9, KEY_COLOURS[key]) + key_glyph(x, y, r * 0.42, key)


def struck_above(name: str, size: float, player: int, key: str | None = None) -> Drawing:
    """Return one drum of the kit seen from above as it lights up, around its own middle, for a kit of this size."""
    r, colour = _MAP_PLACES[name][2] * size, PLAYERS[player].main
    drawing = Drawing(-2 * r, -2 * r, 4 * r, 4 * r)
    drawing.add(drawing.glow(0, 0, r * 1.9, colour, 0.6), _seen_from_above(name, 0, 0, r, colour))
    if key is not None:
        drawing.add(svg.circle(0, 0, r * 1.14, "none", colour, 7), _key_on(0, 0, r * 0.8, key))
    return drawing


def _seen_from_above(name: str, x: float, y: float, r: float, light: str | None) -> str:
    if name in _CYMBALS:
        metal = INK if light else mix("#9C7C4A", "#F0C774", 0.35)
        shape = svg.circle(x, y, r, light or mix("#3C3457", NIGHT, 0.2), CREAM if light else metal, 6)
        return shape + svg.circle(x, y, r * 0.62, "none", metal, 2.5, 0.6) + svg.circle(x, y, r * 0.2, metal)
    edge = mix("#7C82C0", CREAM, 0.15)
    shape = svg.circle(x, y, r, light or mix(NIGHT, "#3A4186", 0.35), CREAM if light else edge, 6)
    if name == "kick":
        return shape + heart(x, y - r * 0.38, r * 0.26, INK if light else edge)
    return shape + svg.circle(x, y, r * 0.68, "none", INK if light else mix(edge, INK, 0.5), 2.5, 0.6)


def map_place(name: str, at: tuple[float, float, float], *, flip: bool = False) -> tuple[float, float, float]:
    """Return middle and radius of one drum of the kit seen from above."""
    ux, uy, share = _MAP_PLACES[name]
    return at[0] + (-ux if flip else ux) * at[2], at[1] + uy * at[2], share * at[2]

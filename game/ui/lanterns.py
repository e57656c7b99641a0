"""Stone lanterns along the path, hanging lanterns on the cord and on the thread."""

from game.ui import svg
from game.ui.svg import Drawing
from game.ui.theme import INK, NIGHT, mix

STONE_PLACES = (
    (922, 872, 0.30), (998, 872, 0.30), (888, 906, 0.44), (1032, 906, 0.44),
    (838, 956, 0.64), (1082, 956, 0.64), (764, 1030, 0.92), (1156, 1030, 0.92),
)  # fmt: skip
"""(x, y, scale) of the eight stone lanterns, far to near: stage units."""


def stone_light(scale: float) -> Drawing:
    """Return the light around a burning stone lantern that stands on the origin."""
    drawing = Drawing(-155 * scale, -305 * scale, 310 * scale, 335 * scale)
    light = drawing.glow(0, -150, 150, "#FFB648", 0.62) + drawing.flat_glow(0, 2, 110, 24, "#FFC766", 0.6)
    drawing.add(svg.group(svg.place(0, 0, scale), light))
    return drawing


def stone(scale: float, *, lit: bool, t: float) -> Drawing:
    """Return a stone lantern that stands on the origin, at daylight `t`."""
    body, dark, light = mix("#514C84", "#A79AA8", t), mix("#3E3A70", "#85788F", t), mix("#6A649C", "#C9BBBE", t)
    fire = "#FFE7A3" if lit else mix(INK, dark, 0.3)
    parts = [
        svg.ellipse(0, 2, 52, 9, INK, opacity=0.28),
        svg.path("M-44 0L-38 -16L38 -16L44 0Z", dark),
        svg.rect(-30, -26, 60, 12, 5, body),
        svg.path("M-15 -26L-13 -104L13 -104L15 -26Z", body),
        svg.path("M4 -26L4 -104L13 -104L15 -26Z", dark),
        svg.rect(-18, -70, 36, 9, 4, light),
        svg.path("M-34 -118L-20 -104L20 -104L34 -118Z", dark),
        svg.rect(-36, -126, 72, 10, 4, body),
        svg.rect(-26, -174, 52, 48, 3, body),
        svg.rect(-18, -168, 36, 38, 6, fire),
        _flame() if lit else svg.rect(-2.4, -168, 4.8, 38, 0, body),
        svg.path(
            "M-60 -176Q-34 -184 -18 -206L18 -206Q34 -184 60 -176Q56 -170 48 -172L-48 -172Q-56 -170 -60 -176Z", light
        ),
        svg.path("M0 -206L18 -206Q34 -184 60 -176Q56 -170 48 -172L4 -172Z", body),
        svg.rect(-9, -214, 18, 9, 4, dark),
        svg.path("M0 -238C10 -228 12 -222 12 -219A12 9 0 0 1 -12 -219C-12 -222 -10 -228 0 -238Z", light),
    ]
    drawing = Drawing(-62 * scale, -240 * scale, 124 * scale, 254 * scale)
    drawing.add(svg.group(svg.place(0, 0, scale), *parts))
    return drawing


def _flame() -> str:
    flame = "M0 -164C9 -154 11 -148 11 -143A11 11 0 0 1 -11 -143C-11 -148 -6 -152 0 -164Z"
    return svg.path(flame, "#FF9D3C") + svg.circle(0, -141, 5.5, "#FFF6D6")


def hanging_shape(drawing: Drawing, lit: float, *, glass: str | None = None) -> str:
    """Return a bronze lantern hung on a short line above the origin, `lit` 0 to 1; a `glass` colour sheds no light."""
    halo = glass is None
    bronze, dark = mix("#6C5A78", "#B98240", lit), mix("#4C4062", "#8C5A2C", lit)
    shape = svg.line(0, -62, 0, -34, dark, 3.5)
    if lit > 0 and halo:
        shape += drawing.glow(0, 8, 84, "#FFB648", 0.62 * lit)
    shape += svg.circle(0, -34, 5, bronze)
    shape += svg.path("M-36 -12Q-16 -18 -9 -32L9 -32Q16 -18 36 -12Q33 -7 27 -8L-27 -8Q-33 -7 -36 -12Z", bronze)
    shape += svg.rect(-22, -8, 44, 36, 4, glass or mix(NIGHT, "#FFE7A3", lit))
    if lit > 0 and halo:
        shape += drawing.glow(0, 12, 26, "#FFFFFF", 0.6 * lit)
    shape += "".join(svg.rect(x, -8, 4, 36, 1, dark) for x in (-22, -8.5, 5, 18))
    shape += svg.rect(-22, 7, 44, 4, 1, dark) + svg.rect(-27, 26, 54, 8, 4, bronze)
    return shape + svg.path("M-20 34L-14 41L14 41L20 34Z", dark)


def hanging(scale: float, lit: float, *, glass: str | None = None) -> Drawing:
    """Return a hanging lantern as a picture of its own."""
    drawing = Drawing(-86 * scale, -80 * scale, 172 * scale, 176 * scale)
    drawing.add(svg.group(svg.place(0, 0, scale), hanging_shape(drawing, lit, glass=glass)))
    return drawing


WINDOW = (-8.0, 28.0)
"""Upper and lower edge of a hanging lantern's window, in its own units: what fills while a phrase goes on."""


_SAG = 62
"""How deep the cord's middle is drawn below its ends' height."""
_HUNG = 54
"""From the cord to a lantern's place on a line of its usual length."""


def cord(t: float, drop: float = 0.0) -> Drawing:
    """Return the cord between the branches, seen from the window's upper edge, `drop` stage units above the stage.

    Lanterns stay where they are on the stage: where there is room above it their lines are so much longer.
    """
    drawing = Drawing(580, -20, 760, 60 + drop)
    colour = mix("#6E5A80", "#6B4A4E", t)
    drawing.add(svg.path(f"M590 -12Q960 {_SAG} 1330 -12", "none", colour, 4))
    for x, y in cord_places() if drop else ():
        drawing.add(svg.line(x, y - _HUNG, x, y - _HUNG + drop + 10, colour, 3))
    return drawing


def cord_places() -> tuple[svg.Point, ...]:
    """Return where the eight lanterns hang, stage units: in every window as far from the sun."""
    places = []
    for i in range(8):
        u = (i + 0.5) / 8
        sag = -12 * (1 - u) ** 2 + 2 * _SAG * u * (1 - u) - 12 * u * u
        places.append((590 + 740 * u, sag + _HUNG))
    return tuple(places)

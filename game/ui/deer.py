"""The deer of Nara: they come when it gets light, and bow."""

import math

from game.ui import svg
from game.ui.svg import Drawing, Point
from game.ui.theme import CREAM, INK, ROSE, mix

_SPOTS = (
    (-52, -114), (-36, -120), (-18, -122), (0, -119), (16, -122),
    (-44, -102), (-26, -106), (-8, -108), (10, -107), (-58, -98),
)  # fmt: skip
_BODY = (
    (-64, -124), (-22, -131), (24, -128), (54, -112), (58, -88),
    (30, -72), (-24, -74), (-58, -74), (-76, -92), (-77, -110),
)  # fmt: skip
_BELLY = ((48, -78), (26, -71), (-26, -73), (-40, -76), (-10, -84), (30, -86))
_MUZZLE = "M117 -171C122 -164 116 -157 107 -157C98 -156.5 92 -156.5 86 -157.5C92 -163 104 -170 117 -171Z"
_BOW_DEGREES = 62.0
STRIDE = 20.0
"""How far before and behind its place a hoof is set down: a step of both pairs of legs is four of them."""


def deer(
    scale: float, t: float, *, flip: bool = False, bow: float = 0, antlers: bool = True, stride: float | None = None
) -> Drawing:
    """Return a deer standing on the origin at daylight `t`.

    Args:
        scale: size; 1 is about 260 units tall.
        t: daylight, 0 to 1.
        flip: looks to the left instead of to the right.
        bow: how deep the head goes down, 0 to 1.
        antlers: with or without.
        stride: place in a step, 0 to 1, or None for standing still.
    """
    coat, dark, light = mix("#6B4C63", "#C98A52", t), mix("#553B59", "#A96C41", t), mix("#8A6A7C", "#E6B37E", t)
    hoof = mix(dark, INK, 0.45)
    swing = 0.0 if stride is None else math.sin(2 * math.pi * stride) * STRIDE
    shape = svg.ellipse(-4, 1, 88, 9, INK, opacity=0.25)
    shape += _leg(((-42, -84), (-42 - swing / 2, -44), (-34 - swing, 0)), dark, hoof)
    shape += _leg(((34, -84), (40 + swing / 2, -42), (38 + swing, 0)), dark, hoof)
    spot = mix("#B79CAA", "#FFF0D6", t)
    shape += svg.path("M-70 -122C-88 -118 -92 -104 -84 -94C-78 -98 -70 -108 -66 -114Z", spot)
    shape += svg.path(svg.smooth(_BODY, closed=True), coat) + svg.path(svg.smooth(_BELLY, closed=True), light)
    shape += _leg(((-58, -88), (-66 + swing / 2, -46), (-57 + swing, 0)), coat, hoof, 24)
    shape += _leg(((42, -90), (46 - swing / 2, -44), (50 - swing, 0)), coat, hoof, 19)
    shape += "".join(svg.ellipse(x, y, 3.6, 2.8, spot) for x, y in _SPOTS)
    head = _head(coat, dark, light) + (_antlers(dark, t) if antlers else "")
    shape += svg.group(f"rotate({svg.number(bow * _BOW_DEGREES)} 40 -108)", head)
    drawing = Drawing(-200 * scale, -290 * scale, 400 * scale, 310 * scale)
    drawing.add(svg.group(svg.place(0, 0, scale, flip=flip), shape))
    return drawing


def _leg(joints: tuple[Point, Point, Point], colour: str, hoof: str, thick: float = 15) -> str:
    (x0, y0), (x1, y1), (x2, y2) = joints
    foot = 8
    outline = [
        (x0 - thick / 2, y0), (x1 - foot * 0.62, y1), (x2 - foot / 2, y2),
        (x2 + foot / 2, y2), (x1 + foot * 0.62, y1), (x0 + thick / 2, y0),
    ]  # fmt: skip
    return svg.polygon(outline, colour, colour, 3) + svg.rect(x2 - foot / 2 - 1.5, y2 - 9, foot + 3, 9, 2, hoof)


def _head(coat: str, dark: str, light: str) -> str:
    return "".join((
        svg.path("M20 -124C38 -132 50 -152 60 -178L86 -166C80 -140 72 -116 58 -96C44 -92 26 -104 20 -124Z", coat),
        svg.path("M62 -108C74 -126 80 -146 85 -164L74 -168C70 -142 62 -124 50 -106Z", light, opacity=0.75),
        svg.path("M58 -190C44 -200 36 -212 34 -222C48 -220 60 -210 66 -196Z", dark),
        svg.path(
            "M56 -184C58 -198 74 -204 86 -196C98 -188 110 -180 117 -171C122 -164 116 -157 107 -157"
            "C96 -156 84 -156 76 -160C64 -164 55 -172 56 -184Z",
            coat,
        ),
        svg.path(_MUZZLE, light),
        svg.circle(88, -181, 4.2, INK),
        svg.circle(89.4, -182.6, 1.4, CREAM),
        svg.ellipse(115, -168.5, 3.6, 3, mix(INK, dark, 0.2)),
        svg.path("M64 -192C56 -206 54 -218 56 -228C68 -220 76 -208 76 -198Z", coat),
        svg.path("M65 -196C60 -206 59 -214 60 -220C67 -214 71 -206 71 -200Z", mix(light, ROSE, 0.3)),
    ))  # fmt: skip


def _antlers(dark: str, t: float) -> str:
    horn = mix("#B8A08C", "#8A5A3C", t)
    near = "M74 -196C72 -220 58 -236 60 -262M68 -222C80 -232 86 -240 86 -252M61 -240C52 -246 48 -254 48 -262"
    far = "M82 -196C86 -216 98 -230 96 -252M90 -218C102 -224 108 -232 108 -240"
    return svg.path(near, "none", horn, 6) + svg.path(far, "none", mix(horn, dark, 0.35), 6)

"""Nara at any hour between dusk and dawn: sky, hills, pagoda, trees, meadow and path."""

# ruff: noqa: PLR0917 - a shape's place, size and paint always come in this order, as in SVG itself

import numpy as np

from game.ui import svg
from game.ui.foliage import cherry_branch, maple_branch, tree
from game.ui.svg import Drawing
from game.ui.theme import CREAM, GOLD, STAGE_WIDTH, Layout, mix

_DUSK_SKY = ((0, "#0C1136"), (0.24, "#1D2160"), (0.46, "#47387F"), (0.60, "#8E5390"), (0.72, "#D87C8C"))
_DAWN_SKY = ((0, "#1B3382"), (0.20, "#3457A8"), (0.40, "#8E86C6"), (0.54, "#F5AE94"), (0.70, "#FFE2A4"))
_FAR_HILLS = (
    (-40, 742), (120, 660), (260, 690), (430, 610), (610, 668), (760, 640), (930, 700), (1130, 640), (1300, 672),
    (1500, 600), (1680, 664), (1960, 620),
)  # fmt: skip
_NEAR_HILLS = (
    (((660, 800), (800, 716), (960, 622), (1075, 596), (1190, 640), (1330, 730), (1500, 800)), 0.55),
    (((560, 830), (740, 760), (900, 690), (1040, 668), (1200, 712), (1380, 776), (1560, 830)), 0.40),
    (((420, 850), (700, 806), (900, 762), (1010, 752), (1220, 790), (1460, 836), (1660, 850)), 0.30),
)
_HILL_COLOURS = (("#3B4679", "#C3CC7C"), ("#34406F", "#A6BF6E"), ("#2D3766", "#86AE66"))
_CHERRY_TREE = (("#8A5A94", "#F9C3CF"), ("#744C88", "#F1A6BA"), ("#A06CA0", "#FFDCE0"))
_MAPLE_TREE = (("#8C4466", "#EE7B45"), ("#74395F", "#D95B3A"), ("#A65A6C", "#F9A45C"))
_BRANCH_SCALE = 0.74
_PAGODA = (716, 838, 452 / 620)


def landscape(layout: Layout, t: float) -> Drawing:
    """Return everything that stands still behind the duet, at daylight `t` (0 dusk to 1 dawn)."""
    drawing = Drawing(*layout.view)
    drawing.add(_sky(drawing, layout, t), *_stars(layout, t))
    drawing.add(
        drawing.flat_glow(960, 510, 900 - 120 * t, 760 - 300 * t, mix("#E2738F", "#FFC98E", t), 0.30 + 0.34 * t)
    )
    drawing.add(_ground(drawing, layout, t))
    return drawing


def skyline(layout: Layout) -> Drawing:
    """Return what stands in front of the sky, without the sky: it covers the sun's rays."""
    drawing = Drawing(*layout.view)
    drawing.add(_ground(drawing, layout, 1.0))
    return drawing


def _ground(drawing: Drawing, layout: Layout, t: float) -> str:
    return _hills(drawing, layout, t) + _woods(layout, t) + _meadow(drawing, layout, t) + _branches(layout, t)


def _between(start: float, end: float, t: float) -> float:
    return start + (end - start) * t


def sky_stops(t: float) -> list[svg.Stop]:
    """Return the colours of the sky from above to the horizon, at daylight `t`."""
    return [
        (_between(dusk[0], dawn[0], t), mix(dusk[1], dawn[1], t))
        for dusk, dawn in zip(_DUSK_SKY, _DAWN_SKY, strict=True)
    ]


def _sky(drawing: Drawing, layout: Layout, t: float) -> str:
    # The gradient keeps to the stage's own height below the horizon, so that a taller sky stays blue longer.
    fill = drawing.linear(0, layout.top * 0.6, 0, 1080, *sky_stops(t))
    return svg.rect(*layout.view, 0, fill)


def _stars(layout: Layout, t: float) -> list[str]:
    rng = np.random.default_rng(3)
    x, y, w, _ = layout.view
    stars = []
    for _ in range(round(70 * w / STAGE_WIDTH)):
        at_x, at_y = rng.uniform(x, x + w), rng.uniform(y, 430)
        seen = max(0.0, (0.75 - max(0.0, at_y) / 620) * (1 - t * 1.25))
        if seen > 0:
            stars.append(svg.circle(at_x, at_y, float(rng.choice((1.2, 1.6, 2.2))), CREAM, opacity=seen))
    return stars


def _widened(ridge: tuple[svg.Point, ...], left: float, right: float) -> list[svg.Point]:
    """Continue a ridge past both ends by its mirror image until it spans the window."""
    spread = list(ridge)
    while spread[0][0] > left:
        edge = spread[0][0]
        spread = [(2 * edge - x, y) for x, y in reversed(spread[1:])] + spread
    while spread[-1][0] < right:
        edge = spread[-1][0]
        spread += [(2 * edge - x, y) for x, y in reversed(spread[:-1])]
    return spread


def _hills(drawing: Drawing, layout: Layout, t: float) -> str:
    low = layout.bottom + 10
    far = _widened(_FAR_HILLS, layout.left, layout.right)
    outline = svg.smooth(far) + f"L{svg.points(far[-1][0], low)}L{svg.points(far[0][0], low)}Z"
    shapes = svg.path(outline, mix("#4A3C82", "#B795C0", t), opacity=0.85)
    haze = 0.10 + 0.22 * t
    shapes += _mist(layout.left - 60, 640, 560 - layout.left, haze) + _mist(1460, 620, layout.right - 1300, haze)
    for (ridge, warmth), colours in zip(_NEAR_HILLS, _HILL_COLOURS, strict=True):
        colour, top = mix(*colours, t), min(y for _, y in ridge)
        fill = drawing.linear(0, top, 0, ridge[-1][1], (0, mix(colour, "#FFE7A0", warmth * t)), (1, colour))
        shapes += svg.path(f"{svg.smooth(ridge)}L{ridge[-1][0]} {low:.0f}L{ridge[0][0]} {low:.0f}Z", fill)
    return shapes


def _mist(x: float, y: float, w: float, opacity: float) -> str:
    rows = ((0, 1.0), (0.16, 0.72), (-0.1, 0.5))
    return "".join(
        svg.rect(x + shift * w, y + 18 * i, w * share, 18, 9, CREAM, opacity=opacity)
        for i, (shift, share) in enumerate(rows)
    )


def _treetops(y: float, left: float, right: float, colour: str, seed: int, sizes: tuple[float, float]) -> str:
    rng = np.random.default_rng(seed)
    x, data = left, f"M{svg.points(left, y + 80)}L{svg.points(left, y)}"
    while x < right:
        w = rng.uniform(*sizes) * 1.4
        x += w
        data += f"A{svg.points(w * 0.55, w * 0.52)} 0 0 1 {svg.points(x, y + rng.uniform(-7, 7))}"
    return svg.path(f"{data}L{svg.points(x, y + 80)}Z", colour)


def _woods(layout: Layout, t: float) -> str:
    back, front = mix("#322F6B", "#7FA276", t), mix("#28295F", "#5E8A6A", t)
    left, right = layout.left - 60, layout.right + 60
    shapes = _treetops(800, left, 640, back, 5, (22, 46)) + _treetops(806, 1330, right, back, 6, (22, 46))
    shapes += _pagoda(t)
    trunk = mix("#2A2354", "#6B4A4E", t)
    for kind, places in (
        (_CHERRY_TREE, ((826, 846, 0.62), (612, 852, 0.8))),
        (_MAPLE_TREE, ((1168, 842, 0.58), (1256, 856, 0.84))),
    ):
        middle, dark, light = (mix(*tone, t) for tone in kind)
        shapes += "".join(tree(x, y, scale, (middle, dark, light), trunk) for x, y, scale in places)
    return shapes + _treetops(846, left, 600, front, 8, (26, 52)) + _treetops(850, 1300, right, front, 9, (26, 52))


def _meadow(drawing: Drawing, layout: Layout, t: float) -> str:
    left, right, low = layout.left - 10, layout.right + 10, layout.bottom + 10
    near, deep = mix("#232A5E", "#7FAE62", t), mix("#161B49", "#3F7A5C", t)
    fill = drawing.linear(0, 846, 0, layout.bottom, (0, mix(near, "#F3E59A", 0.30 * t)), (0.3, near), (1, deep))
    grass = f"M{left:.0f} 872Q480 842 960 850Q1440 842 {right:.0f} 872L{right:.0f} {low:.0f}L{left:.0f} {low:.0f}Z"
    # The path goes on at its own slope where the window is taller than the stage.
    flare = (low - 1090) * 0.8
    foot = f"L{760 - flare:.0f} {low:.0f}L{1160 + flare:.0f} {low:.0f}"
    way = f"M936 850C930 890 880 940 760 1090{foot}L1160 1090C1040 940 990 890 984 850Z"
    sand = drawing.linear(
        0, 850, 0, layout.bottom, (0, mix("#4C477F", "#F6DFAE", t)), (1, mix("#35346E", "#D9B98A", t))
    )
    return svg.path(grass, fill) + svg.path(way, sand)


def _branches(layout: Layout, t: float) -> str:
    lift = layout.top - 14
    left = svg.group(svg.place(layout.left, lift, _BRANCH_SCALE), maple_branch(t))
    right = svg.group(svg.place(layout.right - STAGE_WIDTH * _BRANCH_SCALE, lift, _BRANCH_SCALE), cherry_branch(t))
    return left + right


def _pagoda(t: float) -> str:
    x, base, scale = _PAGODA
    roof, shade = mix("#2A2350", "#5B3A55", t), mix("#1F1B45", "#472F4D", t)
    wall, post = mix("#5A3F70", "#F1CFA8", t), mix("#7A3A55", "#D9583C", t)
    window = mix(mix("#3A2B5E", "#8A5A56", t), "#FFDE8C", min(1.0, 0.1 + 0.9 * t))
    shape = svg.rect(-118, -16, 236, 16, 4, shade) + svg.rect(-98, -30, 196, 16, 4, mix(wall, roof, 0.4))
    foot = -30.0
    for storey in range(5):
        body, foot = _storey(storey, foot, (wall, post, window), (roof, shade), mix(roof, "#FFD9A0", 0.12 + 0.2 * t))
        shape += body
    shape += svg.rect(-13, foot - 12, 26, 14, 3, shade) + svg.rect(-3, foot - 124, 6, 116, 3, shade)
    for ring in range(8):
        shape += svg.rect(-13 + ring * 0.9, foot - 34 - ring * 9.4, 26 - ring * 1.8, 4.6, 2.3, roof)
    shape += svg.circle(0, foot - 124, 7, mix(roof, GOLD, 0.35 + 0.3 * t)) + svg.circle(0, foot - 112, 4.5, roof)
    return svg.group(svg.place(x, base, scale), shape)


def _storey(
    storey: int, foot: float, walls: tuple[str, str, str], roofs: tuple[str, str], edge: str
) -> tuple[str, float]:
    """Return one storey with its roof, and where the next one stands."""
    wall, post, window = walls
    width, height, eaves = 142 - 15 * storey, 46 if storey else 60, 286 - 27 * storey
    top = foot - height
    shape = svg.rect(-width / 2, top, width, height, 0, wall)
    shape += "".join(svg.rect(q * width * 0.94 - 4, top, 8, height, 0, post) for q in (-0.5, -0.17, 0.17, 0.5))
    shape += svg.rect(-width * 0.115, top + 14, width * 0.23, height - 14, 3, window)
    for side in (-0.42, 0.26):
        shape += svg.rect(side * width, top + 16, width * 0.16, height - 30, 2, window)
    return shape + _roof(width, eaves, top, roofs, edge), top - 36


def _roof(width: float, eaves: float, y: float, roofs: tuple[str, str], edge: str) -> str:
    p, half, rise = svg.points, eaves / 2, 38
    beam = f"M{p(-width / 2 - 26, y + 2)}L{p(-width / 2, y + 12)}L{p(width / 2, y + 12)}L{p(width / 2 + 26, y + 2)}Z"
    slope_left = f"C{p(-eaves * 0.36, y - 6, -eaves * 0.25, y - rise * 0.55, -eaves * 0.17, y - rise)}"
    slope_right = f"C{p(eaves * 0.25, y - rise * 0.55, eaves * 0.36, y - 6, half, y - 8)}"
    under = f"Q{p(eaves * 0.3, y + 7, 0, y + 6)}Q{p(-eaves * 0.3, y + 7, -half, y - 8)}Z"
    tiles = f"M{p(-half, y - 8)}{slope_left}L{p(eaves * 0.17, y - rise)}{slope_right}{under}"
    rim = (
        f"M{p(-eaves * 0.46, y - 5)}Q{p(-eaves * 0.28, y + 3, 0, y + 2)}Q{p(eaves * 0.28, y + 3, eaves * 0.46, y - 5)}"
    )
    return svg.path(beam, roofs[1]) + svg.path(tiles, roofs[0]) + svg.path(rim, "none", edge, 2.5)

"""Pads of unknown kind: a row of round pads in the order in which they were met, with the menu keys that they are."""

# ruff: noqa: PLR0917 - a shape's place, size and paint always come in this order, as in SVG itself

from collections.abc import Sequence

from game.ui import svg
from game.ui.shapes import KEY_COLOURS, key_glyph
from game.ui.svg import Drawing
from game.ui.theme import CREAM, NIGHT, PLAYERS, mix

_MOST = 6
_WIDE = 2.6
"""Of the row, in sizes of the kit that would stand there."""


def loose_places(at: tuple[float, float, float], count: int) -> list[tuple[float, float, float]]:
    """Return middle and radius of each pad; `at` is middle x, middle y and size."""
    shown = min(count, _MOST)
    pitch = min(0.72, _WIDE / max(1, shown)) * at[2]
    return [(at[0] + (i - (shown - 1) / 2) * pitch, at[1], pitch * 0.44) for i in range(shown)]


def loose_pads(at: tuple[float, float, float], keys: Sequence[str | None], player: int | None) -> str:
    """Return the row; `at` is middle x, middle y and size, a key of None is a pad that does nothing here."""
    edge = CREAM if player is None else mix("#7C82C0", PLAYERS[player].main, 0.3)
    places = loose_places(at, len(keys))
    return "".join(_pad(x, y, r, key, edge) for (x, y, r), key in zip(places, keys, strict=False))


def struck_loose(r: float, player: int, key: str | None) -> Drawing:
    """Return one pad as it lights up, around its own middle."""
    drawing, colour = Drawing(-2 * r, -2 * r, 4 * r, 4 * r), PLAYERS[player].main
    drawing.add(drawing.glow(0, 0, r * 1.9, colour, 0.6), _pad(0, 0, r, key, CREAM, colour))
    return drawing


def _pad(x: float, y: float, r: float, key: str | None, edge: str, light: str | None = None) -> str:
    shape = svg.circle(x, y, r, light or mix(NIGHT, "#3A4186", 0.35), edge, 6)
    if key is None:
        return shape
    return shape + svg.circle(x, y, r * 0.8, KEY_COLOURS[key]) + key_glyph(x, y, r * 0.38, key)

"""Badges of a round: small round pictures that need no word. Player 1 is a circle, player 2 a diamond."""

import math
from collections.abc import Callable
from typing import Final

from game.session.badges import Badge
from game.ui import svg
from game.ui.shapes import heart, mark, star
from game.ui.theme import GOLD, INK, PAPER, PLAYERS, VERMILION
from game.ui.words import Words

RADIUS: Final = 26
"""How far a medal reaches from its middle at its own size."""
_PALE_RIM, _PALE_FACE = "#B9B3A6", "#9D9891"
_PETALS = 12
_LINE = 3.5


def medal(name: str, x: float, y: float, scale: float = 1.0, *, pale: bool = False) -> str:
    """Return the picture of a badge as a medal with a scalloped golden rim, around a place; `pale`: not earned yet."""
    turns = (2 * math.pi * i / _PETALS for i in range(_PETALS))
    edge, face = (_PALE_RIM, _PALE_FACE) if pale else (GOLD, PAPER)
    rim = "".join(svg.circle(20.5 * math.cos(turn), 20.5 * math.sin(turn), RADIUS - 20.5, edge) for turn in turns)
    veil = svg.circle(0, 0, 22, _PALE_FACE, opacity=0.66) if pale else ""
    return svg.group(svg.place(x, y, scale), rim, svg.circle(0, 0, 20.5, face, edge, 3), PICTURES[name](), veil)


def badge_words(badge: Badge, words: Words) -> str:
    """Return the sentence of a badge."""
    return str(getattr(words.badge, badge.name))


def _dot(player: int, x: float, y: float, r: float = 5) -> str:
    return mark(player, x, y, r, PLAYERS[player].paper)


def _arrow(x1: float, x2: float, y: float) -> str:
    back = 5 if x2 < x1 else -5
    return svg.line(x1, y, x2, y, INK, _LINE) + svg.path(
        f"M{x2 + back} {y - 5}L{x2} {y}L{x2 + back} {y + 5}", "none", INK, _LINE
    )


def _middle() -> str:
    return _dot(0, -15, 0) + _dot(1, 15, 0) + _arrow(-9, -1, 0) + _arrow(9, 1, 0)


def _turns() -> str:
    return _dot(0, 9, -7) + _dot(1, -8, -7) + _dot(1, 9, 8) + _dot(0, -8, 8)


def _gaps() -> str:
    return "".join(_dot(i % 2, x, -5 + 10 * (i % 2)) for i, x in enumerate((-14, -5, 4, 13)))


def _double() -> str:
    return "".join(_dot(0, x, -6, 4) for x in (-14, -5, 4, 13)) + _dot(1, -14, 7) + _dot(1, 4, 7)


def _breath() -> str:
    return "".join(svg.line(x, -tall, x, tall, INK, 4) for x, tall in ((-14, 3), (-7, 7), (0, 13), (7, 7), (14, 3)))


def _fast() -> str:
    return "".join(svg.path(f"M{x} -9L{x + 8} 0L{x} 9", "none", VERMILION, 5) for x in (-13, -4, 5))


def _slow() -> str:
    return svg.path("M-15 4Q-8 -8 0 2Q8 12 15 0", "none", INK, 4) + _dot(0, -4, -9, 4) + _dot(1, 6, -9, 4)


def _gold() -> str:
    return "".join(star(x, y, r, GOLD, INK) for x, y, r in ((0, -7, 9), (-9, 8, 8), (9, 8, 8)))


def _grew() -> str:
    return svg.path("M-15 11L-4 4L4 0L15 -12", "none", INK, 4) + heart(10, -8, 7, VERMILION)


def _returned() -> str:
    way = "M-15 -6Q-7 -6 0 0Q7 6 15 6M-15 6Q-7 6 0 0Q7 -6 15 -6"
    return svg.path(way, "none", INK, _LINE) + svg.circle(0, 0, 5, VERMILION)


def _kept() -> str:
    return svg.circle(0, 0, 14, "none", INK, _LINE) + svg.path("M0 -9L0 0L7 4", "none", VERMILION, 4)


def _at_once() -> str:
    return svg.polygon([(3, -16), (-9, 3), (-1, 3), (-4, 16), (10, -4), (2, -4)], GOLD, INK, 2)


def _lanterns() -> str:
    rows = "".join(svg.rect(x, y, 6, 8, 2, VERMILION) for y in (-11, 3) for x in (-15, -7, 1, 9))
    return rows + svg.line(-17, -14, 17, -14, INK, 2) + svg.line(-17, 0, 17, 0, INK, 2)


def _close() -> str:
    return (
        svg.circle(0, 0, 14, "none", INK, _LINE)
        + svg.circle(0, 0, 7, "none", INK, _LINE)
        + svg.circle(0, 0, 3, VERMILION)
    )


PICTURES: Final[dict[str, Callable[[], str]]] = {
    "middle": _middle,
    "turns": _turns,
    "gaps": _gaps,
    "double": _double,
    "breath": _breath,
    "fast": _fast,
    "slow": _slow,
    "gold": _gold,
    "heart": lambda: heart(0, 1, 14, VERMILION),
    "grew": _grew,
    "returned": _returned,
    "kept": _kept,
    "at_once": _at_once,
    "lanterns": _lanterns,
    "close": _close,
}
"""One picture for each badge of `session.badges`."""

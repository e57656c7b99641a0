"""How well a player lies on a level coarser than one line, where the partner's accents mark that level.

A beginner's quarters against 16ths cannot be judged modulo one 16th (30 ms SD at 125 ms is nearly chance) but can
against the partner's kick and snare.
"""

from math import sqrt
from typing import Final

import numpy as np

from game.rhythm.beam import Floats

_LEVELS: Final = (2, 3, 4, 6, 8)
_PARTNER_LEAST: Final = 0.25
_LEVEL_COST: Final = 0.02
_CHANCE: Final = 0.3


def coarse_quality(
    place: Floats, accent: Floats, partner: Floats, partner_accent: Floats, lines_per_beat: int
) -> float:
    """Return how well own strokes point where the partner's accents do, on the best level that divides the beat.

    Chance is taken off; -1 where no level is marked.

    Args:
        place: Own onsets in lines (not rounded).
        accent: Their accents.
        partner: The partner's onsets in lines.
        partner_accent: Their accents.
        lines_per_beat: Lines of one beat.
    """
    if float(accent.sum()) <= 0 or float(partner_accent.sum()) <= 0:
        return -1.0
    chance = _CHANCE / sqrt(float(accent.sum()) ** 2 / float(accent @ accent))
    best = -1.0
    for level in _LEVELS:
        if lines_per_beat % level:
            continue
        marked = _resultant(partner, partner_accent, level)
        if abs(marked) >= _PARTNER_LEAST:
            own = _resultant(place, accent, level)
            best = max(best, (own * marked.conjugate()).real / abs(marked) - _LEVEL_COST - chance)
    return best


def _resultant(place: Floats, accent: Floats, level: int) -> complex:
    return complex((accent * np.exp(2j * np.pi * place / level)).sum() / accent.sum())

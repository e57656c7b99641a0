"""How many lines of a pulse make a beat, and how fast a player is said to play."""

from typing import Final

import numpy as np

from game.rhythm.path import Labels

LEVELS: Final = np.array([1, 2, 3, 4, 6, 8])
"""Candidate lines per beat."""
PREFERRED_BEAT_S: Final = 0.52
_SPREAD: Final = 0.35
_TERNARY: Final = LEVELS % 3 == 0
_TERNARY_COST: Final = 0.25
_TERNARY_EVIDENCE: Final = 0.4
"""Accents in threes weaker than this do not carry a ternary beat: at 84 BPM three 16ths lie nearer to the preferred
beat than four, whatever is played."""
_TERNARY_DOUBT: Final = 1.5
_ACCENT_VOTE: Final = 1.5
_HELD_BONUS: Final = 0.4
_NO_ACCENT: Final = 0.4
"""Concentration granted to a beat of one line, which accents cannot speak about."""
VOTE_S: Final = 6.0


def lines_per_beat(line_s: float, labels: Labels, held: int | None) -> int:
    """Return how many lines make a beat: near .52 s, where the accents fall, and rather as it was before.

    Only units depend on it (windows in beats, the BPM shown, groove bars); the score survives a wrong m.
    """
    on_line = ~labels.outlier
    line, accent = labels.line[on_line], labels.accent[on_line]
    concentration = np.zeros(len(LEVELS))
    if len(line) > 3:
        turns = np.exp(2j * np.pi * line / LEVELS[:, None])
        concentration = np.abs((accent * turns).sum(axis=1)) / max(float(accent.sum()), 1e-9)
    concentration[0] = _NO_ACCENT
    distance = 0.5 * (np.log(LEVELS * line_s / PREFERRED_BEAT_S) / _SPREAD) ** 2
    doubt = _TERNARY_DOUBT * max(_TERNARY_EVIDENCE - float(concentration[2]), 0.0)
    ternary = _TERNARY * (_TERNARY_COST + doubt)
    cost = distance + ternary - _ACCENT_VOTE * concentration - _HELD_BONUS * (held == LEVELS)
    return int(LEVELS[np.argmin(cost)])


def shown_period(line_s: float, beat_s: float) -> float:
    """Return the multiple or fraction of a player's line period that comes nearest to the beat, s."""
    if line_s <= beat_s:
        return line_s * max(1, round(beat_s / line_s))
    return line_s / max(1, round(line_s / beat_s))

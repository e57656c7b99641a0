"""How many lines of a pulse make a beat, and how fast a player is said to play."""

from typing import Final

import numpy as np

from game.rhythm.beam import Floats, Ints
from game.rhythm.path import Labels

LEVELS: Final = np.array([1, 2, 3, 4, 6, 8])
"""Candidate lines per beat."""
PREFERRED_BEAT_S: Final = 0.52
_SPREAD: Final = 0.35
_TERNARY_COST: Final = 1.7 * (LEVELS % 3 == 0)
"""At 84 BPM three 16ths lie nearer to the preferred beat than four: what is played must speak for threes."""
_SINGLE: Final = 0.6 * (LEVELS == 1)
"""Granted to a beat of one line, which accents cannot speak for."""
_ACCENT_VOTE: Final = 3.0
_REPEAT_VOTE: Final = 5.0
_REPEATS: Final = (1, 2, 4)
"""Beats after which a groove is looked for again."""
_HELD_BONUS: Final = 0.5
VOTE_S: Final = 6.0


def lines_per_beat(line_s: float, labels: Labels, held: int | None) -> int:
    """Return how many lines make a beat: near .52 s, where accents fall, after which the groove comes again.

    Only units depend on it (windows in beats, the BPM shown, groove bars); the score survives a wrong m. The weights
    were fitted to people who played to a click and to simulated grooves, and tried on drummers left out.
    """
    on_line = ~labels.outlier
    line, accent = labels.line[on_line], labels.accent[on_line]
    votes = _SINGLE + _HELD_BONUS * (held == LEVELS)
    if len(line) > 3:
        votes += _ACCENT_VOTE * _concentration(line, accent) + _REPEAT_VOTE * _repetition(line)
    distance = 0.5 * (np.log(LEVELS * line_s / PREFERRED_BEAT_S) / _SPREAD) ** 2
    return int(LEVELS[np.argmin(distance + _TERNARY_COST - votes)])


def _concentration(line: Ints, accent: Floats) -> Floats:
    """Return how far the accents fall on one line of each beat, 0 to 1; a beat of one line says nothing."""
    turns = np.exp(2j * np.pi * line / LEVELS[:, None])
    share = np.abs((accent * turns).sum(axis=1)) / max(float(accent.sum()), 1e-9)
    return np.asarray(np.where(LEVELS == 1, 0.0, share), dtype=np.float64)


def _repetition(line: Ints) -> Floats:
    """Return how much oftener than by chance the strokes come again after one, two and four beats of each level."""
    struck = np.zeros(int(np.ptp(line)) + 1)
    struck[line - line.min()] = 1.0
    again = [[_likeness(struck, beats * level) for beats in _REPEATS] for level in LEVELS.tolist()]
    known = [[share for share in row if share is not None] for row in again]
    chance = float(struck.mean())
    return np.array([sum(row) / len(row) - chance if row else 0.0 for row in known])


def _likeness(struck: Floats, lag: int) -> float | None:
    """Return the cosine between a groove and itself some lines later, or None where it is too short to tell."""
    if lag >= len(struck) - 2:
        return None
    later, earlier = struck[lag:], struck[:-lag]
    both = float((later @ later) * (earlier @ earlier))
    return float(later @ earlier) / both**0.5 if both else 0.0


def shown_period(line_s: float, beat_s: float) -> float:
    """Return the multiple or fraction of a player's line period that comes nearest to the beat, s."""
    if line_s <= beat_s:
        return line_s * max(1, round(beat_s / line_s))
    return line_s / max(1, round(line_s / beat_s))

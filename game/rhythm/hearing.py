"""What a simulated drummer makes of a partner's onsets: their tempo, and how finely they divide the beat."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

CHORD_S: Final = 0.030
"""Onsets closer than this are one stroke: flams and chords."""
_MEMORY_BEATS: Final = 10.0
_MEMORY_ONSETS: Final = 48
_PLACED_ONSETS: Final = 12
_FEWEST_ONSETS: Final = 5
_FEWEST_BEATS: Final = 3.5
_CLEAR: Final = 0.70
"""Resultant from which a pulse is heard at all: 16 onsets at random times reach it in about 2 % of trials."""
_LOG_RATIO: Final[NDArray[np.float64]] = np.arange(-26, 27) / 100
"""Tempos looked for: up to 1.3 times slower or faster than the own one. At 4/3 a swung beat would pass for four of its
triplets; double and half time are the same pulse."""
_UNLIKELY: Final[NDArray[np.float64]] = 0.15 * (_LOG_RATIO / 0.26) ** 2
_LINES: Final = ((1, 0.00), (2, 0.05), (4, 0.10), (3, 0.15))
"""Lines per beat with the resultant each must be better by: the coarsest division that explains the onsets wins."""
_REPEAT_BEATS: Final = 4.0
_REPEAT_WORTH: Final = 0.40
"""Worth of a groove that comes again after a bar: it tells a swung beat from four of its triplets."""
_REPEAT_TOLERANCE: Final = 0.06
"""How exactly, in beats, an onset must come again."""
_REPEAT_VELOCITY: Final = 0.3
"""How differently loud a stroke must be to be another stroke: a kick under a hat does not come again as a hat."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One impression of the partner."""

    log_ratio: float
    """ln(partner's beat period / own beat period); negative = the partner is faster."""
    lines: int
    """Into how many equal parts the partner divides the beat: 1, 2, 3 or 4."""


class Ear:
    """Remembers the partner's last onsets and finds the pulse that they have in common."""

    def __init__(self) -> None:
        """Begin without having heard anything."""
        self._onsets: deque[tuple[float, float]] = deque(maxlen=_MEMORY_ONSETS)

    def add(self, time_s: float, velocity: float) -> None:
        """Remember an onset; notes of one chord count once, as loud as the loudest."""
        if self._onsets and abs(time_s - self._onsets[-1][0]) < CHORD_S:
            first_s, loudest = self._onsets.pop()
            time_s, velocity = first_s, max(loudest, velocity)
        self._onsets.append((time_s, velocity))

    def listen(self, period_s: float) -> Heard | None:
        """Return the partner's tempo and division against the own beat of `period_s`, or None while nothing is clear.

        For every tempo near the own one the onsets are wound round a circle of one beat (and of a half, a third
        and a quarter of it); the tempo and division with the longest resultant win, with a bonus for tempos at
        which the groove repeats after a bar.
        """
        onsets = self._recent(period_s)
        if onsets is None:
            return None
        times_s, loudness = onsets
        weights = loudness / loudness.sum()
        turns = np.exp(2j * np.pi * times_s / (period_s * np.exp(_LOG_RATIO))[:, None])
        resultants = [(np.abs((turns**lines) @ weights), handicap, lines) for lines, handicap in _LINES]
        bonus = _REPEAT_WORTH * _repetition(times_s, loudness, period_s * np.exp(_LOG_RATIO)) - _UNLIKELY
        merits = np.array([length - handicap + bonus for length, handicap, _ in resultants])
        row, column = np.unravel_index(int(merits.argmax()), merits.shape)
        length, _, lines = resultants[int(row)]
        return Heard(float(_LOG_RATIO[column]), lines) if length[column] >= _CLEAR else None

    def lines_against(self, position_of: Callable[[float], float]) -> int:
        """Return the division of the own beat on whose lines the partner's last onsets lie best.

        Unlike the one that `listen` finds, it knows the phase: a partner on the off-beat divides the beat in two.
        """
        times_s, loudness = np.array(list(self._onsets)[-_PLACED_ONSETS:]).T
        positions = np.array([position_of(time_s) for time_s in times_s])
        merits = [
            float(np.cos(2 * np.pi * lines * positions) @ loudness / loudness.sum()) - handicap
            for lines, handicap in _LINES
        ]
        return _LINES[int(np.argmax(merits))][0]

    def _recent(self, period_s: float) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """Return times before the last onset (s) and velocities, or None where there are too few."""
        if not self._onsets:
            return None
        times_s, loudness = np.array(self._onsets).T
        recent = times_s > times_s[-1] - _MEMORY_BEATS * period_s
        recent[-_FEWEST_ONSETS - 1 :] = True
        times_s, loudness = times_s[recent] - times_s[-1], loudness[recent]
        if len(times_s) < _FEWEST_ONSETS or -times_s[0] < _FEWEST_BEATS * period_s or loudness.sum() <= 0:
            return None
        return times_s, loudness


def _repetition(
    times_s: NDArray[np.float64], loudness: NDArray[np.float64], periods_s: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return for each period the share of onsets that also came, as loud, a bar earlier, 0 to 1."""
    bar_s, tolerance_s = _REPEAT_BEATS * periods_s, _REPEAT_TOLERANCE * periods_s
    later, earlier = np.tril_indices(len(times_s), -1)
    alike = np.clip(1 - np.abs(loudness[later] - loudness[earlier]) / _REPEAT_VELOCITY, 0, 1)
    again = (np.abs(times_s[later] - times_s[earlier] - bar_s[:, None]) < tolerance_s[:, None]) @ alike
    could = (times_s > times_s[0] + (bar_s - tolerance_s)[:, None]).sum(axis=1)
    return np.where(could < _FEWEST_ONSETS, 0.5, np.minimum(again / np.maximum(could, 1), 1.0))

"""Which beats the two are shown: always both on one level, so that the numbers say how far apart the tempos are.

Who plays quarters and who plays eighths share a beat. Where a joint grid tells which, it is asked; before that each has
an own tempo on a level of its own, and one of them is told as its half or double.
"""

from math import exp, log
from typing import Final

from game.rhythm.grid import SharedGrid
from game.rhythm.lock import SHARED_QUALITY
from game.rhythm.ratio import SIMPLE, Ratio, RatioTracker, log_difference

Beats = tuple[float | None, float | None]
"""Period of each player's beat, s, or None where none is known."""
_SHARED_BEATS: Final = 2.0
"""A grid is believed once it has been good for so long."""
_KEPT_S: Final = 8.0
"""The level of a joint beat is kept for so long after it: the groove is most likely still felt as it was."""
_OCTAVES: Final = tuple(ratio for ratio in SIMPLE if max(ratio) not in (3, 6))
_THIRDS: Final = tuple(ratio for ratio in SIMPLE if max(ratio) in (3, 6))
_BETTER_BY: Final = 0.12
"""Tempos that lie between two ratios, 100 against 141 BPM, do not go over from one to the other and back, ln."""
_CLEAR, _STILL_CLEAR = 0.04, 0.06
"""Threes and sixes are told as one level only where they leave less than this, ln: half and double are what is felt."""
_LEVELS: Final = (1 / 3, 1 / 2, 1, 2, 3)
_FIRST_BEAT_S: Final = 0.6
"""Where no level has been shown yet the one nearest to this is: 100 BPM, in the middle of what people tap."""


class ShownBeats:
    """Keeps both players' beats on one level, and on the level that was shown before."""

    def __init__(self) -> None:
        """Start with nothing shown."""
        self._ratio = RatioTracker(_BETTER_BY)
        self._good_since_s: float | None = None
        self._level_s = _FIRST_BEAT_S
        self._kept_until_s = float("-inf")

    def believes(self, grid: SharedGrid | None, now_s: float, beat_s: float) -> bool:
        """Take this moment's grid, and tell whether it has been good for long enough to be shown."""
        if grid is None or min(grid.quality) < SHARED_QUALITY:
            self._good_since_s = None
        elif self._good_since_s is None:
            self._good_since_s = now_s
        return self._good_since_s is not None and now_s - self._good_since_s >= _SHARED_BEATS * beat_s

    def shared(self, grid: SharedGrid, lines: int, now_s: float) -> Beats:
        """Return the beats of a grid with so many lines to the beat: the regression is steadier than any filter."""
        first_s, second_s = (lines * slope_s for slope_s in grid.slope_s)
        self._level_s, self._kept_until_s = _middle(first_s, second_s), now_s + _KEPT_S
        return first_s, second_s

    def own(self, first_s: float | None, second_s: float | None, now_s: float, beat_s: float) -> Beats:
        """Return two own beats on one level: the one nearer to what was shown before."""
        if first_s is None or second_s is None:
            return self._kept(first_s, now_s), self._kept(second_s, now_s)
        clear = tuple(ratio for ratio in _THIRDS if self._is_clear(ratio, first_s, second_s))
        _, (a, b) = self._ratio.update(first_s, second_s, now_s=now_s, beat_s=beat_s, among=_OCTAVES + clear)
        levels = (first_s, second_s * a / b), (first_s * b / a, second_s)
        chosen = min(levels, key=lambda beats: abs(log(_middle(*beats) / self._level_s)))
        middle_s = _middle(*chosen)
        self._level_s = self._kept(middle_s, now_s) or middle_s
        first_s, second_s = (beat_s * self._level_s / middle_s for beat_s in chosen)
        return first_s, second_s

    def _is_clear(self, ratio: Ratio, first_s: float, second_s: float) -> bool:
        left = abs(log_difference(first_s, second_s, ratio))
        return left < (_STILL_CLEAR if ratio == self._ratio.ratio else _CLEAR)

    def _kept(self, beat_s: float | None, now_s: float) -> float | None:
        """Return a beat on the level of the joint beat that was shown a moment ago: both count the same lines."""
        if beat_s is None or now_s >= self._kept_until_s:
            return beat_s
        return min((beat_s * level for level in _LEVELS), key=lambda other_s: abs(log(other_s / self._level_s)))


def difference(beats: Beats) -> float | None:
    """Return ln(tempo 1 / tempo 2) of two shown beats, positive = player 1 faster, or None without two."""
    first_s, second_s = beats
    return None if first_s is None or second_s is None else log(second_s / first_s)


def _middle(first_s: float, second_s: float) -> float:
    return exp((log(first_s) + log(second_s)) / 2)

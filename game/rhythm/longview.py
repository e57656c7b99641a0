"""The tempo difference seen over twelve beats: it catches slips that a fresh labelling would hide."""

from collections import deque
from dataclasses import dataclass
from statistics import median
from typing import Final

from game.rhythm.ratio import COMPLEX, SIMPLE, Ratio, RatioTracker, log_difference

_MEMORY_BEATS: Final = 12.0
_VALID_BEATS: Final = 6.0
_FRESH_BEATS: Final = 2.0
_MAX_DIFFERENCE: Final = 0.045
_AGREE: Final = 0.03
_MOVED: Final = (0.05, 0.30)


@dataclass(frozen=True, slots=True)
class LongDifference:
    """What the last twelve beats say."""

    value: float | None = None
    """Median log difference (positive = player 1 faster), or None while there is no valid one."""
    moved: bool = False
    """The newest difference lies 5 to 30 % away from that median: somebody changed tempo at once."""


class LongView:
    """Collects the differences of the own pulses."""

    def __init__(self) -> None:
        """Start empty."""
        self._ratio = RatioTracker()
        self._seen: deque[tuple[float, float, Ratio]] = deque()

    def update(self, period1_s: float, period2_s: float, *, now_s: float, beat_s: float) -> LongDifference:
        """Take the two own periods of one judgement."""
        difference, ratio = self._ratio.update(period1_s, period2_s, now_s=now_s, beat_s=beat_s, among=SIMPLE + COMPLEX)
        moved = self._moved(period1_s, period2_s)
        if abs(difference) < _MAX_DIFFERENCE:
            self._seen.append((now_s, difference, ratio))
        self._seen = deque(row for row in self._seen if now_s - row[0] <= _MEMORY_BEATS * beat_s and row[2] == ratio)
        return LongDifference(self._value(now_s, beat_s), moved)

    def _moved(self, period1_s: float, period2_s: float) -> bool:
        if len(self._seen) < 4:
            return False
        newest = log_difference(period1_s, period2_s, self._seen[-1][2])
        return _MOVED[0] < abs(newest - self._median()) < _MOVED[1]

    def _value(self, now_s: float, beat_s: float) -> float | None:
        if not self._seen or now_s - self._seen[0][0] <= _VALID_BEATS * beat_s:
            return None
        if now_s - self._seen[-1][0] >= _FRESH_BEATS * beat_s:
            return None
        value = self._median()
        return value if abs(self._seen[-1][1] - value) < _AGREE else None

    def _median(self) -> float:
        return median(row[1] for row in self._seen)

"""Which line each onset lies on: the best hypothesis traced back through its parents."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rhythm.beam import BORN, OUTLIER, Floats, Ints

KEEP: Final = 320
_SLACK: Final = 64
REST: Final = 10**4
"""Step over a long rest: labels do not reach across it."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Onsets on the lines of one pulse, oldest first; all arrays have the same length."""

    time_s: Floats
    """Times as the pulse heard them (corrected by half the offset each), s."""
    raw_s: Floats
    """Times as they were played, s."""
    who: Ints
    """0 = player 1, 1 = player 2."""
    line: Ints
    """Line number, 0 = the newest onset's line."""
    outlier: NDArray[np.bool_]
    """Onsets that lie on no line; `line` is then the last line before them."""
    accent: Floats

    def since(self, time_s: float) -> "Labels":
        """Return the labels from `time_s` on."""
        first = int(np.searchsorted(self.time_s, time_s))
        return Labels(*(getattr(self, name)[first:] for name in self.__slots__))

    def later(self, by_s: float) -> "Labels":
        """Return the same labels on a clock that shows `by_s` more."""
        return replace(self, time_s=self.time_s + by_s, raw_s=self.raw_s + by_s)


class LabelPath:
    """Remembers, for the last `KEEP` onsets, the parents and steps of every hypothesis and the best path."""

    def __init__(self) -> None:
        """Start empty."""
        self._count = 0
        self._rows: Floats = np.empty((KEEP + _SLACK, 4))
        self._step: Ints = np.zeros(KEEP + _SLACK, dtype=np.int64)
        self._cut = np.zeros(KEEP + _SLACK, dtype=np.bool_)
        self._parents: list[list[int]] = []
        self._steps: list[list[int]] = []
        self._column: list[int] = []

    def record(self, row: tuple[float, float, int, float], parents: list[int], steps: list[int], best: int) -> None:
        """Add one onset (heard time, played time, who, accent) and trace the best hypothesis back to the known path."""
        if self._count == KEEP + _SLACK:
            self._forget()
        self._rows[self._count] = row
        self._step[self._count] = 0
        self._cut[self._count] = False
        self._count += 1
        self._parents.append(parents)
        self._steps.append(steps)
        self._column.append(-2)
        self._trace(best)

    def _forget(self) -> None:
        for table in (self._rows, self._step, self._cut):
            table[:KEEP] = table[_SLACK:].copy()
        for rows in (self._parents, self._steps, self._column):
            del rows[:_SLACK]
        self._count = KEEP

    def _trace(self, column: int) -> None:
        k = self._count - 1
        while k >= 0 and column >= 0 and self._column[k] != column:
            parent, step = self._parents[k][column], self._steps[k][column]
            self._column[k], self._step[k] = column, step
            self._cut[k] = parent == BORN or step >= REST
            column = parent
            k -= 1

    def recent(self, count: int) -> list[float]:
        """Return the heard times of the last `count` onsets, oldest first."""
        recent: list[float] = self._rows[max(self._count - count, 0) : self._count, 0].tolist()
        return recent

    def labels(self, since_s: float) -> Labels:
        """Return the onsets since `since_s` that the best path reaches without a break."""
        last = max(self._count - 1, 0)
        breaks = np.flatnonzero(self._cut[1 : last + 1] | (self._rows[:last, 0] < since_s))
        known = slice(int(breaks[-1]) + 1 if len(breaks) else 0, self._count)
        step = self._step[known]
        outlier = step == OUTLIER
        walked = np.cumsum(np.where(outlier, 0, step))
        rows = self._rows[known].copy()
        line = walked - walked[-1] if len(walked) else walked
        return Labels(rows[:, 0], rows[:, 1], rows[:, 2].astype(np.int64), line, outlier, rows[:, 3])

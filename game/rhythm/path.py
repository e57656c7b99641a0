"""Which line each onset lies on: the best hypothesis traced back through its parents."""

from dataclasses import dataclass
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


class LabelPath:
    """Remembers, for the last `KEEP` onsets, the parents and steps of every hypothesis and the best path."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: list[tuple[float, float, int, float]] = []
        self._parents: list[list[int]] = []
        self._steps: list[list[int]] = []
        self._column: list[int] = []
        self._step: list[int] = []
        self._cut: list[bool] = []

    def record(self, row: tuple[float, float, int, float], parents: list[int], steps: list[int], best: int) -> None:
        """Add one onset (heard time, played time, who, accent) and trace the best hypothesis back to the known path."""
        self._rows.append(row)
        self._parents.append(parents)
        self._steps.append(steps)
        self._column.append(-2)
        self._step.append(0)
        self._cut.append(False)
        self._forget()
        self._trace(best)

    def _forget(self) -> None:
        if len(self._rows) > KEEP + _SLACK:
            for rows in (self._rows, self._parents, self._steps, self._column, self._step, self._cut):
                del rows[:_SLACK]

    def _trace(self, column: int) -> None:
        k = len(self._rows) - 1
        while k >= 0 and column >= 0 and self._column[k] != column:
            parent, step = self._parents[k][column], self._steps[k][column]
            self._column[k], self._step[k] = column, step
            self._cut[k] = parent == BORN or step >= REST
            column = parent
            k -= 1

    def recent(self, count: int) -> list[float]:
        """Return the heard times of the last `count` onsets, oldest first."""
        return [row[0] for row in self._rows[-count:]]

    def labels(self, since_s: float) -> Labels:
        """Return the onsets since `since_s` that the best path reaches without a break."""
        first = len(self._rows) - 1
        while first > 0 and not self._cut[first] and self._rows[first - 1][0] >= since_s:
            first -= 1
        rows = self._rows[max(first, 0) :]
        step = np.array(self._step[max(first, 0) :], dtype=np.int64)
        outlier = step == OUTLIER
        walked = np.cumsum(np.where(outlier, 0, step))
        table = np.array(rows, dtype=np.float64).reshape(-1, 4)
        line = walked - walked[-1] if len(walked) else walked
        return Labels(table[:, 0], table[:, 1], table[:, 2].astype(np.int64), line, outlier, table[:, 3])

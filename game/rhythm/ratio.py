"""Which simple ratio two periods stand in (half, double, three to two...), kept until another is clearly better."""

from collections.abc import Sequence
from math import log
from typing import Final

Ratio = tuple[int, int]
"""(a, b): the period of player 1 is a / b times the period of player 2."""

SIMPLE: Final[tuple[Ratio, ...]] = (
    (1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (4, 1), (1, 4), (6, 1), (1, 6), (8, 1), (1, 8),
)  # fmt: skip
COMPLEX: Final[tuple[Ratio, ...]] = ((3, 2), (2, 3), (4, 3), (3, 4))
_COMPLEXITY_COST: Final = 0.004
_BETTER_BY: Final = 0.02
_AFTER_BEATS: Final = 3.0
_AT_ONCE: Final = 0.25


def log_difference(period1_s: float, period2_s: float, ratio: Ratio) -> float:
    """Return ln(tempo 1 / tempo 2) after folding by `ratio`; positive = player 1 faster."""
    a, b = ratio
    return log(a * period2_s / (b * period1_s))


def cost(period1_s: float, period2_s: float, ratio: Ratio) -> float:
    """Return how badly a ratio explains two periods: the remaining difference plus a price for complexity."""
    return abs(log_difference(period1_s, period2_s, ratio)) + _COMPLEXITY_COST * (sum(ratio) - 2)


class RatioTracker:
    """Keeps a ratio until another one has been clearly better for three beats."""

    def __init__(self, better_by: float = _BETTER_BY) -> None:
        """Start without a ratio; another one must leave so much less, ln, to take its place."""
        self._better_by = better_by
        self.ratio: Ratio | None = None
        self._challenged_s: float | None = None

    def update(
        self,
        period1_s: float,
        period2_s: float,
        *,
        now_s: float,
        beat_s: float,
        among: Sequence[Ratio] = SIMPLE,
    ) -> tuple[float, Ratio]:
        """Return the folded log difference (positive = player 1 faster) and the ratio it was folded by, one of `among`.

        3:2 and 4:3 belong there only with a shared grid; without that rule 100 against 120 BPM reads
        "4:3, 10 % off" instead of "18 % off".
        """
        best = min(among, key=lambda ratio: cost(period1_s, period2_s, ratio))
        held = self.ratio
        if held is None or held not in among or self._loses(held, best, (period1_s, period2_s), now_s, beat_s):
            held, self._challenged_s = best, None
        self.ratio = held
        return log_difference(period1_s, period2_s, held), held

    def _loses(self, held: Ratio, best: Ratio, periods_s: tuple[float, float], now_s: float, beat_s: float) -> bool:
        if best == held or cost(*periods_s, best) >= cost(*periods_s, held) - self._better_by:
            self._challenged_s = None
            return False
        if self._challenged_s is None:
            self._challenged_s = now_s
        patient = now_s - self._challenged_s > _AFTER_BEATS * beat_s
        return patient or abs(log_difference(*periods_s, held)) > _AT_ONCE

"""Whether two players hold on to each other, or only happen to play equally fast.

Two who listen correct their asynchrony, so that it swings around a middle; two who do not let it wander, however
equal their tempos are. Von Neumann's ratio tells the two apart: the mean square of the change from beat to beat over
the variance (J. von Neumann, *Annals of Mathematical Statistics* 12, 1941). It is 2 for independent values, about
1.4 for people who tap together, and near 6 / n for n steps of a random walk.
"""

from collections import deque
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rhythm.beam import Floats
from game.rhythm.scoring import Curve, on_curve

BEATS: Final = 24
TEXTURE_BEATS: Final = 40
LEAST_BEATS: Final = 12
_FLOOR_S: Final = 0.006
"""Wandering much less than this is no wandering."""
_SURE_SHARE: Final = 0.15
"""Steps up to this share of a line period (RMS) are followed across lines: a slip is one long walk, not a jump back."""
_GAP_BEATS: Final = 8.0
HELD_CURVE: Final[Curve] = ((0.15, 0.3), (0.40, 1.0))
"""Von Neumann's ratio of the asynchrony -> how much of the evidence counts."""
TEXTURE_CURVE: Final[Curve] = ((0.22, 0.2), (0.50, 1.0))
"""The same where both play a plain stream of fast strokes: without accents only its being held can speak for it."""
UNHEARD_TEXTURE: Final = 0.75
"""Evidence granted to two such streams before their asynchrony is known."""


def von_neumann(values: Floats, floor: float = 0.0) -> float:
    """Return the mean square successive difference over the variance; independent noise of SD `floor` is added."""
    step = np.diff(values)
    return float((step @ step / len(step) + 2 * floor**2) / (np.var(values) + floor**2))


class Listening:
    """Follows the asynchrony from beat to beat."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._means: deque[tuple[float, float]] = deque(maxlen=TEXTURE_BEATS)
        self._open: list[float] = []
        self._since_s = 0.0
        self._last_s = float("-inf")

    def clear(self) -> None:
        """Forget what was heard: after a pause or a leap in tempo, finding each other again is no wandering."""
        self._means.clear()
        self._open.clear()

    def add(self, time_s: Floats, asynchrony_s: Floats, beat_s: float, line_s: float) -> None:
        """Take new asynchronies (s) in time order, and the periods of beat and line they were found on."""
        for when_s, value_s in zip(time_s.tolist(), asynchrony_s.tolist(), strict=True):
            if when_s - self._last_s > _GAP_BEATS * beat_s:
                self.clear()
            if self._open and when_s - self._since_s >= beat_s:
                self._means.append((sum(self._open) / len(self._open), line_s))
                self._open.clear()
            if not self._open:
                self._since_s = when_s
            self._open.append(value_s)
            self._last_s = when_s

    def ratio(self, beats: int = BEATS) -> float | None:
        """Return von Neumann's ratio over the last beats, or None while too few are known."""
        if len(self._means) < LEAST_BEATS:
            return None
        values, lines = np.array(self._means)[-beats:].T
        walked = _across_lines(values, lines)
        sure = float(np.sqrt(np.mean(np.diff(walked) ** 2))) <= _SURE_SHARE * float(np.median(lines))
        return von_neumann(walked if sure else values, _FLOOR_S)

    def held(self, *, texture: bool) -> float:
        """Return which share of the evidence counts, 0 to 1; `texture`: both play plain streams of fast strokes."""
        ratio = self.ratio(TEXTURE_BEATS if texture else BEATS)
        if ratio is None:
            return UNHEARD_TEXTURE if texture else 1.0
        return on_curve(ratio, TEXTURE_CURVE if texture else HELD_CURVE)


def _across_lines(values: NDArray[np.float64], lines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Follow asynchronies that are known modulo a line by their smallest steps."""
    step = np.diff(values)
    step -= lines[1:] * np.round(step / lines[1:])
    return np.concatenate([values[:1], values[0] + np.cumsum(step)])

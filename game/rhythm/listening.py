"""Whether two players hold on to each other, or only happen to play equally fast.

Two who listen correct their asynchrony, so that it swings around a middle; two who do not let it wander, however
equal their tempos are. Von Neumann's ratio tells the two apart: the mean square of the change from one value to the
next over the variance (J. von Neumann, *Annals of Mathematical Statistics* 12, 1941). It is 2 for independent values,
between 1 and 2 for people who play together, and near 6 / n for n steps of a random walk.
"""

from collections import deque
from typing import Final

import numpy as np

from game.rhythm.beam import Floats
from game.rhythm.scoring import Curve, on_curve

KEPT: Final = 48
"""Values looked at together: the longer a walk, the plainer it is."""
LEAST: Final = 16
SPAN_S: Final = 0.6
"""One value is the mean asynchrony over a beat, but over no less than this: people correct once or twice a second, and
between two corrections even they only drift."""
_FLOOR_S: Final = 0.002
"""Wandering much less than this is no wandering."""
_SURE_SHARE: Final = 0.15
"""Steps up to this share of a line period (RMS) are followed across lines: a slip is one long walk, not a jump back."""
_CLEAR_SHARE: Final = 0.35
"""No single step may be longer: nobody knows to which side of half a line it went."""
_GAP_BEATS: Final = 8.0
HELD_CURVE: Final[Curve] = ((0.35, 0.0), (0.65, 1.0))
"""Von Neumann's ratio of the asynchrony -> how much of the evidence counts."""


def von_neumann(values: Floats, floor: float = 0.0) -> float:
    """Return the mean square successive difference over the variance; independent noise of SD `floor` is added."""
    step = np.diff(values)
    return float((step @ step / len(step) + 2 * floor**2) / (np.var(values) + floor**2))


class Listening:
    """Follows the asynchrony from beat to beat."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._means: deque[tuple[float, float]] = deque(maxlen=KEPT)
        self._open: list[float] = []
        self._since_s = 0.0
        self._last_s = float("-inf")
        self._presumed = 1.0

    def clear(self) -> None:
        """Begin anew, as after a pause or a leap in tempo: finding each other again is no wandering.

        What was found out about the two is presumed until there is enough to go by again.
        """
        self._presumed = self.held()
        self._means.clear()
        self._open.clear()

    def add(self, time_s: Floats, asynchrony_s: Floats, beat_s: float, line_s: float) -> None:
        """Take new asynchronies (s) in time order, and the periods of beat and line they were found on."""
        span_s = max(beat_s, SPAN_S)
        for when_s, value_s in zip(time_s.tolist(), asynchrony_s.tolist(), strict=True):
            if when_s - self._last_s > _GAP_BEATS * beat_s:
                self.clear()
            if self._open and when_s - self._since_s >= span_s:
                self._means.append((sum(self._open) / len(self._open), line_s))
                self._open.clear()
            if not self._open:
                self._since_s = when_s
            self._open.append(value_s)
            self._last_s = when_s

    def ratio(self) -> float | None:
        """Return von Neumann's ratio over what is kept, or None while too little is known."""
        if len(self._means) < LEAST:
            return None
        values, lines = np.array(self._means).T
        walked = _across_lines(values, lines)
        return von_neumann(walked if _is_sure(np.diff(walked), lines[1:]) else values, _FLOOR_S)

    def held(self) -> float:
        """Return which share of the evidence counts, 0 to 1."""
        ratio = self.ratio()
        return self._presumed if ratio is None else on_curve(ratio, HELD_CURVE)


def _is_sure(step: Floats, line: Floats) -> bool:
    """Tell whether steps are so small, against the lines they were found on, that it is known which way they went."""
    usual = float(np.sqrt(np.mean(step**2)))
    return usual <= _SURE_SHARE * float(np.median(line)) and bool((np.abs(step) <= _CLEAR_SHARE * line).all())


def _across_lines(values: Floats, lines: Floats) -> Floats:
    """Follow asynchronies that are known modulo a line by their smallest steps."""
    step = np.diff(values)
    step -= lines[1:] * np.round(step / lines[1:])
    return np.concatenate([values[:1], values[0] + np.cumsum(step)])

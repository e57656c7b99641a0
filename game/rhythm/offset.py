"""The session's constant offset between the two kits, learned slowly and bounded.

Positive = player 1 is reported late. Spread is measured around it, never around a window's own mean: centring
each window would hand uncoupled players 90 points.
"""

from cmath import exp, phase
from math import log, pi
from typing import Final

MAX_S: Final = 0.060
_PRIOR_COUNT: Final = 6.0
_MAX_COUNT: Final = 96.0
_CLIP_S: Final = 0.120
_SEEK_DECAY: Final = 0.94
_SEEK_LOSS: Final = 0.8
_SEEK_COUNT: Final = 7.0
_SEEK_RESULTANT: Final = 0.85
_SEEK_MAX_S: Final = 0.069
_SEEK_MIN_CHANGE_S: Final = 0.012
_SEEK_MAX_RATIO: Final = 4
_SEEK_TOLERANCE: Final = 0.03
_SOUGHT_COUNT: Final = 12.0
_SEEK_BELOW_QUALITY: Final = 0.7


class OffsetEstimator:
    """Estimates mu, the mean asynchrony of a session, in seconds."""

    def __init__(self) -> None:
        """Begin at 0 with a prior of six asynchronies."""
        self.mu_s = 0.0
        self._count = _PRIOR_COUNT
        self._sum = 0j
        self._seen = 0.0

    def learn(self, asynchrony_s: float) -> None:
        """Move by 1/n towards one new asynchrony, n up to 96."""
        self._count = min(self._count + 1, _MAX_COUNT)
        bounded = min(max(asynchrony_s, -_CLIP_S), _CLIP_S)
        self._set(self.mu_s + (bounded - self.mu_s) / self._count)

    def seek(self, line1_s: float, line2_s: float, period1_s: float, period2_s: float, quality: float) -> None:
        """Find an offset from the two own pulses, before the joint pulse can work.

        The phase of pulse 1 against pulse 2 modulo the shorter period is averaged on the circle; where it is
        steady and the joint pulse is poor, mu jumps there.
        """
        longer, shorter = max(period1_s, period2_s), min(period1_s, period2_s)
        ratio = round(longer / shorter)
        if ratio > _SEEK_MAX_RATIO or abs(log(longer / shorter / ratio)) > _SEEK_TOLERANCE:
            self._sum *= _SEEK_LOSS
            self._seen *= _SEEK_LOSS
            return
        self._sum = _SEEK_DECAY * self._sum + exp(2j * pi * (line1_s - line2_s) / shorter)
        self._seen = _SEEK_DECAY * self._seen + 1
        if self._seen > _SEEK_COUNT and quality < _SEEK_BELOW_QUALITY and abs(self._sum) / self._seen > _SEEK_RESULTANT:
            self._jump(phase(self._sum) / (2 * pi) * shorter, shorter)

    def _jump(self, found_s: float, period_s: float) -> None:
        if abs(found_s) < min(_SEEK_MAX_S, 0.33 * period_s) and abs(found_s - self.mu_s) > _SEEK_MIN_CHANGE_S:
            self._set(found_s)
            self._count = _SOUGHT_COUNT

    def _set(self, mu_s: float) -> None:
        self.mu_s = min(max(mu_s, -MAX_S), MAX_S)

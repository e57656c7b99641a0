"""A player's tempo drawn from several beats at once, where it is kept."""

from math import exp, log
from typing import Final

import numpy as np

from game.rhythm.grid import fit_line
from game.rhythm.path import Labels
from game.rhythm.pulse import Period

STEADY_S: Final = 8.0
"""Onsets that are judged together, s."""
_FROM_S: Final = 2.0
_FULL_S: Final = 4.0
"""Time played from which the straight line begins to count, and from which it counts in full."""
_SHARE: Final = 0.67
"""The line's share of the estimate: people who keep no click wander, and the filter knows it."""
_AGREE: Final = 0.03
"""Difference of line and filter, as a share, from which the tempo is taken to have changed: then the filter alone."""


def steady_period(followed: Period, labels: Labels) -> Period:
    """Return the filter's period drawn towards the straight line through the labelled onsets.

    A filter follows each onset, which is right where the tempo moves; where it is kept, the line is finer.
    """
    on_line = ~labels.outlier
    line, time_s = labels.line[on_line], labels.time_s[on_line]
    if len(line) < 4 or np.ptp(line) < 2:
        return followed
    slope_s = fit_line(line, time_s).slope_s
    if slope_s <= 0:
        return followed
    apart = log(slope_s / followed.period_s)
    ripe = (float(np.ptp(time_s)) - _FROM_S) / (_FULL_S - _FROM_S)
    share = _SHARE * min(max(ripe, 0.0), 1.0) * max(0.0, 1 - (apart / _AGREE) ** 2)
    return Period(followed.period_s * exp(share * apart), followed.sd)

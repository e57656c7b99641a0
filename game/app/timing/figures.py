"""What was measured, as values."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class Figure:
    """How one part of the budget was distributed. No data is None."""

    n: int
    """How many were measured."""
    median: float | None = None
    """ms, as are the next two."""
    p99: float | None = None
    max: float | None = None
    lost: int | None = None
    """How many of those sent never came, where anything can get lost."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole measurement."""

    size: tuple[int, int] | None
    """Of the picture; None = nothing was drawn."""
    seconds: float
    """For which was measured."""
    sound: str | None
    """Where the drums sounded; None = nowhere."""
    figures: dict[str, Figure] = field(default_factory=dict)
    """By name: what `game.commands.timing` tells about each."""
    missing: dict[str, str] = field(default_factory=dict)
    """Name of a figure that there is none of, and why: one sentence with what to do."""


def spread(values_s: Sequence[float], lost: int | None = None) -> Figure:
    """Describe values, s."""
    if not len(values_s):
        return Figure(0, lost=lost)
    median, p99, largest = (1000 * float(value) for value in np.quantile(values_s, (0.5, 0.99, 1)))
    return Figure(len(values_s), median, p99, largest, lost)


def waits(looks_s: Sequence[float]) -> Figure:
    """Describe how long a key waits that goes down at any moment, when it is looked at only at these moments, s.

    A key falls into a long gap more often than into a short one, and anywhere in it: of all time, the share in which
    a wait is at most x is the sum of min(gap, x) over the sum of the gaps.
    """
    gaps_s = np.sort(np.diff(looks_s))
    if not len(gaps_s):
        return Figure(0)
    longer = np.arange(len(gaps_s) - 1, -1, -1)
    share = (np.cumsum(gaps_s) + longer * gaps_s) / gaps_s.sum()
    median, p99 = np.interp((0.5, 0.99), [0.0, *share], [0.0, *gaps_s])
    return Figure(len(gaps_s), 1000 * float(median), 1000 * float(p99), 1000 * float(gaps_s[-1]))

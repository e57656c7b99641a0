"""The latest steps of the row that is steered: a picture follows them calmly, the row itself is chosen at once."""

from typing import Final, NamedTuple

KEPT_S: Final = 2.0
"""A picture has long come to rest, or forgotten, what lies farther back."""


class Step(NamedTuple):
    """One step: from `row` on, counted from 0, at `time_s`."""

    time_s: float
    before: int
    row: int


Steps = tuple[Step, ...]
"""Oldest first."""


def stepped(steps: Steps, before: int, row: int, now_s: float) -> Steps:
    """Return the latest steps with one more, from row `before` to `row`."""
    return (*(step for step in steps if now_s - step.time_s < KEPT_S), Step(now_s, before, row))

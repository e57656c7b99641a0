"""The end of a round: the crash that both strike."""

from typing import Final

WITHIN_BEATS: Final = 8.0
GRACE_S: Final = 0.5
"""How late the last crash may come: it falls on the beat after the last one."""
MEANT_MS: Final = 500.0
"""Crashes further apart were not meant as one."""
ONE_HEART_MS: Final = 50.0
"""Two crashes this close end the round as one."""


class Finale:
    """Remembers the crashes of both players."""

    def __init__(self) -> None:
        """Start with none heard."""
        self._crashes: dict[int, list[float]] = {1: [], 2: []}

    def heard(self, player: int, pad: str, time_s: float) -> None:
        """Take one stroke."""
        if pad == "crash":
            self._crashes[player].append(time_s)

    def distance_ms(self, end_s: float, beat_s: float | None) -> float | None:
        """Return how far apart the closest two crashes at the end are, ms, or None without two."""
        if beat_s is None:
            return None
        since_s = end_s - WITHIN_BEATS * beat_s
        first, second = ([t for t in self._crashes[p] if since_s <= t <= end_s + GRACE_S] for p in (1, 2))
        distances = (abs(1000 * (a - b)) for a in first for b in second)
        return min((distance for distance in distances if distance <= MEANT_MS), default=None)

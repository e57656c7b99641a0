"""The inner beat of a simulated drummer: past and planned beats that corrections move."""

from bisect import bisect_right
from collections.abc import Callable
from typing import Final

SLOWEST_BPM: Final = 20.0
FASTEST_BPM: Final = 400.0
_KEPT_BEATS: Final = 64


class BeatClock:
    """A drummer's inner beats, past and planned. Positions are beats since the drummer's first one."""

    def __init__(self, start_s: float, period_s: float, noise_s: Callable[[float], float]) -> None:
        """Set beat 0 at `start_s`; `noise_s` gives the timekeeper's error of one beat of a given period."""
        self.period_s = period_s
        self._noise_s = noise_s
        self._first = 0
        self._beats_s = [start_s]

    def time_of(self, position: float) -> float:
        """Return when a position comes, s."""
        while self._first + len(self._beats_s) < position + 2:
            self._add_beat()
        index = max(int(position // 1) - self._first, 0)
        here_s, next_s = self._beats_s[index : index + 2]
        return here_s + (position - self._first - index) * (next_s - here_s)

    def position_of(self, time_s: float) -> float:
        """Return the position reached at a time."""
        while self._beats_s[-1] <= time_s or len(self._beats_s) < 2:
            self._add_beat()
        index = max(bisect_right(self._beats_s, time_s) - 1, 0)
        here_s, next_s = self._beats_s[index : index + 2]
        return self._first + index + (time_s - here_s) / (next_s - here_s)

    def correct(self, position: float, shift_s: float, stretch_s: float) -> None:
        """Move every beat after `position` by `shift_s`, and lengthen each interval from there on by `stretch_s`."""
        slowest_s, fastest_s = 60 / SLOWEST_BPM, 60 / FASTEST_BPM
        stretch_s = min(max(self.period_s + stretch_s, fastest_s), slowest_s) - self.period_s
        self.period_s += stretch_s
        start = max(int(position // 1) - self._first, 0)
        for index in range(start + 1, len(self._beats_s)):
            moved_s = self._beats_s[index] + shift_s + (index - start) * stretch_s
            self._beats_s[index] = max(moved_s, self._beats_s[index - 1] + self._shortest_s())

    def postpone(self, by_s: float) -> None:
        """Move all beats into the future."""
        self._beats_s = [beat_s + by_s for beat_s in self._beats_s]

    def _shortest_s(self) -> float:
        return self.period_s / 4

    def _add_beat(self) -> None:
        interval_s = max(self.period_s + self._noise_s(self.period_s), self._shortest_s())
        self._beats_s.append(self._beats_s[-1] + interval_s)
        if len(self._beats_s) > _KEPT_BEATS:
            del self._beats_s[: _KEPT_BEATS // 4]
            self._first += _KEPT_BEATS // 4

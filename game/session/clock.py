"""The only place that reads the machine's clock."""

import time
from typing import Protocol


class Clock(Protocol):
    """Seconds that never run backwards."""

    def now(self) -> float:
        """Return seconds since this clock's origin."""
        ...


class SystemClock:
    """The session clock: monotonic seconds since it was made. Safe to read from any thread."""

    __slots__ = ("_origin",)

    def __init__(self) -> None:
        """Set the origin to now."""
        self._origin = time.perf_counter()

    def now(self) -> float:
        """Return seconds since the clock was made."""
        return time.perf_counter() - self._origin


class ManualClock:
    """A clock that stands still until it is moved: tests and offline work."""

    def __init__(self, now_s: float = 0.0) -> None:
        """Start at `now_s`."""
        self.now_s = now_s

    def now(self) -> float:
        """Return the time last set."""
        return self.now_s

    def advance(self, seconds: float) -> float:
        """Move forward and return the new time."""
        self.now_s += seconds
        return self.now_s

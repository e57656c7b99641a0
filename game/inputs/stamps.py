"""When a message came, told by the driver's own clock where that is the steadier one.

The driver counts the time between messages in C, before Python's other threads can make it wait. The sum of these
counts is a clock without jitter that began at an unknown time; the quickest arrival of the last seconds tells when.
"""

from collections import deque
from typing import Final

WINDOW_S: Final = 20.0
"""How long an arrival says something about the driver's clock, which may drift, s."""
STEP_S: Final = 0.008
"""A message that waited longer than this is unusual, s."""
STEP_MESSAGES: Final = 8
"""So many unusual messages in a row mean that the driver's clock was set back."""


class SteadyStamps:
    """The arrival times of one port, freed from the time that messages waited for Python."""

    def __init__(self) -> None:
        """Begin before the first message."""
        self._driver_s = 0.0
        self._leads: deque[tuple[float, float]] = deque()
        self._unusual = 0
        self._last_s = float("-inf")

    def stamp(self, arrived_s: float, delta_s: float) -> float:
        """Return when a message came, never later than it arrived and never before the one before.

        Args:
            arrived_s: When Python got it, s on the session clock.
            delta_s: Time since the message before it, as the driver counted, s.
        """
        self._driver_s += delta_s
        lead_s = arrived_s - self._driver_s
        self._forget(arrived_s, lead_s)
        waited_s = lead_s - self._leads[0][1]
        self._unusual = self._unusual + 1 if waited_s > STEP_S else 0
        if self._unusual == STEP_MESSAGES:
            self.reset()
        self._last_s = max(self._last_s, arrived_s - waited_s)
        return self._last_s

    def reset(self) -> None:
        """Forget what was learned: the port is opened again, or its clock was set."""
        self._leads.clear()
        self._unusual = 0

    def _forget(self, arrived_s: float, lead_s: float) -> None:
        while self._leads and self._leads[-1][1] >= lead_s:
            self._leads.pop()
        self._leads.append((arrived_s, lead_s))
        while self._leads[0][0] < arrived_s - WINDOW_S:
            self._leads.popleft()

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
STEP_AFTER_S: Final = 3.0
"""So many unusual messages in a row, and no usual one for so long, mean that the driver's clock was set back. A burst
that waited for one long call says nothing: it is over sooner."""


class SteadyStamps:
    """The arrival times of one port, freed from the time that messages waited for Python."""

    def __init__(self) -> None:
        """Begin before the first message."""
        self._driver_s = 0.0
        self._leads: deque[tuple[float, float]] = deque()
        self._unusual = 0
        self._usual_s = float("-inf")
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
        if waited_s <= STEP_S:
            self._usual_s, self._unusual = arrived_s, 0
        else:
            self._unusual += 1
        if self._unusual >= STEP_MESSAGES and arrived_s - self._usual_s > STEP_AFTER_S:
            self._drop(self._usual_s)
            waited_s = lead_s - self._leads[0][1]
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
        self._drop(arrived_s - WINDOW_S)

    def _drop(self, until_s: float) -> None:
        while self._leads[0][0] <= until_s:
            self._leads.popleft()

"""From the session clock to the device's own time. The two drift apart, so both are read anew for every sound."""

from typing import Any, Final

from game.audio.output import Output
from game.session.clock import Clock

_TRIES: Final = 4
_SURE_S: Final = 50e-6
"""Two clocks read within this time were read at one moment."""


def device_time(time_s: float, clock: Clock, output: Output[Any, Any]) -> tuple[float | None, float]:
    """Return when a stroke at a moment of the session clock is heard, and how far ahead that moment lies, s.

    The first is on the device's own time, None where it has none. A sound of the band played then is heard together
    with a stroke of that moment, whatever the device's delay: were it earlier than their own drums, the players would
    feel late and run away. Another thread may run between two readings of the clocks: the closest are taken.
    """
    best: tuple[float, float, float] | None = None
    before_s = clock.now()
    for _ in range(_TRIES):
        device_s = output.now()
        after_s = clock.now()
        if device_s is None:
            return None, time_s - after_s
        reading = (after_s - before_s, device_s, (before_s + after_s) / 2)
        best = reading if best is None else min(best, reading)
        if best[0] <= _SURE_S:
            break
        before_s = after_s
    assert best is not None
    return best[1] + time_s - best[2], time_s - before_s

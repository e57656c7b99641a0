"""When a key went down, told by the window system where it tells.

SDL hands keys over without saying when they were pressed. On X11 the message behind each key can be had as well, and
it holds the server's time in whole milliseconds: a key that waited, because the window was just filling the screen or
a frame was being drawn, is stamped when it went down and not when it was fetched.
"""

import struct
from typing import Final

import pygame

from game.inputs.stamps import SteadyStamps

_KEY_EVENT: Final = struct.Struct("@iLiPLLLL")
"""XKeyEvent up to its time: type, serial, send_event, display, window, root, subwindow, time (Xlib.h)."""
_PRESS, _RELEASE = 2, 3
_ROUND_MS: Final = 2**32
"""The server's clock begins anew after so many milliseconds."""
_TICK_S: Final = 0.0005
"""Whole milliseconds are on average half of one too early."""
_MOST_WAIT_S: Final = 0.3
"""A key that seems to have waited longer was told a wrong time: going full screen takes a tenth of a second."""


def listen_to_window() -> None:
    """Ask for the messages behind the events where they tell the time of a key; the window must be open."""
    if pygame.display.get_driver() == "x11":
        pygame.event.set_allowed(None)  # by its name alone, pygame would not switch this kind on


class KeyTimes:
    """Puts the time of the window system to the keys of SDL."""

    def __init__(self) -> None:
        """Begin before the first key."""
        self._stamps = SteadyStamps()
        self._last_ms: int | None = None
        self._pressed_s: float | None = None

    def hear(self, message: object, arrived_s: float) -> None:
        """Take the message behind the event to come.

        Args:
            message: Bytes of an XEvent; anything else tells nothing.
            arrived_s: When it was fetched, s on the session clock.
        """
        self._pressed_s = None
        if not isinstance(message, bytes) or len(message) < _KEY_EVENT.size:
            return
        kind, *_, time_ms = _KEY_EVENT.unpack_from(message)
        if kind not in (_PRESS, _RELEASE) or time_ms == 0:  # 0 = "now": another program made this key up
            return
        last_ms, self._last_ms = self._last_ms, time_ms
        ahead_ms = 0 if last_ms is None else (time_ms - last_ms + _ROUND_MS // 2) % _ROUND_MS - _ROUND_MS // 2
        if ahead_ms < 0:  # the server's clock was set back
            self._stamps.reset()
        time_s = self._stamps.stamp(arrived_s, max(0, ahead_ms) / 1000) + _TICK_S
        if arrived_s - time_s > _MOST_WAIT_S:
            self._stamps.reset()
        elif kind == _PRESS:
            self._pressed_s = min(arrived_s, time_s)

    def pressed(self, fetched_s: float) -> float:
        """Return when the key went down whose event has just come, s; without a message, when it was fetched."""
        pressed_s, self._pressed_s = self._pressed_s, None
        if pressed_s is None or not 0 <= fetched_s - pressed_s <= _MOST_WAIT_S:  # of another key, long ago
            return fetched_s
        return pressed_s

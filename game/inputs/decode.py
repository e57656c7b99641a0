"""From MIDI bytes to the three things a drum kit says: a strike, a hand on a pad, a moved controller."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final


class Says(Enum):
    """What one message means to a drummer."""

    STRIKE = "strike"
    """Note-on: channel, note, velocity 1 to 127."""
    PRESSURE = "pressure"
    """Polyphonic aftertouch, a hand on the pad: channel, note, 0 (let go) to 127."""
    CONTROL = "control"
    """Controller: channel, number, value."""


_SAYS: Final = {0x90: Says.STRIKE, 0xA0: Says.PRESSURE, 0xB0: Says.CONTROL}
_DATA_BYTES: Final = {0x80: 2, 0x90: 2, 0xA0: 2, 0xB0: 2, 0xC0: 1, 0xD0: 1, 0xE0: 2}
_STATUS: Final = 0x80
_SYSTEM: Final = 0xF0
_REAL_TIME: Final = 0xF8


def decode(message: Sequence[int]) -> Says | None:
    """Tell what one whole message means, or None if it means nothing to a drummer.

    Note-offs (note-ons of velocity 0 among them), clock, active sensing, program changes, channel pressure, SysEx and
    whatever is cut short or malformed mean nothing. Allocates nothing: pedals stream controllers all the time.
    """
    if len(message) != 3 or not _STATUS <= message[0] < _SYSTEM:
        return None
    if not (0 <= message[1] < _STATUS and 0 <= message[2] < _STATUS):
        return None
    says = _SAYS.get(message[0] & 0xF0)
    return None if says is Says.STRIKE and message[2] == 0 else says


class StreamParser:
    """Cuts a raw byte stream into whole channel messages, wherever the stream was split."""

    def __init__(self) -> None:
        """Begin before the first byte."""
        self._message = bytearray()
        self._wanted = 0

    def feed(self, data: Iterable[int]) -> list[bytes]:
        """Return the channel messages that these bytes complete.

        Running status is spelled out; real-time bytes may fall anywhere and change nothing; system messages end
        running status and are skipped; data bytes that belong to nothing are skipped.
        """
        return [whole for byte in data if (whole := self._take(byte)) is not None]

    def _take(self, byte: int) -> bytes | None:
        if byte >= _REAL_TIME:
            return None
        if byte >= _STATUS:
            self._wanted = _DATA_BYTES.get(byte & 0xF0, 0)
            self._message[:] = (byte,)
            return None
        if not self._wanted:
            return None
        self._message.append(byte)
        if len(self._message) <= self._wanted:
            return None
        whole = bytes(self._message)
        del self._message[1:]
        return whole

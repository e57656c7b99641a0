"""A monitor log played back: the raw bytes of a kit through the same maps and filters as a live one."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from game.inputs.decode import StreamParser
from game.inputs.kit import Kit
from game.inputs.kitmap import recognise
from game.model.errors import HitotsuError
from game.model.hit import Event, Hit
from game.session.sources import Listener

Byte = Annotated[int, msgspec.Meta(ge=0, le=255)]


class LogLine(msgspec.Struct, frozen=True):
    """One message as the monitor wrote it."""

    t: Annotated[float, msgspec.Meta(ge=0)]
    """Seconds on the session clock."""
    port: str
    bytes: list[Byte]


_SYSTEM_EXCLUSIVE = 0xF0
_LINE = msgspec.json.Decoder(LogLine)


class MonitorLogSource:
    """The strokes of a log, each given out when its time has come."""

    def __init__(self, path: Path, player: int, port: int | None = None, listener: Listener | None = None) -> None:
        """Read the whole log.

        Args:
            path: JSON Lines, as `monitor --log` writes them.
            player: 1 or 2, who is to play it.
            port: Only this port of the log (1 = the first that speaks); None = all of them.
            listener: Gets everything when it is given out.

        Raises:
            HitotsuError: The file or a line of it cannot be read, or there is no such port; names file and line.
        """
        self._listener = listener
        self._items = list(reversed(_items(path, player, port)))

    def poll(self, now_s: float) -> Sequence[Hit | Event]:
        """Return what was played up to `now_s`, oldest first."""
        due: list[Hit | Event] = []
        while self._items and self._items[-1].time_s <= now_s:
            due.append(self._items.pop())
        for item in due:
            if self._listener:
                self._listener(item)
        return due

    def heard(self, hit: Hit) -> None:
        """Do nothing: a log does not listen."""

    def close(self) -> None:
        """Give out nothing more; may be called twice."""
        self._items.clear()


def is_monitor_log(path: Path) -> bool:
    """Tell a monitor log from a recording by its first line."""
    try:
        with path.open("rb") as file:
            _LINE.decode(file.readline())
    except (OSError, msgspec.MsgspecError):
        return False
    return True


def read_log(path: Path) -> Iterator[LogLine]:
    """Read a monitor log line by line.

    Raises:
        HitotsuError: The file or a line of it cannot be read; names file and line.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _line(path, number, line)
    except OSError as error:
        raise HitotsuError(f"{path}: this monitor log cannot be read ({error.strerror}).") from error


def _line(path: Path, number: int, line: bytes) -> LogLine:
    try:
        return _LINE.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise HitotsuError(
            f"{path}, line {number}: not a line of a monitor log: {error}. "
            'Such a line is {"t": seconds, "port": name, "bytes": [153, 38, 90]}.'
        ) from error


def _items(path: Path, player: int, port: int | None) -> list[Hit | Event]:
    lines: dict[str, list[LogLine]] = {}
    for line in read_log(path):
        lines.setdefault(line.port, []).append(line)
    if port is not None:
        if not 1 <= port <= len(lines):
            raise HitotsuError(
                f"{path}: there is no port {port} in this log; ports in it: {', '.join(lines) or 'none'}."
            )
        lines = dict([list(lines.items())[port - 1]])
    items = [item for of_port in lines.values() for item in _played(of_port, player)]
    return sorted(items, key=lambda item: item.time_s)


def _played(lines: Sequence[LogLine], player: int) -> Iterator[Hit | Event]:
    parser, kit = StreamParser(), Kit(lambda _drop: player, recognise(lines[0].port))
    for line in lines:
        kit.message(line.t, line.bytes if line.bytes[:1] == [_SYSTEM_EXCLUSIVE] else ())  # it may say who it is
        for message in parser.feed(line.bytes):
            item = kit.message(line.t, message)
            if item is not None:
                yield item

"""Recordings: JSON Lines that are their own journal."""

import heapq
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from game.model.errors import HitotsuError
from game.model.hit import Event, Hit
from game.model.recording import Recording
from game.model.result import Result
from game.storage.files import read_whole, write_whole
from game.storage.journal import Journal
from game.storage.judged import check_span
from game.storage.lines import Line, LineError, entry_line, header_line, parse_header, parse_line, result_line

__all__ = ["Journal", "parse_recording", "read_recording", "write_recording"]

_BOM = b"\xef\xbb\xbf"
_T = TypeVar("_T")


def read_recording(path: Path) -> Recording:
    """Read a `.hitotsu` file; one that was cut off opens with every complete line and a notice.

    Raises:
        HitotsuError: the file cannot be read, is no recording, or a line holds something impossible.
    """
    return parse_recording(path, read_whole(path))


def parse_recording(path: Path, data: bytes) -> Recording:
    """Read a recording from its bytes; `path` only names it.

    Raises:
        HitotsuError: this is no recording, or a line holds something impossible.
    """
    lines = [(number, line) for number, line in enumerate(data.removeprefix(_BOM).split(b"\n"), 1) if line.strip()]
    if not lines:
        raise HitotsuError(f"{path} is empty: a recording begins with a header line.")
    header = _at(path, *lines[0], parse_header)
    values, notices = _entries(path, lines[1:], ends_whole=data.endswith(b"\n"))
    results = [value for value in values if isinstance(value, Result)]
    hits = tuple(value for value in values if isinstance(value, Hit))
    check_span(path, hits)
    return Recording(
        header=header,
        hits=hits,
        events=tuple(value for value in values if isinstance(value, Event)),
        claimed=results[-1] if results else None,
        notices=notices,
    )


def _entries(path: Path, lines: list[tuple[int, bytes]], *, ends_whole: bool) -> tuple[list[Line], tuple[str, ...]]:
    if lines and not ends_whole and _broken(lines[-1][1]):
        number, _ = lines.pop()
        notices: tuple[str, ...] = (
            f"{path}, line {number}: the file ends in the middle of this line; the rest is whole.",
        )
    else:
        notices = ()
    return [_at(path, number, line, parse_line) for number, line in lines], notices


def _broken(line: bytes) -> bool:
    try:
        parse_line(line)
    except LineError as error:
        return error.broken
    return False


def _at(path: Path, number: int, line: bytes, parse: Callable[[bytes], _T]) -> _T:
    try:
        return parse(line)
    except LineError as error:
        raise HitotsuError(f"{path}, line {number}: {error}.") from error


def write_recording(path: Path, recording: Recording) -> None:
    """Write a whole recording in one step; events stand where their time puts them among the hits.

    Raises:
        HitotsuError: the place cannot be written to.
    """
    played: tuple[Sequence[Hit | Event], ...] = (recording.hits, recording.events)
    entries = heapq.merge(*played, key=lambda entry: entry.time_s)
    lines = [header_line(recording.header), *(entry_line(entry) for entry in entries)]
    if recording.claimed is not None:
        lines.append(result_line(recording.claimed))
    write_whole(path, b"".join(lines))

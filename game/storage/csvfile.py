"""Judged hits as CSV: what labs and other programs read and write."""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from game.model.errors import HitotsuError
from game.model.hit import Hit
from game.model.pads import PADS
from game.model.recording import Header, Player, Recording, Settings
from game.storage.files import MAX_TIME_S, read_whole, write_whole
from game.storage.judged import check_span, judged_hits

COLUMNS: Final = ("time_s", "player", "pad", "velocity")
_SEATS: Final = {"1": 1, "2": 2, "1.0": 1, "2.0": 2}  # statistics programs write whole numbers as 1.0


class _CellError(Exception):
    """What a cell should have held."""


def read_csv(path: Path) -> Recording:
    """Read judged hits; rows may come in any order and columns that are not ours are passed over.

    Raises:
        HitotsuError: the file cannot be read, or a cell holds something impossible (the line is named).
    """
    text = _text(path, read_whole(path))
    hits = sorted(_hits(path, text), key=lambda hit: (hit.time_s, hit.player, hit.pad, -hit.velocity))
    check_span(path, hits)
    return Recording(header=_header(path), hits=tuple(hits))


def _header(path: Path) -> Header:
    """A CSV has no date of its own: the file's last change stands for it."""
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    player = Player(source="csv", port=path.name)
    return Header(
        created=changed.strftime("%Y-%m-%dT%H:%M:%SZ"), players=(player, player), settings=Settings(feel="true")
    )


def _text(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise HitotsuError(f"{path}, line {line}: this is not text in UTF-8, so it is no CSV file.") from error
    if not text.strip():
        raise HitotsuError(f"{path} is empty: a CSV file of hits begins with the line {','.join(COLUMNS)}.")
    return text


def _hits(path: Path, text: str) -> Iterator[Hit]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = _columns(next(rows))
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _hit(row, columns)
    except _CellError as error:
        raise HitotsuError(f"{path}, line {rows.line_num}: {error}.") from error
    except csv.Error as error:
        raise HitotsuError(f"{path}, line {rows.line_num}: this is not a row of a CSV file ({error}).") from error


def _columns(first: Sequence[str]) -> dict[str, int]:
    names = [cell.strip() for cell in first]
    if missing := [name for name in COLUMNS if name not in names]:
        raise _CellError(f"the header must be {','.join(COLUMNS)}, and {', '.join(missing)} is missing")
    return {name: names.index(name) for name in COLUMNS}


def _hit(row: Sequence[str], columns: Mapping[str, int]) -> Hit:
    if len(row) <= max(columns.values()):
        raise _CellError(f"this row has {len(row)} columns where the header promises {max(columns.values()) + 1}")
    time_s, player, pad, velocity = (row[columns[name]].strip() for name in COLUMNS)
    if player not in _SEATS:
        raise _CellError(f"player must be 1 or 2, not {player!r}")
    if pad not in PADS:
        raise _CellError(f"pad must be one of {', '.join(PADS)}, not {pad!r}")
    return Hit(
        time_s=_number("time_s", time_s, MAX_TIME_S),
        player=_SEATS[player],
        pad=pad,
        velocity=_number("velocity", velocity, 1.0),
    )


def _number(name: str, cell: str, most: float) -> float:
    """Read a number from 0 to `most`, written with a point."""
    try:
        value = float(cell.replace("_", "?"))  # Python's own reading of 1_000 is no CSV
    except ValueError:
        value = math.nan
    if not 0 <= value <= most:  # NaN fails every comparison
        raise _CellError(f"{name} must be a number from 0 to {most:g}, written with a point, not {cell!r}")
    return value + 0.0  # -0.0 becomes 0.0


def write_csv(path: Path, recording: Recording) -> None:
    """Write the judged hits at their judged times; what the filters, a pause or the end took away is left out.

    Raises:
        HitotsuError: the place cannot be written to.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((f"{hit.time_s:.6f}", hit.player, hit.pad, f"{hit.velocity:g}") for hit in judged_hits(recording))
    write_whole(path, text.getvalue().encode())

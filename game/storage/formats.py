"""Which ending is read and written by what."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from game.model.errors import HitotsuError
from game.model.recording import Recording
from game.storage.csvfile import read_csv, write_csv
from game.storage.midifile import read_midi, read_midi_players, write_midi
from game.storage.recordings import read_recording, write_recording


class Format(NamedTuple):
    """How files of one ending are read and written."""

    read: Callable[[Path], Recording]
    write: Callable[[Path, Recording], None]
    read_players: Callable[[Path], Recording] | None = None
    """How it is read where one player is enough; None = as a duet."""


FORMATS: Final[dict[str, Format]] = {
    ".hitotsu": Format(read_recording, write_recording),
    ".csv": Format(read_csv, write_csv),
    ".mid": Format(read_midi, write_midi, read_midi_players),
}
"""Every ending of a duet's file, in lower case."""


def format_of(path: Path, *others: str) -> Format:
    """Return the format that the ending names; `others` are endings that would have been known as well.

    Raises:
        HitotsuError: the ending is not known.
    """
    known = FORMATS.get(path.suffix.lower())
    if known is None:
        raise HitotsuError(f"{path} must end in one of {', '.join([*FORMATS, *others])}: the ending names the format.")
    return known


def read(path: Path) -> Recording:
    """Read a duet in the format that its ending names.

    Raises:
        HitotsuError: the ending is not known, or the file is not what it should be.
    """
    return format_of(path).read(path)


def read_players(path: Path) -> Recording:
    """Read a file of which one player is wanted: a `.mid` may then hold the performance of one.

    Raises:
        HitotsuError: the ending is not known, or the file is not what it should be.
    """
    known = format_of(path)
    return (known.read_players or known.read)(path)


def write(path: Path, recording: Recording) -> None:
    """Write a duet in the format that the ending names.

    Raises:
        HitotsuError: the ending is not known, or the place cannot be written to.
    """
    format_of(path).write(path, recording)

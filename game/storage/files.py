"""Whole files in and out, with the system's refusals told in one sentence."""

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISDIR

from game.model.errors import HitotsuError

MAX_TIME_S = 1e10
"""Latest time a file may name, s: clocks that count from 1970 fit in."""
MAX_SPAN_S = 86_400.0
"""Longest time between the first and the last stroke of a file, s: one day. A longer one is a slip in a number."""
_LONGEST_NAME = 255
"""Longest name of a file or folder that the usual file systems keep, bytes."""

_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "there is no such file or folder: check the name",
    IsADirectoryError: "this is a folder: name a file in it",
    NotADirectoryError: "a part of this path is a file and not a folder: check the name",
    PermissionError: "the system does not allow it: check the file's permissions",
}


def refusal(error: OSError) -> str:
    """Return why the system refused, in plain words."""
    return _REASONS.get(type(error)) or f"the system says: {error.strerror or error}"


def obstacle(path: Path) -> str | None:
    """Return what keeps a new file from being written at `path`, in plain words, or None.

    Its folders need not exist yet; nothing is made to find out.
    """
    if any(len(os.fsencode(part)) > _LONGEST_NAME for part in path.parts):
        return f"a name in it is longer than the {_LONGEST_NAME} bytes that systems allow: choose a shorter one"
    for place in path.absolute().parents:
        try:
            found = place.stat()
        except FileNotFoundError:
            continue
        except OSError as error:
            return refusal(error)
        if not S_ISDIR(found.st_mode):
            return refusal(NotADirectoryError())
        may = os.access(place, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)
        return None if may else refusal(PermissionError())
    return refusal(FileNotFoundError())


def read_whole(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        HitotsuError: the file is missing, a folder, or may not be read.
    """
    try:
        if path.is_dir():  # Windows calls this a missing permission
            raise IsADirectoryError
        return path.read_bytes()
    except OSError as error:
        raise HitotsuError(f"{path} cannot be read: {refusal(error)}.") from error
    except ValueError as error:  # a NUL in the name
        raise HitotsuError(f"{str(path)!r} is not the name of a file.") from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: it holds either all of `data` or what it held before.

    Raises:
        HitotsuError: the folder is missing, the disk is full or writing is not allowed.
    """
    write_parts(path, (data,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file piece by piece, as `write_whole` does.

    Raises:
        HitotsuError: the folder is missing, the disk is full or writing is not allowed.
    """
    try:
        if path.exists() and not path.is_file():
            _write(path, parts)  # a device or a pipe; a folder refuses
        else:
            _replace(path, parts)
    except OSError as error:
        raise HitotsuError(f"{path} cannot be written: {refusal(error)}.") from error


def _write(path: Path, parts: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for part in parts:
            file.write(part)


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    path = Path(os.path.realpath(path))  # a link stays one: what it leads to is written anew
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write(part, parts)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise

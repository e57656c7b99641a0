"""Pictures that were drawn once, kept for the next start: one file for each size of the window.

Such a file is never needed: what is missing, damaged or refused by the disk is drawn anew.
"""

import os
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

_MOST_FILES: Final = 6
_PIECE: Final = 1 << 18
_FORGOTTEN_S: Final = 3600.0
"""A draft that nobody wrote to for this long belongs to a program that was killed."""
_UNREADABLE: Final = (
    OSError, EOFError, zipfile.BadZipFile, zlib.error, struct.error, KeyError, NotImplementedError, RuntimeError,
    ValueError,
)  # fmt: skip
"""What reading bytes that are no such archive raises; a missing name is a KeyError."""


class RasterFile:
    """Pixels by name. A file that is there is read; one that is not is written, and appears whole or not at all."""

    def __init__(self, path: Path) -> None:
        """Open what is kept at `path`, or begin it."""
        self._path = path
        self._draft = path.with_name(f"{path.name}.{os.getpid()}.part")
        self._writing: zipfile.ZipFile | None = None
        self._reading = _opened(path)
        self._outdated = self._refused = False
        if self._reading is None:
            self._begin()

    def _begin(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._writing = zipfile.ZipFile(self._draft, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
            _forget_drafts(self._draft)
        except OSError:
            self._writing = None

    def get(self, name: str, length: int) -> bytearray | None:
        """Return the pixels of that name, `length` bytes, or None if they have to be drawn."""
        if self._reading is None:
            return None
        pixels = bytearray()
        try:
            with self._reading.open(name) as packed:
                while piece := packed.read(_PIECE):  # in pieces: the interpreter is free in between
                    pixels += piece
        except _UNREADABLE:
            self._outdated = True
            return None
        if len(pixels) != length:
            self._outdated = True
            return None
        return pixels

    def put(self, name: str, pixels: memoryview) -> None:
        """Keep pixels, unless a file is being read."""
        if self._writing is None or self._refused or name in self._writing.NameToInfo:
            return
        try:
            with self._writing.open(name, "w") as packed:
                for start in range(0, len(pixels), _PIECE):
                    packed.write(pixels[start : start + _PIECE])
        except OSError:
            self._refused = True

    def close(self, *, whole: bool) -> None:
        """Keep what was written if it is `whole`; a file that did not hold all that was asked for is removed."""
        if self._reading is not None:
            self._reading.close()
            if self._outdated:
                _removed(self._path)
        if self._writing is None:
            return
        writing, self._writing = self._writing, None
        whole = whole and not self._refused
        try:
            writing.close()
            if whole:
                self._draft.replace(self._path)
                _prune(self._path.parent)
        except OSError:
            whole = False
        if not whole:
            _removed(self._draft)


def _opened(path: Path) -> zipfile.ZipFile | None:
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        return None
    except _UNREADABLE:
        _removed(path)
        return None
    with suppress(OSError):  # a folder that cannot be written to can still be read
        os.utime(path)  # the file that was used last is given up last
    return archive


def _removed(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _forget_drafts(own: Path) -> None:
    """Remove drafts that are much older than this one."""
    now_s = own.stat().st_mtime
    for draft in own.parent.glob("*.part"):
        if now_s - draft.stat().st_mtime > _FORGOTTEN_S:
            _removed(draft)


def _prune(folder: Path) -> None:
    """Give up the files that were not used for longest."""
    files = sorted(folder.glob("*.zip"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_MOST_FILES:]:
        _removed(file)

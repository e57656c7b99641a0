"""Bytes that took long to make, kept for the next start, each file with a checksum.

Such a file is never needed: what is missing, damaged or refused by the disk is made anew.
"""

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

_MOST_FILES: Final = 6
_CHECK_BYTES: Final = 4


class KeptFiles:
    """Files of one folder, one for each kind; their names end with what they were made from."""

    def __init__(self, folder: Path) -> None:
        """Keep files in a folder, which need not exist yet."""
        self._folder = folder

    def get(self, kind: str, content: str) -> bytes | None:
        """Return what was kept of this kind from this content, or None; a damaged file is removed."""
        path = self._path(kind, content)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # a folder that nothing may be written in still gives
            os.utime(path)  # what was used last is given up last
        if data[:_CHECK_BYTES] != _check(data[_CHECK_BYTES:]):
            _removed(path)
            return None
        return data[_CHECK_BYTES:]

    def put(self, kind: str, content: str, data: bytes) -> None:
        """Keep bytes in the place of what was of this kind; they appear whole or not at all."""
        path = self._path(kind, content)
        draft = path.with_name(f"{path.stem}.{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.write(_check(data))
                file.write(data)
            draft.replace(path)
            older = [file for file in self._folder.glob(f"{kind}-*") if file != path]
            by_use = sorted(self._folder.glob("*.kept"), key=lambda file: file.stat().st_mtime, reverse=True)
        except OSError:
            _removed(draft)
            return
        for outdated in [*older, *by_use[_MOST_FILES:]]:
            _removed(outdated)

    def _path(self, kind: str, content: str) -> Path:
        return self._folder / f"{kind}-{content}.kept"


def _check(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECK_BYTES, "big")


def _removed(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return

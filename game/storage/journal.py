"""A duet on its way to the disk, one line at a time."""

import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from game.model.hit import Event, Hit
from game.model.recording import Header
from game.model.result import Result
from game.storage import paths
from game.storage.files import refusal
from game.storage.lines import event_line, header_line, hit_line, result_line


class Journal:
    """Writes a recording as it is played.

    Every line goes to the system at once, so that a killed program loses nothing it had heard. Nothing is
    ever raised into the round: what the disk refuses stays in memory and is tried again with each line and,
    elsewhere if need be, by `finish`; `notices` tells the players.
    """

    def __init__(self, path: Path, header: Header, *, replace: bool = False) -> None:
        """Open `path` and write the header.

        Args:
            path: where the recording belongs; missing folders are made.
            header: the first line.
            replace: write over a file that is there already, instead of stepping aside to `name-2`.
        """
        self.path = path
        """Where the recording lies, or is meant to lie while the disk refuses."""
        self.notices: list[str] = []
        """What the players should know, oldest first, one sentence each."""
        self._lines: list[bytes] = []
        self._pending = b""
        self._handle: int | None = None
        self._finished = False
        try:
            self.path, self._handle = _create(path, replace=replace)
        except OSError as error:
            self._refused(error)
        self._append(header_line(header))

    def hit(self, hit: Hit) -> None:
        """Keep one note-on, filtered out or not."""
        self._append(hit_line(hit))

    def event(self, event: Event) -> None:
        """Keep one event."""
        self._append(event_line(event))

    def result(self, result: Result) -> None:
        """Keep the claimed result: the last line."""
        self._append(result_line(result))

    def secure(self) -> bytes:
        """Make sure that a whole file holds everything so far, elsewhere if need be, and return what it holds.

        Returns:
            The bytes as read back from the file, or as kept in memory where no place takes them.
        """
        self._flush()
        if self._pending or not self._still_there():
            self._close()
            place = self._rescue()
            if place is not None:
                self._handle, self._pending = os.open(place, os.O_WRONLY | os.O_APPEND), b""
        try:
            return self.path.read_bytes() if self._handle is not None else b"".join(self._lines)
        except OSError:
            return b"".join(self._lines)

    def finish(self) -> Path | None:
        """Close the file, saving it elsewhere if it could not be kept where it was meant to be.

        Returns:
            Where the whole recording lies, or None when no place would take it. Further calls return the same.
        """
        if not self._finished:
            self._finished = True
            self._flush()
            whole = not self._pending and self._still_there()
            self._close()
            self._saved = self.path if whole else self._rescue()
        return self._saved

    def __enter__(self) -> Self:
        """Return the journal itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish, whatever happened."""
        self.finish()

    def _append(self, line: bytes) -> None:
        self._lines.append(line)
        self._pending += line
        self._flush()

    def _flush(self) -> None:
        """Hand over what is pending; a disk that takes half a line gets the other half later."""
        if self._handle is None:
            return
        try:
            while self._pending:
                self._pending = self._pending[os.write(self._handle, self._pending) :]
        except OSError as error:
            self._refused(error)

    def _refused(self, error: OSError) -> None:
        if not self.notices:
            self.notices.append(
                f"The recording cannot be written to {self.path} ({refusal(error)}); "
                "the game keeps it in memory and tries again at the end."
            )

    def _still_there(self) -> bool:
        """Tell whether the open file is still the one that its name leads to."""
        if self._handle is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._handle), self.path.stat())
        except OSError:
            return False

    def _close(self) -> None:
        if self._handle is None:
            return
        try:
            os.fsync(self._handle)
        except OSError:
            pass  # pipes and some network folders cannot; the lines were handed over all the same
        finally:
            os.close(self._handle)
            self._handle = None

    def _rescue(self) -> Path | None:
        """Write every line once more, in the first place that takes them."""
        folders = (self.path.parent, paths.recordings_folder(), Path(tempfile.gettempdir()))
        for folder in folders:
            try:
                place = _write_new(folder / self.path.name, b"".join(self._lines))
            except OSError:
                continue
            self.notices.append(f"The recording was saved as {place}.")
            self.path = place
            return place
        self.notices.append("The recording could not be saved anywhere: make room on the disk before the next duet.")
        return None


def _create(path: Path, *, replace: bool = False) -> tuple[Path, int]:
    """Open a file for appending: `path` itself, or beside a file that must not be lost the next free name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
    if replace:
        return path, os.open(path, flags | os.O_TRUNC, 0o666)
    for candidate in paths.numbered(path):
        try:
            return candidate, os.open(candidate, flags | os.O_EXCL, 0o666)
        except FileExistsError:
            continue
    raise AssertionError("numbered names have no end")


def _write_new(path: Path, data: bytes) -> Path:
    place, handle = _create(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError:
        place.unlink(missing_ok=True)
        raise
    return place

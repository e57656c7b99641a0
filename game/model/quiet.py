"""Keep what C libraries write on standard error away from the player's terminal.

They write to file descriptor 2, past Python, and there is one for the whole process.
"""

import atexit
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Final, TextIO

_STDERR: Final = 2


class _Hush:
    """Sends descriptor 2 to nowhere as long as anybody on any thread wants that."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted = 0
        self._kept: int | None = None

    def begin(self) -> None:
        with self._lock:
            self._wanted += 1
            if self._wanted == 1:
                with suppress(OSError):  # a windowed program has no standard error
                    self._kept = os.dup(_STDERR)
                    nowhere = os.open(os.devnull, os.O_WRONLY)
                    os.dup2(nowhere, _STDERR)
                    os.close(nowhere)

    def end(self) -> None:
        with self._lock:
            self._wanted -= 1
            if self._wanted == 0 and self._kept is not None:
                with suppress(OSError):
                    os.dup2(self._kept, _STDERR)
                os.close(self._kept)
                self._kept = None


_HUSH: Final = _Hush()


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Send everything written to file descriptor 2 to nowhere while the block runs: one short call into a library.

    Blocks of several threads may overlap: the last one to end brings standard error back.
    """
    _HUSH.begin()
    try:
        yield
    finally:
        _HUSH.end()


def quiet_end() -> None:
    """Send what libraries write past Python while the program ends, after its last own word, to nowhere."""
    atexit.register(_HUSH.begin)


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Send what is written past Python to nowhere while the block runs; what Python writes is still read.

    For as long as a device is open: sound systems complain from threads of their own, at any time.
    """
    before, ours = sys.stderr, _copy_of(sys.stderr)
    with quiet_stderr():
        sys.stderr = ours or before
        try:
            yield
        finally:
            sys.stderr = before
            if ours is not None:
                ours.close()


def _copy_of(stream: TextIO | None) -> TextIO | None:
    """Return a stream to where standard error leads now; None where Python writes elsewhere, or nowhere."""
    try:
        if stream is not None and stream.fileno() == _STDERR:
            return os.fdopen(os.dup(_STDERR), "w", 1, stream.encoding, stream.errors)
    except (OSError, AttributeError, ValueError):
        pass
    return None

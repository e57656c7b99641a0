"""Catches what C libraries write on standard error."""

import contextlib
import os
from collections.abc import Iterator

_STDERR = 2


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Send everything written to file descriptor 2 to nowhere while the block runs.

    It is one descriptor for the whole process, so the block should be one short call into the library.
    """
    try:
        kept = os.dup(_STDERR)
    except OSError:  # a windowed program on Windows has no standard error at all
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)

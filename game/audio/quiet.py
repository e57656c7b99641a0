"""Keep the chatter of C libraries away from the player's terminal."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_STDERR = 2


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Send everything written to file descriptor 2 to nowhere while the block runs.

    ALSA, JACK and PortAudio write there past Python. The redirection holds for the whole process, so keep the
    block short. A process without a standard error (a windowed program) is left as it is.
    """
    try:
        kept = os.dup(_STDERR)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        os.close(nowhere)
        yield
    finally:
        with suppress(OSError):
            os.dup2(kept, _STDERR)
        os.close(kept)

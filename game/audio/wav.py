"""Sound as a WAV file: stereo, 16 bit."""

import struct
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from game.audio.voices import Stereo

_FRAME_BYTES: Final = 4
_HEADER_BYTES: Final = 44
MAX_FRAMES: Final = (2**32 - 1 - _HEADER_BYTES) // _FRAME_BYTES
"""More a WAV file cannot hold."""


def wav_parts(blocks: Iterable[Stereo], frames: int, sample_rate: int) -> Iterator[bytes]:
    """Yield the bytes of a WAV file; the same samples always give the same bytes (rounded, without dither).

    Args:
        blocks: The sound piece by piece, full scale = 1; what lies above it is clipped.
        frames: How many frames the blocks hold together, at most MAX_FRAMES.
        sample_rate: Frames per second.
    """
    size = frames * _FRAME_BYTES
    yield struct.pack("<4sI4s", b"RIFF", size + _HEADER_BYTES - 8, b"WAVE")
    yield struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, sample_rate, sample_rate * _FRAME_BYTES, _FRAME_BYTES, 16)
    yield struct.pack("<4sI", b"data", size)
    for block in blocks:
        yield np.rint(np.clip(block, -1, 1) * np.float32(32767)).astype("<i2").tobytes()

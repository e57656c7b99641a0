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


def wav_header(frames: int, sample_rate: int) -> bytes:
    """Return what a WAV file of so many frames, at most MAX_FRAMES, begins with."""
    size = frames * _FRAME_BYTES
    return b"".join(
        (
            struct.pack("<4sI4s", b"RIFF", size + _HEADER_BYTES - 8, b"WAVE"),
            struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, sample_rate, sample_rate * _FRAME_BYTES, _FRAME_BYTES, 16),
            struct.pack("<4sI", b"data", size),
        )
    )


class WavParts:
    """The bytes of a WAV file; the same samples always give the same bytes (rounded, without dither).

    How long it is, is known when all are taken: `header` then takes the place of the first part, which where it cannot
    (in a pipe) tells the longest there is, as is the custom.
    """

    def __init__(self, blocks: Iterable[Stereo], sample_rate: int) -> None:
        """Take the sound piece by piece, full scale = 1; what lies above it is clipped."""
        self._blocks = blocks
        self._sample_rate = sample_rate
        self._frames = 0

    def __iter__(self) -> Iterator[bytes]:
        """Yield the file part by part, once."""
        yield wav_header(MAX_FRAMES, self._sample_rate)
        for block in self._blocks:
            self._frames += len(block)
            yield np.rint(np.clip(block, -1, 1) * np.float32(32767)).astype("<i2").tobytes()

    def header(self) -> bytes:
        """Return the first part as it is to be."""
        return wav_header(self._frames, self._sample_rate)

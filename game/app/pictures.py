"""Saving pictures while the music goes on: no thread waits for the packing."""

import struct
import zlib
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

import numpy as np
import pygame

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_RGB, _BITS, _UP = 2, 8, 2
_LEVEL: Final = 4


class Pictures:
    """Writes PNG files on a thread of its own.

    `pygame.image.save` holds the interpreter for a third of a second at 1920x1080; strokes would wait that long.
    """

    def __init__(self) -> None:
        """Begin with nothing to save."""
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
        self._saving: list[Future[str | None]] = []

    def save(self, surface: pygame.Surface, path: Path) -> None:
        """Save what `surface` shows now; return at once."""
        pixels = pygame.image.tobytes(surface, "RGB")
        self._saving.append(self._worker.submit(_write, path, surface.get_size(), pixels))

    def finish(self) -> list[str]:
        """Wait until all are saved; return what went wrong, one sentence for each picture that is missing."""
        self._worker.shutdown()
        return [problem for saving in self._saving if (problem := saving.result()) is not None]


def _write(path: Path, size: tuple[int, int], pixels: bytes) -> str | None:
    try:
        path.write_bytes(png(size, pixels))
    except OSError as error:
        return f"{path}: the picture cannot be saved ({error.strerror or error})."
    return None


def png(size: tuple[int, int], pixels: bytes) -> bytes:
    """Return a PNG file of `pixels`: rows from the top, red, green and blue a byte each."""
    width, height = size
    rows = np.frombuffer(pixels, np.uint8).reshape(height, 3 * width)
    lines = np.empty((height, 1 + 3 * width), np.uint8)
    lines[:, 0] = _UP
    lines[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=lines[1:, 1:])
    header = struct.pack(">IIBBBBB", width, height, _BITS, _RGB, 0, 0, 0)
    return (
        _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines.data, _LEVEL)) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

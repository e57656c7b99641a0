"""Sounds as they wait in memory and on disk: 16 bits at the sound's own scale, 90 dB and more under its peak."""

import ctypes
import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from mmap import mmap
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from game.audio.samples import Mono

_FULL: Final = 32767
_Made = TypeVar("_Made")
_Number = TypeVar("_Number", np.int16, np.float32)


def own_memory(shape: tuple[int, ...], number: type[_Number]) -> NDArray[_Number]:
    """Return an array of zeros whose memory goes back to the system with it.

    Sounds that stay, made in turn with others that are only passed through, would hold on to the room of all of them.
    """
    size = math.prod(shape)
    memory = mmap(-1, max(1, size * np.dtype(number).itemsize))
    return np.frombuffer(memory, number, size).reshape(shape)


def give_back() -> None:
    """Give memory that was used in passing back to the system, where the system does not take it by itself (glibc)."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


@dataclass(frozen=True, slots=True)
class Packed:
    """One channel at half the memory."""

    samples: NDArray[np.int16]
    scale: float
    """What a sample of 1 stands for."""

    @classmethod
    def of(cls, samples: Mono) -> "Packed":
        """Pack a sound."""
        scale = float(np.abs(samples).max(initial=0.0)) / _FULL or 1.0
        packed = own_memory((len(samples),), np.int16)
        packed[:] = np.rint(samples / np.float32(scale))
        return cls(packed, scale)

    @property
    def nbytes(self) -> int:
        """Return the memory, bytes."""
        return self.samples.nbytes

    def __len__(self) -> int:
        """Return the number of frames."""
        return len(self.samples)

    def times(self, gain: float, frames: int | None = None) -> Mono:
        """Return the first frames (all where None), louder by `gain`."""
        return np.multiply(self.samples[:frames], np.float32(gain * self.scale), dtype=np.float32)


class Keeper(Protocol):
    """Keeps what can be made again from one start to the next. It may lose anything, and never raises."""

    def get(self, kind: str, content: str) -> bytes | None:
        """Return what was kept of this kind from this content, whole and undamaged, or None."""
        ...

    def put(self, kind: str, content: str, data: bytes) -> None:
        """Keep it in the place of what was of this kind."""
        ...


def content_of(files: Iterable[Path]) -> str | None:
    """Return a name that changes with every byte of the files, or None if one of them cannot be read."""
    digest = blake2b(digest_size=10)
    try:
        for file in files:
            data = file.read_bytes()
            digest.update(f"{file.name} {len(data)} ".encode())
            digest.update(data)
    except OSError:
        return None
    return digest.hexdigest()


def pack(made: object) -> bytes:
    """Return frozen values that hold arrays as bytes."""
    return msgspec.msgpack.encode(made, enc_hook=_to_bytes)


def unpack(data: bytes | None, form: type[_Made]) -> _Made | None:
    """Return the values again, or None if these bytes do not hold such."""
    if data is None:
        return None
    try:
        return msgspec.msgpack.decode(data, type=form, dec_hook=_to_array)
    except (msgspec.MsgspecError, ValueError):
        return None


def _to_bytes(array: object) -> bytes:
    if not isinstance(array, np.ndarray):
        raise NotImplementedError
    return array.tobytes()


def _to_array(form: type, data: bytes) -> NDArray[Any]:
    _, number = get_args(form)  # of NDArray[number]
    return np.frombuffer(data, *get_args(number))

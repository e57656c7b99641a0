"""Read the recorded drums: an index and the mono 16-bit WAV files beside it."""

import csv
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from game.model.errors import HitotsuError

Mono = NDArray[np.float32]
"""One channel, full scale = 1."""

INDEX: Final = "index.csv"
_REMEDY: Final = "put the original file back or install the game again"
_Midi = Annotated[int, msgspec.Meta(ge=1, le=127)]


class Row(msgspec.Struct, frozen=True):
    """One line of the index."""

    file: str
    voice: str
    layer: Annotated[int, msgspec.Meta(ge=1)]
    velocity_min: _Midi
    velocity_max: _Midi
    sample_rate: Annotated[int, msgspec.Meta(ge=8000, le=192000)]


@dataclass(frozen=True, slots=True)
class Sample:
    """One recorded stroke."""

    samples: Mono
    sample_rate: int
    velocity: float
    """The middle of the velocities it was recorded for, 0 to 1."""


def read_index(folder: Path) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each voice, softest layer first.

    Raises:
        HitotsuError: The index is missing or a line of it does not hold what it should.
    """
    path = folder / INDEX
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise HitotsuError(f"{path}: the list of drum sounds cannot be read ({_why(problem)}): {_REMEDY}") from problem
    voices: dict[str, list[Row]] = {}
    for line, fields in enumerate(csv.DictReader(text.splitlines()), start=2):
        row = _row(path, line, fields)
        voices.setdefault(row.voice, []).append(row)
    return {voice: tuple(sorted(rows, key=lambda row: row.layer)) for voice, rows in voices.items()}


def _row(path: Path, line: int, fields: object) -> Row:
    try:
        row = msgspec.convert(fields, Row, strict=False)
    except msgspec.ValidationError as problem:
        raise HitotsuError(f"{path}, line {line}: {problem}: {_REMEDY}") from problem
    if Path(row.file).name != row.file or row.velocity_min > row.velocity_max:
        raise HitotsuError(f"{path}, line {line}: a plain file name and a rising velocity range belong here: {_REMEDY}")
    return row


def read_sample(folder: Path, row: Row) -> Sample:
    """Return one stroke.

    Raises:
        HitotsuError: The file is missing, no mono 16-bit WAV file, silent, or not of the rate the index names.
    """
    samples = read_wav(folder / row.file, row.sample_rate)
    return Sample(samples, row.sample_rate, (row.velocity_min + row.velocity_max) / 254)


def read_wav(path: Path, sample_rate: int) -> Mono:
    """Return a recording, which must be a mono 16-bit WAV file of this rate.

    Raises:
        HitotsuError: The file is missing, silent, or not such a file.
    """
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as problem:
        raise HitotsuError(f"{path}: this sound cannot be read ({_why(problem)}): {_REMEDY}") from problem
    if form != (1, 2, sample_rate) or len(data) < 2 or len(data) % 2:
        raise HitotsuError(f"{path}: a mono 16-bit WAV file of {sample_rate} Hz belongs here: {_REMEDY}")
    samples: Mono = np.frombuffer(data, "<i2").astype(np.float32) / np.float32(32768)
    if not samples.any():
        raise HitotsuError(f"{path}: nothing is heard in this sound: {_REMEDY}")
    return samples


def _why(problem: BaseException) -> str:
    return getattr(problem, "strerror", None) or str(problem) or "it ends too early"

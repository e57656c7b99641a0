"""Read the band's recorded instruments and play single notes on them."""

import csv
from pathlib import Path
from typing import Annotated, Final

import msgspec
import numpy as np

from game.audio.layers import tuned
from game.audio.samples import INDEX, Mono, Sample, read_wav
from game.model.errors import HitotsuError

_REMEDY: Final = "put the original file back or install the game again"
_Frame = Annotated[int, msgspec.Meta(ge=0)]


class Recorded(msgspec.Struct, frozen=True):
    """One line of the index: one recorded note."""

    file: str
    instrument: str
    midi_note: Annotated[int, msgspec.Meta(ge=0, le=127)]
    sample_rate: Annotated[int, msgspec.Meta(ge=8000, le=192000)]
    loop_start_frame: _Frame | None = None
    """From here to `loop_end_frame` the sound can be held; None where it dies away by itself."""
    loop_end_frame: _Frame | None = None


class Instruments:
    """The recorded notes of a folder. Nothing is kept but the index."""

    def __init__(self, folder: Path) -> None:
        """Read the index.

        Raises:
            HitotsuError: The index is missing or a line of it does not hold what it should.
        """
        self._folder = folder
        self._recorded = _read_index(folder / INDEX)

    def note(self, instrument: str, midi_note: int, seconds: float, sample_rate: int) -> Mono:
        """Return a note, at most so long, from the recording that lies nearest to it, beginning at its attack.

        Raises:
            HitotsuError: There is no recording of the instrument, or it cannot be read.
        """
        notes = [one for one in self._recorded if one.instrument == instrument]
        if not notes:
            raise HitotsuError(f"{self._folder / INDEX}: the instrument {instrument} is missing: {_REMEDY}")
        nearest = min(notes, key=lambda one: abs(one.midi_note - midi_note))
        semitones = midi_note - nearest.midi_note
        frames = round(seconds * nearest.sample_rate * 2 ** (semitones / 12)) + nearest.sample_rate // 20
        held = _held(read_wav(self._folder / nearest.file, nearest.sample_rate), nearest, frames)
        return tuned(Sample(held, nearest.sample_rate, 1.0), sample_rate, semitones)[: round(seconds * sample_rate)]


def _held(samples: Mono, recorded: Recorded, frames: int) -> Mono:
    """Go round the loop until the note is long enough, where it has one."""
    start, end = recorded.loop_start_frame, recorded.loop_end_frame
    if start is None or end is None or not start < end <= len(samples):
        return samples[:frames]
    turns = max(0, -(-(frames - end) // (end - start)))
    return np.concatenate([samples[:end], np.tile(samples[start:end], turns)])[:frames]


def _read_index(path: Path) -> list[Recorded]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise HitotsuError(f"{path}: the list of the band's sounds cannot be read ({problem}): {_REMEDY}") from problem
    return [_recorded(path, line, fields) for line, fields in enumerate(csv.DictReader(text.splitlines()), start=2)]


def _recorded(path: Path, line: int, fields: dict[str, str]) -> Recorded:
    try:
        row = msgspec.convert({name: value or None for name, value in fields.items()}, Recorded, strict=False)
    except msgspec.ValidationError as problem:
        raise HitotsuError(f"{path}, line {line}: {problem}: {_REMEDY}") from problem
    if Path(row.file).name != row.file:
        raise HitotsuError(f"{path}, line {line}: a plain file name belongs here: {_REMEDY}")
    return row

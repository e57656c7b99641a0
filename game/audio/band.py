"""The band's sounds: a taiko, and the chord that ends a round as one. Baked to stereo, in the middle."""

import wave
from functools import lru_cache
from typing import Final

import numpy as np
import soxr

from game.audio.samples import Mono
from game.audio.voices import Stereo
from game.model.assets import asset
from game.model.errors import HitotsuError

TAIKO: Final = "taiko"
CHORD: Final = "chord"
_TAIKO_DB: Final = -20.0
_CHORD_PEAK_DB: Final = -15.0
_CHORD_S: Final = 3.0
_FADE_S: Final = 1.6
_CHORD_NOTES: Final = (
    ("strings_049", 49, 50, 1.0), ("strings_064", 64, 57, 0.9), ("choir_060", 60, 62, 0.8),
    ("strings_064", 64, 64, 0.7), ("strings_064", 64, 69, 0.5),
)  # fmt: skip
"""File, the note it holds, the note it is to sound, its share: an open fifth and a ninth, nothing that argues."""


@lru_cache(maxsize=4)
def band_voice(voice: str, rate: int) -> Stereo:
    """Return a voice of the band at full level, frames x 2, full scale = 1.

    Raises:
        HitotsuError: A sound file is missing or broken.
    """
    mono = _taiko(rate) if voice == TAIKO else _chord(rate)
    return np.ascontiguousarray(np.repeat(mono[:, np.newaxis], 2, axis=1) * np.float32(np.sqrt(0.5)))


def _taiko(rate: int) -> Mono:
    samples = _tuned("taiko_060", 0.0, rate)
    return _scaled(samples, 10 ** (_TAIKO_DB / 20) / float(np.abs(samples).max()))


def _chord(rate: int) -> Mono:
    total = np.zeros(round(_CHORD_S * rate), dtype=np.float32)
    for file, held, wanted, share in _CHORD_NOTES:
        note = _tuned(file, wanted - held, rate)[: len(total)]
        total[: len(note)] += _faded(note, rate) * np.float32(share)
    return _scaled(total, 10 ** (_CHORD_PEAK_DB / 20) / float(np.abs(total).max()))


def _scaled(samples: Mono, gain: float) -> Mono:
    return np.asarray(samples * np.float32(gain), dtype=np.float32)


def _faded(note: Mono, rate: int) -> Mono:
    fade = min(round(_FADE_S * rate), len(note))
    shaped = note.copy()
    shaped[len(note) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32) ** 2
    return shaped


@lru_cache(maxsize=16)
def _tuned(file: str, semitones: float, rate: int) -> Mono:
    """Return a recording, tuned up by so many semitones (and as much shorter), at a rate."""
    path = asset("sounds", "band", f"{file}.wav")
    try:
        with wave.open(str(path), "rb") as recording:
            raw = np.frombuffer(recording.readframes(recording.getnframes()), np.int16)
            recorded_hz = recording.getframerate()
    except (OSError, EOFError, wave.Error) as error:
        raise HitotsuError(f"{path}: this sound cannot be read ({error}): install the game again.") from error
    samples: Mono = soxr.resample(raw.astype(np.float32) / 32768, recorded_hz * 2 ** (semitones / 12), rate)
    return samples

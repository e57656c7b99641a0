"""The band's instruments: any note of the piece, held as long as it is asked for."""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from game.audio.instruments import Instruments
from game.audio.levels import SNARE_DB
from game.audio.loudness import loudest
from game.audio.packed import Packed
from game.audio.voices import Stereo, placed
from game.model.assets import asset
from game.session.piece import Sounding

_START_S: Final = 0.002


class _Playing(NamedTuple):
    loudness_db: float
    """Of a note's loudest moment at full level, dB relative to a snare struck mezzo forte."""
    place: float
    """-1 (left) to 1 (right)."""
    longest_s: float
    release_s: float
    """How long a note takes to fall silent after it was held."""
    swell_s: float = _START_S
    decay_s: float | None = None
    """A plucked string falls to a third in this time, s; None where it is held."""


_PLAYING: Final = {
    "acoustic_bass": _Playing(-4, 0.0, 2.0, 0.12, decay_s=0.9),
    "koto": _Playing(-9, -0.25, 2.0, 0.25, decay_s=0.5),
    "electric_piano": _Playing(-12, 0.3, 2.0, 0.15, decay_s=0.7),
    "strings": _Playing(-13, 0.0, 3.0, 0.45, swell_s=0.18),
    "shakuhachi": _Playing(-9, 0.1, 3.2, 0.25, swell_s=0.06),
    "shamisen": _Playing(-10, -0.1, 1.5, 0.2, decay_s=0.35),
    "vibraphone": _Playing(-11, 0.2, 2.0, 0.3, swell_s=0.006, decay_s=0.6),
}


def seconds_of(note: Sounding) -> float:
    """Return how long a note is heard."""
    playing = _PLAYING[note.instrument]
    return min(note.seconds, playing.longest_s) + playing.release_s


def note_sound(note: Sounding, whole: Packed, rate: int, gain: float) -> Stereo:
    """Return a note as long as it is held, frames x 2, full scale = 1, cut out of what `tuned_note` gave."""
    playing = _PLAYING[note.instrument]
    samples = whole.times(gain, round(seconds_of(note) * rate))
    release = min(round(playing.release_s * rate), len(samples))
    samples[len(samples) - release :] *= np.cos(np.linspace(0, np.pi / 2, release, dtype=np.float32)) ** 2
    return placed(samples, playing.place)


def tuned_note(instrument: str, midi_note: int, rate: int) -> Packed:
    """Return a note as long as it can be held.

    Raises:
        HitotsuError: A sound file is missing or broken.
    """
    playing = _PLAYING[instrument]
    seconds = playing.longest_s + playing.release_s
    samples = np.array(_instruments().note(instrument, midi_note, seconds, rate), dtype=np.float32)
    swell = min(round(playing.swell_s * rate), len(samples))
    samples[:swell] *= np.sin(np.linspace(0, np.pi / 2, swell, dtype=np.float32)) ** 2
    if playing.decay_s is not None:
        samples *= np.exp(-np.arange(len(samples), dtype=np.float32) / np.float32(playing.decay_s * rate))
    samples *= np.float32(10 ** ((SNARE_DB + playing.loudness_db) / 20) / loudest(samples, rate))
    return Packed.of(samples)


@lru_cache(maxsize=1)
def _instruments() -> Instruments:
    return Instruments(asset("sounds", "band"))

"""The game's own small sounds, on tuned instruments: the band's taiko, answers and clicks."""

from typing import Final, NamedTuple

import numpy as np

from game.audio.instruments import Instruments
from game.audio.levels import SNARE_DB
from game.audio.loudness import loudest
from game.audio.samples import Mono
from game.model.assets import asset

TAIKO: Final = "taiko"
SHIMMER: Final = "shimmer"
CHORD: Final = "chord"

_END_FADE_S: Final = 0.030


class _Note(NamedTuple):
    instrument: str
    midi_note: int
    gain: float
    start_s: float = 0.0
    swell_s: float = 0.0
    """How long it takes to come in, s."""
    decay_s: float | None = None
    """Falls to a third in this time, s; None where the recording dies away by itself."""


class _Score(NamedTuple):
    seconds: float
    loudness_db: float
    """Of its loudest moment at full level, dB relative to a snare struck mezzo forte."""
    notes: tuple[_Note, ...]
    release_s: float = _END_FADE_S
    """How long the end takes to fall silent, s."""


_SCORES: Final[dict[str, _Score]] = {
    TAIKO: _Score(1.0, -12, (_Note("taiko", 60, 1.0),)),
    SHIMMER: _Score(
        1.2, -15,
        (
            _Note("vibraphone", 86, 1.0, swell_s=0.020, decay_s=0.30),
            _Note("vibraphone", 93, 0.25, 0.030, swell_s=0.040, decay_s=0.20),
        ),
    ),
    CHORD: _Score(
        3.0, 6,
        (
            _Note("strings", 50, 1.0), _Note("strings", 57, 0.9), _Note("strings", 64, 0.6),
            _Note("choir", 62, 0.8), _Note("choir", 57, 0.5), _Note("strings", 69, 0.4),
            _Note("koto", 62, 0.6, 0.000, decay_s=0.6), _Note("koto", 69, 0.5, 0.030, decay_s=0.6),
            _Note("vibraphone", 76, 0.35, 0.060, decay_s=0.9), _Note("vibraphone", 81, 0.3, 0.090, decay_s=0.9),
        ),
        release_s=1.6,
    ),
    "near": _Score(
        3.5, -11,
        (
            _Note("strings", 38, 1.0, swell_s=0.7), _Note("strings", 45, 0.6, swell_s=0.9),
            _Note("choir", 50, 0.4, swell_s=1.1),
        ),
        release_s=2.2,
    ),
    "found": _Score(
        2.6, -5,
        (
            _Note("strings", 50, 1.0, swell_s=0.25), _Note("strings", 57, 0.8, swell_s=0.30),
            _Note("choir", 62, 0.7, swell_s=0.35), _Note("strings", 64, 0.4, swell_s=0.45),
        ),
        release_s=1.6,
    ),
    "lantern": _Score(
        1.4, -9,
        (
            _Note("koto", 62, 1.0, decay_s=0.30), _Note("koto", 69, 0.9, 0.090, decay_s=0.35),
            _Note("vibraphone", 81, 0.3, 0.090, swell_s=0.02, decay_s=0.35),
        ),
    ),
    "over": _Score(
        2.4, -6,
        (
            _Note("taiko", 60, 0.8), _Note("koto", 50, 0.6, decay_s=0.5),
            _Note("vibraphone", 62, 0.5, 0.010, decay_s=0.6), _Note("vibraphone", 57, 0.4, 0.050, decay_s=0.6),
        ),
        release_s=0.8,
    ),
    "seat": _Score(0.8, -9, (_Note("marimba", 62, 1.0, decay_s=0.20), _Note("marimba", 69, 1.0, 0.09, decay_s=0.20))),
    "choose": _Score(
        0.7, -10, (_Note("marimba", 74, 1.0, decay_s=0.15), _Note("vibraphone", 86, 0.3, 0.01, decay_s=0.15))
    ),
    "back": _Score(0.7, -11, (_Note("marimba", 69, 1.0, decay_s=0.15), _Note("marimba", 62, 0.9, 0.08, decay_s=0.15))),
    "click": _Score(0.2, -4, (_Note("marimba", 79, 1.0, decay_s=0.035),)),
    "accent": _Score(0.2, -2, (_Note("marimba", 91, 1.0, decay_s=0.035), _Note("marimba", 79, 0.5, decay_s=0.035))),
}  # fmt: skip
"""Every voice. The chord is an open fifth on D with its ninth, and all others are made of its notes: nothing argues."""
BAND_VOICES: Final = tuple(_SCORES)


def band_voice(voice: str, rate: int) -> Mono:
    """Return a voice of the band, full scale = 1: as loud in the middle between two loudspeakers as it is to be.

    Raises:
        HitotsuError: A sound file is missing or broken.
    """
    score = _SCORES[voice]
    instruments = Instruments(asset("sounds", "band"))
    total: Mono = np.zeros(round(score.seconds * rate), dtype=np.float32)
    for note in score.notes:
        first = round(note.start_s * rate)
        left_s = score.seconds - note.start_s
        samples = _shaped(instruments.note(note.instrument, note.midi_note, left_s, rate), note, rate)
        total[first : first + len(samples)] += samples[: len(total) - first]
    release = round(score.release_s * rate)
    total[-release:] *= np.linspace(1, 0, release, dtype=np.float32) ** 2
    total *= np.float32(10 ** ((SNARE_DB + score.loudness_db) / 20) / loudest(total, rate))
    return total


def _shaped(samples: Mono, note: _Note, rate: int) -> Mono:
    shaped = samples * np.float32(note.gain)
    swell = min(round(note.swell_s * rate), len(shaped))
    shaped[:swell] *= np.sin(np.linspace(0, np.pi / 2, swell, dtype=np.float32)) ** 2
    if note.decay_s is not None:
        shaped *= np.exp(-np.arange(len(shaped), dtype=np.float32) / np.float32(note.decay_s * rate))
    fade = min(round(_END_FADE_S * rate), len(shaped))
    shaped[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return np.asarray(shaped, dtype=np.float32)


def seconds_of_voice(voice: str) -> float:
    """Return how long a voice of the band sounds."""
    return _SCORES[voice].seconds

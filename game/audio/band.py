"""The band's sounds: a taiko, a shimmer, and the chord that ends a round as one. Baked to stereo, in the middle."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, Generic, NamedTuple

import numpy as np

from game.audio.instruments import Instruments
from game.audio.levels import MASTER_DB, STEP_DB, level_db, pan_gains
from game.audio.loudness import power, spectrum
from game.audio.output import Sound
from game.audio.samples import Mono
from game.audio.voices import Stereo
from game.model.assets import asset

TAIKO: Final = "taiko"
SHIMMER: Final = "shimmer"
CHORD: Final = "chord"

_SNARE_DB: Final = MASTER_DB + level_db(0.6)
"""Loudness of a snare struck mezzo forte."""
_LOUDNESS_DB: Final = {TAIKO: _SNARE_DB - 12.0, SHIMMER: _SNARE_DB - 15.0, CHORD: _SNARE_DB + 6.0}
"""Of a voice's loudest moment, at full level."""
_END_FADE_S: Final = 0.030
_HOP_S: Final = 0.075


class _Note(NamedTuple):
    instrument: str
    midi_note: int
    gain: float
    start_s: float = 0.0
    swell_s: float = 0.0
    """How long it takes to come in, s."""
    decay_s: float | None = None
    """Falls to a third in this time, s; None where the recording dies away by itself."""


_NOTES: Final[dict[str, tuple[float, tuple[_Note, ...]]]] = {
    TAIKO: (1.0, (_Note("taiko", 60, 1.0),)),
    SHIMMER: (
        1.2,
        (
            _Note("vibraphone", 86, 1.0, swell_s=0.020, decay_s=0.30),
            _Note("vibraphone", 93, 0.25, 0.030, swell_s=0.040, decay_s=0.20),
        ),
    ),
    CHORD: (
        3.0,
        (
            _Note("strings", 50, 1.0), _Note("strings", 57, 0.9), _Note("strings", 64, 0.6),
            _Note("choir", 62, 0.8), _Note("choir", 57, 0.5), _Note("strings", 69, 0.4),
            _Note("koto", 62, 0.6, 0.000, decay_s=0.6), _Note("koto", 69, 0.5, 0.030, decay_s=0.6),
            _Note("vibraphone", 76, 0.35, 0.060, decay_s=0.9), _Note("vibraphone", 81, 0.3, 0.090, decay_s=0.9),
        ),
    ),
}  # fmt: skip
"""Seconds and notes of each voice. The chord is an open fifth on D with its ninth: nothing in it argues."""
BAND_VOICES: Final = tuple(_NOTES)
_RELEASE_S: Final = {CHORD: 1.6}


@lru_cache(maxsize=4)
def band_voice(voice: str, rate: int) -> Stereo:
    """Return a voice of the band at full level, frames x 2, full scale = 1.

    Raises:
        HitotsuError: A sound file is missing or broken.
    """
    seconds, notes = _NOTES[voice]
    instruments = Instruments(asset("sounds", "band"))
    total: Mono = np.zeros(round(seconds * rate), dtype=np.float32)
    for note in notes:
        first = round(note.start_s * rate)
        samples = _shaped(instruments.note(note.instrument, note.midi_note, seconds - note.start_s, rate), note, rate)
        total[first : first + len(samples)] += samples[: len(total) - first]
    release = round(_RELEASE_S.get(voice, _END_FADE_S) * rate)
    total[-release:] *= np.linspace(1, 0, release, dtype=np.float32) ** 2
    total *= np.float32(10 ** (_LOUDNESS_DB[voice] / 20) / _loudest(total, rate))
    return np.ascontiguousarray(total[:, np.newaxis] * pan_gains(0.0))


def _shaped(samples: Mono, note: _Note, rate: int) -> Mono:
    shaped = samples * np.float32(note.gain)
    swell = min(round(note.swell_s * rate), len(shaped))
    shaped[:swell] *= np.sin(np.linspace(0, np.pi / 2, swell, dtype=np.float32)) ** 2
    if note.decay_s is not None:
        shaped *= np.exp(-np.arange(len(shaped), dtype=np.float32) / np.float32(note.decay_s * rate))
    fade = min(round(_END_FADE_S * rate), len(shaped))
    shaped[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return np.asarray(shaped, dtype=np.float32)


def _loudest(samples: Mono, rate: int) -> float:
    """Return the loudness of the loudest moment, as an amplitude."""
    hop = round(_HOP_S * rate)
    return float(np.sqrt(max(power(spectrum(samples[first:], rate)) for first in range(0, len(samples), hop))))


class BandSounds(Generic[Sound]):
    """The band's voices in an output's own form, at the levels that were asked for."""

    def __init__(self, sample_rate: int, prepare: Callable[[Stereo], Sound]) -> None:
        """Build voices when they are first asked for; `prepare` gives one the output's own form."""
        self._sample_rate = sample_rate
        self._prepare = prepare
        self._ready: dict[tuple[str, int], Sound] = {}

    def get(self, voice: str, lowered: int) -> Sound:
        """Return a voice, lowered by so many loudness steps.

        Raises:
            HitotsuError: A sound file is missing or broken.
        """
        key = (voice, lowered)
        if key not in self._ready:
            gain = np.float32(10 ** (-lowered * STEP_DB / 20))
            self._ready[key] = self._prepare(np.asarray(band_voice(voice, self._sample_rate) * gain, dtype=np.float32))
        return self._ready[key]

    def seconds(self, voice: str) -> float:
        """Return how long a voice sounds."""
        return _NOTES[voice][0]

    def forget(self) -> None:
        """Give up what is ready: it will be asked for at other levels."""
        self._ready = {}

"""Let a recording ring on from a moment: what comes after it was not meant."""

from typing import Final

import numpy as np

from game.audio.samples import Mono, Sample

_SIZE: Final = 8192
_HOP: Final = _SIZE // 4
_JOIN_S: Final = 0.060
_DECAY_DB: Final = (22.0, 1.8)
"""How fast metal falls silent: dB a second, and how much more for each 1000 Hz."""
_END_PART: Final = 0.3
"""Of the ring, over which it fades."""


def rings_on(sample: Sample, from_s: float, seconds: float) -> Sample:
    """Return a stroke that dies away, for some seconds more, as it rang before a moment of its recording.

    Metal rings in so many tones that none is heard alone: tones of the same strengths, each beginning anywhere in its
    turn, continue it. The same recording always gives the same sound.
    """
    rate, held = sample.sample_rate, round(from_s * sample.sample_rate)
    ring = _ring(sample.samples[held - _SIZE : held], rate, round(seconds * rate))
    join = round(_JOIN_S * rate)
    last = sample.samples[held - join : held]
    ring *= np.sqrt(np.mean(last**2) / np.mean(ring[:join] ** 2))
    angle = np.linspace(0, np.pi / 2, join, dtype=np.float32)
    joined = last * np.cos(angle) + ring[:join] * np.sin(angle)
    samples = np.concatenate([sample.samples[: held - join], joined, ring[join:]])
    return Sample(np.asarray(samples, dtype=np.float32), rate, sample.velocity)


def _ring(heard: Mono, rate: int, frames: int) -> Mono:
    rng = np.random.default_rng(1)
    window = np.hanning(_SIZE)
    strengths = np.abs(np.fft.rfft(heard * window))
    decay_db = _DECAY_DB[0] + _DECAY_DB[1] * np.fft.rfftfreq(_SIZE, 1 / rate) / 1000
    total = np.zeros(frames + 2 * _SIZE)
    for start in range(0, frames + _SIZE, _HOP):
        turns = np.exp(2j * np.pi * rng.random(len(strengths)))
        fallen = 10 ** (-decay_db * start / rate / 20)
        total[start : start + _SIZE] += np.fft.irfft(strengths * fallen * turns) * window
    ring = total[_SIZE - _HOP :][:frames].astype(np.float32)
    end = round(_END_PART * frames)
    ring[-end:] *= np.cos(np.linspace(0, np.pi / 2, end, dtype=np.float32)) ** 2
    return ring

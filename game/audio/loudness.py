"""How loud a stroke is to the ear, how alike two strokes are, and where the low and the high part divide."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.audio.samples import Mono

_WINDOW_S: Final = 0.150
"""The part of a stroke that makes its loudness."""
_HOP_S: Final = 0.075
_ALIGN_S: Final = 0.0006
"""How far two layers may be shifted against each other, s: no ear hears it as late."""

Spectrum = NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class Joint:
    """How two neighbouring layers fit together."""

    lag: int
    """Frames by which the second comes later."""
    shared: float
    """Power that the two share after the shift: the square root of both powers where they are alike."""


def spectrum(stroke: Mono, sample_rate: int) -> Spectrum:
    """Return the spectrum of the loudness window, weighted as the ear does; `power` makes mean squares of it."""
    frames = int(_WINDOW_S * sample_rate)
    size = 2 ** math.ceil(math.log2(frames * 1.25))
    return np.asarray(np.fft.rfft(stroke[:frames], size) * _weighting(size, sample_rate) * math.sqrt(2 / size / frames))


def power(spectrum: Spectrum) -> float:
    """Return the weighted mean square."""
    return float(np.vdot(spectrum, spectrum).real)


def loudest(stroke: Mono, sample_rate: int) -> float:
    """Return the loudness of the loudest moment, as an amplitude."""
    hop = round(_HOP_S * sample_rate)
    windows = (spectrum(stroke[first:], sample_rate) for first in range(0, len(stroke), hop))
    return math.sqrt(max(power(window) for window in windows))


def join(first: Spectrum, second: Spectrum, sample_rate: int) -> Joint:
    """Return the shift at which two strokes are most alike."""
    size = 2 * (len(first) - 1)
    match = np.fft.irfft(np.conj(first) * second, size) * size / 2
    reach = int(_ALIGN_S * sample_rate)
    lags = np.arange(-reach, reach + 1)
    best = int(lags[np.argmax(match[lags])])
    return Joint(best, float(match[best]))


def low_part(stroke: Mono, sample_rate: int, split_hz: float) -> Mono:
    """Return what lies under a frequency, with a soft edge half an octave to either side and no delay."""
    size = 2 ** math.ceil(math.log2(len(stroke) + sample_rate // 20))
    frequency_hz = np.fft.rfftfreq(size, 1 / sample_rate)
    octaves = np.log2(np.maximum(frequency_hz, 1.0) / split_hz)
    gains = (0.5 - 0.5 * np.sin(np.clip(octaves, -0.5, 0.5) * math.pi)).astype(np.float32)
    return np.asarray(np.fft.irfft(np.fft.rfft(stroke, size) * gains, size)[: len(stroke)], dtype=np.float32)


def quiet_weighted(stroke: Mono, sample_rate: int) -> Mono:
    """Return a sound as the ear weighs what is soft, without delay: low tones vanish long before others do.

    Below 1 kHz the A curve of IEC 61672, -26 dB at 60 Hz (near the threshold of hearing the ear drops still more);
    above it nothing is taken off.
    """
    size = 2 ** math.ceil(math.log2(len(stroke) + sample_rate // 20))
    squares = np.minimum(np.fft.rfftfreq(size, 1 / sample_rate), 1000.0) ** 2
    middle = np.sqrt((squares + 107.7**2) * (squares + 737.9**2))
    gains = 1.2589 * 12194.0**2 * squares**2 / ((squares + 20.6**2) * middle * (squares + 12194.0**2))
    weighted = np.fft.irfft(np.fft.rfft(stroke, size) * gains.astype(np.float32), size)
    return np.asarray(weighted[: len(stroke)], dtype=np.float32)


@cache
def _weighting(size: int, sample_rate: int) -> NDArray[np.float64]:
    """Return the gain of ITU-R BS.1770's weighting: no rumble, 4 dB more from about 2 kHz up."""
    frequency_hz = np.fft.rfftfreq(size, 1 / sample_rate)
    rumble = frequency_hz**2 / (frequency_hz**2 + 38.1**2)
    s = 1j * frequency_hz / 1682.0
    lift = 10 ** (4.0 / 20)
    shelf = np.abs((lift * s**2 + math.sqrt(lift) * s / 0.7072 + 1) / (s**2 + s / 0.7072 + 1))
    return np.asarray(rumble * shelf)

"""Blend the recorded layers of one voice so that no velocity brings a step in level or colour."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from game.audio.loudness import Joint, join, low_part, power, quiet_weighted, spectrum
from game.audio.packed import Packed
from game.audio.samples import Mono, Sample

_ATTACK: Final = 0.1
"""A stroke begins where it first reaches this part of its peak: what comes earlier would be heard as late."""
_LEAD_FRAMES: Final = 12
_HOP: Final = 256
_RELIEF: Final = np.float32(10 ** (-12 / 20))
"""Low tones fall silent earlier by so much at most: with the volume turned up the ear hears more of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """Sound of one layer at the device's rate."""

    sound: Packed
    later_peaks: NDArray[np.float32]
    """For every hop of frames: the highest peak from there to the end, weighted as the ear hears what is soft."""

    def scaled(self, gain: float, floor: float) -> Mono:
        """Return the sound times `gain`, cut where it stays under a peak of `floor`."""
        hops = int(np.count_nonzero(self.later_peaks * gain > floor))
        return self.sound.times(gain, hops * _HOP)


@dataclass(frozen=True, slots=True)
class Layer:
    """One recorded stroke, of loudness 1 as a whole."""

    velocity: float
    """Where it sounds alone, 0 to 1."""
    top: Part
    """What is cross-faded with the neighbouring layers: everything, or what lies above the body."""
    top_power: float
    body: Part | None = None
    """The low tones of a drum, taken from one layer only: those of two strokes drift in pitch and would cancel."""
    body_power: float = 0.0


Mix = list[tuple[Part, float, int]]
"""Parts with their gains and first frames."""


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers of one voice, softest first, with the joints between neighbours."""

    layers: tuple[Layer, ...]
    joints: tuple[Joint, ...]

    @property
    def nbytes(self) -> int:
        """Return the memory of the samples, bytes."""
        parts = [part for layer in self.layers for part, *_ in _alone(layer)]
        return sum(part.sound.nbytes + part.later_peaks.nbytes for part in parts)

    def blend(self, velocity: float, gain: float, floor: float) -> Mono:
        """Return the stroke for a velocity (0 to 1) at a loudness of `gain`, cut where it stays under `floor`."""
        parts = [(part.scaled(gain * share, floor), start) for part, share, start in self._mix(velocity)]
        total = np.zeros(max(1, *(start + len(part) for part, start in parts)), dtype=np.float32)
        for part, start in parts:
            total[start : start + len(part)] += part
        return total

    def _mix(self, velocity: float) -> Mix:
        centres = [layer.velocity for layer in self.layers]
        index = int(np.searchsorted(centres, velocity, side="right")) - 1
        if not 0 <= index < len(centres) - 1:
            return _alone(self.layers[max(index, 0)])
        share = (velocity - centres[index]) / (centres[index + 1] - centres[index])
        return _between(self.layers[index], self.layers[index + 1], self.joints[index], share)


def _alone(layer: Layer) -> Mix:
    return [(part, 1.0, 0) for part in (layer.top, layer.body) if part is not None]


def _between(low: Layer, high: Layer, joint: Joint, share: float) -> Mix:
    """Return the mix of two neighbours, of loudness 1; `share` is how far it is from the lower to the higher."""
    quiet, loud = math.cos(share * math.pi / 2), math.sin(share * math.pi / 2)
    starts = max(joint.lag, 0), max(-joint.lag, 0)
    tops = quiet**2 * low.top_power + loud**2 * high.top_power + 2 * quiet * loud * joint.shared
    body_power = (1 - share) * low.body_power + share * high.body_power
    scale = 1 / math.sqrt(tops + body_power)
    mix = [(low.top, scale * quiet, starts[0]), (high.top, scale * loud, starts[1])]
    nearest, start = (low, starts[0]) if share < 0.5 else (high, starts[1])
    if nearest.body is not None:
        mix.append((nearest.body, scale * math.sqrt(body_power / nearest.body_power), start))
    return mix


def build_layers(
    samples: Sequence[Sample], sample_rate: int, semitones: float = 0.0, split_hz: float | None = None
) -> Layers:
    """Resample, tune, trim and level the recorded strokes of one voice (at least one, softest first).

    Where `split_hz` is given, what lies below it is the body, which is never cross-faded.
    """
    layers, spectra = [], []
    for sample in samples:
        stroke = tuned(sample, sample_rate, semitones)
        stroke /= np.float32(math.sqrt(power(spectrum(stroke, sample_rate))))
        body = None if split_hz is None else eased(low_part(stroke, sample_rate, split_hz))
        top = stroke if body is None else eased(stroke - body)
        spectra.append(spectrum(top, sample_rate))
        layers.append(_layer(sample.velocity, _part(top, sample_rate), power(spectra[-1]), body, sample_rate))
    return Layers(tuple(layers), tuple(join(low, high, sample_rate) for low, high in pairwise(spectra)))


def tuned(sample: Sample, sample_rate: int, semitones: float) -> Mono:
    """Return a stroke at the wanted rate and pitch, beginning just before its attack."""
    rate = sample.sample_rate * 2 ** (semitones / 12)
    stroke: Mono = soxr.resample(sample.samples, rate, sample_rate, quality="HQ")
    size = np.abs(stroke)
    attack = int(np.argmax(size > _ATTACK * size.max()))
    stroke = np.ascontiguousarray(stroke[max(0, attack - _LEAD_FRAMES) :])
    return eased(stroke)


def eased(samples: Mono) -> Mono:
    """Begin at 0: a cut edge, or what a filter spreads ahead of the attack, would click."""
    ramp = min(_LEAD_FRAMES, len(samples))
    samples[:ramp] *= np.linspace(0, 1, ramp, endpoint=False, dtype=np.float32)
    return samples


def _layer(velocity: float, top: Part, top_power: float, body: Mono | None, sample_rate: int) -> Layer:
    if body is None:
        return Layer(velocity, top, top_power)
    return Layer(velocity, top, top_power, _part(body, sample_rate), max(1 - top_power, 1e-6))


def _part(samples: Mono, sample_rate: int) -> Part:
    heard = np.maximum(np.abs(quiet_weighted(samples, sample_rate)), np.abs(samples) * _RELIEF)
    hops = np.pad(heard, (0, -len(heard) % _HOP)).reshape(-1, _HOP).max(axis=1)
    return Part(Packed.of(samples), np.ascontiguousarray(np.maximum.accumulate(hops[::-1])[::-1]))

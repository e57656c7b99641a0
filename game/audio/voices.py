"""Every voice of the kit at the device's rate, ready to be played as it is.

The device's mixer has no gain and no pan, so each stroke is baked: level, blend of layers, and the places of the
drum and of the player. Recordings are read and tuned when the bank is built; a stroke is baked when it is first
asked for.
"""

import math
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import soxr
from numpy.typing import NDArray

from game.audio import kit, layers, loudness, packed, ringing
from game.audio.kit import BLENDS, TICK, VOICES, Voice
from game.audio.layers import Layers, build_layers, eased
from game.audio.levels import LOUDNESS_STEPS, MASTER_DB, SEAT_PLACE, STEP_DB, pan_gains, step_velocity
from game.audio.loudness import power, spectrum
from game.audio.packed import Keeper, content_of, own_memory, pack, unpack
from game.audio.ringing import rings_on
from game.audio.samples import INDEX, Mono, Row, Sample, read_index, read_sample
from game.audio.variation import SEAT_CENTS, VARIANTS
from game.model.assets import asset
from game.model.errors import HitotsuError

Stereo = NDArray[np.float32]
"""Frames by two channels, C-contiguous, full scale = 1."""

_FLOOR: Final = 10 ** (-72 / 20)
"""The tail of the loudest stroke is not heard under this peak."""
_SOFT_DB: Final = STEP_DB / 8
"""By so much later ends the tail of a stroke that is one step softer: ears listen closer then."""
_FADE_S: Final = (0.020, 0.060)
_FADE_PART: Final = 8
"""A stroke fades in one part of so many, within these times."""
_RING_S: Final = 1.2
_RECIPE: Final = (kit, layers, loudness, packed, ringing)
"""The modules that make layers of recordings: what was kept by others is of no use."""


class Stroke(NamedTuple):
    """One sound that can be baked."""

    player: int
    """1 or 2; 0 = the game's own sound, in the middle."""
    voice: str
    step: int
    """Level and colour, 0 (hardest) to LOUDNESS_STEPS."""
    lowered: int = 0
    """By how many loudness steps the volume lowers it."""
    variant: int = 0
    """Which of `variation.VARIANTS`; 0 = the plain one."""

    @classmethod
    def every(cls, lowered: int = 0) -> "list[Stroke]":
        """Return everything that two players can strike at one volume, in its plain form."""
        steps, voices = range(LOUDNESS_STEPS + 1), [voice for voice in VOICES if voice != TICK]
        return [cls(player, voice, step, lowered) for step in steps for voice in voices for player in (1, 2)]


class VoiceBank:
    """The kit's voices at one sample rate."""

    def __init__(self, sample_rate: int, folder: Path | None = None, keeper: Keeper | None = None) -> None:
        """Read, resample and tune every recording in `folder` (the game's own where None), or take what was kept.

        Raises:
            HitotsuError: A recording or the index is missing or broken.
        """
        self.sample_rate = sample_rate
        folder = folder or asset("sounds", "drums")
        self._layers = _load(folder, sample_rate, keeper)

    @property
    def nbytes(self) -> int:
        """Return the memory of the recordings, bytes."""
        return sum(layers.nbytes for layers in self._layers.values())

    def bake(self, stroke: Stroke) -> Stereo:
        """Return the sound of a stroke, levelled and placed."""
        variant = VARIANTS[stroke.variant]
        velocity = min(max(step_velocity(stroke.step) + variant.harder, 0.0), 1.0)
        level_db = MASTER_DB - (stroke.step + stroke.lowered) * STEP_DB
        mono, place = self._struck(stroke.voice, velocity, level_db, _FLOOR * 10 ** (-stroke.step * _SOFT_DB / 20))
        mono = self._tuned(mono, variant.cents + SEAT_CENTS[stroke.player])
        shortest, longest = (int(seconds * self.sample_rate) for seconds in _FADE_S)
        fade = min(max(shortest, len(mono) // _FADE_PART), longest, len(mono))
        if fade:
            mono[-fade:] *= np.cos(np.linspace(0, np.pi / 2, fade, dtype=np.float32)) ** 2
        return placed(mono, SEAT_PLACE[stroke.player] + place)

    def _struck(self, name: str, velocity: float, level_db: float, floor: float) -> tuple[Mono, float]:
        """Return a voice at a level relative to the snare's, and its place within the kit."""
        if name not in BLENDS:
            voice = VOICES[name]
            return self._layers[name].blend(velocity, 10 ** ((level_db + voice.level_db) / 20), floor), voice.place
        blend = BLENDS[name]
        low, high = VOICES[blend.low], VOICES[blend.high]
        angle = blend.share * math.pi / 2
        loudness = 10 ** ((level_db + (1 - blend.share) * low.level_db + blend.share * high.level_db) / 20)
        parts = [
            self._layers[voice].blend(velocity, loudness * share, floor)
            for voice, share in ((blend.low, math.cos(angle)), (blend.high, math.sin(angle)))
        ]
        mono = np.zeros(max(len(part) for part in parts), dtype=np.float32)
        for part in parts:
            mono[: len(part)] += part
        mono *= np.float32(loudness / math.sqrt(power(spectrum(mono, self.sample_rate))))  # the two are partly alike
        return mono, high.place

    def _tuned(self, mono: Mono, cents: float) -> Mono:
        if cents == 0:
            return mono
        tuned: Mono = soxr.resample(mono, self.sample_rate * 2 ** (cents / 1200), self.sample_rate, quality="HQ")
        return eased(tuned)


def placed(mono: Mono, place: float) -> Stereo:
    """Return a sound at its place, -1 (left) to 1 (right)."""
    sound = own_memory((len(mono), 2), np.float32)
    for side, gain in enumerate(pan_gains(place)):
        np.multiply(mono, gain, out=sound[:, side])
    return sound


def _load(folder: Path, sample_rate: int, keeper: Keeper | None) -> dict[str, Layers]:
    rows = read_index(folder)
    for voice in VOICES.values():
        if voice.source not in rows:
            raise HitotsuError(f"{folder / INDEX}: the voice {voice.source} is missing: install the game again")
    if keeper is None:
        return _built(folder, rows, sample_rate)
    kind, content = f"drums-{sample_rate}", _content(folder, rows)
    kept = unpack(keeper.get(kind, content), dict[str, Layers]) if content else None
    if kept is not None and kept.keys() == VOICES.keys():
        return kept
    built = _built(folder, rows, sample_rate)
    if content:
        keeper.put(kind, content, pack(built))
    return built


def _content(folder: Path, rows: dict[str, tuple[Row, ...]]) -> str | None:
    sounds = [folder / INDEX, *(folder / row.file for voice in sorted(rows) for row in rows[voice])]
    return content_of([*sounds, *(Path(module.__file__ or "") for module in _RECIPE)])


def _built(folder: Path, rows: dict[str, tuple[Row, ...]], sample_rate: int) -> dict[str, Layers]:
    def build(voice: Voice) -> Layers:
        samples: tuple[Sample, ...] = tuple(read_sample(folder, row) for row in rows[voice.source])
        if voice.meant_s is not None:
            samples = tuple(rings_on(sample, voice.meant_s, _RING_S) for sample in samples)
        return build_layers(samples, sample_rate, voice.semitones, voice.body_hz)

    with ThreadPoolExecutor(thread_name_prefix="voices") as pool:
        return dict(zip(VOICES, pool.map(build, VOICES.values()), strict=True))

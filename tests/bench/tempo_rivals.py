"""What others would use to find a drummer's tempo in his onsets, each called as its own documentation calls it.

Where a library wants a frame by frame curve it gets one with an impulse at every onset. How high, how wide and how
many frames a second is what served each best of what was tried on these performances, which favours them a little.
Those that give beats are asked for the straight line through their beats: it is finer than the frames are apart.
"""

import collections
import collections.abc
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FPS = 100
DEFAULT_FPS = 22050 / 512
"""Frames a second of librosa's own onset curve."""
TAIL_S = 0.1
"""What the curve goes on for after the last onset, s."""
IMPULSE = 0.9
FLOOR = 0.03
"""Between onsets: a tracker that is told a beat is impossible there finds none."""
BLUR_S = 0.02
"""Width of the bells that librosa's tempo is given: it finds more with them than with impulses."""
MEDIAN_REACH_S = 8.0

Floats = NDArray[np.float64]
Estimate = Callable[[Floats, Floats], float]
"""Onset times in s, accents 0 to 1 -> beat or line period in s; nan where nothing was found."""


@dataclass(frozen=True)
class Rival:
    """One way to a tempo."""

    name: str
    estimate: Estimate


def found() -> tuple[list[Rival], list[str]]:
    """Return who can be asked here, and a sentence for each who can not."""
    rivals, absent = [], []
    for distribution, load in _LIBRARIES.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                rivals += load()
        except ImportError as error:
            absent.append(f"{distribution} was not there: {error}.")
    return [*rivals, Rival("median interval", _median_interval)], absent


def _curve(times_s: Floats, heights: Floats | float = 1.0, fps: float = FPS) -> NDArray[np.float32]:
    """Impulses at the onsets, from the first onset on."""
    frames = np.round((times_s - times_s[0]) * fps).astype(int)
    curve = np.zeros(frames[-1] + round(TAIL_S * fps) + 1, dtype=np.float32)
    np.maximum.at(curve, frames, np.broadcast_to(np.float32(heights), frames.shape))
    return curve


def _bells(times_s: Floats) -> NDArray[np.float32]:
    since_s = times_s - times_s[0]
    at_s = np.arange(round((since_s[-1] + TAIL_S) * FPS) + 1) / FPS
    return np.exp(-0.5 * ((at_s[:, None] - since_s) / BLUR_S) ** 2).max(axis=1).astype(np.float32)


def _through(beats: Floats) -> float:
    """Period of the straight line through beats that follow each other, s."""
    if len(beats) < 2:
        return np.nan
    return float(np.polyfit(np.arange(len(beats)), beats, 1)[0])


def _median_interval(times_s: Floats, accents: Floats) -> float:
    return float(np.median(np.diff(times_s[times_s > times_s[-1] - MEDIAN_REACH_S])))


def _madmom() -> list[Rival]:
    _old_names()
    from madmom.features.beats import DBNBeatTrackingProcessor

    track = DBNBeatTrackingProcessor(fps=FPS)

    def even(times_s, accents):
        return _through(track(FLOOR + (IMPULSE - FLOOR) * _curve(times_s)))

    def by_accent(times_s, accents):
        return _through(track(FLOOR + (IMPULSE - FLOOR) * _curve(times_s, accents / accents.max())))

    return [Rival("madmom, beat DBN", even), Rival("madmom, beat DBN, impulses as high as the accents", by_accent)]


def _old_names() -> None:
    """Give back the names of Python 3.9 and numpy 1.23 that madmom 0.16.1 asks for."""
    collections.MutableSequence = collections.abc.MutableSequence
    vars(np).update({"float": float, "int": int})


def _librosa() -> list[Rival]:
    import librosa

    def beats(times_s, accents):
        curve = _curve(times_s, fps=DEFAULT_FPS)
        return _through(librosa.beat.beat_track(onset_envelope=curve, trim=False)[1] / DEFAULT_FPS)

    def tempo(times_s, accents):
        return 60 / float(librosa.feature.tempo(onset_envelope=_bells(times_s), sr=FPS, hop_length=1)[0])

    return [Rival("librosa, beat_track", beats), Rival("librosa, feature.tempo", tempo)]


def _pretty_midi() -> list[Rival]:
    import pretty_midi

    def estimate(times_s, accents):
        drums = pretty_midi.Instrument(0, is_drum=True)
        drums.notes = [pretty_midi.Note(100, 38, time_s, time_s + 0.05) for time_s in times_s]
        midi = pretty_midi.PrettyMIDI()
        midi.instruments.append(drums)
        return 60 / midi.estimate_tempo()

    return [Rival("pretty_midi, estimate_tempo", estimate)]


def _essentia() -> list[Rival]:
    import essentia

    essentia.log.infoActive = False
    from essentia.standard import TempoTapDegara

    track = TempoTapDegara(sampleRateODF=FPS)
    return [Rival("essentia, TempoTapDegara", lambda times_s, accents: _through(track(_curve(times_s)).astype(float)))]


_LIBRARIES: dict[str, Callable[[], list[Rival]]] = {
    "madmom": _madmom,
    "librosa": _librosa,
    "pretty_midi": _pretty_midi,
    "essentia": _essentia,
}

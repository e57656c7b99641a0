"""The band's notes: in tune, without a click, under the drums, and only as loud as the players asked."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.audio.band_bank import MOST_BYTES, BandSounds, is_music
from game.audio.band_notes import seconds_of
from game.audio.drums import KitMixer
from game.audio.levels import SNARE_DB
from game.audio.loudness import loudest
from game.audio.render import Tape
from game.session.clock import ManualClock
from game.session.piece import Sounding, all_notes

RATE = 48000
NOTES = sorted(all_notes())


@pytest.mark.parametrize(("instrument", "midi_note"), NOTES)
def test_every_note_of_the_piece_is_in_tune(instrument, midi_note, band):
    """The strongest line of the octave around the note lies within a quarter tone: recordings differ by some cents."""
    sound = band.sound(Sounding(instrument, midi_note, 1.0).name, 1.0)[:, 0].astype(float)
    middle = sound[RATE // 20 :] * np.hanning(len(sound) - RATE // 20)
    size = 1 << 19
    lines = np.abs(np.fft.rfft(middle, size))
    hz = np.fft.rfftfreq(size, 1 / RATE)
    wanted_hz = 440 * 2 ** ((midi_note - 69) / 12)
    strengths = {
        multiple: lines[np.abs(np.log2(hz / (multiple * wanted_hz), where=hz > 0, out=np.full(len(hz), 9.0))) < 1 / 12]
        for multiple in (1, 2)
    }
    multiple = max(strengths, key=lambda m: strengths[m].max())
    near = np.flatnonzero(np.abs(hz - multiple * wanted_hz) < 0.06 * multiple * wanted_hz)
    found_hz = hz[near[np.argmax(lines[near])]]
    assert abs(1200 * np.log2(found_hz / (multiple * wanted_hz))) < 45


@pytest.mark.parametrize(("instrument", "midi_note"), NOTES[::4])
@pytest.mark.parametrize("seconds", [0.25, 1.0, 9.0])
def test_a_note_begins_and_ends_in_silence(instrument, midi_note, seconds, band):
    note = Sounding(instrument, midi_note, seconds)
    sound = band.sound(note.name, 1.0)
    assert 0.2 * RATE < len(sound) <= seconds_of(note) * RATE + 2
    assert np.abs(sound[:2]).max() < 0.01 * np.abs(sound).max()
    assert np.abs(sound[-8:]).max() < 1e-3 * np.abs(sound).max()
    assert np.abs(np.diff(sound[-RATE // 20 :], axis=0)).max() < 0.2 * np.abs(sound).max(), "a cut would click"


@pytest.mark.parametrize(("instrument", "midi_note"), NOTES[::3])
def test_no_note_is_as_loud_as_a_snare(instrument, midi_note, band):
    sound = band.sound(Sounding(instrument, midi_note, 2.0).name, 1.0)
    level_db = 20 * np.log10(np.sqrt(sum(loudest(sound[:, side], RATE) ** 2 for side in (0, 1))))
    assert SNARE_DB - 16 < level_db < SNARE_DB - 2


@given(st.sampled_from(NOTES), st.floats(0.01, 5.0))
@settings(max_examples=50)
def test_a_note_by_its_name_is_held_at_least_as_long(note, seconds):
    asked = Sounding(*note, seconds)
    read = Sounding.read(asked.name)
    assert read[:2] == asked[:2]
    assert 0 <= read.seconds - seconds < 0.1251 or seconds < 0.1251
    assert is_music(asked.name)


def test_what_is_no_note_is_a_voice():
    assert [Sounding.read(name) for name in ("taiko", "shimmer", "seat")] == [None] * 3
    assert [is_music(name) for name in ("taiko", "shimmer", "seat")] == [True, False, False]


def test_what_is_ready_stays_small(band):
    sounds = BandSounds(band, lambda samples: samples)
    for seconds in np.arange(0.125, 3.0, 0.125):
        for lowered in range(0, 12, 4):
            sounds.get(Sounding("strings", 50, float(seconds)).name, lowered)
    assert MOST_BYTES / 2 < sounds.nbytes == sum(nbytes for _, nbytes in sounds._ready.values()) <= MOST_BYTES


@pytest.fixture
def peak_of(bank, band):
    return partial(_peak_of, bank, band)


def _peak_of(bank, band, band_volume, voice):
    clock = ManualClock()
    tape = Tape(RATE, clock)
    mixer = KitMixer(tape, bank, clock, band=band)
    mixer.band_volume = band_volume
    mixer.play_at(0.0, voice, 1.0)
    return float(np.abs(tape.mixed()).max(initial=0.0))


def test_the_band_has_a_fader_of_its_own_that_leaves_the_answers_alone(peak_of):
    koto = Sounding("koto", 69, 0.5).name
    full, soft, off = (peak_of(volume, koto) for volume in (1.0, 0.7, 0.0))
    assert off == 0
    assert 20 * np.log10(full / soft) == pytest.approx(6, abs=1)
    assert peak_of(0.0, "seat") == peak_of(1.0, "seat") > 0

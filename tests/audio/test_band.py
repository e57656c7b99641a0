"""The band is heard in the middle, softer than the drummers, and ends in silence."""

import numpy as np
import pytest

from game.audio.band import CHORD, TAIKO
from game.audio.drums import KitMixer
from game.audio.render import Tape, render
from game.model.hit import Hit
from game.session.clock import ManualClock

RATE = 48000


def peak_db(samples):
    return 20 * np.log10(np.abs(samples).max())


@pytest.mark.parametrize("voice", [TAIKO, CHORD])
def test_a_voice_is_in_the_middle_without_clicks_or_rumble(voice, band):
    sound = band.sound(voice, 1.0)

    assert np.array_equal(sound[:, 0], sound[:, 1])
    assert np.isfinite(sound).all()
    assert abs(sound.mean()) < 1e-3
    assert np.abs(sound[-1]).max() < 1e-3
    assert len(sound) <= 3.01 * RATE


def test_the_taiko_is_softer_than_a_snare(bank, band):
    snare = render([Hit(0.0, 1, "snare", 0.6)], bank=bank)
    taiko = band.sound(TAIKO, 1.0)

    assert peak_db(taiko) < peak_db(snare) - 3
    assert peak_db(taiko) > -40


def test_the_chord_has_its_notes(band):
    sound = band.sound(CHORD, 1.0)[:RATE, 0]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    for note in (50, 57, 64):
        hz = 440 * 2 ** ((note - 69) / 12)
        near = spectrum[int(hz * 0.98) : int(hz * 1.02) + 1].max()
        assert near > 5 * np.median(spectrum[int(hz * 0.8) : int(hz * 1.2)])


def test_the_end_does_not_clip_with_both_crashes(bank, band):
    clock = ManualClock()
    tape = Tape(RATE, clock)
    mixer = KitMixer(tape, bank, clock, band=band)
    for player in (1, 2):
        mixer.strike(Hit(0.0, player, "crash", 1.0))
        mixer.strike(Hit(0.0, player, "kick", 1.0))
    mixer.play_at(0.0, CHORD, 1.0)
    mixer.play_at(0.0, TAIKO, 1.0)

    assert peak_db(tape.mixed()) < -0.5


def test_a_cue_is_placed_to_the_sample(bank, band):
    clock = ManualClock(1.0)
    tape = Tape(RATE, clock)
    mixer = KitMixer(tape, bank, clock, band=band)
    mixer.play_at(1.1, TAIKO, 1.0)
    sounding = np.flatnonzero(np.abs(tape.mixed()[:, 0]) > 1e-5)

    assert sounding[0] / RATE == pytest.approx(1.1, abs=0.005)


def test_level_and_volume_lower_it_and_nothing_is_silence(bank, band):
    def level_of(level, volume):
        clock = ManualClock()
        tape = Tape(RATE, clock)
        KitMixer(tape, bank, clock, volume=volume, band=band).play_at(0.0, TAIKO, level)
        mixed = tape.mixed()
        return float(np.abs(mixed).max()) if len(mixed) else 0.0

    assert level_of(1.0, 1.0) > level_of(0.5, 1.0) > 0
    assert level_of(1.0, 0.5) < 0.3 * level_of(1.0, 1.0)
    assert level_of(0.0, 1.0) == level_of(1.0, 0.0) == 0

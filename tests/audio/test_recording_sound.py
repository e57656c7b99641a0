"""A recording as sound: every stroke at its time, at its level, and nothing else."""

import io
import wave
from dataclasses import replace

import numpy as np
import pytest
from strategies import CREATED

from game.audio.drums import KitMixer
from game.audio.levels import level_db, velocity_step
from game.audio.render import Tape, render_recording
from game.audio.voices import Stroke
from game.audio.wav import WavParts
from game.model.hit import Event, Hit
from game.model.recording import Header, Player, Recording
from game.session.clock import ManualClock
from game.session.simulation import simulate
from game.storage.recordings import read_recording

RATE = 48000
HEADER = Header(CREATED, (Player("sim"), Player("sim")), seconds=20.0)


def sound_of(bank, *hits, events=()):
    return whole(render_recording(Recording(HEADER, hits, events), bank=bank))


def whole(blocks):
    return np.concatenate([np.zeros((0, 2), np.float32), *blocks])


def first_frame(sound):
    return int(np.argmax(np.abs(sound).max(axis=1) > 0))


def test_every_stroke_begins_at_its_time_to_the_sample(bank):
    strokes = [(0.3, "snare"), (1.5, "kick"), (1.5 + 1 / 3, "tom1"), (2.789123, "ride"), (4.0, "hit")]
    sound = sound_of(bank, *(Hit(time_s, 1, pad, 0.8) for time_s, pad in strokes))
    left = sound.astype(float)
    for time_s, voice in strokes:
        baked = bank.bake(Stroke(1, voice, velocity_step(0.8)))
        start = round(time_s * RATE)
        left[start : start + len(baked)] -= baked[: len(left) - start]
    assert np.abs(left).max() < 1e-6
    assert first_frame(sound) == round(0.3 * RATE) + 1, "the first sample of a stroke is 0"


def test_it_is_silent_where_nobody_plays_and_levels_are_those_of_the_strokes(bank):
    sound = sound_of(bank, Hit(0.2, 1, "snare", 1.0), Hit(3.0, 1, "snare", 0.4))
    assert np.abs(sound[: round(0.2 * RATE)]).max() == 0
    assert np.abs(sound[round(1.5 * RATE) : round(3.0 * RATE)]).max() == 0
    loud, soft = (np.sum(part**2) for part in (sound[: 2 * RATE], sound[2 * RATE :]))
    assert 10 * np.log10(loud / soft) == pytest.approx(-level_db(0.4), abs=2)


def test_what_was_filtered_out_is_silent_and_what_was_struck_in_a_menu_is_heard(bank):
    quiet = Hit(0.5, 1, "snare", 0.8)
    for drop in ("floor", "pedal", "layer", "retrigger", "crosstalk"):
        assert not sound_of(bank, replace(quiet, drop=drop)).any()
    np.testing.assert_array_equal(sound_of(bank, replace(quiet, drop="menu")), sound_of(bank, quiet))


def test_a_grabbed_cymbal_is_cut(bank):
    crash = Hit(0.5, 1, "crash", 0.9)
    cut = sound_of(bank, crash, events=(Event(1.0, "choke", 1, "crash"),))
    assert len(cut) == pytest.approx(1.08 * RATE, abs=2)


def test_a_hat_that_a_foot_closes_is_cut(bank):
    cut = sound_of(bank, Hit(0.5, 1, "hat_open", 0.9), events=(Event(0.7, "pedal", 1, "hat_pedal"),))
    assert len(cut) == pytest.approx(0.73 * RATE, abs=2)


def test_a_recording_that_begins_late_has_no_hour_of_silence_before_it(bank):
    early, late = sound_of(bank, Hit(1.25, 1, "snare", 0.8)), sound_of(bank, Hit(1_700_000_001.25, 1, "snare", 0.8))
    assert first_frame(early) == first_frame(late)
    np.testing.assert_array_equal(early, late)


@pytest.fixture(scope="module")
def found(root, bank, band):
    """A pair that finds one beat: the tape, and of the drums alone."""
    recording = read_recording(root / "tests" / "golden" / "finding-each-other.hitotsu")
    return recording, whole(render_recording(recording, bank=bank, band=band))


def band_and_drums(recording, sound, bank):
    """What was added to the drums, and the drums."""
    clock = ManualClock()
    tape = Tape(RATE, clock)
    mixer = KitMixer(tape, bank, clock)
    for hit in recording.hits:
        clock.now_s = hit.time_s
        mixer.strike(hit)
    drums = tape.mixed()
    band = sound.copy()
    band[: len(drums)] -= drums[: len(band)]
    return band, drums


def test_the_band_and_the_small_answers_are_in_it_under_the_drums(found, bank):
    band, drums = band_and_drums(*found, bank)
    part = slice(8 * RATE, 20 * RATE)
    assert np.abs(band[: 2 * RATE]).max() < 1e-6, "before they come near"
    share = 10 * np.log10(np.sum(band[part] ** 2) / np.sum(drums[part] ** 2))
    assert -20 < share < -3
    assert np.abs(band[26 * RATE : 27 * RATE]).max() > 0.003, "the end is heard"


@pytest.mark.parametrize("softness", [0.6, 0.35, 0.2])
def test_however_softly_the_two_play_the_band_is_softer(softness, bank, band):
    duet = simulate("trained", "trained", bpm=110, seconds=36, seed=5)
    hits = tuple(replace(hit, velocity=round(softness * hit.velocity, 3)) for hit in duet.hits)
    recording = replace(duet, hits=hits, claimed=None)
    added, drums = band_and_drums(recording, whole(render_recording(recording, bank=bank, band=band)), bank)
    shares = [
        10 * np.log10(np.sum(added[since : since + 3 * RATE] ** 2) / np.sum(drums[since : since + 3 * RATE] ** 2))
        for since in range(15 * RATE, 33 * RATE, 3 * RATE)
    ]

    assert -15 < max(shares) < -1


def test_it_never_clips_and_both_sides_are_heard(found):
    _, sound = found
    assert 0.05 < np.abs(sound).max() < 0.7
    assert abs(10 * np.log10(np.sum(sound[:, 0] ** 2) / np.sum(sound[:, 1] ** 2))) < 3


def test_piece_by_piece_it_is_the_same(found, bank, band, monkeypatch):
    recording, sound = found
    monkeypatch.setattr("game.audio.render._BLOCK", 10_007)
    blocks = list(render_recording(recording, bank=bank, band=band))
    assert {len(block) for block in blocks[:-1]} == {10_007}
    np.testing.assert_array_equal(whole(blocks), sound)


def test_however_long_a_duet_is_no_more_of_it_is_held_than_sounds_at_once(bank, band, monkeypatch):
    held = []
    finished = Tape.finished

    def watched(tape):
        yield from finished(tape)
        held.append(len(tape.placed))

    monkeypatch.setattr(Tape, "finished", watched)
    hits = [Hit(0.5 + n / 8, 1, ("kick", "snare", "hat_open", "crash")[n % 4], 0.5 + n % 5 / 10) for n in range(480)]
    recording = Recording(HEADER, tuple(hits), (Event(90.0, "choke", 1, "crash"),))
    sound = whole(render_recording(recording, bank=bank, band=band))
    assert max(held) < 120
    clock = ManualClock()
    tape = Tape(RATE, clock)
    mixer = KitMixer(tape, bank, clock, band=band)
    for hit in hits:
        clock.now_s = hit.time_s
        mixer.strike(hit)
    np.testing.assert_array_equal(sound, tape.mixed())


def test_samples_are_rounded_and_the_header_is_right():
    sound = np.array([[0.0, 1.0], [-1.0, 0.5], [1.5, -2.0], [1e-5, 2e-5]], np.float32)
    parts = WavParts([sound[:3], sound[3:]], RATE)
    before, *rest = parts
    data = b"".join([parts.header(), *rest])
    assert len(before) == 44
    assert len(data) == 44 + 16
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnframes(), file.getframerate()) == (4, RATE)
    assert np.frombuffer(data[44:], "<i2").tolist() == [0, 32767, -32767, 16384, 32767, -32767, 0, 1]


def test_a_duet_without_strokes_is_silence_of_its_length(bank, band):
    def seconds(*events, hits=()):
        sound = whole(render_recording(Recording(HEADER, hits, events), bank=bank, band=band))
        assert not sound.any()
        return len(sound) / RATE

    begin, end = Event(0.5, "begin"), Event(12.25, "end")
    assert seconds(begin, end) == 12.25
    assert seconds(begin, end, hits=(Hit(1.0, 1, "snare", 0.1, drop="floor"),)) == 12.25
    assert seconds() == 20.0, "planned"

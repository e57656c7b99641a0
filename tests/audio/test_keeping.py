"""Sounds that were made once come back from the disk as they were, whatever lies there."""

from dataclasses import replace

import numpy as np
import pytest

from game.audio.band import BAND_VOICES
from game.audio.band_bank import BandBank
from game.audio.packed import Packed, pack, unpack
from game.audio.voices import Stroke, VoiceBank
from game.session.piece import Sounding, all_notes
from game.storage.kept import KeptFiles

RATE = 48000


class Shelf:
    """Keeps everything and counts."""

    def __init__(self):
        self.held, self.puts = {}, 0

    def get(self, kind, content):
        return self.held.get((kind, content))

    def put(self, kind, content, data):
        self.held[kind, content] = data
        self.puts += 1


@pytest.fixture(scope="module")
def shelf():
    shelf = Shelf()
    VoiceBank(RATE, keeper=shelf)
    list(BandBank(RATE, shelf).steps())
    return shelf


def test_drums_from_the_disk_sound_as_those_just_made(shelf, bank, monkeypatch):
    monkeypatch.setattr("game.audio.voices.build_layers", None)  # nothing is made
    again = VoiceBank(RATE, keeper=shelf)
    for stroke in Stroke.every()[::37]:
        np.testing.assert_array_equal(again.bake(stroke), bank.bake(stroke))


def test_the_band_from_the_disk_sounds_as_just_made(shelf, band, monkeypatch):
    voices = [*BAND_VOICES, *(Sounding(*note, 1.0).name for note in sorted(all_notes())[::7])]
    just_made = [band.sound(voice, 0.5) for voice in voices]
    monkeypatch.setattr("game.audio.band_bank._make", None)  # nothing is made
    again = BandBank(RATE, shelf)
    assert list(again.steps()) == []
    for voice, sound in zip(voices, just_made, strict=True):
        np.testing.assert_array_equal(again.sound(voice, 0.5), sound)


@pytest.mark.parametrize("spoil", [lambda data: b"", lambda data: data[:-1], lambda data: b"\xc1" + data[1:]])
def test_what_is_no_sound_is_made_anew(shelf, bank, spoil):
    spoilt = Shelf()
    spoilt.held = {key: spoil(data) for key, data in shelf.held.items()}
    np.testing.assert_array_equal(VoiceBank(RATE, keeper=spoilt).bake(STROKE), bank.bake(STROKE))
    assert spoilt.puts == 1
    assert len(list(BandBank(RATE, spoilt).steps())) == len(BAND_VOICES) + len(all_notes())


STROKE = Stroke(1, "snare", 3)


def test_another_rate_and_another_recording_are_other_sounds(shelf, tmp_path):
    names = set(shelf.held)
    assert {kind for kind, _ in names} == {"drums-48000", "band-48000"}
    assert "band-44100" not in {kind for kind, _ in names}
    VoiceBank(44100, keeper=shelf)
    assert len(shelf.held) == len(names) + 1


def test_a_changed_recording_is_heard_at_the_next_start(root, tmp_path):
    source = root / "assets" / "sounds" / "drums"
    for file in source.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    files = KeptFiles(tmp_path / "kept")
    before = VoiceBank(RATE, tmp_path, files).bake(STROKE)
    changed = tmp_path / "snare_v5.wav"
    changed.write_bytes((tmp_path / "tom2_v5.wav").read_bytes())
    after = VoiceBank(RATE, tmp_path, files).bake(STROKE)
    assert len(before) != len(after) or not np.array_equal(before, after)
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_sixteen_bits_lose_nothing_that_is_heard():
    rng = np.random.default_rng(1)
    sound = (rng.standard_normal(5000) * np.exp(-np.arange(5000) / 500)).astype(np.float32)
    packed = Packed.of(sound)
    assert 20 * np.log10(np.abs(packed.times(1.0) - sound).max() / np.abs(sound).max()) < -95
    again = unpack(pack(packed), Packed)
    assert again.scale == packed.scale
    np.testing.assert_array_equal(again.samples, packed.samples)
    assert np.abs(replace(packed, samples=packed.samples[:0]).times(1.0)).max(initial=0) == 0
    assert not Packed.of(np.zeros(3, np.float32)).times(1.0).any()

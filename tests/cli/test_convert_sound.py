"""`hitotsu convert duet.hitotsu duet.wav`."""

import hashlib
import wave

import numpy as np
import pytest

RATE = 48000


@pytest.fixture(scope="module")
def golden(root):
    return root / "tests" / "golden" / "three-against-two.hitotsu"


def read(path):
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)


def levels(sound):
    """RMS of every quarter of a second and side, dB of full scale, not under -90."""
    parts = sound[: len(sound) // 12000 * 12000].astype(float).reshape(-1, 12000, 2) / 32768
    return np.round(20 * np.log10(np.sqrt(np.mean(parts**2, axis=1)) + 10 ** (-90 / 20)), 1)


def test_the_same_duet_gives_the_same_samples_in_another_process(run, spawn, golden, tmp_path):
    assert run("convert", golden, tmp_path / "one.wav") == (0, "", "")
    assert spawn("convert", golden, tmp_path / "other.WAV") == (0, "", "")
    digests = {hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("one.wav", "other.WAV")}
    assert len(digests) == 1


def test_csv_and_midi_become_sound_as_well(run, duet, tmp_path):
    for ending in ("csv", "mid"):
        assert run("convert", duet, tmp_path / f"duet.{ending}").status == 0
        assert run("convert", tmp_path / f"duet.{ending}", tmp_path / f"{ending}.wav") == (0, "", "")
    straight = run("convert", duet, tmp_path / "straight.wav") and read(tmp_path / "straight.wav")
    by_csv = read(tmp_path / "csv.wav")
    assert np.abs(levels(straight)[4:40] - levels(by_csv)[4:40]).mean() < 1.5
    assert 0.05 < np.abs(straight / 32768).max() < 0.8


@pytest.mark.parametrize(
    ("source", "target", "says"),
    [
        ("duet.wav", "duet.csv", "is sound, from which no strokes can be read"),
        ("duet.csv", "duet.mp3", ".hitotsu, .csv, .mid, .wav"),
        ("duet.csv", "nowhere/duet.wav", "cannot be written"),
        ("day.csv", "day.wav", "lasts 22.2 hours, and a .wav file holds at most 6.2"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(run, tmp_path, source, target, says):
    (tmp_path / "duet.csv").write_text("time_s,player,pad,velocity\n0.1,1,snare,0.5\n1,2,snare,0.5\n")
    (tmp_path / "day.csv").write_text("time_s,player,pad,velocity\n0.1,1,snare,0.5\n80000,2,snare,0.5\n")
    outcome = run("convert", tmp_path / source, tmp_path / target)
    assert outcome.status == 2
    assert says in outcome.sentence
    assert not (tmp_path / "day.wav").exists()

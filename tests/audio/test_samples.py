"""The recordings that are shipped, and what happens when one is broken."""

import shutil
import wave

import pytest

from game.audio.samples import read_index, read_sample
from game.audio.voices import VoiceBank
from game.model.assets import asset
from game.model.errors import HitotsuError

DRUMS = asset("sounds", "drums")


@pytest.fixture
def folder(tmp_path):
    """A copy of the recordings that a test may break."""
    copy = tmp_path / "drums"
    shutil.copytree(DRUMS, copy)
    return copy


def test_every_recording_is_listed_and_readable():
    rows = [row for voice in read_index(DRUMS).values() for row in voice]
    assert {row.file for row in rows} == {path.name for path in DRUMS.glob("*.wav")}
    assert all(len(read_sample(DRUMS, row).samples) > 4000 for row in rows)


def test_layers_are_listed_softest_first():
    for rows in read_index(DRUMS).values():
        assert [row.layer for row in rows] == list(range(1, len(rows) + 1))
        assert sorted(row.velocity_min for row in rows) == [row.velocity_min for row in rows]


def test_the_licence_and_the_credit_lie_beside_the_recordings():
    assert "Creative Commons" in (DRUMS / "LICENSE-CC-BY-SA-3.0.txt").read_text(encoding="utf-8")
    credit = asset("CREDITS.md").read_text(encoding="utf-8")
    assert all(word in credit for word in ("AVL Drumkits", "Black Pearl", "Glen MacArthur", "CC BY-SA 3.0"))


def remove(folder):
    (folder / "kick_v3.wav").unlink()


def empty(folder):
    (folder / "kick_v3.wav").write_bytes(b"")


def cut(folder):
    path = folder / "kick_v3.wav"
    path.write_bytes(path.read_bytes()[:30])


def stereo(folder):
    with wave.open(str(folder / "kick_v3.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44100)
        file.writeframes(b"\x01\x10" * 4000)


def other_rate(folder):
    with wave.open(str(folder / "kick_v3.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(b"\x01\x10" * 4000)


def silent(folder):
    with wave.open(str(folder / "kick_v3.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44100)
        file.writeframes(bytes(8000))


@pytest.mark.parametrize("damage", [remove, empty, cut, stereo, other_rate, silent])
def test_a_broken_recording_is_named(folder, damage):
    damage(folder)
    with pytest.raises(HitotsuError, match=r"kick_v3\.wav.*install the game again"):
        VoiceBank(48000, folder)


def edit(folder, old, new):
    path = folder / "index.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("crash1_v1.wav,crash1,1,1,26,44100", "crash1_v1.wav,crash1,one,1,26,44100"),
        ("crash1_v1.wav,crash1,1,1,26,44100", "crash1_v1.wav,crash1,1,1,260,44100"),
        ("crash1_v1.wav,crash1,1,1,26,44100", "crash1_v1.wav,crash1,1,27,26,44100"),
        ("crash1_v1.wav,crash1,1,1,26,44100", "../crash1_v1.wav,crash1,1,1,26,44100"),
        ("crash1_v1.wav,crash1,1,1,26,44100,2.98,-12.5,-22.1", "crash1_v1.wav,crash1"),
    ],
)
def test_a_broken_line_of_the_index_is_named(folder, old, new):
    edit(folder, old, new)
    with pytest.raises(HitotsuError, match=r"index\.csv, line 3: "):
        VoiceBank(48000, folder)


def test_a_missing_index_is_named(folder):
    (folder / "index.csv").unlink()
    with pytest.raises(HitotsuError, match=r"index\.csv: the list of drum sounds cannot be read"):
        VoiceBank(48000, folder)


def test_a_voice_that_is_not_listed_is_named(folder):
    path = folder / "index.csv"
    path.write_text("\n".join(line for line in path.read_text().splitlines() if ",ride," not in line))
    with pytest.raises(HitotsuError, match=r"index\.csv: the voice ride is missing"):
        VoiceBank(48000, folder)

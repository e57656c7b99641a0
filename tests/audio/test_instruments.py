"""The band's recorded instruments: held notes without a seam, and broken files named with the remedy."""

import numpy as np
import pytest

from game.audio.instruments import Instruments
from game.model.assets import asset
from game.model.errors import HitotsuError

RATE = 48000


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("index.csv", None, "the list of the band's sounds cannot be read"),
        ("index.csv", "file,instrument,midi_note,sample_rate\ntaiko_060.wav,taiko,drum,44100\n", "line 2"),
        ("index.csv", "file,instrument,midi_note,sample_rate\n../taiko_060.wav,taiko,60,44100\n", "plain file name"),
        ("index.csv", "file,instrument,midi_note,sample_rate\ntaiko_060.wav,gong,60,44100\n", "taiko is missing"),
        ("taiko_060.wav", "no sound", "cannot be read"),
        ("taiko_060.wav", None, "cannot be read"),
    ],
)
def test_broken_files_are_named_with_the_remedy(tmp_path, file, content, says):
    for name in ("index.csv", "taiko_060.wav"):
        (tmp_path / name).write_bytes(asset("sounds", "band", name).read_bytes())
    if content is None:
        (tmp_path / file).unlink()
    else:
        (tmp_path / file).write_text(content)

    with pytest.raises(HitotsuError, match=says) as told:
        Instruments(tmp_path).note("taiko", 60, 1.0, RATE)
    assert file in str(told.value)
    assert "install the game again" in str(told.value)


def test_a_held_note_goes_on_past_its_recording_without_a_seam():
    note = Instruments(asset("sounds", "band")).note("vibraphone", 85, 2.0, RATE)
    held = note[RATE // 2 : RATE * 3 // 2]

    assert len(note) == 2 * RATE
    assert np.abs(np.diff(held)).max() < np.abs(np.diff(note[: RATE // 10])).max()
    thirds = [np.sqrt(np.mean(part**2)) for part in np.array_split(held, 3)]
    assert max(thirds) < 1.05 * min(thirds)

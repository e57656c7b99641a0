"""What took long to make is kept for the next start: read back whole, or made anew; never in the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.storage.kept import KeptFiles

DATA = bytes(range(256)) * 20


@pytest.fixture
def kept(tmp_path):
    files = KeptFiles(tmp_path / "new folder")
    files.put("drums-48000", "abc", DATA)
    return files


def only_file(tmp_path):
    (path,) = (tmp_path / "new folder").iterdir()
    return path


def test_what_was_kept_is_read_back_for_the_same_content_only(kept):
    assert kept.get("drums-48000", "abc") == DATA
    assert kept.get("drums-48000", "abd") is None
    assert kept.get("drums-44100", "abc") is None


def test_the_newest_of_a_kind_takes_the_place_of_the_others(kept, tmp_path):
    kept.put("drums-48000", "xyz", b"new")
    assert only_file(tmp_path).name == "drums-48000-xyz.kept"
    kept.put("drums-44100", "xyz", b"beside it")
    assert kept.get("drums-48000", "xyz") == b"new"
    for rate in range(20):
        kept.put(f"drums-{rate}", "xyz", b"one more")
    assert len(list((tmp_path / "new folder").iterdir())) == 6


@given(st.integers(0, len(DATA) + 3), st.integers(1, 255))
def test_whichever_byte_is_damaged_it_is_made_anew(tmp_path_factory, place, change):
    folder = tmp_path_factory.mktemp("kept")
    files = KeptFiles(folder)
    files.put("drums", "abc", DATA)
    path = folder / "drums-abc.kept"
    damaged = bytearray(path.read_bytes())
    damaged[place] ^= change
    path.write_bytes(damaged)
    assert files.get("drums", "abc") is None
    assert not path.exists()


@pytest.mark.parametrize("length", [0, 3, 4, 5, len(DATA)])
def test_half_a_file_is_made_anew(kept, tmp_path, length):
    path = only_file(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    assert kept.get("drums-48000", "abc") is None


def test_a_folder_that_cannot_be_is_no_harm(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    files = KeptFiles(tmp_path / "file" / "below")
    files.put("drums", "abc", DATA)
    assert files.get("drums", "abc") is None


def test_a_folder_in_which_nothing_may_be_written_still_gives(kept, monkeypatch):
    def refuse(path):
        raise PermissionError(path)

    monkeypatch.setattr("os.utime", refuse)
    assert kept.get("drums-48000", "abc") == DATA

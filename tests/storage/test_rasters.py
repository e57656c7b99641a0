"""Pictures kept on disk: read back, or drawn anew; never in the way."""

import os

import pytest

from game.storage.rasters import RasterFile

PIXELS = {"a": bytes(range(256)) * 3000, "b": b"", "c": b"\x00" * 70_000}


def written(path, pixels=PIXELS, *, whole=True):
    file = RasterFile(path)
    for name, each in pixels.items():
        assert file.get(name, len(each)) is None
        file.put(name, memoryview(each))
    file.close(whole=whole)
    return path


def test_what_was_written_is_read_back(tmp_path):
    kept = RasterFile(written(tmp_path / "new folder" / "a.zip"))
    assert {name: kept.get(name, len(each)) for name, each in PIXELS.items()} == PIXELS
    kept.close(whole=True)
    assert [file.name for file in (tmp_path / "new folder").iterdir()] == ["a.zip"]


def test_what_was_given_up_half_way_leaves_nothing(tmp_path):
    written(tmp_path / "a.zip", whole=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("spoil", [lambda data: b"no archive", lambda data: data[:-9], lambda data: b""])
def test_a_file_that_is_no_archive_is_written_anew(tmp_path, spoil):
    path = written(tmp_path / "a.zip")
    path.write_bytes(spoil(path.read_bytes()))
    written(path)
    assert RasterFile(path).get("a", len(PIXELS["a"])) == PIXELS["a"]


def test_a_damaged_picture_is_drawn_anew_and_the_file_given_up(tmp_path):
    path = written(tmp_path / "a.zip")
    data = bytearray(path.read_bytes())
    data[200:260] = b"?" * 60
    path.write_bytes(data)
    kept = RasterFile(path)
    assert kept.get("a", len(PIXELS["a"])) is None
    assert kept.get("c", len(PIXELS["c"])) == PIXELS["c"]
    kept.close(whole=True)
    assert not path.exists()


def test_a_picture_of_another_length_is_drawn_anew_and_the_file_given_up(tmp_path):
    path = written(tmp_path / "a.zip")
    kept = RasterFile(path)
    assert kept.get("a", len(PIXELS["a"]) + 4) is None
    kept.close(whole=True)
    assert not path.exists()


def test_a_folder_that_can_only_be_read_still_serves(tmp_path, monkeypatch):
    path = written(tmp_path / "a.zip")

    def refused(*_):
        raise PermissionError

    monkeypatch.setattr(os, "utime", refused)
    kept = RasterFile(path)
    assert kept.get("a", len(PIXELS["a"])) == PIXELS["a"]
    kept.close(whole=True)
    assert path.exists()


def test_a_file_of_other_pictures_is_given_up(tmp_path):
    path = written(tmp_path / "a.zip")
    kept = RasterFile(path)
    assert kept.get("another", 1) is None
    kept.put("another", memoryview(b"x"))
    kept.close(whole=True)
    assert not path.exists()


def test_a_disk_that_refuses_is_no_trouble(tmp_path):
    (tmp_path / "file").write_text("where the folder should be")
    written(tmp_path / "file" / "a.zip")
    assert (tmp_path / "file").read_text() == "where the folder should be"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no disk that is always full")
def test_a_full_disk_is_no_trouble(tmp_path):
    file = RasterFile(tmp_path / "a.zip")
    file._draft.unlink()
    file._writing.fp.close()
    with open("/dev/full", "wb", buffering=0) as file._writing.fp:
        for name, each in PIXELS.items():
            file.put(name, memoryview(each))
        file.close(whole=True)
    assert list(tmp_path.iterdir()) == []


def test_the_sizes_used_last_are_kept(tmp_path):
    for i in range(9):
        path = written(tmp_path / f"{i}.zip")
        os.utime(path, (i, i))
    RasterFile(tmp_path / "4.zip").close(whole=True)
    written(tmp_path / "9.zip")
    assert sorted(file.stem for file in tmp_path.iterdir()) == ["4", "5", "6", "7", "8", "9"]


def test_whichever_byte_is_damaged_the_pictures_are_drawn_anew(tmp_path):
    whole = written(tmp_path / "a.zip", {"a": bytes(range(256)), "b": b"\x00" * 400}).read_bytes()
    for place in range(len(whole)):
        path = tmp_path / f"{place}.zip"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        kept = RasterFile(path)
        for name, length in (("a", 256), ("b", 400)):
            pixels = kept.get(name, length)
            assert pixels is None or len(pixels) == length
        kept.close(whole=True)


def test_a_draft_of_a_killed_program_is_removed_but_not_one_that_is_being_written(tmp_path):
    forgotten, running = tmp_path / "a.zip.1.part", tmp_path / "a.zip.2.part"
    for draft in (forgotten, running):
        draft.write_bytes(b"half a pict")
    two_hours_ago = running.stat().st_mtime - 7200
    os.utime(forgotten, (two_hours_ago, two_hours_ago))
    written(tmp_path / "b.zip")
    assert not forgotten.exists()
    assert running.exists()

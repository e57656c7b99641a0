"""Places for recordings and choices that keep nothing: refused in one sentence before anything opens."""

import os
import tempfile
from pathlib import Path

import pytest

from game.storage.files import obstacle

LONG = "a" * 300
RECORDS = {
    "another ending": ("duet.csv", "ends in .hitotsu"),
    "a folder": ("folder.hitotsu", "ends in .hitotsu"),
    "a name that is too long": (f"{LONG}.hitotsu", "choose a shorter one"),
    "a file where a folder should be": ("file/duet.hitotsu", "a file and not a folder"),
    "a file among the folders": ("file/a/b/duet.hitotsu", "a file and not a folder"),
}
HOMES = {"a name that is too long": (LONG, "choose a shorter one"), "a file": ("file", "a file and not a folder")}
PLAY = ("play", "--player1", "sim:expert", "--player2", "sim:expert", "--seconds", "1")


@pytest.fixture
def there(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.hitotsu").mkdir()
    return tmp_path


@pytest.mark.parametrize("command", ["play", "demo"])
@pytest.mark.parametrize(("name", "told"), RECORDS.values(), ids=RECORDS)
def test_record_names_a_file_that_can_be_kept(run, there, command, name, told):
    done = run(command, "--record", there / name)
    assert (done.status, done.out) == (2, "")
    assert done.sentence.startswith(f"--record: '{there / name}'")
    assert told in done.sentence


@pytest.mark.parametrize("command", ["play", "demo"])
def test_a_picture_with_a_name_that_is_too_long_is_refused(run, there, command):
    done = run(command, "--shot", f"{there / LONG}.png@1")
    assert (done.status, done.out) == (2, "")
    assert f"--shot: '{there / LONG}.png' cannot be saved" in done.sentence


@pytest.mark.parametrize("command", [PLAY, ("demo", "--seconds", "1")], ids=["play", "demo"])
@pytest.mark.parametrize(("name", "told"), HOMES.values(), ids=HOMES)
def test_a_home_that_keeps_nothing_is_told_at_once(run, there, monkeypatch, command, name, told):
    monkeypatch.setenv("HITOTSU_HOME", str(there / name))
    done = run(*command)
    assert (done.status, done.out) == (2, "")
    assert str(there / name) in done.sentence
    assert told in done.sentence
    assert "set HITOTSU_HOME to another folder" in done.sentence


@pytest.mark.parametrize(("name", "told"), HOMES.values(), ids=HOMES)
def test_doctor_tells_it_and_goes_on(run, there, monkeypatch, name, told):
    monkeypatch.setenv("HITOTSU_HOME", str(there / name))
    done = run("doctor")
    assert (done.status, done.err) == (0, "")
    (advice,) = [line for line in done.out.splitlines() if "set HITOTSU_HOME" in line]
    assert told in advice


@pytest.mark.parametrize("name", [name for name, _ in HOMES.values()], ids=HOMES)
def test_judging_needs_no_home(run, duet, there, monkeypatch, name):
    monkeypatch.setenv("HITOTSU_HOME", str(there / name))
    done = run("score", duet)
    assert (done.status, done.err) == (0, "")


def test_a_place_that_can_be_made_is_fine(there):
    assert obstacle(there / "new" / "deeper" / "duet.hitotsu") is None
    assert obstacle(there / ("b" * 250) / "duet.hitotsu") is None
    assert {path.name for path in there.iterdir()} == {"file", "folder.hitotsu"}


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has no file permissions of this kind")
def test_a_folder_that_may_not_be_written_to():
    me = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        told = []
        for rights in (0o777, 0o555):
            os.chmod(folder, rights)
            os.seteuid(me or 65534)  # root may write everywhere: be nobody
            try:
                told.append(obstacle(Path(folder, "new", "duet.hitotsu")))
            finally:
                os.seteuid(me)
        os.chmod(folder, 0o755)
    assert told[0] is None
    assert "does not allow it" in told[1]

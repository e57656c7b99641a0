"""The journal: nothing heard is lost, and nothing that the disk does reaches the round."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game.model.hit import Event, Hit
from game.model.recording import Header, Player
from game.session.replay import judge
from game.session.simulation import simulate
from game.storage import paths
from game.storage.recordings import Journal, parse_recording, read_recording

HEADER = Header(created="2026-11-24T10:00:00Z", players=(Player("keyboard"), Player("sim", "novice")), seconds=120)
HITS = tuple(Hit(0.5 * i, 1 + i % 2, "snare", 0.5) for i in range(40))


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HITOTSU_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_every_line_is_on_the_disk_before_the_next_stroke(tmp_path):
    journal = Journal(tmp_path / "duet.hitotsu", HEADER)
    for number, hit in enumerate(HITS, 1):
        journal.hit(hit)
        assert read_recording(journal.path).hits == HITS[:number]
    journal.event(Event(30.0, "end"))
    assert read_recording(journal.path).events == (Event(30.0, "end"),)
    assert journal.finish() == journal.path
    assert journal.notices == []


KILLED = """
import sys
from pathlib import Path
from game.model.hit import Hit
from game.model.recording import Header, Player
from game.storage.recordings import Journal
journal = Journal(Path(sys.argv[1]), Header("now", (Player("keyboard"), Player("keyboard"))))
for i in range(500):
    journal.hit(Hit(i / 10, 1, "kick", 0.5))
print("played", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_killed_program_loses_nothing(tmp_path, root):
    path = tmp_path / "duet.hitotsu"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, path], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout.readline() == b"played\n"
        child.send_signal(signal.SIGKILL)
    assert len(read_recording(path).hits) == 500


def test_a_file_that_is_there_is_never_written_over(tmp_path):
    place = tmp_path / "new" / "duet.hitotsu"
    names = []
    for _ in range(3):
        with Journal(place, HEADER) as journal:
            names.append(journal.path.name)
    assert names == ["duet.hitotsu", "duet-2.hitotsu", "duet-3.hitotsu"]
    with Journal(place, HEADER, replace=True) as journal:
        assert journal.path == place
    assert len(list(place.parent.iterdir())) == 3


def test_a_full_disk_is_told_once_and_the_rest_follows_when_there_is_room(tmp_path):
    resource = pytest.importorskip("resource")
    path = tmp_path / "duet.hitotsu"
    journal = Journal(path, HEADER)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100, hard))  # full in the middle of a line
    try:
        for hit in HITS[:20]:
            journal.hit(hit)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(journal.notices) == 1
    assert str(path) in journal.notices[0]
    assert 1 <= len(read_recording(path).hits) < 20
    for hit in HITS[20:]:
        journal.hit(hit)
    assert journal.finish() == path
    assert read_recording(path).hits == HITS


def test_a_disk_that_stays_full_gets_the_duet_saved_elsewhere(tmp_path):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    link = tmp_path / "duet.hitotsu"
    link.symlink_to("/dev/full")
    journal = Journal(link, HEADER, replace=True)
    for hit in HITS:
        journal.hit(hit)
    place = journal.finish()
    assert place != link
    assert read_recording(place).hits == HITS
    assert str(place) in journal.notices[-1]


def test_a_folder_that_vanishes_is_made_again(tmp_path):
    folder = tmp_path / "stick"
    journal = Journal(folder / "duet.hitotsu", HEADER)
    journal.hit(HITS[0])
    shutil.rmtree(folder)
    for hit in HITS[1:]:
        journal.hit(hit)
    place = journal.finish()
    assert read_recording(place).hits == HITS
    assert journal.finish() == place
    assert len(list(folder.iterdir())) == 1


def test_a_place_that_cannot_be_is_told_and_the_duet_is_kept_at_home(tmp_path, home):
    (tmp_path / "file").write_text("not a folder")
    with Journal(tmp_path / "file" / "duet.hitotsu", HEADER) as journal:
        for hit in HITS:
            journal.hit(hit)
    assert journal.path == home / "recordings" / "duet.hitotsu"
    assert read_recording(journal.path).hits == HITS
    assert len(journal.notices) == 2


def test_the_name_of_a_duet_tells_when_and_what(home):
    assert paths.recording_path(HEADER) == home / "recordings" / "2026-11-24_10-00-00_one-heart.hitotsu"
    odd = Header(created="../../etc", players=HEADER.players, mode="a/b\0c")
    assert paths.recording_path(odd).parent == home / "recordings"


def test_the_players_folder_is_the_systems_own(monkeypatch):
    monkeypatch.delenv("HITOTSU_HOME")
    assert paths.recordings_folder().parts[-2:] == ("hitotsu", "recordings")
    assert paths.recordings_folder().is_absolute()


def test_a_free_name_is_found(tmp_path):
    (tmp_path / "a.csv").touch()
    os.symlink(tmp_path / "nowhere", tmp_path / "a-2.csv")
    assert paths.free_path(tmp_path / "a.csv") == tmp_path / "a-3.csv"
    assert paths.free_path(tmp_path / "b.csv") == tmp_path / "b.csv"


def test_a_disk_that_fills_in_mid_round_loses_nothing_of_what_is_judged(tmp_path, monkeypatch):
    monkeypatch.setenv("HITOTSU_HOME", str(tmp_path / "home"))
    duet = simulate("trained", "trained", seconds=20, seed=1)
    path, write, room = tmp_path / "full" / "duet.hitotsu", os.write, [4000]

    def until_full(handle, data):
        try:
            here = os.path.samestat(os.fstat(handle), path.stat())
        except OSError:
            here = False
        if here:
            if room[0] < len(data):
                raise OSError(errno.ENOSPC, "No space left on device")
            room[0] -= len(data)
        return write(handle, data)

    monkeypatch.setattr(os, "write", until_full)
    journal = Journal(path, duet.header)
    for item in sorted((*duet.hits, *duet.events), key=lambda item: item.time_s):
        (journal.hit if isinstance(item, Hit) else journal.event)(item)
    result = judge(parse_recording(journal.path, journal.secure()))
    journal.result(result)
    kept = read_recording(journal.finish())

    assert len(kept.hits) == len(duet.hits)
    assert result == judge(duet) == kept.claimed == judge(kept)
    assert journal.notices

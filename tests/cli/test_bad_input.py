"""Whatever is wrong with files and arguments: one sentence on standard error, status 2, never a traceback."""

import os
import tempfile
from pathlib import Path

import pytest

CSV = b"time_s,player,pad,velocity\n0.5,1,kick,0.5\n"
HEADER = (
    b'{"hitotsu": 1, "engine": 1, "created": "2026-11-24T10:00:00Z", "mode": "one-heart", "seconds": 120, '
    b'"settings": {"feel": "gentle"}, "players": [{"source": "midi"}, {"source": "keyboard"}]}\n'
)
HIT = b'{"t": 0.5, "p": 1, "pad": "kick", "v": 0.5}\n'
RUBBISH = bytes(range(256)) * 8

FILES = {
    "empty csv": ("a.csv", b"", "empty"),
    "empty recording": ("a.hitotsu", b"", "empty"),
    "rubbish csv": ("a.csv", RUBBISH, "a.csv"),
    "rubbish recording": ("a.hitotsu", RUBBISH, "line 1"),
    "wrong header": ("a.csv", CSV.replace(b"time_s", b"time"), "line 1"),
    "text in a number": ("a.csv", CSV + b"soon,1,kick,0.5\n", "line 3"),
    "NaN": ("a.csv", CSV + b"nan,1,kick,0.5\n", "line 3"),
    "infinity": ("a.csv", CSV + b"inf,1,kick,0.5\n", "line 3"),
    "negative time": ("a.csv", CSV + b"-1,1,kick,0.5\n", "line 3"),
    "player 3": ("a.csv", CSV + b"1,3,kick,0.5\n", "line 3"),
    "velocity 7": ("a.csv", CSV + b"1,1,kick,7\n", "line 3"),
    "unknown pad": ("a.csv", CSV + b"1,1,gong,0.5\n", "gong"),
    "future format": ("a.hitotsu", HEADER.replace(b'"hitotsu": 1', b'"hitotsu": 99') + HIT, "format 99"),
    "time as text": ("a.hitotsu", HEADER + HIT.replace(b"0.5,", b'"0.5",', 1), "line 2"),
    "player 3 in a recording": ("a.hitotsu", HEADER + HIT.replace(b'"p": 1', b'"p": 3'), "line 2"),
    "players as a number": (
        "a.hitotsu",
        HEADER.replace(b'[{"source": "midi"}, {"source": "keyboard"}]', b"2"),
        "line 1",
    ),
    "not JSON in the middle": ("a.hitotsu", HEADER + b"hello\n" + HIT, "line 2"),
    "unknown ending": ("a.wav", CSV, ".hitotsu, .csv"),
}


@pytest.mark.parametrize(("name", "data", "told"), FILES.values(), ids=FILES)
@pytest.mark.parametrize("command", ["score", "convert"])
def test_a_bad_file(run, tmp_path, command, name, data, told):
    path = tmp_path / name
    path.write_bytes(data)
    target = [tmp_path / "out.csv"] if command == "convert" else []
    done = run(command, path, *target)
    assert done.status == 2
    assert done.out == ""
    assert str(path) in done.sentence
    assert told in done.sentence
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("ending", ["csv", "hitotsu"])
def test_a_missing_file_and_a_folder(run, tmp_path, ending):
    folder = tmp_path / f"folder.{ending}"
    folder.mkdir()
    for path, told in ((tmp_path / f"nope.{ending}", "no such file"), (folder, "folder")):
        done = run("score", path)
        assert (done.status, done.out) == (2, "")
        assert str(path) in done.sentence
        assert told in done.sentence


ARGUMENTS = {
    "unknown command": (["drum"], "simulate"),
    "unknown option": (["score", "--loud", "a.csv"], "--loud"),
    "unknown option of the program": (["--loud"], "--loud"),
    "no file": (["score"], "FILE"),
    "unknown feel": (["score", "--feel", "wild", "a.csv"], "'gentle', 'true'"),
    "unknown persona": (["simulate", "--player1", "bob", "-o", "a.csv"], "metronome"),
    "unknown pattern": (["simulate", "--pattern2", "polka", "-o", "a.csv"], "rock8"),
    "tempo as text": (["simulate", "--bpm", "fast", "-o", "a.csv"], "20 to 400"),
    "tempo NaN": (["simulate", "--bpm", "nan", "-o", "a.csv"], "20 to 400"),
    "tempo with a comma": (["simulate", "--bpm2", "112,5", "-o", "a.csv"], "20 to 400"),
    "endless": (["simulate", "--seconds", "inf", "-o", "a.csv"], "--seconds"),
    "negative seed": (["simulate", "--seed", "-1", "-o", "a.csv"], "--seed"),
    "no output": (["simulate"], "-o"),
    "output of unknown kind": (["simulate", "-o", "a.mp3"], ".hitotsu, .csv"),
    "output in no folder": (["simulate", "--seconds", "5", "-o", "nowhere/a.csv"], "nowhere"),
    "one name for convert": (["convert", "a.csv"], "OUT"),
    "too many names": (["convert", "a.csv", "b.csv", "c.csv"], "c.csv"),
}


@pytest.mark.parametrize(("arguments", "told"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_bad_arguments(run, tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert told in done.sentence
    assert "Usage" not in done.sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["missing.csv", "rubbish.hitotsu", "velocity.csv"])
def test_the_process_itself_says_one_sentence_and_ends_with_2(spawn, tmp_path, name):
    (tmp_path / "rubbish.hitotsu").write_bytes(RUBBISH)
    (tmp_path / "velocity.csv").write_bytes(CSV + b"1,1,kick,7\n")
    done = spawn("score", tmp_path / name, "--json")
    assert (done.status, done.out) == (2, "")
    assert name in done.sentence


def test_the_process_itself_refuses_an_argument(spawn):
    done = spawn("simulate", "--player1", "bob", "-o", "a.csv")
    assert done.status == 2
    assert "metronome" in done.sentence


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has no file permissions of this kind")
def test_a_file_that_may_not_be_read(run):
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        path = Path(folder, "secret.csv")
        path.write_bytes(CSV)
        path.chmod(0)
        assert run("score", "missing.csv").status == 2  # all is imported before the rights go
        me = os.geteuid()
        os.seteuid(me or 65534)  # root may read everything: be nobody
        try:
            done = run("score", path)
        finally:
            os.seteuid(me)
    assert done.status == 2
    assert "does not allow" in done.sentence

"""What cannot be played is said in one sentence, with status 2 and without a trace of the program's inside."""

import os

import pytest
from running import run

pytestmark = pytest.mark.e2e
CASES = {
    "a size too small": (["--size", "10x10"], ["--size", "10x10", "640x360"]),
    "no size": (["--size", "big"], ["--size", "big"]),
    "a kit that is not there": (["--player1", "midi:NoSuch"], ["midi:NoSuch"]),
    "nobody": (["--player1", "sim:nobody"], ["nobody", "trained"]),
    "a file that is not there": (["--player1", "file:missing.csv"], ["missing.csv"]),
    "a third player": (["--player1", "file:{pair}#3"], ["3", "1 or 2"]),
    "no source": (["--player1", "drums"], ["--player1", "drums", "keyboard"]),
    "no time of a picture": (["--shot", "nonsense"], ["--shot", "nonsense", "@"]),
    "no such folder of a picture": (["--shot", "no/such/a.png@1"], ["--shot", "no/such/a.png"]),
    "no such language": (["--lang", "xx"], ["--lang", "xx", "ja"]),
    "no time at all": (["--seconds", "0"], ["--seconds", "0"]),
    "no number": (["--seconds", "1,5"], ["--seconds", "1,5"]),
    "no such mode": (["--mode", "solo-flight"], ["--mode", "solo-flight", "one-heart"]),
    "a broken file": (["--player1", "file:{broken}"], ["{broken}", "2"]),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    texts = {"pair": "1.0,1,snare,0.5\n1.5,2,kick,0.5\n", "broken": "1.0,1,trumpet,0.5\n"}
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text("time_s,player,pad,velocity\n" + text)
    return {name: str(folder / f"{name}.csv") for name in texts}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_said_in_one_sentence(case, files, unseen):
    arguments, words = ([text.format(**files) for text in part] for part in CASES[case])
    ended = run("play", "--player2", "sim:trained", *arguments, env=unseen)
    assert_one_sentence(ended)
    assert [word for word in words if word not in ended.err] == []


def test_without_a_screen_that_is_said(silence):
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    env = {key: value for key, value in os.environ.items() if key not in screens}
    ended = run("play", "--player1", "sim:trained", "--player2", "sim:novice", env={**env, **silence})
    assert_one_sentence(ended)
    assert "No screen was found" in ended.err


def assert_one_sentence(ended):
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert ended.err.endswith("\n")
    assert "Traceback" not in ended.err
    assert ended.err.strip().endswith((".", ")"))

"""C libraries write past Python to nobody, whoever asks for it and as long as anybody does."""

import os
import subprocess
import sys
import threading

import pytest

from game.app.house import PlayOptions
from game.app.play import play
from game.model.errors import HitotsuError
from game.model.quiet import quiet_stderr


def test_what_c_writes_is_caught_and_the_rest_is_not(capfd):
    os.write(2, b"before ")
    with quiet_stderr():
        os.write(2, b"Cannot connect to server ")
    os.write(2, b"after")
    assert capfd.readouterr().err == "before after"


def test_it_is_undone_after_an_error(capfd):
    with pytest.raises(ValueError, match="no"), quiet_stderr():
        raise ValueError("no")
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"


def test_it_leaves_no_descriptor_behind():
    with quiet_stderr():
        pass
    probe = os.dup(2)
    os.close(probe)
    for _ in range(50):
        with quiet_stderr():
            pass
    again = os.dup(2)
    os.close(again)
    assert again == probe


def test_of_two_threads_the_last_one_brings_it_back(capfd):
    first_in, first_may_go = threading.Event(), threading.Event()

    def first():
        with quiet_stderr():
            first_in.set()
            first_may_go.wait(5)

    thread = threading.Thread(target=first)
    thread.start()
    first_in.wait(5)
    with quiet_stderr():
        first_may_go.set()
        thread.join(5)
        os.write(2, b"chatter")
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"


SESSION = """
import os, sys
from game.model.quiet import quiet_libraries, quiet_stderr
with quiet_libraries():
    os.write(2, b"underrun occurred")
    print("a kit is back", file=sys.stderr)
    with quiet_stderr():
        os.write(2, b"cannot connect")
    os.write(2, b"underrun occurred")
    print("goodbye", file=sys.stderr)
os.write(2, b"after\\n")
print("ours", file=sys.stderr)
"""


def run(code, root):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    return done.stdout, done.stderr


def test_through_a_whole_session_only_what_python_says_is_read(root):
    assert run(SESSION, root) == ("", "a kit is back\ngoodbye\nafter\nours\n")


@pytest.mark.parametrize("nothing", ["os.close(2)", "sys.stderr = None"])
def test_a_program_without_a_standard_error_is_left_as_it_is(nothing, root):
    code = f"import os, sys; {nothing}\nfrom game.model.quiet import quiet_libraries\nwith quiet_libraries(): print(1)"
    assert run(code, root)[0] == "1\n"


def test_while_the_game_is_open_sound_systems_complain_to_nobody(capfd, monkeypatch):
    def house(options):
        os.write(2, b"ALSA lib pcm.c: underrun occurred\n")
        raise HitotsuError("no kit")

    monkeypatch.setattr("game.app.play.House", house)
    with pytest.raises(HitotsuError, match="no kit"):
        play(PlayOptions(), print)
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"

"""Opening the sound: what works, what is said when something is missing, and that nothing leaks to the terminal."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from game.audio.drums import KitMixer
from game.audio.mixer import open_mixer
from game.audio.pygame_backend import PygameOutput
from game.model.hit import Hit
from game.model.quiet import quiet_stderr
from game.session.clock import ManualClock

ROOT = Path(__file__).resolve().parents[2]
OPEN = """
import json
from game.audio.mixer import open_mixer, probe_audio
from game.model.hit import Hit
from game.session.clock import SystemClock
mixer = open_mixer(SystemClock())
for pad in ("hat_open", "hat_pedal", "crash"):
    mixer.strike(Hit(0.0, 1, pad, 0.8))
mixer.choke(1, "crash")
mixer.tick()
mixer.set_muted(2, True)
mixer.volume = 0.5
status = mixer.status
mixer.close()
mixer.close()
mixer.strike(Hit(0.0, 1, "snare", 0.8))
probe = probe_audio()
print(json.dumps([status.backend, status.notice, probe.backend, probe.notice, probe.available]))
"""
SECOND_BYTES = 48_000 * 4
"""A second of stereo sound."""
NO_LIBRARY = "import ctypes.util; ctypes.util.find_library = lambda name: None\n"
NO_RTMIXER = "import sys; sys.modules['rtmixer'] = None\n"


def run(code, **environment):
    """Run in a process of its own that no JACK, Pulse or PipeWire server can help."""
    env = {**os.environ, "JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1", "PULSE_SERVER": "/nowhere"}
    env = {**env, "PIPEWIRE_REMOTE": "/nowhere", "PYTHONPATH": str(ROOT)} | environment
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


no_card = pytest.mark.skipif(Path("/dev/snd").exists(), reason="this machine has a sound card")


@no_card
def test_without_a_device_the_game_goes_on_silently_and_says_so():
    backend, notice, probed, probe_notice, available = json.loads(run(OPEN))
    assert (backend, probed, available) == ("silent", "silent", False)
    assert notice == probe_notice
    assert notice.startswith("no sound device was found: the game goes on silently")
    assert "Connect loudspeakers" in notice


@no_card
def test_silence_asked_of_pygame_is_given_without_a_word():
    assert json.loads(run(OPEN, SDL_AUDIODRIVER="dummy"))[:3] == ["pygame", None, "pygame"]


@no_card
@pytest.mark.parametrize(
    ("damage", "says"), [(NO_LIBRARY, "sudo apt install libportaudio2"), (NO_RTMIXER, "no sound device was found")]
)
def test_what_is_missing_is_named_with_its_remedy(damage, says):
    backend, notice, *_ = json.loads(run(damage + OPEN))
    assert backend == "silent"
    assert says in notice


def test_the_second_best_way_is_told(tmp_path):
    """SDL's disk driver stands for a sound card that only pygame reaches."""
    out = run(NO_LIBRARY + OPEN, SDL_AUDIODRIVER="disk", SDL_DISKAUDIOFILE=str(tmp_path / "heard.raw"))
    backend, notice, *_ = json.loads(out)
    assert backend == "pygame"
    assert "about 10 ms later" in notice
    assert "libportaudio2" in notice


def test_broken_recordings_are_told_and_do_not_end_the_game(tmp_path):
    code = "import game.audio.voices as v, pathlib\n"
    code += f"v.asset = lambda *parts: pathlib.Path({str(tmp_path)!r})\n" + OPEN
    backend, notice, *_ = json.loads(run(code, SDL_AUDIODRIVER="dummy"))
    assert backend == "silent"
    assert "index.csv" in notice
    assert "goes on silently" in notice


def test_importing_the_package_opens_nothing():
    code = "import sys, game.audio.mixer, game.audio.render; print({'sounddevice', 'pygame'} & set(sys.modules))"
    assert run(code).strip() == "set()"


def test_silence_can_be_preferred():
    mixer = open_mixer(ManualClock(), prefer="silent")
    mixer.strike(Hit(0, 1, "snare", 1))
    assert mixer.status.backend == "silent"
    assert mixer.status.notice is None
    assert mixer.dropouts() is None


def test_chatter_of_c_libraries_is_caught_and_errors_afterwards_are_not(capfd):
    with quiet_stderr():
        os.write(2, b"ALSA lib confmisc.c: cannot find card\n")
    os.write(2, b"a real error\n")
    assert capfd.readouterr().err == "a real error\n"


def test_standard_error_comes_back_after_an_exception(capfd):
    with pytest.raises(ZeroDivisionError), quiet_stderr():
        _ = 1 / 0
    os.write(2, b"still here\n")
    assert capfd.readouterr().err == "still here\n"


def test_pygame_plays_what_was_struck(tmp_path):
    """What SDL's disk driver writes is what the loudspeaker would get: a snare left of the middle, then silence."""
    file = tmp_path / "heard.raw"
    code = f"""
import pathlib
from game.audio.mixer import open_mixer
from game.model.hit import Hit
from game.session.clock import SystemClock
mixer = open_mixer(SystemClock(), prefer="pygame")
mixer.strike(Hit(0.0, 1, "snare", 1.0))
heard = pathlib.Path({str(file)!r})
until = heard.stat().st_size + {SECOND_BYTES}
while heard.stat().st_size < until:
    pass
mixer.close()
"""
    run(code, SDL_AUDIODRIVER="disk", SDL_DISKAUDIOFILE=str(file), SDL_DISKAUDIODELAY="0")
    heard = np.frombuffer(file.read_bytes(), "<i2").reshape(-1, 2).astype(float)
    left, right = np.sum(heard**2, axis=0)
    assert 2 < 10 * np.log10(left / right) < 8
    assert 0.15 < np.abs(heard).max() / 32768 < 0.5


def test_strikes_from_many_threads_at_once(monkeypatch, bank):
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    mixer = KitMixer(PygameOutput(), bank, ManualClock())
    problems = []

    def drum(player):
        try:
            for i in range(150):
                mixer.strike(Hit(0, player, ("hat_open", "hat_pedal", "crash", "snare")[i % 4], (i % 10) / 10))
                mixer.choke(player, "crash")
        except Exception as problem:  # noqa: BLE001 - whatever it is, the test must show it
            problems.append(problem)

    threads = [threading.Thread(target=drum, args=(1 + i % 2,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    mixer.close()
    assert not problems

"""From a key to its sound through PulseAudio, and what the game does when the sound server is killed and comes back.

    python tests/bench/bench_pulse.py [--seconds 30] [--size 1920x1080] [--json]

Needs pulseaudio, parec and ALSA's way to PulseAudio (apt install pulseaudio pulseaudio-utils libasound2-plugins), and
Xvfb. A PulseAudio server of its own, with its files in a folder of its own, plays into a sink without a loudspeaker.
The whole game runs in its window in a process of its own; another one presses keys of both players, 8 a second
(kits would need a JACK server here, whose sound the game would then prefer). `parec` takes what the server has
mixed, and the machine's clock is read when it arrives. Latency is from the moment at which a key was pressed to the
arrival of the first frame of its sound: what a sound card's own buffer adds lies behind it.

After that the server is killed while the game plays on; then it is started again, and keys are pressed once more.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
from machine import screen, told  # isort: split

from jack_capture import compare
from keys import KEY_OF_PAD, KeyPlayer, Press

from game.inputs.keyboard import VELOCITY

RATE, BLOCK = 44100, 64
NEEDED = ("pulseaudio", "parec", "pactl", "Xvfb")
STEP_S = 0.125
SWAY_S = 0.020
PADS = {1: ("snare", "hat_closed"), 2: ("tom1", "snare_rim")}
SETTLING_S = 3.0
NOTICED_WITHIN_S, BACK_WITHIN_S = 3.0, 6.0
READ = 256
SINK = "ear"


class Pulse:
    """A PulseAudio server of its own, without a sound card."""

    def __init__(self, folder):
        folder.chmod(0o700)
        self._socket, self._log = folder / "socket", (folder / "log").open("w")
        home = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{self._socket}"}
        nothing_else = {"JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1", "HITOTSU_MIDI": "jack"}
        self.own = {**home, **nothing_else}
        self.start()

    def start(self):
        """Start it and wait until it answers."""
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        command += ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}"]
        command += ["-L", f"module-null-sink sink_name={SINK} rate={RATE}"]
        env = {**os.environ, **self.own}
        self._server = subprocess.Popen(command, env=env, stdout=self._log, stderr=self._log)
        for _ in range(100):
            if not subprocess.run(["pactl", "info"], env=env, capture_output=True, check=False).returncode:
                return
            time.sleep(0.1)
        raise SystemExit("the PulseAudio server does not answer")

    def kill(self):
        """Let it die without a word."""
        self._server.send_signal(signal.SIGKILL)
        self._server.wait(5)
        self._socket.unlink(missing_ok=True)

    def close(self):
        self._server.terminate()
        self._server.wait(5)
        self._log.close()


class Ear:
    """Takes what the server mixes, and when."""

    def __init__(self, env):
        command = ["parec", "-d", f"{SINK}.monitor", "--raw", "--format=float32le", f"--rate={RATE}", "--channels=2"]
        self._process = subprocess.Popen([*command, "--latency-msec=2"], env=env, stdout=subprocess.PIPE, bufsize=0)
        self._chunks, self._at_s = [], []
        self._reader = threading.Thread(target=self._listen)
        self._reader.start()

    def _listen(self):
        while chunk := os.read(self._process.stdout.fileno(), 8 * READ):
            self._at_s.append(time.perf_counter())
            self._chunks.append(chunk)

    def end(self):
        """Return the capture as `compare` takes it: blocks, when the first frame of each came, and their numbers."""
        self._process.terminate()
        self._reader.join(10)
        self._process.wait(5)
        self._process.stdout.close()
        sizes = np.array([len(chunk) for chunk in self._chunks]) // 8
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        sound = np.frombuffer(b"".join(self._chunks), np.float32)
        blocks = int(sizes.sum()) // BLOCK
        begun = np.interp(np.arange(blocks) * BLOCK, first, np.array(self._at_s))
        return {
            "frames": sound[: 2 * blocks * BLOCK].reshape(-1, 2), "begun": begun,
            "numbers": np.arange(blocks) * BLOCK, "rate": RATE, "xruns": 0,
        }  # fmt: skip


def play_the_game(size, folder):
    """Be the game until told to end; answer each line with how the drums sound."""
    import pygame

    from game.app.build import RoundOptions
    from game.app.house import House, PlayOptions
    from game.app.loop import Loop
    from game.app.window import open_window
    from game.session.seats import SeatSpec

    specs = (SeatSpec("keyboard"), SeatSpec("keyboard"))
    house = House(PlayOptions(RoundOptions(specs, seconds=3600, record=folder / "duet.hitotsu"), by_itself=True))
    house.begin(open_window(size, fullscreen=False).get_size(), lambda sentence: None)
    house.mixer.volume, house.mixer.band_volume = 1.0, 0.0  # the band would hide the beginnings
    loop = Loop(house.clock, key=house.key, canvas=house.curtain)
    worker = threading.Thread(target=_answer, args=(house.mixer, loop))
    worker.start()
    loop.run(house.first_scene())
    worker.join()
    house.close()
    pygame.quit()


def _answer(mixer, loop):
    for _ in sys.stdin:
        status = mixer.status
        told = {"backend": status.backend, "device": status.device, "block": status.block, "rate": status.sample_rate}
        told |= {"latency_s": status.latency_s, "notice": status.notice, "late": mixer.dropouts()}
        print(json.dumps(told | {"frames": loop.frames}), flush=True)
    loop.ask_to_end()


class Game:
    """That process."""

    def __init__(self, env, size, folder):
        command = [sys.executable, __file__, "--game", str(folder), "--size", f"{size[0]}x{size[1]}"]
        self._process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def status(self):
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def until(self, is_so, timeout_s):
        """Return after how many seconds something is so of its status, and the status."""
        begun = time.perf_counter()
        while not is_so(status := self.status()):
            if time.perf_counter() - begun > timeout_s:
                return None, status
            time.sleep(0.02)
        return time.perf_counter() - begun, status

    def end(self):
        """Close its window; return its exit status."""
        self._process.communicate(timeout=60)
        return self._process.returncode


def strokes(seconds):
    """Keys of both in turn, each a little beside the beat, no two like sounds within a quarter of a second."""
    rng = np.random.default_rng(1)
    rows = []
    for number in range(int(seconds / STEP_S)):
        player = 1 + number % 2
        rows.append((number * STEP_S + rng.uniform(0, SWAY_S), player, PADS[player][number // 2 % 2]))
    return rows


def heard(hands, env, seconds):
    """Press keys for so long; say how late they were heard."""
    ear, rows = Ear(env), strokes(seconds)
    time.sleep(1)
    sent_s = hands.play([Press(at_s, KEY_OF_PAD[player][pad]) for at_s, player, pad in rows])
    time.sleep(1.5)
    struck = [(at_s, player, pad, VELOCITY) for at_s, (_, player, pad) in zip(sent_s, rows, strict=True)]
    capture = ear.end()
    late_ms = np.array([ms for ms in compare(capture, struck, RATE)["latency_ms"] if ms is not None])
    report = {"strokes": len(rows), "not_heard": len(rows) - len(late_ms)}
    if len(late_ms):
        report |= {"median_ms": float(np.median(late_ms)), "sd_ms": float(late_ms.std())}
        report |= {"p99_ms": float(np.percentile(late_ms, 99)), "max_ms": float(late_ms.max())}
    return report


@contextmanager
def playing(size):
    """Give the game, hands on its keyboard, the sound server and the environment."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="hitotsu-pulse")))
        pulse = Pulse(folder)
        opened.callback(pulse.close)
        env = {**opened.enter_context(screen({}, size)), **pulse.own}
        hands = opened.enter_context(KeyPlayer(env["DISPLAY"]))
        game = Game(env, size, folder)
        opened.callback(game.end)
        yield game, hands, pulse, env


def measure(seconds, size):
    """Return all that is told."""
    with playing(size) as (game, hands, pulse, env):
        opened = game.status()
        if opened["backend"] != "rtmixer":
            raise SystemExit(f"the mixer did not open: {opened}")
        time.sleep(SETTLING_S)
        before = game.status()["late"]
        report = {"device": opened, **heard(hands, env, seconds)}
        report["underruns"] = game.status()["late"] - before
        pulse.kill()
        noticed_s, silent = game.until(lambda now: now["backend"] == "silent", 10 * NOTICED_WITHIN_S)
        hands.play([Press(at_s, KEY_OF_PAD[player][pad]) for at_s, player, pad in strokes(2)])
        drawn = game.status()["frames"] - silent["frames"]
        pulse.start()
        back_s, back = game.until(lambda now: now["backend"] == "rtmixer", 10 * BACK_WITHIN_S)
        report |= {"noticed_s": noticed_s, "notice": silent["notice"], "frames_while_silent": drawn, "back_s": back_s}
        time.sleep(SETTLING_S)
        return report | {"after": {"device": back["device"], **heard(hands, env, min(10, seconds))}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--game", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    size = tuple(int(side) for side in options.size.split("x"))
    if options.game:
        return play_the_game(size, options.game)
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        raise SystemExit(f"not installed: {', '.join(missing)}")
    before = told()
    report = measure(options.seconds, size)
    if options.json:
        print(json.dumps(report))
    else:
        print(f"before: {before}; after: {told()}")
        for name, value in report.items():
            print(f"{name:24}{round(value, 3) if isinstance(value, float) else value}")
    return 0 if report["after"]["not_heard"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())

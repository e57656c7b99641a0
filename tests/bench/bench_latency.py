"""From a stroke on a MIDI kit to its sound, and sound that came too late, while the game draws a busy duet.

    python tests/bench/bench_latency.py [--seconds 30] [--runs 3] [--minutes 10] [--size 1920x1080] [--json]

A process plays two kits through real MIDI ports of a JACK server (dummy driver, 48 kHz, blocks of 128 frames =
2.67 ms): sixteenths of both, 16 strokes a second, so that judge, picture and band have work. Another process is the
whole game in its window. A third captures what the game plays, where it leaves the game, by the server's count of
frames. Latency is from the moment at which a stroke was sent to the first frame of its sound; the best of the runs by
the 99th percentile is printed. The band is silent in them, because it would hide the beginnings.

Underruns: how often the game's stream was told that a block came too late, in minutes of the same playing with the
band, beside a stream that plays nothing on the same server and one on a server of its own, and how often each server
itself said that it stumbled.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
from machine import jack_server, screen, told  # isort: split

from jack_capture import child as jack_child
from jack_capture import compare
from virtual_kits import NOTE_ON, Note, VirtualKits

from game.audio.mixer import open_mixer
from game.session.clock import SystemClock

NAME = "Studio Kit"
KITS = {1: "one", 2: "two"}
STEP_S = 60 / 120 / 4
SWAY_S = 0.008
NOTES = {38: "snare", 27: "hit", 40: "snare_rim", 42: "hat_closed"}
NOTES_OF = {1: (38, 27), 2: (40, 42)}
"""No two like sounds within the time in which a stroke is looked for in the capture."""
VELOCITIES = (80, 96, 112)
SETTLING_S = 3.0
MOST_MEDIAN_MS, MOST_P99_MS = 4.5, 8.0


def strokes(seconds):
    """Sixteenths of both, the second player's between the first's, each a little beside the beat."""
    rng = np.random.default_rng(1)
    notes = []
    for number in range(int(seconds / STEP_S)):
        for player, kit in KITS.items():
            at_s = (number + (player - 1) / 2) * STEP_S + rng.uniform(0, SWAY_S)
            note = NOTES_OF[player][number % 2]
            notes.append(Note(at_s, kit, (NOTE_ON, note, VELOCITIES[number % len(VELOCITIES)])))
    return sorted(notes, key=lambda note: note.at_s)


# ---- the processes --------------------------------------------------------------------------------------------------


def play_the_game(size, folder, band):
    """Be the game: play what the kits strike, until told; print how many blocks came late meanwhile."""
    import pygame

    from game.app.build import RoundOptions
    from game.app.house import House, PlayOptions
    from game.app.loop import Loop
    from game.app.window import open_window
    from game.session.seats import SeatSpec

    specs = (SeatSpec("midi", NAME), SeatSpec("midi", NAME, 2))
    house = House(PlayOptions(RoundOptions(specs, seconds=3600, record=folder / "duet.hitotsu"), by_itself=True))
    house.begin(open_window(size, fullscreen=False).get_size(), lambda sentence: None)
    house.mixer.volume = 1.0  # as loud as the strokes that are looked for in the capture
    house.mixer.band_volume = float(band)
    loop = Loop(house.clock, key=house.key, canvas=house.curtain)
    worker = threading.Thread(target=_answer, args=(house.mixer, loop.ask_to_end))
    worker.start()
    loop.run(house.first_scene())
    worker.join()
    house.close()
    pygame.quit()


def play_nothing():
    """Be a stream that plays nothing, until told; print how many blocks came late meanwhile."""
    mixer = open_mixer(SystemClock())
    _answer(mixer, mixer.close)


def count_stumbles():
    """Be a program that only hears from the server how often it stumbled, until told; print it."""
    import jack

    client, stumbles = jack.Client("stumbles", no_start_server=True), [0]

    @client.set_xrun_callback
    def stumbled(_):
        stumbles[0] += 1

    client.activate()
    print("rtmixer", flush=True)
    _count(lambda: stumbles[0])
    client.close()


def _answer(mixer, end):
    """Say when ready; count from one line on standard input to the next."""
    print(mixer.status.backend, flush=True)
    _count(mixer.dropouts)
    end()


def _count(so_far):
    counts = []
    for _ in range(2):
        sys.stdin.readline()
        counts.append(so_far())
    print(json.dumps(counts[1] - counts[0]), flush=True)


class Stream:
    """One of these processes."""

    def __init__(self, env, *arguments):
        command = [sys.executable, __file__, *map(str, arguments)]
        self._process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        opened = self._process.stdout.readline().strip()
        if opened != "rtmixer":
            raise SystemExit(f"the mixer did not open: {opened or 'see standard error'}")

    def begin(self):
        self._line()

    def end(self):
        """Return how many blocks came late since `begin`."""
        self._line()
        late = json.loads(self._process.stdout.readline())
        self._process.communicate(timeout=120)
        return late

    def _line(self):
        self._process.stdin.write("\n")
        self._process.stdin.flush()


@contextmanager
def playing(size, *, band):
    """Give the game, two kits that it listens to, and the environment of their server and screen."""
    with ExitStack() as opened:
        env = opened.enter_context(screen(opened.enter_context(jack_server()), size))
        folder = opened.enter_context(tempfile.TemporaryDirectory())
        kits = opened.enter_context(VirtualKits(env))
        for kit in KITS.values():
            kits.plug(kit, NAME)
        game = Stream(env, "--game", folder, "--size", f"{size[0]}x{size[1]}", *(["--band"] if band else []))
        yield game, kits, env


# ---- what is measured -----------------------------------------------------------------------------------------------


def latency(seconds, size):
    """Play for so long and capture; return what one run says."""
    with playing(size, band=False) as (game, kits, env), tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "capture.npz"
        recorder = jack_child("record", str(file), "--seconds", str(round(SETTLING_S + seconds) + 10), env=env)
        recorder.stdout.readline()
        kits.play(strokes(SETTLING_S))
        game.begin()
        notes = strokes(seconds)
        sent_s = kits.play(notes)
        time.sleep(1.5)
        late = game.end()
        recorder.communicate("\n", timeout=60)
        with np.load(file) as capture:
            rows = [_as_struck(note, at_s) for note, at_s in zip(notes, sent_s, strict=True)]
            report = compare(capture, rows, int(capture["rate"]))
    spoilt = set(report["spoilt"])
    heard = np.array([ms for i, ms in enumerate(report["latency_ms"]) if i not in spoilt and ms is not None])
    return {
        "strokes": len(notes), "cut_by_server": len(spoilt), "not_heard": len(notes) - len(spoilt) - len(heard),
        "median_ms": float(np.median(heard)), "sd_ms": float(heard.std()),
        "p99_ms": float(np.percentile(heard, 99)), "max_ms": float(heard.max()),
        "underruns": late, "server_xruns": report["server_xruns"],
    }  # fmt: skip


def _as_struck(note, at_s):
    _, number, velocity = note.message
    return at_s, 1 + (note.kit == KITS[2]), NOTES[number], velocity / 127


def underruns(minutes, size):
    """Play for so long; return how many blocks came late in each stream."""
    with playing(size, band=True) as (game, kits, env), jack_server(2) as other:
        elsewhere = {**env, "JACK_DEFAULT_SERVER": other["JACK_DEFAULT_SERVER"]}
        streams = {
            "game": game, "idle_same_server": Stream(env, "--idle"), "idle_own_server": Stream(elsewhere, "--idle"),
            "same_server_itself": Stream(env, "--stumbles"), "own_server_itself": Stream(elsewhere, "--stumbles"),
        }  # fmt: skip
        kits.play(strokes(SETTLING_S))
        for stream in streams.values():
            stream.begin()
        kits.play(strokes(60 * minutes))
        return {"minutes": minutes, **{name: stream.end() for name, stream in streams.items()}}


# ---- the table ------------------------------------------------------------------------------------------------------

COLUMNS = ("strokes", "not_heard", "cut_by_server", "median_ms", "sd_ms", "p99_ms", "max_ms", "underruns")


def row(name, run):
    return f"{name:<10}" + "".join(
        f"{value:>14.2f}" if isinstance(value := run[key], float) else f"{value:>14}" for key in COLUMNS
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30, help="of each run")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=10, help="in which underruns are counted; 0 = not")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--game", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--band", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--idle", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--stumbles", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    size = tuple(int(side) for side in options.size.split("x"))
    if options.game:
        return play_the_game(size, options.game, options.band)
    if options.idle:
        return play_nothing()
    if options.stumbles:
        return count_stumbles()
    return bench(options, size)


def bench(options, size):
    """Measure and print; return the exit status."""
    say = (lambda *_, **__: None) if options.json else print
    say(f"{told()}; the game draws at {size[0]}x{size[1]}")
    say(" " * 10 + "".join(f"{name:>14}" for name in COLUMNS))
    runs = []
    for number in range(options.runs):
        runs.append(latency(options.seconds, size))
        say(row(f"run {number + 1}", runs[-1]), flush=True)
    best = min(runs, key=lambda run: run["p99_ms"])
    say(row("best", best))
    late = underruns(options.minutes, size) if options.minutes else None
    if late is not None:
        say(
            f"underruns in {options.minutes:g} minutes: the game {late['game']}, a stream that plays nothing "
            f"{late['idle_same_server']} on the same server, {late['idle_own_server']} on a server of its own; "
            f"the servers stumbled {late['same_server_itself']} and {late['own_server_itself']} times"
        )
    say(told())
    if options.json:
        print(json.dumps({"latency": best, "runs": runs, "underruns": late}))
    quick = best["median_ms"] <= MOST_MEDIAN_MS and best["p99_ms"] <= MOST_P99_MS
    whole = late is None or late["game"] <= late["idle_same_server"]
    return 0 if quick and whole else 1


if __name__ == "__main__":
    sys.exit(main())

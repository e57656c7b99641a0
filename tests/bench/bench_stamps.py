"""Measures how late strokes on two MIDI kits, and keys, are stamped while the program is busy, and how many get lost.

    python tests/bench/bench_stamps.py [--load idle] [--strokes 400] [--tries 3] [--json]

Another process plays the kits through real ports of a JACK server (the one that JACK_DEFAULT_SERVER names, or one of
its own) and notes when it sent each stroke; the kits' own way through JACK, up to one block of 2.7 ms, is part of what
is measured. `game` is the whole game: window, drawing at 1920x1080, sound, recording. Keys are pressed by another
process on a real X server (XTEST), in a window that draws nothing (`keys idle`), in the whole game (`keys game`), and
while its window fills the screen and gets its size back every 1.5 s (`keys full screen`).
The best of the tries, by the share within 5 ms, is printed; the last column but one is the farthest off.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from machine import jack_server, screen, told  # isort: split

from key_stamps import KEY_LOADS, key_lateness_ms
from virtual_kits import NOTE_ON, Note, VirtualKits

from game.inputs.midi import MidiInput
from game.model.hit import Hit
from game.session.clock import SystemClock

KITS = {1: "one", 2: "two"}
NAME = "Studio Kit"
WARM_UP = 20
"""Strokes per kit before the load begins, which are not counted."""
WITHIN_MS = 5.0
BUSY_S = 0.1
_SWITCH_S = 0.0005
"""As the game's own loop sets it."""


@dataclass(frozen=True)
class Stamps:
    """How late strokes were stamped, ms (negative = early)."""

    load: str
    count: int
    lost: int
    mean: float
    sd: float
    p50: float
    p99: float
    max: float
    within: float
    """Share within 5 ms of when they were sent, lost ones counted as not."""


def wait_idle() -> None:
    """Do what a program does that has nothing to do."""
    time.sleep(0.001)


def busy_in_python() -> None:
    """Compute in Python for 100 ms."""
    end = time.perf_counter() + BUSY_S
    while time.perf_counter() < end:
        sum(i * i for i in range(50))


def busy_in_c_letting_go() -> None:
    """Compute in C for 100 ms; Python may run meanwhile."""
    end = time.perf_counter() + BUSY_S
    block = bytes(8_000_000)
    while time.perf_counter() < end:
        hashlib.sha256(block).digest()


def busy_in_c_holding_on() -> None:
    """Compute in one C call of about 100 ms during which no other thread gets Python."""
    sum(range(_STEPS))


def _steps_of(seconds: float) -> int:
    start = time.perf_counter()
    sum(range(1_000_000))
    return int(1_000_000 * seconds / (time.perf_counter() - start))


_STEPS = _steps_of(BUSY_S)
LOADS: dict[str, Callable[[], None]] = {
    "idle": wait_idle,
    "python": busy_in_python,
    "c letting go": busy_in_c_letting_go,
    "c holding on": busy_in_c_holding_on,
}
GAME = "game"
EVERY = (*LOADS, GAME, *KEY_LOADS)


def strokes(count: int) -> list[Note]:
    """Strokes of both kits, a little apart; each carries its number, as far as a velocity can."""
    at_s = np.cumsum(np.random.default_rng(1).uniform(0.070, 0.110, count))
    late_s = {"one": 0.0, "two": 0.004}
    return [Note(float(t) + late_s[kit], kit, (NOTE_ON, 38, 8 + i % 120)) for i, t in enumerate(at_s) for kit in late_s]


def measure(load: str, count: int, env: dict[str, str]) -> Stamps:
    """Play `count` strokes on each kit while the main thread is under a load."""
    if load in KEY_LOADS:
        return _described(load, *key_lateness_ms(load, count, WARM_UP))
    notes = strokes(count + WARM_UP)
    with VirtualKits(env) as kits:
        for kit in KITS.values():
            kits.plug(kit, NAME)
        sent_s, hits, origin_s = (_in_the_game if load == GAME else _under)(load, kits, notes)
    return _described(load, *lateness_ms(notes, sent_s, hits, origin_s))


def _described(load: str, late_ms: np.ndarray, lost: int) -> Stamps:
    p50, p99 = np.percentile(late_ms, (50, 99))
    within = float((np.abs(late_ms) <= WITHIN_MS).sum() / (len(late_ms) + lost))
    numbers = (late_ms.mean(), late_ms.std(), p50, p99, late_ms[np.abs(late_ms).argmax()])
    return Stamps(load, len(late_ms), lost, *(round(float(n), 3) for n in numbers), within)


def _under(load: str, kits: VirtualKits, notes: Sequence[Note]) -> tuple[list[float], list[Hit], float]:
    clock = SystemClock()
    source = MidiInput(clock, {f"midi:{NAME}#{player}": player for player in KITS}.get, lambda hit: None)
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    done, sent_s = threading.Event(), list[float]()
    kits.start(notes)
    waiting = threading.Thread(target=lambda: (sent_s.extend(kits.finish()), done.set()))
    waiting.start()
    hits = []
    while not done.is_set():
        (LOADS[load] if len(hits) >= len(KITS) * WARM_UP else wait_idle)()
        hits += source.poll(clock.now())
    waiting.join()
    time.sleep(0.1)
    hits += source.poll(clock.now())
    sys.setswitchinterval(before)
    source.close()
    return sent_s, [hit for hit in hits if isinstance(hit, Hit)], time.perf_counter() - clock.now()


def _in_the_game(_: str, kits: VirtualKits, notes: Sequence[Note]) -> tuple[list[float], list[Hit], float]:
    import pygame

    from game.app.build import RoundOptions
    from game.app.house import House, PlayOptions
    from game.app.loop import Loop
    from game.app.window import open_window
    from game.session.seats import SeatSpec
    from game.storage.recordings import read_recording

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "duet.hitotsu"
        specs = (SeatSpec("midi", NAME), SeatSpec("midi", NAME, 2))
        house = House(PlayOptions(RoundOptions(specs, seconds=notes[-1].at_s + 0.2, record=path)))
        house.begin(open_window((1920, 1080), fullscreen=False).get_size(), lambda sentence: None)
        kits.start([note._replace(at_s=note.at_s + 0.5) for note in notes])
        Loop(house.clock, key=house.key).run(house.first_scene())
        sent_s = kits.finish()
        hits = list(read_recording(path).hits)
    house.close()
    pygame.quit()
    origin_s = time.perf_counter() - house.clock.now()
    # A recording's time 0 is a whole second of the clock.
    return sent_s, hits, origin_s + round(sent_s[0] - origin_s - hits[0].time_s)


def lateness_ms(
    notes: Sequence[Note], sent_s: Sequence[float], hits: Sequence[Hit], origin_s: float
) -> tuple[np.ndarray, int]:
    """Return how late each stroke was stamped, ms, and how many never came."""
    late, lost = [], 0
    for player, kit in KITS.items():
        came = iter([hit for hit in hits if hit.player == player])
        hit = next(came, None)
        played = [(note.message[2], at) for note, at in zip(notes, sent_s, strict=True) if note.kit == kit]
        for number, (velocity, at) in enumerate(played):
            arrived = hit is not None and round(hit.velocity * 127) == velocity
            if arrived:
                late += [1000 * (hit.time_s + origin_s - at)] if number >= WARM_UP else []
                hit = next(came, None)
            lost += not arrived
    return np.array(late), lost


def main() -> int:
    """Run the measurement and print it; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--load", action="append", choices=EVERY, help="may be given more than once")
    parser.add_argument("--strokes", type=int, default=400, help="per kit")
    parser.add_argument("--tries", type=int, default=3, help="the best of so many is printed")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not os.environ.get("JACK_DEFAULT_SERVER"):  # PortAudio wants to find its server until this program has ended
        with jack_server() as env:
            return subprocess.run([sys.executable, *sys.argv], env=env, check=False).returncode
    if {"DISPLAY", "SDL_VIDEODRIVER"} & os.environ.keys():
        return bench(arguments)
    with screen(os.environ) as env:
        os.environ.update(env)
        return bench(arguments)


def bench(arguments: argparse.Namespace) -> int:
    """Measure and print; return the exit status."""
    if not arguments.json:
        print(told())
        print(f"{'load':<18}{'strokes':>8}{'lost':>6}{'mean':>8}{'sd':>8}{'p50':>8}{'p99':>8}{'max':>8}   within 5 ms")
    for load in arguments.load or EVERY:
        runs = (measure(load, arguments.strokes, dict(os.environ)) for _ in range(arguments.tries))
        best = max(runs, key=lambda stamps: stamps.within)
        print(json.dumps(asdict(best)) if arguments.json else row(best), flush=True)
    if not arguments.json:
        print(told())
    return 0


def row(stamps: Stamps) -> str:
    """Return one row of the table."""
    ms = "".join(f"{n:8.2f}" for n in (stamps.mean, stamps.sd, stamps.p50, stamps.p99, stamps.max))
    return f"{stamps.load:<18}{stamps.count:8d}{stamps.lost:6d}{ms}   {stamps.within:.2%}"


if __name__ == "__main__":
    sys.exit(main())

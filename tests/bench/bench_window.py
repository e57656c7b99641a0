"""Measures a window that changes its size in a running round: gaps between two looks at the keys, and pauses.

    xvfb-run -a -s "-screen 0 1920x1080x24" python tests/bench/bench_window.py [--size 1280x720] [--start]

`--start`: from the beginning of the process to the first frame of the title, cold and warm, in fresh processes, and to
the duet itself.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import pygame

from game.app.build import RoundOptions
from game.app.house import House, PlayOptions
from game.app.loop import Loop
from game.app.window import open_window, parse_size, toggle_fullscreen
from game.session.seats import SeatSpec

FRIENDS = (SeatSpec("sim", "trained"), SeatSpec("sim", "expert"))
FRIENDS_PLAY = ("--player1", "sim:expert", "--player2", "sim:expert", "--seconds", "20")
_TITLE = """
import os, sys, time
ticks = int(open('/proc/self/stat').read().split()[21])
born = time.time() - float(open('/proc/uptime').read().split()[0]) + ticks / os.sysconf('SC_CLK_TCK')
from game.app import loop
from game.cli import main
frame = loop.Loop._frame
def first(self, scene):
    result = frame(self, scene)
    print(f"{type(scene).__name__} after {time.time() - born:.2f} s", flush=True)
    os._exit(0)
loop.Loop._frame = first
main(sys.argv[1:])
"""


def sized(width: int, height: int) -> None:
    """Give the window another size, as dragging its edge does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pygame.Window.from_display_module().size = (width, height)


STEPS = (
    (3.0, "full screen", toggle_fullscreen),
    (7.0, "back", toggle_fullscreen),
    (10.0, "1600x900", lambda: sized(1600, 900)),
    (13.0, "1024x768", lambda: sized(1024, 768)),
    (16.0, "1200x500", lambda: sized(1200, 500)),
)


class Watched(Loop):
    """A loop that notes when it looked at the keys, and changes the window at the times of `STEPS`."""

    def __init__(self, house: House) -> None:
        """Watch a house."""
        super().__init__(house.clock, key=house.key, canvas=house.curtain)
        self.house, self.looks, self.steps = house, [], list(STEPS)
        self.called: list[tuple[float, float, str]] = []
        self.stages: list[tuple[float, tuple[int, int]]] = []

    def _pump(self, scene):
        self.looks.append(time.perf_counter())
        size = self.house.evening.stage.layout.size
        if not self.stages or self.stages[-1][1] != size:
            self.stages.append((self.house.clock.now(), size))
        now_s = self.house.clock.now()
        if self.steps and now_s - self.first_s >= self.steps[0][0]:
            _, name, change = self.steps.pop(0)
            start = time.perf_counter()
            change()
            self.called.append((now_s, time.perf_counter() - start, name))
            self.looks[-1] = time.perf_counter()
        return super()._pump(scene)

    def run(self, scene):
        """Run, counting from now."""
        self.first_s = self.house.clock.now()
        super().run(scene)


def round_in_a_changing_window(size: str) -> None:
    """Play twenty seconds and print the gaps."""
    house = House(PlayOptions(round=RoundOptions(FRIENDS, seconds=20.0), size=parse_size(size), by_itself=True))
    surface = open_window(parse_size(size), fullscreen=False)
    start = time.perf_counter()
    house.begin(surface.get_size(), print)
    print(f"first stage {time.perf_counter() - start:.2f} s")
    scene, loop = house.first_scene(), Watched(house)
    loop.run(scene)
    pairs = [(b - a, b) for a, b in zip(loop.looks, loop.looks[1:], strict=False)]
    gaps = sorted(gap for gap, _ in pairs)
    for at_s, took_s, name in loop.called:
        print(f"{name:<12} at {at_s - loop.first_s:5.1f} s: the system took {took_s * 1e3:.0f} ms")
    for at_s, size in loop.stages:
        print(f"stage {size} from {at_s - loop.first_s:.2f} s")
    share = [gaps[min(len(gaps) - 1, int(len(gaps) * part))] * 1e3 for part in (0.5, 0.99, 0.999, 1.0)]
    print("gaps between looks: median {:.2f}, p99 {:.2f}, p99.9 {:.2f}, longest {:.2f} ms".format(*share))
    print(f"over 4 ms: {sum(gap > 0.004 for gap in gaps)} of {len(gaps)}; frames {loop.frames}")
    played = house._first.round
    print("pauses:", [event.kind for event in played.events_to_keep()] or "none")
    house.close()
    pygame.quit()


def starts(size: str) -> None:
    """Start the game with an empty cache, then with a full one, in the end straight into a duet."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("cold", "warm", "warm", "warm", "duet"):
            env = {**os.environ, "HITOTSU_HOME": home, "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
            scene = FRIENDS_PLAY if name == "duet" else ("--title",)
            command = [sys.executable, "-c", _TITLE, "play", "--size", size, *scene]
            done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
            print(name, size, done.stdout.strip() or done.stderr.strip()[-300:])
            kept = list(Path(home).glob("cache/*"))
        print("cache:", ", ".join(f"{file.name} {file.stat().st_size / 1e6:.1f} MB" for file in kept))


def main() -> None:
    """Run the measurement and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--start", action="store_true")
    arguments = parser.parse_args()
    if arguments.start:
        starts(arguments.size)
    else:
        round_in_a_changing_window(arguments.size)


if __name__ == "__main__":
    main()

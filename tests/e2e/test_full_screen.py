"""Going full screen in a round: kits sound and are stamped meanwhile."""

import subprocess
import sys

import pytest
from running import ROOT

pytestmark = pytest.mark.e2e
MOST_S = 0.05
TRIES = 3
"""Another program may take the machine in the middle of a run."""
WATCH = """
import sys, threading, time
import pygame
from game.app.window import open_window, toggle_fullscreen
sys.setswitchinterval(0.0005)
open_window((640, 360), fullscreen=False)
ticks, toggled = [], threading.Event()
def tick():
    while not toggled.is_set():
        ticks.append(time.perf_counter())
        time.sleep(0.001)
thread = threading.Thread(target=tick)
thread.start()
for full in (True, False):
    time.sleep(0.02)
    toggle_fullscreen()
    assert pygame.display.is_fullscreen() == full
    assert (pygame.display.get_surface().get_size() == (640, 360)) != full
toggled.set()
thread.join()
print(max(b - a for a, b in zip(ticks, ticks[1:])))
"""


def longest_gap_s(env):
    done = subprocess.run(
        [sys.executable, "-c", WATCH], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return float(done.stdout.splitlines()[-1])


def test_other_threads_run_on_while_the_window_fills_the_screen(screen):
    assert any(longest_gap_s(screen.env) < MOST_S for _ in range(TRIES))

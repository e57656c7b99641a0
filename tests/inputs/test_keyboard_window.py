"""Real keys of a real X server, in a real window."""

import os
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.e2e

GAME = """
import sys
import pygame
from game.inputs.keyboard import KeyboardInput
from game.session.clock import SystemClock

pygame.display.init()
pygame.display.set_mode((200, 200))
clock = SystemClock()
keyboard = KeyboardInput(clock, {"keyboard:left": 1, "keyboard:right": 2}.get, lambda hit: None)
pygame.event.pump()
print("ready", flush=True)
while clock.now() < 10:
    for event in pygame.event.get():
        keyboard.handle(event, clock.now())
        if event.type == pygame.KEYUP and event.scancode == pygame.KSCAN_ESCAPE:
            sys.exit()
    for hit in keyboard.poll(clock.now()):
        print(hit.player, hit.pad, flush=True)
    pygame.time.wait(1)
"""


@pytest.fixture
def display():
    for program in ("Xvfb", "xdotool", "setxkbmap"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed (apt install xvfb xdotool x11-xkb-utils)")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "640x480x24"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    yield ":" + server.stdout.readline().decode().strip()
    server.terminate()
    server.wait(5)
    server.stdout.close()


@pytest.fixture
def window(display):
    env = {**os.environ, "DISPLAY": display, "SDL_AUDIODRIVER": "dummy", "SDL_VIDEODRIVER": "x11"}
    game = subprocess.Popen([sys.executable, "-c", GAME], stdout=subprocess.PIPE, text=True, env=env)
    while not game.stdout.readline().startswith("ready"):
        assert game.poll() is None, "the window did not open"
    yield env, game
    game.kill()
    game.wait(5)
    game.stdout.close()


def typed(window, *commands):
    env, game = window
    for command in (*commands, ["key", "Escape"]):
        subprocess.run(["xdotool", *command], env=env, check=True)
    return game.stdout.read().splitlines()


RIGHT_CONTROL = "105"  # by its key code: by name, xdotool presses the left one with it


def test_keys_strike_and_a_held_key_strikes_once(window):
    struck = typed(
        window,
        ["key", "--delay", "20", "s", "k", "Control_L", RIGHT_CONTROL, "space", "Return"],
        ["keydown", "a"], ["sleep", "1.0"], ["keyup", "a"],
    )  # fmt: skip
    assert struck == ["1 snare", "2 snare", "1 kick", "2 kick", "1 kick", "2 kick", "1 hat_closed"]


def test_another_layout_moves_no_pad(window, display):
    subprocess.run(["setxkbmap", "-display", display, "fr"], check=True)
    assert typed(window, ["key", "--delay", "20", "q", "a"]) == ["1 hat_closed", "1 hat_open"]

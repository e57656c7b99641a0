"""The window that a game begins with, of the size that was chosen in the settings or asked for."""

import os
import subprocess
import sys

import pygame
import pytest

FRIENDS = ("--player1", "sim:trained", "--player2", "sim:expert", "--seconds", "1")
SCREEN = (1024, 768)
"""What SDL says of a screen that is none."""


@pytest.mark.parametrize(
    ("chosen", "asked", "size"),
    [("2560x1440", (), SCREEN), ("1024x576", (), (1024, 576)), ("1024x576", ("--size", "1280x720"), (1280, 720))],
)
def test_a_chosen_size_is_no_larger_than_the_screen_and_one_that_is_asked_for_is_taken_as_it_is(
    chosen, asked, size, tmp_path
):
    home, picture = tmp_path / "home", tmp_path / "picture.png"
    home.mkdir()
    (home / "settings.toml").write_text(f'window = "{chosen}"\n')
    env = {
        **os.environ, "HITOTSU_HOME": str(home), "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "nothing",
        "HITOTSU_MIDI": "jack", "JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "game", "play", *FRIENDS, *asked, "--shot", f"{picture}@0"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert pygame.image.load(picture).get_size() == size

import os

import pygame
import pytest

from game.app.house import House, PlayOptions
from game.ui.stage import Stage


@pytest.fixture(scope="session")
def stage():
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((640, 360))
    return Stage((640, 360))


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Open a house without a screen, sound or kits."""
    for name, value in {
        "HITOTSU_HOME": tmp_path / "home", "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "nothing",
        "HITOTSU_MIDI": "jack", "JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, str(value))
    houses = []

    def open_house(size=(640, 360), **options):
        pygame.display.init()
        pygame.font.init()
        pygame.display.set_mode(size)
        house = House(PlayOptions(size=size, **options))
        house.begin(size, lambda sentence: None)
        houses.append(house)
        return house

    yield open_house
    for house in houses:
        house.close()

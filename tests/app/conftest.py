import os

import pygame
import pytest

from game.ui.stage import Stage


@pytest.fixture(scope="session")
def stage():
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((640, 360))
    return Stage((640, 360))

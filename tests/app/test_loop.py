"""The loop of the window, whatever happens between two frames."""

import os
import signal

import pygame
import pytest

from game.app.loop import Loop
from game.app.play import _ending_gently
from game.session.clock import SystemClock


class Remade:
    """A scene whose window is made anew; the system asks the program to end while there is none."""

    def __init__(self, number):
        self.number, self.closed, self.updates = number, False, 0

    def parts(self, surface, now_s):
        yield

    def handle(self, event, now_s):
        self.closed = self.closed or event.type == pygame.QUIT

    def update(self, now_s):
        self.updates += 1
        if self.updates == 3:
            pygame.display.quit()
            os.kill(os.getpid(), self.number)
            pygame.display.init()
            pygame.display.set_mode((64, 48))
        return None if self.closed or self.updates > 5000 else self


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGINT, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
)
def test_asked_to_end_while_the_window_is_made_anew(monkeypatch, number):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.display.set_mode((64, 48))
    scene, loop = Remade(number), Loop(SystemClock())
    with _ending_gently(loop):
        loop.run(scene)
    pygame.display.quit()

    assert scene.closed

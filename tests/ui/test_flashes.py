"""The flash rule, on rendered frames: no region makes more than three luminance up-down pairs a second."""

import numpy as np
import pygame
import pytest
from flashes import Turns, Watch
from ui.busy import RATE_HZ, busy

from game.ui import springs
from game.ui.motion import Motion
from game.ui.stage import Stage

SIZE = (320, 180)
SECONDS = 5.0


@pytest.fixture(scope="module")
def stage():
    return Stage(SIZE)


def watched(stage, *, calm=False, bpm=120.0, state=None):
    """Return what was seen of a busy duet."""
    motion, surface, watch = Motion(calm=calm), pygame.Surface(SIZE, depth=32), Watch(RATE_HZ)
    for i in range(round(SECONDS * RATE_HZ)):
        snapshot = busy(i / RATE_HZ, bpm=bpm, state=state)
        stage.draw(surface, snapshot, motion.advance(snapshot, 1 / RATE_HZ))
        watch.see(surface)
    return watch


@pytest.mark.parametrize("calm", [False, True])
def test_a_busy_duet_does_not_flash(stage, calm):
    assert watched(stage, calm=calm).held


@pytest.mark.parametrize("bpm", [60.0, 90.0])
def test_strokes_that_are_seen_one_by_one_do_not_flash(stage, bpm):
    """At these tempos the halves answer each of the sixteenths."""
    assert watched(stage, bpm=bpm).held


def test_a_duet_that_comes_together_and_apart_as_fast_as_can_be_does_not_flash(stage):
    """Four beats inside the window make them one, two beats outside part them: six beats of 0.4 s."""
    assert watched(stage, bpm=150.0, state=lambda now_s: ("apart", "together")[int(now_s / 1.2) % 2]).held


def test_light_without_fades_would_be_found(stage, monkeypatch):
    monkeypatch.setattr(springs, "towards", lambda value, target, step: target)  # light without fades
    assert not watched(stage, state=lambda now_s: ("apart", "together")[int(now_s * 10) % 2]).held


@pytest.mark.parametrize(("hertz", "pairs"), [(3, 3), (4, 4)])
def test_pairs_are_counted(hertz, pairs):
    dark, bright = np.full((4, 4), 0.1), np.full((4, 4), 0.3)
    turns = Turns(dark)
    for i in range(3 * RATE_HZ):
        turns.add(bright if i * 2 * hertz // RATE_HZ % 2 else dark)
    assert turns.pairs(RATE_HZ).max() == pairs
    soft = Turns(dark)
    for i in range(3 * RATE_HZ):
        soft.add(dark + 0.09 * (i % 2))
    assert soft.pairs(RATE_HZ).max() == 0

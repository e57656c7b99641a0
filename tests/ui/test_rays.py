"""The sun's rays: they turn, and no frame is long for it."""

import math
from dataclasses import replace

import numpy as np
import pygame
import pytest
from ui.menus import stage_of

from game.model.snapshot import Snapshot
from game.ui import disc
from game.ui.motion import Motion
from game.ui.stage import Stage
from game.ui.theme import Layout

SIZE = (640, 360)
SMALL = (320, 180)
SEEN = replace(Motion.at_rest(Snapshot(light=0.2, state="together")), petals=0.0)
ANGLES = [math.radians(-150 + i / 2) for i in range(240)]


def shown(now_s, motion=SEEN, stage=None):
    stage = stage or stage_of(SIZE)
    surface = pygame.Surface(stage.layout.size, depth=32)
    for _ in stage.scenery(surface, motion, now_s):
        pass
    return pygame.surfarray.array3d(surface).astype(int)


def around(picture):
    """Return how bright the sky is on a circle around the sun, from its left over its top to its right."""
    x, y = disc.CENTRE
    places = [Layout(SIZE).at(x + 330 * math.cos(a), y + 330 * math.sin(a)) for a in ANGLES]
    bright = np.array([picture[place].sum() for place in places], float)
    return bright - bright.mean()


def turned(before, after):
    """Return by how many degrees, clockwise, the rays of one picture are to be turned to lie on those of another."""
    fits = {half / 2: float((before[30 - half : -30 - half] * after[30:-30]).sum()) for half in range(30)}
    return max(fits, key=lambda degrees: fits[degrees])


@pytest.mark.parametrize("seconds", [1.0, 3.0, 5.5])
def test_the_rays_turn_two_degrees_a_second(seconds):
    assert turned(around(shown(20.0)), around(shown(20.0 + seconds))) == pytest.approx(2 * seconds, abs=0.6)


def test_they_stand_still_in_calm_motion():
    calm = replace(SEEN, calm=True)
    assert (shown(20.0, calm) == shown(23.0, calm)).all()


def test_a_picture_painted_over_several_frames_is_the_same_as_one_painted_at_once():
    running, fresh = Stage(SMALL), Stage(SMALL)
    lights = [0.1 + 0.004 * i for i in range(60)]
    for i, light in enumerate(lights):
        shown(50.0 + i / 60, replace(SEEN, light=light, rays=min(1.0, i / 42)), running)
    still = replace(SEEN, light=lights[-1])
    for i in range(12):
        seen = shown(51.0 + i / 60, still, running)
    late_s = 51.0 + 11 / 60
    at_once = [shown(late_s - back / 10, still, fresh) for back in (0, 1, 2)]  # as the rays stood when it was begun
    assert min(np.abs(seen - each).max() for each in at_once) <= 1


def test_a_scene_of_another_light_is_there_with_its_first_frame():
    shown(70.0)
    dawn = Motion.at_rest(Snapshot(light=1.0))
    assert (shown(70.0 + 1 / 60, dawn) == shown(300.0, dawn)).all()

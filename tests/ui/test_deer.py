"""Deer come out of sight and go the same way, head first, each with steps of its own size."""

from functools import cache

import numpy as np
import pygame
import pytest
from ui.signals import quiet, run

from game.ui.garden import Garden
from game.ui.motion import Motion, MotionState
from game.ui.theme import Layout

SIZE = (1280, 720)
LAYOUT = Layout(SIZE)
FRONT, FRONT_SCALE = 4, 0.76
"""The left one of the pair that bows."""
FAWN, FAWN_SCALE = 8, 0.38


@cache
def garden():
    return Garden(LAYOUT)


def picture(index, come, *, leaving=False):
    """One deer alone on an empty ground."""
    state = MotionState(
        deer=tuple(come if i == index else 0.0 for i in range(10)),
        leaving=tuple(leaving and i == index for i in range(10)),
    )
    shown = []
    for each in (state, MotionState(deer=(0.0,) * 10)):
        surface = pygame.Surface(SIZE, depth=32)
        surface.fill((120, 120, 120))
        for _ in garden().parts(surface, each):
            pass
        shown.append(pygame.surfarray.array3d(surface).astype(int))
    return np.abs(shown[0] - shown[1]).sum(axis=2)


def middle_and_head(index, come, **more):
    """Where a deer stands and how far to the right of it its head is, stage units."""
    seen = np.argwhere(picture(index, come, **more) > 60)
    across, down = seen.T
    body = (across.min() + across.max()) / 2
    head = across[down < down.min() + 0.25 * np.ptp(down)].mean()
    return body / LAYOUT.scale, (head - body) / LAYOUT.scale


@pytest.mark.parametrize("come", [0.4, 0.7])
def test_a_deer_that_leaves_has_turned_round(come):
    _, coming = middle_and_head(FRONT, come)
    _, leaving = middle_and_head(FRONT, come, leaving=True)
    assert coming > 30
    assert leaving < -30


def test_deer_walk_away_head_first_once_it_gets_dark_and_turn_again_with_the_light():
    motion = Motion()
    motion.advance(quiet(light=0.9), 0.0)
    dark = run(motion, quiet(light=0.2), 1.0)
    assert dark[-1].leaving == (False, False) + (True,) * 8
    assert 0 < dark[-1].deer[FRONT] < dark[10].deer[FRONT] < 1
    again = run(motion, quiet(light=0.9), 0.2)[-1]
    assert not any(again.leaving)
    assert again.deer[FRONT] > dark[-1].deer[FRONT]
    assert not any(run(motion, quiet(light=0.9), 3.0)[-1].leaving)


def test_deer_come_into_sight_and_out_of_it_softly():
    for leaving in (False, True):
        strength = [picture(FRONT, come, leaving=leaving).max() for come in (0.02, 0.1, 0.5)]
        assert 0 < strength[0] < 0.25 * strength[2]
        assert strength[0] < strength[1] < 0.75 * strength[2]


def test_a_small_deer_comes_as_far_for_its_size_as_a_large_one():
    ways = {
        scale: (middle_and_head(index, 1.0)[0] - middle_and_head(index, 0.5)[0]) / scale
        for index, scale in ((FRONT, FRONT_SCALE), (FAWN, FAWN_SCALE))
    }
    assert ways[FAWN_SCALE] == pytest.approx(ways[FRONT_SCALE], rel=0.15)
    assert ways[FRONT_SCALE] == pytest.approx(250, rel=0.15)


def test_calm_deer_stand_in_their_place_and_only_fade():
    surface = pygame.Surface(SIZE, depth=32)
    places = []
    for come in (0.5, 1.0):
        shown = []
        for deer in (come, 0.0):
            surface.fill((120, 120, 120))
            state = MotionState(deer=(0.0,) * 4 + (deer,) + (0.0,) * 5, leaving=(True,) * 10, calm=True)
            for _ in garden().parts(surface, state):
                pass
            shown.append(pygame.surfarray.array3d(surface).astype(int))
        places.append(np.argwhere(np.abs(shown[0] - shown[1]).sum(axis=2) > 20).mean(axis=0))
    assert places[0] == pytest.approx(places[1], abs=3)

"""Dares on the cord: every rule has its own picture, under the present lantern; what was met is gold."""

from itertools import combinations

import numpy as np
import pygame
import pytest

from game.model.snapshot import Snapshot
from game.session.dare_rules import RULES
from game.ui.dares import PICTURES, card
from game.ui.hud import Hud
from game.ui.lanterns import cord_places
from game.ui.motion import Motion
from game.ui.sprite import Sprite
from game.ui.theme import Layout

SIZE = (640, 360)


def pixels(surface):
    return pygame.surfarray.array3d(surface).astype(int)


def picture(name, *, met=False):
    return pixels(Sprite.of(card(name, met=met), 0.5).surface)


@pytest.fixture(scope="module")
def hud():
    return Hud(Layout(SIZE))


def drawn(hud, **changes):
    surface = pygame.Surface(SIZE)
    shot = Snapshot(state="together", phrase=3, lanterns=(True, True, *[False] * 6), **changes)
    for _ in hud.parts(surface, shot, Motion.at_rest(shot)):
        pass
    return pixels(surface)


def test_every_dare_has_a_picture():
    assert set(PICTURES) == set(RULES)


def test_no_two_pictures_look_alike():
    for one, other in combinations(PICTURES, 2):
        assert np.mean(np.abs(picture(one) - picture(other)).sum(axis=2) > 60) > 0.03, (one, other)


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_stays_on_its_paper(name):
    drawing = card(name, met=False)
    assert drawing.render(0.5).get_bounding_rect().size <= drawing.render(0.5).get_size()
    edge = picture(name)[4:-4, 2]
    assert len(np.unique(edge.reshape(-1, 3), axis=0)) < 12, "nothing reaches the edge"


def test_it_hangs_under_the_present_lantern_and_turns_gold_when_it_is_met(hud):
    plain, offered, met = drawn(hud), drawn(hud, dare="crash"), drawn(hud, dare="crash", dare_met=True)
    changed = np.argwhere(np.abs(offered - plain).sum(axis=2) > 30)
    x, y = Layout(SIZE).at(*cord_places()[3])

    assert abs(changed[:, 0].mean() - x) < 4
    assert changed[:, 1].min() > y
    assert np.abs(met - offered).sum(axis=2).max() > 30


def test_a_gilded_lantern_shines(hud):
    shot = {"phrase_progress": 0.2}
    gilded = tuple(i == 1 for i in range(8))
    more = drawn(hud, gilded=gilded, **shot).sum() - drawn(hud, **shot).sum()
    x, _ = Layout(SIZE).at(*cord_places()[1])
    changed = np.argwhere(np.abs(drawn(hud, gilded=gilded, **shot) - drawn(hud, **shot)).sum(axis=2) > 20)

    assert more > 0
    assert abs(changed[:, 0].mean() - x) < 4


def test_without_a_dare_nothing_hangs_there(hud):
    assert (drawn(hud) == drawn(hud, dare=None)).all()

"""What a round waits for when kits are pulled, and what lets it go on."""

from game.model.hit import Hit
from game.session.cables import Cables

NOBODY, FIRST, SECOND = frozenset(), frozenset({1}), frozenset({2})


def stroke(player, velocity=100):
    return Hit(9.0, player, "snare", velocity / 127)


def waiting(away):
    cables = Cables()
    cables.follow(away, 1.0)
    cables.wait(1.0)
    return cables


def test_only_a_stroke_that_was_meant_on_what_is_back_goes_on():
    cables = waiting(FIRST)
    assert not cables.goes_on(stroke(1))
    cables.follow(NOBODY, 2.0)
    assert not cables.goes_on(stroke(1, velocity=19))
    assert not cables.goes_on(stroke(2))
    assert cables.goes_on(stroke(1, velocity=20))


def test_the_next_wait_is_for_who_is_missed_then():
    cables = waiting(FIRST)
    cables.follow(NOBODY, 2.0)
    cables.end()
    cables.follow(SECOND, 3.0)
    cables.wait(3.0)
    cables.follow(NOBODY, 4.0)
    assert not cables.goes_on(stroke(1))
    assert cables.goes_on(stroke(2))

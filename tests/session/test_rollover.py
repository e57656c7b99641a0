"""The keyboard test against keyboards that lose chords."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.bindings import FIRST_BINDINGS, KEYED_PADS, Bindings, Place
from game.session.rollover import CHORDS, STILL_S, TRIES, Ask, Rollover


def play(keyboard, bindings=FIRST_BINDINGS, rounds=60):
    """Two players who do what is asked; `keyboard` tells which of the keys that are held get through."""
    test, now_s = Rollover(bindings), 0.0
    for _ in range(rounds):
        if test.ask is Ask.DONE:
            return test
        down = [key for _, key in test.wanted()] if test.ask is Ask.HOLD else []
        heard = keyboard(down)
        for key in [key for key in test.held if key not in heard]:
            test.up(key, now_s)
        for key in heard:
            if key not in test.held:
                test.down(key, now_s)
        test.update(now_s)
        now_s += STILL_S + 0.1
        test.update(now_s)
    raise AssertionError("the test never ends")


def test_a_keyboard_that_hears_all_loses_nothing():
    assert play(lambda down: down).lost == {}


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 6))
def test_a_keyboard_of_few_keys_loses_the_chords_that_are_larger(most):
    test = play(lambda down: down[:most])
    for step, pads in enumerate(CHORDS):
        keys = 2 * len(pads)
        assert len(test.lost.get(step, ())) == max(0, keys - most)


def test_a_pair_of_keys_that_blocks_a_third_one_is_named():
    """The classic matrix: three corners of a rectangle; the key in the third corner does not arrive."""
    test = play(lambda down: [key for key in down if not (key == "K" and {"S", "J"} <= set(down))])
    assert test.lost == {1: (Place("right", "snare"),)}


def test_fingers_that_slip_once_lose_nothing():
    test = Rollover(FIRST_BINDINGS)
    keys = [key for _, key in test.wanted()]
    for attempt in range(TRIES):
        now_s = attempt * 10.0
        for key in keys[attempt == 0 :]:
            test.down(key, now_s)
        test.update(now_s + STILL_S)
        assert test.ask is Ask.LET_GO
        for key in keys:
            test.up(key, now_s + STILL_S)
        test.update(now_s + STILL_S)
        assert test.ask is Ask.HOLD
    assert test.step == 1
    assert test.lost == {}


@pytest.mark.parametrize("held", [[], ["Z"]])
def test_hands_that_have_not_begun_are_waited_for(held):
    test = Rollover(FIRST_BINDINGS)
    assert not set(held) & {key for _, key in test.wanted()}
    for key in held:
        test.down(key, 0.0)
    test.update(1000.0)
    assert test.ask is Ask.HOLD
    assert test.lost == {}


def test_one_hand_that_is_early_costs_a_try_and_no_chord():
    test = Rollover(FIRST_BINDINGS)
    test.down(test.wanted()[0][1], 0.0)
    test.update(STILL_S - 0.1)
    assert test.ask is Ask.HOLD
    test.update(STILL_S)
    assert test.ask is Ask.LET_GO
    assert test.lost == {}


def test_another_window_in_front_lets_go_of_everything():
    test = Rollover(FIRST_BINDINGS)
    test.down("A", 0.0)
    test.lift(1.0)
    assert test.held == []


def test_pads_without_keys_are_not_asked_for_and_the_test_still_ends():
    few = Bindings(tuple(one for one in FIRST_BINDINGS.keys if one[1].pad == "kick"))
    assert play(lambda down: down, few).lost == {}
    assert play(lambda down: down, Bindings()).lost == {}
    assert all(pad in KEYED_PADS for pads in CHORDS for pad in pads)

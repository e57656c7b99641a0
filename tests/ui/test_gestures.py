"""What a viewer sees the drummers do, at the moment in which it happens."""

from dataclasses import replace

import numpy as np
import pytest
from ui.duets import BEAT_S, NOW_S, apart

from game.model.snapshot import OnsetView, PlayerView, Snapshot
from game.ui.gestures import CRASH_LEAN, HOVER, LIFTS, gesture
from game.ui.motion import Motion


def moment(*strokes, index=0, beat_age_s=None, **changes):
    """A duet in which one player struck `(pad, age)`, and the last common beat was `beat_age_s` ago."""
    onsets = tuple(OnsetView(NOW_S - age_s, pad, 0.8) for pad, age_s in strokes)
    players = [PlayerView(112, 4, 0, True), PlayerView(112, 4, 0, True)]
    players[index] = replace(players[index], onsets=onsets)
    beat_time_s = None if beat_age_s is None else NOW_S - beat_age_s
    return apart(players=tuple(players), beat_time_s=beat_time_s, **changes)


def heights(pad, ages_s):
    return [LIFTS[gesture(moment((pad, age_s)), 0).left.frame] for age_s in ages_s]


def test_a_stick_lies_on_the_drum_at_once_leaps_up_and_sinks_to_where_it_waits():
    ages = np.arange(0, 0.5, 0.005)
    lifts = np.array(heights("snare", ages))
    assert (lifts[ages < 0.03] == LIFTS[0]).all()
    top = ages[np.argmax(lifts)]
    assert lifts.max() >= 40
    assert 0.05 <= top <= 0.13
    assert (np.diff(lifts[ages > 0.14]) <= 0).all()
    assert lifts[-1] == LIFTS[HOVER]
    assert len(set(lifts)) == len(LIFTS), "every frame in between is seen: nothing jumps"


@pytest.mark.parametrize(("until_s", "raised"), [(0.20, False), (0.10, True), (0.02, True)])
def test_a_waiting_stick_rises_before_the_next_common_beat_and_only_then(until_s, raised):
    arm = gesture(moment(("snare", 1.0), beat_age_s=BEAT_S - until_s), 0).left
    assert (LIFTS[arm.frame] > LIFTS[HOVER]) == raised
    assert gesture(moment(("snare", 1.0)), 0).left.frame == HOVER


def test_a_stroke_comes_before_every_decoration():
    struck = gesture(moment(("snare", 0.0), beat_age_s=BEAT_S - 0.02), 0)
    assert (struck.left.drum, struck.left.frame) == ("snare", 0)
    cheering = gesture(moment(("snare", 0.0), state="together"), 0, cheering=True)
    assert (cheering.left.drum, cheering.left.frame, cheering.right.drum) == ("snare", 0, "up")


@pytest.mark.parametrize(("state", "depth"), [("near", 6.0), ("together", 10.0)])
def test_heads_nod_deepest_on_the_felt_beat(state, depth):
    ages = np.linspace(0, BEAT_S, 105)[:-1]
    nods = np.array([gesture(moment(beat_age_s=age_s, state=state), 0).nod for age_s in ages])
    assert nods[0] == pytest.approx(depth, abs=0.01)
    assert (nods[(ages > 0.165) & (ages < BEAT_S - 0.085)] == 0).all()
    assert (nods[(ages > BEAT_S - 0.07)] > 0).all()
    assert gesture(moment(state=state), 0).nod == 0


def test_a_kick_nods_deeper_than_a_beat():
    assert gesture(moment(("kick", 0.0), beat_age_s=0.0, state="together"), 0).nod == pytest.approx(12)


def test_the_tails_of_the_headband_come_after_the_head():
    def both(age_s):
        drummer = gesture(moment(("kick", age_s)), 0)
        return drummer.nod, drummer.tail

    nod, tail = both(0.01)
    assert nod > 10
    assert tail == 0
    later_nod, later_tail = both(0.09)
    assert later_tail == pytest.approx(nod, abs=0.01)
    assert later_tail > later_nod


@pytest.mark.parametrize("index", [0, 1])
@pytest.mark.parametrize("left_handed", [False, True])
def test_a_head_leans_away_from_the_crash_with_joy(index, left_handed):
    hands = tuple(left_handed and i == index for i in (0, 1))
    drummer = gesture(moment(("crash", 0.01), index=index, left_handed=hands), index)
    clockwise = drummer.lean if index == 0 else -drummer.lean
    assert clockwise == (-CRASH_LEAN if left_handed else CRASH_LEAN)
    assert drummer.mood == "joy"
    assert gesture(moment(("crash", 0.5), index=index), index).mood != "joy"


@pytest.mark.parametrize(("index", "look"), [(0, "right"), (1, "left")])
def test_drummers_look_at_a_partner_who_leads_or_is_silent(index, look):
    assert gesture(moment(lead=0.8), index).mood == look
    assert gesture(moment(lead=0.05), index).mood == "focus"
    players = [PlayerView(112, 4, 0, True), PlayerView(112, 4, 0, True)]
    players[1 - index] = replace(players[1 - index], present=False)
    assert gesture(apart(players=tuple(players), lead=None), index).mood == look
    assert gesture(moment(state="together"), index).mood == "joy"


def sticks(state):
    return [(drummer.left.drum, drummer.right.drum) for drummer in state.drummers]


@pytest.mark.parametrize("calm", [False, True])
def test_sticks_go_up_when_the_two_become_one_and_when_they_end_a_phrase_as_one(calm):
    up = [("rest", "rest")] * 2 if calm else [("up", "up")] * 2
    quiet = moment(phrase=2)
    motion = Motion(calm=calm)
    motion.advance(quiet, 0.0)
    together = replace(quiet, state="together")
    assert sticks(motion.advance(together, 1 / 60)) == up
    assert sticks([motion.advance(together, 0.2) for _ in range(6)][-1]) == [("rest", "rest")] * 2
    assert sticks(motion.advance(replace(together, phrase=3), 1 / 60)) == up
    apart_again = [motion.advance(replace(quiet, phrase=3), 0.2) for _ in range(8)][-1]
    assert sticks(apart_again) == [("rest", "rest")] * 2
    assert sticks(motion.advance(replace(quiet, phrase=4), 1 / 60)) == [("rest", "rest")] * 2


def test_nobody_moves_before_the_first_stroke():
    for index in (0, 1):
        drummer = gesture(Snapshot(), index)
        assert (drummer.left.drum, drummer.right.drum, drummer.nod, drummer.glow) == ("rest", "rest", 0.0, ())

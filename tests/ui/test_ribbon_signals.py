"""Strokes on the ribbons, and the circles that run with them, as a viewer sees them."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from ui.duets import BEAT_S, NOW_S
from ui.signals import LAYOUT, SIZE, near, picture, quiet, run, stage, strokes

from game.model.snapshot import PlayerView
from game.ui import disc, ribbon
from game.ui.motion import Motion
from game.ui.ripples import radii
from game.ui.theme import CREAM, SUN, rgb


def ribbon_strip(snapshot, index, state=None):
    x, y, w, h = stage(SIZE).boxes()[f"ribbon{index + 1}"]
    return picture(snapshot, state or Motion.at_rest(snapshot))[x : x + w, y : y + h]


class TestStrokesFlow:
    """Nothing on a ribbon leaps: not when the beat is heard on another level, not when more strokes are there."""

    def player(self, ages, *, passing=()):
        hits, gone = (strokes(each, pad="kick", matched=False) for each in (ages, passing))
        return PlayerView(112, 4, 0, True, hits, passing=gone)

    def place(self, snapshot, state=None):
        """Where the only stroke of player 1 is on the ribbon, px from its outer end, or None."""
        strip = ribbon_strip(snapshot, 0, state)[: LAYOUT.at(disc.CENTRE[0] - ribbon.FLOW_END, 0)[0]]
        found = np.flatnonzero(
            near(strip[:, strip.shape[1] // 2 - 3 : strip.shape[1] // 2 + 3], SUN.main, 60).all(axis=1)
        )
        return found.mean() if len(found) else None

    @pytest.mark.parametrize("level", [0.5, 2.0])
    def test_on_another_level_of_the_beat(self, level):
        before = quiet(players=(self.player([3.0]), PlayerView()))
        after = replace(before, beat_s=before.beat_s * level)
        motion = Motion()
        motion.advance(before, 0.0)
        places = [self.place(before), *(self.place(after, state) for state in run(motion, after, 0.9, 60))]
        way = self.place(after) - places[0]
        assert abs(way) > 40
        steps = [(there - here) / way for here, there in pairwise(places)]
        assert max(steps) < 0.1
        assert sum(steps) == pytest.approx(1, abs=0.05)

    def test_what_a_shorter_ribbon_has_no_room_for_flows_off_it(self):
        before = quiet(players=(self.player([6.0]), PlayerView()))
        after = replace(before, beat_s=before.beat_s / 2, players=(self.player([], passing=[6.0]), PlayerView()))
        motion = Motion()
        motion.advance(before, 0.0)
        places = [self.place(before), *(self.place(after, state) for state in run(motion, after, 0.9, 60))]
        assert places[-1] is None
        seen = [place for place in places if place is not None]
        assert seen == sorted(seen)
        assert seen[-1] > seen[0] + 0.4 * (len(ribbon_strip(before, 0)) - seen[0])

    def test_in_size(self):
        before, after = (quiet(players=(self.player([0.2 + 7.5 / n * i for i in range(n)]), PlayerView()))
                         for n in (11, 24))  # fmt: skip
        motion = Motion()
        motion.advance(before, 0.0)
        sizes = [state.mark_sizes[0] for state in run(motion, after, 3.0)]
        assert all(0 <= one - other < 0.06 for one, other in pairwise([1.0, *sizes]))
        assert sizes[-1] == pytest.approx(Motion.at_rest(after).mark_sizes[0], abs=0.01)
        assert sizes[-1] < 0.6


@pytest.mark.parametrize("index", [0, 1])
def test_a_stroke_that_met_has_a_cream_ring_inside(index):
    players = [PlayerView(112, 4, 0, True), PlayerView(112, 4, 0, True)]
    rings = {}
    for matched in (False, True):
        players[index] = replace(players[index], onsets=strokes([3.0], pad="kick", matched=matched))
        rings[matched] = near(ribbon_strip(quiet(players=tuple(players)), index), CREAM, 60).sum()
    assert rings[True] > rings[False] + 30


@pytest.mark.parametrize("index", [0, 1])
@pytest.mark.parametrize(("apart_beats", "joined"), [(0.02, False), (0.2, False), (0.4, True), (0.7, False)])
def test_a_cream_bar_joins_a_stroke_to_its_echo_where_they_lie_apart(index, apart_beats, joined):
    hits = strokes([3.0], matched=False), strokes([3.0 + apart_beats], matched=False)
    players = tuple(PlayerView(112, 4, 0, True, each) for each in hits)
    strip = ribbon_strip(quiet(players=players), index)
    middle = strip[:, strip.shape[1] // 2]
    cream = np.flatnonzero((middle == rgb(CREAM)).all(axis=1))
    assert bool(len(cream)) is joined


def test_the_line_of_a_beat_brightens_on_both_sides_where_strokes_met():
    def brightness(matched):
        half = strokes([3.25], matched=matched)
        players = (PlayerView(112, 4, 0, True, half), PlayerView(112, 4, 0, True, half))
        snapshot = quiet(players=players, beat_time_s=NOW_S - 0.1 * BEAT_S)
        state = replace(Motion.at_rest(snapshot), petals=0.0)
        shown = picture(snapshot, state)
        found = []
        for side in (-1, 1):
            # The line of the third beat, above the stroke itself.
            along = ribbon.place_on_ribbon((side + 1) // 2, 3.1 * BEAT_S, BEAT_S, LAYOUT.right - disc.CENTRE[0])
            x, y = LAYOUT.at(disc.CENTRE[0] + along, disc.CENTRE[1] - 44)
            found.append(shown[x - 3 : x + 4, y].sum(axis=1).max())
        return found

    for plain, met in zip(brightness(False), brightness(True), strict=True):
        assert met > plain + 20


@pytest.mark.parametrize("age", [0.0, 0.3, 0.9])
def test_circles_run_with_the_beat_lines_and_stand_still_when_calm(age):
    snapshot = quiet(state="together", beat_time_s=NOW_S - age * BEAT_S)
    outer = LAYOUT.right - disc.CENTRE[0]
    circles = [radius for radius, _ in radii(LAYOUT, snapshot, BEAT_S, calm=False)]
    lines = [ribbon.place_on_ribbon(1, (age + i) * BEAT_S, BEAT_S, outer) for i in range(8)]
    assert circles == pytest.approx([line for line in lines if line > ribbon.FLOW_END])
    assert radii(LAYOUT, snapshot, BEAT_S, calm=True) == radii(LAYOUT, quiet(), BEAT_S, calm=True)


def test_circles_fade_in_with_the_sun_and_stay_in_the_sky():
    motion = Motion()
    motion.advance(quiet(), 0.0)
    levels = [state.ripples for state in run(motion, quiet(state="together"), 1.3)]
    assert levels == sorted(levels)
    assert levels[30] < 0.6
    assert levels[-1] == 1
    snapshot = quiet(state="together", beat_time_s=NOW_S - 0.1)
    state = Motion.at_rest(snapshot)
    lifted = picture(snapshot, state).astype(int) - picture(snapshot, replace(state, ripples=0.0))
    change = lifted.any(axis=2)
    assert (
        np.percentile(lifted.sum(axis=2)[change], 75) > 90
    )  # seen at this size too, in which a line is one pixel wide
    assert change[:, : LAYOUT.at(0, 300)[1]].sum() > 500
    assert not change[:, LAYOUT.at(0, 640)[1] :].any()

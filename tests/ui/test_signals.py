"""Each signal of a duet as a viewer sees it: from values, in small pictures."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pygame
import pytest
from ui.duets import BEAT_S, NOW_S, apart

from game.model.snapshot import OnsetView, PlayerView
from game.ui import disc, ribbon
from game.ui.motion import DEER_THRESHOLDS, Motion, MotionState
from game.ui.ripples import radii
from game.ui.stage import Stage
from game.ui.theme import CREAM, MOON, SUN, Layout, rgb

SIZE = (960, 540)
SMALL = (640, 360)
LAYOUT = Layout(SIZE)
BAR_S = 4 * BEAT_S


@cache
def stage(size):
    return Stage(size)


def picture(snapshot, motion, size=SIZE):
    surface = pygame.Surface(size, depth=32)
    stage(size).draw(surface, snapshot, motion)
    return pygame.surfarray.array3d(surface).astype(int)


def near(pixels, colour, reach=40):
    return np.abs(pixels - np.array(rgb(colour))).sum(axis=2) < reach


def quiet(**changes):
    players = (PlayerView(112, 4, 0, True), PlayerView(112, 4, 0, True))
    return apart(**({"players": players, "beat_time_s": None, "lead": None} | changes))


def strokes(beats, *, pad="snare", matched=True):
    return tuple(OnsetView(NOW_S - age * BEAT_S, pad, 0.7, matched) for age in sorted(beats, reverse=True))


def run(motion, snapshot, seconds, rate=50):
    return [motion.advance(snapshot, 1 / rate) for _ in range(round(seconds * rate))]


@pytest.mark.parametrize(("percent", "units"), [(6.0, 74), (-15.0, 150), (30.0, 150)])
def test_the_gap_between_the_halves_is_the_difference_of_the_tempos(percent, units):
    snapshot = quiet(difference_percent=percent, slip_ms=0.0)
    shown = picture(snapshot, Motion.at_rest(snapshot))
    row = shown[:, LAYOUT.at(0, disc.CENTRE[1] - 110)[1]][None].transpose(1, 0, 2)
    sun, moon = (np.argwhere(near(row, colour, 90)).T[0] for colour in (SUN.main, MOON.main))
    assert (moon.min() - sun.max()) / LAYOUT.scale == pytest.approx(units, abs=26)  # both rims lie in between


def test_the_lead_lantern_comes_softly_swings_to_the_leader_and_goes_with_the_tempo():
    motion = Motion()
    motion.advance(quiet(), 0.0)
    coming = run(motion, quiet(lead=1.0), 2.0)
    assert 0 < coming[4].lead_shown < 1
    assert coming[-1].lead_shown == 1
    assert coming[-1].lead_degrees == pytest.approx(26, abs=2)
    going = run(motion, quiet(), 0.6)
    assert going[-1].lead_shown == 0
    without = picture(quiet(), going[-1])
    for lead, side in ((1.0, 1), (-1.0, -1)):
        snapshot = quiet(lead=lead)
        lantern = (picture(snapshot, Motion.at_rest(snapshot)) != without).any(axis=2)
        places = np.argwhere(lantern[:, LAYOUT.at(0, 640)[1] :])
        lit = places[:, 0].mean() / LAYOUT.scale - 960
        assert lit * side > 20


def test_the_halves_close_slowly_first_and_land_as_one_sun():
    motion = Motion()
    run(motion, quiet(difference_percent=12.0), 2.0)
    gaps = [state.gap for state in run(motion, quiet(state="together"), 0.44, 100)]
    assert gaps[9] > 0.9 * gaps[0] > 50, "a third of the way: still nearly apart"
    assert gaps[30] == pytest.approx(0, abs=0.5)
    assert all(later <= before for before, later in pairwise(gaps))


def test_stone_lanterns_light_in_pairs_bar_by_bar_from_afar_and_go_out_one_each_bar():
    motion = Motion()
    motion.advance(quiet(), 0.0)
    together = quiet(state="together")
    burning = [[level > 0.9 for level in run(motion, together, BAR_S)[-1].stones] for _ in range(5)]
    assert [sum(lit) for lit in burning] == [2, 4, 6, 8, 8]
    assert all(lit == sorted(lit, reverse=True) for lit in burning)
    steps = [sum(level > 0 for level in state.stones) for state in run(motion, quiet(), 9 * BAR_S)]
    assert steps[0] == 8
    assert steps[-1] == 0
    assert set(np.diff(steps)) == {0, -1}, "never two at once"
    gone = np.argwhere(np.diff(steps)).T[0] / 50
    assert np.diff(gone) == pytest.approx(BAR_S, abs=0.1)


def test_a_burning_stone_lantern_shines():
    dark = MotionState(lead_shown=0.0)
    lit = replace(dark, stones=(0.0,) * 6 + (1.0, 0.0))
    change = picture(quiet(), lit).sum(axis=2) - picture(quiet(), dark).sum(axis=2)
    x, y = LAYOUT.at(764, 1030 - 150 * 0.92)
    assert change[x, y] > 150
    assert change[SIZE[0] // 2 :].max() == 0


def test_a_phrase_lantern_lights_in_half_a_second_and_stays():
    motion = Motion()
    motion.advance(quiet(lanterns=(False,) * 8), 0.0)
    lit = quiet(lanterns=(True,) + (False,) * 7)
    levels = [state.lanterns[0] for state in run(motion, lit, 0.5)]
    assert levels == sorted(levels)
    assert levels[10] < 0.6
    assert levels[-1] == pytest.approx(1)


def test_deer_walk_in_by_pairs_as_it_gets_light_and_the_front_pair_bows_to_the_sun():
    motion = Motion()
    motion.advance(quiet(light=0.0), 0.0)
    ends = [run(motion, quiet(light=light), 4.0, 10)[-1] for light in (0.2, 0.35, 0.55, 0.75, 0.9)]
    assert [sum(come == 1 for come in end.deer) for end in ends] == [2, 4, 6, 8, 10]
    assert len(DEER_THRESHOLDS) == 10
    before = motion.advance(quiet(light=0.9), 0.1)
    bows = [state.bow for state in run(motion, quiet(light=0.9, state="together"), 1.5)]
    assert 0 < bows[10] < 0.4
    assert bows[-1] == 1
    upright, bowed = (picture(quiet(light=0.9), replace(before, bow=bow)) for bow in (0.0, 1.0))
    head = slice(LAYOUT.at(870, 0)[0], LAYOUT.at(1060, 0)[0])
    assert (upright != bowed)[head, LAYOUT.at(0, 880)[1] :].any(axis=2).sum() > 200


@pytest.mark.parametrize(("met", "share"), [(0, 0.0), (6, 0.25), (24, 1.0), (60, 1.0)])
def test_petals_are_earned_by_strokes_that_met(met, share):
    half = strokes(np.linspace(0.1, 7.9, met // 2)) if met else strokes([1.0, 2.0], matched=False)
    players = (PlayerView(112, 4, 0, True, half), PlayerView(112, 4, 0, True, half))
    assert Motion.at_rest(quiet(players=players)).petals == pytest.approx(share)


def test_petals_fill_the_air_and_calm_motion_has_none():
    players = (PlayerView(112, 4, 0, True, strokes(np.linspace(0.1, 7.9, 24))), PlayerView(112, 4, 0, True))
    snapshot = quiet(players=players)
    state = Motion.at_rest(snapshot)
    without = picture(snapshot, replace(state, petals=0.0))
    few, many = ((picture(snapshot, replace(state, petals=share)) != without).any(axis=2).sum() for share in (0.2, 1.0))
    assert many > 2.5 * few > 100
    calm = Motion(calm=True)
    assert {state.petals for state in run(calm, snapshot, 5.0, 10)} == {0.0}


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


def duet(t):
    """A busy duet at `t` seconds: sixteenths on every pad; the two become one after a second."""
    step, pads = BEAT_S / 4, ("crash", "kick", "snare", "tom1", "hat_closed", "tom2", "ride", "tom3")
    onsets = tuple(
        OnsetView(i * step, pads[i % 8], 0.9, t > 1)
        for i in range(max(0, int((t - 8 * BEAT_S) / step) + 1), int(t / step + 1e-6) + 1)
    )
    players = (PlayerView(112, 4, 2, True, onsets), PlayerView(119, 4, -2, True, onsets))
    return apart(
        now_s=t,
        state="together" if t > 1 else "apart",
        players=players,
        difference_percent=-6.0 if t < 1 else 0.0,
        lead=float(np.sin(3 * t)),
        beat_time_s=t - t % BEAT_S,
        light=0.25 if t < 0.5 else 1.0,
    )


@pytest.mark.parametrize("calm", [False, True])
def test_the_picture_depends_on_the_time_and_not_on_the_frame_rate(calm):
    shown = []
    for rate in (30, 144):
        motion = Motion(calm=calm)
        for frame in range(2 * rate + 1):
            state = motion.advance(duet(frame / rate), 1 / rate if frame else 0.0)
        shown.append(picture(duet(2.0), state, SMALL))
    difference = np.abs(shown[0] - shown[1]).sum(axis=2)
    assert difference.mean() < 3
    assert (difference > 60).mean() < 0.01


def test_a_paused_duet_shows_nothing_through_its_card():
    playing = quiet(lead=0.5)
    state = Motion.at_rest(playing)
    change = (picture(playing, state) != picture(replace(playing, paused=True), state)).any(axis=2)
    for name in ("bpm1", "bpm2", "ribbon1", "ribbon2", "heart"):
        box = stage(SIZE).boxes()[name]
        assert change[box.left : box.right, box.top : box.bottom].mean() > 0.1, name
    for name in ("drummer1", "drummer2"):
        box = stage(SIZE).boxes()[name]
        assert not change[box.left : box.right, LAYOUT.at(0, 720)[1] : box.bottom].any(), name


def flashing(frames, seconds):
    """Share of the picture in which luminance goes up and down by a tenth more than 3 times a second."""
    extreme, way = frames[0].copy(), np.zeros(frames[0].shape)
    turns = np.zeros(frames[0].shape)
    for shown in frames[1:]:
        change = shown - extreme
        further = way * change > 0
        turned = (np.abs(change) >= 0.1) & ~further
        turns += turned
        way = np.where(turned, np.sign(change), way)
        extreme = np.where(turned | further, shown, extreme)
    return float((turns / 2 > 3 * seconds).mean())


def luminance(pixels):
    """Relative luminance of tiles of 10 by 10 pixels."""
    shown = pixels / 255
    linear = np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)
    return (linear @ np.array([0.2126, 0.7152, 0.0722])).reshape(64, 10, 36, 10).mean(axis=(1, 3))


def test_a_busy_duet_flashes_in_no_large_part_of_the_picture():
    motion, frames = Motion(), []
    for frame in range(75):
        t = frame / 30
        frames.append(luminance(picture(duet(t), motion.advance(duet(t), 1 / 30 if frame else 0.0), SMALL)))
    assert flashing(frames, 2.5) < 0.05
    blinking = [frame * (1 if i // 3 % 2 else 0.3) for i, frame in enumerate(frames)]
    assert flashing(blinking, 2.5) > 0.05, "a picture that blinks five times a second is found"

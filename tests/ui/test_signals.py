"""Each signal of a duet as a viewer sees it: from values, in small pictures."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from ui.duets import BEAT_S, apart
from ui.signals import BAR_S, LAYOUT, SIZE, SMALL, near, picture, quiet, run, stage, strokes

from game.model.snapshot import OnsetView, PlayerView
from game.ui import disc
from game.ui.motion import DEER_THRESHOLDS, Motion, MotionState
from game.ui.theme import MOON, SUN


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

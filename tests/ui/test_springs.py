from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui import springs

moments = st.floats(0.001, 0.2)
places = st.floats(-150, 150)


@given(places, places, st.floats(0.01, 1.0))
def test_a_damped_spring_settles_without_overshoot(start, target, settle_s):
    place, speed = start, 0.0
    side = start - target
    for _ in range(40):
        place, speed = springs.critically_damped(place, speed, target, settle_s / 40, settle_s)
        assert (place - target) * side >= -1e-6
    assert abs(place - target) <= 0.051 * abs(side) + 1e-9


@given(places, places, moments, moments)
def test_springs_do_not_care_how_time_is_cut(start, target, first, second):
    whole = springs.critically_damped(start, 3.0, target, first + second, 0.35)
    halfway = springs.critically_damped(start, 3.0, target, first, 0.35)
    assert springs.critically_damped(*halfway, target, second, 0.35) == pytest.approx(whole, abs=1e-6)
    swung = springs.swinging(start, 3.0, target, first + second, frequency_hz=1.6, damping=0.35)
    halfway = springs.swinging(start, 3.0, target, first, frequency_hz=1.6, damping=0.35)
    again = springs.swinging(*halfway, target, second, frequency_hz=1.6, damping=0.35)
    assert again == pytest.approx(swung, abs=1e-5)


def test_the_lead_lantern_swings_past_and_comes_back():
    places = []
    place, speed = 0.0, 0.0
    for _ in range(300):
        place, speed = springs.swinging(place, speed, 20.0, 0.01, frequency_hz=1.6, damping=0.35)
        places.append(place)
    assert 24 < max(places) < 28
    assert places[-1] == pytest.approx(20, abs=0.1)


def test_one_stroke_lights_at_once_and_is_gone_after_180_ms():
    assert springs.flash_level([0.0]) == 1.0
    assert 0 < springs.flash_level([0.09]) < 0.5
    assert springs.flash_level([0.18]) == 0.0
    assert springs.flash_level([]) == 0.0


@given(st.lists(st.floats(0.03, 0.33), min_size=3, max_size=30))
def test_fast_strokes_never_make_a_drum_go_dark_in_between(gaps_s):
    times = [0.0]
    for gap in gaps_s:
        times.append(times[-1] + gap)
    now = times[1]
    while now <= times[-1]:
        ages = [now - time for time in reversed(times) if time <= now]
        assert springs.flash_level(ages) >= 0.5
        now += 0.007


@given(st.floats(0.05, 2.0))
def test_no_drum_goes_from_dark_to_bright_more_than_three_times_a_second(gap_s):
    levels = []
    strokes = [i * gap_s for i in range(int(4 / gap_s) + 1)]
    for i in range(1000):
        now = 1.0 + i * 0.003
        levels.append(springs.flash_level([now - time for time in reversed(strokes) if time <= now]))
    rises = sum(1 for a, b in pairwise(levels) if a < 0.25 <= b)
    assert rises <= 3 * 3.003 + 1


@given(st.floats(-40, 40), st.floats(-40, 40))
def test_a_larger_difference_is_never_a_smaller_gap(a, b):
    if abs(a) <= abs(b):
        assert springs.gap_units(a) <= springs.gap_units(b)


@pytest.mark.parametrize(("percent", "units"), [(0, 0), (1, 0), (-1, 0), (6, 74), (-6, 74), (15, 150), (40, 150)])
def test_the_gap_goes_through_its_known_points(percent, units):
    assert springs.gap_units(percent) == pytest.approx(units)


@pytest.mark.parametrize(("ms", "units"), [(60, -46), (-60, 46), (200, -46), (0, 0), (-30, 23), (None, 0)])
def test_player_1_late_lowers_the_sun_half(ms, units):
    assert springs.slip_units(ms) == pytest.approx(units)

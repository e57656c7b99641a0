"""Which beats the two are shown."""

from math import log
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rhythm.shown import ShownBeats, difference

BPM = st.floats(40, 220)
NOTES = st.sampled_from([0.5, 1, 2, 4])


def bpms(beats):
    return tuple(round(60 / beat_s, 1) for beat_s in beats)


@given(BPM, NOTES, NOTES, st.floats(-0.12, 0.12))
def test_two_own_tempos_are_shown_on_one_level_and_say_how_far_apart_they_are(bpm, first, second, apart):
    beats = ShownBeats().own(60 / bpm * first, 60 / bpm / (1 + apart) * second, 0.0, 0.5)
    assert abs(log(beats[0] / beats[1])) < 0.2
    assert difference(beats) == pytest.approx(-log(1 + apart))


def test_the_level_is_the_one_that_was_shown_before():
    shown = ShownBeats()
    assert bpms(shown.own(60 / 92, 60 / 91, 0.0, 0.65)) == (92.0, 91.0)
    assert bpms(shown.own(60 / 184, 60 / 91, 0.3, 0.65)) == (92.0, 91.0)
    assert bpms(shown.own(60 / 184, 60 / 182, 5.0, 0.65)) == (184.0, 182.0)
    assert bpms(shown.own(60 / 92, 60 / 182, 9.0, 0.33)) == (184.0, 182.0)


@pytest.mark.parametrize(("first", "second", "wavers"), [(100, 141.4, 0.02), (100, 290, 0.01), (90, 255, 0.012)])
def test_tempos_between_two_ratios_do_not_flip(first, second, wavers):
    shown = ShownBeats()
    beats = [shown.own(60 / first, 60 / (second * (1 + wavers * (-1) ** i)), 0.3 * i, 0.5) for i in range(1, 60)]
    assert len({round(log(one / other) / 0.3) for one, other in beats[3:]}) == 1
    assert max(one for one, _ in beats[3:]) < 1.1 * min(one for one, _ in beats[3:])


def test_a_grid_is_believed_once_it_has_been_good_for_two_beats():
    shown, good, bad = ShownBeats(), SimpleNamespace(quality=(0.5, 0.6)), SimpleNamespace(quality=(0.5, 0.3))
    assert [shown.believes(good, now_s, 0.5) for now_s in (4.0, 4.9, 5.0, 5.2)] == [False, False, True, True]
    assert not shown.believes(bad, 5.4, 0.5)
    assert [shown.believes(good, now_s, 0.5) for now_s in (5.6, 6.5, 6.6)] == [False, False, True]
    assert not shown.believes(None, 6.8, 0.5)


def test_threes_are_one_level_only_where_they_are_clear():
    assert bpms(ShownBeats().own(60 / 90, 60 / 272, 0.0, 0.6)) == (90.0, 90.7)
    assert bpms(ShownBeats().own(60 / 133.5, 60 / 52.4, 0.0, 0.6)) == (133.5, 104.8)


def test_the_level_of_a_joint_beat_is_kept_for_a_while():
    shown, grid = ShownBeats(), SimpleNamespace(slope_s=(60 / 115 / 2, 60 / 116 / 2))
    assert bpms(shown.shared(grid, 2, 10.0)) == (115.0, 116.0)
    assert bpms(shown.own(60 / 232, 60 / 228, 12.0, 0.5)) == (116.0, 114.0)
    assert bpms(shown.own(60 / 117, 60 / 228, 13.0, 0.5)) == (117.0, 114.0)
    assert shown.own(60 / 234, None, 14.0, 0.5) == (pytest.approx(60 / 117), None)
    assert bpms(shown.own(60 / 232, 60 / 228, 19.0, 0.5)) == (232.0, 228.0)


def test_without_two_tempos_there_is_no_difference():
    shown = ShownBeats()
    assert shown.own(None, 0.5, 0.0, 0.5) == (None, 0.5)
    assert shown.own(0.5, None, 0.0, 0.5) == (0.5, None)
    assert difference((None, 0.5)) is None
    assert difference((0.5, 0.5)) == 0

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.pads import PADS
from game.rhythm.onsets import FOOT_VELOCITY, Onset, OnsetMerger, Stroke

FOREVER = 1e9


def merge(*strokes):
    merger = OnsetMerger()
    for stroke in strokes:
        merger.push(stroke)
    return merger.pop(FOREVER)


def test_a_flam_is_one_onset_at_its_main_stroke():
    onsets = merge(Stroke(1.000, 1, "snare", 0.4), Stroke(1.022, 1, "snare", 0.9))

    assert onsets == [Onset(1.022, 1, ("snare",), 0.9, 1.0)]


def test_a_chord_is_one_onset_with_every_pad():
    onsets = merge(Stroke(1.0, 2, "kick", 0.8), Stroke(1.004, 2, "crash", 0.9), Stroke(1.002, 2, "hat_closed", 0.5))

    assert onsets == [Onset(1.004, 2, ("crash", "kick", "hat_closed"), 0.9, 1.0)]


@pytest.mark.parametrize(("gap_s", "count"), [(0.029, 1), (0.031, 2)])
def test_strokes_merge_up_to_30_ms(gap_s, count):
    assert len(merge(Stroke(1.0, 1, "snare", 0.7), Stroke(1.0 + gap_s, 1, "tom1", 0.7))) == count


def test_two_players_never_merge():
    assert len(merge(Stroke(1.0, 1, "snare", 0.7), Stroke(1.0, 2, "snare", 0.7))) == 2


@pytest.mark.parametrize(("velocity", "loudest"), [(0.25, 0.7), (0.35, 0.7)])
def test_the_rebound_of_a_pad_changes_nothing(velocity, loudest):
    onsets = merge(Stroke(1.0, 1, "snare", 0.7), Stroke(1.018, 1, "snare", velocity))

    assert [(o.time_s, o.velocity) for o in onsets] == [(1.0, loudest)]


def test_a_hat_foot_does_not_outvote_the_hands():
    (onset,) = merge(Stroke(1.0, 1, "hat_pedal", 1.0), Stroke(1.008, 1, "snare", 0.5))

    assert onset.time_s == 1.008
    assert merge(Stroke(1.0, 1, "hat_pedal", 1.0))[0].velocity == FOOT_VELOCITY


def test_accents_weigh_the_pad():
    assert Onset(0, 1, ("hat_closed", "kick"), 0.8, 0).accent > 2 * Onset(0, 1, ("hat_closed",), 0.8, 0).accent


strokes = st.lists(
    st.builds(
        Stroke,
        time_s=st.floats(0, 5),
        player=st.sampled_from((1, 2)),
        pad=st.sampled_from(PADS),
        velocity=st.floats(0.01, 1),
    ),
    max_size=40,
)


@given(strokes, st.randoms(use_true_random=False), st.lists(st.floats(0, 6), max_size=8))
def test_neither_arrival_order_nor_update_times_matter(some, shuffler, updates):
    expected = merge(*some)

    shuffled = list(some)
    shuffler.shuffle(shuffled)
    merger, onsets = OnsetMerger(), []
    for stroke in shuffled:
        merger.push(stroke)
    for horizon_s in sorted(updates):
        onsets += merger.pop(horizon_s)

    assert onsets + merger.pop(FOREVER) == expected


@given(strokes)
def test_swapping_the_players_swaps_the_onsets(some):
    def key(onset):
        return onset.player, onset.time_s

    swapped = merge(*(replace(stroke, player=3 - stroke.player) for stroke in some))

    assert sorted((replace(o, player=3 - o.player) for o in swapped), key=key) == sorted(merge(*some), key=key)

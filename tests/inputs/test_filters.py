import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.filters import RULES, FilterBank
from game.model.pads import DROPS, PADS

PAD = st.sampled_from(PADS)
LOUD = st.floats(0.2, 1.0)


def judged(*notes):
    bank = FilterBank()
    return [bank.judge(at_ms / 1000, pad, velocity) for at_ms, pad, velocity in notes]


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ((1, "snare", 0.5), "layer"),
        ((5, "snare_rim", 0.8), "layer"),
        ((3, "snare", 0.81), None),  # the louder layer is the stroke
        ((12, "snare", 0.5), "retrigger"),
        ((20, "snare_rim", 0.9), "retrigger"),
        ((21, "snare", 0.1), None),
        ((0, "tom1", 0.2), "crosstalk"),
        ((12, "ride", 0.27), "crosstalk"),
        ((13, "ride", 0.2), None),
        ((8, "ride", 0.29), None),
        ((8, "kick", 0.1), None),
        ((8, "hat_pedal", 0.15), None),
    ],
)
def test_what_follows_a_hard_snare(second, reason):
    assert judged((0, "snare", 0.8), second) == [None, reason]


def test_a_much_louder_hit_passes_the_window():
    assert judged((0, "snare", 0.4), (15, "snare", 0.59), (16, "snare", 0.6)) == [None, "retrigger", None]
    assert judged((0, "kick", 0.4), (30, "kick", 0.79), (31, "kick", 0.81)) == [None, "retrigger", None]


def test_a_pedal_never_passes_its_window():
    assert judged((0, "hat_pedal", 0.3), (60, "hat_pedal", 1.0), (61, "hat_pedal", 0.3)) == [None, "retrigger", None]


@pytest.mark.parametrize(
    ("hat", "at_ms", "velocity", "reason"),
    [
        ("hat_open", 20, 0.5, "pedal"),
        ("hat_open", 45, 0.59, "pedal"),
        ("hat_open", 46, 0.5, None),
        ("hat_open", 20, 0.6, None),
        ("hat_closed", 20, 0.32, "pedal"),
        ("hat_closed", 20, 0.34, None),  # a stick on a closed hat in time with the foot
    ],
)
def test_a_hat_that_rings_after_the_chick_is_the_pedal(hat, at_ms, velocity, reason):
    assert judged((0, "hat_pedal", 0.6), (at_ms, hat, velocity)) == [None, reason]


def test_ringing_on_does_not_prolong_the_window():
    assert judged((0, "snare", 0.8), (15, "snare", 0.3), (30, "snare", 0.3)) == [None, "retrigger", None]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ((0, "ride", 0.3), (403, "ride", 0.2), "crosstalk"),  # too long ago
        ((10, "ride", 0.3), (403, "ride", 0.2), None),
        ((10, "ride", 0.41), (403, "ride", 0.2), "crosstalk"),  # too loud to go on so softly
        ((10, "tom1", 0.2), (403, "ride", 0.2), "crosstalk"),
    ],
)
def test_a_hand_that_plays_on_softly_is_no_crosstalk(before, after, reason):
    assert judged(before, (400, "snare", 0.9), after)[-1] == reason


@pytest.mark.parametrize(("before", "reason"), [(0.59, None), (0.61, "pedal")])
def test_a_stick_that_plays_on_is_not_the_pedal(before, reason):
    assert judged((0, "hat_open", before), (250, "hat_pedal", 0.5), (260, "hat_open", 0.4))[-1] == reason


def test_soft_hits_do_not_shake_the_rack():
    assert judged((0, "snare", 0.55), (5, "tom1", 0.1)) == [None, None]


def test_two_crashes_at_once_are_two_crashes():
    bank = FilterBank()
    assert [bank.judge(0.0, "crash", 0.8, "crash1"), bank.judge(0.001, "crash", 0.8, "crash2")] == [None, None]


def test_the_first_reason_that_fits_is_given():
    too_soft = RULES["hat_closed"].floor / 2
    chick, hat, snare = (0, "hat_pedal", 0.6), (1, "hat_closed", 0.59), (2, "snare", 1.0)
    assert judged(chick, hat, snare, (3, "hat_closed", too_soft))[-1] == "floor"
    assert judged(chick, (1, "hat_open", 0.6), snare, (3, "hat_closed", 0.1))[-1] == "pedal"
    assert judged((0, "hat_closed", 0.6), (1, "snare", 1.0), (3, "hat_closed", 0.1))[-1] == "layer"
    assert judged((0, "hat_closed", 0.6), (1, "snare", 1.0), (9, "hat_closed", 0.1))[-1] == "retrigger"
    assert judged((0, "snare", 1.0), (9, "hat_closed", 0.1))[-1] == "crosstalk"


@given(PAD, st.floats(0, 1), st.floats(0, 1e5))
def test_a_lone_note_is_dropped_only_below_the_floor(pad, velocity, time_s):
    expected = "floor" if velocity < RULES[pad].floor else None
    assert FilterBank().judge(time_s, pad, velocity) == expected


@given(st.lists(st.tuples(st.floats(0.1, 2.0), PAD, LOUD), max_size=40))
def test_strokes_a_tenth_of_a_second_apart_all_count(notes):
    bank, time_s = FilterBank(), 0.0
    for gap_s, pad, velocity in notes:
        time_s += gap_s
        assert bank.judge(time_s, pad, velocity) is None


@given(st.lists(st.tuples(st.floats(0, 0.1), PAD, st.floats(0, 1)), max_size=60))
def test_what_is_dropped_never_changes_what_follows(notes):
    times, time_s = [], 0.0
    for gap_s, pad, velocity in notes:
        time_s += gap_s
        times.append((time_s, pad, velocity))
    bank = FilterBank()
    reasons = [bank.judge(*note) for note in times]
    assert {*reasons} <= {None, *DROPS} - {"menu"}
    kept = [note for note, reason in zip(times, reasons, strict=True) if reason is None]
    again = FilterBank()
    assert [again.judge(*note) for note in kept] == [None] * len(kept)


@given(PAD, LOUD, PAD, LOUD)
def test_of_two_notes_at_once_at_least_the_louder_counts(pad, velocity, other, other_velocity):
    reasons = judged((0, pad, velocity), (1, other, other_velocity))
    assert reasons[0] is None
    if other_velocity > velocity and not (pad == other == "hat_pedal"):
        assert reasons[1] is None


def test_there_is_a_rule_for_every_pad():
    assert set(RULES) == set(PADS)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rhythm.scoring import (
    GATE_CURVE,
    PHASE_CURVE,
    TEMPO_CURVE,
    Factors,
    balance_factor,
    on_curve,
    phase_factor,
    session_score,
    tempo_factor,
)

unit = st.floats(0, 1)


@pytest.mark.parametrize(
    ("curve", "x", "expected"),
    [
        *[(TEMPO_CURVE, *knee) for knee in ((0, 1), (1, 1), (2.5, 0.75), (5, 0.35), (8, 0), (20, 0))],
        *[(PHASE_CURVE, *knee) for knee in ((0, 1), (10, 1), (20, 0.9), (30, 0.75), (45, 0.5), (70, 0.15), (100, 0))],
        *[(GATE_CURVE, *knee) for knee in ((-1, 0), (0.15, 0), (0.275, 0.5), (0.40, 1), (1, 1))],
    ],
)
def test_curves_pass_through_their_knees(curve, x, expected):
    assert on_curve(x, curve) == pytest.approx(expected)


@given(st.sampled_from((TEMPO_CURVE, PHASE_CURVE)), st.floats(0, 120), st.floats(0, 20))
def test_a_larger_difference_never_pays(curve, x, more):
    assert on_curve(x + more, curve) <= on_curve(x, curve)


@given(unit, unit, unit, unit, unit)
def test_the_score_is_a_product_between_0_and_100(tempo, phase, groove, balance, evidence):
    score = Factors(tempo, phase, groove, balance, evidence).score

    assert 0 <= score <= 100 + 1e-9
    assert Factors(0, phase, groove, balance, evidence).score == 0
    assert Factors(tempo, phase, groove, balance, 0).score == 0


def test_everything_right_is_100():
    assert Factors(1, 1, 1, 1, 1).score == pytest.approx(100)


def test_only_what_is_certain_of_a_difference_counts():
    assert tempo_factor(0.03, 0.02, None) == 1
    assert tempo_factor(-0.05, 0.0, None) == pytest.approx(0.35)
    assert tempo_factor(0.0, 0.0, 0.029) == pytest.approx(0.75)


def test_a_spread_is_seen_against_the_root_of_the_beat():
    assert phase_factor(0.030, 0.5) == on_curve(30, PHASE_CURVE)
    assert phase_factor(0.030 * 1.1, 0.5 * 1.21) == pytest.approx(phase_factor(0.030, 0.5))
    assert phase_factor(0.030, 0.4) < phase_factor(0.030, 0.5) < phase_factor(0.030, 0.6)


@given(st.floats(0, 0.1), st.floats(0.08, 2))
def test_a_mistaken_beat_changes_what_a_spread_is_worth_by_a_bound(spread_s, beat_s):
    assert phase_factor(1.2 * spread_s, 0.5) <= phase_factor(spread_s, beat_s) + 1e-9
    assert phase_factor(spread_s, beat_s) <= phase_factor(spread_s / 1.2, 0.5) + 1e-9


def test_one_stroke_in_four_beats_is_enough():
    assert balance_factor(0.25) == 1
    assert balance_factor(0.0625) == pytest.approx(0.5)


def test_silence_cannot_hide_bad_passages():
    assert session_score(90 * 60, 60, 60) == pytest.approx(90)
    assert session_score(90 * 24, 24, 60) == pytest.approx(45)

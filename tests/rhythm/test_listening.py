"""Telling two who hold on to each other from two who only play equally fast."""

from statistics import median

import numpy as np
import pytest
from case_parts import TRAINED, alone, between_beats, coupled
from hypothesis import given
from hypothesis import strategies as st
from strategies import recording

from game.rhythm.listening import Listening, von_neumann
from game.session.replay import judge

BEAT_S = 0.625
LINE_S = 0.125


def heard(asynchrony_s, beat_s=BEAT_S, line_s=LINE_S):
    listening = Listening()
    for i, value_s in enumerate(asynchrony_s):
        listening.add(np.array([1 + i * beat_s]), np.array([value_s]), beat_s, line_s)
    return listening


def walk(seed, count=25, step_s=0.012):
    return np.cumsum(np.random.default_rng(seed).normal(size=count)) * step_s


def corrected(seed, share, count=25, step_s=0.012):
    """Each asynchrony is the last one, less what the two corrected of it, and new noise."""
    noise = np.random.default_rng(seed).normal(size=count) * step_s
    values = [0.0]
    for each in noise:
        values.append((1 - share) * values[-1] + each)
    return np.array(values[1:])


@given(st.integers(0, 10**6))
def test_the_ratio_is_two_for_chance_and_grows_smaller_the_longer_a_walk(seed):
    noise = np.random.default_rng(seed).normal(size=400)
    assert von_neumann(noise) == pytest.approx(2, abs=0.5)
    assert von_neumann(np.cumsum(noise)) < 0.3


def test_people_who_correct_keep_all_evidence_and_wanderers_lose_some_or_most():
    held = [heard(corrected(seed, share)).held() for seed in range(40) for share in (0.6, 0.8, 1.0)]
    wandering = [heard(walk(seed, 60)).held() for seed in range(40)]
    assert np.mean(held) > 0.97
    assert np.mean(wandering) < 0.2


@pytest.mark.parametrize("asynchrony_s", [0.0, 0.025, -0.060])
def test_two_machines_at_a_constant_distance_are_held(asynchrony_s):
    assert heard([asynchrony_s] * 30).held() == 1


def test_a_walk_past_the_next_line_is_no_jump_back():
    walked = np.linspace(0, 0.4, 25)
    seen = (walked + LINE_S / 2) % LINE_S - LINE_S / 2
    assert heard(seen).ratio() == pytest.approx(heard(walked).ratio())


def test_little_is_said_before_twelve_beats_and_nothing_after_a_gap():
    listening = heard(walk(1, 12))
    assert listening.ratio() is None
    assert listening.held() == 1
    listening = heard(walk(1))
    listening.add(np.array([30.0]), np.array([0.0]), BEAT_S, LINE_S)
    assert listening.ratio() is None


def test_those_who_walked_apart_are_not_trusted_again_for_a_gap():
    listening = heard(walk(1, 60))
    before = listening.held()
    assert before < 0.5
    listening.add(np.array([100.0]), np.array([0.0]), BEAT_S, LINE_S)
    assert listening.ratio() is None
    assert listening.held() == before
    listening.add(101 + BEAT_S * np.arange(40), corrected(1, 0.7, 40), BEAT_S, LINE_S)
    assert listening.held() == 1


def test_what_is_heard_between_two_corrections_is_one_value():
    listening = heard(np.zeros(13), beat_s=0.3125)
    assert listening.ratio() is None
    listening = heard(np.zeros(40), beat_s=0.3125)
    assert listening.ratio() is not None


@pytest.mark.parametrize("rate_hz", [8, 11])
def test_two_who_roll_each_for_himself_are_worth_far_less_than_two_who_roll_together(rate_hz):
    apart, together = [], []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        rolls = [between_beats(rng, p, alone(rng, 4 / rate_hz, start_s=1 + rng.uniform(0, 0.1)), 1 / 4) for p in (1, 2)]
        apart.append(judge(recording([*rolls[0], *rolls[1]])).score)
        beats = coupled(rng, 4 / rate_hz, (TRAINED, TRAINED))
        rolls = [between_beats(rng, p, beats[p - 1], 1 / 4) for p in (1, 2)]
        together.append(judge(recording([*rolls[0], *rolls[1]])).score)
    assert median(apart) < median(together) - 30
    assert median(together) > 92

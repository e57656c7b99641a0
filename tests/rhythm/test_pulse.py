import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rhythm import beam
from game.rhythm.beam import PERIOD_MAX_S, PERIOD_MIN_S
from game.rhythm.pulse import PulseTracker

LEVELS = (1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 3 / 2, 2, 3, 4)


def track(times, settings=beam.OWN):
    pulse = PulseTracker(settings)
    for time_s in times:
        pulse.add(float(time_s))
    return pulse


def off_by(pulse, period_s):
    """Relative error of the period, modulo metrical level."""
    return min(abs(np.log(pulse.period().period_s / period_s / level)) for level in LEVELS)


@pytest.mark.parametrize("bpm", [60, 75, 96, 120, 150, 180])
@pytest.mark.parametrize("pattern", [(0, 1), (0, 0.5), (0, 0.75, 1.5, 2.5, 3)])
def test_eight_beats_of_steady_playing_give_the_tempo(bpm, pattern):
    bars = 60 / bpm * 4 * np.arange(4)
    inside = np.arange(0, 4, 1 if pattern == (0, 1) else 0.5) if len(pattern) == 2 else np.array(pattern)
    times = (bars[:, None] + inside * 60 / bpm).ravel()
    rng = np.random.default_rng(bpm)

    pulse = track(times + rng.normal(size=len(times)) * 0.004)

    assert off_by(pulse, 60 / bpm) < 0.01
    assert pulse.quality() > (0.8 if len(pattern) == 2 else 0.4)


def test_a_sudden_change_of_tempo_is_followed_within_six_beats():
    before = np.arange(0, 10, 0.5)
    after = before[-1] + 0.44 * np.arange(1, 7)

    assert off_by(track([*before, *after]), 0.44) < 0.02


def test_a_slow_drift_is_followed():
    periods = np.linspace(0.6, 0.45, 60)

    assert off_by(track(np.cumsum(periods)), 0.45) < 0.02


def test_random_hits_have_no_pulse():
    qualities = []
    for seed in range(20):
        times = np.sort(np.random.default_rng(seed).uniform(0, 20, 100))
        qualities.append(track(times).quality())

    assert np.median(qualities) < 0.3


def test_a_rest_keeps_the_tempo():
    before = np.arange(0, 8, 0.5)
    pulse = track([*before, before[-1] + 9.3])

    assert off_by(pulse, 0.5) < 0.01


def test_labels_count_the_lines():
    pulse = track([0, 0.5, 1, 1.5, 2, 3, 4, 4.5, 5])
    labels = pulse.labels(0.0)
    lines_per_half = round(0.5 / pulse.period().period_s)

    assert labels.line[-1] == 0
    assert (np.diff(labels.line) / lines_per_half)[-5:].tolist() == [1, 2, 2, 1, 1]


@given(st.lists(st.floats(0, 1e4), min_size=1, max_size=60), st.floats(0, 1e9))
def test_any_onsets_give_finite_numbers(times, start_s):
    pulse = track(start_s + np.sort(times))
    period = pulse.period()

    assert 0.9 * PERIOD_MIN_S < period.period_s < 1.2 * PERIOD_MAX_S
    assert np.isfinite(period.sd)
    assert -1.0001 <= pulse.quality() <= 1.0001
    assert np.isfinite(pulse.labels(0).time_s).all()


def test_two_players_may_share_a_line():
    pulse = PulseTracker(beam.JOINT)
    for i in range(20):
        pulse.add(0.5 * i, 0)
        pulse.add(0.5 * i + 0.004, 1)
    labels = pulse.labels(0.0)

    assert (labels.line[::2] == labels.line[1::2])[-10:].all()
    assert min(pulse.quality(0), pulse.quality(1)) > 0.9

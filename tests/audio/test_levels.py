"""How hard and where: rules that hold for every velocity."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.audio.levels import (
    LOUDNESS_STEPS,
    RANGE_DB,
    STEP_DB,
    level_db,
    pan_gains,
    step_velocity,
    velocity_step,
    volume_steps,
)

velocities = st.floats(0, 1)


@given(velocities, velocities)
def test_harder_is_never_softer(one, other):
    softer, harder = sorted((one, other))
    assert level_db(softer) <= level_db(harder)
    assert velocity_step(softer) >= velocity_step(harder)


@given(velocities)
def test_the_baked_stroke_is_within_half_a_step_of_the_wanted_level(velocity):
    assert abs(level_db(velocity) + velocity_step(velocity) * STEP_DB) <= STEP_DB / 2 + 1e-9


def test_the_ends_of_the_range():
    assert level_db(1) == pytest.approx(0)
    assert level_db(0) == pytest.approx(-RANGE_DB)
    assert (velocity_step(1), velocity_step(0)) == (0, LOUDNESS_STEPS)
    assert STEP_DB <= 1.5


@pytest.mark.parametrize("step", range(LOUDNESS_STEPS + 1))
def test_every_step_stands_for_a_velocity_of_its_own(step):
    assert -1e-9 <= step_velocity(step) <= 1 + 1e-9
    assert velocity_step(step_velocity(step)) == step


def test_neighbouring_midi_velocities_are_at_most_one_step_apart():
    steps = [velocity_step(value / 127) for value in range(1, 128)]
    assert set(-np.diff(steps)) <= {0, 1}


@given(st.floats(-1, 1))
def test_a_place_keeps_the_power(place):
    left, right = pan_gains(place)
    assert left**2 + right**2 == pytest.approx(1, abs=1e-5)
    assert (left - right) * place <= 1e-6


def test_the_fader():
    assert volume_steps(0) is None
    assert volume_steps(1) == 0
    assert volume_steps(0.5) == pytest.approx(12 / STEP_DB, abs=0.5)

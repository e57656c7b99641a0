"""Clicks at even times, each once, whatever the frame rate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.session.metronome import AHEAD_S, Metronome


@given(beat_s=st.floats(0.2, 2.0), first_s=st.floats(0, 1000), frames=st.lists(st.floats(0.001, 0.14), max_size=80))
def test_every_beat_is_cued_once_and_ahead_of_its_time(beat_s, first_s, frames):
    metronome, now_s, cued = Metronome(first_s, beat_s), first_s - 0.2, []
    for frame_s in frames:
        now_s += frame_s
        for cue in metronome.plan(now_s):
            assert now_s - 1e-6 <= cue.time_s <= now_s + AHEAD_S
            cued.append(cue.time_s)
    assert cued == [first_s + beat * beat_s for beat in range(len(cued))]


def test_ten_minutes_do_not_add_up():
    beat_s = 60 / 121
    metronome = Metronome(2.0, beat_s)
    cued = [cue.time_s for frame in range(37_000) for cue in metronome.plan(frame / 60)]
    assert len(cued) > 1200
    assert np.abs(np.array(cued) - (2.0 + beat_s * np.arange(len(cued)))).max() < 1e-9


def test_a_count_in_counts_and_ends():
    count_in = Metronome(1.0, 0.5, beats=4)
    cues = [cue for frame in range(300) for cue in count_in.plan(frame / 50)]
    assert [(cue.time_s, cue.voice) for cue in cues] == [
        (1.0, "accent"), (1.5, "click"), (2.0, "click"), (2.5, "click"),
    ]  # fmt: skip
    assert count_in.end_s == 3.0


def test_beats_that_were_missed_are_left_out():
    metronome = Metronome(0.0, 0.5, bar=0)
    assert [cue.time_s for cue in metronome.plan(0.0)] == [0.0]
    assert [cue.time_s for cue in metronome.plan(10.2)] == [10.5]


def test_a_beat_takes_time():
    with pytest.raises(ValueError, match="longer than 0"):
        Metronome(0.0, 0.0)

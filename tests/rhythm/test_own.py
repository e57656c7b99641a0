"""The tempo and the beat that one player alone is shown."""

from dataclasses import replace

import numpy as np
import pytest
from case_parts import TRAINED, alone, play

from game.rhythm.beat import lines_per_beat
from game.rhythm.onsets import OnsetMerger, Stroke
from game.rhythm.own import Side, heard_well
from game.rhythm.path import Labels
from game.rhythm.pulse import Period
from game.rhythm.steady import steady_period


def labels(time_s, line):
    count = len(line)
    return Labels(
        np.array(time_s), np.array(time_s), np.zeros(count, dtype=np.int64), np.array(line),
        np.zeros(count, dtype=bool), np.full(count, 0.7),
    )  # fmt: skip


def shown(hits):
    """Every BPM that the player is shown, from the eighth beat on."""
    merger, side, bpm = OnsetMerger(), Side(), []
    for hit in hits:
        merger.push(Stroke(hit.time_s, hit.player, hit.pad, hit.velocity))
    for onset in merger.pop(1e9):
        side.add(onset)
        period_s = side.shown_s(onset.time_s, side.followed())
        bpm.append(None if period_s is None else 60 / period_s)
    return bpm


@pytest.mark.parametrize("bpm", [84, 140])
@pytest.mark.parametrize("groove", ["rock8", "backbeat", "quarter", "funk16", "swing", "shuffle"])
def test_the_bpm_shown_is_the_one_that_is_felt(bpm, groove):
    rng = np.random.default_rng(3)
    hits = play(rng, 1, alone(rng, 60 / bpm, TRAINED, length_s=16), groove)
    told = shown(hits)[len(hits) // 2 :]
    right = [value is not None and abs(np.log(value / bpm)) < 0.04 for value in told]
    assert np.mean(right) > 0.9


def test_a_kept_tempo_is_read_from_the_whole_line():
    rng = np.random.default_rng(1)
    line = np.arange(-31, 1)
    told = steady_period(Period(0.252, 0.01), labels(0.25 * line + rng.normal(size=32) * 0.008, line))
    assert abs(told.period_s - 0.25) < abs(0.252 - 0.25) / 2


def test_a_new_tempo_is_not_held_back_by_the_old_line():
    line = np.arange(-31, 1)
    assert steady_period(Period(0.27, 0.01), labels(0.25 * line, line)) == Period(0.27, 0.01)


def test_what_is_shown_stays_through_a_loose_bar_but_is_not_judged_by():
    side = Side()
    rng = np.random.default_rng(2)
    for time_s in 0.5 * np.arange(12) + rng.normal(size=12) * 0.005:
        merger = OnsetMerger()
        merger.push(Stroke(float(time_s), 1, "snare", 0.8))
        side.add(*merger.pop(1e9))
    good = side.followed()
    loose = replace(good, quality=0.2)
    assert heard_well(good) == good
    assert heard_well(loose) is None
    assert side.shown_s(6.0, good) == pytest.approx(0.5, rel=0.02)
    assert side.shown_s(6.0, loose) == pytest.approx(0.5, rel=0.02)
    assert side.shown_s(6.0, replace(good, quality=0.0)) is None
    assert side.shown_s(6.0, loose) is None


def test_threes_need_to_be_played():
    line = np.arange(-23, 1)
    even = labels(0.178 * line, line)
    in_threes = replace(even, accent=np.where(line % 3 == 0, 1.0, 0.2))
    assert lines_per_beat(0.178, even, None) in (2, 4)
    assert lines_per_beat(0.178, in_threes, None) == 3

"""The taiko plays the pair's beat, and only while there is one."""

from dataclasses import replace

import numpy as np
import pytest
from case_parts import EXPERT, coupled, play, ramp
from cases import CASES

from game.model.snapshot import Snapshot
from game.session.band import BAR_BEATS, Band
from game.session.engine import DuetEngine, EngineSettings


def cues_of(hits, seconds=60.0, *, pauses=()):
    """Play hits to an engine as time goes by; return the cues, and whether the pair was together at each."""
    engine, band = DuetEngine(EngineSettings("true", round_s=seconds)), Band()
    waiting = sorted(hits, key=lambda hit: -hit.time_s)
    cues, states, now_s = [], [], 0.0
    while now_s < seconds:
        while waiting and waiting[-1].time_s <= now_s:
            engine.queue(waiting.pop())
        engine.update(now_s)
        shot = replace(engine.snapshot(now_s), paused=any(a <= now_s < b for a, b in pauses))
        for cue in band.plan(shot):
            assert cue.time_s >= now_s
            cues.append(cue)
            states.append(shot.state)
        now_s += 1 / 60
    return cues, states


def pair(seed, *, beat_s=0.5, tempo=lambda _: 1.0):
    rng = np.random.default_rng(seed)
    one, two = coupled(rng, beat_s, (EXPERT, EXPERT), tempo=tempo)
    return one, [*play(rng, 1, one, "rock8"), *play(rng, 2, two, "quarter")]


@pytest.mark.parametrize("tempo", [lambda _: 1.0, ramp(-0.15), ramp(0.15)], ids=["steady", "faster", "slower"])
def test_the_taiko_falls_on_the_beat(tempo):
    misses = []
    for seed in range(4):
        beats, hits = pair(seed, tempo=tempo)
        cues, states = cues_of(hits)
        halves = np.sort(np.concatenate([beats, (beats[1:] + beats[:-1]) / 2]))
        misses += [
            np.abs(halves - cue.time_s).min()
            for cue, state in zip(cues, states, strict=True)
            if state == "together" and cue.time_s < beats[-2]
        ]

    assert len(misses) > 300
    assert np.mean(np.array(misses) < 0.025) > 0.95


def test_it_keeps_an_even_distance():
    _, hits = pair(1)
    cues, _ = cues_of(hits)
    gaps = np.diff([cue.time_s for cue in cues])

    assert gaps.min() > 0.4
    assert np.abs(np.diff(gaps)).max() < 0.04


def test_it_comes_in_over_a_bar_and_goes_over_a_bar():
    _, hits = pair(2)
    cues, states = cues_of([hit for hit in hits if hit.time_s < 30 or hit.player == 1])
    levels = [cue.level for cue in cues]
    left = states.index("apart") if "apart" in states else states.index("waiting")

    assert levels[: int(BAR_BEATS)] == [0.25, 0.5, 0.75, 1.0]
    assert levels[left:] == [0.75, 0.5, 0.25]


@pytest.mark.parametrize("name", ["uncoupled 10 %", "random 2/s + random 2/s", "one silent", "pulse + random 5/s"])
def test_for_two_who_are_not_one_it_is_silent(name):
    for seed in range(2):
        rng = np.random.default_rng(seed)
        first, second = CASES[name](rng, 0.5)
        assert cues_of([*first, *second])[0] == []


def test_a_pause_stops_it_at_once():
    _, hits = pair(3)
    cues, _ = cues_of(hits, pauses=[(30.0, 40.0)])

    assert not [cue for cue in cues if 30.2 < cue.time_s < 40.0]
    assert [cue for cue in cues if cue.time_s > 41]


def test_nothing_known_is_nothing_played():
    assert Band().plan(Snapshot(state="together")) == []

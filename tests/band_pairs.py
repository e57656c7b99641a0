"""Pairs of drummers, and what the band plays with them."""

from dataclasses import replace

import numpy as np
from case_parts import EXPERT, coupled, play, steady

from game.session.band import AHEAD_S, Band
from game.session.engine import DuetEngine, EngineSettings

GROOVES = [("quarter", "quarter"), ("rock8", "eighth"), ("backbeat", "rock8"), ("funk16", "quarter")]


def cues_of(hits, seconds=60.0, *, voice="taiko", pauses=(), rate_hz=60, clock_s=0.0):
    """Play hits to an engine as time goes by; return a voice's cues (None = all), and the state of each."""
    engine, band = DuetEngine(EngineSettings("true", round_s=seconds)), Band()
    waiting = sorted(hits, key=lambda hit: -hit.time_s)
    cues, states = [], []
    for frame in range(int(seconds * rate_hz)):
        now_s = frame / rate_hz
        while waiting and waiting[-1].time_s <= now_s:
            engine.queue(waiting.pop())
        engine.update(now_s)
        shot = replace(engine.snapshot(now_s), paused=any(a <= now_s < b for a, b in pauses))
        for cue in band.plan(shot, now_s + clock_s):
            assert now_s + clock_s <= cue.time_s <= now_s + clock_s + AHEAD_S
            if voice in (None, cue.voice):
                cues.append(cue)
                states.append(shot.state)
    return cues, states


def pair(seed, *, beat_s=0.5, hands=EXPERT, tempo=steady, grooves=("rock8", "quarter")):
    """Return the middle of both players' beats, and the hits."""
    rng = np.random.default_rng(seed)
    one, two = coupled(rng, beat_s, (hands, hands), tempo=tempo)
    count = min(len(one), len(two))
    hits = [*play(rng, 1, one, grooves[0]), *play(rng, 2, two, grooves[1])]
    return (one[:count] + two[:count]) / 2, hits


def together(cues, states, beats):
    times = [cue.time_s for cue, state in zip(cues, states, strict=True) if state == "together"]
    return np.array([time_s for time_s in times if time_s < beats[-2]])


def distances(beats, times):
    return np.abs(np.asarray(beats)[:, np.newaxis] - times).min(axis=0)

"""Something answers two who find each other, and nothing those who do not."""

import numpy as np
import pytest
from case_parts import TRAINED, alone, coupled, play, random_hits
from strategies import recording

from game.session.accompaniment import accompany
from game.session.events import Matched
from game.session.replay import engine_for

SECONDS, BEAT_S = 24.0, 0.52


def answers(first, second):
    """When something was seen or heard beside the drums, s since both play."""
    hits = sorted([*first, *second], key=lambda hit: hit.time_s)
    record = recording(hits, seconds=SECONDS, feel="gentle")
    times_s = [cue.time_s for _, cue in accompany(record) if cue.level > 0]
    engine = engine_for(record)
    for hit in hits:
        engine.queue(hit)
        times_s += [hit.time_s for event in engine.update(hit.time_s) if isinstance(event, Matched)]
    begin_s = max(min(hit.time_s for hit in own) for own in (first, second))
    return np.array(sorted(time_s - begin_s for time_s in times_s if time_s >= begin_s))


@pytest.mark.parametrize("grooves", [("rock8", "eighth"), ("quarter", "quarter")])
def test_a_trained_pair_is_answered_every_two_seconds(grooves):
    rng = np.random.default_rng(1)
    beats = coupled(rng, BEAT_S, (TRAINED, TRAINED), length_s=SECONDS)
    times_s = answers(*(play(rng, p, beats[p - 1], grooves[p - 1]) for p in (1, 2)))

    assert np.diff([4 * BEAT_S, *times_s[times_s > 4 * BEAT_S], SECONDS]).max() <= 2


@pytest.mark.parametrize("how", ["10 % apart", "at random"])
def test_strangers_are_hardly_ever_answered(how):
    rng = np.random.default_rng(2)
    if how == "at random":
        pair = [random_hits(rng, p, 3.0, SECONDS) for p in (1, 2)]
    else:
        beats = [alone(rng, beat_s, length_s=SECONDS) for beat_s in (BEAT_S, 1.1 * BEAT_S)]
        pair = [play(rng, p, beats[p - 1], "rock8") for p in (1, 2)]

    assert len(answers(*pair)) <= 2

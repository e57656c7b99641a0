"""What a duet is worth: simulated pairs whose togetherness is known, ten seeds each."""

from statistics import median

import pytest
from judged import score_of

from game.session.replay import judge
from game.session.simulation import simulate

SEEDS = range(10)


@pytest.fixture(scope="module")
def scores(pool):
    """Return a function that judges a case at every seed."""
    return lambda name: list(pool.map(score_of, [name] * len(SEEDS), SEEDS))


@pytest.fixture(scope="module")
def trained(scores):
    return median(scores("trained pair"))


def test_a_rock_beat_against_8ths(scores):
    assert 92 <= median(scores("rock against 8ths")) <= 99


@pytest.mark.parametrize("name", ["hocket (beats 1,3 / 2,4)", "hocket (on / off beat)", "double time", "half time"])
def test_other_ways_to_share_a_beat_are_worth_the_same(scores, trained, name):
    assert median(scores(name)) >= trained - 4


@pytest.mark.parametrize(
    ("name", "least"), [("kick on 1 + rock", 85), ("both speed up 20 %", 86)], ids=["kick on 1", "both speed up 20 %"]
)
def test_what_is_shared_though_it_looks_different(scores, name, least):
    assert median(scores(name)) >= least


@pytest.mark.parametrize(
    ("name", "most"),
    [("pulse + random 5/s", 10), ("uncoupled 2.5 %", 42), ("random 10/s + random 10/s", 8), ("uncoupled 10 %", 8)],
)
def test_what_is_not_shared_does_not_pay(scores, name, most):
    assert median(scores(name)) <= most


@pytest.mark.parametrize("name", ["one silent", "both silent"])
def test_silence_has_no_score(scores, name):
    assert scores(name) == [None] * len(SEEDS)


@pytest.mark.parametrize("bpm2", [100, 96])
def test_five_against_six_is_no_common_tempo(bpm2):
    for seed in range(3):
        deaf = simulate(
            "metronome+deaf", "metronome+deaf", bpm=120, bpm2=bpm2, pattern1="quarter", pattern2="quarter",
            seconds=40, seed=seed,
        )  # fmt: skip
        result = judge(deaf)

        assert result.score < 10
        assert result.tempo.bpm == pytest.approx((120, bpm2), abs=1)

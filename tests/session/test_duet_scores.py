"""What a duet is worth, beside the case table: the plainest pair, and two tempos that only look alike."""

from statistics import median

import pytest
from judged import score_of

from game.session.replay import judge
from game.session.simulation import simulate

SEEDS = range(10)


def test_a_rock_beat_against_8ths(pool):
    assert 92 <= median(pool.map(score_of, ["rock against 8ths"] * len(SEEDS), SEEDS)) <= 99


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

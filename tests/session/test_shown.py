"""What the picture says of two tempos: the numbers, the gap and the chevrons agree, whoever plays."""

from math import log

import pytest

from game.session.engine import DuetEngine, EngineSettings
from game.session.replay import judge
from game.session.simulation import simulate

PAIRS = [
    ("trained+deaf", "trained+deaf", 120, 112, "eighth", "eighth"),
    ("novice", "novice", 60, 65, "eighth", "eighth"),
    ("weak", "novice", 96, 108, "rock8", "quarter"),
    ("novice+deaf", "novice+deaf", 70, 139, "quarter", "quarter"),
]


def snapshots(first, second, bpm, bpm2, pattern, pattern2):
    recording = simulate(
        first, second, bpm=bpm, bpm2=bpm2, pattern1=pattern, pattern2=pattern2, seconds=40, feel="gentle", seed=1
    )
    hits = sorted(recording.hits, key=lambda hit: hit.time_s)
    engine, now_s, i = DuetEngine(EngineSettings(feel="gentle", round_s=40)), hits[0].time_s, 0
    while now_s < hits[-1].time_s:
        while i < len(hits) and hits[i].time_s <= now_s:
            engine.queue(hits[i])
            i += 1
        engine.update(now_s)
        yield engine.snapshot(now_s)
        now_s += 1 / 15


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_numbers_gap_and_chevrons_agree(pair):
    shown = [
        (*(player.bpm for player in shot.players), shot.difference_percent, shot.players[1].chevrons)
        for shot in snapshots(*pair)
        if None not in (shot.players[0].bpm, shot.players[1].bpm, shot.difference_percent)
    ]
    assert len(shown) > 300
    apart = [100 * log(first / second) for first, second, *_ in shown]
    off = [abs(numbers - gap) > 5 for numbers, (*_, gap, _) in zip(apart, shown, strict=True)]
    assert sum(off) / len(off) < 0.02  # a number stands for half a second, the gap is of this moment
    wrong = [signs * gap < 0 and abs(gap) > 1.5 for *_, gap, signs in shown]
    assert sum(wrong) / len(wrong) < 0.03


def test_the_result_tells_each_tempo_at_its_own_level_where_there_was_no_joint_beat():
    result = judge(
        simulate(
            "trained+deaf", "trained+deaf", bpm=50, bpm2=160, pattern1="quarter", pattern2="quarter", seconds=60, seed=3
        )
    )
    assert result.tempo.bpm == pytest.approx((50, 160), rel=0.01)

"""A recording judged again: what only its future gives away is not judged, and stays in the recording."""

from dataclasses import replace

import pytest
from strategies import recording, steady

from game.model.hit import Event, Hit
from game.session.replay import judge, judge_fully
from game.session.verify import Verdict, verify
from game.storage.judged import judged_hits

HANDS = (
    *steady(1, period_s=0.5, seconds=20, velocity=0.9),
    *steady(2, period_s=0.5, start_s=1.004, seconds=20, pad="kick", velocity=0.9),
    *steady(2, period_s=1.0, start_s=1.25, seconds=20, pad="hat_pedal", velocity=0.5),
)
CRASH, CHOKE = Hit(12.125, 1, "crash", 0.8), Event(13.2, "choke", 1, "crash")


def early(hit, ahead_s, pad, velocity):
    return replace(hit, time_s=hit.time_s - ahead_s, pad=pad, velocity=velocity)


ARTEFACTS = {
    "ghosts before hard hits": [early(hit, 0.009, "tom1", 0.2) for hit in HANDS if hit.pad == "snare"],
    "hats before chicks": [early(hit, 0.033, "hat_open", 0.35) for hit in HANDS if hit.pad == "hat_pedal"],
    "the hand before a choke": [early(CRASH, -1.05, "crash", 0.2)],
}


def played(*more, offsets_ms=(0.0, 0.0)):
    hits = sorted((*HANDS, CRASH, *more), key=lambda hit: hit.time_s)
    return recording(hits, events=(CHOKE,), offsets_ms=offsets_ms)


@pytest.mark.parametrize("kind", ARTEFACTS)
@pytest.mark.parametrize("offsets_ms", [(0.0, 0.0), (3.0, 41.0)])
def test_artefacts_change_nothing_that_is_told(kind, offsets_ms):
    clean, spoiled = played(offsets_ms=offsets_ms), played(*ARTEFACTS[kind], offsets_ms=offsets_ms)

    judged, wanted = judge_fully(spoiled), judge_fully(clean)

    assert (judged.result, judged.played) == (wanted.result, wanted.played)
    assert judged.asynchronies_ms == wanted.asynchronies_ms
    assert set(ARTEFACTS[kind]) <= set(spoiled.hits)


@pytest.mark.parametrize("kind", ARTEFACTS)
def test_other_formats_are_given_what_was_meant(kind):
    assert judged_hits(played(*ARTEFACTS[kind])) == judged_hits(played())


def test_a_round_does_not_begin_with_an_artefact():
    ghost = early(HANDS[0], 0.010, "ride", 0.1)
    alone = [hit for hit in HANDS if hit.player == 2]
    later = recording([*alone, *(hit for hit in HANDS if hit.player == 1 and hit.time_s > 3)])
    first = next(hit for hit in later.hits if hit.player == 1)
    with_ghost = replace(later, hits=(*later.hits, replace(ghost, time_s=first.time_s - 0.010)))

    assert judge(with_ghost).seconds == judge(later).seconds


def test_without_its_choke_the_hand_is_a_stroke():
    touched = played(*ARTEFACTS["the hand before a choke"])

    assert judge(replace(touched, events=())).hits[0] == judge(touched).hits[0] + 1


def test_every_update_rate_agrees_where_there_are_artefacts():
    spoiled = played(*(hit for kind in ARTEFACTS.values() for hit in kind))
    claimed = replace(spoiled, claimed=judge(spoiled))

    assert verify(claimed, rates_hz=(1, 60)).verdict is Verdict.MATCHES

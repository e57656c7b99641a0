"""Dares: met by doing what the picture asks, not by chance, and never at the cost of anybody's score."""

from dataclasses import replace

import numpy as np
import pytest
from case_parts import NOVICE, TRAINED
from daring import ACTS, Duo, offers, random_duet, watched
from strategies import recording

from game.model.hit import Event
from game.rhythm.onsets import Onset
from game.session.dare_rules import ALREADY, RULES, Passage
from game.session.events import DareMet, DareOffered
from game.session.replay import judge
from game.session.verify import Verdict, verify

ROUND_S = 64.0


@pytest.fixture(scope="module")
def plain():
    """A trained pair that ignores every dare."""
    duo = Duo(5, TRAINED, beat_s=0.5, seconds=ROUND_S)
    return duo, duo.play(daring=False)


def kept(duo):
    """What a recording holds of a duo's round."""
    events = (Event(max(next(h.time_s for h in duo.hits if h.player == p) for p in (1, 2)), "begin"),)
    return recording(duo.hits, seconds=duo.engine.settings.round_s, feel="gentle", events=events)


@pytest.mark.parametrize("name", RULES)
def test_who_does_what_the_picture_asks_meets_the_dare(name):
    duo = Duo(3, TRAINED, beat_s=0.5, seconds=ROUND_S, dare=name)

    result = duo.play(daring=True)

    assert any(offers(result, name))
    assert result.lanterns >= 6
    assert result.score > 90


@pytest.mark.parametrize("name", ["rest", "answer", "swap"])
def test_beginners_meet_dares_too(name):
    duo = Duo(2, NOVICE, beat_s=0.55, grooves=("eighth", "backbeat"), seconds=ROUND_S, dare=name)

    assert any(offers(duo.play(daring=True), name))


def test_a_pair_that_ignores_them_loses_nothing(plain):
    _, result = plain

    assert result.dares
    assert not any(offers(result))
    assert result.score > 90
    assert result.lanterns == 8


def test_the_first_dare_waits_for_two_lanterns_and_the_last_phrase_has_none(plain):
    duo, result = plain
    lit_before = [
        sum(type(e).__name__ == "LanternLit" for e in duo.events[:i])
        for i, e in enumerate(duo.events)
        if isinstance(e, DareOffered)
    ]

    assert min(lit_before) >= 2
    assert [dare.phrase for dare in result.dares] == sorted({dare.phrase for dare in result.dares})
    assert result.dares[-1].phrase < 7
    assert len({dare.name for dare in result.dares}) == len(result.dares)


def test_a_dare_that_is_met_gilds_its_lantern_at_once():
    duo = Duo(3, TRAINED, beat_s=0.5, seconds=ROUND_S, dare="crash")
    result = duo.play(daring=True)
    met = next(event for event in duo.events if isinstance(event, DareMet))

    end = duo.engine.snapshot(duo.hits[-1].time_s)

    assert end.gilded[met.phrase]
    assert [i for i, gilded in enumerate(end.gilded) if gilded] == [dare.phrase for dare in result.dares if dare.met]


def test_live_and_from_the_recording_at_every_update_rate_the_dares_are_the_same():
    duo = Duo(3, TRAINED, beat_s=0.5, seconds=ROUND_S)
    live = duo.play(daring=True)
    record = kept(duo)

    again = judge(record)

    assert again.dares == live.dares
    assert any(offers(again))
    assert verify(replace(record, claimed=again), rates_hz=(3, 60)).verdict is Verdict.MATCHES


def test_a_result_from_before_there_were_dares_still_verifies():
    duo = Duo(3, TRAINED, beat_s=0.5, seconds=20.0)
    duo.play(daring=False)
    record = kept(duo)
    now = judge(record)
    old = replace(now, dares=None, journey=replace(now.journey, whole=None))

    assert verify(replace(record, claimed=old), rates_hz=()).verdict is Verdict.MATCHES
    assert verify(replace(record, claimed=replace(old, score=1.0)), rates_hz=()).verdict is Verdict.DIFFERS


@pytest.mark.parametrize("hands", [TRAINED, NOVICE])
def test_plain_duets_meet_no_dare_by_chance(hands):
    met = []
    for seed, grooves in enumerate((("rock8", "quarter"), ("eighth", "eighth"), ("quarter", "quarter"))):
        duo = Duo(seed, hands, beat_s=0.45 + 0.08 * seed, grooves=grooves, seconds=ROUND_S)
        duo.play(daring=False)
        met += watched(duo.hits, seconds=ROUND_S).by_chance.elements()

    assert met == []


def test_who_strikes_at_random_is_dared_nothing():
    assert judge(recording(random_duet(1, seconds=40.0), seconds=40.0)).dares == ()


def strokes(player, beats, pad="snare"):
    return [Onset(0.5 * beat, player, (pad,), 0.7, 0.5 * beat) for beat in beats]


def passage_of(*onsets):
    return Passage(tuple(sorted(onsets, key=lambda onset: (onset.time_s, onset.player))), 0.0, 0.5)


@pytest.mark.parametrize(("many", "few", "swapped"), [(12, 6, True), (9, 6, False), (8, 7, False)])
def test_a_part_is_swapped_where_it_is_clearly_the_fuller_one(many, few, swapped):
    first = (*np.linspace(0, 6, many, endpoint=False), *np.linspace(6, 12, few, endpoint=False))
    second = (*np.linspace(0, 6, few, endpoint=False), *np.linspace(6, 12, many, endpoint=False))

    assert RULES["swap"](passage_of(*strokes(1, first), *strokes(2, second))) == swapped


@pytest.mark.parametrize(("beats", "already", "met"), [(2, False, False), (4, True, False), (8, True, True)])
def test_who_keeps_to_one_pad_for_a_bar_anyway_is_not_dared_to_for_two(beats, already, met):
    pads = [("tom1", "tom2")[i % 2] for i in range(8)] + ["snare"] * (2 * beats) + ["tom1", "tom2"]
    onsets = [strokes(player, [0.5 * i], pad)[0] for player in (1, 2) for i, pad in enumerate(pads)]

    assert ALREADY["one_pad"](passage_of(*onsets)) == already
    assert RULES["one_pad"](passage_of(*onsets)) == met


def test_there_is_somebody_who_can_do_each_dare():
    assert set(ACTS) == set(RULES)

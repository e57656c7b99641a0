"""Badges: each is within reach, by playing too, and none is given without its condition."""

from dataclasses import replace

import pytest
from case_parts import TRAINED
from daring import Duo
from plain_round import PLAIN
from strategies import recording

from game.session.badges import BADGES, Condition, badges
from game.session.replay import judge
from game.session.simulation import simulate
from game.ui.badges import PICTURES
from game.ui.words import LANGUAGES, Words


def keyed(result, key, value):
    """The result with another value under a dotted key."""
    part, _, rest = key.partition(".")
    return replace(result, **{part: keyed(getattr(result, part), rest, value) if rest else value})


def inside(condition):
    low, high = condition.least, condition.most
    value = (low + high) / 2 if None not in (low, high) else (low if low is not None else high)
    return int(value) if condition.key in ("lanterns", "together.times", "asynchrony.pairs") else value


def outside(condition):
    return [
        value
        for value in (
            None if condition.least is None else condition.least - 0.01,
            None if condition.most is None else condition.most + 0.01,
        )
        if value is not None
    ]


def names(result):
    return {badge.name for badge in badges(result)}


def earning(badge):
    result = PLAIN
    for condition in badge.conditions:
        result = keyed(result, condition.key, inside(condition))
    return result


def test_a_plain_round_earns_none():
    assert names(PLAIN) == set()


@pytest.mark.parametrize("badge", BADGES, ids=lambda badge: badge.name)
def test_each_badge_is_earned_by_its_conditions_and_by_no_less(badge):
    earned = earning(badge)

    assert badge.name in names(earned)
    for condition in badge.conditions:
        for value in (*outside(condition), *([None] if "journey" in condition.key else [])):
            assert badge.name not in names(keyed(earned, condition.key, value)), condition


@pytest.mark.parametrize("badge", BADGES, ids=lambda badge: badge.name)
def test_each_badge_has_a_picture_and_a_sentence(badge):
    assert badge.name in PICTURES
    assert all(getattr(Words(lang).badge, badge.name) for lang in LANGUAGES)


def test_a_result_from_before_the_journey_was_told_earns_what_its_other_keys_say():
    assert names(replace(PLAIN, journey=None, lanterns=8)) == {"lanterns"}
    assert not Condition("journey.gilded", least=0).holds({"journey": None})


PLAYED = {
    "gaps": {"player1": "trained", "player2": "trained", "pattern1": "quarter", "pattern2": "off8"},
    "double": {"player1": "trained", "player2": "trained", "pattern1": "eighth", "pattern2": "quarter"},
    "fast": {"player1": "trained", "player2": "trained", "bpm": 160},
    "slow": {"player1": "expert", "player2": "expert", "bpm": 68, "pattern1": "backbeat", "pattern2": "rock8"},
    "middle": {"player1": "trained", "player2": "trained", "bpm": 112, "bpm2": 125},
}


@pytest.mark.parametrize("name", PLAYED)
def test_drummers_earn_what_they_play_for(name):
    earned = names(judge(simulate(seed=1, seconds=40, **PLAYED[name])))

    assert name in earned
    assert not (set(PLAYED) - {name}) & earned


def breathing(*, alike):
    """A trained pair of which one, or both, swell and sink."""
    duo = Duo(3, TRAINED, beat_s=0.5, grooves=("eighth", "eighth"), seconds=60.0)
    duo.play(daring=False)

    def loud(hit):
        swell = 0.5 + 0.4 * (int(hit.time_s / 4) % 2)
        return swell if alike or hit.player == 1 else 1.4 - swell

    return [replace(hit, velocity=hit.velocity * loud(hit)) for hit in duo.hits]


@pytest.mark.parametrize("alike", [True, False])
def test_who_swells_and_sinks_as_one_earns_it_and_who_does_so_against_each_other_does_not(alike):
    result = judge(recording(breathing(alike=alike), seconds=60.0, feel="gentle"))

    assert ("breath" in names(result)) == alike


@pytest.mark.parametrize("turns", [True, False])
def test_who_takes_turns_ahead_earns_it(turns):
    duo = Duo(4, TRAINED, beat_s=0.5, grooves=("quarter", "quarter"), seconds=64.0)
    duo.play(daring=False)
    ahead = [
        replace(hit, time_s=hit.time_s + (0.02 * (-1) ** int(hit.time_s / 10) if turns and hit.player == 1 else 0))
        for hit in duo.hits
    ]
    result = judge(recording(sorted(ahead, key=lambda hit: hit.time_s), seconds=64.0, feel="gentle"))

    assert ("turns" in names(result)) == turns


def test_the_journey_tells_thirds_and_golden_lanterns():
    duo = Duo(3, TRAINED, beat_s=0.5, seconds=80.0)
    result = duo.play(daring=True)

    assert result.journey.last_third > 0.9
    assert 0 < result.journey.first_third < 1
    assert result.journey.gilded == sum(dare.met for dare in result.dares) >= 3
    assert "gold" in names(result)

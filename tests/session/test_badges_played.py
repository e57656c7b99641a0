"""Badges are earned by playing: drummers who do what a badge tells of have it, and those who leave it out do not."""

from functools import cache

import numpy as np
import pytest
from case_parts import EXPERT, NOVICE, START_S, TRAINED
from daring import Duo
from strategies import recording

from game.model.hit import Event, Hit
from game.session.badges import badges
from game.session.replay import judge

BEAT_S = 0.5
HANDS = {"expert": EXPERT, "trained": TRAINED, "novice": NOVICE}


@cache
def plain(hands, seconds):
    """Two who hear each other and are together from the beginning to the end."""
    duo = Duo(7, HANDS[hands], beat_s=BEAT_S, grooves=("eighth", "quarter"), seconds=seconds)
    duo.play(daring=False)
    return tuple(duo.hits)


def wandering(seconds, spans):
    """Strokes of a player 2 who hears nobody meanwhile: another tempo in every span."""
    rng = np.random.default_rng(5)
    for number, (since_s, until_s) in enumerate(spans):
        beat_s = BEAT_S * (0.83, 1.2)[number % 2]
        for time_s in np.arange(START_S + since_s + 0.2, START_S + min(until_s, seconds), beat_s):
            yield Hit(float(time_s + rng.normal() * 0.02), 2, "tom1", 0.6)


def played(*, hands="trained", seconds=64.0, apart=(), crash_ms=None, left_s=None):
    """Judge a round; `apart`: spans in which the two have nothing to do with each other; `left_s`: when they left."""
    end_s = START_S + (seconds if left_s is None else left_s)

    def away(hit):
        return hit.player == 2 and any(a <= hit.time_s - START_S < b for a, b in apart)

    hits = [hit for hit in plain(hands, seconds) if not away(hit)] + list(wandering(seconds, apart))
    hits = [hit for hit in hits if hit.time_s <= end_s]
    if crash_ms is not None:
        hits += [Hit(end_s - 0.3, 1, "crash", 0.9), Hit(end_s - 0.3 + crash_ms / 1000, 2, "crash", 0.9)]
    hits.sort(key=lambda hit: hit.time_s)
    begin_s = max(next(hit.time_s for hit in hits if hit.player == player) for player in (1, 2))
    events = (Event(begin_s, "begin"), Event(end_s if left_s else begin_s + seconds, "end"))
    return judge(recording(hits, seconds=seconds, feel="gentle", events=events))


LATE = ((0, 26),)
EARNED = {
    "heart": {"crash_ms": 20},
    "grew": {"apart": LATE},
    "returned": {"apart": ((12, 20), (30, 38))},
    "kept": {"seconds": 96.0, "apart": ((0, 14),)},
    "at_once": {},
    "lanterns": {},
    "close": {"hands": "expert"},
}
MISSED = {
    "heart, crashes apart": {"crash_ms": 80},
    "heart, one never": {"crash_ms": 20, "apart": ((0, 64),)},
    "heart, left early": {"crash_ms": 20, "left_s": 40},
    "grew, left early": {"apart": ((0, 14),), "left_s": 44},
    "grew, one from the beginning": {},
    "grew, lost at the end": {"apart": (*LATE, (48, 64))},
    "returned, lost once": {"apart": ((20, 30),)},
    "returned, left early": {"apart": ((12, 20), (30, 38)), "left_s": 55},
    "returned, lost at the end": {"apart": ((10, 18), (26, 34), (44, 64))},
    "kept, lost again": {"seconds": 96.0, "apart": ((0, 14), (81, 86))},
    "kept, lost at the end": {"seconds": 96.0, "apart": ((0, 14), (82, 96))},
    "kept, at once": {"seconds": 96.0},
    "kept, too short": {"apart": ((0, 14),)},
    "at_once, late": {"apart": ((0, 10),)},
    "at_once, not held": {"apart": ((12, 64),)},
    "at_once, left early": {"left_s": 30},
    "lanterns, one dark": {"apart": ((24, 32),)},
    "close, wide": {"hands": "novice"},
    "close, few strokes": {"hands": "expert", "seconds": 24.0},
}


def names(result):
    return {badge.name for badge in badges(result)}


@pytest.mark.parametrize("name", EARNED)
def test_who_plays_so_earns_it(name):
    assert name in names(played(**EARNED[name]))


@pytest.mark.parametrize("case", MISSED)
def test_who_leaves_something_out_does_not(case):
    assert case.partition(",")[0] not in names(played(**MISSED[case]))

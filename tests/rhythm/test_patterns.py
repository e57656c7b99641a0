import re

import pytest

from game.model.errors import HitotsuError
from game.model.pads import PADS
from game.rhythm.patterns import PATTERNS, TICKS_PER_BAR, VELOCITY, pattern_named

PROMISED = (
    "quarter", "eighth", "sixteenth", "rock8", "backbeat", "funk16", "shuffle",
    "swing", "clave", "tresillo", "four", "kick1", "off8",
)  # fmt: skip


def test_every_promised_pattern_exists_and_says_what_it_is():
    assert tuple(PATTERNS) == PROMISED
    assert all(pattern.description for pattern in PATTERNS.values())


@pytest.mark.parametrize("name", PROMISED)
def test_strokes_lie_in_the_bar_on_pads_of_a_kit(name):
    for pad, ticks in PATTERNS[name].ticks_of.items():
        assert pad in PADS
        assert 0 < VELOCITY[pad] <= 1
        assert ticks == tuple(sorted(set(ticks)))
        assert all(0 <= tick < TICKS_PER_BAR for tick in ticks)


@pytest.mark.parametrize("name", PROMISED)
def test_walking_from_step_to_step_plays_the_same_bar_again(name):
    pattern, tick, walked = PATTERNS[name], -1, []
    for _ in range(2 * len(pattern.pads_at)):
        tick = pattern.next_tick(tick)
        walked.append(tick)
    bar = list(pattern.pads_at)
    assert walked == bar + [tick + TICKS_PER_BAR for tick in bar]


@pytest.mark.parametrize(
    ("name", "lines"), [("quarter", 1), ("kick1", 1), ("rock8", 2), ("off8", 2), ("swing", 3), ("clave", 4)]
)
def test_lines_are_the_coarsest_grid_that_holds_the_groove(name, lines):
    assert PATTERNS[name].lines == lines


def test_rock_has_its_backbeat_under_the_hat():
    assert PATTERNS["rock8"].pads_at[12] == ("snare", "hat_closed")
    assert PATTERNS["rock8"].pads_at[6] == ("hat_closed",)


def test_an_unknown_pattern_is_answered_with_the_known_ones():
    with pytest.raises(HitotsuError, match=re.escape("'waltz'; choose one of quarter, eighth")):
        pattern_named("waltz")

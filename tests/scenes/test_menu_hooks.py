"""Rest and result by any kit, and by the keys; of strokes that fall together the louder one counts."""

from functools import partial

import pygame
import pytest
from by_hand import PAIR, Game

from game.model.hit import Hit
from game.scenes.play import PlayScene
from game.scenes.result import ResultScene
from game.scenes.title import TitleScene
from game.storage.recordings import read_recording

SMALL = [(1.0 + i, 1, ("kick", "hat_closed")[i % 2]) for i in range(6)]


@pytest.fixture
def game(stage, tmp_path):
    return partial(Game, stage, tmp_path / "duet.hitotsu", known=frozenset(), title=True, seconds=5.0)


def strikes(*strokes):
    return [Hit(time_s, player, pad, 0.8) for time_s, player, pad in strokes]


def later(evening, *strokes):
    """Strike so much later than now, and let it happen."""
    now_s = evening.clock.now()
    evening.script.add(strikes(*((now_s + after_s, player, pad) for after_s, player, pad in strokes)))
    evening.run(now_s + strokes[-1][0] + 0.5)


def steered(evening, row):
    """Step on with the kick until a row at the seats is steered."""
    join = evening.played.join
    while join.rows(1)[join.seats[1].focus] != row:
        later(evening, (0.5, 1, "kick"))


def playing(game):
    """Begin a round of a kit of kick and hat with a whole one."""
    evening = game(strikes(*SMALL, (6.5, 2, "snare"), (6.8, 2, "snare")))
    evening.run(7.0)
    steered(evening, "ready")
    later(evening, (0.5, 1, "kick"), (0.7, 1, "kick"))
    return evening


def at_the_result(game):
    evening = playing(game)
    later(evening, *((1 + 0.25 * i, 1 + i % 2, ("kick", "snare")[i % 2]) for i in range(30)))
    evening.finish()
    evening.run(evening.clock.now() + 2.5)
    assert isinstance(evening.now, ResultScene)
    return evening


def test_kick_and_hat_alone_steer_the_rest_card_and_leave(game):
    evening = playing(game)
    later(evening, *((1 + 0.25 * i, 1 + i % 2, ("kick", "snare")[i % 2]) for i in range(12)))
    evening.press(pygame.K_ESCAPE)
    evening.run(evening.clock.now() + 2)
    before = evening.picture()
    for _ in range(5):
        later(evening, (0.5, 1, "kick"))
    assert evening.picture() != before
    later(evening, (0.5, 1, "kick"), (0.7, 1, "kick"), (1.2, 1, "kick"), (1.4, 1, "kick"))
    evening.finish()
    evening.run(evening.clock.now() + 0.2)
    assert isinstance(evening.now, ResultScene)


def test_kick_and_hat_alone_play_again_or_go_home_from_the_result(game):
    evening = at_the_result(game)
    later(evening, (0.5, 2, "snare"), (1.0, 1, "kick"), (1.2, 1, "kick"))
    assert isinstance(evening.now, PlayScene)

    evening = at_the_result(game)
    before = evening.picture()
    later(evening, (0.5, 1, "kick"))
    assert evening.picture() != before
    later(evening, (0.5, 1, "hat_closed"), (1.0, 1, "kick"), (1.5, 1, "kick"), (1.7, 1, "kick"))
    assert isinstance(evening.now, TitleScene)


def test_the_feel_is_set_on_the_rest_card_for_the_next_round(game):
    evening = game([*strikes((1.0, 1, "kick"), (1.5, 2, "kick"), (2.0, 1, "snare"), (2.5, 2, "snare"))])
    evening.run(3.0)
    later(evening, *((1 + 0.25 * i, 1 + i % 2, "snare") for i in range(8)))
    evening.press(pygame.K_ESCAPE)
    evening.run(evening.clock.now() + 2)
    later(evening, (0.2, 1, "tom2"), (0.8, 1, "snare"))

    assert evening.evening.settings.feel == "gentle"
    assert evening.played.feel == "true"


@pytest.mark.parametrize("softer_s", [3.0, 3.016])
def test_the_louder_of_two_that_fall_together_steers(game, softer_s):
    loud, soft = Hit(3.008, 1, "tom2", 0.9), Hit(softer_s, 1, "snare", 0.3)
    evening = game([*strikes((1.0, 1, "kick")), loud, soft])
    evening.run(3.5)

    assert evening.played.join.seats[1].focus == 1
    assert not evening.played.join.seats[1].ready


def test_the_louder_of_two_that_fall_together_steers_the_rest_card(game):
    evening = game([hit for hit in PAIR if hit.time_s < 4], known=frozenset((1, 2)), title=False)
    evening.run(4.5)
    evening.press(pygame.K_ESCAPE)
    evening.script.add([Hit(7.0, 1, "snare", 0.3), Hit(7.008, 1, "tom2", 0.9)])
    evening.run(7.5)

    assert evening.played.paused


def test_cross_talk_in_a_menu_is_kept_as_such(game):
    waiting = [*strikes((1.0, 1, "kick"), (1.5, 2, "kick"), (3.0, 2, "snare"))]
    both = [Hit(2.0, 1, "crash", 0.3), Hit(2.008, 1, "snare", 0.8)]
    evening = game([*waiting, *both, *[Hit(h.time_s + 4, h.player, h.pad, h.velocity) for h in PAIR]])
    evening.finish()

    kept = {hit.pad: hit.drop for hit in read_recording(evening.path).hits if hit.drop is not None}
    assert kept["crash"] == "crosstalk"
    assert kept["snare"] == "menu"


def test_space_never_drums_on_the_result(game):
    evening = at_the_result(game)
    struck = []
    evening.evening.keys._listener = struck.append
    for _ in range(3):
        evening.press(pygame.K_SPACE, pygame.KSCAN_SPACE)
        evening.run(evening.clock.now() + 0.5)

    assert struck == []
    assert isinstance(evening.now, ResultScene)

"""Rest and result by any kit, and by the keys; of strokes that fall together the louder one counts."""

from functools import partial

import pygame
import pytest
from by_hand import ASK_A_FRIEND, BOTH, PAIR, Game

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


def silent(evening):
    """Let both play a little, then be silent until the rest is offered."""
    later(evening, *((1 + 0.25 * i, 1 + i % 2, ("kick", "snare")[i % 2]) for i in range(8)))
    evening.run(evening.clock.now() + 3.0)
    assert evening.played.gesture.offered(evening.clock.now())


def test_a_kit_without_a_crash_rests_by_four_quick_strokes_that_are_no_music(game):
    evening = playing(partial(game, seconds=20.0))
    silent(evening)
    later(evening, *((0.2 + 0.2 * i, 1, "kick") for i in range(4)))
    assert not evening.played.paused
    evening.run(evening.clock.now() + 0.7)

    assert evening.played.paused
    kept = read_recording(evening.path)
    (paused_s,) = [event.time_s for event in kept.events if event.kind == "paused"]
    assert [hit.pad for hit in kept.hits if hit.time_s >= paused_s] == ["kick"] * 4


def test_counting_in_after_a_silence_is_music(game):
    evening = playing(partial(game, seconds=20.0))
    silent(evening)
    later(evening, *((0.2 + 0.3 * i, 1, "kick") for i in range(4)), *((1.4 + 0.3 * i, 2, "snare") for i in range(4)))

    assert not evening.played.paused


class TestRoundsWithoutSeats:
    """Both were named on the command line: nobody was seen at the seats."""

    def rested(self, game):
        evening = game([hit for hit in PAIR if hit.time_s < 4], known=BOTH, seconds=20.0)
        evening.now = evening.round(evening.evening)
        evening.run(4.5)
        evening.press(pygame.K_ESCAPE)
        evening.run(6.5)
        return evening

    def test_a_kit_of_two_pads_is_understood_by_trying(self, game):
        evening = self.rested(game)
        join = evening.played.join
        join.keys[1] = type(join.keys[1])()
        usual = evening.picture()
        later(evening, *((0.5 * (i + 1), 1, ("kick", "hat_closed")[i % 2]) for i in range(6)))
        assert join.keys[1].small
        assert evening.picture() != usual
        for _ in range(12):
            later(evening, (0.5, 1, "kick"), (0.7, 1, "kick"))
            if not evening.played.paused:
                return
            later(evening, (0.5, 1, "kick"))
        raise AssertionError("the rest card could not be left")

    def test_hands_that_are_still_drumming_teach_nothing(self, game):
        evening = self.rested(game)
        later(evening, *((0.3 + 0.5 * i, 1, "kick") for i in range(1)))
        strokes = evening.played.join.keys[1].strokes
        evening.press(pygame.K_ESCAPE)
        evening.press(pygame.K_ESCAPE)
        later(evening, *((0.25 * (i + 1), 1, "kick") for i in range(12)))

        assert evening.played.join.keys[1].strokes == strokes


def test_what_a_kit_is_learned_to_have_on_the_result_counts_in_the_next_round(game):
    evening = game([hit for hit in PAIR if hit.time_s < 6], known=BOTH, seconds=5.0)
    evening.evening.seats.bind("midi:two pads#1", 1)
    evening.now = evening.round(evening.evening)
    evening.finish()
    evening.run(evening.clock.now() + 2.5)
    assert isinstance(evening.now, ResultScene)
    later(evening, *((0.5 * (i + 1), 1, "kick") for i in range(10)))
    evening.press(pygame.K_RETURN, pygame.KSCAN_RETURN)
    evening.run(evening.clock.now() + 0.3)

    assert isinstance(evening.now, PlayScene)
    assert evening.played.join.keys[1].small


def test_what_a_friend_plays_teaches_no_menu_keys(game):
    evening = game(strikes(*ASK_A_FRIEND))
    evening.run(6.0)
    for i, pad in enumerate(("kick", "hat_closed", "snare", "ride")):
        evening.now.take(Hit(6.0 + i, 2, pad, 0.8))

    assert evening.played.join.keys[2].met == ()


@pytest.mark.parametrize("end", ["closed while it is judged", "closed in the middle"])
def test_a_best_is_kept_though_the_window_is_closed_before_the_result(game, end):
    evening = game(PAIR, known=BOTH, seconds=5.0)
    kept = []
    evening.evening.keep_best = lambda outcome: kept.append(outcome) is None
    evening.now = evening.round(evening.evening)
    while evening.now.concluding is None and evening.clock.now_s < (5.0 if "middle" in end else 60.0):
        evening.step()
    evening.send(pygame.QUIT)
    while evening.now is not None:
        evening.step()

    assert kept == evening.evening.outcomes
    assert len(kept) == 1

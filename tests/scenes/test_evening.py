"""From the title to "again" and home, by pads alone and by keys alone."""

from functools import partial

import pygame
import pytest
from by_hand import ASK_A_FRIEND, Game

from game.model.hit import Hit
from game.scenes.help import HelpScene
from game.scenes.play import PlayScene
from game.scenes.result import ResultScene
from game.scenes.title import ATTRACT_AFTER_S, TitleScene
from game.session.round import Phase


@pytest.fixture
def game(stage, tmp_path):
    return partial(Game, stage, tmp_path / "duet.hitotsu", known=frozenset(), title=True, seconds=5.0)


def strikes(*strokes):
    return [Hit(time_s, player, pad, 0.8) for time_s, player, pad in strokes]


def eighths(start_s, end_s):
    count = int((end_s - start_s) / 0.25)
    return [Hit(start_s + 0.25 * i + 0.01 * p, p, "snare", 0.8) for i in range(count) for p in (1, 2)]


READY = ((1.0, 1, "kick"), (2.0, 2, "tom1"), (3.0, 1, "snare"), (4.0, 2, "snare"))


def test_a_whole_evening_by_pads_alone(game):
    evening = game(
        seconds=8.0,
        seen_help=False,
        items=[*strikes((0.5, 1, "kick"), (1.2, 1, "kick"), (1.9, 2, "ride"), (2.6, 1, "snare"))],
    )
    assert isinstance(evening.now, TitleScene)
    pictures = [evening.picture()]
    evening.run(0.6)
    assert isinstance(evening.now, HelpScene)
    pictures.append(evening.picture())
    evening.run(3.0)
    assert isinstance(evening.now, PlayScene)

    evening.script.add([*strikes((3.5, 2, "tom1"), (4.5, 1, "snare"), (5.5, 2, "snare")), *eighths(7.0, 17.0)])
    evening.run(4.0)
    pictures.append(evening.picture())
    evening.run(10.0)
    assert evening.played.phase is Phase.PLAYING
    pictures.append(evening.picture())
    assert evening.finish().result.score > 80
    evening.run(17.5)
    assert isinstance(evening.now, ResultScene)
    pictures.append(evening.picture())
    now_s = evening.clock.now()

    evening.script.add(strikes((now_s + 3, 1, "snare"), (now_s + 4, 2, "snare")))
    evening.run(now_s + 4.5)
    assert isinstance(evening.now, PlayScene)
    assert evening.played.phase is Phase.PLAYING
    evening.script.add([*eighths(now_s + 5, now_s + 7), *strikes((now_s + 11, 1, "crash"), (now_s + 12, 2, "crash"))])
    evening.run(now_s + 13)
    assert evening.played.paused
    pictures.append(evening.picture())
    leave = strikes((now_s + 15, 1, "tom1"), (now_s + 16, 1, "snare"), (now_s + 17, 1, "snare"))
    evening.script.add([*leave, *strikes((now_s + 22, 2, "crash"))])
    evening.run(now_s + 20)
    assert isinstance(evening.now, ResultScene)
    evening.run(now_s + 23)

    assert isinstance(evening.now, TitleScene)
    assert len(evening.evening.outcomes) == 2
    assert len(set(pictures)) == len(pictures)


def test_a_whole_evening_by_keys_alone(game):
    evening = game(seen_help=False)
    drum = {1: (pygame.K_s, pygame.KSCAN_S), 2: (pygame.K_k, pygame.KSCAN_K)}

    def strike(player):
        evening.press(*drum[player])
        evening.send(pygame.KEYUP, key=drum[player][0], scancode=drum[player][1])

    def wait(seconds):
        evening.run(evening.clock.now() + seconds)

    for _ in range(4):
        evening.press(pygame.K_RETURN)
        wait(0.7)
    assert isinstance(evening.now, PlayScene)
    for player in (1, 2):
        strike(player)
        wait(0.5)
    for _ in range(2):
        evening.press(pygame.K_RETURN)
        wait(0.1)
    assert evening.played.phase is Phase.PLAYING
    for _ in range(24):
        for player in (1, 2):
            strike(player)
        wait(0.25)
    evening.finish()
    wait(2.0)
    assert isinstance(evening.now, ResultScene)
    evening.press(pygame.K_RETURN)
    wait(0.1)
    assert isinstance(evening.now, PlayScene)
    evening.press(pygame.K_ESCAPE)
    assert evening.played.paused
    wait(2.0)
    evening.press(pygame.K_UP)
    for _ in range(2):
        evening.press(pygame.K_RETURN)
    wait(0.5)
    assert isinstance(evening.now, ResultScene)
    evening.press(pygame.K_ESCAPE)
    wait(0.1)
    assert isinstance(evening.now, TitleScene)
    evening.press(pygame.K_ESCAPE)
    wait(0.1)

    assert evening.now is None


def test_8ths_through_the_end_leave_the_result_standing(game):
    evening = game([*strikes(*READY), *eighths(5.0, 16.0)])
    evening.run(15.9)
    assert isinstance(evening.now, ResultScene)
    evening.run(60.0)

    assert isinstance(evening.now, ResultScene)


def test_nobody_at_the_title_brings_the_demo_and_a_hit_ends_it(game):
    evening = game(strikes((ATTRACT_AFTER_S + 12, 2, "snare")))
    evening.run(5)
    plain = evening.picture()
    evening.run(ATTRACT_AFTER_S + 8)
    assert evening.picture() != plain
    evening.run(ATTRACT_AFTER_S + 12.1)

    assert isinstance(evening.now, PlayScene)
    assert evening.played.join.seats[2].seated


def test_a_friend_can_be_asked_to_the_free_seat(game):
    evening = game(strikes(*ASK_A_FRIEND))
    evening.run(3.5)
    assert evening.played.join.seats[2].friend
    assert evening.evening.seats.taken_by(2) == "sim"
    evening.run(5.5)

    assert evening.played.phase is Phase.PLAYING


def test_my_kit_makes_the_sound(game):
    evening = game(strikes((1.0, 1, "kick"), (2.0, 1, "tom2"), (3.0, 1, "snare")))
    evening.run(3.5)

    assert set(evening.drums.muted) == {1}


def test_the_feel_is_chosen_at_the_seats_and_kept(game):
    evening = game(strikes((1.0, 1, "kick"), *((2.0 + i, 1, "tom2") for i in range(3)), (6.0, 1, "snare")))
    evening.run(6.5)

    assert evening.evening.settings.feel == "gentle"
    assert evening.played.feel == "gentle"


def test_two_crashes_at_the_seats_lead_home(game):
    evening = game(strikes((1.0, 1, "kick"), (2.0, 1, "crash"), (3.0, 1, "crash")))
    evening.run(3.5)

    assert isinstance(evening.now, TitleScene)
    assert evening.evening.seats.taken_by(1) is None


@pytest.mark.parametrize("until_s", [0.3, 2.0, 7.0, 14.0])
def test_closing_the_window_leaves_at_any_moment(game, until_s):
    evening = game([*strikes(*READY), *eighths(5.0, 12.0)])
    evening.run(until_s)
    evening.send(pygame.QUIT)
    for _ in range(10):
        if evening.now is not None:
            evening.step()
        if isinstance(evening.now, ResultScene):
            evening.send(pygame.QUIT)

    assert evening.now is None


@pytest.mark.parametrize("until_s", [0.3, 2.0, 7.0, 14.0])
def test_another_language_shows_at_once(game, until_s):
    evening = game([*strikes(*READY), *eighths(5.0, 12.0)])
    evening.run(until_s)
    if until_s == 7.0:
        evening.press(pygame.K_ESCAPE)
        evening.run(until_s + 0.2)
    before = evening.picture()
    evening.evening.choose(evening.evening.settings.next_lang())

    assert evening.picture() != before


def test_a_friend_asked_after_getting_ready_plays_too(game):
    ask = ((1.0, 1, "kick"), (2.0, 1, "snare"), *((3.0 + i, 1, "tom2") for i in range(4)), (8.0, 1, "snare"))
    evening = game(strikes(*ask))
    evening.run(8.5)

    assert evening.played.phase is Phase.PLAYING
    assert evening.evening.seats.taken_by(2) == "sim"


def test_a_kick_on_return_through_the_end_leaves_the_result_standing(game):
    evening = game([*strikes(*READY), *eighths(5.0, 12.0)])
    evening.run(11.9)
    assert isinstance(evening.now, ResultScene)
    for _ in range(20):
        evening.press(pygame.K_RETURN, pygame.KSCAN_RETURN)
        evening.run(evening.clock.now() + 0.25)
    assert isinstance(evening.now, ResultScene)
    evening.run(evening.clock.now() + 2)
    evening.press(pygame.K_RETURN, pygame.KSCAN_RETURN)
    evening.run(evening.clock.now() + 0.1)

    assert isinstance(evening.now, PlayScene)

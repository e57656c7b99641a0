"""A round on the screen, with a clock that the test moves and a real file."""

from functools import partial

import pygame
import pytest
from by_hand import PAIR, Game

from game.model.hit import Event, Hit
from game.scenes.notices import Notice
from game.session.replay import judge
from game.storage.recordings import read_recording


@pytest.fixture
def game(stage, tmp_path):
    return partial(Game, stage, tmp_path / "duet.hitotsu")


def test_a_round_is_kept_judged_as_read_back_and_shown(game):
    played = game(PAIR)
    played.run(15)
    outcome = played.finish()

    recording = read_recording(played.path)
    assert played.events() == ["begin", "end"]
    assert recording.claimed == outcome.result == judge(recording)
    assert outcome.result.seconds == 10
    assert len(recording.hits) == sum(hit.time_s <= 11.62 for hit in PAIR)
    assert [hit.player for hit in played.friend.heard_from] == [hit.player for hit in recording.hits]


def test_closing_the_window_keeps_a_partial_result(game):
    played = game(PAIR)
    played.run(6)
    played.send(pygame.QUIT)
    outcome = played.finish()

    assert outcome.result == judge(read_recording(played.path))
    assert outcome.result.seconds == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("event", [pygame.event.Event(pygame.WINDOWFOCUSLOST), None], ids=["focus lost", "Esc"])
def test_resting_stops_the_round_and_esc_goes_on(game, event):
    played = game(PAIR)
    played.run(5)
    if event is None:
        played.press(pygame.K_ESCAPE)
    else:
        played.now.handle(event, played.clock.now())
    resting = played.picture()
    played.run(8)
    played.press(pygame.K_ESCAPE)
    played.run(14.0)
    assert played.now is not None
    assert played.picture() != resting
    played.run(16)
    played.finish()

    assert played.events() == ["begin", "paused", "resumed", "end"]
    assert {hit.drop for hit in read_recording(played.path).hits if 5.1 < hit.time_s < 7.9} == {"menu"}


def test_the_rest_card_is_steered_by_pads(game):
    leaving = [Hit(8.0, 1, "tom1", 0.8), Hit(8.5, 1, "snare", 0.8), Hit(9.0, 2, "snare", 0.8)]
    played = game([hit for hit in PAIR if hit.time_s < 5] + leaving)
    played.run(5.5)
    played.press(pygame.K_ESCAPE)
    played.run(9.5)
    played.finish()

    assert played.events() == ["begin", "paused", "resumed", "end"]
    assert played.evening.outcomes[0].result.seconds < 5


def test_seats_are_taken_and_snares_make_ready(game):
    ready = [Hit(0.5, 1, "kick", 0.8), Hit(1.0, 2, "snare", 0.8), Hit(1.5, 1, "snare", 0.8), Hit(2.0, 2, "snare", 0.8)]
    later = [Hit(hit.time_s + 3, hit.player, hit.pad, hit.velocity) for hit in PAIR]
    played = game(ready + later, known=frozenset())
    before = played.picture()
    played.run(1.2)
    assert played.picture() != before
    played.run(20)
    played.finish()

    assert played.drums.ticks == 2
    assert [hit.drop for hit in read_recording(played.path).hits[:5]] == ["menu"] * 4 + [None]


def test_menu_keys_take_no_seat(game):
    played = game([], known=frozenset())
    played.press(pygame.K_RETURN, pygame.KSCAN_RETURN)
    played.run(0.1)

    assert not any(seat.seated for seat in played.played.join.seats.values())


def test_where_nobody_strikes_nothing_is_written(game):
    played = game([])
    played.run(2)
    played.send(pygame.QUIT)

    assert played.finish().path is None
    assert not played.path.exists()


def test_a_choked_cymbal_is_in_the_recording(game):
    played = game([*PAIR, Event(5.0, "choke", player=2, pad="crash")])
    played.run(6)

    assert "choke" in played.events()


def test_a_disk_that_vanishes_does_not_stop_the_game(game, tmp_path):
    played = game(PAIR)
    played.run(3)
    (tmp_path / "duet.hitotsu").unlink()
    played.run(15)
    outcome = played.finish()

    assert outcome.result.score > 80
    assert outcome.path is not None
    assert any("saved" in notice for notice in outcome.notices)


def test_two_crashes_after_silence_open_the_rest_card(game):
    played = game([*[hit for hit in PAIR if hit.time_s < 5], Hit(9.0, 1, "crash", 0.8), Hit(9.8, 2, "crash", 0.8)])
    played.run(7.5)
    before = played.picture()
    played.run(8.5)
    offered = played.picture()
    played.run(10.0)

    assert before != offered
    assert played.played.paused


def test_a_friend_hears_what_is_played_and_rests_too(game):
    played = game(PAIR)
    played.run(5)
    played.press(pygame.K_ESCAPE)
    heard = len(played.friend.heard_from)
    played.run(7)

    assert heard > 10
    assert len(played.friend.heard_from) == heard


def test_one_heart_keeps_the_last_picture_for_a_while(game):
    crashes = [Hit(11.02, 1, "crash", 0.9), Hit(11.04, 2, "crash", 0.9)]
    played = game([hit for hit in PAIR if hit.time_s < 11] + crashes)
    played.run(11.7)
    assert played.played.one_heart
    played.run(13.5)
    assert not played.evening.outcomes
    played.run(14.5)

    assert played.finish().result.finale_ms == pytest.approx(20)


def test_a_notice_is_shown_for_a_while(game):
    with_notice = game(PAIR, notices=(Notice("no sound", "no_sound"),))
    plain = game(PAIR)
    assert with_notice.picture() != plain.picture()
    for played in (with_notice, plain):
        played.clock.now_s = 20.0

    assert with_notice.picture() == plain.picture()

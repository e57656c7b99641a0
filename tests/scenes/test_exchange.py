"""An evening in three rounds, by hand: from the title over two exchanges to the page, and what may happen between."""

from dataclasses import replace
from functools import partial

import numpy as np
import pygame
import pytest
from by_hand import Game

from game.model.hit import Hit
from game.scenes.outing import BY_ITSELF_S, ExchangeScene, PageScene
from game.scenes.play import PlayScene
from game.scenes.title import TitleScene
from game.session.outing import PARTS, Outing, mode_of
from game.session.round import Phase
from game.storage.recordings import read_recording

LEFT, RIGHT = (pygame.K_s, pygame.KSCAN_S), (pygame.K_k, pygame.KSCAN_K)
"""The snares of both halves of the keyboard: they stay where they are."""
SECONDS, WIDTH = 3.0, 640


class Evening(Game):
    """Two who sit at one keyboard."""

    def wait(self, seconds=0.3):
        self.run(self.clock.now() + seconds)

    def strike(self, key):
        self.press(*key)
        self.send(pygame.KEYUP, key=key[0], scancode=key[1])

    def begin(self):
        self.press(pygame.K_F3)
        self.wait(0.1)
        for key in (LEFT, RIGHT):
            self.strike(key)
            self.wait()
        for _ in range(2):
            self.press(pygame.K_RETURN)
            self.wait(0.1)
        assert self.played.phase is Phase.PLAYING

    def play(self, seconds=SECONDS + 1.5):
        """Play eighths, the left half a little ahead, until the round is over."""
        for _ in range(int(seconds / 0.25)):
            if isinstance(self.now, PlayScene):
                self.strike(LEFT)
                self.wait(0.02)
                self.strike(RIGHT)
                self.wait(0.23)

    def go_on(self):
        """Both strike the snare once it has been silent."""
        self.wait(1.8)
        for key in (LEFT, RIGHT):
            self.strike(key)
            self.wait()

    def kept(self):
        names = [self.path, *(self.path.with_name(f"{self.path.stem}-{i}.hitotsu") for i in (2, 3))]
        return [read_recording(path) for path in names if path.exists()]


@pytest.fixture
def game(stage, tmp_path):
    return partial(Evening, stage, tmp_path / "duet.hitotsu", known=frozenset(), title=True, seconds=SECONDS)


@pytest.fixture
def exchanging(game):
    """An evening whose first round is over."""
    evening = game()
    evening.begin()
    evening.play()
    assert isinstance(evening.now, ExchangeScene)
    return evening


def test_a_whole_evening_from_dusk_to_dawn(exchanging):
    evening, pictures = exchanging, [exchanging.picture()]
    for card in (ExchangeScene, PageScene):
        evening.go_on()
        assert isinstance(evening.now, PlayScene)
        assert evening.played.phase is Phase.PLAYING
        evening.play()
        assert isinstance(evening.now, card)
        pictures.append(evening.picture())

    page = evening.evening.outing.page()
    assert [row.part for row in page.rows] == list(PARTS)
    recordings = evening.kept()
    assert [recording.claimed.hits[0] > 8 for recording in recordings] == [True] * 3
    assert [recording.header.mode for recording in recordings] == [mode_of(part) for part in PARTS]
    ahead = [recording.claimed.asynchrony.mean_ms < 0 for recording in recordings]
    assert ahead == [True, False, True]
    assert len(set(pictures)) == 3

    evening.go_on()
    assert isinstance(evening.now, PlayScene)
    assert evening.evening.outing == Outing()


def test_the_kits_play_for_the_other_side_from_the_card_on(exchanging):
    seats = exchanging.evening.seats
    assert (seats.taken_by(1), seats.taken_by(2)) == ("keyboard:right", "keyboard:left")
    exchanging.wait(1.8)
    one = exchanging.picture()
    exchanging.strike(LEFT)
    exchanging.wait(0.1)
    other = exchanging.picture()

    assert columns_changed(one, other).min() > WIDTH / 2
    assert isinstance(exchanging.now, ExchangeScene)


def columns_changed(one, other):
    """Return the columns in which two pictures differ."""
    first, second = (np.frombuffer(each, np.uint8).reshape(-1, WIDTH, 3) for each in (one, other))
    return np.flatnonzero((first != second).any(axis=(0, 2)))


def test_what_was_set_at_a_seat_goes_with_its_kit(game):
    evening = game()
    evening.begin()
    evening.play(2.0)
    evening.evening.seats.free(1)
    evening.evening.seats.bind("midi:TD-17#1", 1)
    evening.step()
    seat = evening.played.join.seats[1]
    seat.own_sound = seat.left_handed = True
    evening.evening.settings = replace(evening.evening.settings, left_handed=(1,))
    evening.drums.muted = ()
    evening.run(evening.clock.now() + 2.5)

    assert isinstance(evening.now, ExchangeScene)
    assert evening.played.join.seats[2] is seat
    assert evening.drums.muted == (2,)
    assert evening.evening.settings.left_handed == (2,)


def test_who_has_enough_sees_the_page_and_sits_as_at_first(exchanging):
    exchanging.wait(1.8)
    exchanging.press(pygame.K_ESCAPE)
    exchanging.wait(0.1)
    assert isinstance(exchanging.now, PageScene)
    assert len(exchanging.evening.outing.page().rows) == 1
    assert exchanging.evening.seats.taken_by(1) == "keyboard:left"
    exchanging.picture()
    exchanging.press(pygame.K_ESCAPE)
    exchanging.wait(0.1)

    assert isinstance(exchanging.now, TitleScene)
    assert exchanging.evening.outing is None
    assert exchanging.evening.seats.sat == {"keyboard:left": 1, "keyboard:right": 2}


def test_who_leaves_at_the_seats_before_the_second_round_sees_the_page_too(exchanging):
    exchanging.evening.seats.free(1)
    exchanging.played.join.empty(1)
    exchanging.now = exchanging.round(exchanging.evening)
    exchanging.played.phase = Phase.SEATS
    exchanging.press(pygame.K_ESCAPE)
    exchanging.wait(0.1)
    assert isinstance(exchanging.now, PageScene)
    assert exchanging.evening.seats.sat == {"keyboard:left": 1, "keyboard:right": 2}


def test_a_rest_in_the_second_round_takes_nothing(exchanging):
    exchanging.go_on()
    exchanging.play(1.0)
    exchanging.press(pygame.K_ESCAPE)
    assert exchanging.played.paused
    exchanging.wait(5.0)
    exchanging.press(pygame.K_RETURN)
    exchanging.wait(0.1)
    exchanging.play()

    assert isinstance(exchanging.now, ExchangeScene)
    assert exchanging.kept()[1].claimed.seconds == SECONDS


def test_a_window_that_is_closed_half_way_keeps_both_rounds(exchanging):
    exchanging.go_on()
    exchanging.play(1.0)
    exchanging.send(pygame.QUIT)
    for _ in range(10):
        if exchanging.now is not None:
            exchanging.step()

    assert exchanging.now is None
    assert [recording.claimed is not None for recording in exchanging.kept()] == [True, True]


def test_closing_the_window_between_two_rounds_leaves(exchanging):
    exchanging.send(pygame.QUIT)
    exchanging.step()

    assert exchanging.now is None


def test_hands_that_drum_on_do_not_begin_the_next_round(exchanging):
    for _ in range(12):
        exchanging.strike(LEFT)
        exchanging.strike(RIGHT)
        exchanging.wait(0.25)

    assert isinstance(exchanging.now, ExchangeScene)


def test_a_kit_that_is_pulled_between_two_rounds_takes_its_seat_again(exchanging):
    exchanging.evening.seats.free(2)
    exchanging.evening.seats.bind("midi:TD-17#1", 2)
    exchanging.away = frozenset({2})
    exchanging.step()
    exchanging.away = frozenset()
    seats = exchanging.played.join.seats
    assert not seats[2].seated
    exchanging.wait(1.8)
    exchanging.strike(LEFT)
    exchanging.wait()

    assert seats[2].seated
    assert exchanging.evening.seats.taken_by(2) == "keyboard:left"
    exchanging.go_on()
    assert isinstance(exchanging.now, PlayScene)


def test_where_nobody_plays_by_hand_the_evening_goes_on_by_itself(exchanging):
    exchanging.evening.live = []
    exchanging.wait(BY_ITSELF_S - 0.5)
    assert isinstance(exchanging.now, ExchangeScene)
    exchanging.wait(0.6)

    assert isinstance(exchanging.now, PlayScene)


@pytest.mark.parametrize(("pads", "outing"), [("tom1 tom1", Outing()), ("tom1 snare", None), ("tom1", None)])
def test_two_strokes_on_the_high_tom_begin_an_evening(game, pads, outing):
    evening = game([Hit(0.5 + 0.4 * i, 1, pad, 0.8) for i, pad in enumerate(pads.split())])
    evening.run(2.5)

    assert isinstance(evening.now, PlayScene)
    assert evening.evening.outing == outing
    assert evening.played.join.seats[1].seated

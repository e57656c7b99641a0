"""Menus by any kit: what moves on a card, which pad is which key, and what a notice leaves free."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pygame
import pytest
from ui.menus import BORROWED, KEYS, LOOSE, SMALL, USUAL, joined, menu_rows, pixels, seat_rows, small_rows, stage_of

from game.ui.join_card import join_overlays
from game.ui.menu_card import draw_menu
from game.ui.notice import notice_overlay
from game.ui.rest_key import draw_rest_key, rest_key_overlay
from game.ui.rows import GLIDE_S, bar_place
from game.ui.theme import GOLD, rgb
from game.ui.views import JoinSeat, JoinView, KeyMap, Row
from game.ui.words import LANGUAGES, Words


def test_rows_at_the_seats_are_as_high_as_two_metres_ask_for():
    size, words = (1920, 1080), Words("en")
    for focus in range(5):
        shown = joined(size, JoinSeat("A", rows=seat_rows(words), focus=focus), JoinSeat())
        column = (shown[146] == rgb(GOLD)).all(axis=1)
        assert column.sum() >= 88


class TestGlide:
    def test_it_starts_where_it_was_and_ends_where_it_is(self):
        places = [bar_place(1, 3, GLIDE_S * share) for share in (0, 0.25, 0.5, 0.999)]
        assert places[0] == 1
        assert places == sorted(places)
        assert places[-1] == pytest.approx(3)
        assert bar_place(1, 3, GLIDE_S) is None
        assert bar_place(2, 2, 0.0) is None

    @pytest.mark.parametrize("at", [0.0, 0.3, 1.5, 2.9, 3.0])
    def test_the_bar_stands_between_the_rows(self, at):
        size, words = (1920, 1080), Words("en")
        rows = menu_rows(words)[:4]
        shown = pixels(size, lambda surface: draw_menu(surface, "Rest", rows, 3, words, bar=at))
        gold = np.flatnonzero((shown[180] == rgb(GOLD)).all(axis=1))
        rest = [pixels(size, lambda s, i=i: draw_menu(s, "Rest", rows, i, words)) for i in (0, 3)]
        first, last = ((np.flatnonzero((each[180] == rgb(GOLD)).all(axis=1))).min() for each in rest)
        assert gold.min() == pytest.approx(first + at / 3 * (last - first), abs=2)

    @pytest.mark.parametrize("focus", [0, 2])
    def test_a_bar_that_has_come_looks_like_one_that_was_always_there(self, focus):
        size, words = (1280, 720), Words("en")
        rows = menu_rows(words)[:4]
        still = pixels(size, lambda surface: draw_menu(surface, "Rest", rows, focus, words))
        come = pixels(size, lambda surface: draw_menu(surface, "Rest", rows, focus, words, bar=float(focus)))
        assert (abs(still.astype(int) - come) > 40).any(axis=2).mean() < 0.003


def test_the_ring_fills_with_time():
    size, words = (1280, 720), Words("en")
    rows = [Row("a", "play"), Row("b", "sure")]
    shown = [
        pixels(size, lambda surface, share=share: draw_menu(surface, "Rest", rows, 1, words, asked=share))
        for share in (None, 0.1, 0.5, 1.0)
    ]
    dark = [int((each[200:680] < 60).all(axis=2).sum()) for each in shown]
    assert dark == sorted(set(dark))


@pytest.mark.parametrize("player", [0, 1])
def test_each_pad_carries_the_key_that_it_is(player):
    size, words = (1280, 720), Words("en")
    seats = [JoinSeat(), JoinSeat()]
    pictures = []
    for keys in (*KEYS, KeyMap(()), KeyMap((*BORROWED.keys[:2], ("hat", "back"), ("tom3", "choose")))):
        seats[player] = JoinSeat("A", rows=seat_rows(words, 4), keys=keys)
        pictures.append(joined(size, *seats))
    for first, second in combinations(pictures, 2):
        assert (first != second).any()
    seats[player] = replace(seats[player], keys=LOOSE)
    quiet = joined(size, *seats)
    seats[player] = replace(seats[player], lit_loose=1)
    assert (joined(size, *seats) != quiet).any()


def test_a_small_kit_is_told_how_it_steers():
    words = Words("en")
    seat = JoinSeat("A", rows=small_rows(words), keys=SMALL)
    shown = [
        written.text
        for parts in (
            join_overlays((1920, 1080), JoinView((seat, JoinSeat())), words),
            join_overlays((1920, 1080), JoinView((replace(seat, ready=True), JoinSeat())), words),
        )
        for part in parts
        for written in part.written
    ]
    assert {words.join.small, words.ready.take_back_twice} <= set(shown)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", USUAL, ids=str)
def test_short_notices_cover_nothing_that_is_read_while_playing(size, lang):
    stage_boxes, words = stage_of(size).boxes(), Words(lang)
    notice = words.notice
    legend = join_overlays(size, JoinView(), words)
    no_midi, volume = notice.no_midi.format(left="ASDF", right="JKL;"), notice.volume.format(level=10)
    for text in (notice.no_sound, no_midi, notice.plain_sound, notice.muted, volume):
        (card,) = notice_overlay(size, text).cards
        for name in ("heart", "lead", "bpm1", "bpm2", "ribbon1", "ribbon2", "drummer1", "drummer2", "lanterns"):
            assert not card.colliderect(stage_boxes[name]), f"{text} covers {name}"
        for written in (each for part in legend for each in part.written):
            assert not card.colliderect(written.box), f"{text} covers {written.text}"
        assert not card.colliderect(rest_key_overlay(size, words, ("crash", "crash")).cards[0]), text


def test_a_long_notice_leaves_the_drummers_their_feet_and_the_menu_its_rows():
    trouble = "The recording cannot be written (No space left on device): it is kept in memory and saved at the end in "
    (card,) = notice_overlay((1920, 1080), trouble + "/a-folder/another-folder/a-third/hitotsu/recordings.").cards

    assert card.left >= 660
    assert card.right <= 1260
    assert card.top >= 800


def test_the_rest_sign_waits_while_a_notice_is_in_its_place():
    size, words, ways = (1280, 720), Words("en"), ("crash", "four")
    free, waiting = (
        pixels(size, lambda surface, box=box: draw_rest_key(surface, words, ways, box))
        for box in (pygame.Rect(500, 600, 200, 119), pygame.Rect(0, 0, 1280, 720))
    )
    assert (waiting == (90, 90, 120)).all()
    assert (pixels(size, lambda surface: draw_rest_key(surface, words, (None, None))) == (90, 90, 120)).all()
    low = notice_overlay(size, words.notice.muted).cards[0]
    assert (pixels(size, lambda surface: draw_rest_key(surface, words, ways, low)) != (90, 90, 120)).any()
    assert free.shape == waiting.shape


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rest_sign_names_what_each_kit_can_do(lang):
    words = Words(lang)
    notice = words.notice
    for ways, text in {
        ("crash", "crash"): notice.rest, ("crash", None): notice.rest, ("back", "crash"): notice.rest_back,
        ("four", None): notice.rest_four, ("four", "four"): notice.rest_four, ("crash", "four"): notice.rest_either,
    }.items():  # fmt: skip
        shown = rest_key_overlay((1920, 1080), words, ways).written
        assert "".join(each.text for each in shown).replace(" ", "") == text.replace(" ", "")

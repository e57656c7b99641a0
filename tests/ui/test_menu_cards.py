"""Menus by any kit: what moves on a card, which pad is which key, and what a notice leaves free."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pygame
import pytest
from ui.menus import BORROWED, KEYS, LOOSE, SMALL, USUAL, joined, menu_rows, pixels, seat_rows, small_rows, stage_of

from game.session.steps import Step, stepped
from game.ui.bar import GLIDE_S, bar_place
from game.ui.join_card import join_overlays
from game.ui.menu_card import draw_menu
from game.ui.notice import notice_overlay
from game.ui.rest_key import draw_rest_key, rest_key_overlay
from game.ui.theme import GOLD, rgb
from game.ui.views import Bar, JoinSeat, JoinView, KeyMap, Row
from game.ui.words import LANGUAGES, Words


def test_rows_at_the_seats_are_as_high_as_two_metres_ask_for():
    size, words = (1920, 1080), Words("en")
    for focus in range(5):
        shown = joined(size, JoinSeat("A", rows=seat_rows(words), focus=focus), JoinSeat())
        column = (shown[146] == rgb(GOLD)).all(axis=1)
        assert column.sum() >= 88


def walked(rows, every_s):
    """Return the steps of a focus that goes through these rows."""
    steps = ()
    for i in range(1, len(rows)):
        steps = stepped(steps, rows[i - 1], rows[i], i * every_s)
    return steps


class TestGlide:
    def test_one_step_slides_in_160_ms_and_slows_down(self):
        step = (Step(5.0, 1, 3),)
        places = [bar_place(step, 5.0 + GLIDE_S * share) for share in (0, 0.25, 0.5, 0.999)]
        assert [place.at for place in places] == pytest.approx([1, 3 - 2 * 0.75**3, 2.75, 3])
        assert {(place.row, place.turning) for place in places} == {(3, False)}
        assert bar_place(step, 5.0 + GLIDE_S + 1e-6) is None
        assert bar_place((), 5.0) is None
        assert bar_place((Step(5.0, 2, 2),), 5.0) is None

    def test_quick_steps_one_way_are_followed_at_once(self):
        steps = walked([0, 1, 2, 3, 4], 0.13)
        assert bar_place(steps, 4 * 0.13 + GLIDE_S) is None
        assert not bar_place(steps, 4 * 0.13 + 0.1).turning

    @pytest.mark.parametrize("per_s", [6, 8, 12])
    @pytest.mark.parametrize("rows", [(0, 1), (0, 1, 2), (0, 2, 1)], ids=str)
    def test_in_a_roll_it_stays_in_between_and_the_chosen_row_is_still_told(self, rows, per_s):
        shown, steps = [], ()
        for i in range(40):
            steps = stepped(steps, rows[i % len(rows)], rows[(i + 1) % len(rows)], i / per_s)
            shown += [bar_place(steps, (i + share) / per_s) for share in (0, 0.3, 0.6, 0.9)]
        shown = shown[60:]
        assert all(each.turning for each in shown)
        assert {each.row for each in shown} == set(rows)
        assert max(each.at for each in shown) - min(each.at for each in shown) < 0.65

    def test_after_a_roll_it_comes_to_the_chosen_row(self):
        steps = walked([0, 1] * 10, 0.125)
        assert bar_place(steps, steps[-1].time_s + 0.4).row == 1
        assert bar_place(steps, steps[-1].time_s + 0.5) is None
        assert not bar_place(stepped(steps, 1, 2, steps[-1].time_s + 0.4), steps[-1].time_s + 0.41).turning

    def test_what_is_kept_of_the_steps_has_an_end(self):
        assert len(walked([0, 1] * 500, 0.05)) <= 41

    def test_the_notch_stands_at_the_chosen_row_while_the_bar_is_in_between(self):
        size, words = (1920, 1080), Words("en")
        rows = menu_rows(words)[:4]
        for row in (1, 2):
            shown = pixels(
                size, lambda s, row=row: draw_menu(s, "Rest", rows, row, words, bar=Bar(1.5, row, turning=True))
            )
            still = pixels(size, lambda s, row=row: draw_menu(s, "Rest", rows, row, words))
            notches = [np.flatnonzero((each[138] == rgb(GOLD)).all(axis=1)) for each in (shown, still)]
            assert len(notches[0])
            assert (notches[0] == notches[1]).all()

    @pytest.mark.parametrize("at", [0.0, 0.3, 1.5, 2.9, 3.0])
    def test_the_bar_stands_between_the_rows(self, at):
        size, words = (1920, 1080), Words("en")
        rows = menu_rows(words)[:4]
        shown = pixels(size, lambda surface: draw_menu(surface, "Rest", rows, 3, words, bar=Bar(at, 3)))
        gold = np.flatnonzero((shown[180] == rgb(GOLD)).all(axis=1))
        rest = [pixels(size, lambda s, i=i: draw_menu(s, "Rest", rows, i, words)) for i in (0, 3)]
        first, last = ((np.flatnonzero((each[180] == rgb(GOLD)).all(axis=1))).min() for each in rest)
        assert gold.min() == pytest.approx(first + at / 3 * (last - first), abs=2)

    @pytest.mark.parametrize("focus", [0, 2])
    def test_a_bar_that_has_come_looks_like_one_that_was_always_there(self, focus):
        size, words = (1280, 720), Words("en")
        rows = menu_rows(words)[:4]
        still = pixels(size, lambda surface: draw_menu(surface, "Rest", rows, focus, words))
        come = pixels(size, lambda surface: draw_menu(surface, "Rest", rows, focus, words, bar=Bar(focus, focus)))
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

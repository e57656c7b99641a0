"""Title, join, menu, first pictures, rest sign: every one in every language and window."""

from dataclasses import replace

import numpy as np
import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ui.menus import (
    KEYS,
    LONG,
    SIZES,
    SMALL,
    USUAL,
    check_places,
    joined,
    menu_rows,
    pixels,
    seat_rows,
    small_rows,
    stage_of,
)

from game.model.pads import PADS
from game.ui import kit, seat_panel
from game.ui.help_card import PAGES, draw_help, help_overlay
from game.ui.join_card import draw_join, join_overlays
from game.ui.lanterns import STONE_PLACES
from game.ui.menu_card import draw_menu, menu_overlays
from game.ui.notice import notice_overlay
from game.ui.rest_key import draw_rest_key, rest_key_overlay
from game.ui.theme import GOLD, MOON, SUN, Layout, rgb
from game.ui.title_card import draw_title, title_overlays
from game.ui.views import Bar, JoinSeat, JoinView, Row, TitleView
from game.ui.words import LANGUAGES, Words


def joins(words):
    best = words.best.line.format(score=100)
    taken = JoinSeat(LONG, "Roland TD-17", rows=seat_rows(words))
    friend = JoinSeat(words.ready.device_sim, friend=True, ready=True)
    yield "free", JoinView(best=best)
    for focus in (0, 1, 3):
        yield f"one taken {focus}", JoinView((replace(taken, focus=focus), JoinSeat()), best)
    yield "both taken", JoinView((replace(taken, rows=seat_rows(words, 4)), replace(taken, ready=True, kit=LONG)))
    yield "ready", JoinView((replace(taken, ready=True), friend), best)
    for keys in KEYS[1:]:
        other = replace(taken, keys=keys, rows=small_rows(words) if keys.small else seat_rows(words))
        yield f"{keys}", JoinView((other, replace(other, ready=True, focus=4)))


def cards(size, words):
    pause = words.pause
    best = words.best.line.format(score=100)
    yield "title", title_overlays(size, TitleView(best=best), words)
    yield "attract", title_overlays(size, TitleView(attract=True, best=best), words)
    for name, view in joins(words):
        yield f"join {name}", join_overlays(size, view, words)
    for count in (1, 5, 8):
        for hint in (None, words.pause.leave_hint):
            parts = menu_overlays(size, words.pause.title, menu_rows(words)[:count], count - 1, words, hint)
            yield f"menu {count} {hint}", parts
    for keys in KEYS:
        rows = [*menu_rows(words)[:5], Row(pause.leave_again, "sure")]
        yield f"menu {keys}", menu_overlays(size, pause.title, rows, 5, words, pause.feel_hint, (SMALL, keys))
    for page in range(PAGES):
        yield f"help {page}", [help_overlay(size, page)]
    for ways in (("crash", "crash"), ("back", None), ("four", "four"), ("crash", "four")):
        yield f"rest key {ways}", [rest_key_overlay(size, words, ways)]


@pytest.mark.parametrize(
    ("size", "lang"),
    [
        (size, lang)
        for i, size in enumerate(SIZES)
        for lang in (LANGUAGES if size == (1280, 720) else LANGUAGES[i % 3 :][:1])
    ],
    ids=str,
)
def test_no_text_leaves_its_card_or_covers_another(size, lang):
    for name, parts in cards(size, Words(lang)):
        check_places(name, parts, size)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_can_be_read_from_two_metres(lang):
    for name, parts in cards((1920, 1080), Words(lang)):
        for written in (each for part in parts for each in part.written):
            assert written.box.height >= 26, f"{name}: {written.text!r}"


NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=0x17F), min_size=1, max_size=60)
FREE = st.builds(JoinSeat, pads=st.frozensets(st.sampled_from(PADS)))
TAKEN = st.builds(
    JoinSeat,
    taken_by=NAMES,
    kit=st.none() | NAMES,
    friend=st.booleans(),
    ready=st.booleans(),
    pads=st.frozensets(st.sampled_from(PADS)),
    lit=st.none() | st.sampled_from(PADS),
    rows=st.sampled_from([(), seat_rows(Words("en"), 4), seat_rows(Words("ja"))]),
    focus=st.integers(0, 4),
    bar=st.none() | st.builds(Bar, st.floats(0, 4), st.integers(0, 4), st.booleans()),
    left_handed=st.booleans(),
    keys=st.sampled_from(KEYS),
    lit_loose=st.none() | st.integers(0, 9),
    asked_home=st.none() | st.floats(0, 1),
)


@settings(max_examples=15, deadline=None)
@given(FREE | TAKEN, TAKEN, st.none() | NAMES)
def test_whatever_sits_down_fits_into_its_panel(first, second, best):
    size, view = (640, 360), JoinView((first, second), best)
    draw_join(pygame.Surface(size, depth=32), view, Words("en"))
    check_places("join", join_overlays(size, view, Words("en")), size)


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("player", [0, 1])
@pytest.mark.parametrize(("pad", "drum"), [("snare_rim", "snare"), ("hat_open", "hat"), ("tom3", "floor")])
def test_the_struck_pad_lights_where_it_stands_and_nowhere_else(pad, drum, player, flip):
    size = (1280, 720)
    seat = JoinSeat("A", rows=seat_rows(Words("en"), 4), left_handed=flip)
    seats = [JoinSeat(), JoinSeat()]
    seats[player] = seat
    quiet = joined(size, *seats)
    seats[player] = replace(seat, lit=pad)
    changed = (quiet != joined(size, *seats)).any(axis=2)
    x, y, r = kit.map_place(drum, seat_panel.KIT[player, False], flip=flip)
    px, py = Layout(size).at(x, y)
    reach = Layout(size).length(2.1 * r)
    assert changed[px, py]
    changed[px - reach : px + reach, py - reach : py + reach] = False
    assert not changed.any()


def test_a_left_handed_kit_is_the_mirror_of_a_right_handed_one():
    at = seat_panel.KIT[0, False]
    right, left = (kit.map_place("hat", at, flip=flip) for flip in (False, True))
    assert right[0] < at[0] < left[0]
    assert right[0] + left[0] == pytest.approx(2 * at[0])


@pytest.mark.parametrize("player", [0, 1])
def test_a_dot_fills_for_every_drum_that_was_met(player):
    size = (1920, 1080)
    colour = rgb((SUN, MOON)[player].main)
    seats = [JoinSeat(), JoinSeat()]
    seats[player] = JoinSeat("A", pads=frozenset({"crash", "snare_rim", "kick"}))
    shown = joined(size, *seats)
    full = [
        drum
        for i, drum in enumerate(seat_panel.DRUMS)
        if tuple(shown[Layout(size).at(*seat_panel.dot_place(player, i))]) == colour
    ]
    assert full == ["crash", "snare", "kick"]


def test_seats_say_who_sits_and_what_to_do():
    words = Words("en")

    def texts(*seats):
        parts = join_overlays((1920, 1080), JoinView(seats), words)
        return [written.text for part in parts for written in part.written]

    seated = JoinSeat("TD-17KVX", "Roland TD-17", rows=seat_rows(words, 4))
    assert texts(JoinSeat(), JoinSeat()).count(words.ready.free_seat) == 2
    assert {"A S D F", "J K L ;"} <= set(texts(seated, JoinSeat()))
    shown = texts(seated, replace(seated, ready=True))
    assert {"TD-17KVX", "Roland TD-17", words.ready.both, words.ready.take_back} <= set(shown)
    assert {words.common.up, words.common.down, words.common.choose, words.common.back} <= set(shown)
    assert words.ready.begin in texts(replace(seated, ready=True), replace(seated, ready=True))
    assert words.join.own_sound_hint in texts(replace(seated, focus=1), seated)
    assert words.join.feel_hint in texts(seated, replace(seated, focus=3))


def test_a_friend_looks_like_a_friend():
    size = (1280, 720)
    friend = JoinSeat("A friend", friend=True, ready=True)
    assert (joined(size, friend, JoinSeat()) != joined(size, replace(friend, friend=False), JoinSeat())).any()


@pytest.mark.parametrize("count", [2, 5, 8])
def test_only_the_steered_row_is_gold(count):
    size, words = (1920, 1080), Words("en")
    rows = menu_rows(words)[:count]
    for focus in range(count):
        shown = pixels(size, lambda surface, at=focus: draw_menu(surface, "Rest", rows, at, words))
        column = (shown[180] == rgb(GOLD)).all(axis=1)
        edges = np.flatnonzero(np.diff(column.astype(int)))
        assert len(edges) == 2, f"row {focus} of {count}"
        row = menu_overlays(size, "Rest", rows, focus, words)[4 + focus].written[-1]
        assert row.text == rows[focus].text
        assert edges[0] < row.box.top < row.box.bottom < edges[1]
        assert edges[1] - edges[0] >= 80


def test_a_row_shows_what_is_set():
    size, words = (1920, 1080), Words("en")

    def shown(row):
        return pixels(size, lambda surface: draw_menu(surface, "Rest", [row, row], 0, words))

    assert (shown(Row("a", "bar", level=3)) != shown(Row("a", "bar", level=4))).any()
    assert (shown(Row("a", "choice", "x", place=(0, 2))) != shown(Row("a", "choice", "x", place=(1, 2)))).any()
    assert (shown(Row("a", "choice", "x")) != shown(Row("a", "choice", "y"))).any()
    assert (shown(Row("a", "go")) != shown(Row("a", "play"))).any()


def test_the_name_has_both_halves_of_the_drum_as_its_o():
    size = (1920, 1080)
    shown = pixels(size, lambda surface: draw_title(surface, TitleView(), Words("en")))
    for colour in (SUN.main, MOON.main):
        assert (shown[800:1030, 260:490] == rgb(colour)).all(axis=2).sum() > 800
    texts = [
        each.text for part in title_overlays(size, TitleView(best="Your best: 3"), Words("en")) for each in part.written
    ]
    assert {"HIT", "TSU", "ひとつ", "하나", "Hit any drum", "Your best: 3"} <= set(texts)


@pytest.mark.parametrize("size", USUAL, ids=str)
def test_the_title_leaves_the_light_of_the_stone_lanterns_free(size):
    layout = Layout(size)
    cards = [card for part in title_overlays(size, TitleView(best="Your best: 3"), Words("en")) for card in part.cards]
    for x, y, scale in STONE_PLACES:
        for height in (210, 100):  # from the roof to the foot of the light
            assert not any(card.collidepoint(layout.at(x, y - height * scale)) for card in cards)


@pytest.mark.parametrize("size", USUAL, ids=str)
def test_the_title_leaves_trees_deer_and_the_foot_of_the_pagoda_free(size):
    layout = Layout(size)
    cards = [card for part in title_overlays(size, TitleView(best="Your best: 3"), Words("en")) for card in part.cards]
    for corner in ((555, 730), (700, 730), (840, 730), (1260, 730)):  # the crowns' tops, and the lowest roof
        place = pygame.Rect(layout.at(*corner), (layout.length(60), layout.length(100)))
        assert not any(card.colliderect(place) for card in cards), corner


@pytest.mark.parametrize("size", USUAL, ids=str)
def test_signs_over_the_duet_leave_its_readings_free(size):
    boxes = stage_of(size).boxes()
    words = Words("ja")
    for name, parts, free in (
        ("attract", title_overlays(size, TitleView(attract=True), words), ("heart", "lead")),
        (
            "rest key",
            [rest_key_overlay(size, words, ("four", "crash")), notice_overlay(size, words.notice.muted)],
            ("heart", "lead", "gap"),
        ),
    ):
        for box in (*free, "bpm1", "bpm2", "chevron1", "chevron2", "ribbon1", "ribbon2", "drummer1", "drummer2"):
            for card in (card for part in parts[:1] for card in part.cards):
                assert not card.colliderect(boxes[box]), f"{name} covers {box}"
        check_places(name, parts, size)


@pytest.mark.parametrize("page", range(PAGES))
def test_the_first_pictures_need_no_words(page):
    written = [each.text for each in help_overlay((1280, 720), page).written]
    assert all(text.isdigit() for text in written)
    shown = [pixels((1280, 720), lambda surface, at=at: draw_help(surface, at, Words("ko"))) for at in range(PAGES)]
    assert all((shown[page] != shown[other]).any() for other in range(PAGES) if other != page)


def test_a_page_too_far_is_the_last_one():
    assert help_overlay((640, 360), 99) is help_overlay((640, 360), PAGES - 1)


def test_the_rest_sign_shows():
    size = (1280, 720)
    assert (
        pixels(size, lambda surface: draw_rest_key(surface, Words("en"), ("crash", "crash"))) != (90, 90, 120)
    ).any()

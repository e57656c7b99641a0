"""The settings by sticks and by keys, from the title and back."""

import struct
from dataclasses import replace
from functools import partial

import pygame
import pytest
from by_hand import Game

from game.model.bindings import FIRST_BINDINGS, HALVES, Place
from game.model.hit import Hit
from game.model.key_names import NUMBER_OF_KEY
from game.scenes.play import PlayScene
from game.scenes.settings import SettingsScene
from game.scenes.title import TitleScene
from game.session.rollover import CHORDS
from game.session.settings_menu import Page

F1, ENTER, DOWN = (pygame.K_F1, pygame.KSCAN_F1), (pygame.K_RETURN, pygame.KSCAN_RETURN), (pygame.K_DOWN, 81)
ESC = (pygame.K_ESCAPE, pygame.KSCAN_ESCAPE)


@pytest.fixture
def game(stage, tmp_path):
    return partial(Game, stage, tmp_path / "duet.hitotsu", known=frozenset(), title=True)


def strikes(*strokes):
    return [Hit(time_s, player, pad, 0.8) for time_s, player, pad in strokes]


def keys(evening, *presses):
    for key, scancode in presses:
        evening.press(key, scancode)
        evening.send(pygame.KEYUP, key=key, scancode=scancode)
        evening.run(evening.clock.now() + 0.3)


def test_two_crashes_lead_to_the_settings_and_sticks_change_the_language_and_the_volume(game):
    evening = game(strikes(
        (1.0, 1, "crash"), (1.5, 1, "crash"),
        (2.5, 1, "snare"), (3.0, 2, "tom2"), (3.5, 2, "tom2"), (4.0, 1, "tom2"), (4.5, 1, "snare"),
        (5.0, 1, "snare"), (5.5, 2, "crash"), (6.0, 1, "crash"),
    ))  # fmt: skip
    evening.run(1.4)
    assert isinstance(evening.now, TitleScene)
    evening.run(1.6)
    assert isinstance(evening.now, SettingsScene)
    evening.run(5.2)
    assert (evening.saved[-1].lang, evening.saved[-1].volume) == ("ja", 10)
    evening.run(5.7)
    assert isinstance(evening.now, SettingsScene)
    evening.run(6.2)
    assert isinstance(evening.now, TitleScene)


@pytest.mark.parametrize("second", [None, (1.05, 1, "crash"), (1.5, 1, "snare"), (1.5, 2, "crash")])
def test_any_other_beginning_takes_a_seat(game, second):
    evening = game(strikes((1.0, 1, "crash"), *([second] if second else [])))
    evening.run(2.5)
    assert isinstance(evening.now, PlayScene)
    assert evening.played.join.seats[1].seated


def test_a_kick_and_a_hat_alone_change_the_language_and_leave(game):
    evening = game()
    keys(evening, F1)
    tries = [(1.0 + 0.6 * i, 1, ("kick", "hat_closed")[i % 2]) for i in range(6)]
    evening.script.add(strikes(*tries))  # a kit of two pads is understood by trying
    evening.run(5.0)
    menu = evening.now._menu
    assert menu.small
    for row in ("lang", "back"):
        while menu.rows[menu.focus] != row:
            at_s = evening.clock.now() + 0.5
            evening.script.add(strikes((at_s, 1, "kick")))
            evening.run(at_s + 0.1)
        at_s = evening.clock.now() + 0.5
        evening.script.add(strikes((at_s, 1, "kick"), (at_s + 0.2, 1, "kick")))
        evening.run(at_s + 0.4)
    assert evening.saved[-1].lang == "ja"
    assert isinstance(evening.now, TitleScene)


def test_the_row_to_go_back_leaves_with_the_small_kit_that_needed_it(game):
    evening = game()
    keys(evening, F1)
    evening.script.add(strikes(*((1.0 + 0.6 * i, 1, ("kick", "hat_closed")[i % 2]) for i in range(6))))
    evening.run(5.0)
    menu = evening.now._menu
    assert menu.rows[-1] == "back"
    while menu.focus < len(menu.rows) - 1:
        at_s = evening.clock.now() + 0.5
        evening.script.add(strikes((at_s, 1, "kick")))
        evening.run(at_s + 0.1)
    evening.away = frozenset({1})
    evening.run(evening.clock.now() + 0.1)
    assert "back" not in menu.rows
    assert menu.focus < len(menu.rows)


def test_a_kit_of_two_pads_keeps_its_keys_when_another_one_exchanges_the_seats(game):
    evening = game()
    keys(evening, F1)
    menu, seats = evening.now._menu, evening.evening.seats
    menu.page = Page.SEATS
    for player, kit in ((1, "midi:small#1"), (2, "midi:large#1")):
        seats.bind(kit, player)

    def strike(player, pad):
        evening.script.add(strikes((evening.clock.now() + 0.6, player, pad)))
        evening.run(evening.clock.now() + 0.7)

    for pad in ("kick", "hat_closed") * 3:
        strike(1, pad)
    while menu.rows[menu.focus] != "swap":
        strike(2, "tom1")
    strike(2, "snare")
    assert (seats.sits("midi:small#1"), menu.focus) == (2, 2)
    for pad in ("kick", "hat_closed"):
        strike(2, pad)
    assert (menu.page, menu.small, menu.focus) == (Page.SEATS, True, 0)


def to_the_keys(evening, half):
    keys(evening, F1)
    evening.now._menu.page = Page(half)
    evening.step()


def test_a_keyboard_alone_gives_a_pad_another_key(game):
    evening = game()
    to_the_keys(evening, "left")
    keys(evening, DOWN, ENTER, (pygame.K_k, pygame.KSCAN_K))
    assert evening.evening.settings.keyboard == FIRST_BINDINGS.bound(Place("left", "snare"), "K")


def test_keys_that_steer_are_no_drums_and_esc_leaves_the_pad_as_it_was(game):
    evening = game()
    to_the_keys(evening, "right")
    keys(evening, ENTER, (pygame.K_UP, pygame.KSCAN_UP), F1, ESC)
    assert evening.now._menu.waiting is None
    assert isinstance(evening.now, SettingsScene)
    assert evening.evening.settings.keyboard == FIRST_BINDINGS
    keys(evening, ENTER, ENTER)
    assert evening.evening.settings.keyboard.keys_of(Place("right", "kick")) == ("Return",)


def test_strokes_on_the_keyboard_steer_as_long_as_no_key_is_awaited(game):
    evening = game()
    to_the_keys(evening, "left")
    keys(evening, (pygame.K_d, pygame.KSCAN_D), (pygame.K_s, pygame.KSCAN_S))
    assert evening.now._menu.waiting == Place("left", "snare")
    keys(evening, (pygame.K_r, pygame.KSCAN_R))
    assert evening.evening.settings.keyboard.place_of("R") == Place("left", "snare")


def test_in_the_keyboard_test_no_drum_key_leaves(game):
    evening = game()
    to_the_keys(evening, "test")
    keys(evening, (pygame.K_r, pygame.KSCAN_R), (pygame.K_s, pygame.KSCAN_S), ENTER)
    assert evening.now._menu.page is Page.TEST
    quiet = evening.picture()
    evening.press(pygame.K_a, pygame.KSCAN_A)
    assert evening.picture() != quiet
    evening.send(pygame.KEYUP, key=pygame.K_a, scancode=pygame.KSCAN_A)
    for pads in CHORDS:
        names = [FIRST_BINDINGS.keys_of(Place(half, pad))[0] for half in HALVES for pad in pads]
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            for name in names:
                evening.send(kind, key=0, scancode=NUMBER_OF_KEY[name])
            evening.run(evening.clock.now() + 0.1)
    done = evening.picture()
    keys(evening, ENTER)
    assert evening.picture() != done
    keys(evening, ESC)
    assert evening.now._menu.page is Page.KEYBOARD


S_KEY = (pygame.K_s, pygame.KSCAN_S)


def first_stroke(evening, key, scancode):
    """Press and let go of a key on the title, and tell whether a seat was taken by it."""
    keys(evening, (key, scancode))
    evening.run(evening.clock.now() + 1.0)
    return isinstance(evening.now, PlayScene)


@pytest.mark.parametrize("lifted", [{"kind": pygame.KEYUP, "key": S_KEY[0], "scancode": S_KEY[1]},
                                    {"kind": pygame.WINDOWFOCUSLOST}])  # fmt: skip
@pytest.mark.parametrize("page", ["keyboard", "left"])
def test_a_key_that_chose_and_is_let_go_in_the_test_or_while_a_pad_waits_plays_at_its_next_stroke(game, page, lifted):
    evening = game()
    to_the_keys(evening, page)
    while page == "keyboard" and evening.now._menu.rows[evening.now._menu.focus] != "test":
        keys(evening, DOWN)
    evening.press(*S_KEY)
    evening.run(evening.clock.now() + 0.3)
    assert evening.now._menu.page is Page.TEST or evening.now._menu.waiting is not None
    evening.send(**lifted)
    while not isinstance(evening.now, TitleScene):
        keys(evening, ESC)
    assert first_stroke(evening, *S_KEY)


def test_a_stroke_on_a_drum_key_has_its_own_time_whatever_opened_the_settings(game):
    def said(evening, time_ms):
        evening.send(pygame.SYSWMEVENT, event=struct.pack("@iLiPLLLL", 2, 1, 0, 0, 1, 1, 0, time_ms).ljust(192, b"\0"))

    evening = game()
    said(evening, 10_000)
    evening.press(*F1)
    evening.run(evening.clock.now() + 3.0)
    assert isinstance(evening.now, SettingsScene)
    times_s = []
    for wait_s, waited_s in ((0.0, 0.0), (0.4, 0.0), (0.4, 0.06)):
        evening.run(evening.clock.now() + wait_s)
        said(evening, round(10_000 + 1000 * (evening.clock.now() - waited_s)))
        evening.press(pygame.K_s, pygame.KSCAN_S)
        (hit,) = evening.evening.listen(evening.clock.now())
        times_s.append(evening.clock.now() - hit.time_s)
        evening.send(pygame.KEYUP, key=pygame.K_s, scancode=pygame.KSCAN_S)
    assert times_s == pytest.approx([0.0, 0.0, 0.06], abs=0.002)


def test_a_crash_on_a_kit_leaves_the_keyboard_test_and_the_credits(game):
    evening = game()
    for page, above in (("test", Page.KEYBOARD), ("credits", Page.MAIN)):
        evening.now = evening.settings(evening.evening)
        evening.now._menu.page = Page(page)
        at_s = evening.clock.now() + 0.5
        evening.script.add(strikes((at_s, 2, "crash")))
        evening.run(at_s + 0.1)
        assert evening.now._menu.page is above


def test_the_seats_show_the_keys_that_were_chosen(game):
    evening = game()
    evening.now = evening.round(evening.evening)
    evening.step()
    before = evening.picture()
    evening._choose(replace(evening.evening.settings, keyboard=FIRST_BINDINGS.bound(Place("left", "snare"), "X")))
    assert evening.picture() != before


def test_closing_the_window_leaves(game):
    evening = game()
    keys(evening, F1)
    evening.send(pygame.QUIT)
    evening.step()
    assert evening.now is None

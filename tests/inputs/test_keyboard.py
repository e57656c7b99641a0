import pygame
import pytest

from game.inputs.keyboard import KeyboardInput
from game.model.bindings import FIRST_BINDINGS, HALVES, KEYED_PADS, Place
from game.model.key_names import NUMBER_OF_KEY
from game.session.clock import ManualClock

SEATS = {"keyboard:left": 1, "keyboard:right": 2}


def key(kind, scancode):
    return pygame.event.Event(kind, key=0, mod=0, unicode="", scancode=scancode)


def down(scancode):
    return key(pygame.KEYDOWN, scancode)


def up(scancode):
    return key(pygame.KEYUP, scancode)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def keyboard(heard):
    return KeyboardInput(ManualClock(3.0), SEATS.get, heard.append)


def test_each_half_plays_its_own_kit(keyboard, heard):
    assert keyboard.handle(down(pygame.KSCAN_S), 1.0)
    assert keyboard.handle(down(pygame.KSCAN_K), 1.25)
    hits = keyboard.poll(2.0)
    assert [(hit.time_s, hit.player, hit.pad, hit.velocity) for hit in hits] == [
        (1.0, 1, "snare", 0.787),
        (1.25, 2, "snare", 0.787),
    ]
    assert heard == list(hits)
    assert keyboard.poll(2.0) == []


@pytest.mark.parametrize(
    ("scancode", "player", "pad"),
    [
        (pygame.KSCAN_LCTRL, 1, "kick"),
        (pygame.KSCAN_SPACE, 1, "kick"),
        (pygame.KSCAN_RCTRL, 2, "kick"),
        (pygame.KSCAN_RETURN, 2, "kick"),
        (pygame.KSCAN_A, 1, "hat_closed"),
        (pygame.KSCAN_M, 2, "hat_pedal"),
        (pygame.KSCAN_W, 1, "snare_rim"),
        (pygame.KSCAN_PERIOD, 2, "tom3"),
        (pygame.KSCAN_SEMICOLON, 2, "ride"),
        (pygame.KSCAN_SLASH, 2, "crash"),
    ],
)
def test_keys_by_their_place(keyboard, scancode, player, pad):
    keyboard.handle(down(scancode), 1.0)
    assert [(hit.player, hit.pad) for hit in keyboard.poll(1.0)] == [(player, pad)]


def test_a_key_held_down_strikes_once(keyboard):
    struck = [keyboard.handle(event, 1.0) for event in (down(22), down(22), up(22), down(22))]
    assert struck == [True, False, False, True]


def test_keys_let_go_behind_another_window_are_not_stuck(keyboard):
    keyboard.handle(down(22), 1.0)
    keyboard.handle(pygame.event.Event(pygame.WINDOWFOCUSLOST), 1.1)
    assert keyboard.handle(down(22), 1.2)


def test_one_player_may_have_the_whole_keyboard(heard):
    keyboard = KeyboardInput(ManualClock(), lambda device: 1, heard.append)
    keyboard.handle(down(pygame.KSCAN_S), 1.0)
    keyboard.handle(down(pygame.KSCAN_K), 1.1)
    assert [hit.player for hit in keyboard.poll(2.0)] == [1, 1]


def test_a_half_without_a_seat_and_other_keys_do_nothing(heard):
    keyboard = KeyboardInput(ManualClock(), {"keyboard:left": 1}.get, heard.append)
    events = (down(pygame.KSCAN_K), down(pygame.KSCAN_F1), pygame.event.Event(pygame.MOUSEMOTION))
    assert [keyboard.handle(event, 1.0) for event in events] == [False, False, False]
    assert keyboard.poll(2.0) == []
    assert heard == []


def test_an_event_without_a_time_is_stamped_now(keyboard):
    keyboard.handle(down(22))
    assert keyboard.poll(4.0)[0].time_s == 3.0


def test_closing_twice_leaves_nothing(keyboard):
    keyboard.handle(down(22), 1.0)
    keyboard.close()
    keyboard.close()
    assert keyboard.poll(2.0) == []


def test_both_halves_have_every_pad():
    assert all(FIRST_BINDINGS.keys_of(Place(half, pad)) for half in HALVES for pad in KEYED_PADS)


def test_other_keys_count_from_the_next_one_on(keyboard):
    keyboard.handle(down(pygame.KSCAN_X), 1.0)
    keyboard.rebind(FIRST_BINDINGS.bound(Place("left", "snare"), "X").bound(Place("right", "ride"), "LeftShift"))
    for scancode in (pygame.KSCAN_X, pygame.KSCAN_S, pygame.KSCAN_LSHIFT):
        keyboard.handle(up(scancode), 1.5)
        keyboard.handle(down(scancode), 2.0)

    assert [(hit.player, hit.pad) for hit in keyboard.poll(3.0)] == [(1, "snare"), (2, "ride")]


@pytest.mark.parametrize(
    ("name", "scancode"),
    [
        ("A", "A"), ("Z", "Z"), ("1", "1"), ("0", "0"), ("Return", "RETURN"), ("Space", "SPACE"), ("Slash", "SLASH"),
        ("Backspace", "BACKSPACE"), ("Backslash", "BACKSLASH"), ("Semicolon", "SEMICOLON"), ("Insert", "INSERT"),
        ("PageDown", "PAGEDOWN"), ("KeypadDivide", "KP_DIVIDE"), ("KeypadPlus", "KP_PLUS"), ("Keypad1", "KP_1"),
        ("Keypad0", "KP_0"), ("KeypadPeriod", "KP_PERIOD"), ("Angle", "NONUSBACKSLASH"), ("LeftCtrl", "LCTRL"),
        ("LeftAlt", "LALT"), ("RightCtrl", "RCTRL"), ("RightAlt", "RALT"), ("International1", "INTERNATIONAL1"),
        ("Language1", "LANG1"),
    ],
)  # fmt: skip
def test_a_name_is_the_key_in_that_place(name, scancode):
    assert NUMBER_OF_KEY[name] == getattr(pygame, f"KSCAN_{scancode}")


def test_keys_that_steer_can_be_no_drum():
    steering = ("UP", "DOWN", "LEFT", "RIGHT", "ESCAPE", "PAUSE", "KP_ENTER", *(f"F{n}" for n in range(1, 13)))
    assert not {getattr(pygame, f"KSCAN_{name}") for name in steering} & set(NUMBER_OF_KEY.values())

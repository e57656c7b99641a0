"""The settings by commands: every page is reached and left, every row does what it says, keys move in sight."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.bindings import FIRST_BINDINGS, Place
from game.model.key_names import NUMBER_OF_KEY
from game.model.settings import EveningSettings, kept_after
from game.session.cards import Command
from game.session.settings_menu import BACK_ROW, SURE_ROW, Bound, Page, SettingsMenu

STEERING = [command for command in Command if command is not Command.BACK]


class Hands:
    """Somebody at the menu, a second between strokes."""

    def __init__(self, *, small=False):
        self.menu, self.chosen, self.now_s = SettingsMenu(small=small), EveningSettings(), 0.0

    def do(self, command, after_s=1.0):
        self.now_s += after_s
        self.chosen = self.menu.take(command, self.now_s, self.chosen)

    def press(self, key):
        self.chosen = self.menu.press(key, self.chosen)

    def choose(self, *rows):
        for row in rows:
            for _ in range(self.menu.rows.index(row)):
                self.do(Command.DOWN)
            self.do(Command.CHOOSE)


@pytest.mark.parametrize(
    ("rows", "changed"),
    [
        (["lang"], {"lang": "ja"}),
        (["feel"], {"feel": "true"}),
        (["motion"], {"calm": True}),
        (["window"], {"window": "full screen"}),
        (["sound", "volume"], {"volume": 10}),
        (["sound", "muted"], {"muted": True}),
        (["sound", "own_sound_2"], {"own_sound": (2,)}),
        (["seats", "left_handed_1"], {"left_handed": (1,)}),
    ],
)
def test_each_row_changes_its_own_setting_and_going_back_changes_nothing(rows, changed):
    hands = Hands()
    hands.choose(*rows)
    assert hands.chosen == EveningSettings(**changed)
    for _ in rows:
        assert not hands.menu.closed
        hands.do(Command.BACK)
    assert hands.menu.closed
    assert hands.chosen == EveningSettings(**changed)


def test_a_swap_is_told_and_is_no_setting():
    hands = Hands()
    hands.choose("seats", "swap")
    assert (hands.menu.swaps, hands.chosen) == (1, EveningSettings())


class TestKept:
    """What is kept of a choice where something counts for this evening only."""

    KEPT = EveningSettings(lang="ja", own_sound=(1,))
    NOW = replace(KEPT, lang="ko", own_sound=(1, 2))

    def test_what_was_asked_for_once_is_not_kept_with_another_choice(self):
        assert kept_after(self.KEPT, self.NOW, self.NOW.louder(1)) == self.KEPT.louder(1)

    def test_of_sound_and_hands_only_who_changed_is(self):
        assert kept_after(self.KEPT, self.NOW, self.NOW.with_own_sound(1)).own_sound == ()
        assert kept_after(self.KEPT, replace(self.NOW, own_sound=(2,)), self.NOW).own_sound == (1,)

    def test_what_is_set_at_the_seats(self):
        seated = EveningSettings(own_sound=(1, 2)).seated(1, "own_sound", on=False).seated(1, "left_handed", on=True)
        assert (seated.own_sound, seated.left_handed) == ((2,), (1,))
        assert seated.seated(1, "left_handed", on=True) == seated


def test_a_key_that_is_taken_moves_and_is_told():
    hands = Hands()
    hands.choose("keyboard", "right", "snare")
    hands.press("S")

    assert hands.menu.bound == Bound("S", Place("left", "snare"))
    assert hands.chosen.keyboard.keys_of(Place("right", "snare")) == ("S",)
    assert hands.chosen.keyboard.keys_of(Place("left", "snare")) == ()
    hands.press("X")
    assert hands.chosen.keyboard.place_of("X") is None, "only a pad that waits takes a key"


def test_a_key_that_steers_is_refused_and_the_pad_waits_on():
    hands = Hands()
    hands.choose("keyboard", "left", "kick")
    hands.press(None)
    assert hands.menu.bound == Bound(None)
    assert hands.menu.waiting == Place("left", "kick")
    hands.do(Command.DOWN)
    assert hands.menu.waiting == Place("left", "kick"), "a stroke meanwhile steers nothing"
    hands.do(Command.BACK)
    assert hands.menu.waiting is None
    assert hands.menu.page is Page.LEFT
    assert hands.chosen.keyboard == FIRST_BINDINGS


def waiting_for_a_key(*, small):
    hands = Hands(small=small)
    for row in ("keyboard", "left", "kick"):
        while hands.menu.rows[hands.menu.focus] != row:
            hands.do(Command.NEXT)
        hands.do(Command.CHOOSE)
    assert hands.menu.waiting == Place("left", "kick")
    return hands


def test_a_small_kit_leaves_a_pad_that_waits_for_a_key_by_two_quick_strokes():
    hands = waiting_for_a_key(small=True)
    hands.press(None)
    hands.do(Command.NEXT)
    assert hands.menu.waiting is not None, "one stroke may be a slip"
    focus = hands.menu.focus
    hands.do(Command.DOUBLE, 0.2)
    assert (hands.menu.waiting, hands.menu.bound, hands.menu.focus) == (None, None, focus)
    assert hands.menu.page is Page.LEFT
    assert hands.chosen.keyboard == FIRST_BINDINGS


@pytest.mark.parametrize(("after_s", "reset"), [(1.0, True), (2.5, False)])
def test_all_keys_go_back_to_the_first_ones_when_it_is_asked_for_twice(after_s, reset):
    hands = Hands()
    hands.chosen = EveningSettings(keyboard=FIRST_BINDINGS.bound(Place("left", "snare"), "X"))
    hands.choose("keyboard", SURE_ROW)
    assert hands.chosen.keyboard != FIRST_BINDINGS
    assert hands.menu.asked(hands.now_s) == 0
    hands.do(Command.CHOOSE, after_s)

    assert (hands.chosen.keyboard == FIRST_BINDINGS) is reset


def test_a_small_kit_reaches_and_leaves_every_page():
    hands = Hands(small=True)
    for page in ("sound", "seats", "keyboard", "credits"):
        while hands.menu.rows[hands.menu.focus] != page:
            hands.do(Command.NEXT)
        hands.do(Command.NEXT)
        hands.do(Command.DOUBLE, 0.2)
        assert hands.menu.page.value == page
        while hands.menu.rows[hands.menu.focus] != BACK_ROW:
            hands.do(Command.NEXT)
        hands.do(Command.NEXT)
        hands.do(Command.DOUBLE, 0.2)
        assert hands.menu.page is Page.MAIN
    assert hands.chosen == EveningSettings()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(Command) | st.sampled_from([None, *NUMBER_OF_KEY]), max_size=60), st.booleans())
def test_whatever_hands_do_three_times_back_leaves_with_settings_that_hold(moves, small):
    hands = Hands(small=small)
    for move in moves:
        if isinstance(move, Command):
            hands.do(move, 0.3)
        else:
            hands.press(move)
        assert not hands.menu.rows or 0 <= hands.menu.focus < len(hands.menu.rows)
        keys = [key for key, _ in hands.chosen.keyboard.keys]
        assert len(set(keys)) == len(keys)
        if hands.menu.closed:
            return
    for _ in range(4):
        hands.do(Command.BACK)
    assert hands.menu.closed

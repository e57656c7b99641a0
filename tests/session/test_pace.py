from itertools import pairwise

import pytest

from game.model.settings import EveningSettings
from game.session.cards import Command
from game.session.pace import APART_S, Pace
from game.session.settings_menu import Page, SettingsMenu


def test_the_first_wish_is_granted_at_once_and_none_within_350_ms():
    pace = Pace()
    assert [pace.take(time_s) for time_s in (0.0, 0.1, 0.34, 0.35, 0.69, 0.71)] == [
        True,
        False,
        False,
        True,
        False,
        True,
    ]


def test_a_change_that_nobody_pressed_counts_too():
    pace = Pace()
    pace.note(5.0)
    assert not pace.free(5.3)
    assert pace.free(5.01 + APART_S)


@pytest.mark.parametrize("every_s", [0.05, 0.1, 0.13, 0.3])
def test_however_fast_keys_are_pressed_there_are_fewer_than_three_changes_a_second(every_s):
    pace = Pace()
    assert sum(pace.take(i * every_s) for i in range(int(10 / every_s))) <= 29


def test_pages_of_the_settings_take_turns_calmly_and_focus_moves_at_once():
    menu, chosen = SettingsMenu(), EveningSettings()
    for i in range(3):
        menu.take(Command.DOWN, 1.0 + 0.05 * i, chosen)
    assert menu.focus == 3
    pages = []
    for i, command in enumerate((Command.CHOOSE, Command.BACK) * 4):
        menu.take(command, 2.0 + i * 0.13, chosen)
        pages.append(menu.page)
    assert pages[0] is Page.SOUND
    assert sum(one is not other for one, other in pairwise(pages)) <= 2
    menu.take(Command.BACK, 5.0, chosen)
    menu.take(Command.BACK, 6.0, chosen)
    assert menu.closed

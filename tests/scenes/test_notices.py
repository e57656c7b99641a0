"""Notices on the screen: each for a while, the newest first, in the language of the moment."""

import pytest
from by_hand import Game

from game.model.settings import EveningSettings
from game.scenes.notices import SHOWN_S, Notice, NoticeBoard
from game.ui.words import LANGUAGES, Words

KEYBOARD = EveningSettings().keyboard
OLD, NEW = Notice("An old thing."), Notice("A new thing.")


@pytest.fixture
def board():
    return NoticeBoard()


def test_the_newest_comes_first_and_each_has_its_time(board):
    board.pin([OLD])
    assert board.shown(0.0) == OLD
    board.pin([OLD, NEW])
    assert board.shown(1.0) == NEW
    assert board.shown(1.0 + SHOWN_S) is None
    board.pin([OLD, NEW])
    assert board.shown(2.0 + SHOWN_S) is None
    board.repeat(OLD)
    assert board.shown(3.0 + SHOWN_S) == OLD


def test_another_language_says_the_same_and_does_not_say_it_twice(board):
    told = Notice("No MIDI kit was found, at length.", "no_midi")
    board.pin([told])
    for now_s, lang in zip((0.0, 2.0, 4.0), LANGUAGES, strict=True):
        board.pin([told])
        text = board.shown(now_s).text(Words(lang), KEYBOARD)
        assert text == Words(lang).notice.no_midi.format(left="ASDF", right="JKL;")
    assert board.shown(SHOWN_S) is None


def test_the_long_form_may_be_worded_anew(board):
    board.pin([Notice("The device is gone (1).", "sound_gone")])
    assert board.shown(0.0) is not None
    board.pin([Notice("The device is gone (2).", "sound_gone")])
    assert board.shown(SHOWN_S) is None


def test_names_and_levels_stand_in_the_sentence():
    words = Words("en")
    assert "TD-17" in Notice(key="plugged", device="TD-17").text(words, KEYBOARD)
    assert "7" in Notice(key="volume", level=7).text(words, KEYBOARD)


def test_at_the_seats_a_notice_leaves_the_pads_that_steer_free(stage, tmp_path):
    held = Notice("A kit is held.", "held", "Alesis Strike Pro SE")
    quiet, told = (
        Game(stage, tmp_path / name, known=frozenset(), notices=notices)
        for name, notices in (("quiet", ()), ("told", [held]))
    )
    for game in (quiet, told):
        game.step()
    legend = slice(640 * 3 * 330)
    assert quiet.picture() != told.picture()
    assert quiet.picture()[legend] == told.picture()[legend]

"""Titles in every language where there is room: whoever comes finds theirs."""

import pytest
from ui.duets import result, silent_result, timeline
from ui.menus import menu_rows, seat_rows

from game.model.result import Together
from game.ui.card import result_overlay, warm_line
from game.ui.join_card import join_overlays
from game.ui.menu_card import menu_overlays
from game.ui.views import JoinSeat, JoinView
from game.ui.words import LANGUAGES, Words, titles_elsewhere

LARGE, SMALL = (1920, 1080), (1280, 720)


def written(overlays):
    return " | ".join(each.text for overlay in overlays for each in overlay.written)


def menu(size, title, words):
    return written(menu_overlays(size, title, menu_rows(words)[:6], 0, words))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_large_windows_tell_the_title_in_every_language(lang):
    words, others = Words(lang), [Words(other) for other in LANGUAGES if other != lang]
    seats = JoinView((JoinSeat("TD-17", rows=seat_rows(words)), JoinSeat(None)))
    for other in others:
        assert other.ready.title in written(join_overlays(LARGE, seats, words))
        assert other.ready.title not in written(join_overlays(SMALL, seats, words))
        for screen in ("pause", "settings"):
            title, told = getattr(words, screen).title, getattr(other, screen).title
            assert told in menu(LARGE, title, words)
            assert told not in menu(SMALL, title, words)


def test_only_titles_are_told_in_every_language():
    assert titles_elsewhere("Rest", "en") == (Words("ja").pause.title, Words("ko").pause.title)
    assert titles_elsewhere("Rest", "ja") == ()
    assert titles_elsewhere("TD-17", "en") == ()


def test_the_warm_line_is_told_in_every_language_where_nothing_else_stands_there():
    words = Words("en")
    short = result(together=Together(0.0, 0.0, 0.0, None, 0), score=12.0)
    for outcome, rows in ((short, timeline()), (silent_result(), ())):
        for lang in ("ja", "ko"):
            line = warm_line(outcome, Words(lang))
            assert line in written([result_overlay(LARGE, outcome, rows, words)])
            assert line not in written([result_overlay(SMALL, outcome, rows, words)])
            assert line not in written([result_overlay(LARGE, outcome, rows, words, best=words.best.new)])

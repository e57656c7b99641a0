"""The five-pin plug: solid where a kit is found, hollow and pulsing where it is lost."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from ui.menus import pixels, seat_rows

from game.ui.cable_card import draw_cable
from game.ui.join_card import draw_join
from game.ui.plug import PULSE_S
from game.ui.theme import CREAM, PLAYERS, rgb
from game.ui.views import JoinSeat, JoinView, Missed
from game.ui.words import Words

SIZE, WORDS = (1280, 720), Words("en")
FRAMES = [PULSE_S * share for share in (0.05, 0.3, 0.55, 0.8)]
KIT = JoinSeat("TD-17", cable=True, rows=seat_rows(WORDS))


def seats(first, now_s=0.0, *, calm=False):
    view = JoinView((first, JoinSeat()), now_s=now_s, calm=calm)
    return pixels(SIZE, lambda surface: draw_join(surface, view, WORDS))


def card(*missed, now_s=0.0, calm=False):
    return pixels(SIZE, lambda surface: draw_cable(surface, missed, WORDS, None, now_s, calm=calm))


def others(one, other):
    return int((np.abs(one.astype(int) - other).sum(axis=2) > 60).sum())


def coloured(picture, player):
    return int((picture == rgb(PLAYERS[player].main)).all(axis=2).sum())


@pytest.mark.parametrize("show", [
    lambda now_s, calm: seats(JoinSeat(lost="TD-17"), now_s, calm=calm),
    lambda now_s, calm: card(Missed(1, "TD-17"), now_s=now_s, calm=calm),
], ids=["seat", "card"])  # fmt: skip
class TestALostKit:
    def test_its_plug_pulses_once_in_a_while(self, show):
        shown = [show(now_s, False) for now_s in FRAMES]
        assert all(others(one, other) > 100 for one, other in pairwise(shown))
        assert others(shown[0], show(FRAMES[0] + PULSE_S, False)) == 0
        assert PULSE_S > 1 / 3  # slower than a flash may be

    def test_in_calm_motion_it_is_told_and_stands_still(self, show):
        still, later = (show(now_s, True) for now_s in FRAMES[:2])
        assert others(still, later) == 0
        assert others(still, show(FRAMES[0], False)) > 100


def test_a_free_seat_that_lost_nothing_stands_still():
    assert others(*(seats(JoinSeat(), now_s) for now_s in FRAMES[:2])) == 0


def test_a_seat_tells_whether_a_kit_plays_there():
    with_plug, without = seats(KIT), seats(replace(KIT, cable=False))
    assert coloured(with_plug, 0) - coloured(without, 0) > 600  # filled
    creamy = [np.all(np.abs(picture.astype(int) - rgb(CREAM)) < 12, axis=2).sum() for picture in (with_plug, without)]
    assert creamy[0] - creamy[1] > 60  # and a tick beside it


def test_a_kit_that_is_back_has_a_solid_plug_and_a_tick():
    away, back = card(Missed(1, "TD-17"), Missed(0, "A")), card(Missed(1, "TD-17", here=True), Missed(0, "A"))
    assert coloured(back, 1) - coloured(away, 1) > 1200
    assert others(*(card(Missed(1, "TD-17", here=True), now_s=now_s) for now_s in FRAMES[:2])) == 0

"""The card while a round waits for a kit: whose it is, and how long it still waits."""

import itertools

import numpy as np
import pytest
from ui.menus import LONG, pixels

from game.ui.cable_card import cable_overlay, draw_cable
from game.ui.views import Missed
from game.ui.words import LANGUAGES, Words

ONE, BOTH = (Missed(1, "Mimic"),), (Missed(0, "TD-17", here=True), Missed(1, "Mimic"))


def test_it_names_each_kit_that_is_away_and_each_that_is_back():
    words = Words("en").cable
    written = " ".join(line.text for line in cable_overlay((1280, 720), BOTH, "en", back=False).written)
    for text in (words.back.format(device="TD-17"), words.away.format(device="Mimic"), words.todo, words.kept):
        assert text in written


def test_the_time_that_is_left_can_be_seen():
    shown = [
        pixels((640, 360), lambda surface, left=left: draw_cable(surface, ONE, Words("en"), left))
        for left in (1.0, 0.7, 0.3)
    ]
    assert all(np.abs(a.astype(int) - b).max() > 60 for a, b in itertools.pairwise(shown))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_however_long_a_name_is_it_leaves_the_tick_free(lang):
    back, away, long = (
        pixels((1920, 1080), lambda surface, kit=kit: draw_cable(surface, (kit,), Words(lang)))[1300:]
        for kit in (Missed(1, "A", here=True), Missed(1, "A"), Missed(1, LONG, here=True))
    )
    tick = (back != away).any(axis=2)
    assert tick.sum() > 1200
    assert (long[tick] == back[tick]).all()

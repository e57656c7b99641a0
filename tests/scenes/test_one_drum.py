"""An evening on a single pad, whatever it sends: every screen is reached and left by it alone."""

from dataclasses import replace
from functools import partial

import pytest
from by_hand import Game

from game.model.hit import Hit
from game.scenes.help import PAGES, HelpScene
from game.scenes.play import PlayScene
from game.scenes.result import ResultScene
from game.scenes.settings import SettingsScene
from game.scenes.title import TitleScene
from game.session.cards import REST_ROWS, Choice
from game.session.outing import Outing
from game.session.round import Phase

PADS = ["kick", "snare", "crash", "tom1", "tom2", "hat_closed", "ride", "hit"]
OTHER = "snare"
WHOLE = ("kick", "hat_closed", "snare", "tom1")


class Lone(Game):
    """One player of a single pad, and another one with a whole kit who does as little as can be."""

    pad = "kick"

    def strike(self, *after_s, player=1, pad=None):
        now_s = self.clock.now()
        self.script.add([Hit(now_s + at_s, player, pad or self.pad, 0.8) for at_s in after_s])
        self.run(now_s + after_s[-1] + 0.5)

    def single(self):
        self.strike(0.5)

    def double(self):
        self.strike(0.5, 0.7)

    def play(self, seconds):
        """Play 8ths together."""
        now_s = self.clock.now()
        pads = [(0.25 * i + 0.1, (self.pad, WHOLE[i % len(WHOLE)])) for i in range(int(seconds / 0.25))]
        self.script.add([Hit(now_s + at_s, p, struck[p - 1], 0.8) for at_s, struck in pads for p in (1, 2)])
        self.run(now_s + seconds + 0.1)

    def choose(self, focused, row):
        """Step to a row and choose it."""
        for _ in range(12):
            if focused() == row:
                self.double()
                return
            self.single()
        raise AssertionError(row)

    def get_ready(self):
        """Strike until ready."""
        for _ in range(6):
            if self.played.join.seats[1].ready:
                return
            self.single()
        raise AssertionError("one pad does not get ready")

    def rest(self):
        """Be silent, then strike four times, quickly."""
        self.run(self.clock.now() + 3.2)
        self.strike(*(0.1 + 0.25 * i for i in range(4)))
        self.run(self.clock.now() + 1.2)

    def end(self):
        self.run(self.clock.now() + 1)
        while not isinstance(self.now, ResultScene):
            self.step()
        self.run(self.clock.now() + 2)


@pytest.fixture(params=PADS)
def lone(request, stage, tmp_path):
    game = partial(Lone, stage, tmp_path / "duet.hitotsu", known=frozenset(), title=True, seconds=20.0)
    evening = game()
    evening.pad = request.param
    return evening


def begin(evening):
    """Go from the title to a round that plays."""
    evening.single()
    evening.run(evening.clock.now() + 1.2)  # a crash might be the first of two
    assert isinstance(evening.now, PlayScene)
    evening.get_ready()
    evening.strike(0.2, 0.8, player=2, pad=OTHER)
    assert evening.played.phase is Phase.PLAYING
    evening.play(4)


def test_an_evening_on_one_pad(lone):
    begin(lone)
    lone.rest()
    assert lone.played.paused
    lone.run(lone.clock.now() + 2)
    lone.double()
    assert not lone.played.paused
    lone.play(8)
    lone.end()
    lone.strike(0.3, player=2, pad=OTHER)
    lone.double()
    assert isinstance(lone.now, PlayScene)
    assert lone.played.phase is Phase.PLAYING
    lone.play(12)
    lone.end()
    lone.single()
    lone.double()
    assert isinstance(lone.now, TitleScene)


def test_one_pad_leaves_a_round(lone):
    begin(lone)
    lone.play(3)
    lone.rest()
    assert lone.played.paused
    lone.run(lone.clock.now() + 2)
    for _ in range(REST_ROWS.index(Choice.LEAVE)):
        lone.single()
    lone.double()
    lone.double()
    assert lone.played.phase is Phase.OVER


def test_one_pad_opens_the_settings_changes_one_and_leaves_them(lone):
    lone.single()
    lone.run(lone.clock.now() + 1.2)
    assert lone.evening.seats.seat_of("midi:Pad#1") == 1
    lone.get_ready()
    join = lone.played.join
    lone.choose(lambda: join.rows(1)[join.seats[1].focus], "settings")
    assert isinstance(lone.now, SettingsScene)
    menu = lone.now._menu
    lone.choose(lambda: menu.rows[menu.focus], "lang")
    assert lone.saved[-1].lang == "ja"
    lone.choose(lambda: menu.rows[menu.focus], "back")
    assert isinstance(lone.now, TitleScene)


def test_one_pad_goes_through_the_first_pictures(lone):
    lone.evening.settings = replace(lone.evening.settings, seen_help=False)
    lone.single()
    lone.run(lone.clock.now() + 1.2)
    assert isinstance(lone.now, HelpScene)
    for _ in range(PAGES):
        lone.single()
    assert isinstance(lone.now, PlayScene)


def claim(evening):
    """The kit's stroke takes the first seat, as the driver lets it."""
    assert evening.evening.seats.seat_of("midi:Pad#1") == 1


def go_home(evening):
    """Take a seat by the one pad, and go back to the title: now the kit is known."""
    claim(evening)
    evening.single()
    evening.run(evening.clock.now() + 1.2)
    evening.get_ready()
    join = evening.played.join
    evening.choose(lambda: join.rows(1)[join.seats[1].focus], "home")
    evening.double()
    assert isinstance(evening.now, TitleScene)


def test_two_quick_strokes_on_the_title_begin_an_evening_of_three_rounds(lone):
    go_home(lone)
    claim(lone)
    lone.double()

    assert isinstance(lone.now, PlayScene)
    assert lone.evening.outing == Outing()


def test_one_stroke_on_the_title_takes_a_seat_and_so_do_slow_ones(lone):
    go_home(lone)
    claim(lone)
    lone.strike(0.5, 1.1)

    assert isinstance(lone.now, PlayScene)
    assert lone.evening.outing is None


def test_a_kit_without_toms_has_a_pad_of_its_own_for_it_once_it_was_met(lone):
    claim(lone)
    for pad in ("kick", "snare", "hat_closed", "crash"):
        lone.strike(0.6, pad=pad)
    lone.strike(0.6, 1.4, pad="crash")
    assert isinstance(lone.now, TitleScene)
    claim(lone)
    lone.strike(0.6, 1.4, pad="kick")

    assert isinstance(lone.now, PlayScene)
    assert lone.evening.outing == Outing()

"""Seats that are exchanged: what was set for a person goes along, to the title and to the next evening."""

import pygame
import pytest
from by_hand import Drums

from game.app.build import RoundOptions
from game.inputs.kitmap import union_kit
from game.inputs.midi import MidiInput
from game.model.hit import Hit
from game.scenes.play import PlayScene
from game.scenes.title import TitleScene
from game.session.seats import SeatSpec
from game.storage.settings import load_settings
from game.storage.sitting import load_sitting

ANY, LEFTY, OTHER = SeatSpec("any"), "midi:TD-17#1", "midi:Mimic#1"


class Evening:
    """A house without a screen, and kits that strike there."""

    def __init__(self, house):
        self.house, self.seats, self.now_s = house, house.evening.seats, 1.0
        self.now = TitleScene(house.evening)

    def strike(self, device, pad, wait_s=0.6):
        hit = Hit(self.now_s, self.seats.seat_of(device), pad, 0.8)
        if isinstance(self.now, TitleScene):
            self.now._go(hit)
            self.step()
        else:
            self.now.take(hit)
        for _ in range(3):
            self.step(wait_s / 3)

    def step(self, seconds=0.02):
        self.now_s += seconds
        self.now = self.now.update(self.now_s)

    def choose(self, device, row):
        player = self.seats.sits(device)
        while self.join.rows(player)[self.join.seats[player].focus] != row:
            self.strike(device, "tom2")
        self.strike(device, "snare")

    @property
    def join(self):
        assert isinstance(self.now, PlayScene)
        return self.now._table.round.join

    def home(self):
        self.now.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, scancode=41), self.now_s)
        self.step()
        assert isinstance(self.now, TitleScene)

    def who(self, what):
        """Return the devices at whose seats something is chosen."""
        return [device for device in (LEFTY, OTHER) if getattr(self.join.seats[self.seats.sits(device)], what)]


@pytest.fixture
def evening(opened, monkeypatch):
    monkeypatch.setattr(MidiInput, "plugged", lambda midi, key: True)
    monkeypatch.setattr(MidiInput, "kit_of", lambda midi, key: union_kit())

    def begin(**options):
        house = opened(title=True, **options)
        house.evening.settings = house._settings = house._kept = house._settings.__class__(seen_help=True)
        return Evening(house)

    return begin


def sit_down(evening):
    for device in (LEFTY, OTHER):
        evening.strike(device, "kick")


def test_what_was_set_at_the_seats_stays_with_the_person_after_a_swap_and_the_title(evening):
    played = evening()
    sit_down(played)
    played.choose(LEFTY, "left_handed")
    played.choose(LEFTY, "own_sound")
    assert load_settings()[0].left_handed == (1,)
    played.choose(OTHER, "swap")
    assert played.seats.sits(LEFTY) == 2
    assert (played.who("left_handed"), played.who("own_sound")) == ([LEFTY], [LEFTY])

    played.home()
    sit_down(played)
    assert played.seats.sits(LEFTY) == 2
    assert (played.who("left_handed"), played.who("own_sound")) == ([LEFTY], [LEFTY])
    assert load_settings()[0].left_handed == load_settings()[0].own_sound == (2,)
    played.house.close()
    assert load_sitting()[LEFTY] == 2


def test_a_choice_and_a_swap_between_two_pictures(evening):
    played = evening()
    sit_down(played)
    for device in (LEFTY, OTHER):
        while played.join.rows(1)[played.join.seats[played.seats.sits(device)].focus] != "left_handed":
            played.strike(device, "tom2")
    while played.join.rows(2)[played.join.seats[2].focus] != "swap":
        played.strike(OTHER, "tom2")
    for player in (1, 2):
        played.now.take(Hit(played.now_s, player, "snare", 0.8))
    played.step()
    assert (played.seats.sits(LEFTY), played.who("left_handed")) == (2, [LEFTY])
    assert load_settings()[0].left_handed == (2,)


def test_the_row_in_the_settings_exchanges_the_same(evening):
    played = evening()
    sit_down(played)
    played.choose(LEFTY, "left_handed")
    played.home()
    played.step(0.4)
    played.now = played.house.settings(played.house.evening)
    played.now._menu._open(played.now._menu.page.SEATS, played.now_s)
    while played.now._menu.rows[played.now._menu.focus] != "swap":
        played.now.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_DOWN, scancode=81), played.now_s)
    played.now.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, scancode=40), played.now_s)
    played.now = TitleScene(played.house.evening)
    sit_down(played)
    assert played.seats.sits(LEFTY) == 2
    assert played.who("left_handed") == [LEFTY]


def test_kits_that_were_named_sit_as_they_were_named_the_next_evening_with_what_was_set(evening):
    played = evening(round=RoundOptions((ANY, SeatSpec("keyboard"))))
    played.strike(LEFTY, "kick")
    played.choose(LEFTY, "left_handed")
    played.strike("keyboard:left", "kick")
    played.choose(LEFTY, "swap")
    assert played.join.seats[2].left_handed
    assert played.house.evening.settings.left_handed == (2,)
    assert load_settings()[0].left_handed == (1,)
    played.choose("keyboard:left", "left_handed")
    assert load_settings()[0].left_handed == (1, 2)
    played.home()
    assert played.seats.taken_by(1) == "keyboard:left"
    played.strike(LEFTY, "kick")
    assert played.join.seats[1].seated
    assert played.join.seats[2].left_handed


def test_keys_are_never_silent_and_have_no_sound_of_their_own_to_choose(evening):
    played = evening()
    played.house.evening.settings = played.house._settings = played.house._settings.with_own_sound(1)
    played.house.evening.drums = Drums()
    played.strike("keyboard:left", "kick")
    assert "own_sound" not in played.join.rows(1)
    assert played.house.evening.drums.muted == ()
    played.home()
    played.strike(LEFTY, "kick")
    assert "own_sound" in played.join.rows(1)
    assert set(played.house.evening.drums.muted) == {1}

"""Kits that are pulled and plugged in again in a round and at rest."""

from dataclasses import replace
from functools import partial

import pygame
import pytest
from by_hand import PAIR
from cable_game import KITS, CableGame

from game.session.cables import BACK_S
from game.session.round import Phase
from game.storage.recordings import read_recording


@pytest.fixture
def game(stage, tmp_path):
    return partial(CableGame, stage, tmp_path / "duet.hitotsu")


@pytest.fixture
def playing(game):
    played = game([hit for hit in PAIR if hit.time_s < 3.4], seconds=20.0)
    played.run(3.5)
    return played


def marks(played, *kinds):
    return [(event.kind, event.player) for event in read_recording(played.path).events if event.kind in kinds]


CABLE = ("unplugged", "plugged", "paused", "resumed")


class TestInARound:
    def test_it_waits_and_goes_on_by_itself(self, playing):
        before = playing.picture()
        playing.pull(2)
        assert playing.played.paused
        card = playing.picture()
        assert card != before
        playing.run(8)
        assert playing.played.paused

        playing.plug(2)
        assert playing.picture() != card
        playing.run(8 + BACK_S - 0.1)
        assert playing.played.paused
        playing.run(8 + BACK_S + 0.1)
        assert not playing.played.paused
        assert marks(playing, *CABLE) == [("unplugged", 2), ("paused", None), ("plugged", 2), ("resumed", None)]

    def test_the_plug_that_is_looked_for_pulses_unless_motion_is_calm(self, playing):
        def moves():
            before = playing.picture()
            playing.run(playing.clock.now() + 0.3)
            return playing.picture() != before

        playing.pull(2)
        assert all(moves() for _ in range(30))
        playing.evening.settings = replace(playing.evening.settings, calm=True)
        assert not [moves() for _ in range(30)][-1]

    def test_a_stroke_on_what_is_back_goes_on_at_once_and_is_music(self, playing):
        playing.pull(2)
        playing.run(6)
        playing.plug(2)
        playing.strike(1, "kick")
        assert playing.played.paused
        playing.strike(2, "kick")
        assert not playing.played.paused
        last = max(read_recording(playing.path).hits, key=lambda hit: (hit.player == 2, hit.time_s))
        assert (last.pad, last.drop) == ("kick", None)

    def test_a_pull_takes_nothing_from_the_round(self, playing):
        playing.pull(1)
        playing.run(9.5)
        playing.plug(1)
        playing.strike(2)
        outcome = playing.finish()
        assert outcome.result.seconds == pytest.approx(20.0, abs=1e-3)

    def test_what_is_struck_meanwhile_is_kept_and_is_no_music(self, playing):
        playing.pull(2)
        playing.strike(1, "tom1")
        last = max(read_recording(playing.path).hits, key=lambda hit: hit.time_s)
        assert (last.player, last.pad, last.drop) == (1, "tom1", "menu")

    def test_both_are_waited_for(self, playing):
        playing.pull(1, 2)
        playing.run(5)
        playing.plug(2)
        playing.run(10)
        playing.strike(2)
        assert playing.played.paused
        playing.plug(1)
        playing.strike(2)
        assert not playing.played.paused

    def test_pulled_again_at_once_it_waits_again(self, playing):
        playing.pull(2)
        playing.plug(2)
        playing.run(playing.clock.now() + BACK_S - 0.1)
        playing.pull(2)
        playing.run(playing.clock.now() + 2 * BACK_S)
        assert playing.played.paused
        playing.plug(2)
        playing.run(playing.clock.now() + BACK_S + 0.1)
        assert not playing.played.paused

    @pytest.mark.parametrize("device", ["midi:Mimic#1", "keyboard:right"])
    def test_another_device_takes_the_seat_by_a_hit(self, playing, device):
        playing.played.join.seats[2].own_sound = True
        assert playing.take_over(device) is None
        playing.pull(2)
        assert playing.take_over(device) == 2
        assert not playing.played.paused
        assert not playing.played.join.seats[2].own_sound
        assert playing.take_over("midi:x#1") is None
        assert playing.take_over("keyboard:left") == (2 if device == "keyboard:right" else None)

    def test_the_kit_that_is_back_takes_its_seat_from_who_took_it_by_a_stroke_with_its_own_sound(self, playing):
        playing.played.join.seats[2].own_sound = True
        playing.pull(2)
        playing.take_over("midi:spare#1")
        assert not playing.played.join.seats[2].own_sound
        assert playing.take_over(KITS[2]) == 2
        assert playing.played.join.seats[2].own_sound
        assert playing.drums.muted[-1] == 2
        assert playing.take_over("midi:spare#1") is None
        assert not playing.played.paused

    def test_an_offered_seat_is_taken_once(self, playing):
        playing.pull(2)
        assert [playing.seats.seat_of(device) for device in ("midi:Mimic#1", "midi:Mimic#2")] == [2, None]

    def test_the_kit_that_was_replaced_can_take_its_place_again_when_that_one_goes(self, playing):
        playing.pull(2)
        playing.take_over("midi:Mimic#1")
        playing.pull(2)
        assert playing.take_over(KITS[2]) == 2
        assert not playing.played.paused

    def test_a_seat_is_offered_only_while_the_round_waits_for_it(self, playing):
        playing.pull(2)
        playing.plug(2)
        playing.step()
        assert playing.take_over("midi:Mimic#1") is None
        assert playing.seats.seat_of(KITS[2]) == 2

    def test_pulled_at_rest_the_round_rests_until_it_is_wished_and_the_kit_is_there(self, playing):
        playing.press(pygame.K_ESCAPE)
        playing.step()
        playing.pull(2)
        assert "unplugged" in playing.shown()
        playing.run(playing.clock.now() + 0.4)
        playing.press(pygame.K_ESCAPE)
        playing.run(playing.clock.now() + 5)
        assert playing.played.paused
        playing.plug(2)
        playing.run(playing.clock.now() + BACK_S + 0.1)
        assert not playing.played.paused
        assert [kind for kind, _ in marks(playing, *CABLE)] == ["paused", "unplugged", "plugged", "resumed"]

    def test_back_before_the_rest_ends_it_stays_at_rest(self, playing):
        playing.press(pygame.K_ESCAPE)
        playing.step()
        playing.pull(2)
        playing.plug(2)
        playing.run(playing.clock.now() + 2 * BACK_S)
        assert playing.played.paused
        playing.press(pygame.K_ESCAPE)
        assert not playing.played.paused

    def test_who_is_still_there_can_leave_by_pads_alone(self, playing):
        playing.pull(2)
        playing.run(playing.clock.now() + 3.5)
        for _ in range(2):
            playing.strike(1, "crash", 0.5)
        assert playing.played.paused
        assert not playing.played.waiting
        playing.run(playing.clock.now() + 2)
        playing.strike(1, "tom1", 0.5)
        for _ in range(2):
            playing.strike(1, "snare", 0.5)
        assert playing.played.phase is Phase.OVER

    def test_another_window_in_front_is_no_wish_while_a_kit_is_waited_for(self, playing):
        playing.pull(2)
        playing.send(pygame.WINDOWFOCUSLOST)
        playing.plug(2)
        playing.run(playing.clock.now() + BACK_S + 0.1)
        assert not playing.played.paused

    def test_enter_and_space_take_no_seat(self, playing):
        playing.pull(2)
        for key, scancode in ((pygame.K_RETURN, pygame.KSCAN_RETURN), (pygame.K_SPACE, pygame.KSCAN_SPACE)):
            playing.press(key, scancode)
        playing.run(playing.clock.now() + 0.1)
        assert playing.played.paused
        playing.press(pygame.K_k, pygame.KSCAN_K)
        assert playing.seats.taken_by(2) == "keyboard:right"

    def test_the_window_can_be_closed_while_a_kit_is_away(self, playing):
        playing.pull(1, 2)
        playing.send(pygame.QUIT)
        outcome = playing.finish()
        assert outcome.result.hits == (4, 5)

    def test_pulled_when_the_time_has_passed_the_round_just_ends(self, game):
        played = game(PAIR, seconds=3.0)
        played.run(4.05)
        played.pull(2)
        assert not played.played.paused
        assert played.finish().result.seconds == pytest.approx(3.0, abs=1e-3)

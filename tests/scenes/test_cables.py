"""Kits that are pulled and plugged in again, at the seats, in a round, at rest and on the result."""

from dataclasses import replace
from functools import partial

import pygame
import pytest
from by_hand import BOTH, PAIR, Game

from game.model.hit import Hit
from game.scenes.play import PlayScene
from game.scenes.result import ResultScene
from game.session.cables import BACK_S
from game.session.round import Phase
from game.storage.recordings import read_recording

KITS = {1: "midi:TD-17#1", 2: "midi:TD-17#2"}


@pytest.fixture
def game(stage, tmp_path):
    return partial(CableGame, stage, tmp_path / "duet.hitotsu")


class CableGame(Game):
    """Two kits of one name that can be pulled."""

    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.seats = self.evening.seats
        for player, kit in KITS.items():
            self.seats.bind(kit, player)

    def pull(self, *players):
        self.away = frozenset(players)
        self.step()

    def plug(self, *players):
        self.away -= set(players)
        self.step()

    def strike(self, player, pad="snare", wait_s=0.3):
        self.script.add([Hit(self.clock.now(), player, pad, 0.7)])
        self.run(self.clock.now() + wait_s)

    def take_over(self, device, pad="snare"):
        """Strike a device that sits nowhere; return whose stroke it is."""
        player = self.seats.seat_of(device)
        if player is not None:
            self.away -= {player}
            self.strike(player, pad)
        return player

    def shown(self):
        notice = self.evening.board.shown(self.clock.now())
        return notice.text(self.evening.words, self.evening.settings.keyboard)


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


class TestInMenus:
    def test_a_seat_is_emptied_and_taken_again_by_a_hit(self, game):
        played = game(known=frozenset(), seconds=20.0)
        for player in (1, 2):
            played.strike(player, "kick")
        played.strike(2, "snare", 0.5)
        join = played.played.join
        assert join.seats[2].ready
        taken = played.picture()
        assert [seat.cable for seat in played.now._joining.view(played.clock.now()).seats] == [True, True]
        played.pull(2)
        played.away = frozenset()
        assert not (join.seats[2].seated)
        assert not (join.seats[2].ready)
        assert played.seats.taken_by(2) is None
        assert played.picture() != taken
        assert played.seats.seat_of(KITS[2]) == 2
        played.strike(2, "kick")
        assert join.seats[2].seated
        assert not join.seats[2].ready
        for player in (1, 2):
            played.strike(player, "snare", 0.5)
        assert played.played.phase is Phase.PLAYING

    def test_a_free_seat_tells_what_it_lost_until_that_is_plugged_in_again_or_somebody_has_sat_there(self, game):
        played = game(known=frozenset(), seconds=20.0)
        played.strike(2, "kick")

        def lost():
            return [seat.lost for seat in played.now._joining.view(played.clock.now()).seats]

        played.pull(2)
        played.away = frozenset()
        assert lost() == [None, "TD-17 (2)"]
        pulled = played.picture()
        played.here = {KITS[2]}
        assert lost() == [None, None]
        assert played.picture() != pulled
        played.here = frozenset()
        played.strike(2, "kick")
        played.played.join.empty(2)
        played.step()
        assert lost() == [None, None]

    @pytest.fixture
    def result(self, game):
        played = game(PAIR, seconds=2.0, title=True, known=BOTH)
        played.now = played.round(played.evening)
        for player, kit in KITS.items():
            played.seats.bind(kit, player)
        while not isinstance(played.now, ResultScene):
            played.step()
        played.script.add([])
        played.run(played.clock.now() + 2)
        return played

    def test_on_the_result_it_takes_its_seat_again_by_a_hit(self, result):
        result.pull(2)
        result.away = frozenset()
        assert "unplugged" in result.shown()
        assert result.seats.taken_by(2) is None
        result.seats.seat_of(KITS[2])
        result.strike(2, wait_s=0.5)
        result.strike(1, wait_s=0.5)
        assert isinstance(result.now, ResultScene)
        result.strike(2, wait_s=0.5)
        assert isinstance(result.now, PlayScene)
        assert result.played.phase is Phase.PLAYING

    def test_who_is_left_on_the_result_goes_to_the_seats(self, result):
        result.pull(2)
        result.away = frozenset()
        result.strike(1, wait_s=0.5)
        assert isinstance(result.now, PlayScene)

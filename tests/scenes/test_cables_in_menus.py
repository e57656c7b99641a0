"""Kits that are pulled and plugged in again at the seats and on the result."""

from functools import partial

import pytest
from by_hand import BOTH, PAIR
from cable_game import KITS, CableGame

from game.scenes.play import PlayScene
from game.scenes.result import ResultScene
from game.session.round import Phase


@pytest.fixture
def game(stage, tmp_path):
    return partial(CableGame, stage, tmp_path / "duet.hitotsu")


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

import pytest

from game.model.errors import HitotsuError
from game.model.hit import Hit
from game.session.round import Phase, Round, RoundSettings
from game.session.seats import Seats, SeatSpec, parse_seat

BOTH = frozenset((1, 2))


def at_once(seconds=10.0):
    return Round(RoundSettings(seconds, "true", seated=BOTH, ready=BOTH))


def strike(played, player, pad="snare", time_s=1.0):
    return played.take(Hit(time_s, player, pad, 0.7))


def states(played):
    return {player: (seat.seated, seat.ready) for player, seat in played.join.seats.items()}


class TestGettingReady:
    def test_a_hit_takes_the_seat_and_the_snare_makes_ready(self):
        played = Round(RoundSettings(10, "true"))
        for player in (1, 2):
            assert strike(played, player).drop == "menu"
        assert states(played) == {1: (True, False), 2: (True, False)}

        strike(played, 1, "kick", 2.0)
        assert states(played)[1] == (True, False)
        strike(played, 1, time_s=3.0)
        assert states(played) == {1: (True, True), 2: (True, False)}
        assert strike(played, 2, time_s=4.0).drop == "menu"

        assert played.phase is Phase.PLAYING
        assert strike(played, 1, time_s=5.0).drop is None

    def test_the_crash_takes_it_back(self):
        played = Round(RoundSettings(10, "true"))
        for i, pad in enumerate(("snare", "snare", "crash")):
            strike(played, 1, pad, 1.0 + i)

        assert states(played)[1] == (True, False)

    def test_a_kit_of_one_pad_gets_ready_by_it(self):
        played = Round(RoundSettings(10, "true"))
        ready = []
        for time_s in range(1, 6):
            strike(played, 1, "kick", float(time_s))
            ready.append(states(played)[1][1])

        assert ready == [False, False, False, False, True]

    def test_filtered_strokes_keep_their_reason_and_do_nothing(self):
        played = Round(RoundSettings(10, "true"))
        kept = played.take(Hit(1, 1, "snare", 0.1, drop="floor"))

        assert kept.drop == "floor"
        assert states(played)[1] == (False, False)

    def test_the_feel_chosen_last_is_the_one_that_counts(self):
        played = Round(RoundSettings(10, "gentle"))
        played.set_feel("true")
        assert played.engine.settings.feel == "true"
        for player in (1, 2):
            for time_s in (1.0, 2.0):
                strike(played, player, time_s=time_s)
        played.set_feel("gentle")

        assert played.engine.settings.feel == "true"


class TestTheEnd:
    def end(self, *crashes):
        played = at_once(seconds=20.0)
        for i in range(40):
            strike(played, 1, time_s=1.0 + 0.5 * i)
            strike(played, 2, time_s=1.01 + 0.5 * i)
            played.update(1.02 + 0.5 * i)
        for player, time_s in crashes:
            strike(played, player, "crash", time_s)
        played.update(21.3)
        return played

    def test_two_crashes_within_50_ms_are_one_heart(self):
        assert self.end((1, 21.02), (2, 21.06)).one_heart
        assert not self.end((1, 21.02), (2, 21.12)).one_heart
        assert not self.end((1, 21.02)).one_heart

    def test_the_sun_sinks_in_the_last_eight_beats(self):
        played = at_once(seconds=20.0)
        suns = []
        for i in range(40):
            strike(played, 1, time_s=1.0 + 0.5 * i)
            strike(played, 2, time_s=1.01 + 0.5 * i)
            played.update(1.3 + 0.5 * i)
            suns.append(played.snapshot(1.3 + 0.5 * i))

        assert {shot.sunset for shot in suns[:30]} == {0.0}
        assert suns[-1].sunset > 0.9
        assert [shot.beats_left for shot in suns[-4:]] == [4, 3, 2, 1]


class TestTheClock:
    def test_it_starts_when_the_second_player_first_hits(self):
        played = at_once()
        strike(played, 1, time_s=1.0)
        played.update(3.0)
        assert not played.began
        strike(played, 2, time_s=4.5)
        played.update(4.6)

        assert [(event.kind, event.time_s) for event in played.events_to_keep()] == [("begin", 4.5)]

    def test_the_round_ends_after_its_seconds_and_its_pauses(self):
        played = at_once(seconds=10.0)
        strike(played, 1, time_s=1.0)
        strike(played, 2, time_s=2.0)
        played.update(2.5)
        played.pause(5.0)
        played.update(60.0)
        assert played.phase is Phase.PLAYING
        assert strike(played, 1, time_s=6.0).drop == "menu"
        played.resume(65.0)
        played.update(72.0)
        assert played.phase is Phase.PLAYING
        played.update(72.7)

        assert played.phase is Phase.OVER
        kinds = [(event.kind, event.time_s) for event in played.events_to_keep()]
        assert kinds == [("begin", 2.0), ("paused", 5.0), ("resumed", 65.0), ("end", 72.0)]

    def test_stopping_early_ends_the_round_there(self):
        played = at_once()
        strike(played, 1, time_s=1.0)
        strike(played, 2, time_s=2.0)
        played.update(3.0)
        played.stop(4.0)
        played.stop(9.0)

        assert [event.time_s for event in played.events_to_keep() if event.kind == "end"] == [4.0]


class TestSeats:
    def test_whoever_hits_first_takes_seat_one(self):
        seats = Seats((SeatSpec("any"), SeatSpec("any")))

        assert [seats.seat_of(device) for device in ("b", "a", "b", "c", "a")] == [1, 2, 1, None, 2]

    def test_a_named_device_keeps_its_seat(self):
        seats = Seats((SeatSpec("midi", "A"), SeatSpec("any")))
        seats.bind("midi:A#1", 1)

        assert [seats.seat_of(device) for device in ("keyboard:left", "midi:A#1", "midi:B#1")] == [2, 1, None]

    def test_two_keyboard_players_share_it_by_halves(self):
        seats = Seats((SeatSpec("keyboard"), SeatSpec("keyboard")))

        assert (seats.seat_of("keyboard:left"), seats.seat_of("keyboard:right")) == (1, 2)

    def test_one_keyboard_player_has_both_halves(self):
        seats = Seats((SeatSpec("sim", "trained"), SeatSpec("keyboard")))

        assert (seats.seat_of("keyboard:left"), seats.seat_of("keyboard:right")) == (2, 2)

    def test_the_other_half_plays_along_when_no_seat_is_free(self):
        seats = Seats((SeatSpec("any"), SeatSpec("any")))
        for device in ("midi:A#1", "keyboard:right"):
            seats.seat_of(device)

        assert seats.seat_of("keyboard:left") == 2

    @pytest.mark.parametrize(
        ("text", "spec"),
        [
            ("any", SeatSpec("any")),
            ("keyboard", SeatSpec("keyboard")),
            ("midi:TD-17", SeatSpec("midi", "TD-17")),
            ("midi:TD-17#2", SeatSpec("midi", "TD-17", 2)),
            ("midi:C# kit", SeatSpec("midi", "C# kit")),
            ("sim:novice+deaf", SeatSpec("sim", "novice+deaf")),
            ("file:a b.csv#2", SeatSpec("file", "a b.csv", 2)),
        ],
    )
    def test_sources_are_read(self, text, spec):
        assert parse_seat(text, "--player1") == spec

    @pytest.mark.parametrize("text", ["", "midi", "midi:", "drums", "sim", "ANYONE"])
    def test_what_is_no_source_is_named(self, text):
        with pytest.raises(HitotsuError, match=r"--player2: .* is not a source"):
            parse_seat(text, "--player2")

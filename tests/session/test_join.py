import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.hit import Hit
from game.session.cards import Command
from game.session.join import HUSH_S, Join
from game.session.pad_keys import PadKeys
from game.session.rest_gesture import SEAL_S, RestGesture


def stroke(pad="snare", time_s=1.0, player=1):
    return Hit(time_s, player, pad, 0.8)


def seated(*players):
    return Join(seated=players)


class TestRows:
    def test_the_toms_move_and_the_snare_sets(self):
        join = seated(1, 2)
        join.strike(stroke("tom2", 1.0))
        join.strike(stroke("snare", 2.0))
        join.strike(stroke("tom2", 3.0))
        join.strike(stroke("snare", 4.0))

        assert (join.seats[1].own_sound, join.seats[1].left_handed) == (True, True)
        assert not join.seats[1].ready
        assert (join.seats[2].own_sound, join.seats[2].left_handed) == (False, False)

    def test_a_friend_takes_a_free_seat_and_goes_again(self):
        join = seated(1)
        assert join.rows(1)[-1] == "friend"
        join.command(1, Command.UP, 1.0)
        join.command(1, Command.CHOOSE, 1.0)
        assert (join.seats[2].friend, join.seats[2].ready) == (True, True)
        join.command(1, Command.CHOOSE, 2.0)

        assert (join.seats[2].seated, join.seats[2].ready) == (False, False)

    def test_where_both_sit_no_friend_is_offered(self):
        assert "friend" not in seated(1, 2).rows(1)

    def test_the_feel_is_stepped_by_either(self):
        join = seated(1, 2)
        for player in (1, 2):
            for _ in range(3):
                join.command(player, Command.DOWN, 1.0)
            join.command(player, Command.CHOOSE, 1.0)

        assert join.feel_steps == 2

    def test_the_keys_steer_the_one_who_is_not_ready(self):
        join = seated(1, 2)
        assert join.steered_by_keys() == 1
        join.command(1, Command.CHOOSE, 1.0)

        assert join.steered_by_keys() == 2
        assert Join().steered_by_keys() is None


class TestSwap:
    def test_two_people_exchange_their_seats_with_all_that_is_theirs(self):
        join = seated(1, 2)
        for time_s, pad in enumerate(("ride", "kick", "hat_closed", "tom3")):
            join.strike(stroke(pad, float(time_s), player=2))
        join.seats[2].left_handed = True
        keys = join.keys[2]
        assert join.rows(1)[-1] == "swap"
        join.command(1, Command.UP, 5.0)
        join.command(1, Command.CHOOSE, 5.0)

        assert (join.swaps, join.keys[1], join.keys[2]) == (1, keys, PadKeys())
        assert (join.seats[1].left_handed, join.seats[2].left_handed) == (True, False)
        assert [seat.ready for seat in join.seats.values()] == [False, False]
        assert join.command(2, Command.CHOOSE, 6.0)
        join.command(1, Command.UP, 7.0)
        join.command(1, Command.CHOOSE, 7.0)
        assert (join.swaps, join.keys[2], join.seats[1].ready) == (2, keys, True)

    def test_strokes_that_were_on_their_way_are_nobody_s(self):
        join = seated(1, 2)
        join.command(1, Command.UP, 5.0)
        join.command(1, Command.CHOOSE, 5.0)
        assert not join.strike(stroke("snare", 5.0 + HUSH_S / 2, player=2))
        assert not join.seats[2].ready
        assert join.strike(stroke("snare", 5.0 + HUSH_S, player=1))

    @pytest.mark.parametrize(("there", "by_itself"), [((1,), ()), ((1, 2), (2,))])
    def test_it_takes_two_people(self, there, by_itself):
        assert "swap" not in Join(seated=there, ready=by_itself).rows(1)


class TestCrash:
    def test_it_takes_back_first_and_leads_home_twice(self):
        join = seated(1, 2)
        join.strike(stroke("snare", 1.0))
        assert join.seats[1].ready
        join.strike(stroke("crash", 2.0))
        assert not join.seats[1].ready
        join.strike(stroke("crash", 3.0))
        assert not join.home
        join.strike(stroke("crash", 4.0))

        assert join.home

    def test_two_crashes_far_apart_lead_nowhere(self):
        join = seated(1)
        for time_s in (1.0, 4.0, 7.0):
            join.strike(stroke("crash", time_s))

        assert not join.home


def test_a_struck_pad_is_lit_for_a_moment():
    join = seated(1)
    join.strike(stroke("kick", 1.0))

    assert (join.lit(1, 1.1), join.lit(1, 2.0), join.lit(2, 1.1)) == ("kick", None, None)


class TestRestGesture:
    def test_two_crashes_after_silence_ask_for_a_rest(self):
        gesture = RestGesture()
        gesture.strike(stroke("snare", 1.0))

        assert not gesture.offered(3.9)
        assert gesture.offered(4.1)
        assert gesture.strike(stroke("crash", 5.0, player=2)) is None
        assert gesture.offered(6.0)
        assert gesture.strike(stroke("crash", 6.5)) == 5.0

    def test_a_crash_of_both_together_is_music(self):
        gesture = RestGesture()
        gesture.strike(stroke("snare", 1.0))

        assert gesture.strike(stroke("crash", 5.0)) is None
        assert gesture.strike(stroke("crash", 5.04, player=2)) is None

    @pytest.mark.parametrize("beat_s", [0.6, 0.75, 1.0])
    @pytest.mark.parametrize("apart_s", [0.0, 0.03, 0.1])
    def test_a_pair_that_comes_back_from_a_bar_of_rest_with_crashes_plays_on(self, beat_s, apart_s):
        gesture = RestGesture()
        gesture.begin(0.0)
        wishes = [
            gesture.strike(stroke("crash", 5 * beat_s + beat * beat_s + player * apart_s, player=player))
            for beat in range(4)
            for player in (1, 2)
        ]

        assert wishes == [None] * 8

    def test_a_crash_that_sounds_twice_asks_like_any_other(self):
        gesture = RestGesture()
        gesture.begin(0.0)
        wishes = [gesture.strike(stroke("crash", time_s)) for time_s in (5.0, 5.05, 5.8)]

        assert wishes == [None, None, 5.05]

    def test_crashes_in_the_music_mean_nothing(self):
        gesture = RestGesture()

        assert {gesture.strike(stroke("crash", 1.0 + 0.5 * i)) for i in range(20)} == {None}

    def test_after_the_first_stroke_of_music_crashes_are_music(self):
        gesture = RestGesture()
        gesture.begin(0.0)
        wishes = [gesture.strike(stroke(pad, 4.0 + 0.5 * i)) for i, pad in enumerate(("snare", "crash", "crash"))]

        assert wishes == [None, None, None]

    def test_another_stroke_between_is_music_again(self):
        gesture = RestGesture()
        gesture.strike(stroke("snare", 1.0))
        wishes = [gesture.strike(stroke(pad, 5.0 + 0.4 * i)) for i, pad in enumerate(("crash", "snare", "crash"))]

        assert wishes == [None, None, None]

    def test_the_second_crash_must_come_soon(self):
        gesture = RestGesture()
        gesture.strike(stroke("snare", 1.0))
        gesture.strike(stroke("crash", 5.0))

        assert gesture.strike(stroke("crash", 7.5)) is None


def quick(*times_s, pad="kick", player=1):
    return [stroke(pad, time_s, player=player) for time_s in times_s]


class TestQuickStrokes:
    """Four quick strokes on one pad between two silences: the wish of a kit without a pad to go back."""

    FOUR = quick(5.0, 5.2, 5.4, 5.6)

    def wish(self, strokes, keys=None, until_s=9.0):
        gesture = RestGesture()
        gesture.keys = keys or {}
        gesture.begin(1.0)
        for hit in sorted(strokes, key=lambda hit: hit.time_s):
            if (told := gesture.sealed(hit.time_s)) is not None:
                return told
            gesture.strike(hit)
        return gesture.sealed(until_s)

    def test_they_ask_once_silence_has_followed(self):
        assert self.wish(self.FOUR, until_s=6.5) is None
        assert self.wish(self.FOUR, until_s=6.7) == 5.0

    def test_they_are_told_once_and_the_sign_shows_meanwhile(self):
        gesture = RestGesture()
        gesture.begin(1.0)
        for hit in self.FOUR:
            assert gesture.offered(hit.time_s)
            gesture.strike(hit)
        assert gesture.offered(6.5)
        assert gesture.sealed(6.7) == 5.0
        assert gesture.sealed(6.8) is None

    @pytest.mark.parametrize(
        "strokes",
        [
            [*FOUR, *quick(6.1, player=2)], [*FOUR, *quick(5.8)], FOUR[:3], quick(5.0, 5.5, 6.0, 6.5),
            [*FOUR[:3], *quick(5.6, pad="snare")], [*FOUR[:3], *quick(5.6, player=2)], quick(2.0, 2.2, 2.4, 2.6),
        ],
        ids=["partner answers", "fifth", "three", "slow", "another pad", "another player", "no silence before"],
    )  # fmt: skip
    def test_anything_else_is_music(self, strokes):
        assert self.wish(strokes) is None

    def test_a_kit_with_a_crash_has_its_own_way(self):
        met = PadKeys().after(stroke("crash", 0.5))

        assert self.wish(self.FOUR, {1: met}) is None
        assert self.wish(self.FOUR, {1: PadKeys().known_whole()}) is None
        assert self.wish(self.FOUR, {2: met}) == 5.0

    def test_cross_talk_between_them_changes_nothing(self):
        assert self.wish([*self.FOUR, Hit(5.21, 1, "snare", 0.1)]) == 5.0

    @given(
        st.lists(
            st.tuples(st.floats(0.02, SEAL_S - 0.01), st.integers(1, 2), st.sampled_from(("kick", "hat_closed"))),
            max_size=40,
        )
    )
    def test_whoever_plays_on_never_rests(self, gaps):
        time_s, strokes = 5.0, []
        for gap_s, player, pad in gaps:
            strokes.append(stroke(pad, time_s, player=player))
            time_s += gap_s
        assert self.wish(strokes, until_s=strokes[-1].time_s + SEAL_S - 0.01 if strokes else 9.0) is None

from game.model.hit import Hit
from game.session.cards import Command
from game.session.join import Join
from game.session.rest_gesture import RestGesture


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

    def test_crashes_in_the_music_mean_nothing(self):
        gesture = RestGesture()

        assert {gesture.strike(stroke("crash", 1.0 + 0.5 * i)) for i in range(20)} == {None}

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

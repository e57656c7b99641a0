"""Who sits where through an evening: seats are remembered, exchanged, and never stolen."""

from game.session.seats import MEANT_STROKES, Seats, SeatSpec, parse_seat

ANY = SeatSpec("any")


def seats(*devices, sat=None):
    """Seats that these devices have claimed, one after the other."""
    table = Seats((ANY, ANY), sat)
    for device in devices:
        table.seat_of(device)
    return table


class TestMemory:
    def test_after_the_title_the_same_kits_sit_where_they_sat(self):
        table = seats("a", "b")
        table.clear()
        assert table.taken_by(1) is table.taken_by(2) is None

        assert [table.seat_of(device) for device in ("b", "a")] == [2, 1]

    def test_the_next_evening_too(self):
        assert [seats(sat={"a": 2}).seat_of(device) for device in ("a", "b")] == [2, 1]
        again = Seats((ANY, ANY), seats("a", "b").sat)
        assert [again.seat_of(device) for device in ("b", "a")] == [2, 1]

    def test_it_is_a_wish_and_no_right(self):
        table = seats(sat={"a": 2, "b": 2, "c": 2})
        assert [table.seat_of(device) for device in ("b", "a", "c")] == [2, 1, None]
        assert table.sat == {"c": 2, "b": 2, "a": 1}

    def test_a_kit_named_for_one_seat_says_nothing_about_later(self):
        table = Seats((SeatSpec("midi", "A"), ANY))
        table.bind("midi:A#1", 1)
        table.seat_of("midi:A#1")
        assert table.sat == {}


class TestSwap:
    def test_everybody_plays_for_the_other_seat(self):
        table = seats("a", "b")
        table.swap()
        assert (table.seat_of("a"), table.seat_of("b")) == (2, 1)
        table.clear()
        assert table.seat_of("b") == 1

    def test_it_lasts_through_the_evening(self):
        table = Seats((SeatSpec("midi", "A"), ANY))
        table.bind("midi:A#1", 1)
        table.seat_of("b")
        assert not table.turned
        table.swap()
        assert (table.seat_of("midi:A#1"), table.seat_of("b"), table.seat_of("c")) == (2, 1, None)
        table.clear()
        assert table.turned
        assert (table.seat_of("midi:A#1"), table.taken_by(1)) == (2, None)
        assert table.seat_of("c") == 1

    def test_on_the_title_it_is_for_whoever_sat_there(self):
        table = Seats((ANY, ANY), {"a": 1, "b": 2})
        table.swap()
        assert [table.seat_of("b"), table.seat_of("a")] == [1, 2]


class TestTakingOver:
    """A kit is away: its seat is offered to whoever hits."""

    @staticmethod
    def offered(*devices, seat=1):
        table = seats(*devices)
        table.settle(moving=False)
        table.offer(frozenset({seat}))
        return table

    def test_the_kit_that_is_back_has_its_seat_again_by_its_first_stroke(self):
        table = self.offered("a", "b")
        assert table.seat_of("spare") == 1
        table.offer(frozenset())
        assert [table.seat_of(device) for device in ("a", "spare", "b")] == [1, None, 2]

    def test_of_several_that_lost_it_who_had_it_first_goes_before(self):
        table = self.offered("a", "b")
        table.seat_of("spare")
        table.offer(frozenset({1}))
        table.seat_of("other")
        assert [table.seat_of(device) for device in ("spare", "other", "a", "spare", "other")] == [
            1,
            None,
            1,
            None,
            None,
        ]

    def test_who_sat_in_for_somebody_has_no_claim_once_that_one_is_back(self):
        table = self.offered("a", "b")
        table.seat_of("spare")
        table.offer(frozenset({1}))
        assert [table.seat_of(device) for device in ("other", "a", "spare", "other")] == [1, 1, None, None]

    def test_each_kit_has_a_claim_on_its_own_seat_alone(self):
        table = self.offered("a", "b")
        table.offer(frozenset({1, 2}))
        assert [table.seat_of(device) for device in ("x", "y")] == [1, 2]
        table.offer(frozenset())
        assert [table.seat_of(device) for device in ("b", "a", "x", "y")] == [2, 1, None, None]

    def test_claims_and_offers_are_exchanged_with_the_seats(self):
        table = self.offered("a", "b")
        table.seat_of("x")
        table.offer(frozenset({1}))
        table.swap()
        assert [table.seat_of("y"), table.seat_of("a"), table.seat_of("x"), table.seat_of("b")] == [2, 2, None, 1]

    def test_a_claim_ends_where_the_seat_was_freed_and_somebody_sat_down(self):
        for freed in (lambda table: table.free(1), Seats.clear):
            table = self.offered("a", "b")
            table.seat_of("spare")
            freed(table)
            assert table.seat_of("c") == 1
            table.seat_of("b")
            assert [table.seat_of("a"), table.seat_of("c")] == [None, 1]

    def test_a_named_kit_that_was_replaced_has_its_seat_again_on_the_title_or_when_that_one_goes(self):
        table = Seats((SeatSpec("midi", "A"), ANY))
        table.bind("midi:A#1", 1)
        for freed in (lambda: table.free(1), table.clear):
            table.seat_of("b")
            table.offer(frozenset({1}))
            assert table.seat_of("midi:B#1") == 1
            freed()
            assert table.taken_by(1) == "midi:A#1"
            table.seat_of("midi:B#1")
            assert table.sits("midi:A#1") == 1

    def test_whoever_is_left_without_a_kit_may_take_the_half_of_the_keyboard_that_nobody_plays(self):
        table = self.offered("a", "keyboard:right")
        assert [table.seat_of("keyboard:left"), table.seat_of("keyboard:right")] == [1, 2]
        assert [table.seat_of("a"), table.seat_of("keyboard:left")] == [1, 2]

    def test_who_plays_on_both_halves_keeps_both(self):
        table = seats("a", "keyboard:right")
        table.settle(moving=False)
        for _ in range(MEANT_STROKES):
            assert table.seat_of("keyboard:left") == 2
        table.offer(frozenset({1}))
        assert [table.seat_of("keyboard:left"), table.taken_by(1)] == [2, "a"]

    def test_fewer_strokes_on_the_other_half_are_slips(self):
        table = seats("a", "keyboard:right")
        table.settle(moving=False)
        for _ in range(MEANT_STROKES - 1):
            assert table.seat_of("keyboard:left") == 2
        table.offer(frozenset({1}))
        assert [table.seat_of("keyboard:left"), table.seat_of("keyboard:right")] == [1, 2]

    def test_a_half_that_was_struck_before_the_round_only_is_free(self):
        table = seats("a", "keyboard:right", "keyboard:left")
        table.settle(moving=False)
        assert table.sits("keyboard:left") is None
        table.settle(moving=False)
        table.seat_of("keyboard:left")
        table.settle(moving=False)
        assert table.sits("keyboard:left") == 2


def test_of_many_kits_the_latest_are_last():
    table = seats("a", "b", sat={"b": 2, "c": 1, "a": 1})
    assert list(table.sat) == ["c", "a", "b"]
    table.clear()
    table.seat_of("a")
    assert list(table.sat) == ["c", "b", "a"]


class TestSecondKit:
    def test_it_may_sit_down_while_seats_are_taken_and_one_is_free(self):
        table = seats("a")
        assert table.has_seat_for("a@11")
        assert table.taken_by(2) is None
        table.seat_of("b")
        assert not table.has_seat_for("a@11")
        assert table.has_seat_for("b")

    def test_never_while_they_play(self):
        table = seats("a")
        table.settle(moving=False)
        assert not table.has_seat_for("a@11")
        table.clear()
        assert table.has_seat_for("a@11")


def test_a_number_of_thousands_of_digits_belongs_to_the_name():
    assert parse_seat("midi:TD-17#" + "1" * 5000, "--player1").number is None

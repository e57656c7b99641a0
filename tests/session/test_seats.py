"""Who sits where through an evening: seats are remembered, exchanged, and never stolen."""

from hypothesis import given
from hypothesis import strategies as st

from game.session.seats import Seats, SeatSpec

ANY = SeatSpec("any")
DEVICE = st.sampled_from(["midi:TD-17#1", "midi:TD-17#2", "midi:UM-ONE#1@11", "keyboard:left", "keyboard:right"])
ACT = st.one_of(DEVICE, st.just("swap"), st.just("clear"), st.just("play"))


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

    def test_named_kits_are_where_they_were_named_after_the_title(self):
        table = Seats((SeatSpec("midi", "A"), ANY))
        table.bind("midi:A#1", 1)
        table.seat_of("b")
        table.swap()
        assert (table.seat_of("midi:A#1"), table.seat_of("b"), table.seat_of("c")) == (2, 1, None)
        table.clear()
        assert (table.seat_of("midi:A#1"), table.taken_by(2)) == (1, None)
        assert table.seat_of("b") == 2


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


@given(st.lists(ACT, max_size=30))
def test_nobody_loses_a_seat_but_by_a_swap_or_at_the_title(acts):
    table, held = seats(), {}
    for act in acts:
        if act == "swap":
            table.swap()
            held = {device: 3 - seat for device, seat in held.items()}
        elif act == "clear":
            table.clear()
            held = {}
        elif act == "play":
            table.settle(moving=False)
        else:
            seat = table.seat_of(act)
            assert held.get(act, seat) == seat
            others = {held[device] for device in held if device.partition(":")[0] != act.partition(":")[0]}
            if act not in held and act.startswith("midi"):
                assert seat not in others
            if seat is not None:
                held[act] = seat
    assert set(table.sat.values()) <= {1, 2}

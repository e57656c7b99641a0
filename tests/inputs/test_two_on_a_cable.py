"""Two kits on one cable, and one kit on several channels: who plays what."""

from queue import SimpleQueue

import pytest

from game.inputs.device import Device, Outlets
from game.inputs.kitmap import union_kit
from game.session.clock import ManualClock
from game.session.seats import Seats, SeatSpec

KICK, SNARE, RIM, HAT, CHICK, TOM, CRASH = 36, 38, 40, 42, 44, 48, 49
ANY = SeatSpec("any")
GAP_S = 0.3


class Cable:
    """A MIDI interface, the seats, and everything that came through."""

    def __init__(self, specs=(ANY, ANY)):
        self.clock, self.seats, self.queue = ManualClock(1.0), Seats(specs), SimpleQueue()
        seats = {"seat_of": self.seats.seat_of, "has_seat": self.seats.has_seat_for, "sits": self.seats.sits}
        outlets = Outlets(clock=self.clock, listener=lambda hit: None, queue=self.queue, **seats)
        self.device = Device("midi:UM-ONE#1", outlets, union_kit())

    def send(self, channel, kind, data, value, wait_s=GAP_S):
        self.device.receive((kind + channel - 1, data, value), wait_s)
        self.clock.advance(wait_s)
        return self.queue.get_nowait() if not self.queue.empty() else None

    def strike(self, channel, *notes, wait_s=GAP_S):
        """Return whose strokes these are."""
        return [self.send(channel, 0x90, note, 100, wait_s).player for note in notes]


def test_the_second_kit_takes_the_free_seat_with_a_drum_that_the_first_has_struck():
    cable = Cable()
    assert cable.strike(10, KICK, SNARE) == [1, 1]
    assert cable.strike(11, SNARE, KICK, TOM, CRASH, CHICK) == [2] * 5
    assert cable.strike(10, TOM, CRASH, HAT) == [1] * 3
    assert cable.seats.taken_by(2) == "midi:UM-ONE#1@11"


def test_a_kit_with_a_channel_for_every_pad_keeps_one_seat():
    cable = Cable()
    channels = {KICK: 1, SNARE: 2, RIM: 2, HAT: 3, CHICK: 4, TOM: 5, CRASH: 6}
    for _ in range(20):
        for note, channel in channels.items():
            assert cable.strike(channel, note) == [1]
    assert cable.seats.taken_by(2) is None


def test_in_a_round_nobody_s_strokes_change_hands():
    cable = Cable()
    cable.strike(10, KICK, SNARE)
    cable.seats.seat_of("keyboard:left")
    cable.seats.settle(moving=False)
    assert cable.strike(11, KICK, SNARE, HAT) == [1] * 3
    cable.seats.free(2)
    assert cable.strike(11, KICK, SNARE, HAT) == [1] * 3
    cable.seats.settle(moving=True)
    assert cable.strike(11, KICK) == [2]


def test_the_two_do_not_filter_each_other():
    cable = Cable()
    cable.strike(10, KICK, SNARE)
    cable.strike(11, SNARE)
    first = cable.send(10, 0x90, SNARE, 110, wait_s=0.004)
    second = cable.send(11, 0x90, SNARE, 60, wait_s=0.004)
    assert [(hit.player, hit.drop) for hit in (first, second)] == [(1, None), (2, None)]


def test_chokes_and_pedals_go_to_their_own_kit():
    cable = Cable()
    cable.strike(10, KICK)
    cable.strike(11, KICK)
    assert cable.send(11, 0xA0, CRASH, 127).player == 2
    assert cable.send(10, 0xA0, CRASH, 127).player == 1
    cable.send(11, 0xB0, 4, 90)
    hits = [cable.send(channel, 0x90, HAT, 100) for channel in (10, 11)]
    assert [(hit.player, hit.open) for hit in hits] == [(1, None), (2, 0.0)]


def test_both_are_unplugged_at_once():
    cable = Cable()
    cable.strike(10, KICK)
    assert cable.device.owners == [1]
    cable.strike(11, KICK)
    assert cable.device.owners == [1, 2]


def test_next_time_they_are_known():
    cable = Cable()
    cable.strike(10, KICK)
    cable.strike(11, KICK)
    cable.seats.clear()
    assert cable.strike(11, TOM) == [2]
    assert cable.strike(10, TOM) == [1]


def test_soft_notes_tell_nothing():
    cable = Cable()
    cable.strike(10, SNARE)
    assert cable.send(11, 0x90, SNARE, 15).player == 1


@pytest.mark.parametrize("specs", [(ANY, SeatSpec("keyboard")), (ANY, SeatSpec("sim", "trained"))])
def test_where_no_seat_is_free_all_channels_are_one_player_s(specs):
    cable = Cable(specs)
    cable.seats.bind("sim", 2)
    assert cable.strike(10, KICK, SNARE) == [1, 1]
    assert cable.strike(11, KICK, SNARE) == [1, 1]

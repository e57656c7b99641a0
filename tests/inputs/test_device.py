"""What happens on the driver's thread, without a driver."""

from queue import SimpleQueue

import pytest

from game.inputs.device import Device, Outlets
from game.inputs.kitmap import recognise, union_kit
from game.inputs.midi import MidiInput
from game.inputs.ports import CHOICE
from game.inputs.probe import probe_midi
from game.model.errors import HitotsuError
from game.session.clock import ManualClock
from game.session.seats import Seats, SeatSpec

SNARE, RIM, CRASH, GRAB = (0x99, 38, 100), (0x99, 40, 50), (0x99, 49, 100), (0xA9, 49, 127)
CONTROL, CLOCK = (0xB9, 4, 60), (0xF8,)


class Desk:
    """Everything that a device reports to, and what was reported."""

    def __init__(self, seats=None, *, sits=None, steady=False, kit_map=None, listener=None):
        self.clock, self.heard, self.queue, self.tapped = ManualClock(2.0), [], SimpleQueue(), []
        seat_of = {"midi:TD-17#1": 1}.get if seats is None else seats
        drum = listener or self.heard.append
        outlets = Outlets(self.clock, seat_of, drum, self.queue, self.tapped.append, steady, sits=sits)
        self.device = Device("midi:TD-17#1", outlets, kit_map or union_kit())

    def receive(self, *messages, wait_s=0.0):
        for message in messages:
            self.device.receive(message, 0.0)
            self.clock.advance(wait_s)

    def queued(self):
        return [self.queue.get_nowait() for _ in range(self.queue.qsize())]


def test_all_that_hands_and_feet_do_is_queued_and_told_at_once():
    desk = Desk()
    desk.receive(SNARE, RIM, wait_s=0.002)
    desk.receive(CONTROL, (0xB9, 4, 0), (0xB9, 4, 127), GRAB, CLOCK)
    snare, rim, *silenced = queued = desk.queued()
    assert [(hit.time_s, hit.pad, hit.drop) for hit in (snare, rim)] == [
        (2.0, "snare", None),
        (2.002, "snare_rim", "layer"),
    ]
    assert [(event.kind, event.pad, event.player) for event in silenced] == [
        ("pedal", "hat_pedal", 1),
        ("choke", "crash", 1),
    ]
    assert desk.heard == queued


def test_a_kit_without_a_seat_is_silent():
    desk = Desk(seats=lambda key: None)
    desk.receive(SNARE)
    assert desk.queued() == desk.heard == []


@pytest.fixture
def table():
    """A desk at real seats, and the seats."""
    seats = Seats((SeatSpec("any"), SeatSpec("any")))
    return Desk(seats=seats.seat_of, sits=seats.sits), seats


def test_whose_kit_it_is_is_asked_at_every_message(table):
    desk, seats = table
    desk.receive(SNARE, RIM, wait_s=0.002)
    seats.swap()
    desk.receive(RIM)
    desk.clock.advance(1.0)
    desk.receive(CRASH, GRAB)
    assert [item.player for item in desk.queued()] == [1, 1, 2, 2, 2]


def test_a_kit_whose_seat_was_taken_over_silences_nobody(table):
    desk, seats = table
    desk.receive(CRASH)
    desk.queued()
    seats.bind("midi:TD-17#2", 2)
    seats.offer(frozenset({1}))
    assert seats.seat_of("midi:Mimic#1") == 1
    desk.clock.advance(1.0)
    desk.receive(GRAB, (0x99, 38, 19), (0x99, 36, 3))
    assert desk.queued() == desk.heard[1:] == []
    assert seats.taken_by(1) == "midi:Mimic#1"


@pytest.mark.parametrize("message", [(0x99, 36, 3), (0x99, 38, 19), (0xA9, 49, 127), (0xB9, 4, 127)])
def test_what_is_no_stroke_or_a_soft_one_claims_no_seat(table, message):
    desk, seats = table
    desk.receive(message)
    assert seats.taken_by(1) is None
    assert desk.queued() == desk.heard == []


def test_at_its_seat_even_the_softest_note_is_kept(table):
    desk, seats = table
    seats.bind("midi:TD-17#1", 2)
    desk.receive((0x99, 36, 3), (0x99, 38, 19))
    assert [(hit.player, hit.drop) for hit in desk.queued()] == [(2, "floor"), (2, None)]


def test_the_tap_sees_every_message_with_what_became_of_it():
    desk = Desk()
    desk.receive(CLOCK, CONTROL, SNARE, RIM)
    rows = [(arrival.message, arrival.outcome and arrival.outcome.drop) for arrival in desk.tapped]
    assert rows == [(bytes(CLOCK), None), (bytes(CONTROL), None), (bytes(SNARE), None), (bytes(RIM), "layer")]
    assert {arrival.device for arrival in desk.tapped} == {"midi:TD-17#1"}


def test_a_failing_listener_loses_no_hit_and_leaves_a_notice():
    def broken(hit):
        raise RuntimeError("no drum")

    desk = Desk(listener=broken)
    desk.receive(SNARE)
    assert [hit.pad for hit in desk.queued()] == ["snare"]
    assert "no drum" in desk.device.fault


def test_rubbish_is_survived():
    desk = Desk()
    desk.receive((), (0x99,), (0x99, 38), (300, -1, 5), SNARE)
    assert [hit.pad for hit in desk.queued()] == ["snare"]


def test_the_driver_s_clock_takes_out_waiting():
    desk = Desk(steady=True)
    desk.device.receive(SNARE, 0.0)
    desk.clock.advance(0.107)
    desk.device.receive(SNARE, 0.1)
    assert [hit.time_s for hit in desk.queued()] == [2.0, 2.1]


def test_a_recognised_kit_is_understood_by_its_own_map():
    desk = Desk(kit_map=recognise("r.e.d.box"))
    desk.receive((0x99, 47, 100))
    assert desk.queued()[0].zone == "tom1.head"


@pytest.fixture
def no_midi(monkeypatch):
    monkeypatch.setenv(CHOICE, "none")


def test_without_midi_any_kit_is_no_kit_and_a_notice(no_midi):
    source = MidiInput(ManualClock(), lambda key: 1, print)
    assert source.devices == ()
    assert source.poll(10.0) == []
    assert source.notices[0].startswith("No MIDI system was found")
    source.close()
    source.close()


def test_without_midi_a_named_kit_is_an_error_that_says_why(no_midi):
    with pytest.raises(HitotsuError, match=r"midi:TD-17: No MIDI system was found.*keyboard"):
        MidiInput(ManualClock(), lambda key: 1, print, wanted=["midi:TD-17"])


def test_the_probe_says_what_is_missing(no_midi):
    status = probe_midi()
    assert not status.available
    assert status.ports == ()
    assert "keyboard can" in status.notice

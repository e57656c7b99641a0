"""Kits that come and go, at a MIDI system that a test moves by hand: no system here lets a program hold a port."""

from dataclasses import dataclass, field

import pytest
from click.testing import CliRunner

import game.commands.kits
import game.inputs.midi
from game.app.build import Devices
from game.commands.kits import kits
from game.inputs.midi import RETRY_S, SCAN_S, MidiInput
from game.inputs.ports import MidiError
from game.session.clock import ManualClock
from game.session.seats import Seats, SeatSpec

ANY = SeatSpec("any")
SNARE = (0x99, 38, 100)
TWINS = ["20:0", "24:0"]


@dataclass
class Port:
    system: "System"
    name: str
    receive: object
    closed: bool = False

    def reopen(self, index):
        self.system.look(self.system.listed[index])

    def close(self):
        self.closed = True


@dataclass
class System:
    """As ALSA lists kits: by name and address."""

    api = "alsa"
    listed: list = field(default_factory=list)
    held: set = field(default_factory=set)
    opened: list = field(default_factory=list)
    tries: int = 0

    def names(self):
        return list(self.listed)

    def look(self, name):
        self.tries += 1
        if name in self.held:
            raise MidiError("busy")

    def open(self, index, receive):
        self.look(self.listed[index])
        self.opened.append(Port(self, self.listed[index], receive))
        return self.opened[-1]

    def close(self):
        self.listed = []


class Asked:
    """A question that is on its way until it is said to be over."""

    def __init__(self, port):
        self.name, self.on_its_way, self.closed = port.name, True, False

    def pending(self, _now_s):
        return self.on_its_way

    def close(self):
        self.closed = True


def kit(address, name="TD-17"):
    return f"{name}:{name} MIDI 1 {address}"


class Desk:
    """Two kits of one name at their seats."""

    def __init__(self, monkeypatch, *listed, held=(), listener=lambda _hit: None):
        self.system, self.clock, self.seats = System(list(listed), set(held)), ManualClock(1.0), Seats((ANY, ANY))
        self.asked = []
        monkeypatch.setattr(game.inputs.midi, "MidiSystem", lambda: self.system)
        monkeypatch.setattr(game.inputs.midi, "Question", self.question)
        seats = {"has_seat": self.seats.has_seat_for, "sits": self.seats.sits}
        self.midi = MidiInput(self.clock, self.seats.seat_of, listener, **seats)
        self.devices = Devices(self.seats, self.midi, None)

    def question(self, port, _now_s):
        self.asked.append(Asked(port))
        return self.asked[-1]

    def strike(self, number, message=SNARE):
        """Strike the kit that was opened as the `number`-th; return whose stroke that is."""
        self.clock.advance(0.5)
        self.system.opened[number].receive(message, 0.5)
        hits = [item for item in self.midi.poll(self.clock.now()) if hasattr(item, "velocity")]
        return hits[0].player if hits else None

    def list(self, *listed, seconds=SCAN_S):
        """Let the system list these; return what the input tells of it."""
        self.system.listed = list(listed)
        return [(event.kind, event.player) for event in self.midi.poll(self.clock.advance(seconds))]


@pytest.fixture
def twins(monkeypatch):
    desk = Desk(monkeypatch, *map(kit, TWINS))
    assert [desk.strike(0), desk.strike(1)] == [1, 2]
    return desk


def test_a_pulled_kit_is_missed_within_a_look(twins):
    assert twins.list(kit("24:0")) == [("unplugged", 1)]
    assert twins.devices.away() == {1}
    assert twins.list(*map(kit, TWINS)) == [("plugged", 1)]
    assert twins.devices.away() == frozenset()
    assert twins.strike(0) == 1


def test_a_kit_that_has_lost_its_seat_is_still_known_to_be_here_or_not(twins):
    key = twins.seats.taken_by(1)
    twins.list(kit("24:0"))
    twins.seats.free(1)
    assert not twins.devices.here(key)
    twins.list(*map(kit, TWINS))
    assert twins.devices.here(key)


def test_of_two_that_were_pulled_each_is_known_by_its_place_whichever_comes_back_first(twins):
    assert twins.list() == [("unplugged", 1), ("unplugged", 2)]
    assert twins.list(kit("24:0")) == [("plugged", 2)]
    assert twins.devices.away() == {1}
    assert twins.list(*map(kit, TWINS)) == [("plugged", 1)]
    assert [twins.strike(0), twins.strike(1)] == [1, 2]


def test_a_kit_that_comes_back_in_another_place_is_the_one_that_is_missing(twins):
    twins.list(kit("20:0"))
    assert twins.list(kit("20:0"), kit("32:0")) == [("plugged", 2)]
    assert twins.strike(1) == 2


def test_another_make_in_its_place_is_another_kit(twins):
    twins.list(kit("24:0"))
    assert twins.list(kit("24:0"), kit("20:0", "Mimic")) == []
    assert twins.devices.away() == {1}
    assert twins.strike(2) is None
    twins.seats.offer(twins.devices.away())
    assert twins.strike(2) == 1
    assert twins.devices.away() == frozenset()


def test_what_hangs_on_a_cable_is_asked_and_what_has_a_name_never(monkeypatch):
    desk = Desk(monkeypatch, kit("20:0", "UM-ONE"), kit("24:0"), kit("28:0", "SPD-SX"), kit("14:0", "Midi Through"))
    desk.list(*desk.system.listed)
    assert [question.name for question in desk.asked] == ["UM-ONE"]
    assert desk.midi.devices == ("midi:UM-ONE#1", "midi:TD-17#1", "midi:SPD-SX#1")  # a loopback would play all twice
    assert desk.midi.asking
    desk.midi.close()
    assert desk.asked[0].closed


def test_what_is_plugged_in_again_is_asked_again_for_it_may_be_another_kit(monkeypatch):
    desk = Desk(monkeypatch, kit("20:0", "UM-ONE"), kit("24:0"))
    desk.list(kit("24:0"))
    desk.list(kit("20:0", "UM-ONE"))
    assert [question.name for question in desk.asked] == ["UM-ONE", "UM-ONE"]


def test_a_kit_whose_drum_fails_says_so_once_and_plays_on(monkeypatch):
    def broken(_hit):
        raise RuntimeError("no drum")

    desk = Desk(monkeypatch, kit("20:0"), listener=broken)
    assert [desk.strike(0), desk.strike(0)] == [1, 1]
    (said,) = desk.midi.notices
    assert "no drum" in said


def test_asking_is_over_when_the_question_has_left(monkeypatch):
    desk = Desk(monkeypatch, kit("20:0", "UM-ONE"))
    desk.asked[0].on_its_way = False
    desk.list(kit("20:0", "UM-ONE"))
    assert not desk.midi.asking


def test_both_kits_on_one_cable_are_away_with_it(monkeypatch):
    desk = Desk(monkeypatch, kit("20:0", "UM-ONE"))
    for message in (SNARE, (0x9A, 38, 100), (0x9A, 36, 100)):
        desk.strike(0, message)
    assert desk.seats.taken_by(2) == "midi:UM-ONE#1@11"
    desk.list()
    assert desk.devices.away() == {1, 2}


def refuse(_index):
    raise MidiError("busy")


class TestHeldByAnotherProgram:
    def told(self, desk):
        return [(notice.key, notice.device) for notice in desk.devices.notices()]

    def test_it_is_said_and_closing_the_other_program_is_enough(self, monkeypatch):
        desk = Desk(monkeypatch, kit("20:0"), kit("24:0", "Mimic"), held=[kit("20:0")])
        assert self.told(desk) == [("held", "TD-17")]
        assert "midi:TD-17#1" in desk.midi.notices[0]
        desk.system.held.clear()
        desk.list(*desk.system.listed, seconds=RETRY_S)
        assert self.told(desk) == []
        assert desk.strike(1) == 1

    def test_it_is_tried_now_and_then(self, monkeypatch):
        desk = Desk(monkeypatch, kit("20:0"), held=[kit("20:0")])
        for _ in range(int(10 * RETRY_S / SCAN_S)):
            desk.list(*desk.system.listed)
        assert 8 <= desk.system.tries <= 11

    def test_a_kit_that_comes_back_held_is_away_until_it_is_let_go(self, twins):
        twins.list(kit("24:0"))
        twins.system.held.add(kit("20:0"))
        assert twins.list(*map(kit, TWINS)) == []
        assert (twins.devices.away(), self.told(twins)) == ({1}, [("held", "TD-17")])
        twins.system.held.clear()
        assert twins.list(*map(kit, TWINS), seconds=RETRY_S) == [("plugged", 1)]
        assert (twins.devices.away(), self.told(twins)) == (frozenset(), [])

    def test_of_twins_that_are_opened_anew_one_that_is_held_then_is_away_until_it_is_let_go(self, monkeypatch):
        monkeypatch.setattr(System, "api", "core")
        desk = Desk(monkeypatch, "TD-17", "TD-17")
        assert [desk.strike(0), desk.strike(1)] == [1, 2]
        desk.list("TD-17")
        first = desk.system.opened[0]
        first.reopen = refuse
        desk.list("TD-17", "TD-17")
        assert (desk.devices.away(), self.told(desk)) == ({1}, [("held", "TD-17")])
        del first.reopen
        desk.list("TD-17", "TD-17", seconds=RETRY_S)
        assert (desk.devices.away(), self.told(desk)) == (frozenset(), [])

    def test_pulled_while_it_was_held_it_is_said_no_more(self, monkeypatch):
        desk = Desk(monkeypatch, kit("20:0"), held=[kit("20:0")])
        desk.list()
        assert self.told(desk) == []

    def test_the_list_of_kits_says_so(self, monkeypatch):
        system = System([kit("20:0"), kit("24:0", "Mimic")], {kit("20:0")})
        monkeypatch.setattr(game.commands.kits, "MidiSystem", lambda: system)
        done = CliRunner().invoke(kits)
        assert "midi:TD-17#1: this kit cannot be opened: another program may be using it" in done.stderr
        assert "Mimic#1" not in done.stderr
        assert "midi:TD-17#1" in done.stdout
        assert all(port.closed for port in system.opened)

"""Noise on the cable: 20 000 messages of random bytes do no harm and take no seat that nobody struck for."""

from queue import SimpleQueue
from random import Random

import pytest

from game.inputs.decode import StreamParser
from game.inputs.device import Device, Outlets
from game.inputs.kitmap import known_kits, recognise, union_kit
from game.inputs.recognition import Why
from game.model.hit import Hit
from game.session.clock import ManualClock

MESSAGES = 20_000
REPLY = bytes.fromhex("F0 7E 10 06 02 41 63 03 00 00 00 00 00 00 F7")


def rubbish(random):
    return bytes(random.randrange(256) for _ in range(random.choice((0, 1, 2, 3, 3, 3, 4, 15, 17, 40))))


def almost(random):
    """Return a message of a kit with one byte turned."""
    whole = bytearray(random.choice((b"\x99\x26\x64", b"\xb9\x04\x40", b"\xa9\x31\x7f", b"\x89\x26\x00", REPLY)))
    whole[random.randrange(len(whole))] = random.randrange(256)
    return bytes(whole)


class Cable:
    """A device on a noisy cable, and whoever asks for a seat."""

    def __init__(self, player, *, kit_map=None):
        self.clock, self.asked, self.heard, self.arrivals = ManualClock(0.0), 0, [], []
        self.player = player
        sits = {"sits": lambda key: self.player if self.asked else None}
        outlets = Outlets(self.clock, self.seat_of, self.heard.append, SimpleQueue(), self.arrivals.append, **sits)
        self.device = Device("midi:UM-ONE#1", outlets, kit_map or union_kit())
        self.queue = outlets.queue

    def seat_of(self, key):
        self.asked += 1
        return self.player

    def receive(self, message, wait_s):
        """Return how often a seat was asked for, and what became of the message."""
        before = self.asked
        self.clock.advance(wait_s)
        self.device.receive(message, wait_s)
        return self.asked - before, self.arrivals[-1].outcome


def is_strike(message):
    return len(message) == 3 and message[0] & 0xF0 == 0x90 and 0 < message[2] < 128 and message[1] < 128


@pytest.mark.parametrize("noise", [rubbish, almost])
@pytest.mark.parametrize("kit_map", [None, recognise("2Box"), recognise("DM10")], ids=["any", "2box", "dm10"])
def test_noise_takes_no_seat(noise, kit_map):
    random, cable = Random(5), Cable(1, kit_map=kit_map)
    for _ in range(MESSAGES):
        message = noise(random)
        asked, outcome = cable.receive(message, random.choice((0.0, 0.001, 0.02, 0.5)))
        struck = is_strike(message) and cable.device.map.chokes.get(message[1]) is None
        assert asked <= struck
        if isinstance(outcome, Hit):
            assert struck
            assert (outcome.note, outcome.player) == (message[1], 1)
        if asked:
            assert outcome.drop is None
    assert cable.device.fault is None
    assert len(cable.arrivals) == MESSAGES
    assert cable.device.map in (union_kit(), *known_kits())
    assert cable.device.why is not Why.NOTES


def test_where_nobody_strikes_no_seat_is_asked_for_and_nothing_is_told():
    random, cable = Random(6), Cable(1)
    for _ in range(MESSAGES):
        message = rubbish(random)
        if not is_strike(message):
            cable.receive(message, 0.01)
    assert cable.asked == 0
    assert cable.heard == []
    assert cable.queue.empty()


def test_noise_at_a_seat_that_nobody_has_is_silent():
    random, cable = Random(7), Cable(None)
    for _ in range(MESSAGES):
        cable.receive(rubbish(random), 0.01)
    assert cable.heard == []
    assert cable.queue.empty()
    assert cable.device.fault is None


def test_a_raw_stream_of_noise_is_cut_into_whole_messages():
    random, cable, parser = Random(8), Cable(2), StreamParser()
    for _ in range(MESSAGES):
        for message in parser.feed(rubbish(random)):
            assert 2 <= len(message) <= 3
            assert message[0] >= 0x80
            assert max(message[1:]) < 0x80
            cable.receive(message, 0.003)
    assert cable.device.fault is None
    assert {hit.player for hit in cable.heard} == {2}

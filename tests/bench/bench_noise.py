"""A million random bytes into the game's MIDI callback: no exception, no stuck note, no seat that nobody struck for.

    python tests/bench/bench_noise.py [--bytes 1000000] [--seed 1] [--json]

Three kinds of noise. `bytes`: any bytes, cut into messages as they would come from a raw cable. `torn`: a drummer's
messages with bytes lost, doubled and turned, cut likewise. `messages`: any bytes handed over as if they were whole
messages, 0 to 40 bytes long. Every 20 000 bytes another kit is plugged in, and before that the old one has to play as
if nothing had been: each pad sounds, a grabbed cymbal falls silent.

    phantom   seats taken by anything but a note-on that counts
    wrong     hits that are no note-on, or not its note, or a sound that nobody struck or that is missing
    stuck     kits that did not play as before at the end, and sounds that went on for more than 10 s
    faults    exceptions
"""

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from functools import partial
from queue import SimpleQueue

import numpy as np
from machine import told  # isort: split

from game.audio.drum_mixer import hear
from game.audio.drums import KitMixer
from game.audio.render import Tape
from game.audio.voices import VoiceBank
from game.inputs.decode import StreamParser
from game.inputs.device import Device, Outlets
from game.inputs.kitmap import known_kits, union_kit
from game.model.hit import Event, Hit
from game.model.pads import pad_of_zone
from game.session.clock import ManualClock
from game.session.seats import Seats, SeatSpec

RATE = 8000
"""Of the sound: only whether and how long it lasts is looked at."""
KIT_BYTES = 20_000
LONGEST_S = 10.0
KEY = "midi:UM-ONE#1"
LENGTHS = (0, 1, 2, 3, 3, 3, 3, 4, 15, 17, 40)
DRUMMER = (b"\x99\x26\x64", b"\x99\x24\x70", b"\x99\x2e\x50", b"\x99\x31\x7f", b"\xb9\x04\x40", b"\xa9\x31\x7f",
           b"\xa9\x31\x00", b"\x89\x26\x00", b"\xfe", bytes.fromhex("F07E100602416303000000000000F7"))  # fmt: skip


@dataclass
class Count:
    """What the noise did."""

    noise: str
    bytes: int = 0
    messages: int = 0
    note_ons: int = 0
    hits: int = 0
    chokes: int = 0
    kits: int = 0
    seated: int = 0
    """Seats that were taken; each is free again for the next message."""
    phantom: int = 0
    wrong: int = 0
    stuck: int = 0
    faults: int = 0

    @property
    def bad(self):
        return self.phantom + self.wrong + self.stuck + self.faults


class Listener:
    """A kit at a port, a seat for it, and what sounds."""

    def __init__(self, bank, kit_map):
        self.clock = ManualClock()
        self.seats = Seats((SeatSpec("any"), SeatSpec("any")))
        self.tape = Tape(RATE, self.clock)
        mixer = KitMixer(self.tape, bank, self.clock)
        self.outcome = None
        outlets = Outlets(
            self.clock, self.seats.seat_of, partial(hear, mixer), SimpleQueue(), self._tap, sits=self.seats.sits
        )
        self.device = Device(KEY, outlets, kit_map)

    def _tap(self, arrival):
        self.outcome = arrival.outcome

    def receive(self, message, wait_s=0.0):
        """Hand over a message and return what it was."""
        self.clock.advance(wait_s)
        self.outcome = None
        self.device.receive(message, wait_s)
        return self.outcome

    @property
    def seated(self):
        return self.seats.taken_by(1) is not None or self.seats.taken_by(2) is not None


def is_note_on(message):
    return len(message) == 3 and message[0] & 0xF0 == 0x90 and 0 < message[2] < 128 and message[1] < 128


# ---- the noise ------------------------------------------------------------------------------------------------------


def any_bytes(rng, count):
    """Yield messages cut out of any bytes."""
    return StreamParser().feed(rng.integers(0, 256, count, np.uint8).tolist())


def torn(rng, count):
    """Yield messages cut out of a drummer's bytes, of which one in ten is lost, doubled or turned."""
    whole = b"".join(DRUMMER[i] for i in rng.integers(0, len(DRUMMER), count // 3))[:count]
    damaged = bytearray()
    for byte, fate, other in zip(whole, rng.integers(0, 30, count), rng.integers(0, 256, count), strict=False):
        damaged += {0: b"", 1: bytes((byte, byte)), 2: bytes((other,))}.get(int(fate), bytes((byte,)))
    return StreamParser().feed(damaged)


def any_messages(rng, count):
    """Yield any bytes as if they were whole messages."""
    given = 0
    while given < count:
        length = int(rng.choice(LENGTHS))
        given += max(1, length)
        yield rng.integers(0, 256, length, np.uint8).tobytes()


NOISES = {"bytes": any_bytes, "torn": torn, "messages": any_messages}


# ---- what it does ---------------------------------------------------------------------------------------------------


def measure(noise, count, seed, bank):
    """Let `count` bytes of noise come to one kit after the other; return what they did."""
    rng, counted = np.random.default_rng(seed), Count(noise)
    maps = (union_kit(), *known_kits())
    while counted.bytes < count:
        size = min(KIT_BYTES, count - counted.bytes)
        listener = Listener(bank, maps[counted.kits % len(maps)])
        counted.bytes += size
        counted.kits += 1
        waits = iter(rng.choice((0.0, 0.001, 0.02, 0.5), size + 1))
        for message in NOISES[noise](rng, size):
            _take(listener, message, float(next(waits)), counted)
        counted.stuck += not plays(listener)
        counted.faults += listener.device.fault is not None
        counted.stuck += sum(len(one.sound) > LONGEST_S * RATE for one in listener.tape.placed)
    return counted


def _take(listener, message, wait_s, counted):
    sounds = len(listener.tape.placed)
    outcome = listener.receive(message, wait_s)
    counted.messages += 1
    struck, is_hit = is_note_on(message), isinstance(outcome, Hit)
    counts = is_hit and outcome.drop is None
    counted.note_ons += struck
    counted.hits += is_hit
    counted.chokes += isinstance(outcome, Event) and outcome.kind == "choke"
    counted.seated += listener.seated
    counted.phantom += listener.seated and not (struck and counts)
    listener.seats.clear()
    counted.wrong += is_hit and not (struck and outcome.note == message[1])
    counted.wrong += len(listener.tape.placed) - sounds != counts


def plays(listener):
    """Tell whether a kit still does what a kit does: a second between all strokes, so that no filter has a say."""
    kit = listener.device.map
    return all(_sounds(listener, note) for note in kit.notes if note not in kit.chokes) and _is_grabbed(listener)


def _sounds(listener, note):
    sounds = len(listener.tape.placed)
    hit = listener.receive(bytes((0x99, note, 110)), 1.0)
    return isinstance(hit, Hit) and hit.drop is None and len(listener.tape.placed) == sounds + 1


def _is_grabbed(listener):
    for note, zone in listener.device.map.notes.items():
        if pad_of_zone(zone) in ("crash", "ride"):
            grabs = Counter()
            for message in ((0x99, note, 110), (0xA9, note, 127), (0xA9, note, 0), (0xA9, note, 127), (0xA9, note, 0)):
                grabs[type(listener.receive(bytes(message), 1.0))] += 1
            if grabs[Event] != 2:
                return False
    return True


COLUMNS = ("bytes", "messages", "note_ons", "hits", "chokes", "kits", "seated", "phantom", "wrong", "stuck", "faults")


def main():
    """Measure and print; return 1 where the noise did harm, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", type=int, default=1_000_000, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    say = (lambda *_, **__: None) if options.json else print
    say(told())
    say(f"{'noise':<10}" + "".join(f"{name:>10}" for name in COLUMNS))
    bank, counts = VoiceBank(RATE), []
    for noise in NOISES:
        counts.append(measure(noise, options.bytes, options.seed, bank))
        say(f"{noise:<10}" + "".join(f"{getattr(counts[-1], name):>10}" for name in COLUMNS), flush=True)
    if options.json:
        print(json.dumps([asdict(count) for count in counts]))
    return 1 if any(count.bad for count in counts) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Sends very many messages through two MIDI ports and counts what was lost, doubled, changed or out of order.

    python tests/bench/bench_messages.py [--count 100000] [--rate 1000] [--load idle --load busy] [--json]

Another process sends `--count` messages in all, `--rate` a second, in turns through two real ports of a JACK server;
the game's own input takes them. No two messages of a port are alike (16 channels x 128 notes x 127 velocities), so
that each is known again. A JACK server that stumbles (`stumbles`) loses what the block carried, whoever listens;
losses are told with their time, so that it shows whether they were together in both ports.

`busy`: the main thread computes in Python all the time, and only takes the strokes every 100 ms. `drops` are strokes
that the filters marked, which is their work and no loss.
"""

import argparse
import json
import os
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import pairwise

from machine import jack_server, told  # isort: split

from virtual_kits import Note, VirtualKits

from game.inputs.midi import MidiInput
from game.model.hit import Hit
from game.session.clock import SystemClock

KITS = {"one": "Studio Kit#1", "two": "Studio Kit#2"}
NAME = "Studio Kit"
NOTES, VELOCITIES = 128, 127
MOST = 16 * NOTES * VELOCITIES
BUSY_S = 0.1
LOADS = {"idle": 0.0, "busy": BUSY_S}
_SWITCH_S = 0.0005
"""As the game's own loop sets it."""


@dataclass(frozen=True)
class Count:
    """What became of the messages."""

    load: str
    sent: int
    seconds: float
    lost: int
    doubled: int
    unknown: int
    """Nobody sent them."""
    disordered: int
    """Came after one that was sent later through the same port."""
    stamped_back: int
    """Stamped earlier than the one before."""
    queued: int
    """Strokes that the main thread got, those with a `drop` among them."""
    drops: int
    stumbles: int
    """How often the JACK server said that it skipped a block, with what was in it."""
    lost_at_once: list[list[int]]
    """How many were lost within 10 ms, of each port, and when, ms after the start: a block hits both."""
    fault: str | None

    @property
    def whole(self):
        return not (self.lost or self.doubled or self.unknown or self.disordered or self.stamped_back or self.fault)


def message(number):
    """Return the message of this number: a note-on that no other number gives."""
    place, velocity = divmod(number, VELOCITIES)
    channel, note = divmod(place, NOTES)
    return 0x90 | channel, note, velocity + 1


def measure(load, count, rate, env):
    """Send `count` messages, so many a second, and count what came."""
    notes = [Note(number / rate, (*KITS,)[number % 2], message(number // 2)) for number in range(count)]
    arrivals, got, clock = [], [], SystemClock()
    with VirtualKits(env) as kits, server_stumbles() as stumbles:
        for kit in KITS:
            kits.plug(kit, NAME)
        players = {f"midi:{name}": player for player, name in enumerate(KITS.values(), 1)}
        source = MidiInput(clock, players.get, lambda hit: None, wanted=(*players,), tap=arrivals.append)
        before = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        kits.start(notes)
        done = threading.Event()
        waiting = threading.Thread(target=lambda: (kits.finish(), time.sleep(0.2), done.set()))
        begun_s = clock.now()
        waiting.start()
        while not done.is_set():
            _work(LOADS[load])
            got += source.poll(clock.now())
        seconds = clock.now() - begun_s
        waiting.join()
        got += source.poll(clock.now())
        sys.setswitchinterval(before)
        source.close()
        faults = [notice for notice in source.notices if "could not be handled" in notice]
    ports = [_port(f"midi:{name}", kit, notes, arrivals) for kit, name in KITS.items()]
    missing, doubled, unknown, disordered, back = zip(*ports, strict=True)
    hits = [item for item in got if isinstance(item, Hit)]
    drops = sum(hit.drop is not None for hit in hits)
    fault = faults[0] if faults else None
    return Count(
        load=load, sent=count, seconds=round(seconds, 1), lost=sum(map(len, missing)), doubled=sum(doubled),
        unknown=sum(unknown), disordered=sum(disordered), stamped_back=sum(back), queued=len(hits), drops=drops,
        stumbles=len(stumbles), lost_at_once=_at_once(missing, rate), fault=fault,
    )  # fmt: skip


def _at_once(missing, rate):
    """Return when messages were lost together, ms, and how many of each port; the numbers tell when they were sent."""
    times = sorted((1000 * (2 * number + port) / rate, port) for port, lost in enumerate(missing) for number in lost)
    groups: list[list[int]] = []
    for at_ms, port in times:
        if not groups or at_ms - groups[-1][0] > 10:
            groups.append([round(at_ms), 0, 0])
        groups[-1][1 + port] += 1
    return groups


@contextmanager
def server_stumbles():
    """Give a list that grows whenever the JACK server skips a block."""
    import jack

    client, told_of = jack.Client("stumbles", no_start_server=True), []
    client.set_xrun_callback(told_of.append)
    with client:
        yield told_of


def _work(seconds):
    if not seconds:
        time.sleep(0.001)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        sum(i * i for i in range(50))


def _port(device, kit, notes, arrivals):
    """Return which of one port's messages were lost; how many were doubled, unknown, out of order and stamped back."""
    numbers = {bytes(note.message): i for i, note in enumerate(note for note in notes if note.kit == kit)}
    came = [arrival for arrival in arrivals if arrival.device == device]
    order = [numbers[arrival.message] for arrival in came if arrival.message in numbers]
    times_s = [arrival.time_s for arrival in came]
    return (
        sorted(set(numbers.values()) - set(order)),
        len(order) - len(set(order)),
        len(came) - len(order),
        sum(later < earlier for earlier, later in pairwise(order)),
        sum(later < earlier for earlier, later in pairwise(times_s)),
    )


COLUMNS = ("sent", "seconds", "lost", "doubled", "unknown", "disordered", "stamped_back", "queued", "drops", "stumbles")


def main():
    """Measure and print; return 1 where anything was lost, doubled or out of order, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="in all, through both ports")
    parser.add_argument("--rate", type=float, default=1000, help="messages a second, through both ports together")
    parser.add_argument("--load", action="append", choices=LOADS, help="may be given more than once")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.count > 2 * MOST:
        parser.error(f"no more than {2 * MOST} messages can be told apart")
    say = (lambda *_, **__: None) if options.json else print
    say(told())
    say(f"{'load':<8}" + "".join(f"{name:>13}" for name in COLUMNS))
    with jack_server() as env:
        os.environ.update(env)
        counts = []
        for load in options.load or LOADS:
            counts.append(measure(load, options.count, options.rate, env))
            say(f"{load:<8}" + "".join(f"{getattr(counts[-1], name):>13}" for name in COLUMNS), flush=True)
            for at_ms, one, two in counts[-1].lost_at_once:
                say(f"         at {at_ms / 1000:.3f} s {one} of port 1 and {two} of port 2 were lost")
            if counts[-1].fault:
                say(counts[-1].fault)
    say(told())
    if options.json:
        print(json.dumps([asdict(count) for count in counts]))
    return 0 if all(count.whole for count in counts) else 1


if __name__ == "__main__":
    sys.exit(main())

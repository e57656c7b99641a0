"""Pulls a kit out of a running round and plugs it in again, a hundred times, and counts what is lost or left behind.

    python tests/bench/bench_unplug.py [--cycles 100] [--seed 1] [--json]

Another process plays two kits of one name through real ports of a JACK server (the one that JACK_DEFAULT_SERVER names,
or one of its own); the real input, seats, round and journal take what comes, without a window. In each cycle both kits
play, one of them is pulled 10 ms after its last stroke, and the other one strikes during the pause. `gone` is how long
the server takes to let the port go (longer while other programs come and go: a kit that is back is asked who it is, by
a program of its own), `paused` counts from then to the pause, `playable` from when the port is there until the kit is
open.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS), *(str(TESTS / part) for part in ("bench", "e2e", "scenes"))]

from by_hand import BOTH, Game  # noqa: E402
from machine import jack_server  # noqa: E402
from virtual_kits import NOTE_ON, Note, VirtualKits  # noqa: E402

from game.app.build import Devices  # noqa: E402
from game.inputs.midi import MidiInput  # noqa: E402
from game.session.clock import SystemClock  # noqa: E402
from game.session.seats import Seats, SeatSpec  # noqa: E402
from game.storage.recordings import read_recording  # noqa: E402

NAME = "Studio Kit"
KITS = {1: "left", 2: "right"}
WARM_UP = 3
"""Cycles before the first count of what is open."""
BEAT_S = 0.03
SENT_S = 0.01
PAUSED_WITHIN_S = 1.0
_TIMEOUT_S = 5.0
_PASSING = 2
"""Files that are open for a moment only; a file left open in each cycle is more."""
_KICK = 36


@dataclass
class Unplugged:
    """What a run of cycles lost and left behind."""

    cycles: int
    sent: int = 0
    lost: int = 0
    """Strokes sent while their kit was plugged in and open that the recording does not hold."""
    unjudged: int = 0
    """Strokes sent while the round ran that are not judged."""
    gone_ms: list[float] = field(default_factory=list)
    """How long the MIDI system itself took to take a port away."""
    paused_ms: list[float] = field(default_factory=list)
    playable_ms: list[float] = field(default_factory=list)
    threads: tuple[int, int] = (0, 0)
    """Before and after, as the next two."""
    files: tuple[int, int] = (0, 0)
    memory_kib: tuple[int, int] = (0, 0)

    @property
    def well(self) -> bool:
        """Whether nothing was lost or left open, and every pause came in time."""
        kept = not self.lost and not self.unjudged and max(self.paused_ms) <= PAUSED_WITHIN_S * 1000
        return kept and self.threads[0] >= self.threads[1] and self.files[0] + _PASSING >= self.files[1]


class Bench:
    """Two kits and a round."""

    def __init__(self, kits: VirtualKits, path: Path) -> None:
        """Let both kits sit down."""
        self.kits = kits
        for kit in KITS.values():
            kits.plug(kit, NAME)
        seats = Seats((SeatSpec("any"), SeatSpec("any")))
        self.clock = SystemClock()
        self.midi = MidiInput(self.clock, seats.seat_of, lambda hit: None, sits=seats.sits)
        self.game = Game(None, path, seconds=3600.0, known=BOTH)
        evening = self.game.evening
        evening.seats, evening.live, evening.keys = seats, [self.midi], None
        evening.away = Devices(seats, self.midi, None).away
        self.game.now = self.game.round(evening)
        self.sent: dict[int, list[tuple[int, bool]]] = {1: [], 2: []}
        """Velocity of each stroke of a player, and whether the round ran."""
        for player in KITS:
            self.strike(player, judged=True)

    def pump(self, seconds: float) -> None:
        """Let the round go on."""
        self.until(lambda: False, seconds)

    def until(self, done, timeout_s: float = _TIMEOUT_S) -> bool:
        """Let the round go on until something is so; tell whether it came to that."""
        end = time.perf_counter() + timeout_s
        while time.perf_counter() < end:
            self.game.now.update(self.clock.now())
            if done():
                return True
            time.sleep(0.001)
        return False

    def strike(self, player: int, *, judged: bool) -> None:
        """Strike a kit, each time with another force, and wait until the stroke has come in."""
        velocity = 60 + len(self.sent[player]) % 60
        self.kits.start([Note(0, KITS[player], (NOTE_ON, _KICK, velocity))])
        self.kits.finish()
        self.sent[player].append((velocity, judged))
        self.pump(SENT_S)

    def cycle(self, player: int, rng: np.random.Generator, found: Unplugged) -> None:
        """Play, pull a player's kit, plug it in again and play on."""
        played = self.game.played
        for each in (3 - player, player):
            self.strike(each, judged=True)
            self.pump(BEAT_S)
        self.pump(float(rng.uniform(0, 0.25)))
        self.strike(player, judged=True)
        pulled_s = time.perf_counter()
        self.kits.unplug(KITS[player])
        gone_s = time.perf_counter()
        found.gone_ms.append(1000 * (gone_s - pulled_s))
        assert self.until(lambda: played.paused), "the round did not wait"
        found.paused_ms.append(1000 * (time.perf_counter() - gone_s))
        self.strike(3 - player, judged=False)
        self.pump(float(rng.uniform(0, 0.25)))
        self.kits.plug(KITS[player], NAME)
        plugged_s = time.perf_counter()
        assert self.until(lambda: not self.game.evening.away()), "the kit did not come back"
        found.playable_ms.append(1000 * (time.perf_counter() - plugged_s))
        self.strike(player, judged=True)
        assert self.until(lambda: not played.paused), "the round did not go on"

    def settle(self, found: Unplugged) -> None:
        """Compare what was sent with what the recording holds."""
        self.pump(0.1)
        hits = read_recording(self.game.path).hits
        for player, sent in self.sent.items():
            kept = [(round(hit.velocity * 127), hit.drop is None) for hit in hits if hit.player == player]
            found.sent += len(sent)
            found.lost += len(_missing([velocity for velocity, _ in sent], [velocity for velocity, _ in kept]))
            found.unjudged += len(_missing([v for v, runs in sent if runs], [v for v, judged in kept if judged]))


def _missing(sent: list[int], kept: list[int]) -> list[int]:
    """Return what of `sent` does not come in `kept`."""
    left, missing = list(kept), []
    for velocity in sent:
        if velocity in left:
            left.remove(velocity)
        else:
            missing.append(velocity)
    return missing


def _open_now() -> tuple[int, int, int]:
    """Return how many threads and files this process has, and its memory, KiB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return threading.active_count(), len(os.listdir("/proc/self/fd")), pages * os.sysconf("SC_PAGE_SIZE") // 1024


def measure(cycles: int, seed: int, env: dict[str, str] | None = None) -> Unplugged:
    """Run the cycles."""
    rng, found = np.random.default_rng(seed), Unplugged(cycles)
    with VirtualKits(env) as kits, tempfile.TemporaryDirectory() as folder:
        bench = Bench(kits, Path(folder) / "duet.hitotsu")
        for number in range(cycles):
            if number == min(WARM_UP, cycles - 1):
                before = _open_now()
            bench.cycle(1 + int(rng.integers(2)), rng, found)
        after = _open_now()
        found.threads, found.files, found.memory_kib = zip(before, after, strict=True)
        bench.settle(found)
        bench.midi.close()
    return found


def _spread(times_ms: list[float]) -> str:
    p50, p99 = np.percentile(times_ms, (50, 99))
    return f"median {p50:.0f} ms, 99 % {p99:.0f} ms, longest {max(times_ms):.0f} ms"


def report(found: Unplugged) -> str:
    """Return the run in words."""
    rows = [
        f"{found.cycles} cycles, {found.sent} strokes sent, {found.lost} lost, {found.unjudged} of the music unjudged",
        f"pulled to gone:       {_spread(found.gone_ms)}",
        f"gone to paused:       {_spread(found.paused_ms)}",
        f"plugged to playable:  {_spread(found.playable_ms)}",
        f"after {WARM_UP} cycles and at the end: threads {found.threads}, files {found.files}, "
        f"memory {found.memory_kib} KiB",
    ]
    return "\n".join(rows)


def main() -> int:
    """Run the measurement; return 1 where something was lost or left behind, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not os.environ.get("JACK_DEFAULT_SERVER"):
        with jack_server() as env:
            return subprocess.run([sys.executable, *sys.argv], env=env, check=False).returncode
    found = measure(arguments.cycles, arguments.seed)
    print(json.dumps(asdict(found)) if arguments.json else report(found))
    return 0 if found.well else 1


if __name__ == "__main__":
    sys.exit(main())

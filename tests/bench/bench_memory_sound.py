"""What all sounds of the game weigh: counted array by array, and as the system sees it, also when the rate changes.

    python tests/bench/bench_memory_sound.py

A mixer on an output that plays nothing opens at 48 kHz, gets everything ready, has every voice struck in every strength
by both players and every note of the band played; then the device comes back at 44.1 kHz, at 96 kHz, and at 48 kHz.
Prints one row for each. `counted` is the recordings, the strokes and the notes that are ready.
"""

import gc
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.audio import mixer as opening
from game.audio.output import AudioStatus
from game.model.hit import Hit
from game.model.pads import PADS
from game.session.clock import ManualClock
from game.session.piece import Sounding, all_notes
from game.storage.kept import KeptFiles

RATES = (48000, 44100, 96000, 48000)
ZONES = ("snare.rim", "snare.xstick", "tom1.rim", "tom4.head", "hihat.half_edge", "crash2.edge", "splash", "ride.bell")


class Nothing:
    """An output that plays nothing."""

    def __init__(self, rate):
        self.sample_rate = rate

    def prepare(self, samples):
        return samples

    def now(self):
        return 0.0

    def play(self, sound, start_s=None):
        return None

    def fade(self, playing, seconds):
        return None

    def status(self):
        return AudioStatus("nothing", self.sample_rate)

    def dropouts(self):
        return 0

    def close(self):
        return None


def resident_mb():
    """Return what the system has given to this process, MB; Linux only."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def play_everything(mixer):
    for strength in range(1, 128, 2):
        for player in (1, 2):
            for pad in PADS:
                mixer.strike(Hit(0.0, player, pad, strength / 127))
            for zone in ZONES:
                mixer.strike(Hit(0.0, player, zone.split(".")[0], strength / 127, zone=zone))
    for instrument, midi_note in sorted(all_notes()):
        for level in (0.3, 0.6, 1.0):
            mixer.play_at(0.0, Sounding(instrument, midi_note, 2.0).name, level)
    mixer.wait_warm(120)


def main():
    print("| device | opened after, s | recordings, MB | ready, MB | counted, MB | resident, MB more than before |")
    print("|---|---|---|---|---|---|")
    before_mb, rates = resident_mb(), iter(RATES)
    opening._first_that_opens = lambda prefer: (Nothing(next(rates)), None)
    opening.look_again = lambda: None
    with tempfile.TemporaryDirectory() as folder:
        banks = opening._Banks(KeptFiles(Path(folder)))
        for rate in RATES:
            start = time.perf_counter()
            mixer = opening._reopen(ManualClock(), None, banks, 1.0)
            opened_s = time.perf_counter() - start
            mixer.wait_warm(120)
            play_everything(mixer)
            recorded_mb, ready_mb = sum(bank.nbytes for bank in banks._held) / 1e6, mixer.nbytes / 1e6
            figures = (recorded_mb, ready_mb, recorded_mb + ready_mb, resident_mb() - before_mb)
            print(f"| {rate} Hz | {opened_s:.1f} | " + " | ".join(f"{mb:.0f}" for mb in figures) + " |", flush=True)
            mixer.close()
            del mixer
            gc.collect()


if __name__ == "__main__":
    main()

"""How near to clipping the densest pair of real performances comes, both at full velocity.

    python tests/bench/bench_headroom.py [--data FOLDER] [--seconds 20]

The performances are the `groove` folder of the data. Of each the densest stretch is taken; the densest ones are played
in pairs, every stroke at velocity 127, through the offline mixer. Prints the peak of each pair, dB of full scale.
"""

import argparse
import os
import sys
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.audio.render import render
from game.audio.voices import VoiceBank
from game.model.errors import HitotsuError
from game.storage import formats

DENSEST = 4


def densest(hits, seconds):
    """Return the hits of the stretch that holds most, beginning at 0."""
    times = np.array(sorted(hit.time_s for hit in hits))
    counts = np.searchsorted(times, times + seconds) - np.arange(len(times))
    first = int(np.argmax(counts))
    return int(counts[first]), times[first]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = os.environ.get("HITOTSU_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=Path(beside))
    parser.add_argument("--seconds", type=float, default=20.0)
    args = parser.parse_args()
    found = []
    for path in sorted(args.data.glob("groove/**/*.mid")):
        try:
            hits = formats.read_players(path).hits
        except HitotsuError:
            continue
        if hits:
            found.append((*densest(hits, args.seconds), path, hits))
    if not found:
        sys.exit(f"{args.data / 'groove'} holds no performances: --data or HITOTSU_DATA names the folder they lie in.")
    found.sort(key=lambda row: -row[0])
    print(
        f"{len(found)} performances; the densest have {[row[0] for row in found[:DENSEST]]} strokes in {args.seconds} s"
    )
    bank = VoiceBank(48000)
    for pair in combinations_with_replacement(found[:DENSEST], 2):
        strokes = [
            type(hit)(hit.time_s - start_s, player, hit.pad, 1.0, hit.zone, hit.open)
            for player, (_, start_s, _, hits) in enumerate(pair, start=1)
            for hit in hits
            if 0 <= hit.time_s - start_s < args.seconds
        ]
        peak_db = 20 * np.log10(np.abs(render(strokes, bank=bank)).max())
        print(f"{pair[0][2].name} with {pair[1][2].name}: peak {peak_db:.1f} dB")


if __name__ == "__main__":
    main()

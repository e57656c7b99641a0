"""When the two drummers of the demo find each other: earliest and latest over many seeds.

    python tests/bench/bench_demo.py [--seeds 20] [--feel gentle] [--every-ms 16]

`--every-ms` plays as the game does, which asks both drummers what they struck that often; without it each hears the
other at once. Status 1 where a seed gives no meeting, one after 60 s, or the same as another seed.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from game.commands.demo import BPM, FEEL, PERSONAS, SECONDS  # noqa: E402
from game.model.hit import PLAYERS, Event  # noqa: E402
from game.model.recording import Header, Player, Recording, Settings  # noqa: E402
from game.session.replay import judge  # noqa: E402
from game.session.simulation import SimulatedSource, simulate  # noqa: E402

PATTERNS = ("rock8", "eighth")


def duet(seed, feel=FEEL):
    """The demo of a seed, each hearing the other at once."""
    return simulate(
        *PERSONAS, bpm=BPM[0], bpm2=BPM[1], pattern1=PATTERNS[0], pattern2=PATTERNS[1], seconds=SECONDS, seed=seed,
        feel=feel,
    )  # fmt: skip


def polled_duet(seed, every_s, feel=FEEL):
    """The demo of a seed as the game's loop plays it."""
    rngs = np.random.default_rng(seed).spawn(2)
    friends = [
        SimulatedSource(persona, player, bpm=bpm, pattern=pattern, rng=rng, listener=lambda hit: None)
        for persona, player, bpm, pattern, rng in zip(PERSONAS, PLAYERS, BPM, PATTERNS, rngs, strict=True)
    ]
    hits = []
    for now_s in np.arange(0, SECONDS + 3, every_s):
        arrived = sorted((hit for friend in friends for hit in friend.poll(now_s)), key=lambda hit: hit.time_s)
        for hit in arrived:
            for friend in friends:
                friend.heard(hit)
        hits += arrived
    begin_s = max(min(hit.time_s for hit in hits if hit.player == player) for player in PLAYERS)
    end_s = round(begin_s + SECONDS, 6)
    header = Header("2026-01-01T00:00:00Z", (Player("sim"), Player("sim")), "one-heart", SECONDS, Settings(feel))
    kept = tuple(hit for hit in hits if hit.time_s < end_s)
    return Recording(header, kept, (Event(begin_s, "begin"), Event(end_s, "end")))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--feel", choices=("gentle", "true"), default=FEEL)
    parser.add_argument("--every-ms", type=float)
    arguments = parser.parse_args()
    met_s = []
    for seed in range(arguments.seeds):
        if arguments.every_ms is None:
            recording = duet(seed, arguments.feel)
        else:
            recording = polled_duet(seed, arguments.every_ms / 1000, arguments.feel)
        result = judge(recording)
        met_s.append(result.together.first_s)
        told = "never met" if met_s[-1] is None else f"met after {met_s[-1]:6.3f} s"
        print(
            f"seed {seed:3d}: {told}, together {result.together.fraction:4.0%}, score {result.score:5.1f}", flush=True
        )
    met = [time_s for time_s in met_s if time_s is not None]
    print(f"{len(set(met))} meeting times of {len(met_s)} seeds, earliest {min(met):.2f} s, latest {max(met):.2f} s")
    return 0 if len(set(met)) == len(met_s) and max(met) < 60 else 1


if __name__ == "__main__":
    sys.exit(main())

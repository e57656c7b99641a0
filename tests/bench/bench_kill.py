"""Kills the game in mid-round, again and again, and shows what its recording still holds.

    python tests/bench/bench_kill.py [--kills 10] [--longest 8] [--seed 1]

Each time a busy simulated pair plays from a file; the process gets SIGKILL at a random moment. Owed is every stroke
that is older than 50 ms at that moment.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "e2e")]

from running import NO_SCREEN_NEEDED, Game, KillWatch, run  # noqa: E402

from game.session.simulation import simulate  # noqa: E402
from game.storage import formats  # noqa: E402

BPM = 150
COLUMNS = f"{'killed after':>12}{'played':>9}{'kept':>7}{'owed and lost':>15}{'opens':>7}{'scores':>8}"


def kill(pair: Path, after_s: float, folder: Path) -> bool:
    """Play `pair`, kill the game, print one row and tell whether everything owed was kept."""
    env = {**os.environ, **NO_SCREEN_NEEDED}
    players = ("--player1", f"file:{pair}#1", "--player2", f"file:{pair}#2", "--size", "640x360")
    with Game(folder, *players, "--seconds", 60, env=env) as game:
        watch = KillWatch(game, formats.read(pair).hits)
        watch.kill_after(after_s)
        game.end()
    lost, kept = watch.lost(), watch.kept()
    judged = run("score", "--json", game.recording)
    well = not lost and bool(kept) and judged.status == 0
    played_s = watch.played_s()
    opens, scores = "yes" if kept else "NO", "yes" if judged.status == 0 else "NO"
    print(f"{after_s:10.2f} s{played_s:7.2f} s{len(kept):7d}{len(lost):15d}{opens:>7}{scores:>8}", flush=True)
    return well


def main() -> int:
    """Run the measurement; return 1 where a stroke was lost, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--longest", type=float, default=8.0, help="seconds of play at most")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    moments = np.random.default_rng(arguments.seed).uniform(0.2, arguments.longest, arguments.kills)
    print(COLUMNS)
    with tempfile.TemporaryDirectory() as folder:
        pair = Path(folder) / "pair.csv"
        formats.write(pair, simulate("trained", "expert", bpm=BPM, pattern1="funk16", seconds=60, seed=arguments.seed))
        good = []
        for number, after_s in enumerate(moments):
            own = Path(folder) / str(number)
            own.mkdir()
            good.append(kill(pair, float(after_s), own))
    print(f"{sum(good)} of {len(good)} recordings held everything")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())

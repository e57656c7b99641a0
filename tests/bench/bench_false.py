"""How often two who have nothing to do with each other count as together.

    python tests/bench/bench_false.py [--seeds 200] [--real 48] [--from SEED] [--only TEXT] [--jobs 2] [--data FOLDER]
                                      [--json FILE] [--compare FILE]

Unrelated pairs at known tempo differences, random hits, two equal tempos started together, and pairs made by crossing
real recordings (player 1 of one, player 2 of another; the first two minutes). Shares are of the round, in both feels;
on real recordings also of the time in which both play.
"""

import sys
from functools import partial
from itertools import product

import numpy as np
from bench_people import FIRST_S, crossed, first_part, tapped
from bench_tempo import hits_of
from common import Bound, Report, arguments, in_groups, mean, number, session, spread, spread_text  # isort: split

from annotated import rows
from case_parts import NOVICE, START_S, TRAINED, alone, beat_of_seed, play, random_hits
from cases import PAIRS, apart

from game.model.hit import Hit
from game.rhythm.ratio import COMPLEX, SIMPLE

HANDS = {"trained": TRAINED, "novice": NOVICE}
PERCENT = (0, 0.5, 1, 1.5, 2.5, 5, 10)
RANDOM = "random tempos"
FASTEST, SLOWEST = 170, 75
LENGTHS_S = (30, 60, 120, 240)
TOLD_APART = 2.5
"""Percent from which two clicks are different tempos."""
OTHER_PIECE = (Bound("together", most=0.05), Bound("gentle", most=0.09))
BOUNDS = {
    2.5: (Bound("together", most=0.07), Bound("gentle", most=0.12)),
    5: (Bound("together", most=0.03), Bound("gentle", most=0.04)),
    10: (Bound("together", most=0.02), Bound("gentle", most=0.02)),
    "random hits": (Bound("together", most=0.02), Bound("gentle", most=0.02)),
}


# ---- made up --------------------------------------------------------------------------------------------------------


def random_tempos(rng, beat_s, hands):
    """Two grooves, each at a tempo of its own."""
    grooves = PAIRS[rng.integers(len(PAIRS))]
    other_s = 60 / np.exp(rng.uniform(np.log(SLOWEST), np.log(FASTEST)))
    second = alone(rng, other_s, hands, start_s=START_S + rng.uniform(0, beat_s))
    beats = alone(rng, beat_s, hands), second
    return tuple(play(rng, p + 1, beats[p], grooves[p], motor_s=hands.motor_s) for p in (0, 1))


def one_start(rng, beat_s, length_s):
    beats = [alone(rng, beat_s, length_s=length_s) for _ in (1, 2)]
    return play(rng, 1, beats[0], "rock8"), play(rng, 2, beats[1], "quarter")


def random_beside_rock(rng, beat_s):
    return play(rng, 1, alone(rng, beat_s), "rock8"), random_hits(rng, 2, 10)


def both_random(rng, _, per_second):
    return random_hits(rng, 1, per_second), random_hits(rng, 2, per_second)


UNRELATED = {
    **{
        f"{level}, {percent:g} % apart": (apart(percent, HANDS[level]), BOUNDS.get(percent, ()))
        for level, percent in product(HANDS, PERCENT)
    },
    **{f"{level}, {RANDOM}": (partial(random_tempos, hands=HANDS[level]), ()) for level in HANDS},
    "rock8 + random 10/s": (random_beside_rock, BOUNDS["random hits"]),
    "both random 3/s": (partial(both_random, per_second=3), BOUNDS["random hits"]),
    "both random 6/s": (partial(both_random, per_second=6), BOUNDS["random hits"]),
    **{f"same tempo, one start, {length} s": (partial(one_start, length_s=length), ()) for length in LENGTHS_S},
}


def unrelated(name, seed):
    rng = np.random.default_rng(seed)
    return session(*UNRELATED[name][0](rng, beat_of_seed(seed, rng)))


# ---- crossed recordings ---------------------------------------------------------------------------------------------


def piece_of(path):
    return path.name.split("__")[0]


def dyad_of(path):
    return path.name.split("_")[0]


def drawn(pairs, count):
    """Some of the pairs, always the same ones."""
    chosen = np.random.default_rng(0).permutation(len(pairs))[:count]
    return [pairs[i] for i in sorted(chosen)]


def crossings(data, count):
    """Row -> (file of player 1, file of player 2), of different pieces or people."""
    duets = data / "ensembles" / "duets"
    groups = {f"{corpus}, two pieces": (sorted(duets.glob(f"{corpus}*")), piece_of) for corpus in CORPORA}
    groups["tapping, partners swapped"] = tapped(data, "synch", "mutual"), dyad_of
    return {
        name: drawn([(a, b) for a, b in product(paths, paths) if key(a) != key(b)], count)
        for name, (paths, key) in groups.items()
    }


CORPORA = ("jembe", "candombe", "cubanraw")


def clicks_apart(bpm1, bpm2):
    """Percent between two clicks, folded by the ratios that people play."""
    return min(abs(100 * np.log(bpm1 / bpm2 * b / a)) for a, b in (*SIMPLE, *COMPLEX))


def click_crossings(data, count):
    """Row -> files of two drummers at different grooves, by whether their clicks are different tempos."""
    index = rows(data / "groove" / "index.csv")
    pairs = [(a, b) for a, b in product(index, index) if a["drummer"] < b["drummer"] and a["style"] != b["style"]]
    far = [(a, b) for a, b in pairs if clicks_apart(float(a["bpm"]), float(b["bpm"])) >= TOLD_APART]
    near = [pair for pair in pairs if pair not in far]
    folder = data / "groove"
    named = {f"groove, other groove, clicks {TOLD_APART} % apart or more": far, "groove, other groove, nearer": near}
    return {
        name: [(folder / a["file"], folder / b["file"]) for a, b in drawn(some, count)] for name, some in named.items()
    }


def two_drummers(path1, path2):
    second = [Hit(hit.time_s, 2, hit.pad, hit.velocity) for hit in hits_of(path2)]
    return session(*first_part(hits_of(path1), second))


# ---- tables ---------------------------------------------------------------------------------------------------------

SHARES = ("together", "gentle")
BOTH = ("together_both", "gentle_both")


def figures_of(sessions):
    figures = spread("score", [one.score or 0.0 for one in sessions])
    for key in SHARES + BOTH:
        shares = [getattr(one, key) for one in sessions]
        figures |= {key: mean(shares), f"{key} 95 %": spread("s", shares)["s 95 %"]}
    return figures


def told(report, results, bounds_of):
    for name, sessions in results:
        figures = figures_of(sessions)
        cells = [f"{number(figures[key], 3)} ({number(figures[f'{key} 95 %'], 2)})" for key in SHARES + BOTH]
        report.row(name, figures, [str(len(sessions)), spread_text(figures, "score"), *cells], bounds_of(name))


COLUMNS = (
    "pairs", "n", "score", "true: mean (95 %)", "gentle: mean (95 %)", "where both play: true", "and gentle",
)  # fmt: skip


def seeds(name, options):
    """Fewer where one pair plays for minutes."""
    count = options.seeds if "one start" not in name else (options.seeds + 3) // 4
    return range(options.seed, options.seed + count)


def main():
    options = arguments(
        __doc__,
        seeds=200,
        extend=lambda parser: parser.add_argument("--real", type=int, default=48, help="how many crossings of a kind"),
    )
    report = Report()
    if options.real:
        report.table(f"Crossed recordings, first {FIRST_S:g} s", COLUMNS)
        for work, found in (
            (crossed, crossings(options.data, options.real)),
            (two_drummers, click_crossings(options.data, options.real)),
        ):
            groups = {name: group for name, group in found.items() if options.only in name}
            told(report, in_groups(work, groups, options.jobs), lambda name: () if "nearer" in name else OTHER_PIECE)
    report.table(f"False together, {options.seeds} pairs from {options.seed}", COLUMNS)
    tasks = {name: [(name, seed) for seed in seeds(name, options)] for name in UNRELATED if options.only in name}
    told(report, in_groups(unrelated, tasks, options.jobs), lambda name: UNRELATED[name][1])
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

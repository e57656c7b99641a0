"""What simulated duets are worth: every case of the tests, at its tempos, beside what it must reach.

    python tests/bench/bench_cases.py [--seeds 20] [--from SEED] [--only TEXT] [--jobs 2] [--json FILE] [--compare FILE]

Prints a Markdown table: session score (median, 5th and 95th percentile; `None` is no data), share of the round
together in both feels, tempo, phase and groove where the grid was shared, quality of both players, and the beat of the
first lock (counted from the first hit, median of those that locked).
"""

import sys

import numpy as np
from common import Bound, Report, arguments, in_groups, mean, number, session, spread, spread_text  # isort: split

from case_parts import START_S, beat_of_seed
from cases import CASES

TRAINED = "trained pair"
WITHIN_OF_TRAINED = 4
AS_TRAINED = (
    "double time", "half time", "both swing", "both drift 6 %", "accelerando 25 % together", "ritardando 25 % together",
    "flams", "double triggers", "hat foot splashes", "hocket (beats 1,3 / 2,4)", "hocket (on / off beat)",
    "offset 25 ms (twin kits)",
)  # fmt: skip
UNRELATED = (
    "random 10/s + random 10/s", "random 2/s + random 2/s", "pulse + random 10/s", "pulse + random 2/s",
    "pulse + unrelated roll 14/s", "uncoupled 10 %", "uncoupled 14 %",
)  # fmt: skip
BOUNDS = {
    "expert pair": [Bound("score", least=96)],
    TRAINED: [Bound("score", least=92, most=99), Bound("lock", most=10)],
    "novice pair, no 16ths": [Bound("score", least=80, most=93)],
    "weak pair, quarters": [Bound("score", least=45, most=80)],
    "expert funk16 + novice quarters": [Bound("score", least=85), Bound("score 5 %", least=70)],
    "expert rock + novice backbeat": [Bound("score", least=85), Bound("score 5 %", least=70)],
    "offset 60 ms": [Bound("score", least=80)],
    "3:2 polyrhythm": [Bound("score", least=78)],
    "4:3 polyrhythm": [Bound("score", least=78)],
    "kick on 1 + rock": [Bound("score", least=85)],
    "echo by 2 bars": [Bound("score", least=82)],
    "both speed up 20 %": [Bound("score", least=86)],
    "ritardando 25 % together": [Bound("score", least=86)],  # a fifth slower at the end
    "pulse + random 5/s": [Bound("score", most=10)],
    "120 against 123": [Bound("score", most=42)],
    "uncoupled 5 %": [Bound("score", most=18)],
    "uncoupled 2.5 %": [Bound("score", most=40)],
    "uncoupled 1 %": [Bound("score", most=60)],
    **{name: [Bound("score", most=8), Bound("score 95 %", most=25)] for name in UNRELATED},
    **{name: [Bound("judged", most=0)] for name in ("one silent", "both silent", "one hit every 4 bars + rock")},
}
COLUMNS = ("case", "score", "None", "together", "gentle", "T P G", "Q1 Q2", "lock, beats")


def run(name, seed):
    """One duet, and its beat period, s."""
    rng = np.random.default_rng(seed)
    beat_s = beat_of_seed(seed, rng)
    return session(*CASES[name](rng, beat_s)), beat_s


def figures_of(runs):
    sessions = [one for one, _ in runs]
    qualities = [one.quality for one in sessions if one.quality is not None]
    quality = np.mean(qualities, axis=0).tolist() if qualities else (None, None)
    locks = [(one.lock_s - START_S) / beat_s for one, beat_s in runs if one.lock_s is not None]
    return {
        **spread("score", [one.score for one in sessions]),
        "judged": mean([one.score is not None for one in sessions]),
        **{key: mean([getattr(one, key) for one in sessions]) for key in ("together", "gentle")},
        **{key: mean([getattr(one, key) for one in sessions]) for key in ("tempo", "phase", "groove")},
        "quality 1": quality[0],
        "quality 2": quality[1],
        **spread("lock", locks),
    }


def cells(figures, count):
    unjudged = round(count * (1 - figures["judged"]))
    return [
        spread_text(figures, "score"),
        f"{unjudged}/{count}" if unjudged else "",
        number(figures["together"], 2),
        number(figures["gentle"], 2),
        " ".join(number(figures[key], 2) for key in ("tempo", "phase", "groove")),
        " ".join(number(figures[key], 2) for key in ("quality 1", "quality 2")),
        number(figures["lock"], 1),
    ]


def bounds_of(name, trained):
    """The bounds of a row; some are measured by the median of the trained pair on the same seeds."""
    own = BOUNDS.get(name, [])
    return [*own, Bound("score", least=round(trained["score"] - WITHIN_OF_TRAINED, 1))] if name in AS_TRAINED else own


def chosen(only):
    names = [name for name in CASES if only in name]
    return names if TRAINED in names or not set(AS_TRAINED) & set(names) else [TRAINED, *names]


def main():
    options = arguments(__doc__, seeds=20)
    seeds = range(options.seed, options.seed + options.seeds)
    report, trained = Report(), None
    report.table(f"Simulated duets, 60 s, {options.seeds} seeds from {options.seed}", COLUMNS)
    tasks = {name: [(name, seed) for seed in seeds] for name in chosen(options.only)}
    for name, runs in in_groups(run, tasks, options.jobs):
        figures = figures_of(runs)
        trained = figures if name == TRAINED else trained
        report.row(name, figures, cells(figures, len(runs)), bounds_of(name, trained))
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

"""What real playing is worth: people tapping together, drummers of one group, drummers at one click.

    python tests/bench/bench_people.py [--data FOLDER] [--only TEXT] [--jobs 2] [--json FILE] [--compare FILE]

First table: the first two minutes of each duet. Both feels; "where both play" counts only the time in which each of
them struck within the last 2 s. Then one drummer at a known click (first 40 s, after 8 beats), the BPM of the timeline
against clicks and annotated cycles, and asynchronies against the published ones: from the annotated tables, from the
hits alone (mutually nearest within 70 ms), and from the engine's own pairs.
"""

import sys
from functools import cache

import numpy as np
from common import Bound, Report, arguments, follow, in_groups, mean, number, session, spread, spread_text  # isort: split

from annotated import annotated_duets, click_duets, close, rows
from bench_tempo import LEVELS, hits_of, off_percent

from game.session.replay import judge, judge_with_timeline
from game.storage.csvfile import read_csv

FIRST_S = 120.0
SINGLE_S = 40.0
SINGLE_BEATS = 8
NEAR_S = 0.070
PUBLISHED_SHARE = 0.15
LOCKED_THOUGH_APART = "dyad4_synch"
"""Uncoupled trials that are plainly in phase."""


@cache
def players(path):
    """Hits of player 1, hits of player 2."""
    hits = read_csv(path).hits
    return tuple(tuple(hit for hit in hits if hit.player == player) for player in (1, 2))


def first_part(*both, seconds=FIRST_S):
    """The hits up to `seconds` after the first hit of anybody."""
    until_s = min(hits[0].time_s for hits in both if hits) + seconds
    return tuple([hit for hit in hits if hit.time_s < until_s] for hits in both)


def crossed(path1, path2):
    """Player 1 of one recording, player 2 of another."""
    return session(*first_part(players(path1)[0], players(path2)[1]))


def tapped(data, task, condition):
    paths = sorted((data / "dyads" / "trials").glob(f"*_{task}_*{condition}.csv"))
    return [path for path in paths if not (condition == "uncoupled" and LOCKED_THOUGH_APART in path.name)]


def of_two_pieces(paths):
    """Each duet with the third one after it, where that is of another piece."""
    pairs = zip(paths, paths[3:] + paths[:3], strict=True)
    return [(one, two) for one, two in pairs if one.name.split("__")[0] != two.name.split("__")[0]]


def duets(data):
    """Row -> pairs of files: whose player 1, whose player 2."""
    groups = {}
    for task, told in (("synch", "tapping together"), ("synco", "tapping in between")):
        for condition, hears in (
            ("uncoupled", "cannot hear"), ("L_leads", "L leads"), ("R_leads", "R leads"), ("mutual", "both hear"),
        ):  # fmt: skip
            groups[f"{told}, {hears}"] = [(path, path) for path in tapped(data, task, condition)]
    mutual = tapped(data, "synch", "mutual")
    groups["both hear, partners swapped"] = list(zip(mutual, mutual[5:] + mutual[:5], strict=True))
    for corpus in ("jembe", "candombe", "cubanraw"):
        paths = sorted((data / "ensembles" / "duets").glob(f"{corpus}*.csv"))
        groups[f"{corpus}, two drums of a piece"] = [(path, path) for path in paths]
        groups[f"{corpus}, two pieces"] = of_two_pieces(paths)
    groups["annotated ensembles"] = [(path, path) for path in sorted((data / "iemp" / "duets").glob("*.csv"))]
    for kind, told in (("same", "same groove and click, recorded apart"), ("diff", "different grooves and clicks")):
        paths = sorted((data / "groove" / "pseudo_duets").glob(f"{kind}_*.csv"))
        groups[f"two drummers, {told}"] = [(path, path) for path in paths]
    return groups


BOUNDS = {
    "jembe, two drums of a piece": [Bound("score", least=65)],
    "jembe, two pieces": [Bound("score", most=8)],
    "two drummers, same groove and click, recorded apart": [Bound("score", least=75)],
    "two drummers, different grooves and clicks": [Bound("score", most=20)],
    "tapping together, both hear": [Bound("gentle median", least=0.50)],
    "tapping together, cannot hear": [Bound("gentle", most=0.06)],
    "both hear, partners swapped": [Bound("gentle", most=0.06)],
}
OTHER_PIECE = [Bound("together", most=0.05), Bound("gentle", most=0.09)]


def real_playing(report, options):
    report.table(
        f"Real playing, first {FIRST_S:g} s of each",
        ("duets", "n", "score", "true, mean (max)", "gentle, mean / median", "where both play, true / gentle",
         "difference, %", "spread, ms"),
    )  # fmt: skip
    groups = {name: pairs for name, pairs in duets(options.data).items() if options.only in name}
    for name, sessions in in_groups(crossed, groups, options.jobs):
        figures = of_duets(sessions)
        cells = [
            str(len(sessions)),
            spread_text(figures, "score"),
            f"{number(figures['together'], 2)} ({number(figures['together max'], 2)})",
            f"{number(figures['gentle'], 2)} / {number(figures['gentle median'], 2)}",
            f"{number(figures['together_both'], 2)} / {number(figures['gentle_both'], 2)}",
            number(figures["difference"], 1),
            number(figures["spread"]),
        ]
        never_less = Bound("gentle below true", most=0)
        report.row(
            name, figures, cells, [*BOUNDS.get(name, []), never_less, *(OTHER_PIECE if "two pieces" in name else [])]
        )


def of_duets(sessions):
    shares = ("together", "gentle", "together_both", "gentle_both")
    return {
        **spread("score", [one.score for one in sessions]),
        **{key: mean([getattr(one, key) for one in sessions]) for key in shares},
        "together max": max(one.together for one in sessions),
        "gentle median": float(np.median([one.gentle for one in sessions])),
        "gentle below true": max(0.0, *(one.together - one.gentle for one in sessions)),
        "difference": spread("d", [one.difference_percent for one in sessions])["d"],
        "spread": spread("s", [one.spread_ms for one in sessions])["s"],
    }


# ---- one drummer at a click -----------------------------------------------------------------------------------------


def single(path, bpm):
    """How far each shown tempo is from the click, %, modulo level; None where none was shown."""
    hits = hits_of(path)
    from_s = hits[0].time_s + SINGLE_BEATS * 60 / bpm
    log = follow([hit for hit in hits if hit.time_s < hits[0].time_s + SINGLE_S], []).log
    return [
        now.pulses[0] and off_percent(60 / now.pulses[0].period_s, bpm, LEVELS) for now in log if now.time_s >= from_s
    ]


def single_drummers(report, options):
    report.table(
        f"One drummer at a click, first {SINGLE_S:g} s after {SINGLE_BEATS} beats",
        ("drummers", "n", "shown", "right within 2 %", "4 %"),
    )
    folder = options.data / "groove"
    tasks = {"all": [(folder / row["file"], float(row["bpm"])) for row in rows(folder / "index.csv")]}
    for name, told in in_groups(single, tasks, options.jobs):
        off = [np.array([np.inf if one is None else one for one in own]) for own in told if own]
        figures = {"shown": mean([np.isfinite(own).mean() for own in off])}
        figures |= {f"within {w} %": mean([(own <= w).mean() for own in off]) for w in (2, 4)}
        report.row(name, figures, [str(len(off)), *(number(value, 2) for value in figures.values())])


# ---- the timeline ---------------------------------------------------------------------------------------------------


def timeline(kind, data, i):
    """Rows that show a BPM, and how many of them are right."""
    path, truth = KINDS[kind](data)[i]
    _, shown = judge_with_timeline(read_csv(path))
    right = [close(bpm, truth(row.t)) for row in shown for bpm in row.bpm if bpm is not None]
    return len(right), sum(right), 2 * len(shown)


KINDS = {"same click": click_duets, "annotated": annotated_duets}
LEAST = {"same click": 0.95, "annotated": 0.85}


def timelines(report, options):
    report.table("Timeline BPM, within 2 % at any level", ("duets", "n", "shown", "right, pooled", "right, worst duet"))
    tasks = {kind: [(kind, options.data, i) for i in range(len(of(options.data)))] for kind, of in KINDS.items()}
    for kind, told in in_groups(timeline, tasks, options.jobs):
        shown, right, asked = np.array(told).T
        figures = {
            "shown": shown.sum() / asked.sum(),
            "right": right.sum() / shown.sum(),
            "worst": float((right / shown).min()),
        }
        report.row(
            kind,
            figures,
            [str(len(told)), *(number(value, 3) for value in figures.values())],
            [Bound("right", least=LEAST[kind])],
        )


# ---- asynchrony -----------------------------------------------------------------------------------------------------


def statistics(asynchronies_s):
    """Count, mean, SD, mean absolute, ms."""
    ms = 1000 * np.array(asynchronies_s)
    return len(ms), float(ms.mean()), float(ms.std(ddof=1)), float(np.abs(ms).mean())


def from_table(data, piece, one, two):
    table = rows(data / "iemp" / f"{piece}_onsets_wide.csv")
    return statistics([float(row[one]) - float(row[two]) for row in table if row[one] and row[two]])


def from_hits(path):
    """Mutually nearest hits."""
    first, second = (np.array([hit.time_s for hit in hits]) for hits in players(path))
    apart_s = first[:, None] - second[None, :]
    nearest1, nearest2 = np.abs(apart_s).argmin(axis=1), np.abs(apart_s).argmin(axis=0)
    pairs = [(i, k) for i, k in enumerate(nearest1) if nearest2[k] == i and abs(apart_s[i, k]) <= NEAR_S]
    return statistics([apart_s[pair] for pair in pairs])


def asynchrony(data, row):
    """From the table, from the hits, from the engine; the last two where there is a duet file."""
    piece, one, two = row["piece"], row["instr1"], row["instr2"]
    path = data / "iemp" / "duets" / f"{piece}__{one}-{two}.csv".lower()
    engine = judge(read_csv(path)).asynchrony if path.is_file() else None
    return from_table(data, piece, one, two), from_hits(path) if engine else None, engine


def asynchronies(report, options):
    report.table(
        "Asynchrony, n, mean, SD, mean absolute, ms",
        ("pair", "published", "from the table", "hits alone: n, SD", "share of the published", "engine: n, mean, SD"),
    )
    published = rows(options.data / "iemp" / "expected_asynchrony.csv")
    tasks = {f"{row['piece']} {row['instr1']}-{row['instr2']}": [(options.data, row)] for row in published}
    for row, (name, [(table, hits, engine)]) in zip(published, in_groups(asynchrony, tasks, options.jobs), strict=True):
        truth = int(row["n"]), *(float(row[key]) for key in ("mean_ms", "sd_ms", "maa_ms"))
        figures = {"table off": max(abs(a - b) for a, b in zip(table, truth, strict=True))}
        cells = [_of_four(truth), _of_four(table), "-", "-", "-"]
        bounds = [Bound("table off", most=0.0001)]
        if hits:
            figures |= {
                "n": hits[0] / truth[0],
                "SD": hits[2] / truth[2],
                "engine n": engine.pairs,
                "engine SD": engine.sd_ms,
            }
            cells[2:4] = [f"{hits[0]}, {hits[2]:.1f}", f"{figures['n']:.2f}, {figures['SD']:.2f}"]
            cells[4] = f"{engine.pairs}, {number(engine.mean_ms, 1)}, {number(engine.sd_ms, 1)}"
            bounds += [Bound(key, least=1 - PUBLISHED_SHARE, most=1 + PUBLISHED_SHARE) for key in ("n", "SD")]
        report.row(name, figures, cells, bounds)


def _of_four(figures):
    return f"{figures[0]}, " + ", ".join(f"{value:.4f}" for value in figures[1:])


def main():
    options = arguments(__doc__, seeds=0)
    report = Report()
    real_playing(report, options)
    if not options.only:
        for table in (single_drummers, timelines, asynchronies):
            table(report, options)
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

"""Draws the pictures of `scoring.md`: a real pair, what the score makes of two numbers, and who holds on to whom.

    python docs/draw_scoring.py [--only pair|score|listening] [--data FOLDER] [--seeds 12] [--out docs]

The same at every run. The real pair and the real groups come from a folder with `ensembles/duets/` (HITOTSU_DATA, or
../shared/data beside the checkout). Prints the figures it draws.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from sheet import FINE, INK, SOFT, Axes, Sheet, tint

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from case_parts import LENGTH_S, NOVICE, START_S, TRAINED, WEAK, Duet, beat_of_seed, play  # noqa: E402
from cases import NO_16THS, apart, dyad  # noqa: E402

from game.model.hit import Hit  # noqa: E402
from game.rhythm.judge import DuetJudge  # noqa: E402
from game.rhythm.listening import HELD_CURVE, KEPT  # noqa: E402
from game.rhythm.onsets import OnsetMerger, Stroke  # noqa: E402
from game.rhythm.scoring import PHASE_CURVE, TEMPO_CURVE, on_curve  # noqa: E402
from game.session.engine import DuetEngine, EngineSettings  # noqa: E402
from game.session.replay import judge_with_timeline  # noqa: E402
from game.storage.csvfile import read_csv  # noqa: E402

PAIR: Final = "jembe_p02__t2-t3.csv"
PAIR_S: Final = 120.0
SPREADS_MS: Final = (2, 5, 10, 15, 20, 30, 40, 50, 60, 80)
PERCENTS: Final = (0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
EVERY_BEATS: Final = 6
FROM: Final = KEPT // 2
PLAIN: Final = (("quarter", "quarter"), ("eighth", "quarter"))
ONE, TWO, TOGETHER = "#c2512f", "#2f6f9f", "#3f8f5f"
STATES: Final = {"together": TOGETHER, "near": "#d9a93f", "apart": "#b9614f", "listening": "#b9b4c4", "waiting": FINE}


# ---- a real pair ----------------------------------------------------------------------------------------------------


def draw_pair(options: argparse.Namespace) -> None:
    """Draw both tempos of two drummers of one group, and the state below."""
    recording = read_csv(options.data / "ensembles" / "duets" / PAIR)
    begin_s = min(hit.time_s for hit in recording.hits)
    recording = replace(recording, hits=tuple(hit for hit in recording.hits if hit.time_s < begin_s + PAIR_S))
    result, rows = judge_with_timeline(recording)
    tempos = np.array([[np.nan if bpm is None else bpm for bpm in row.bpm] for row in rows])
    low, high = float(np.floor(np.nanmin(tempos) / 20) * 20), float(np.ceil(np.nanmax(tempos) / 20) * 20)
    sheet = Sheet(820, 330)
    sheet.text(
        60, 30, f"Two jembe drummers of one group, their first {PAIR_S:.0f} s: score {result.score:.0f}", size=16
    )
    axes = Axes(sheet, 60, 48, 730, 185, (0, rows[-1].t), (low, high))
    axes.ticks_y(np.arange(low, high + 1, 20))
    for player, colour, width in ((0, ONE, 4.0), (1, TWO, 1.8)):
        for run in _unbroken([row.t for row in rows], tempos[:, player]):
            sheet.line(axes.points(*zip(*run, strict=True)), colour, width)
    _states(Axes(sheet, 60, 240, 730, 16, axes.x_range, (0, 1)), [(row.t, row.state) for row in rows])
    for player, left, colour, width in ((1, 60, ONE, 4.0), (2, 190, TWO, 1.8)):
        sheet.line([(left, 318), (left + 24, 318)], colour, width)
        sheet.text(left + 30, 322, f"player {player}, BPM", size=12)
    for i, (state, colour) in enumerate(STATES.items()):
        sheet.box(330 + 95 * i, 311, 12, 12, colour)
        sheet.text(347 + 95 * i, 322, state, size=12)
    sheet.save(options.out / "pair.svg", "The tempos of a real pair and the state below")
    shares = {state: sum(row.state == state for row in rows) / len(rows) for state in STATES}
    print(f"{PAIR}: score {result.score:.1f}; " + ", ".join(f"{key} {value:.2f}" for key, value in shares.items()))


def _unbroken(xs: Sequence[float], ys: np.ndarray) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(xs, ys.tolist(), strict=True):
        if np.isnan(y):
            runs.append([])
        else:
            runs[-1].append((x, y))
    return [run for run in runs if len(run) > 1]


def _states(axes: Axes, rows: Sequence[tuple[float, str]]) -> None:
    for (start_s, state), (end_s, _) in pairwise(rows):
        axes.sheet.box(axes.x(start_s), axes.top, axes.x(end_s) - axes.x(start_s) + 0.3, axes.height, STATES[state])
    axes.ticks_x(range(0, int(rows[-1][0]) + 1, 20), "seconds")


# ---- what the score makes of two numbers ----------------------------------------------------------------------------


def scattered(spread_ms: float, seed: int) -> Duet:
    """Two on one even beat, every stroke off it by chance alone, so that the asynchrony has this SD."""
    rng = np.random.default_rng(seed)
    beat_s = beat_of_seed(seed, rng)
    beats = np.arange(START_S, START_S + LENGTH_S, beat_s)

    def player(number: int) -> list[Hit]:
        hits = play(rng, number, beats, PLAIN[seed % len(PLAIN)][number - 1], motor_s=0.0)
        off_s = rng.normal(size=len(hits)) * spread_ms / 1000 / np.sqrt(2)
        return [replace(hit, time_s=hit.time_s + by) for hit, by in zip(hits, off_s.tolist(), strict=True)]

    return player(1), player(2)


def strangers(percent: float, seed: int) -> Duet:
    """Two trained players who do not hear each other."""
    rng = np.random.default_rng(seed)
    return apart(percent, TRAINED)(rng, beat_of_seed(seed, rng))


def hearing(_: float, seed: int) -> Duet:
    """Two trained players who hear each other."""
    rng = np.random.default_rng(seed)
    return dyad(TRAINED)(rng, beat_of_seed(seed, rng))


def score_of(kind: Callable[[float, int], Duet], value: float, seed: int) -> float:
    """Return the session score of one duet; nothing judged counts as 0."""
    engine = DuetEngine(EngineSettings())
    for hit in sorted((hit for own in kind(value, seed) for hit in own), key=lambda hit: hit.time_s):
        engine.queue(hit)
    return engine.result().score or 0.0


def bands(kind: Callable[[float, int], Duet], values: Sequence[float], seeds: int) -> np.ndarray:
    """Return 5th percentile, median and 95th of the score at every value."""
    tasks = [(kind, value, seed) for value in values for seed in range(seeds)]
    with ProcessPoolExecutor(2) as pool:
        scores = list(pool.map(score_of, *zip(*tasks, strict=True), chunksize=4))
    found = np.percentile(np.reshape(scores, (len(values), -1)), [5, 50, 95], axis=1).T
    for value, row in zip(values, found, strict=True):
        print(f"{kind.__name__} {value:g}: {row[1]:.0f} [{row[0]:.0f}-{row[2]:.0f}]")
    return found


def draw_score(options: argparse.Namespace) -> None:
    """Draw the score over the spread of the asynchrony, and over the tempo difference."""
    sheet = Sheet(820, 400)
    left = Axes(sheet, 60, 62, 340, 250, (0, 80), (0, 100))
    right = Axes(sheet, 455, 62, 340, 250, (0, 10), (0, 100))
    sheet.text(60, 34, "One beat, every stroke scattered around it", size=15)
    sheet.text(455, 34, "Two who do not hear each other", size=15)
    left.ticks_x(range(0, 81, 20), "SD of the asynchrony, ms")
    right.ticks_x(range(0, 11, 2), "difference of their tempos, %")
    for axes, kind, values, colour in ((left, scattered, SPREADS_MS, ONE), (right, strangers, PERCENTS, TWO)):
        axes.ticks_y(range(0, 101, 20))
        found = bands(kind, values, options.seeds)
        edge = axes.points(values, found[:, 0]) + axes.points(values, found[:, 2])[::-1]
        sheet.area(edge, tint(colour, 0.2))
        sheet.line(axes.points(values, found[:, 1]), colour, 2.5)
        for x, y in axes.points(values, found[:, 1]):
            sheet.dot(x, y, colour)
    even = np.linspace(0, 80, 161)
    sheet.line(left.points(even, [100 * on_curve(ms, PHASE_CURVE) ** 0.5 for ms in even]), SOFT, 1.5, "5 4")
    even = np.linspace(0, 10, 161)
    sheet.line(right.points(even, [100 * on_curve(percent, TEMPO_CURVE) ** 0.4 for percent in even]), SOFT, 1.5, "5 4")
    low, middle, high = bands(hearing, (0.0,), options.seeds)[0]
    sheet.line(right.points((0.12, 0.12), (low, high)), TOGETHER, 5)
    sheet.dot(right.x(0.12), right.y(middle), TOGETHER, 5)
    sheet.text(right.x(0.3), right.y(82), "two who do", size=12, colour=TOGETHER)
    words = (
        "Session score: median and 5-95 % of simulated minutes. Dashed: what this one curve alone would leave of 100."
    )
    sheet.text(60, 382, words, size=12, colour=SOFT)
    sheet.save(options.out / "score.svg", "Score against asynchrony spread and against tempo difference")


# ---- who holds on to whom -------------------------------------------------------------------------------------------


def ratios(hits: Iterable[Hit]) -> list[float]:
    """Return von Neumann's ratio over what is kept, every sixth beat from the `FROM`th value on."""
    merger, judging, found, last_s = OnsetMerger(), DuetJudge(), [], -np.inf
    for hit in hits:
        merger.push(Stroke(hit.time_s, hit.player, hit.pad, hit.velocity))
    for onset in merger.pop(np.inf):
        now = judging.add(onset)
        ratio = judging._listening.ratio()
        if now is None or ratio is None or len(judging._listening._means) < FROM:
            continue
        if now.time_s - last_s >= EVERY_BEATS * now.beat_s:
            found.append(ratio)
            last_s = now.time_s
    return found


def groups(options: argparse.Namespace) -> dict[str, tuple[str, list[list[Hit]]]]:
    """Return name -> colour and duets, from those who listen to those who do not."""

    def made(case: Callable[[np.random.Generator, float], Duet]) -> list[list[Hit]]:
        rngs = [np.random.default_rng(seed) for seed in range(options.seeds)]
        return [[hit for own in case(rng, beat_of_seed(i, rng)) for hit in own] for i, rng in enumerate(rngs)]

    def real(corpus: str) -> list[list[Hit]]:
        paths = sorted((options.data / "ensembles" / "duets").glob(f"{corpus}_*.csv"))
        return [[hit for hit in read_csv(path).hits if hit.time_s < PAIR_S] for path in paths]

    return {
        "simulated, trained, listening": (TOGETHER, made(dyad(TRAINED))),
        "simulated, novice, listening": (TOGETHER, made(dyad(NOVICE, grooves=NO_16THS))),
        "simulated, weak, listening": (TOGETHER, made(dyad(WEAK, grooves=NO_16THS))),
        "real, jembe": (ONE, real("jembe")),
        "real, candombe": (ONE, real("candombe")),
        "equal tempo, not listening": (TWO, made(apart(0, TRAINED, together_at_first=True))),
        "0.5 % apart, not listening": (TWO, made(apart(0.5, TRAINED))),
        "1 % apart, not listening": (TWO, made(apart(1, TRAINED))),
    }


def draw_listening(options: argparse.Namespace) -> None:
    """Draw von Neumann's ratio of every group over what it is worth."""
    sheet, rows = Sheet(820, 420), groups(options)
    axes = Axes(sheet, 230, 66, 560, 280, (0.05, 3.5), (len(rows), 0), logarithmic=True)
    knees = [knee for knee, _ in HELD_CURVE]
    sheet.text(24, 32, f"Von Neumann's ratio of the asynchrony over {FROM} to {KEPT} values", size=16)
    for start, end, share in ((0.05, knees[0], 0.30), (*knees, 0.14)):
        sheet.box(axes.x(start), axes.top, axes.x(end) - axes.x(start), axes.height, tint(TWO, share))
    axes.ticks_x((0.05, 0.1, 0.2, 0.35, 0.65, 1, 2, 3), "wanders by itself  ←  ratio  →  comes back, beat by beat")
    worth = [(0.13, "no evidence"), (0.48, "rising"), (1.5, "all of the evidence")]
    for value, words in worth:
        sheet.text(axes.x(value), 58, words, size=12, colour=SOFT, anchor="middle")
    for i, (name, (colour, duets)) in enumerate(rows.items()):
        found = [ratio for duet in duets for ratio in ratios(duet)]
        _bar(axes, i + 0.5, np.percentile(found, [5, 25, 50, 75, 95]).tolist(), colour)
        sheet.text(axes.left - 12, axes.y(i + 0.5) + 4, name, size=13, anchor="end")
        low, middle, high = np.percentile(found, [5, 50, 95])
        below = float(np.mean(np.less(found, knees[1])))
        print(f"{name}: {middle:.2f} [{low:.2f}-{high:.2f}], n {len(found)}, below {knees[1]:g}: {below:.2f}")
    words = "Line: 5-95 % of the windows. Bar: 25-75 %. Dot: median."
    sheet.text(24, 404, words, size=12, colour=SOFT)
    sheet.save(options.out / "listening.svg", "Von Neumann's ratio: pairs who listen, real pairs, pairs who do not")


def _bar(axes: Axes, row: float, five: Sequence[float], colour: str) -> None:
    xs, y = [axes.x(min(max(value, axes.x_range[0]), axes.x_range[1])) for value in five], axes.y(row)
    axes.sheet.line([(xs[0], y), (xs[4], y)], colour, 2)
    axes.sheet.box(xs[1], y - 7, xs[3] - xs[1], 14, tint(colour, 0.6))
    axes.sheet.dot(xs[2], y, INK, 4)


DRAWN: Final = {"pair": draw_pair, "score": draw_score, "listening": draw_listening}


def main() -> None:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = os.environ.get("HITOTSU_DATA") or ROOT.parent / "shared" / "data"
    parser.add_argument("--only", choices=DRAWN, help="one picture")
    parser.add_argument("--data", type=Path, default=Path(beside), help="the folder of the real performances")
    parser.add_argument("--seeds", type=int, default=12, help="duets at each point")
    parser.add_argument("--out", type=Path, default=ROOT / "docs", help="where the pictures go")
    options = parser.parse_args()
    for name, draw in DRAWN.items():
        if options.only in (None, name):
            draw(options)


if __name__ == "__main__":
    main()

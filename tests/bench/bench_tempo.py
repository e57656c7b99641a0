"""How soon one drummer's tempo is known: the game beside what others would use, on people who played to a click.

    python tests/bench/bench_tempo.py [--data FOLDER] [--each] [--json FILE] [--no-ms]

Prints a Markdown table. Everyone gets the same merged onsets, up to 4, 8 and 16 beats of the click after the first;
the game's BPM is what the engine shows for one player who strikes alone. The libraries are the extra `bench`; those
that are not installed are named and left out. All but the column ms is the same at every run; --no-ms leaves it out.
"""

import argparse
import csv
import json
import os
import sys
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from mido import MidiFile  # noqa: E402
from tempo_rivals import found  # noqa: E402

from game.model.hit import Hit  # noqa: E402
from game.rhythm.onsets import MERGE_S, REORDER_S, OnsetMerger, Stroke  # noqa: E402
from game.rhythm.pulse import PulseTracker  # noqa: E402
from game.rhythm.steady import STEADY_S, steady_period  # noqa: E402
from game.session.engine import DuetEngine, EngineSettings  # noqa: E402
from game.storage.midinotes import pad_of  # noqa: E402

WINDOWS = (4, 8, 16)
"""Beats after the first hit."""
SLACK = 0.05
"""Share of a beat by which the last beat may be late."""
WITHIN = (1, 2, 4)
"""Percent."""
LEVELS = (1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 1, 2, 3, 4, 6, 8)
OCTAVES = (1 / 2, 1, 2)
PULSE, SHOWN = "the game's pulse, live", "the game's BPM, as shown"


@dataclass(frozen=True)
class Performance:
    """One drummer at a known click."""

    name: str
    style: str
    bpm: float
    hits: tuple[Hit, ...]

    def until(self, beats):
        end_s = self.hits[0].time_s + (beats + SLACK) * 60 / self.bpm
        return tuple(hit for hit in self.hits if hit.time_s <= end_s)


def performances(folder):
    with (folder / "index.csv").open(newline="") as file:
        return [
            Performance(row["file"], row["style"], float(row["bpm"]), hits_of(folder / row["file"]))
            for row in csv.DictReader(file)
        ]


def hits_of(path):
    hits, now_s = [], 0.0
    for message in MidiFile(path):
        now_s += message.time
        if message.type == "note_on" and message.velocity:
            hits.append(Hit(now_s, 1, pad_of(message.note), message.velocity / 127))
    return tuple(hits)


def onsets_of(hits):
    merger = OnsetMerger()
    for hit in hits:
        merger.push(Stroke(hit.time_s, hit.player, hit.pad, hit.velocity))
    return merger.pop(np.inf)


def pulse(onsets):
    tracker = PulseTracker()
    for onset in onsets:
        tracker.add(onset.time_s, accent=onset.accent)
    return steady_period(tracker.period(), tracker.labels(onsets[-1].time_s - STEADY_S)).period_s


def shown(hits):
    engine = DuetEngine(EngineSettings())
    for hit in hits:
        engine.queue(hit)
        engine.update(hit.time_s)
    now_s = hits[-1].time_s + MERGE_S + REORDER_S + 1e-6
    engine.update(now_s)
    bpm = engine.row(now_s).bpm[0]
    return np.nan if bpm is None else 60 / bpm


def timed(estimate, *heard):
    """What an estimator says, and the ms it takes for it: the better of two calls."""
    costs_ms = []
    for _ in range(2):
        before = time.perf_counter()
        period_s = estimate(*heard)
        costs_ms.append(1000 * (time.perf_counter() - before))
    return period_s, min(costs_ms)


def measure(every, rivals):
    """Name -> beats -> one (BPM or None, ms) for each performance."""
    told = {name: {beats: [] for beats in WINDOWS} for name in (PULSE, SHOWN, *(rival.name for rival in rivals))}
    for performance in every:
        for beats in WINDOWS:
            hits = performance.until(beats)
            onsets = onsets_of(hits)
            times_s, accents = np.array([(onset.time_s, onset.accent) for onset in onsets]).T
            asked = [(PULSE, pulse, (onsets,)), (SHOWN, shown, (hits,))]
            asked += [(rival.name, rival.estimate, (times_s, accents)) for rival in rivals]
            for name, estimate, heard in asked:
                period_s, cost_ms = timed(estimate, *heard)
                known = np.isfinite(period_s) and period_s > 0
                told[name][beats].append((60 / period_s if known else None, cost_ms))
    return told


def off_percent(bpm, truth, levels):
    """How far a BPM is from the nearest level of the true one."""
    return np.inf if bpm is None else min(abs(100 * np.log(bpm / truth / level)) for level in levels)


def shares(told, every, levels, within):
    """Share of the performances whose BPM is right, for each tolerance in percent."""
    off = np.array([off_percent(bpm, one.bpm, levels) for (bpm, _), one in zip(told, every, strict=True)])
    return [float(np.mean(off <= percent)) for percent in within]


def table(told, every, *, with_ms):
    """Lines of the Markdown table."""
    heads = [f"{beats} beats" for beats in WINDOWS]
    octaves = " / ".join(str(beats) for beats in WINDOWS)
    columns = ["", *heads, f"{octaves} beats, within 4 % up to the octave", *(["ms"] if with_ms else [])]
    lines = [columns, ["---"] * len(columns)]
    for name, by_beats in told.items():
        cells = [" ".join(map(short, shares(by_beats[beats], every, LEVELS, WITHIN))) for beats in WINDOWS]
        cells.append(" / ".join(short(shares(by_beats[beats], every, OCTAVES, (4,))[0]) for beats in WINDOWS))
        cost_ms = np.median([cost for _, cost in by_beats[8]])
        lines.append([name, *cells, *([f"{cost_ms:.2g}"] if with_ms else [])])
    return ["| " + " | ".join(line) + " |" for line in lines]


def short(share):
    return f"{share:.2f}".removeprefix("0")


def each(told, every):
    """One line for every performance: the BPM shown, and the factor by which it is off where it is not the click's."""
    for i, one in enumerate(every):
        cells = []
        for beats in WINDOWS:
            bpm = told[SHOWN][beats][i][0]
            right = off_percent(bpm, one.bpm, OCTAVES) <= 4
            cells.append("-" if bpm is None else f"{bpm:.1f}" + ("" if right else f" (x {bpm / one.bpm:.3f})"))
        yield f"{one.name} ({one.style}), click {one.bpm:g}: shown {', '.join(cells)}"


def report(told, every):
    """Everything that was told, for programs."""
    return {
        "windows_beats": WINDOWS,
        "performances": [{"file": one.name, "style": one.style, "bpm": one.bpm} for one in every],
        "bpm": {
            name: {str(beats): [bpm and round(bpm, 4) for bpm, _ in rows] for beats, rows in by_beats.items()}
            for name, by_beats in told.items()
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = os.environ.get("HITOTSU_DATA") or ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=Path(beside), help="the folder that holds groove/")
    parser.add_argument("--each", action="store_true", help="also the BPM shown for every performance")
    parser.add_argument("--json", type=Path, help="write every BPM that was told to this file")
    parser.add_argument("--no-ms", action="store_true", help="leave out what differs from run to run")
    arguments = parser.parse_args()
    folder = arguments.data / "groove"
    if not (folder / "index.csv").is_file():
        parser.error(f"{folder} holds no index.csv: --data or HITOTSU_DATA names the folder of the performances.")
    every = performances(folder)
    rivals, absent = found()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told = measure(every, rivals)
    print(f"{len(every)} performances; share within {', '.join(map(str, WITHIN))} % of the click, any level.\n")
    print("\n".join([*table(told, every, with_ms=not arguments.no_ms), "", *absent]))
    if arguments.each:
        print("\n".join(each(told, every)))
    if arguments.json:
        arguments.json.write_text(json.dumps(report(told, every), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

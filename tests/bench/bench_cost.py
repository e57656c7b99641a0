"""What judging costs: time per hit and per judgement as it is played, memory over an hour, and judging again.

    python tests/bench/bench_cost.py [--minutes 60] [--only TEXT] [--json FILE] [--compare FILE]

Times are microseconds, each hit's best of 3 runs over the same hits, so that what else the machine does stays out. A
hit is handed over and judged as far as it can be at its own moment; "judgement" is those of these calls in which the
judge spoke. "Times real time" is a recording judged again, best of 3. Memory: two busy drummers, what Python holds
(tracemalloc) and what the process holds (RSS, in a run without tracing), every ten minutes; growth is counted from the
tenth minute on, per hour.
"""

import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np
from common import Bound, Report, arguments, number  # isort: split

from game.session.engine import DuetEngine, EngineSettings
from game.session.replay import judge
from game.session.simulation import simulate

RUNS = 3
EVERY_MIN = 10
PAIRS = {
    "16ths + 16ths, 150 BPM": {"pattern1": "sixteenth", "pattern2": "sixteenth", "bpm": 150},
    "rock + 8ths, 120 BPM": {"pattern1": "rock8", "pattern2": "eighth", "bpm": 120},
}
TIMES = ("median", "mean", "p99", "judgement median", "judgement p99", "times real time")
HIT_US, JUDGEMENT_US = 700, 3000
FLAT_MB = 2.0
"""What an hour may add, MB: 8 bytes a stroke, 40 a judgement and 8 a pair, which the result is counted from."""


class Counting(DuetEngine):
    """The engine, which tells how often it has judged. Inherits: nobody who plays needs to know."""

    judged = 0

    def _onset(self, onset, *, more):
        before, events = self._last, super()._onset(onset, more=more)
        self.judged += self._last is not before
        return events


def live(duet):
    """Microseconds of every hit, and whether the judge spoke."""
    engine, costs_us, judged = Counting(EngineSettings(round_s=duet.header.seconds)), [], []
    for hit in duet.hits:
        before, start = engine.judged, time.perf_counter()
        engine.queue(hit)
        engine.update(hit.time_s)
        costs_us.append(1e6 * (time.perf_counter() - start))
        judged.append(engine.judged > before)
    return np.array(costs_us), np.array(judged)


def again_s(duet):
    """Seconds to judge a recording."""
    start = time.perf_counter()
    judge(duet)
    return time.perf_counter() - start


def times(report, only):
    report.table(f"Judging a minute, us, best of {RUNS}", ("pair", "hits", *TIMES))
    for name, how in PAIRS.items():
        if only not in name:
            continue
        duet = simulate("trained", "trained", seconds=60, seed=1, **how)
        runs = [live(duet) for _ in range(RUNS)]
        hits_us = np.min([costs_us for costs_us, _ in runs], axis=0)
        judgements_us = hits_us[runs[0][1]]
        figures = {
            "median": float(np.median(hits_us)), "mean": float(hits_us.mean()),
            "p99": float(np.percentile(hits_us, 99)), "judgement median": float(np.median(judgements_us)),
            "judgement p99": float(np.percentile(judgements_us, 99)),
            "times real time": duet.header.seconds / min(again_s(duet) for _ in range(RUNS)),
        }  # fmt: skip
        bounds = [Bound("mean", most=HIT_US), Bound("judgement p99", most=JUDGEMENT_US)]
        report.row(name, figures, [str(len(duet.hits)), *(number(figures[key]) for key in TIMES)], bounds)


# ---- memory ---------------------------------------------------------------------------------------------------------


def rss_mb():
    """Memory the process holds now, MB, or None where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), None)


def traced_mb():
    return tracemalloc.get_traced_memory()[0] / 1e6


def held(duet, measure, marks):
    """Let an engine hear a duet; give what `measure` says after so many minutes."""
    engine, measured = DuetEngine(EngineSettings(round_s=duet.header.seconds)), []
    for hit in duet.hits:
        engine.queue(hit)
        engine.update(hit.time_s)
        if hit.time_s >= 60 * marks[len(measured)]:
            measured.append(measure())
    return [*measured, measure()][: len(marks) - 1]


def memory(report, minutes):
    how = {"pattern1": "sixteenth", "pattern2": "sixteenth", "bpm": 120}
    duet = simulate("trained", "trained", seconds=60 * minutes, seed=1, **how)
    marks = [*range(0, minutes, EVERY_MIN), minutes]
    resident = held(duet, rss_mb, [*marks, np.inf])
    tracemalloc.start()
    traced = held(duet, traced_mb, [*marks, np.inf])
    tracemalloc.stop()
    report.table(f"Memory, MB after minutes, {len(duet.hits)} hits", ("what", *map(str, marks), "per hour"))
    for name, values, bounds in (("traced", traced, [Bound("per hour", most=FLAT_MB)]), ("resident", resident, [])):
        if None in values:
            continue
        growth = (values[-1] - values[1]) * 60 / max(minutes - EVERY_MIN, EVERY_MIN)
        figures = dict(zip(map(str, marks), values, strict=True)) | {"per hour": growth}
        report.row(name, figures, [number(value, 2) for value in figures.values()], bounds)


def main():
    def extend(parser):
        parser.add_argument("--minutes", type=int, default=60, help="length of the round whose memory is measured")

    options = arguments(__doc__, seeds=1, extend=extend)
    report = Report()
    times(report, options.only)
    if options.only in "memory":
        memory(report, options.minutes)
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

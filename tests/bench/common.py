"""What the benches share: one duet judged in both feels, a pool of processes, tables, bounds, and runs compared.

A bench gives rows of figures. Each row is printed as soon as it is known, a bound that does not hold is marked with
a cross, and at the end the bounds that failed are listed, worst first; the exit status is 1 where one failed.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from game.model.hit import Hit  # noqa: E402
from game.rhythm.judge import Judgement  # noqa: E402
from game.rhythm.lock import FEELS, Lock, Moment  # noqa: E402
from game.session.engine import DuetEngine, EngineSettings  # noqa: E402

Hits = Sequence[Hit]
Figures = Mapping[str, float | None]
BOTH_PLAY_S = 2.0
"""Both play where each of them has struck within this time."""
_STEP_S = 0.02


# ---- one duet -------------------------------------------------------------------------------------------------------


class BothFeels(Lock):
    """The true lock, beside which the gentle one hears the same moments: a duet need not be judged twice."""

    def __init__(self):
        super().__init__(FEELS["true"])
        self.gentle, self.gentle_states = Lock(FEELS["gentle"]), []

    def update(self, moment: Moment) -> str:
        self.gentle_states.append(self.gentle.update(moment))
        return super().update(moment)

    def break_off(self) -> None:
        self.gentle.break_off()
        super().break_off()


class Watched(DuetEngine):
    """The engine, with every judgement kept. Inherits, because what a player is shown is less than what is judged."""

    def __init__(self, settings: EngineSettings):
        super().__init__(settings)
        self.log: list[Judgement] = []
        self.lock = self._judge._lock = BothFeels()

    def _onset(self, onset, *, more):
        events = super()._onset(onset, more=more)
        if self._last is not None and (not self.log or self.log[-1] is not self._last):
            self.log.append(self._last)
        return events


def follow(first: Hits, second: Hits, *, round_s: tuple[float, float] | None = None) -> Watched:
    """Judge two players' hits; `round_s` is begin and end where they are not the later first and the last hit."""
    begin_s, end_s = round_s or (None, None)
    engine = Watched(EngineSettings(begin_s=begin_s, end_s=end_s, round_s=round_s and end_s - begin_s))
    for hit in sorted([*first, *second], key=lambda hit: hit.time_s):
        engine.queue(hit)
    engine.result()
    return engine


@dataclass(frozen=True)
class Session:
    """What one duet came to. Shares are of the round, or of the time in which both play."""

    score: float | None
    tempo: float | None
    phase: float | None
    groove: float | None
    quality: tuple[float, float] | None
    together: float
    gentle: float
    together_both: float | None
    gentle_both: float | None
    lock_s: float | None
    """When they were first together (true), s on the clock of the hits."""
    difference_percent: float | None
    spread_ms: float | None


def session(first: Hits, second: Hits, *, round_s: tuple[float, float] | None = None) -> Session:
    """Judge a duet and sum it up."""
    engine = follow(first, second, round_s=round_s)
    result, log = engine.result(), engine.log
    late = log[len(log) // 3 :]
    known = [abs(100 * now.difference) for now in log if now.difference is not None]
    spreads = [1000 * now.grid.spread_s for now in log if now.grid is not None]
    shares = _shares(engine, first, second, result.seconds)
    begin_s, lock_s = engine.stretch.begin_s, result.together.first_s
    parts = result.parts if result.parts and result.parts.balance > 0 else None
    return Session(
        score=result.score,
        tempo=parts and parts.tempo,
        phase=parts and parts.phase,
        groove=parts and parts.groove,
        quality=tuple(np.mean([now.quality for now in late], axis=0).tolist()) if late else None,
        together=shares[0],
        gentle=shares[1],
        together_both=shares[2],
        gentle_both=shares[3],
        lock_s=None if lock_s is None else begin_s + lock_s,
        difference_percent=float(np.median(known)) if known else None,
        spread_ms=float(np.median(spreads)) if spreads else None,
    )


def _shares(engine: Watched, first: Hits, second: Hits, length_s: float) -> tuple[float, float, float | None, ...]:
    """Share of the round together: true, gentle, and both again over the time in which both play."""
    begin_s = engine.stretch.begin_s
    if begin_s is None or length_s <= 0 or not engine.log:
        return 0.0, 0.0, None, None
    moments = np.arange(begin_s, begin_s + length_s, _STEP_S)
    both = _struck_lately(moments, first) & _struck_lately(moments, second)
    judged_s = np.array([now.time_s for now in engine.log])
    at = np.searchsorted(judged_s, moments, side="right") - 1
    lasts = moments - judged_s[at] <= 2 * np.array([now.beat_s for now in engine.log])[at]
    true, gentle = (
        (at >= 0) & lasts & (np.array(states) == "together")[at]
        for states in ([now.state for now in engine.log], engine.lock.gentle_states)
    )
    shares = [float(held[both].mean()) if both.any() else None for held in (true, gentle)]
    return float(true.mean()), float(gentle.mean()), *shares


def _struck_lately(moments, hits: Hits):
    times = np.sort([hit.time_s for hit in hits])
    if not len(times):
        return np.zeros(len(moments), bool)
    last = np.searchsorted(times, moments, side="right") - 1
    return (last >= 0) & (moments - times[last] <= BOTH_PLAY_S)


# ---- figures --------------------------------------------------------------------------------------------------------


def known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None and np.isfinite(value)]


def mean(values: Iterable[float | None]) -> float | None:
    values = known(values)
    return float(np.mean(values)) if values else None


def spread(name: str, values: Iterable[float | None]) -> dict[str, float | None]:
    """Median and 5th and 95th percentile of what is known, as figures called `name`, `name 5 %`, `name 95 %`."""
    values = known(values)
    found = np.percentile(values, [50, 5, 95]).tolist() if values else [None] * 3
    return dict(zip((name, f"{name} 5 %", f"{name} 95 %"), found, strict=True))


def number(value: float | None, digits: int = 0) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def spread_text(figures: Figures, name: str, digits: int = 0) -> str:
    one, low, high = (number(figures[key], digits) for key in (name, f"{name} 5 %", f"{name} 95 %"))
    return "None" if one == "-" else f"{one} [{low}-{high}]"


@dataclass(frozen=True)
class Bound:
    """What a figure of a row must be. A figure that is not there breaks a least, and keeps a most."""

    figure: str
    least: float | None = None
    most: float | None = None
    goal: bool = False
    """Wished, but not demanded: reported and never an exit status."""

    def __str__(self):
        ends = (("≥", self.least), ("≤", self.most))
        return f"{self.figure} " + " ".join(f"{sign} {end:g}" for sign, end in ends if end is not None)

    def missed_by(self, figures: Figures) -> float:
        """How far it is missed, as a share of the bound; 0 where it holds."""
        value = figures.get(self.figure)
        if value is None:
            return 0.0 if self.least is None else 1.0
        below = 0.0 if self.least is None else max(0.0, self.least - value) / max(abs(self.least), 0.01)
        above = 0.0 if self.most is None else max(0.0, value - self.most) / max(abs(self.most), 0.01)
        return max(below, above)


# ---- what a bench prints --------------------------------------------------------------------------------------------

Cells = Callable[[Figures], Sequence[str]]


@dataclass
class Report:
    """Prints tables row by row and keeps their figures."""

    figures: dict[str, Figures] = field(default_factory=dict)
    missed: list[tuple[float, str]] = field(default_factory=list)
    _title: str = ""

    def table(self, title: str, columns: Sequence[str]) -> None:
        self._title = title.split(",", maxsplit=1)[0]
        print(f"\n**{title}**\n")
        _line([*columns, "bound"])
        _line(["---"] * (len(columns) + 1))

    def row(self, name: str, figures: Figures, cells: Sequence[str], bounds: Iterable[Bound] = ()) -> None:
        self.figures[f"{self._title} / {name}"] = figures
        marks = []
        for bound in bounds:
            missed_by = bound.missed_by(figures)
            marks.append(f"{bound} {'✗' if missed_by else '✓'}{' (goal)' if bound.goal else ''}")
            if missed_by:
                told = f"{self._title} / {name}: {bound}, is {number(figures.get(bound.figure), 3)}"
                self.missed.append((missed_by, told + (" (goal)" if bound.goal else "")))
        _line([name, *cells, "; ".join(marks)])

    def close(self, options: argparse.Namespace) -> int:
        """List what failed, write and compare what was asked for; return the exit status."""
        print(f"\n{len(self.missed)} bounds missed, worst first (share of the bound):")
        for missed_by, told in sorted(self.missed, reverse=True):
            print(f"- {missed_by:.2f}: {told}")
        seeds = f"{options.seeds} from {options.seed}"
        if options.compare:
            before = json.loads(options.compare.read_text("utf-8"))
            print("\n".join(["", f"Moved since {before['seeds']} (now {seeds}):", *self._moved(before["figures"])]))
        if options.json:
            told = {"seeds": seeds, "figures": self.figures}
            options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        return int(any(not told.endswith("(goal)") for _, told in self.missed))

    def _moved(self, before: Mapping[str, Figures]) -> Iterator[str]:
        for name in sorted(before.keys() & self.figures.keys()):
            pairs = [(key, old, self.figures[name].get(key)) for key, old in before[name].items()]
            moved = [f"{key} {number(old, 3)} -> {number(new, 3)}" for key, old, new in pairs if _moved(old, new)]
            if moved:
                yield f"- {name}: {', '.join(moved)}"


def _moved(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is not new
    return abs(new - old) > max(0.002, 0.005 * abs(old))


def _line(cells: Iterable[str]) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


# ---- how a bench is run ---------------------------------------------------------------------------------------------


def arguments(doc: str, *, seeds: int, extend: Callable[[argparse.ArgumentParser], None] = lambda _: None):
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=seeds, help=f"how many of each ({seeds} where not said)")
    parser.add_argument("--from", dest="seed", type=int, default=0, help="the first seed")
    parser.add_argument("--only", default="", metavar="TEXT", help="only rows whose name contains this")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--compare", type=Path, help="a file of --json: print the rows that moved since")
    beside = os.environ.get("HITOTSU_DATA") or ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=Path(beside), help="the folder of the real performances")
    extend(parser)
    return parser.parse_args()


def performances(data: Path) -> list[Path]:
    """The real performances; without them a bench has nothing to say, and ends."""
    paths = sorted((data / "groove").glob("drummer*/*/*.mid"))
    if not paths:
        sys.exit(f"{data / 'groove'} holds no performances: --data or HITOTSU_DATA names the folder they lie in.")
    return paths


def in_groups(work: Callable, groups: Mapping[str, Sequence[tuple]], jobs: int) -> Iterator[tuple[str, list]]:
    """Call `work(*task)` for the tasks of every group, in processes; give each group as soon as it is done."""
    tasks = [task for group in groups.values() for task in group]
    with ProcessPoolExecutor(jobs) as pool:
        done = pool.map(partial(_call, work), tasks, chunksize=1)
        for name, group in groups.items():
            yield name, [next(done) for _ in group]


def _call(work: Callable, task: tuple):
    return work(*task)

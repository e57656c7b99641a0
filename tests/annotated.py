"""Known tempos of real performances: clicks and annotated cycles, for tests on the data set beside the checkout."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np

from game.session.replay import judge_with_timeline
from game.storage.csvfile import read_csv

LEVELS = (1 / 4, 1 / 3, 1 / 2, 1, 2, 3, 4)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def click_duets(data: Path) -> list[tuple[Path, Callable[[float], float]]]:
    """The same groove at the same click by two drummers, recorded apart."""
    index = rows(data / "groove" / "pseudo_duets_index.csv")
    return [
        (data / "groove" / row["file"], lambda t, bpm=float(row["bpm1"]): bpm) for row in index if row["kind"] == "same"
    ]


def annotated_duets(data: Path) -> list[tuple[Path, Callable[[float], float]]]:
    """Duets of annotated ensembles with the tempo of the annotated cycle (tactus) around each moment."""
    index = rows(data / "iemp" / "duets_index.csv")
    return [(data / "iemp" / row["file"], tempo_of(data, row["piece"], float(row["offset_s"]))) for row in index]


def tempo_of(data: Path, piece: str, offset_s: float) -> Callable[[float], float]:
    if piece == "debbh_drut":
        table = rows(data / "iemp" / f"{piece}_onsets_wide.csv")
        known = [
            (float(r["virtual_beat_s"]), float(r["tempo_bpm"])) for r in table if r["virtual_beat_s"] and r["tempo_bpm"]
        ]
    else:
        table = rows(data / "iemp" / f"{piece}_cycles.csv")
        known = [(float(r["time_s"]), float(r["beat_bpm"])) for r in table if r["beat_bpm"]]
    times = np.array([t for t, _ in known]) - offset_s
    bpm = np.array([b for _, b in known])
    return lambda t: float(bpm[max(0, int(np.searchsorted(times, t, side="right")) - 1)])


def close(bpm: float, truth: float, tolerance: float = 0.02) -> bool:
    return any(abs(np.log(bpm / truth / level)) <= tolerance for level in LEVELS)


def rows_shown(path: Path) -> list[tuple[float, tuple[float | None, float | None]]]:
    """Judge a duet and return what its timeline shows: seconds, and the BPM of both players."""
    _, shown = judge_with_timeline(read_csv(path))
    return [(row.t, row.bpm) for row in shown]

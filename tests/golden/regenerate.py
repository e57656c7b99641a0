"""Writes what the rules make of the golden duets: `python tests/golden/regenerate.py`.

The strokes of a file that is there stay as they are; a missing one is made by its recipe (so deleting all of them
begins anew). Refuses where the same strokes give another result though `ENGINE_VERSION` is still the same.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "golden"
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(HERE)]

from recipes import RECIPES  # noqa: E402

from game.model.recording import Recording  # noqa: E402
from game.model.result import TimelineRow  # noqa: E402
from game.model.versions import ENGINE_VERSION  # noqa: E402
from game.session.replay import judge_with_timeline  # noqa: E402
from game.session.verify import differences  # noqa: E402
from game.storage.recordings import read_recording, write_recording  # noqa: E402

TIMELINES = "timelines.json"
STEP_S = 2.0
VERSIONS = "game/model/versions.py"
COMMAND = "python tests/golden/regenerate.py"
Rows = list[list[object]]


def judged(recording: Recording) -> tuple[Recording, Rows]:
    """Judge a duet; return it with its result, and what was shown every two seconds."""
    result, timeline = judge_with_timeline(recording, step_s=STEP_S)
    header = replace(recording.header, engine=ENGINE_VERSION)
    return replace(recording, header=header, claimed=result), [_row(row) for row in timeline]


def _row(row: TimelineRow) -> list[object]:
    return json.loads(json.dumps(astuple(row)))


def complaint(name: str, recording: Recording, rows: Rows) -> str | None:
    """Return what is wrong with a golden duet and what to do about it, in one sentence, or None."""
    claimed = recording.claimed
    if claimed is None or claimed.engine != ENGINE_VERSION:
        made_with = "no result" if claimed is None else f"the result of engine {claimed.engine}"
        return f"{name} holds {made_with} and the rules are engine {ENGINE_VERSION}: run {COMMAND}."
    again, rows_now = judged(recording)
    moved = list(_moved(recording, again, rows, rows_now))
    if not moved:
        return None
    return (
        f"{name}: the same strokes give another result ({'; '.join(moved[:4])}), so the rules have changed: "
        f"raise ENGINE_VERSION in {VERSIONS}, say so in CHANGELOG.md, then run {COMMAND}."
    )


def _moved(old: Recording, new: Recording, rows: Rows, rows_now: Rows) -> Iterator[str]:
    assert old.claimed is not None
    assert new.claimed is not None
    for one in differences(old.claimed, new.claimed):
        yield f"{one.key} {one.claimed} -> {one.found}"
    if len(rows) != len(rows_now):
        yield f"{len(rows)} -> {len(rows_now)} rows of the timeline"
    for before, now in zip(rows, rows_now, strict=False):
        if before != now:
            yield f"timeline {before} -> {now}"


def read_all(folder: Path) -> dict[str, tuple[Recording, Rows]]:
    """Read the golden duets that are there, each with the timeline it claims."""
    timelines = folder / TIMELINES
    rows: Mapping[str, Rows] = json.loads(timelines.read_text("utf-8")) if timelines.exists() else {}
    return {path.stem: (read_recording(path), rows.get(path.stem, [])) for path in sorted(folder.glob("*.hitotsu"))}


def refusals(golden: Mapping[str, tuple[Recording, Rows]]) -> Iterator[str]:
    """Yield why golden duets of the present engine must not be written again."""
    for name, (recording, rows) in golden.items():
        if recording.claimed is not None and recording.claimed.engine == ENGINE_VERSION:
            why = complaint(name, recording, rows)
            if why is not None:
                yield why


def write_all(folder: Path, recordings: Iterable[tuple[str, Recording]]) -> None:
    """Judge duets and write them with their results and timelines."""
    timelines = {}
    for name, recording in recordings:
        again, timelines[name] = judged(recording)
        write_recording(folder / f"{name}.hitotsu", again)
    lines = [f' "{name}": [\n  ' + ",\n  ".join(map(json.dumps, rows)) + "\n ]" for name, rows in timelines.items()]
    (folder / TIMELINES).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main(folder: Path = HERE) -> int:
    """Write the golden duets anew; return the exit status."""
    golden = read_all(folder)
    why = list(refusals(golden))
    if why:
        print("\n".join(why), file=sys.stderr)
        return 1
    kept = {name: recording for name, (recording, _) in golden.items()}
    made = {name: make() for name, make in RECIPES.items() if name not in kept}
    write_all(folder, sorted({**kept, **made}.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The same strokes give the same result in every digit, for as long as the rules carry the same number."""

import importlib.util
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from game.model.versions import ENGINE_VERSION
from game.storage.recordings import read_recording, write_recording

FOLDER = Path(__file__).parents[1] / "golden"
NAMES = sorted(path.stem for path in FOLDER.glob("*.hitotsu"))


@pytest.fixture(scope="module")
def golden():
    """The script that writes the golden duets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        spec = importlib.util.spec_from_file_location("golden_duets", FOLDER / "regenerate.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module


@pytest.fixture
def folder(tmp_path):
    """Two golden duets to spoil."""
    for name in ("late-kit", "three-against-two"):
        shutil.copy(FOLDER / f"{name}.hitotsu", tmp_path)
    shutil.copy(FOLDER / "timelines.json", tmp_path)
    return tmp_path


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def claim(folder, **changes):
    """Let a golden duet claim something else."""
    path = folder / "late-kit.hitotsu"
    recording = read_recording(path)
    write_recording(path, replace(recording, claimed=replace(recording.claimed, **changes)))


@pytest.fixture(scope="module")
def kept(golden):
    return golden.read_all(FOLDER)


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_duet_is_judged_as_it_was(golden, kept, name):
    complaint = golden.complaint(name, *kept[name])

    assert complaint is None, complaint


def test_every_recipe_has_its_duet(golden, kept):
    assert set(kept) >= set(golden.RECIPES)


def test_writing_them_again_changes_nothing(golden, folder, monkeypatch):
    monkeypatch.setattr(golden, "RECIPES", {})
    before = contents(folder)

    assert golden.main(folder) == 0
    assert {name: text for name, text in contents(folder).items() if name != golden.TIMELINES} == {
        name: text for name, text in before.items() if name != golden.TIMELINES
    }


@pytest.mark.parametrize("engine", [ENGINE_VERSION - 1, ENGINE_VERSION + 1])
def test_other_rules_ask_for_the_command(golden, folder, engine):
    claim(folder, engine=engine)

    told = golden.complaint("late-kit", *golden.read_all(folder)["late-kit"])
    assert told.endswith(f"run {golden.COMMAND}.")
    assert f"engine {engine}" in told


def test_a_changed_outcome_asks_for_a_higher_number(golden, folder):
    claim(folder, score=50.123456)

    told = golden.complaint("late-kit", *golden.read_all(folder)["late-kit"])
    assert "score 50.123456 -> " in told
    assert "raise ENGINE_VERSION in game/model/versions.py" in told


def test_a_changed_timeline_asks_for_a_higher_number(golden, folder):
    path = folder / golden.TIMELINES
    lines = path.read_text("utf-8").replace('"late-kit": [\n  [2.0', '"late-kit": [\n  [2.5')
    path.write_text(lines, encoding="utf-8")

    told = [golden.complaint(name, *found) for name, found in golden.read_all(folder).items()]
    assert sum("raise ENGINE_VERSION" in (one or "") for one in told) == 1


def test_nothing_is_written_while_the_number_is_the_same(golden, folder, capsys):
    claim(folder, score=50.123456)
    before = contents(folder)

    assert golden.main(folder) == 1
    assert contents(folder) == before
    assert "raise ENGINE_VERSION" in capsys.readouterr().err


def test_with_a_higher_number_the_results_are_written_and_the_strokes_kept(golden, folder, kept, monkeypatch):
    monkeypatch.setattr(golden, "RECIPES", {})
    claim(folder, engine=ENGINE_VERSION - 1, score=50.123456)

    assert golden.main(folder) == 0
    again, _ = golden.read_all(folder)["late-kit"]
    assert again == kept["late-kit"][0]

"""How many strokes of real drummers the filters take for something else."""

import csv
import statistics
from collections import Counter

import bench_filters as bench
import mido
import pytest

from game.inputs.kit import Kit
from game.inputs.kitmap import union_kit
from game.inputs.recognition import Recogniser, Why
from game.model.hit import Hit

MOST_LOST = 0.005


def strokes(path):
    """Every note-on of a performance, as the kit that played it would be heard."""
    kit, time_s = Kit(lambda drop: 1), 0.0
    for message in mido.MidiFile(path):
        time_s += message.time
        if not message.is_meta and isinstance(item := kit.message(time_s, message.bytes()), Hit):
            yield item


@pytest.fixture(scope="module")
def performances(data_dir):
    folder = data_dir / "groove"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    with (folder / "index.csv").open(newline="") as file:
        return {row["file"]: list(strokes(folder / row["file"])) for row in csv.DictReader(file)}


def test_real_strokes_are_kept(performances):
    drops = Counter(hit.drop for hits in performances.values() for hit in hits)
    total = drops.total()
    lost = total - drops[None]
    print(f"{total} strokes, {lost} lost ({lost / total:.2%}): {drops}")
    assert total == 49402
    assert lost / total <= MOST_LOST


def test_no_pad_loses_much(performances):
    hits = [hit for hits in performances.values() for hit in hits]
    struck, lost = Counter(hit.pad for hit in hits), Counter(hit.pad for hit in hits if hit.drop)
    assert {pad: count for pad, count in lost.items() if count / struck[pad] > MOST_LOST} == {}


@pytest.mark.parametrize("kind", [kind for kind in bench.PLANTS if kind != "nothing planted"])
def test_what_kits_add_is_dropped_and_what_people_play_is_not(data_dir, performances, kind):
    """A tenth of `bench_filters.py`."""
    paths = sorted((data_dir / "groove").glob("drummer*/*/*.mid"))[::10]
    rows = [row for i, path in enumerate(paths) for row in bench.of_performance(path, kind, 0, i)]
    figures = bench.figures_of(rows)
    assert figures["planted"] >= 50
    assert figures["dropped"] >= bench.LEAST
    assert figures["lost"] <= bench.MOST


def test_no_drummer_loses_much(performances):
    for name, hits in performances.items():
        assert sum(hit.drop is not None for hit in hits) / len(hits) <= 0.05, name


def test_every_real_stroke_has_its_pad(performances):
    assert "hit" not in {hit.pad for hits in performances.values() for hit in hits}


def test_closed_hats_are_told_closed_by_the_pedal_too(performances):
    hats = [hit for hits in performances.values() for hit in hits if hit.open is not None]
    closed, opened = ([hit.open for hit in hats if hit.pad == pad] for pad in ("hat_closed", "hat_open"))
    assert statistics.median(closed) < 0.3 < statistics.median(opened)


def test_no_real_performance_is_taken_for_a_kit_of_another_make(performances):
    for name, hits in performances.items():
        recogniser = Recogniser(union_kit())
        for hit in hits:
            recogniser.strike(hit.note)
        assert (recogniser.map, recogniser.why) == (union_kit(), Why.NOTHING), name

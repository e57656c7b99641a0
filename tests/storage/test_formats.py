"""The ending names the format; what the system refuses is told in one sentence."""

import stat
from dataclasses import asdict
from pathlib import Path

import pytest

from game.model.errors import HitotsuError
from game.model.hit import Hit
from game.model.recording import Header, Player, Recording
from game.session.replay import judge, judge_with_timeline
from game.session.simulation import simulate
from game.storage import formats
from game.storage.results import to_json

DUET = Recording(Header("2026-11-24T10:00:00Z", (Player("csv"), Player("csv"))), (Hit(0.5, 1, "kick", 0.5),))


@pytest.mark.parametrize("name", ["duet.hitotsu", "duet.csv", "DUET.CSV"])
def test_the_ending_names_the_format(tmp_path, name):
    formats.write(tmp_path / name, DUET)
    assert formats.read(tmp_path / name).hits == DUET.hits
    assert list(tmp_path.iterdir()) == [tmp_path / name]


@pytest.mark.parametrize("name", ["duet.txt", "duet", ".csv"])
@pytest.mark.parametrize("do", [formats.read, lambda path: formats.write(path, DUET)], ids=["read", "write"])
def test_an_unknown_ending_lists_the_known_ones(name, do):
    with pytest.raises(HitotsuError, match=r"must end in one of \.hitotsu, \.csv"):
        do(Path(name))


@pytest.mark.parametrize("ending", formats.FORMATS)
def test_what_is_not_there_or_no_file_is_refused(tmp_path, ending):
    folder = tmp_path / f"folder{ending}"
    folder.mkdir()
    with pytest.raises(HitotsuError, match="no such file"):
        formats.read(tmp_path / f"missing{ending}")
    with pytest.raises(HitotsuError, match="folder"):
        formats.read(folder)
    with pytest.raises(HitotsuError, match="folder"):
        formats.write(folder, DUET)
    with pytest.raises(HitotsuError, match="no such file or folder"):
        formats.write(tmp_path / "nowhere" / f"duet{ending}", DUET)
    with pytest.raises(HitotsuError, match="not the name of a file"):
        formats.read(Path(f"a\0b{ending}"))


def test_a_disk_that_is_full_leaves_the_old_file_whole(tmp_path):
    resource = pytest.importorskip("resource")
    path = tmp_path / "duet.csv"
    formats.write(path, DUET)
    old = path.read_bytes()
    long = Recording(DUET.header, tuple(Hit(i, 1, "kick", 0.5) for i in range(1000)))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(HitotsuError, match="cannot be written"):
            formats.write(path, long)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_a_written_file_may_be_read_by_others_as_any_other(tmp_path):
    (tmp_path / "plain").touch()
    formats.write(tmp_path / "duet.csv", DUET)
    assert stat.S_IMODE((tmp_path / "duet.csv").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


CONTRACT = {
    "file": None, "engine": None, "score": None, "reason": None,
    "parts": ["tempo", "phase", "groove", "evidence", "balance", "cover"],
    "tempo": ["bpm", "joint_bpm", "difference_percent", "ratio"],
    "asynchrony": ["mean_ms", "sd_ms", "mean_absolute_ms", "pairs", "estimated_offset_ms"],
    "together": ["seconds", "fraction", "longest_s", "first_s", "times"],
    "feel": None, "lanterns": None, "finale_ms": None, "hits": None, "seconds": None, "dares": None, "journey": None,
    "timeline": None,
}  # fmt: skip


def test_a_result_has_the_keys_of_the_contract_in_their_order():
    duet = simulate("expert", "trained", seconds=20)
    result, timeline = judge_with_timeline(duet)
    keys = to_json(result, "duet.csv", timeline)
    assert list(keys) == list(CONTRACT)
    for name, parts in CONTRACT.items():
        if parts is not None and name != "timeline":
            assert list(keys[name]) == parts
    assert list(keys["timeline"][0]) == [
        "t", "bpm", "joint_bpm", "difference_percent", "asynchrony_ms", "score", "state",
    ]  # fmt: skip
    assert "timeline" not in to_json(result, "duet.csv")


def test_the_same_duet_gives_the_same_result_from_every_format(tmp_path):
    duet = simulate("expert", "novice", seconds=20, seed=3)
    live = judge(duet)
    formats.write(tmp_path / "duet.hitotsu", duet)
    assert judge(formats.read(tmp_path / "duet.hitotsu")) == live
    formats.write(tmp_path / "duet.csv", duet)
    from_csv = judge(formats.read(tmp_path / "duet.csv"), feel="gentle")
    assert from_csv.hits == live.hits
    assert from_csv.score == pytest.approx(live.score, abs=2)  # a CSV tells no end
    assert asdict(from_csv.tempo)["bpm"] == pytest.approx(asdict(live.tempo)["bpm"], rel=0.001)

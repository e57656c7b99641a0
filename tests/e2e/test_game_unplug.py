"""Kits of a single drum in the real game: a rest by four strokes, a cable that is pulled, and ten more such pulls."""

import time

import pytest
from bench_unplug import measure, report
from running import Game, assert_kept_as_scored, read_lines
from virtual_kits import NOTE_ON, Note, VirtualKits

pytestmark = pytest.mark.e2e
KICK = 36
SECONDS = 6.0
ROUND_MARKS = ("begin", "paused", "resumed", "unplugged", "plugged", "end")


@pytest.fixture
def kits(jack_server):
    with VirtualKits(jack_server.env) as kits:
        for name in ("left", "right"):
            kits.plug(name, "Studio Kit")
        yield kits


def play(kits, names, count, gap_s):
    """Strike one kit a little after the other."""
    strokes = [(i * gap_s + late * 0.05, name) for i in range(count) for late, name in enumerate(names)]
    kits.play([Note(at_s, name, (NOTE_ON, KICK, 100)) for at_s, name in strokes])


def wait_for_marks(game, kind, count):
    deadline = time.monotonic() + 10
    while len(read_lines(game.recording).times(kind)) < count:
        assert time.monotonic() < deadline, f"no {kind} came"
        time.sleep(0.01)


def test_one_drum_each_a_rest_and_a_pulled_cable(kits, jack_server, tmp_path):
    home = {"HITOTSU_HOME": str(tmp_path / "home")}  # where kits sat in other tests says nothing here
    env = {**jack_server.env, **home, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    with Game(tmp_path, "--seconds", SECONDS, "--size", "640x360", env=env) as game:
        game.wait_until_it_listens()
        play(kits, ["left"], 1, 0.1)
        play(kits, ["right", "left"], 4, 0.42)
        play(kits, ["right"], 1, 0.1)
        play(kits, ["left", "right"], 4, 0.25)
        time.sleep(3.1)
        play(kits, ["left"], 4, 0.2)
        wait_for_marks(game, "paused", 1)
        time.sleep(1.6)
        play(kits, ["left"], 2, 0.2)
        wait_for_marks(game, "resumed", 1)
        pulled_s = time.monotonic()
        kits.unplug("right")
        wait_for_marks(game, "paused", 2)
        assert time.monotonic() - pulled_s < 1.0
        kits.plug("right", "Studio Kit")
        wait_for_marks(game, "resumed", 2)
        ended = game.end()
    assert (ended.status, ended.err) == (0, "")
    duet = read_lines(game.recording)
    assert [(e["event"], e.get("p")) for e in duet.events if e["event"] in ROUND_MARKS] == [
        ("begin", None), ("paused", None), ("resumed", None),
        ("unplugged", 2), ("paused", None), ("plugged", 2), ("resumed", None), ("end", None),
    ]  # fmt: skip
    assert [len(duet.of(player)) for player in (1, 2)] == [5 + 4 + 4 + 2, 5 + 4]
    rested_s = sum(duet.times("resumed")) - sum(duet.times("paused"))
    (begin_s,), (end_s,) = duet.times("begin"), duet.times("end")
    assert end_s - begin_s - rested_s == pytest.approx(SECONDS, abs=1e-4)
    assert assert_kept_as_scored(game.recording)["hits"] == [3, 4]


def test_ten_pulls_lose_nothing_and_leave_nothing_behind(jack_server):
    found = measure(10, 1, jack_server.env)
    print(report(found))
    assert found.well

"""`hitotsu demo`: two who only hear each other, the way real ones play, find one beat."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from bench_demo import duet, polled_duet

from game.session.replay import judge
from game.storage import formats

ROOT = Path(__file__).resolve().parents[2]
UNSEEN = {
    "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy",
    "HITOTSU_MIDI": "jack", "JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1",
}  # fmt: skip


@pytest.fixture(scope="module")
def met_s():
    """When the pairs of four seeds first were together, s after the beginning."""
    return [judge(duet(seed)).together.first_s for seed in range(4)]


def test_every_pair_looks_for_a_while_and_meets_within_the_minute(met_s):
    assert all(first_s is not None and 3 < first_s < 40 for first_s in met_s), met_s


def test_no_two_pairs_meet_at_the_same_time(met_s):
    assert len(set(met_s)) == len(met_s)


def test_the_frame_rate_of_the_picture_does_not_keep_them_apart(met_s):
    assert judge(polled_duet(1, 1 / 20)).together.first_s == pytest.approx(met_s[1], abs=15)


def test_drummers_who_do_not_listen_would_not_meet(monkeypatch):
    import bench_demo

    monkeypatch.setattr(bench_demo, "PERSONAS", ("trained+deaf", "novice+deaf"))
    assert judge(bench_demo.duet(0)).together.fraction < 0.1


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A demo of five seconds: what it printed, its recording and a picture of it."""
    folder = tmp_path_factory.mktemp("demo")
    env = {**os.environ, **UNSEEN, "HITOTSU_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    options = ["--seconds", "5", "--seed", "2", "--size", "640x360", "--lang", "en"]
    command = [sys.executable, "-m", "game", "demo", *options, "--record", "d.hitotsu", "--shot", "d.png@3"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False)
    return folder, done


def test_it_plays_to_its_end_and_prints_the_result(shown):
    _, done = shown
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.splitlines()[0] == "d.hitotsu"
    assert "hits in 0:05, feel gentle" in done.stdout


def test_its_recording_verifies(shown, run):
    folder, _ = shown
    verified = run("verify", folder / "d.hitotsu", "--strict")
    assert (verified.status, verified.err) == (0, "")
    assert "matches in every digit" in verified.out


def test_both_take_the_way_of_real_players_and_begin_at_their_own_tempos(shown):
    folder, _ = shown
    recording = formats.read(folder / "d.hitotsu")
    assert [(player.source, player.port) for player in recording.header.players] == [
        ("sim", "trained"),
        ("sim", "novice"),
    ]
    assert recording.header.seconds == 5
    offline = [[hit for hit in duet(2).hits if hit.player == player] for player in (1, 2)]
    for player in (1, 2):
        live = sorted(hit.time_s for hit in recording.hits if hit.player == player)[:6]
        as_simulated = sorted(hit.time_s for hit in offline[player - 1])[:6]
        since = [[time_s - times[0] for time_s in times] for times in (live, as_simulated)]
        assert since[0] == pytest.approx(since[1], abs=0.02)


def test_the_picture_shows_something(shown):
    folder, _ = shown
    picture = pygame.image.load(folder / "d.png")
    assert picture.get_size() == (640, 360)
    colours = {tuple(picture.get_at((x, y))) for x in range(0, 640, 16) for y in range(0, 360, 16)}
    assert len(colours) > 50


def test_a_demo_is_nobodys_best(shown):
    folder, _ = shown
    home = folder / "home"
    assert [path.name for path in home.rglob("*.hitotsu")] == []
    assert not (home / "best.json").exists() or json.loads((home / "best.json").read_text()) == {}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--seed", "-1"], "--seed"),
        (["--seconds", "nan"], "--seconds"),
        (["--size", "big"], "--size"),
        (["--shot", "a.jpg@3"], "--shot"),
        (["--lang", "xx"], "--lang"),
    ],
)
def test_bad_arguments_are_refused_before_anything_opens(run, arguments, told):
    done = run("demo", *arguments)
    assert (done.status, done.out) == (2, "")
    assert told in done.sentence

"""The whole game, played on two kits of one name through real MIDI ports."""

import subprocess
import time

import numpy as np
import pytest
from annotated import click_duets, close
from running import (
    Game,
    assert_kept_as_scored,
    changed_share,
    colours,
    interval_errors_ms,
    picture,
    read_lines,
    together_share,
)
from virtual_kits import NOTE_ON, Note, VirtualKits

from game.model.hit import Hit
from game.session.simulation import simulate
from game.storage.csvfile import read_csv

pytestmark = pytest.mark.e2e
NAME = "Studio Kit"
NOTE_OF_PAD = {
    "kick": 36, "snare": 38, "snare_rim": 40, "tom1": 48, "tom2": 45, "tom3": 43, "hat_closed": 42, "hat_open": 46,
    "hat_pedal": 44, "crash": 49, "ride": 51, "hit": 27,
}  # fmt: skip
"""What a kit of unknown make sends for each pad."""
SECONDS = 30
SHOTS_S = (10, 12, 14, 16, 25)
TRIES = 3
"""Another program may take the machine in the middle of a run."""


@pytest.fixture
def twin_kits(jack_server):
    """Two kits of one name, each in a process of its own."""
    with VirtualKits(jack_server.env) as one, VirtualKits(jack_server.env) as two:
        one.plug("kit", NAME)
        two.plug("kit", NAME)
        yield {1: one, 2: two}


@pytest.fixture
def env(jack_server, screen):
    return {**jack_server.env, **screen.env}


def real_pair(data_dir):
    """Two drummers who played one groove to one click, apart: their strokes and the click, BPM."""
    path, bpm = next((p, bpm) for p, bpm in click_duets(data_dir) if "groove1-138" in p.name)
    hits = read_csv(path).hits
    start_s = min(hit.time_s for hit in hits)
    return [(hit.time_s - start_s, hit) for hit in hits if hit.time_s - start_s < SECONDS], bpm(0.0)


def simulated_pair():
    """Two simulated drummers: their strokes and the tempo at which they began, BPM."""
    hits = simulate("expert", "trained", bpm=112, seconds=SECONDS - 1, seed=3).hits
    return [(hit.time_s, hit) for hit in hits], 112.0


@pytest.fixture
def pair(request):
    """Strokes to be played, each with its time from the start, s, and their true tempo, BPM."""
    try:
        return real_pair(request.getfixturevalue("data_dir"))
    except pytest.skip.Exception:
        return simulated_pair()


def test_a_duet_on_two_kits_of_one_name(pair, twin_kits, env, screen, jack_server, tmp_path):
    strokes, bpm = pair
    for run in range(TRIES):
        folder = tmp_path / str(run)
        folder.mkdir()
        shots = [word for at_s in SHOTS_S for word in ("--shot", f"{folder}/at{at_s}.png@{at_s}")]
        players = ("--player1", f"midi:{NAME}", "--player2", f"midi:{NAME}#2")
        with Game(folder, *players, "--size", "1920x1080", "--seconds", SECONDS, *shots, env=env) as game:
            wait_until_connected(jack_server)
            game.wait_until_it_listens()
            sent_s, seen = perform(twin_kits, strokes, screen)
            ended = game.end()
        assert (ended.status, ended.err) == (0, "")
        errors_ms = assert_all_arrived(game.recording, strokes, sent_s)
        scored = assert_kept_as_scored(game.recording)
        assert_printed(ended.out, scored)
        assert_right(scored, game.recording, bpm)
        assert_seen(folder, seen)
        if np.percentile(errors_ms, 99) <= 5.0:
            return
    pytest.fail(f"intervals were up to {np.percentile(errors_ms, 99):.1f} ms wrong (99 %) in each of {TRIES} runs")


def wait_until_connected(jack_server, kits=2, timeout_s=20.0):
    """Wait until the game listens to both kits."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        listed = subprocess.run(["jack_lsp", "-s", jack_server.name, "-c"], capture_output=True, text=True, check=False)
        if sum(line.startswith(" ") and "Hitotsu" in line for line in listed.stdout.splitlines()) >= kits:
            return
        time.sleep(0.05)
    raise AssertionError("the game did not open both kits")


def perform(kits, strokes, screen):
    """Play both parts and look at the screen meanwhile; return when each stroke was sent, s, and what was seen."""
    own = {player: [(at_s, hit) for at_s, hit in strokes if hit.player == player] for player in (1, 2)}
    for player, kit in kits.items():
        kit.start([Note(at_s, "kit", message(hit)) for at_s, hit in own[player]])
    time.sleep(12)
    seen = screen.picture()
    return {player: kit.finish() for player, kit in kits.items()}, seen


def message(hit: Hit) -> tuple[int, int, int]:
    return NOTE_ON, NOTE_OF_PAD[hit.pad], max(1, round(hit.velocity * 127))


def assert_all_arrived(recording, strokes, sent_s):
    """Hold that every stroke was recorded, in order, at the right player; return how wrong the intervals are, ms."""
    duet, errors_ms = read_lines(recording), []
    assert [player["port"] for player in duet.header["players"]] == [f"{NAME}#1", f"{NAME}#2"]
    for player in (1, 2):
        played = sorted((at_s, i, hit) for i, (at_s, hit) in enumerate(strokes) if hit.player == player)
        kept = duet.of(player)
        assert [(line["note"], round(line["v"] * 127), line["pad"]) for line in kept] == [
            (*message(hit)[1:], hit.pad) for _, _, hit in played
        ]
        errors_ms.append(interval_errors_ms([line["t"] for line in kept], sent_s[player]))
    errors_ms = np.concatenate(errors_ms)
    print(f"{len(errors_ms)} intervals wrong by {np.percentile(errors_ms, [50, 99, 100]).round(2)} ms (50, 99, 100 %)")
    return errors_ms


def assert_right(scored, recording, bpm):
    """Hold that the pair was found together, at its tempo."""
    duet = read_lines(recording)
    (begin_s,), (end_s,) = duet.times("begin"), duet.times("end")
    assert end_s - begin_s == pytest.approx(SECONDS, abs=1e-5)
    assert together_share(scored, begin_s, end_s) >= 0.6
    assert scored["together"]["fraction"] >= 0.6
    assert all(close(shown, bpm) for shown in scored["tempo"]["bpm"])
    shown = [close(value, bpm) for row in scored["timeline"] for value in row["bpm"] if value is not None]
    assert len(shown) > SECONDS
    assert np.mean(shown) >= 0.85


def assert_printed(out, scored):
    assert f"{scored['score']:.1f} of 100" in out
    assert f"{scored['hits'][0]} and {scored['hits'][1]} hits" in out


def assert_seen(folder, seen):
    """Hold that there is a picture, that it moves, and that it is the one on the screen."""
    early, late = picture(folder / "at10.png"), picture(folder / "at25.png")
    assert early.shape == late.shape == seen.shape == (1080, 1920, 3)
    assert colours(late) > 1000
    assert changed_share(early, late) > 0.005
    # When the round began on the clock of the pictures depends on the machine, and dawn brightens all of it.
    assert min(changed_share(picture(folder / f"at{at_s}.png"), seen) for at_s in SHOTS_S) < 0.5
    assert colours(seen) > 1000

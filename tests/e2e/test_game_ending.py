"""How a round can end or rest: its time is up, the window is closed, somebody presses Esc or turns to another window,
the system asks the program to end, or kills it.
"""

import signal
import time
import tomllib

import pytest
from keys import KEY_OF_PAD, Press
from running import Game, KillWatch, assert_kept_as_scored, read_lines, score

from game.session.simulation import simulate
from game.storage import formats

pytestmark = pytest.mark.e2e
BEAT_S = 0.4


@pytest.fixture(scope="module")
def duet_file(tmp_path_factory):
    """A minute of a busy pair, as a file."""
    path = tmp_path_factory.mktemp("pair") / "pair.csv"
    formats.write(path, simulate("trained", "expert", bpm=120, seconds=60, seed=11))
    return path


def by_file(path):
    return "--player1", f"file:{path}#1", "--player2", f"file:{path}#2", "--size", "1280x720"


@pytest.fixture
def env(screen, silence):
    return {**screen.env, **silence}


def test_a_round_ends_by_itself_and_prints_its_result(duet_file, env, tmp_path):
    with Game(tmp_path, *by_file(duet_file), "--seconds", 4, env=env) as game:
        ended = game.end()
    scored = assert_kept_as_scored(game.recording)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == str(game.recording)
    assert f"{scored['score']:.1f} of 100" in ended.out
    assert scored["seconds"] == 4


def broken_off(game, screen, how):
    """Close the window or send a signal, and wait for the end."""
    if how == "window closed":
        screen.ask_to_close()
    else:
        game.signal(getattr(signal, how))
    return game.end(timeout_s=10)


def assert_kept_and_told(game, ended):
    """The program ended as if it had been asked politely, and its recording is worth what it said."""
    scored = assert_kept_as_scored(game.recording)
    assert (ended.status, ended.err) == (0, "")
    assert f"{scored['score']:.1f} of 100" in ended.out
    return scored


@pytest.mark.parametrize("how", ["window closed", "SIGTERM", "SIGINT"])
def test_a_round_that_is_broken_off_keeps_what_was_played(how, duet_file, screen, env, tmp_path):
    with Game(tmp_path, *by_file(duet_file), "--seconds", 60, env=env) as game:
        game.wait_for("begin")
        time.sleep(4)
        ended = broken_off(game, screen, how)
    scored = assert_kept_and_told(game, ended)
    assert 3.9 < scored["seconds"] < 6
    assert min(scored["hits"]) > 10


def test_esc_rests_and_esc_goes_on(keyboard, env, tmp_path):
    """The round ends as much later as it rested; strokes in between are kept, but not judged."""
    with Game(tmp_path, "--player1", "keyboard", "--player2", "keyboard", "--seconds", 6, env=env) as game:
        game.wait_until_it_listens()
        keyboard.play(both_hats(5))
        keyboard.strike("Escape")
        time.sleep(0.2)
        keyboard.play(both_hats(3))
        time.sleep(0.2)
        keyboard.strike("Escape")
        time.sleep(0.2)
        keyboard.play(both_hats(9))
        ended = game.end()
    assert ended.status == 0
    (paused_s,), (resumed_s,) = resting(game, seconds=6)
    in_rest = [hit for hit in read_lines(game.recording).hits if paused_s <= hit["t"] < resumed_s]
    assert [hit.get("drop") for hit in in_rest] == ["menu"] * 6
    assert len(read_lines(game.recording).judged) == 10 + 18


def both_hats(beats):
    return [Press(i * BEAT_S, KEY_OF_PAD[player]["hat_closed"]) for i in range(beats) for player in (1, 2)]


def test_turning_to_another_window_rests_the_round(duet_file, keyboard, screen, env, tmp_path):
    with Game(tmp_path, *by_file(duet_file), "--seconds", 4, env=env) as game:
        game.wait_for("begin")
        time.sleep(1)
        with screen.another_window_in_front():
            game.wait_for("paused", timeout_s=3)
            time.sleep(0.5)
            assert read_lines(game.recording).times("resumed") == []
        time.sleep(0.3)
        keyboard.strike("Escape")
        ended = game.end()
    assert ended.status == 0
    resting(game, seconds=4)


def resting(game, seconds):
    """Hold that the round had its whole length besides the rest; return when it rested and went on."""
    duet = read_lines(game.recording)
    paused, resumed, (begin_s,), (end_s,) = map(duet.times, ("paused", "resumed", "begin", "end"))
    assert end_s - begin_s == pytest.approx(seconds + resumed[0] - paused[0], abs=1e-5)
    assert resumed[0] - paused[0] > 0.4
    assert assert_kept_as_scored(game.recording)["seconds"] == pytest.approx(seconds, abs=1e-5)
    assert not [hit for hit in duet.judged if paused[0] <= hit["t"] < resumed[0]]
    return paused, resumed


@pytest.mark.parametrize("how", ["window closed", "SIGTERM"])
def test_the_result_takes_the_keys_of_any_moment_and_then_the_end(how, keyboard, screen, env, tmp_path):
    """Softer, mute, another language, the full screen and back; then the end: nothing crashes, nothing is lost."""
    home = tmp_path / "home"
    options = ("--player1", "keyboard", "--player2", "keyboard", "--seconds", 4, "--stay")
    with Game(tmp_path, *options, env={**env, "HITOTSU_HOME": str(home)}) as game:
        game.wait_until_it_listens()
        keyboard.play(both_hats(13))
        game.wait_for("end")
        time.sleep(1.5)
        for key in ("F7", "F9", "F2", "F11", "F11"):
            keyboard.strike(key)
            time.sleep(0.6)
        ended = broken_off(game, screen, how)
    assert_kept_and_told(game, ended)
    saved = tomllib.loads((home / "settings.toml").read_text())
    assert (saved["volume"], saved["muted"], saved["lang"]) == (7, True, "ja")
    assert game.recording.name in (home / "best.json").read_text()


@pytest.mark.parametrize("after_s", [1.3, 3.9])
def test_a_killed_game_has_kept_every_stroke(after_s, duet_file, unseen, tmp_path):
    with Game(tmp_path, *by_file(duet_file), "--seconds", 60, env=unseen) as game:
        watch = KillWatch(game, formats.read(duet_file).hits)
        watch.kill_after(after_s)
        ended = game.end()
    assert ended.status == -signal.SIGKILL
    assert watch.lost() == []
    assert len(watch.kept()) > 5 * after_s
    scored = score(game.recording)
    assert sum(scored["hits"]) > 0
    assert read_lines(game.recording).result is None

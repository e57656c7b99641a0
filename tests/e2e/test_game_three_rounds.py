"""An evening of the real program: rounds that follow each other, broken off half way, and what is kept of them."""

import signal

import pytest
from running import Game, assert_kept_as_scored, read_lines

pytestmark = pytest.mark.e2e


def test_an_evening_that_is_broken_off_in_its_second_round_is_kept(unseen, tmp_path):
    sides = ("--player1", "sim:expert", "--player2", "sim:trained")
    env = {**unseen, "HITOTSU_HOME": str(tmp_path / "home")}
    with Game(tmp_path, "--mode", "evening", "--seconds", 1, "--size", "640x360", *sides, env=env) as game:
        game.wait_for("end")
        first, game.recording = game.recording, game.recording.with_stem("duet-2")
        game.wait_for("begin")
        game.signal(signal.SIGTERM)
        ended = game.end()

    assert (ended.status, ended.out.count("Played")) == (0, 2), ended.err
    headers = [read_lines(path).header for path in (first, game.recording)]
    assert [header["mode"] for header in headers] == ["evening-dusk", "evening-path"]
    assert [player["port"] for player in headers[1]["players"]] == ["trained", "expert"]
    assert assert_kept_as_scored(first)["seconds"] == pytest.approx(1.0)

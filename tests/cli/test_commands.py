"""What the commands print, and how the program behaves as a process."""

import json
import os
import shutil
import subprocess
import sys
import time

import pytest

import game
from game.cli import COMMANDS, main
from game.storage import formats

KEYS = [
    "file", "engine", "score", "reason", "parts", "tempo", "asynchrony", "together", "feel", "lanterns", "finale_ms",
    "hits", "seconds", "dares", "journey",
]  # fmt: skip


def test_help_lists_exactly_the_commands_that_are_there(run, root):
    done = run("--help")
    assert done.status == 0
    there = {path.stem for path in (root / "game" / "commands").glob("*.py")} & set(COMMANDS)
    listed = {line.split()[0] for line in done.out.split("Commands:")[1].splitlines() if line.strip()}
    assert listed == there
    assert {"score", "simulate", "convert", "doctor", "play"} <= listed


@pytest.mark.parametrize(
    "name", [name for name in COMMANDS if name in ("play", "score", "simulate", "convert", "doctor")]
)
def test_every_command_explains_itself(run, name):
    done = run(name, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: hitotsu {name}")


def test_simulate_lists_personas_and_patterns(run):
    told = run("simulate", "--help").out
    assert "metronome expert trained novice" in told
    assert "rock8" in told


def test_version(run):
    assert run("--version").out == f"hitotsu {game.__version__}\n"


def test_help_comes_at_once_and_loads_no_window(root):
    code = (
        "import sys, game.cli; game.cli.main(['--help']); print(sorted({'pygame', 'numpy', 'rich'} & set(sys.modules)))"
    )
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
        took.append(time.perf_counter() - begun)
    assert done.stdout.splitlines()[-1] == "[]"
    assert min(took) < 0.3


def test_score_prints_one_object_per_line_with_the_keys_of_the_contract(run, duet):
    done = run("score", duet, duet, "--json")
    assert (done.status, done.err) == (0, "")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [list(line) for line in lines] == [KEYS, KEYS]
    assert lines[0]["file"] == str(duet)
    assert 0 < lines[0]["score"] <= 100
    assert lines[0]["feel"] == "gentle"


def test_score_gives_what_the_recording_claims(run, duet):
    claimed = json.loads(duet.read_text().splitlines()[-1])["result"]
    judged = json.loads(run("score", duet, "--json").out)
    assert judged == {"file": str(duet), **claimed}


def test_feel_changes_what_is_together_and_never_the_score(run, tmp_path):
    path = tmp_path / "beginners.hitotsu"
    assert run("simulate", "--player1", "novice", "--player2", "weak", "--seconds", "30", "-o", path).status == 0
    gentle, true = (json.loads(run("score", path, "--json", "--feel", feel).out) for feel in ("gentle", "true"))
    assert gentle["score"] == true["score"]
    assert gentle["together"]["seconds"] > true["together"]["seconds"]


def test_timeline_comes_only_where_it_is_asked_for(run, duet):
    rows = json.loads(run("score", duet, "--json", "--timeline").out)["timeline"]
    assert [row["t"] for row in rows[:3]] == [0.5, 1.0, 1.5]
    assert list(rows[-1]) == ["t", "bpm", "joint_bpm", "difference_percent", "asynchrony_ms", "score", "state"]
    assert "asynchrony ms" in run("score", duet, "--timeline").out
    assert "asynchrony ms" not in run("score", duet).out


def test_a_bad_file_does_not_keep_the_others_from_being_judged(run, duet, tmp_path):
    (tmp_path / "bad.csv").write_text("hello")
    done = run("score", duet, tmp_path / "bad.csv", duet, "--json")
    assert done.status == 2
    assert "bad.csv" in done.sentence
    assert len(done.out.splitlines()) == 2


def test_a_file_that_was_cut_is_judged_with_a_notice(run, duet, tmp_path):
    cut = tmp_path / "cut.hitotsu"
    cut.write_bytes(duet.read_bytes()[:5000])
    done = run("score", cut, "--json")
    assert done.status == 0
    assert "middle" in done.sentence
    assert json.loads(done.out)["hits"][0] > 10


def test_no_data_is_null_with_a_reason_and_never_0(run, tmp_path):
    (tmp_path / "one.csv").write_text("time_s,player,pad,velocity\n0.5,1,kick,0.5\n")
    (tmp_path / "none.csv").write_text("time_s,player,pad,velocity\n")
    for line in run("score", tmp_path / "one.csv", tmp_path / "none.csv", "--json").out.splitlines():
        result = json.loads(line)
        assert result["score"] is None
        assert result["parts"] is None
        assert result["reason"]
    assert "did not play" in run("score", tmp_path / "one.csv").out


def test_the_printed_result_tells_the_journey_first(run, duet):
    lines = run("score", duet).out.splitlines()
    assert lines[0] == str(duet)
    assert "You found one beat after" in lines[1]
    assert " of 100" in lines[2]


def test_convert_and_back_keeps_the_hits(run, duet, tmp_path):
    assert run("convert", duet, tmp_path / "duet.csv") == (0, "", "")
    assert run("convert", tmp_path / "duet.csv", tmp_path / "again.hitotsu").status == 0
    times = [hit.time_s for hit in formats.read(duet).hits if hit.drop is None]
    assert sorted(hit.time_s for hit in formats.read(tmp_path / "again.hitotsu").hits) == sorted(times)


def test_the_same_seed_gives_the_same_bytes(run, tmp_path):
    for name in ("a", "b"):
        assert run("simulate", "--seconds", "8", "--seed", "3", "-o", tmp_path / f"{name}.hitotsu").status == 0
    assert (tmp_path / "a.hitotsu").read_bytes() == (tmp_path / "b.hitotsu").read_bytes()


def test_doctor_tells_every_part_and_never_fails(spawn, tmp_path):
    home = tmp_path / "my [bold]home"
    done = spawn("doctor", env={"HITOTSU_HOME": str(home), "SDL_VIDEODRIVER": "dummy", "JACK_NO_START_SERVER": "1"})
    assert (done.status, done.err) == (0, "")
    for part in ("Python", "Screen", "Sound", "MIDI", "Assets", "Recordings", "Settings"):
        assert any(part in line.split()[:2] for line in done.out.splitlines()), part
    assert str(home / "recordings") in done.out
    assert "SDL_VIDEODRIVER=dummy" in done.out


def test_a_reader_that_leaves_early_is_no_error(duet, root):
    command = [sys.executable, "-m", "game", "score", *[str(duet)] * 2, "--timeline", "--json"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


INTERRUPTED = """
import signal, sys
import game.commands.simulate
from game.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job has it ignored
signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
signal.setitimer(signal.ITIMER_REAL, 0.3, 1)  # again where the first one fell into a library that swallows it
sys.exit(main(["simulate", "--seconds", "3600", "-o", sys.argv[1]]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot interrupt one process alone")
def test_ctrl_c_ends_quietly_with_130_and_leaves_no_half_file(root, tmp_path):
    command = [sys.executable, "-c", INTERRUPTED, tmp_path / "long.hitotsu"]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_numbers_keep_their_point_where_the_country_writes_a_comma(spawn, duet, tmp_path):
    if not shutil.which("localedef"):
        pytest.skip("localedef is not installed, so no other country can be tried")
    made = subprocess.run(
        ["localedef", "-i", "de_DE", "-f", "UTF-8", tmp_path / "de_DE.UTF-8"], check=False, capture_output=True
    )
    if made.returncode > 1 or not (tmp_path / "de_DE.UTF-8").is_dir():
        pytest.skip("the sources of locales are not installed (apt install locales)")
    there = {"LOCPATH": str(tmp_path), "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
    check = "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.localeconv()['decimal_point'])"
    tried = subprocess.run(
        [sys.executable, "-c", check], env={**os.environ, **there}, capture_output=True, text=True, check=True
    )
    assert tried.stdout == ",\n"
    done = spawn("score", duet, "--json", env=there)
    assert json.loads(done.out)["hits"]
    assert spawn("score", duet, env=there).out == spawn("score", duet).out
    assert spawn("simulate", "--seconds", "12", "--seed", "5", "-o", tmp_path / "b.hitotsu", env=there).status == 0
    assert (tmp_path / "b.hitotsu").read_bytes() == duet.read_bytes()


def test_a_terminal_without_these_letters_gets_question_marks(spawn, duet):
    done = spawn("score", duet, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.status, done.err) == (0, "")
    assert "?" in done.out


def test_main_can_be_called_again(duet, capsys):
    assert [main(["score", str(duet)]), main(["nothing"]), main(["score", str(duet)])] == [0, 2, 0]
    capsys.readouterr()

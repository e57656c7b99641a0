"""`hitotsu verify`: the recording judged again, and what it says where that is not what the file claims."""

import json
from dataclasses import replace

import pytest

from game.model.hit import Event, Hit
from game.model.recording import Header, Player, Recording
from game.model.versions import ENGINE_VERSION
from game.session.replay import judge
from game.session.simulation import simulate
from game.session.verify import RATES_HZ, Verdict, judge_at, verify
from game.storage import formats

FAST = ("--seconds", "16", "--bpm", "200", "--pattern1", "sixteenth", "--pattern2", "sixteenth")
HEADER = Header(created="2026-11-24T10:00:00Z", players=(Player("midi"), Player("midi")), seconds=20)


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """A short recording with the result it claims."""
    path = tmp_path_factory.mktemp("verify") / "short.hitotsu"
    recording = simulate("expert", "expert", bpm=140, pattern1="quarter", pattern2="quarter", seconds=6, seed=2)
    formats.write(path, replace(recording, claimed=judge(recording)))
    return path


@pytest.fixture
def altered(short, tmp_path):
    """Write the recording again with something replaced in its last line, or in a stroke."""

    def alter(old, new, line=-1):
        lines = short.read_text().splitlines()
        assert old in lines[line]
        lines[line] = lines[line].replace(old, new, 1)
        path = tmp_path / "altered.hitotsu"
        path.write_text("\n".join(lines) + "\n")
        return path

    return alter


def claimed(path):
    return json.loads(path.read_text().splitlines()[-1])["result"]


def test_a_true_claim_holds_in_every_digit_and_at_fifty_update_rates(run, short):
    done = run("verify", short)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{short}: matches in every digit, the same at 50 update rates\n"
    assert (len(RATES_HZ), RATES_HZ[0], RATES_HZ[-1]) == (50, 1, 99)


@pytest.mark.parametrize(
    ("key", "place", "more"), [("score", (), 1e-6), ("mean_ms", ("asynchrony",), 1e-6), ("lanterns", (), 1)]
)
def test_one_digit_in_the_claim_is_told_with_both_values(run, short, altered, key, place, more):
    true = claimed(short)
    for name in place:
        true = true[name]
    wrong = round(true[key] + more, 6)
    path = altered(f'"{key}": {json.dumps(true[key])}', f'"{key}": {json.dumps(wrong)}')
    done = run("verify", path)
    assert (done.status, done.err) == (1, "")
    assert done.out == f"{path}: differs: {'.'.join((*place, key))} claimed {wrong}, found {true[key]}\n"


def test_a_stroke_that_was_moved_is_found(run, short, altered):
    time_s = json.loads(short.read_text().splitlines()[20])["t"]
    done = run("verify", altered(f'"t": {time_s}', f'"t": {time_s - 0.004:.6f}', line=20))
    assert done.status == 1
    assert "more, which --json tells" in done.out
    assert "score claimed" in done.out
    assert len(done.out.splitlines()) == 1


def test_json_tells_every_difference(run, short, altered):
    true = claimed(short)
    path = altered(f'"lanterns": {true["lanterns"]}', '"lanterns": 99')
    done = run("verify", short, path, "--json")
    assert done.status == 1
    good, bad = (json.loads(line) for line in done.out.splitlines())
    assert (good["file"], good["verdict"], good["differences"]) == (str(short), "matches", [])
    assert good["rates_hz"] == list(range(1, 100, 2))
    assert good["unequal_rates_hz"] == []
    assert bad["verdict"] == "differs"
    assert bad["differences"] == [{"key": "lanterns", "claimed": 99, "found": true["lanterns"]}]


def test_a_recording_of_another_engine_says_so_and_fails_only_where_proof_is_asked_for(run, altered):
    path = altered(f'"engine": {ENGINE_VERSION}', '"engine": 7')
    done = run("verify", path)
    assert (done.status, done.err) == (0, "")
    assert "made by engine 7 and cannot be compared" in done.out
    assert run("verify", "--strict", path).status == 1
    assert json.loads(run("verify", "--json", path).out)["claimed_engine"] == 7


def test_a_file_without_a_claim_says_so(run, short, tmp_path):
    table = tmp_path / "duet.csv"
    assert run("convert", short, table).status == 0
    done = run("verify", table)
    assert (done.status, done.err) == (0, "")
    assert "claims no result" in done.out
    assert run("verify", table, "--strict").status == 1


def test_a_bad_file_is_told_about_and_the_others_are_verified(run, short, tmp_path):
    (tmp_path / "bad.hitotsu").write_text("hello")
    done = run("verify", tmp_path / "bad.hitotsu", short)
    assert done.status == 2
    assert "bad.hitotsu" in done.sentence
    assert "matches" in done.out
    assert run("verify").status == 2


# The rule itself


def test_kits_that_report_late_and_a_pause_change_nothing_at_any_rate():
    duet = simulate("trained", "novice", bpm=130, seconds=14, seed=5)
    players = (Player("midi", offset_ms=60.0), Player("midi", offset_ms=-15.0))
    hits = tuple(replace(hit, time_s=hit.time_s + (3.0 if hit.time_s > 7 else 0.0)) for hit in duet.hits)
    events = (*duet.events, Event(7.0, "paused"), Event(10.0, "resumed"))
    recording = Recording(replace(duet.header, players=players), hits, events)
    found = judge(recording)
    assert found.score is not None
    assert [rate for rate in (1, 7, 33, 99) if judge_at(recording, rate) != found] == []


def test_an_engine_that_hears_by_the_frame_would_be_found_out(monkeypatch):
    """A judge that looks at the time of the update, and not of the stroke, gives other results at other rates."""
    from game.session.engine import DuetEngine

    duet = simulate("trained", "novice", bpm=130, seconds=8, seed=5)
    honest = DuetEngine.queue
    now_s = [0.0]
    update = DuetEngine.update
    monkeypatch.setattr(DuetEngine, "update", lambda self, t: (now_s.__setitem__(0, t), update(self, t))[1])
    monkeypatch.setattr(
        DuetEngine, "queue", lambda self, hit: honest(self, replace(hit, time_s=max(hit.time_s - 0.02, now_s[0])))
    )
    done = verify(replace(duet, claimed=judge(duet)), rates_hz=(1, 9))
    assert done.verdict is Verdict.DIFFERS
    assert done.unequal_rates_hz


def test_a_clock_that_counts_from_1970_and_a_day_of_silence_take_no_longer():
    hits = (Hit(1795521600.0, 1, "kick", 1), Hit(1795521600.5, 2, "kick", 1), Hit(1795600000.0, 2, "kick", 1))
    done = verify(Recording(HEADER, hits), rates_hz=(1, 99))
    assert (done.verdict, done.unequal_rates_hz) == (Verdict.NO_CLAIM, ())


def test_a_long_duet_is_spread_over_the_processors_and_verified_all_the_same(spawn, tmp_path):
    path = tmp_path / "long.hitotsu"
    assert spawn("simulate", *FAST, "-o", path).status == 0
    done = spawn("verify", path)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{path}: matches in every digit, the same at 50 update rates\n"

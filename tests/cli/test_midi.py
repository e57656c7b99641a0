"""MIDI files in the commands: a duet in one file, and two performances in two."""

import json

import mido
import pytest


def performance(path, *notes):
    """A file of one drummer, half a second from note to note."""
    midi = mido.MidiFile()
    midi.tracks.append(mido.MidiTrack())
    for note in notes:
        midi.tracks[0].append(mido.Message("note_on", channel=9, note=note, velocity=100, time=480))
    midi.save(path)
    return path


@pytest.fixture
def pair(tmp_path):
    return performance(tmp_path / "a.mid", *[36, 38] * 20), performance(tmp_path / "b.mid", *[42] * 40)


def test_convert_to_midi_and_back_keeps_the_duet(run, duet, tmp_path):
    assert run("convert", duet, tmp_path / "duet.mid") == (0, "", "")
    assert run("convert", tmp_path / "duet.mid", tmp_path / "duet.csv") == (0, "", "")
    assert run("convert", duet, tmp_path / "straight.csv") == (0, "", "")
    there, straight = ((tmp_path / name).read_text().splitlines() for name in ("duet.csv", "straight.csv"))
    assert len(there) == len(straight) > 50
    for ours, theirs in zip(there[1:], straight[1:], strict=True):
        assert abs(float(ours.split(",")[0]) - float(theirs.split(",")[0])) < 0.001


def test_a_midi_file_is_scored_as_its_duet(run, duet, tmp_path):
    assert run("convert", duet, tmp_path / "duet.mid").status == 0
    assert run("convert", duet, tmp_path / "duet.csv").status == 0
    done = run("score", "--json", tmp_path / "duet.mid", tmp_path / "duet.csv")
    assert (done.status, done.err) == (0, "")
    midi, table = (json.loads(line) for line in done.out.splitlines())
    assert midi["feel"] == "true"
    assert midi["hits"] == table["hits"]
    assert midi["score"] == pytest.approx(table["score"], abs=1)


def test_two_performances_are_scored_as_one_duet(run, pair):
    done = run("score", "--json", "--player1", pair[0], "--player2", pair[1])
    assert (done.status, done.err) == (0, "")
    result = json.loads(done.out)
    assert result["file"] == f"{pair[0]} + {pair[1]}"
    assert result["hits"] == [40, 40]
    assert result["score"] > 90
    assert result["tempo"]["joint_bpm"] == pytest.approx(120, abs=1)
    swapped = json.loads(run("score", "--json", "--player1", pair[1], "--player2", pair[0]).out)
    assert swapped["score"] == pytest.approx(result["score"], abs=1)


def test_one_player_alone_is_no_duet(run, pair):
    for arguments in (["--player1", pair[0]], ["--player2", pair[0]]):
        done = run("score", *arguments)
        assert (done.status, done.out) == (2, "")
        assert "go together" in done.sentence
    done = run("score", pair[0])
    assert (done.status, done.out) == (2, "")
    assert "--player1 A.mid --player2 B.mid" in done.sentence


def test_a_performance_that_cannot_be_read_is_named(run, pair, tmp_path):
    (tmp_path / "bad.mid").write_text("hello")
    for bad, told in ((tmp_path / "bad.mid", "not a whole MIDI file"), (tmp_path / "none.mid", "no such file")):
        done = run("score", "--player1", pair[0], "--player2", bad)
        assert (done.status, done.out) == (2, "")
        assert done.sentence.startswith(str(bad))
        assert told in done.sentence


def test_real_performances_to_one_click_are_one_and_to_two_clicks_are_not(run, data_dir):
    groove = data_dir / "groove"

    def score(*sessions):
        one, two = (next(groove.glob(f"{pattern}*.mid")) for pattern in sessions)
        return json.loads(run("score", "--json", "--player1", one, "--player2", two).out)

    same = score("drummer1/eval_session/10_soul-groove10", "drummer7/eval_session/10_soul-groove10")
    other = score("drummer1/eval_session/2_funk-groove2", "drummer7/eval_session/1_funk-groove1")
    assert same["tempo"]["bpm"] == pytest.approx([102, 102], rel=0.01)
    assert same["score"] > 60 > 20 > other["score"]


def test_a_tempo_of_0_is_refused_with_its_place(run, tmp_path):
    path = performance(tmp_path / "still.mid", 36, 38)
    midi = mido.MidiFile(path)
    midi.tracks.insert(0, mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=0)]))
    midi.save(path)
    done = run("score", path)
    assert (done.status, done.out) == (2, "")
    assert f"{path}, track 1, tick 0" in done.sentence

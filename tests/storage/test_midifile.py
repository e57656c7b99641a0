"""MIDI files of two drummers, written with their own pulse: there and back, and as a music program sees them."""

import itertools
import tempfile
from dataclasses import replace
from pathlib import Path

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import meant

from game.model.hit import Event, Hit
from game.model.pads import PADS
from game.model.recording import Header, Player, Recording
from game.session.joint_beats import joint_beats
from game.session.replay import judge
from game.session.simulation import simulate
from game.storage.midifile import read_midi, write_midi

HEAD = Header(created="2026-11-24T10:00:00Z", players=(Player("midi"), Player("midi")), seconds=120)
DRUMS = 9
MS = 0.001
STEP = 1 / 127 + 0.0006
"""One step of MIDI velocity, and the rounding of a hit."""


# There and back


def assert_same(read, written):
    assert len(read) == len(written)
    for player in (1, 2):
        for pad in PADS:
            ours, theirs = (
                sorted((hit.time_s, hit.velocity) for hit in hits if (hit.player, hit.pad) == (player, pad))
                for hits in (read, written)
            )
            assert [time_s for time_s, _ in ours] == pytest.approx([time_s for time_s, _ in theirs], abs=MS)
    for pair in zip(sorted(hit.velocity for hit in read), sorted(hit.velocity for hit in written), strict=True):
        assert pair[0] == pytest.approx(pair[1], abs=STEP)


hits = st.builds(Hit, st.floats(0, 3600), st.sampled_from((1, 2)), st.sampled_from(PADS), st.floats(0, 1))


def there_and_back(recording):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "duet.mid")
        write_midi(path, recording)
        return read_midi(path)


@given(st.lists(hits, max_size=40))
def test_any_hits_come_back_within_a_millisecond(played):
    assert_same(there_and_back(Recording(HEAD, tuple(played))).hits, meant(played))


@settings(max_examples=12)
@given(st.integers(0, 50), st.floats(60, 180), st.floats(-0.12, 0.12))
def test_a_duet_comes_back_under_its_own_tempo(seed, bpm, apart):
    duet = simulate("trained", "novice", bpm=bpm, bpm2=bpm * (1 + apart), seconds=12, seed=seed)
    assert_same(there_and_back(duet).hits, meant(duet.hits))


def test_a_duet_gives_the_same_result_from_its_midi_file():
    duet = simulate("trained", "novice", bpm=104, bpm2=118, seconds=60, seed=4)
    live, read = judge(duet, feel="true"), judge(there_and_back(duet))
    assert read.score == pytest.approx(live.score, abs=1)
    assert read.tempo.joint_bpm == pytest.approx(live.tempo.joint_bpm, rel=0.001)
    assert read.asynchrony.mean_ms == pytest.approx(live.asynchrony.mean_ms, abs=0.5)
    assert read.together.first_s == pytest.approx(live.together.first_s, abs=0.3)


def test_a_place_that_general_midi_knows_keeps_its_note(tmp_path):
    played = (Hit(0.5, 1, "ride", 0.5, "ride.bell"), Hit(1.0, 2, "snare_rim", 0.5, "snare.rim"), Hit(2.0, 2, "hit", 1))
    write_midi(tmp_path / "a.mid", Recording(HEAD, played))
    assert [(hit.pad, hit.note, hit.channel) for hit in read_midi(tmp_path / "a.mid").hits] == [
        ("ride", 53, 10),
        ("snare_rim", 40, 10),
        ("hit", 60, 10),
    ]


def test_what_is_not_judged_is_not_written():
    header = replace(HEAD, players=(Player("midi", offset_ms=20.0), Player("midi")))
    played = (
        Hit(1.0, 1, "snare", 0.5),
        Hit(1.001, 1, "snare", 0.1, drop="retrigger"),
        Hit(3.0, 2, "kick", 0.5),
        Hit(9.0, 1, "crash", 0.9),
    )
    events = (Event(2.0, "paused"), Event(4.0, "resumed"), Event(8.0, "end"))
    read = there_and_back(Recording(header, played, events)).hits
    assert [(hit.pad, hit.time_s) for hit in read] == [("snare", pytest.approx(0.98, abs=MS))]


def test_a_clock_that_counts_from_1970_is_set_back():
    read = there_and_back(Recording(HEAD, (Hit(1795521600.25, 1, "kick", 1), Hit(1795521601.5, 2, "kick", 1)))).hits
    assert [hit.time_s for hit in read] == pytest.approx([0.25, 1.5], abs=MS)


def test_hours_of_silence_fit_into_the_format(tmp_path):
    write_midi(tmp_path / "a.mid", Recording(HEAD, (Hit(1, 1, "kick", 1), Hit(80_000, 2, "kick", 1))))
    assert [hit.time_s for hit in read_midi(tmp_path / "a.mid").hits] == pytest.approx([1, 80_000], abs=MS)
    deltas = [message.time for track in mido.MidiFile(tmp_path / "a.mid").tracks for message in track]
    assert max(deltas) <= 0x0FFFFFFF, "a file counts in four times seven bits"


# What a music program sees


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A pair that found one beat, as a music program opens it."""
    duet = simulate("trained", "novice", bpm=104, bpm2=118, seconds=60, seed=4)
    path = tmp_path_factory.mktemp("midi") / "duet.mid"
    write_midi(path, duet)
    return duet, mido.MidiFile(path)


def test_two_tracks_named_by_player_on_channel_10(opened):
    _, midi = opened
    assert midi.ticks_per_beat >= 480
    tempo, *players = midi.tracks
    assert [track.name for track in players] == ["Player 1", "Player 2"]
    assert not [message for message in tempo if not message.is_meta]
    struck = [message for track in players for message in track if message.type == "note_on"]
    assert {message.channel for message in struck} == {DRUMS}
    assert {message.note for message in struck} == {36, 38, 42}


def test_every_note_ends(opened):
    _, midi = opened
    for track in midi.tracks:
        sounding = set()
        for message in track:
            if message.type == "note_on":
                assert message.note not in sounding
                sounding.add(message.note)
            elif message.type == "note_off":
                sounding.remove(message.note)
        assert not sounding


def test_bars_begin_where_the_pair_came_together_and_strokes_lie_on_beats(opened):
    duet, midi = opened
    beats = joint_beats(duet)
    at = itertools.accumulate(message.time for message in midi.tracks[0])
    bars = [(tick, m) for tick, m in zip(at, midi.tracks[0], strict=True) if m.type == "time_signature"]
    ticks = [round(tick_at(midi, beat_s)) for beat_s in beats]
    assert all(tick % midi.ticks_per_beat in (0, 1, midi.ticks_per_beat - 1) for tick in ticks)
    whole_bars_from, bar = bars[-1]
    assert (bar.numerator, bar.denominator) == (4, 4)
    assert round((ticks[0] - whole_bars_from) / midi.ticks_per_beat) % 4 == 0
    assert beats[0] == pytest.approx(judge(duet).together.first_s + begin_s(duet), abs=1.0)
    settled = [hit for hit in duet.hits if hit.time_s > 40 and hit.pad in ("kick", "snare") and hit.player == 1]
    away = [((tick_at(midi, hit.time_s) / midi.ticks_per_beat + 0.5) % 1) - 0.5 for hit in settled]
    assert sum(abs(beat) < 0.1 for beat in away) > 0.9 * len(away)


def begin_s(duet):
    return next(event.time_s for event in duet.events if event.kind == "begin")


def tick_at(midi, time_s):
    """Turn seconds into ticks by the file's own tempo events, as a music program does."""
    tick = now_s = 0.0
    tempo = 500_000
    for message in midi.tracks[0]:
        step_s = mido.tick2second(message.time, midi.ticks_per_beat, tempo)
        if now_s + step_s > time_s:
            break
        tick, now_s = tick + message.time, now_s + step_s
        tempo = message.tempo if message.type == "set_tempo" else tempo
    return tick + mido.second2tick(time_s - now_s, midi.ticks_per_beat, tempo)


def test_a_pair_without_a_common_pulse_gets_the_tempo_that_every_program_assumes(tmp_path):
    write_midi(tmp_path / "a.mid", Recording(HEAD, (Hit(0.5, 1, "kick", 1), Hit(0.7, 2, "kick", 1))))
    midi = mido.MidiFile(tmp_path / "a.mid")
    assert [message.tempo for message in midi.tracks[0] if message.type == "set_tempo"] == [500_000]

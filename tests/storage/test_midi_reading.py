"""MIDI files of drummers, read from whatever a music program made."""

import csv
import tempfile
from pathlib import Path

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.errors import HitotsuError
from game.storage.midifile import read_midi, read_midi_pair, read_midi_players

DRUMS = 9
MS = 0.001


def strokes(*notes, channel=DRUMS, name=None, every=480):
    """A track of one note after the other."""
    track = mido.MidiTrack([] if name is None else [mido.MetaMessage("track_name", name=name)])
    for note in notes:
        track.append(mido.Message("note_on", channel=channel, note=note, velocity=100, time=every))
        track.append(mido.Message("note_off", channel=channel, note=note))
    return track


@pytest.fixture
def made(tmp_path):
    """Write a file as another program would."""

    def make(*tracks, name="other.mid", **header):
        midi = mido.MidiFile(**{"ticks_per_beat": 480, **header})
        midi.tracks += tracks
        midi.save(tmp_path / name)
        return tmp_path / name

    return make


def sentence(path, read=read_midi):
    with pytest.raises(HitotsuError) as error:
        read(path)
    told = str(error.value)
    assert told.startswith(str(path))
    assert len(told.splitlines()) == 1
    return told


# What other programs write


def test_two_drum_tracks_are_the_two_players(made):
    path = made(strokes(60, 64, channel=0), strokes(36, name="Zoe"), strokes(38, 42, every=240))
    recording = read_midi(path)
    assert [(hit.player, hit.pad, hit.time_s) for hit in recording.hits] == [
        (2, "snare", 0.25),
        (1, "kick", 0.5),
        (2, "hat_closed", 0.5),
    ]
    assert recording.hits[0].velocity == round(100 / 127, 3)
    assert (recording.header.settings.feel, recording.header.seconds, recording.notices) == ("true", None, ())


def test_two_channels_of_one_track_are_the_two_players(made):
    track = mido.MidiTrack()
    for channel in (DRUMS, 10, DRUMS):
        track.append(mido.Message("note_on", channel=channel, note=38, velocity=64, time=480))
    recording = read_midi(made(track, type=0))
    assert [hit.player for hit in recording.hits] == [1, 2, 1]
    assert "channel 11 of track 1" in recording.notices[0]


def test_drums_on_the_wrong_channel_are_taken_with_a_notice(made):
    recording = read_midi(made(strokes(36, 38, channel=0), strokes(42, channel=0)))
    assert [hit.player for hit in recording.hits] == [1, 2, 1]
    assert "channel 1 of track 1 and channel 1 of track 2 is taken for drums" in recording.notices[0]


def test_tempo_changes_count_wherever_they_stand(made):
    tempo = mido.MidiTrack([
        mido.MetaMessage("set_tempo", tempo=1_000_000, time=480),
        mido.MetaMessage("set_tempo", tempo=250_000, time=480),
    ])  # fmt: skip
    recording = read_midi(made(strokes(36, 36, 36), strokes(38, 38, 38), tempo))
    assert [hit.time_s for hit in recording.hits if hit.player == 1] == [0.5, 1.5, 1.75]


def test_a_file_that_counts_frames_of_film(made):
    path = made(strokes(36, every=1000), strokes(38, every=500))
    data = bytearray(path.read_bytes())
    data[12:14] = (256 - 25, 40)  # 25 frames a second, 40 ticks a frame
    path.write_bytes(data)
    assert [hit.time_s for hit in read_midi(path).hits] == [0.5, 1.0]


@pytest.mark.parametrize(
    ("tracks", "told"),
    [
        ((), "no drum notes"),
        ((mido.MidiTrack([mido.MetaMessage("track_name", name="empty")]),), "no drum notes"),
        ((strokes(60, 64, 67, channel=0),), "no drum notes"),
        ((strokes(60, 64, 67, channel=0), strokes(72, channel=1)), "no drum notes"),
        ((strokes(36, 38),), "one drum part and a duet needs two"),
        ((strokes(36, 38), strokes(60, 72, channel=0)), "one drum part and a duet needs two"),
        ((strokes(36), strokes(38), strokes(42)), "3 drum parts"),
    ],
    ids=["no track", "no note", "a piano", "two pianos", "one drummer", "drums and piano", "three drummers"],
)
def test_what_is_no_duet_is_told(made, tracks, told):
    assert told in sentence(made(*tracks))


def test_who_plays_alone_is_shown_the_way(made):
    assert "--player1 A.mid --player2 B.mid" in sentence(made(strokes(36)))


def test_one_drummer_is_enough_where_one_player_is_wanted(made):
    alone = read_midi_players(made(strokes(60, 64, channel=0), strokes(36, 38)))
    assert [(hit.player, hit.pad) for hit in alone.hits] == [(1, "kick"), (1, "snare")]
    duet = made(strokes(36), strokes(38))
    assert read_midi_players(duet).hits == read_midi(duet).hits
    assert "3 drum parts" in sentence(made(strokes(36), strokes(38), strokes(42)), read_midi_players)


@pytest.mark.parametrize("kind", [1, 2])
def test_a_tempo_of_0_is_refused_with_its_place(made, kind):
    tempo = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=0, time=960)])
    told = sentence(made(strokes(36), tempo, strokes(38), type=kind))
    assert "track 2, tick 960: a tempo of 0 lets no time pass" in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"time_s,player,pad,velocity\n", "not a whole MIDI file"),
        (bytes(range(256)) * 4, "not a whole MIDI file"),
        (b"MThd", "cut off"),
        (b"MThd\0\0\0\6\0\1\0\1\0\0MTrk\0\0\0\4\0\xff\x2f\0", "how long a tick is"),
    ],
    ids=["empty", "text", "rubbish", "only a beginning", "no division"],
)
def test_what_is_no_midi_file_is_refused(tmp_path, data, told):
    path = tmp_path / "bad.mid"
    path.write_bytes(data)
    assert told in sentence(path)


def test_a_file_cut_off_anywhere_is_refused_in_one_sentence(made, tmp_path):
    data = made(strokes(36, 38), strokes(38, 42)).read_bytes()
    path = tmp_path / "cut.mid"
    for length in range(1, len(data)):
        path.write_bytes(data[:length])
        assert "not a whole MIDI file" in sentence(path)


@given(st.binary(max_size=300) | st.binary(max_size=200).map(b"MThd\0\0\0\6\0\1\0\2\1\xe0MTrk\0\0\0\x80".__add__))
def test_any_bytes_are_read_or_refused_in_one_sentence(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.mid")
        path.write_bytes(data)
        hits, told = read_or_told(path)
    assert len(told.splitlines()) == 1 if hits is None else all(0 <= hit.velocity <= 1 for hit in hits)


def read_or_told(path):
    try:
        return read_midi(path).hits, ""
    except HitotsuError as error:
        return None, str(error)


def test_a_stroke_in_a_thousand_years_is_a_slip(made):
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=0xFFFFFF)])
    track += [mido.MetaMessage("text", text="", time=0x0FFFFFFF) for _ in range(9)]
    track.append(mido.Message("note_on", channel=DRUMS, note=36, velocity=9))
    assert "slip" in sentence(made(strokes(38), track, ticks_per_beat=1))


# Two performances, each in a file of its own


def test_two_performances_make_a_duet(made):
    one, two = made(strokes(36, 38), name="one.mid"), made(strokes(42), name="two.mid")
    recording = read_midi_pair(one, two)
    assert [(hit.player, hit.pad) for hit in recording.hits] == [(1, "kick"), (2, "hat_closed"), (1, "snare")]
    assert [player.port for player in recording.header.players] == ["one.mid", "two.mid"]


@pytest.mark.parametrize(
    ("tracks", "told"),
    [((strokes(36), strokes(38)), "2 drum parts"), ((strokes(60, channel=0),), "no drum notes")],
    ids=["a duet", "a piano"],
)
def test_a_performance_is_one_drum_part(made, tracks, told):
    good, bad = made(strokes(36), name="good.mid"), made(*tracks, name="bad.mid")
    assert told in sentence(bad, lambda path: read_midi_pair(good, path))


def test_recorded_performances_are_read_as_their_tables_say(data_dir):
    """Every stroke of the duets that were put together from these files by hand: time, player, pad, velocity."""
    groove = data_dir / "groove"
    with (groove / "pseudo_duets_index.csv").open(newline="") as file:
        duets = list(csv.DictReader(file))
    assert len(duets) == 26
    for duet in duets:
        read = read_midi_pair(groove / duet["player1"], groove / duet["player2"]).hits
        with (groove / duet["file"]).open(newline="") as file:
            table = [row_key(row["time_s"], row["player"], row["pad"], row["velocity"]) for row in csv.DictReader(file)]
        last_s = max(time_s for time_s, *_ in table)
        ours = [row_key(hit.time_s, hit.player, hit.pad, hit.velocity) for hit in read if hit.time_s <= last_s + MS]
        assert sorted(ours) == sorted(table)


def row_key(time_s, player, pad, velocity):
    """A row of the tables, which tell no rim from a head and have velocities of two decimals."""
    return round(float(time_s), 4), int(player), pad.removesuffix("_rim"), round(float(velocity), 1)

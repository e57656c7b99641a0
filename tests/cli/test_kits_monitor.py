"""`hitotsu kits` and `hitotsu monitor` where there is no kit, and what messages are called."""

import pytest

from game.commands.messages import Reader, words
from game.inputs.kitmap import recognise, union_kit

NO_MIDI = {"HITOTSU_MIDI": "jack", "JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1"}


def test_without_midi_kits_says_what_is_missing_and_is_content(spawn):
    done = spawn("kits", env=NO_MIDI)
    assert (done.status, done.out) == (0, "")
    assert "No MIDI system was found" in done.sentence
    assert "the keyboard can" in done.sentence


def test_without_midi_there_is_nothing_to_monitor(spawn, tmp_path):
    done = spawn("monitor", "--log", tmp_path / "kit.log", env=NO_MIDI)
    assert (done.status, done.out) == (2, "")
    assert "No MIDI system was found" in done.sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seconds", ["-1", "nan", "soon"])
def test_an_impossible_time_is_refused(run, seconds):
    done = run("monitor", "--seconds", seconds)
    assert (done.status, done.out) == (2, "")
    assert "--seconds" in done.sentence


@pytest.mark.parametrize("seconds", ["-1", "nan", "soon"])
def test_an_impossible_time_to_listen_is_refused(run, seconds):
    done = run("kits", "--listen", seconds)
    assert (done.status, done.out) == (2, "")
    assert "--listen" in done.sentence


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ((0x99, 38, 90), "note on 38, velocity 90, channel 10"),
        ((0x89, 38, 64), "note off 38, velocity 64, channel 10"),
        ((0xA0, 49, 127), "pressure on note 49, 127, channel 1"),
        ((0xB9, 4, 127), "controller 4, 127, channel 10"),
        ((0xC9, 5), "program 5, channel 10"),
        ((0xFE,), "active sensing"),
        ((0xF0, 1, 2, 0xF7), "system exclusive, 3 bytes"),
        ((0x99, 38), "cut off: 153 38"),
        ((0xF4,), "unknown 244"),
        ((38, 90), "unknown 38, 1 bytes"),
        ((), "nothing"),
    ],
)
def test_every_message_has_words(message, told):
    assert words(bytes(message)) == told


def read(*messages, kit_map=None):
    reader = Reader(kit_map or union_kit())
    return [reader.read(time_s, bytes(message)) for time_s, message in messages]


def test_what_the_filters_did_is_told_beside_each_stroke():
    told = read(
        (1.0, (0x99, 38, 100)),
        (1.002, (0x99, 40, 60)),
        (1.012, (0x99, 38, 30)),
        (1.015, (0x99, 48, 9)),
        (1.5, (0x99, 36, 3)),
        (2.0, (0x99, 38, 100)),
        (2.1, (0x89, 38, 0)),
    )
    assert [line.split("  ")[-1].strip() for line in told] == [
        "snare (snare.head): counts",
        "snare_rim (snare.rim): dropped, layer: the same strike told as a second note",
        "snare (snare.head): dropped, retrigger: the pad ringing on",
        "tom1 (tom1.head): counts",
        "kick: dropped, floor: softer than a stroke on this pad",
        "snare (snare.head): counts",
        "note off 38, velocity 0, channel 10",
    ]


def test_chokes_and_the_pedal_are_told():
    told = read(
        (1.0, (0xB9, 4, 0)), (1.1, (0x99, 46, 80)), (1.2, (0x99, 49, 90)), (1.3, (0xA9, 49, 127)), (1.4, (0xB9, 4, 90))
    )
    assert told[0] == "controller 4, 0, channel 10"
    assert told[1].endswith("hat_open (hihat.open_bow), 100% open: counts")
    assert told[3].endswith("crash choked")
    assert told[4].endswith("the hat is closed")


def test_what_is_sent_all_the_time_is_shown_once():
    sensing = bytes((0xFE,))
    reader = Reader(union_kit())
    assert reader.read(0.0, sensing) == "active sensing (sent all the time; not shown again)"
    assert reader.read(0.3, sensing) is None
    assert reader.read(0.4, bytes((0xF8,))) == "clock (sent all the time; not shown again)"


def test_each_kit_is_read_by_its_own_map():
    stroke = (1.0, (0x99, 42, 100))
    assert read(stroke)[0].endswith("hat_closed (hihat.closed_bow): counts")
    assert read(stroke, kit_map=recognise("2BOX DrumIt Five"))[0].endswith("snare_rim (snare.rim): counts")

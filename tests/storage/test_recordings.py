"""Recordings: JSON Lines that survive being cut, and refuse what cannot be."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.errors import HitotsuError
from game.model.hit import Event, Hit
from game.model.pads import DROPS, PADS
from game.model.recording import FEELS, Header, Player, Recording, Settings
from game.model.result import Asynchrony, Parts, Result, Tempo, Together
from game.storage.recordings import read_recording, write_recording

HEAD = (
    '{"hitotsu": 1, "engine": 1, "created": "2026-11-24T10:00:00Z", "mode": "one-heart", "seconds": 120, '
    '"settings": {"feel": "gentle", "reorder_s": 0.01}, "players": ['
    '{"source": "midi", "port": "TD-17", "kit": "roland-td17", "offset_ms": 0.0}, '
    '{"source": "keyboard", "offset_ms": 3.5}]}'
)
HIT = (
    '{"t": 12.345678, "p": 1, "pad": "ride", "zone": "ride.bell", "open": 0.3, "v": 0.71, "note": 53, "ch": 10, '
    '"drop": "retrigger"}'
)
EVENT = '{"t": 15.2, "event": "paused"}'
HEADER = Header(
    created="2026-11-24T10:00:00Z",
    players=(Player("midi", "TD-17", "roland-td17"), Player("keyboard", offset_ms=3.5)),
    seconds=120,
    engine=1,
)
RESULT = Result(
    engine=1,
    score=84.3,
    reason=None,
    parts=Parts(0.95, 0.84, 0.78, 0.97, 1.0, 1.0),
    tempo=Tempo((118.2, None), 118.3, -0.17, "1:1"),
    asynchrony=Asynchrony(-3.1, 14.2, 11.3, 212, 0.0),
    together=Together(62.4, 0.52, 41.0, 6.2, 3),
    feel="gentle",
    lanterns=5,
    finale_ms=None,
    hits=(240, 260),
    seconds=120.0,
)

times = st.floats(0, 86_400)
units = st.floats(0, 1)
texts = st.text(max_size=12)
hits = st.builds(
    Hit, times, st.sampled_from((1, 2)), st.sampled_from(PADS), units, zone=st.none() | texts, open=st.none() | units,
    note=st.none() | st.integers(0, 127), channel=st.none() | st.integers(1, 16),
    drop=st.none() | st.sampled_from(DROPS),
)  # fmt: skip
events = st.builds(
    Event, times, st.sampled_from(("begin", "end", "paused", "resumed", "choke")), st.sampled_from((None, 1, 2)),
    st.none() | texts, st.none() | st.floats(allow_nan=False, allow_infinity=False),
)  # fmt: skip
players = st.builds(Player, texts, st.none() | texts, st.none() | texts, st.floats(-1000, 1000))
headers = st.builds(
    Header, texts, st.tuples(players, players), texts, st.none() | st.floats(1, 86_400),
    st.builds(Settings, st.sampled_from(FEELS), units),
)  # fmt: skip
recordings = st.builds(
    Recording, headers, st.lists(hits, max_size=12).map(tuple), st.lists(events, max_size=5).map(tuple),
    st.sampled_from((None, RESULT)),
)  # fmt: skip


@pytest.fixture
def written(tmp_path):
    def write(data):
        path = tmp_path / "duet.hitotsu"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


def bytes_of(recording):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "duet.hitotsu")
        write_recording(path, recording)
        return path.read_bytes()


def recording_of(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "duet.hitotsu")
        path.write_bytes(data)
        return read_recording(path)


def test_the_lines_are_those_of_the_contract():
    hit = Hit(12.3456781, 1, "ride", 0.7104, zone="ride.bell", open=0.3, note=53, channel=10, drop="retrigger")
    data = bytes_of(Recording(HEADER, (hit,), (Event(15.2, "paused"),), RESULT))
    header, *lines, result = data.decode().splitlines()
    assert header == HEAD
    assert lines == [HIT, EVENT]
    assert result.startswith('{"result": {"engine": 1, "score": 84.3, "reason": null, "parts": {"tempo": 0.95, ')


def test_a_recording_is_read_as_it_was_played(written):
    recording = read_recording(written("\n".join((HEAD, HIT, EVENT, '{"t": 1, "p": 2, "pad": "kick", "v": 1}', ""))))
    assert recording.header == HEADER
    assert recording.hits == (
        Hit(12.345678, 1, "ride", 0.71, "ride.bell", 0.3, 53, 10, "retrigger"),
        Hit(1, 2, "kick", 1),
    )
    assert recording.events == (Event(15.2, "paused"),)
    assert recording.claimed is None
    assert recording.notices == ()


@given(recordings)
def test_what_is_written_is_read_back_equal(recording):
    assert recording_of(bytes_of(recording)) == recording


@given(recordings, st.data())
def test_cut_anywhere_every_complete_line_is_there(recording, data):
    whole = bytes_of(recording)
    first = whole.index(b"\n")
    cut = data.draw(st.integers(first, len(whole)))
    opened = recording_of(whole[:cut])
    # the reference: the lines that are whole, a last one included that lacks nothing but its line end
    kept = [line for line in whole[:cut].split(b"\n") if line and line in whole.split(b"\n")]
    assert len(opened.hits) == sum(
        b'"v": ' in line and b'"event"' not in line for line in kept[1:] if b'"result"' not in line
    )
    assert opened.hits == recording.hits[: len(opened.hits)]
    assert opened.events == recording.events[: len(opened.events)]
    assert len(opened.hits) + len(opened.events) + (opened.claimed is not None) == len(kept) - 1
    assert bool(opened.notices) == (whole[:cut].split(b"\n")[-1] not in (b"", kept[-1]))


def test_every_byte_of_one_recording(written):
    whole = bytes_of(Recording(HEADER, tuple(Hit(i, 1, "snare", 0.5) for i in range(8)), (), RESULT))
    starts = [i for i, byte in enumerate(whole) if byte == 10]
    for cut in range(starts[0], len(whole) + 1):
        recording = read_recording(written(whole[:cut]))
        assert len(recording.hits) == sum(cut >= end for end in starts[1:9])
        assert (recording.claimed is not None) == (cut >= len(whole) - 1)


def test_a_cut_file_says_where_it_was_cut(written):
    path = written(f"{HEAD}\n{HIT}\n{HIT[:30]}")
    recording = read_recording(path)
    assert len(recording.hits) == 1
    (notice,) = recording.notices
    assert notice.startswith(f"{path}, line 3: ")


def test_zeros_that_a_power_cut_left_are_passed_over(written):
    recording = read_recording(written(f"{HEAD}\n{HIT}\n".encode() + bytes(512)))
    assert len(recording.hits) == 1
    assert recording.notices


def test_keys_of_later_versions_are_passed_over(written):
    line = HIT.replace("}", ', "colour": [1, {"a": null}]}')
    assert len(read_recording(written(f'{HEAD[:-1]}, "venue": 1}}\n{line}\n')).hits) == 1


def test_line_ends_of_other_systems_and_a_byte_order_mark_are_read(written):
    assert len(read_recording(written(f"\ufeff{HEAD}\r\n\r\n{HIT}\r\n")).hits) == 1


def changed(line, **keys):
    return json.dumps({**json.loads(line), **keys})


def without(line, key):
    return json.dumps({name: value for name, value in json.loads(line).items() if name != key})


BAD_LINES = {
    "player 3": (changed(HIT, p=3), "`p` must be player 1 or 2"),
    "player as text": (changed(HIT, p="1"), "`p` must be player 1 or 2"),
    "time as text": (changed(HIT, t="1.5"), "`t` must be a number"),
    "negative time": (changed(HIT, t=-0.5), "`t` must be a number of seconds from 0"),
    "NaN": (changed(HIT, t=float("nan")), "not a line of JSON"),
    "infinity": (HIT.replace("12.345678", "1e999"), "`t` must be a number"),
    "a date": (changed(HIT, t=1795521600000.0), "`t` must be a number"),
    "velocity 7": (changed(HIT, v=7), "`v` must be a number from 0 to 1"),
    "no velocity": (without(HIT, "v"), "`v` is missing"),
    "unknown pad": (changed(HIT, pad="cowbell"), "`pad` must be one of kick"),
    "pad with a line end": (changed(HIT, pad="kick\n"), "`pad` must be one of kick"),
    "unknown drop": (changed(HIT, drop="dull"), "`drop` must be one of floor"),
    "note 128": (changed(HIT, note=128), "`note` must be"),
    "event as number": (changed(EVENT, event=3), "`event` must be"),
    "event without time": (without(EVENT, "t"), "`t` is missing"),
    "result of another shape": ('{"result": {"score": 3}}', "is missing"),
    "a list": ("[1, 2]", "object"),
    "no JSON": ("hello", "not a line of JSON"),
    "deep": ('{"x": ' + "[" * 100_000, "not a line of JSON"),
}


@pytest.mark.parametrize(("line", "told"), BAD_LINES.values(), ids=BAD_LINES)
def test_an_impossible_line_is_named(written, line, told):
    path = written(f"{HEAD}\n{HIT}\n{line}\n{HIT}\n")
    with pytest.raises(HitotsuError) as error:
        read_recording(path)
    assert str(error.value).startswith(f"{path}, line 3: ")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_whole_last_line_that_cannot_be_is_no_cut(written):
    with pytest.raises(HitotsuError, match="line 2: `p` must be"):
        read_recording(written(f"{HEAD}\n{changed(HIT, p=3)}"))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (changed(HEAD, hitotsu=2), "format 2 .* update Hitotsu"),
        (changed(HEAD, hitotsu="1"), "not a Hitotsu recording"),
        (changed(HEAD, hitotsu=0), "`hitotsu` must be"),
        (without(HEAD, "hitotsu"), "not a Hitotsu recording"),
        (without(HEAD, "players"), "`players` is missing"),
        (changed(HEAD, players=[{"source": "midi"}]), "two players"),
        (changed(HEAD, players=[{"source": "midi", "offset_ms": "3"}, {"source": "midi"}]), "`offset_ms` must be"),
        (changed(HEAD, seconds=-1), "`seconds` must be"),
        (changed(HEAD, settings={"feel": "wild"}), "`feel` must be one of gentle, true"),
        (HIT, "not a Hitotsu recording"),
        (HEAD[:50], "not a Hitotsu recording"),
        ("\x00\x01\x02", "not a Hitotsu recording"),
    ],
)
def test_a_header_that_cannot_be_is_named(written, head, told):
    path = written(f"{head}\n{HIT}\n")
    with pytest.raises(HitotsuError, match=f"line 1: .*{told}"):
        read_recording(path)


def test_an_empty_file_is_refused(written):
    with pytest.raises(HitotsuError, match="is empty"):
        read_recording(written(b""))


@given(st.binary(max_size=300) | st.binary(max_size=99).map(f"{HEAD}\n".encode().__add__))
def test_any_bytes_are_read_or_refused_in_one_sentence(data):
    told = told_about(data)
    assert told is None or len(told.splitlines()) == 1


def told_about(data):
    try:
        recording_of(data)
    except HitotsuError as error:
        return str(error)
    return None

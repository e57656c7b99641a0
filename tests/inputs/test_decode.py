import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.decode import Says, StreamParser, decode

STREAMS = st.lists(st.integers(0, 255), max_size=200)


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ([0x99, 38, 90], Says.STRIKE),
        ([0x90, 38, 1], Says.STRIKE),
        ([0x99, 38, 0], None),  # note-off, as many modules write it
        ([0x89, 38, 64], None),
        ([0xA9, 49, 127], Says.PRESSURE),
        ([0xA9, 49, 0], Says.PRESSURE),
        ([0xB9, 4, 90], Says.CONTROL),
        ([0xC9, 12], None),
        ([0xD9, 64], None),
        ([0xE9, 0, 64], None),
        ([0xFE], None),
        ([0xF8], None),
        ([0xF2, 1, 2], None),
        ([0xF0, 0x7E, 0xF7], None),
        ([0x99, 38], None),
        ([0x99, 38, 90, 1], None),
        ([0x99, 38, 200], None),
        ([0x99, -1, 90], None),
        ([38, 90, 1], None),
        ([], None),
    ],
)
def test_only_strikes_pressure_and_controllers_mean_something(message, meaning):
    assert decode(message) is meaning


@given(st.lists(st.integers(-5, 300), max_size=6))
def test_no_message_is_too_odd(message):
    decode(message)


@pytest.mark.parametrize(
    ("stream", "messages"),
    [
        ([0x99, 38, 90], ["99265a"]),
        ([0x99, 38, 90, 42, 80, 36, 0], ["99265a", "992a50", "992400"]),
        ([0x99, 0xF8, 38, 0xFE, 90, 0xFA, 42, 80], ["99265a", "992a50"]),
        ([38, 90, 0x99, 38, 90], ["99265a"]),
        ([0x99, 38, 0xB9, 4, 90], ["b9045a"]),
        ([0xC9, 5, 6, 0x99, 38, 90], ["c905", "c906", "99265a"]),
        ([0x99, 38, 90, 0xF0, 1, 2, 3, 0xF7, 42, 80], ["99265a"]),
        ([0xF0, 0x7E, 1, 0xF8, 2, 0x99, 38, 90], ["99265a"]),
        ([0xF2, 1, 2, 0xF3, 1, 0xF6, 0x99, 38, 90], ["99265a"]),
    ],
)
def test_a_stream_is_cut_where_its_messages_end(stream, messages):
    assert [whole.hex() for whole in StreamParser().feed(stream)] == messages


@given(STREAMS, st.lists(st.integers(0, 200), max_size=5))
def test_where_a_stream_is_split_does_not_matter(stream, cuts):
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    parser = StreamParser()
    pieces = [stream[start:end] for start, end in itertools.pairwise(edges)]
    assert [whole for piece in pieces for whole in parser.feed(piece)] == StreamParser().feed(stream)


@given(STREAMS, st.integers(0, 200), st.integers(0xF8, 0xFF))
def test_a_clock_anywhere_changes_nothing(stream, place, clock):
    assert StreamParser().feed([*stream[:place], clock, *stream[place:]]) == StreamParser().feed(stream)

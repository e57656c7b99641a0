from hypothesis import given
from hypothesis import strategies as st

from game.session.merged import TOGETHER_S, Channels, telling_drum

CHANNEL = st.integers(1, 16)
DRUM = st.sampled_from(["kick", "snare", "hat", "note 99", None])


def told(*strokes):
    """The channels that are the second kit's after these strokes (ms, channel, drum)."""
    channels = Channels()
    for at_ms, channel, drum in strokes:
        channels.strike(at_ms / 1000, channel, drum, free=lambda: True)
    return channels.second


def test_the_same_drum_on_two_channels_is_two_kits():
    assert told((0, 10, "kick"), (500, 11, "kick")) == {11}
    assert told((0, 10, "kick"), (300, 10, "snare"), (500, 11, "snare")) == {11}


def test_a_kit_with_a_channel_for_every_drum_is_one():
    assert told((0, 1, "kick"), (300, 2, "snare"), (600, 3, "hat"), (900, 4, None), (1200, 1, "kick")) == set()


def test_the_first_channel_stays_the_first_kit():
    assert told((0, 10, "kick"), (300, 11, "snare"), (600, 10, "snare")) == set()
    assert told((0, 10, "kick"), (300, 11, "snare"), (600, 10, "snare"), (900, 11, "snare")) == {11}


def test_one_strike_on_two_channels_is_one_strike():
    layered = [(at + late, channel, "snare") for at in range(0, 5000, 500) for channel, late in ((10, 0), (11, 2))]
    assert told(*layered) == set()
    turned = [*layered, (6000, 11, "snare"), (6002, 10, "snare"), (7000, 10, "snare"), (7002, 11, "snare")]
    assert told(*turned) == set()
    hard_only = [(0, 10, "snare"), (500, 10, "snare"), (502, 11, "snare"), (1000, 11, "snare"), (1002, 10, "snare")]
    assert told(*hard_only) == set()


def test_two_who_once_struck_at_the_same_moment_are_told_apart_later():
    unison = [(0, 10, "snare"), (3, 11, "snare")]
    assert told(*unison, (500, 10, "snare"), (800, 11, "snare"), (1100, 10, "snare"), (1400, 11, "snare")) == {11}
    assert told(*unison, (500, 10, "kick"), (800, 11, "kick")) == {11}


def test_a_second_kit_that_has_a_channel_for_every_drum_is_one_too():
    first, second = ((0, 1, "kick"), (300, 2, "snare")), ((600, 6, "kick"), (900, 7, "snare"))
    assert told(*first, *second) == {6, 7}


def test_where_no_seat_is_free_nothing_moves_until_one_is():
    channels = Channels()
    for at_s in range(20):
        for channel in (10, 11):
            assert not channels.strike(at_s + channel / 100, channel, "snare", free=lambda: False)
    assert channels.second == set()
    assert channels.strike(30, 11, "snare", free=lambda: True)


@given(st.lists(st.tuples(st.floats(0, 1), CHANNEL, DRUM), max_size=40))
def test_without_a_free_seat_no_channel_ever_moves(strokes):
    channels, time_s = Channels(), 0.0
    for wait_s, channel, drum in strokes:
        time_s += wait_s
        assert not channels.strike(time_s, channel, drum, free=lambda: False)
    assert not channels.second


@given(
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from([1, 2, 3, 4]), st.booleans()), max_size=40),
    st.permutations(["kick", "snare", "hat", None]),
)
def test_one_kit_is_one_kit_whatever_its_channels(strokes, drums):
    """Each drum on a channel of its own; some strikes are sent on a fifth channel as well."""
    channels, time_s = Channels(), 0.0
    for wait_s, channel, layered in strokes:
        time_s += wait_s + 2 * TOGETHER_S
        sent = [(time_s, channel)] + ([(time_s + TOGETHER_S / 2, 5)] if layered and channel == 1 else [])
        for at_s, on in sent:
            assert not channels.strike(at_s, on, drums[channel - 1], free=lambda: True)
    assert not channels.second


@given(st.lists(st.tuples(st.floats(2 * TOGETHER_S, 1), st.booleans(), DRUM), max_size=40))
def test_two_kits_are_never_mixed_up(strokes):
    """Whatever two kits of one channel each play, apart or not yet, only the later channel can become the second."""
    channels, time_s, struck = Channels(), 0.0, {10: set(), 11: set()}
    first = 11 if strokes and strokes[0][1] else 10
    for wait_s, is_other, drum in strokes:
        time_s += wait_s
        channel = 11 if is_other else 10
        channels.strike(time_s, channel, drum, free=lambda: True)
        struck[channel].add(drum)
        if channel != first and drum is not None and drum in struck[first]:
            assert channels.second == {channel}
    assert channels.second <= {21 - first}


def test_drums_that_tell():
    zones = ["kick", "snare.head", "hihat.bow", "hihat.open_edge", "hihat.closed_bow"]
    assert [telling_drum(zone, 1) for zone in zones] == ["kick", "snare", "hat", "hat", "hat"]
    silent = ["snare.rim", "hihat.pedal", "hihat.splash", "tom1.head", "crash1.bow", "aux1.head"]
    assert {telling_drum(zone, 1) for zone in silent} == {None}
    assert telling_drum(None, 99) == "note 99"

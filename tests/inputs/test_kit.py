import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.decode import StreamParser
from game.inputs.kit import Kit
from game.inputs.kitmap import recognise
from game.model.hit import Event, Hit
from game.model.pads import PADS

ON, PRESSURE, CONTROL = 0x99, 0xA9, 0xB9


def kit(player=1):
    return Kit(lambda drop: player)


def hit(note, velocity=100, channel=10, of=None):
    return (of or kit()).message(1.0, [0x90 + channel - 1, note, velocity])


@pytest.mark.parametrize(
    ("note", "pad", "zone"),
    [
        (36, "kick", "kick"),
        (38, "snare", "snare.head"),
        (37, "snare_rim", "snare.xstick"),
        (40, "snare_rim", "snare.rim"),
        (48, "tom1", "tom1.head"),
        (45, "tom2", "tom2.head"),
        (43, "tom3", "tom3.head"),
        (41, "tom3", "tom4.head"),
        (42, "hat_closed", "hihat.closed_bow"),
        (46, "hat_open", "hihat.open_bow"),
        (23, "hat_open", "hihat.half_bow"),
        (44, "hat_pedal", "hihat.pedal"),
        (49, "crash", "crash1.bow"),
        (57, "crash", "crash2.bow"),
        (53, "ride", "ride.bell"),
        (27, "hit", "aux1.head"),
    ],
)
def test_notes_of_common_kits(note, pad, zone):
    assert hit(note) == Hit(1.0, 1, pad, 100 / 127, zone=zone, note=note, channel=10)


def test_a_note_nobody_knows_is_still_a_stroke():
    assert hit(101, 64, channel=3) == Hit(1.0, 1, "hit", 64 / 127, note=101, channel=3)


def test_two_unknown_pads_struck_at_once_are_two_strokes():
    of = kit()
    assert [hit(101, of=of).drop, hit(102, of=of).drop, hit(101, of=of).drop] == [None, None, "layer"]


@pytest.mark.parametrize("note", [67, 71, 74, 75, 80])
def test_a_grab_sent_as_a_note_is_no_stroke(note):
    grab = hit(note)
    assert isinstance(grab, Event)
    assert grab.kind == "choke"
    assert grab.pad in {"crash", "ride"}


def test_nobody_s_kit_gives_nothing():
    assert hit(38, of=kit(player=None)) is None


def test_only_real_strokes_may_claim_a_seat():
    asked = []
    of = Kit(asked.append)
    of.message(1.0, [ON, 38, 100])
    of.message(1.002, [ON, 40, 50])
    of.message(1.2, [PRESSURE, 49, 127])
    of.message(1.4, [ON, 38, 19])
    of.message(1.6, [ON, 38, 20])
    assert asked == [True, False, False, False, True]


class TestChoke:
    def test_a_grab_is_told_once_until_it_is_let_go(self):
        of = kit(player=2)
        values = [127, 90, 40, 0, 127]
        events = [of.message(1.0 + n, [PRESSURE, 49, value]) for n, value in enumerate(values)]
        grab = [
            Event(1.0, "choke", player=2, pad="crash"),
            None,
            None,
            None,
            Event(5.0, "choke", player=2, pad="crash"),
        ]
        assert events == grab

    def test_bow_and_edge_of_one_cymbal_are_one_grab(self):
        of = kit()
        assert [of.message(1.0, [PRESSURE, note, 127]) is not None for note in (49, 55, 57)] == [True, False, True]

    def test_a_kit_that_never_says_let_go_can_be_choked_again_after_a_stroke(self):
        of = kit()
        assert of.message(1.0, [PRESSURE, 51, 127])
        assert of.message(2.0, [ON, 51, 100]).pad == "ride"
        assert of.message(3.0, [PRESSURE, 51, 127]).pad == "ride"

    @pytest.mark.parametrize("note", [38, 36, 42, 27, 101])
    def test_pressure_on_a_drum_is_nothing(self, note):
        assert kit().message(1.0, [PRESSURE, note, 127]) is None


class TestHat:
    def test_openness_is_unknown_until_the_pedal_speaks(self):
        assert hit(46).open is None

    def test_the_pedal_tells_how_far_the_hat_is_open(self):
        of = kit()
        of.message(0.5, [CONTROL, 4, 30])
        assert hit(42, of=of).open == pytest.approx(1 - 30 / 90, abs=0.001)
        assert hit(38, of=of).open is None

    def test_the_highest_value_is_learned(self):
        of = kit()
        of.message(0.5, [CONTROL, 4, 127])
        assert hit(42, of=of).open == 0.0
        of.message(1.5, [CONTROL, 4, 90])
        assert of.message(2.0, [ON, 42, 100]).open == pytest.approx(1 - 90 / 127, abs=0.001)

    def test_other_controllers_and_other_channels_do_not_move_it(self):
        of = kit()
        of.message(0.5, [CONTROL, 16, 127])
        of.message(0.6, [0xB0, 4, 60])
        assert hit(42, of=of).open is None
        assert of.message(2.0, [0x90, 42, 100]).open == pytest.approx(1 - 60 / 90, abs=0.001)

    @pytest.mark.parametrize("note", [7, 8])
    def test_one_note_for_all_openings_follows_the_pedal_with_hysteresis(self, note):
        of, pads = kit(), []
        for n, value in enumerate([None, 100, 60, 55, 69, 70, 56, 50, 0, 69]):
            if value is not None:
                of.message(n, [CONTROL, 4, value])
            pads.append(of.message(n + 0.5, [ON, note, 100]).pad)
        closed, opened = "hat_closed", "hat_open"
        assert pads == [closed, closed, closed, opened, opened, closed, closed, opened, opened, opened]

    def test_a_hat_that_says_its_opening_by_note_is_believed(self):
        of = kit()
        of.message(0.5, [CONTROL, 4, 127])
        assert hit(46, of=of).pad == "hat_open"


MESSAGES = st.lists(st.integers(0, 255), max_size=300)


def played(pieces):
    of, parser = kit(), StreamParser()
    return [of.message(1.0, message) for piece in pieces for message in parser.feed(piece)]


@given(MESSAGES, st.integers(0, 300))
def test_any_bytes_are_played_alike_however_they_are_split(stream, cut):
    items = played([stream])
    assert played([stream[:cut], stream[cut:]]) == items
    assert all(item.pad in PADS for item in items if item)


@given(st.lists(st.lists(st.integers(-10, 400), max_size=5), max_size=50))
def test_no_message_is_too_odd(messages):
    of = kit()
    for message in messages:
        of.message(1.0, message)


def told_by(map_name, *messages):
    """What a named kit makes of messages, each 0.3 s after the one before."""
    of = Kit(lambda drop: 1, recognise(map_name))
    return [of.message(1.0 + 0.3 * i, message) for i, message in enumerate(messages)]


def pads(outcomes):
    return [one.pad for one in outcomes if isinstance(one, Hit)]


class TestProtocols:
    """How kits of different makes tell of hat and foot."""

    def test_by_note_alone_the_pedal_changes_no_pad(self):
        told = told_by("Nitro", [CONTROL, 4, 0], [ON, 42, 90], [CONTROL, 4, 127], [ON, 46, 90], [ON, 44, 90])
        assert pads(told) == ["hat_closed", "hat_open", "hat_pedal"]

    def test_by_note_and_controller_the_note_says_the_pad_and_the_pedal_how_far(self):
        told = [one for one in told_by("TD-17", [CONTROL, 4, 45], [ON, 46, 90]) if one]
        assert (told[0].pad, told[0].open) == ("hat_open", pytest.approx(0.5, abs=0.01))

    @pytest.mark.parametrize("highest", [90, 127])
    def test_by_controller_alone_the_highest_value_seen_is_closed(self, highest):
        open_to_closed = [0, highest // 2, round(0.62 * highest), highest, round(0.62 * highest), highest // 3]
        told = told_by(
            "Strike Pro", [CONTROL, 4, highest], *(m for v in open_to_closed for m in ([CONTROL, 4, v], [ON, 8, 90]))
        )
        assert pads(told) == ["hat_open", "hat_open", "hat_open", "hat_closed", "hat_closed", "hat_open"]

    def test_chick_and_splash_on_one_note_are_told_apart_by_the_pedal_and_both_are_the_foot(self):
        told = told_by("EFNOTE 5", [CONTROL, 4, 127], [ON, 44, 90], [CONTROL, 4, 0], [ON, 44, 90])
        told = [one for one in told if isinstance(one, Hit)]
        assert [(one.pad, one.zone) for one in told] == [("hat_pedal", "hihat.pedal"), ("hat_pedal", "hihat.splash")]

    def test_a_pedal_that_its_owner_has_turned_round_is_found_out_by_its_chicks(self):
        box = recognise("DrumIt Five")
        chick = next(note for note, zone in box.notes.items() if zone == "hihat.pedal")
        bow = next(note for note, zone in box.notes.items() if zone == "hihat.bow")
        turned = [[CONTROL, 4, 0], [ON, chick, 90]]
        told = told_by("DrumIt Five", *turned, *turned, *turned, [ON, bow, 90], [CONTROL, 4, 127], [ON, bow, 90])
        assert pads(told)[-2:] == ["hat_closed", "hat_open"]

    def test_a_hand_that_only_rests_on_a_digital_cymbal_is_no_grab(self):
        resting = told_by("TD-27", [ON, 49, 100], [PRESSURE, 49, 20], [PRESSURE, 49, 50], [PRESSURE, 49, 10])
        assert [one for one in resting if isinstance(one, Event)] == []
        grabbed = told_by("TD-27", [ON, 49, 100], [PRESSURE, 49, 20], [PRESSURE, 49, 127], [PRESSURE, 49, 90])
        assert [(one.kind, one.pad) for one in grabbed if isinstance(one, Event)] == [("choke", "crash")]


def test_the_touch_of_a_grab_is_no_stroke_and_a_true_stroke_soon_after_is():
    of = kit()
    assert of.message(1.0, [ON, 49, 110]).drop is None
    assert of.message(1.8, [PRESSURE, 49, 127]).kind == "choke"
    assert of.message(1.83, [ON, 49, 20]).drop == "retrigger"
    assert of.message(1.85, [ON, 49, 110]).drop is None

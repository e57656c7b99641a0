"""Every way in which kits tell of the pedal and of a grabbed cymbal."""

import pytest

from game.inputs.kit import Kit
from game.inputs.kitmap import recognise
from game.model.hit import Event, Hit
from game.session.engine import DuetEngine, EngineSettings

STRIKE, PRESSURE, CONTROL = "strike", "pressure", "control"
STATUS = {STRIKE: 0x99, PRESSURE: 0xA9, CONTROL: 0xB9}
CLOSED, OPEN, FOOT = "hat_closed", "hat_open", "hat_pedal"
GRAB, SHUT = "choke", "pedal"
FINGERS = ("MPD218", "LPD8", "Launchkey Mini MK3", "Launchpad X LPX MIDI Out")


def heard(port, *messages, every_s=0.5):
    """What a kit at this port is understood to do; messages come half a second apart unless they begin with a time."""
    kit, now_s, items = Kit(lambda drop: 1, recognise(port)), 1.0, []
    for message in messages:
        wait_s, (what, data, value) = (message[0], message[1:]) if len(message) == 4 else (every_s, message)
        now_s += wait_s
        item = kit.message(now_s, [STATUS[what], data, value])
        items += [item] if item is not None else []
    return items


def struck(port, *messages):
    return [item for item in heard(port, *messages) if isinstance(item, Hit)]


def pads(items):
    return [item.kind if isinstance(item, Event) else item.pad if item.drop is None else item.drop for item in items]


HATS = {
    "by note, whatever the pedal says (Nitro)": (
        "Alesis Nitro",
        [(CONTROL, 4, 127), (STRIKE, 46, 90), (STRIKE, 23, 90), (CONTROL, 4, 0), (STRIKE, 42, 90), (STRIKE, 44, 90)],
        [OPEN, OPEN, CLOSED, FOOT],
    ),
    "foot splash by a note of its own (Nitro)": ("Alesis Nitro", [(STRIKE, 21, 90)], [FOOT]),
    "by note, and the controller tells how far (Roland)": (
        "TD-17",
        [(CONTROL, 4, 90), (STRIKE, 42, 90), (CONTROL, 4, 0), (STRIKE, 26, 90), (STRIKE, 22, 90)],
        [CLOSED, OPEN, CLOSED],
    ),
    "by note, with two notes of the foot (Yamaha)": (
        "DTX502",
        [(STRIKE, 79, 90), (STRIKE, 78, 90), (STRIKE, 44, 90), (STRIKE, 83, 90)],
        [CLOSED, OPEN, FOOT, FOOT],
    ),
    "by the controller alone, up to 127 (Strike)": (
        "Strike Module",
        [(CONTROL, 4, 127), (STRIKE, 8, 90), (CONTROL, 4, 0), (STRIKE, 8, 90), (CONTROL, 4, 127), (STRIKE, 46, 90)],
        [CLOSED, OPEN, CLOSED],
    ),
    "by the controller alone, up to 90": (
        "Strike Module",
        [(CONTROL, 4, 90), (STRIKE, 8, 90), (CONTROL, 4, 45), (STRIKE, 8, 90), (CONTROL, 4, 64), (STRIKE, 8, 90)],
        [CLOSED, OPEN, CLOSED],
    ),
    "once it went up to 127, 64 is no longer closed": (
        "Strike Module",
        [(CONTROL, 4, 127), (CONTROL, 4, 0), (CONTROL, 4, 64), (STRIKE, 8, 90)],
        [OPEN],
    ),
    "by either of two controllers (2Box)": (
        "2BOX",
        [(CONTROL, 1, 0), (STRIKE, 45, 90), (CONTROL, 4, 127), (STRIKE, 45, 90)],
        [OPEN, CLOSED],
    ),
    "turned round by its owner, as two chicks tell (2Box)": (
        "2BOX",
        [(CONTROL, 4, 0), (STRIKE, 47, 90), (STRIKE, 47, 90), (STRIKE, 45, 90), (CONTROL, 4, 120), (STRIKE, 45, 90)],
        [FOOT, FOOT, CLOSED, OPEN],
    ),
    "not turned round by one odd chick (2Box)": (
        "2BOX",
        [(CONTROL, 4, 0), (STRIKE, 47, 90), (CONTROL, 4, 120), (STRIKE, 47, 90), (STRIKE, 45, 90)],
        [FOOT, FOOT, CLOSED],
    ),
}

CHOKES = {
    "pressure 127, then 0 (Roland)": (
        "TD-17",
        [(STRIKE, 49, 100), (PRESSURE, 49, 127), (PRESSURE, 49, 0), (PRESSURE, 49, 127)],
        ["crash", GRAB, GRAB],
    ),
    "any pressure (Yamaha, EFNOTE)": ("EFNOTE", [(PRESSURE, 51, 1), (PRESSURE, 51, 60)], [GRAB]),
    "one grab told for bow and edge": ("TD-17", [(PRESSURE, 49, 127), (PRESSURE, 55, 127)], [GRAB]),
    "a hand that merely rests on a digital pad, then grabs (TD-27)": (
        "TD-27",
        [(PRESSURE, 51, 20), (PRESSURE, 51, 60), (PRESSURE, 51, 63), (PRESSURE, 51, 100), (PRESSURE, 51, 127)],
        [GRAB],
    ),
    "a grab that loosens a little is the same grab (TD-27)": (
        "TD-27",
        [(PRESSURE, 51, 127), (PRESSURE, 51, 40), (PRESSURE, 51, 90), (PRESSURE, 51, 10), (PRESSURE, 51, 90)],
        [GRAB, GRAB],
    ),
    "by note (DM10, r.e.d.box)": ("r.e.d.box", [(STRIKE, 34, 127), (STRIKE, 26, 127)], [GRAB, GRAB]),
    "by note (2Box)": ("2BOX", [(STRIKE, note, 127) for note in (67, 74, 79)], [GRAB] * 3),
    "the same notes are strokes where they are (Roland)": ("TD-17", [(STRIKE, 26, 127)], [OPEN]),
    "a touch just after the grab is no stroke": (
        "TD-17",
        [(PRESSURE, 49, 127), (0.03, STRIKE, 49, 30), (0.1, STRIKE, 49, 30)],
        [GRAB, "retrigger", "crash"],
    ),
    "a hard stroke just after a grab is one": ("TD-17", [(PRESSURE, 49, 127), (0.03, STRIKE, 49, 90)], [GRAB, "crash"]),
    "a touch after a grab told by note": (
        "r.e.d.box",
        [(STRIKE, 34, 127), (0.03, STRIKE, 49, 30)],
        [GRAB, "retrigger"],
    ),
    "another cymbal is another cymbal": ("TD-17", [(PRESSURE, 49, 127), (0.03, STRIKE, 51, 30)], [GRAB, "ride"]),
    "pressure on drums and hats is nothing": ("TD-17", [(PRESSURE, note, 127) for note in (36, 38, 42, 46, 48)], []),
}


@pytest.mark.parametrize(("port", "messages", "expected"), HATS.values(), ids=HATS)
def test_hats(port, messages, expected):
    assert pads(struck(port, *messages)) == expected


@pytest.mark.parametrize(
    ("port", "values", "closings"),
    [
        ("TD-17", [0, 20, 40, 60, 75, 90], 1),
        ("TD-17", [0, 90, 0, 90, 0, 90], 3),
        ("TD-17", [90, 80, 70, 60, 70, 90, 60, 90], 1),  # closed at first, for all that is known it rang before
        ("TD-17", [0, 10, 30, 45, 10], 0),
        ("TD-17", [55, 60, 90], 1),
        ("Strike Module", [127, 0, 64, 70, 127, 127], 2),
    ],
)
def test_a_pedal_that_goes_down_closes_the_hat_once(port, values, closings):
    assert pads(heard(port, *((CONTROL, 4, value) for value in values))) == [SHUT] * closings


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([(CONTROL, 4, 60), (STRIKE, 46, 90), (CONTROL, 4, 90)], [OPEN, SHUT]),
        ([(CONTROL, 4, 60), (STRIKE, 46, 90), (CONTROL, 4, 90), (CONTROL, 4, 60), (CONTROL, 4, 90)], [OPEN, SHUT]),
        ([(CONTROL, 4, 62), (STRIKE, 46, 90), (CONTROL, 4, 65), (CONTROL, 4, 62), (CONTROL, 4, 65)], [OPEN]),
        ([(CONTROL, 4, 60), (STRIKE, 38, 90), (CONTROL, 4, 90)], ["snare"]),
        ([(CONTROL, 4, 70), (STRIKE, 46, 90), (CONTROL, 4, 90)], [OPEN, SHUT]),
        ([(CONTROL, 4, 70), (STRIKE, 42, 90), (CONTROL, 4, 90)], [CLOSED]),
    ],
    ids=[
        "half open, then closed",
        "once",
        "a foot that holds it half open trembles",
        "a snare lets no hat ring",
        "whatever the pedal says, the kit called it open",
        "and here closed",
    ],
)
def test_a_hat_that_was_struck_half_open_is_closed_too(messages, expected):
    """After it had closed, and was not open again since."""
    assert pads(heard("TD-17", (CONTROL, 4, 90), *messages)) == [SHUT, *expected]


def test_a_closing_hat_is_the_foot_s():
    (closing,) = heard("TD-17", (CONTROL, 4, 0), (CONTROL, 4, 90))
    assert (closing.player, closing.pad, closing.time_s) == (1, FOOT, 2.0)


@pytest.mark.parametrize(("port", "messages", "expected"), CHOKES.values(), ids=CHOKES)
def test_chokes(port, messages, expected):
    assert pads(heard(port, *messages)) == expected


def test_roland_s_pedal_is_quite_closed_at_its_own_highest_value():
    (hit,) = struck("TD-17", (CONTROL, 4, 90), (STRIKE, 42, 90))
    assert hit.open == 0.0


def test_chick_and_splash_on_one_note_are_told_apart_by_the_pedal():
    foot = [(CONTROL, 4, 127), (STRIKE, 44, 90), (CONTROL, 4, 0), (STRIKE, 44, 90)]
    assert [(hit.pad, hit.zone) for hit in struck("EFNOTE", *foot)] == [(FOOT, "hihat.pedal"), (FOOT, "hihat.splash")]
    assert {hit.zone for hit in struck("TD-17", *foot)} == {"hihat.pedal"}


@pytest.mark.parametrize("port", FINGERS)
def test_fingers_that_press_on_grab_nothing(port):
    pressed = [(PRESSURE, note, value) for note in (49, 51, 57) for value in (40, 127, 0)]
    assert pads(heard(port, (STRIKE, 49, 100), *pressed)) == ["crash"]


def test_a_choke_never_scores():
    """The same strokes make the same duet, however often cymbals are grabbed and hats are closed in between."""

    def result(*, grabs):
        engine = DuetEngine(EngineSettings("true", round_s=8.0))
        for n in range(20):
            for player in (1, 2):
                engine.queue(Hit(1 + n * 0.5, player, "crash", 0.8))
                if grabs:
                    engine.mark(Event(1.2 + n * 0.5, "choke", player=player, pad="crash"))
                    engine.mark(Event(1.3 + n * 0.5, "pedal", player=player, pad="hat_pedal"))
        return engine.result()

    assert result(grabs=True) == result(grabs=False)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.names import find_port, list_ports, outputs_beside
from game.inputs.registry import Registry
from game.model.errors import HitotsuError


def names(listed, api):
    return [port.name for port in list_ports(listed, api)]


@pytest.mark.parametrize(
    ("api", "listed", "expected"),
    [
        ("alsa", ["TD-17:TD-17 MIDI 1 20:0", "TD-17:TD-17 MIDI 1 24:0"], ["TD-17", "TD-17"]),
        ("alsa", ["SPD-SX:SPD-SX Control 20:0", "SPD-SX:SPD-SX MIDI 20:1"], ["SPD-SX:SPD-SX Control", "SPD-SX"]),
        ("alsa", ["mio4:mio4 MIDI 1 20:0", "mio4:mio4 MIDI 2 20:1"], ["mio4", "mio4:mio4 MIDI 2"]),
        ("alsa", ["DTX-MULTI 12:DTX-MULTI 12 MIDI 1 28:0"], ["DTX-MULTI 12"]),
        ("jack", ["TD-17:MIDI OUT", "TD-17-01:MIDI OUT"], ["TD-17", "TD-17"]),
        ("jack", ["TD-17:MIDI OUT"], ["TD-17"]),
        ("winmm", ["TD-17 0", "2- TD-17 1"], ["TD-17", "TD-17"]),
        ("winmm", ["DTX-MULTI 12 0", "DTX700-1 1"], ["DTX-MULTI 12", "DTX700-1"]),
        ("winmm", ["Akai MPK61 0", "MIDIIN2 (Akai MPK61) 1"], ["Akai MPK61", "Akai MPK61"]),
        ("core", ["DTX Drums", "DTX Drums", "eDrumIn BLACK "], ["DTX Drums", "DTX Drums", "eDrumIn BLACK"]),
    ],
)
def test_what_systems_add_to_a_name_is_taken_off(api, listed, expected):
    assert names(listed, api) == expected


@pytest.mark.parametrize(
    ("name", "is_kit"),
    [
        ("Midi Through:Midi Through Port-0 14:0", False),
        ("IAC Driver Bus 1", False),
        ("loopMIDI Port", False),
        ("SPD-SX:SPD-SX Control 20:0", False),
        ("Launchkey MK3 DAW", False),
        ("Hitotsu-01:out", False),
        ("TD-17:TD-17 MIDI 1 20:0", True),
        ("USB ControlPad", True),
        ("Alesis Nitro", True),
    ],
)
def test_any_leaves_loopbacks_and_control_ports_alone(name, is_kit):
    assert list_ports([name], "alsa")[0].is_kit is is_kit


LISTED = list_ports(
    ["Midi Through:Port-0 14:0", "TD-17:TD-17 MIDI 1 20:0", "TD-17:TD-17 MIDI 1 24:0", "TD-1:TD-1 MIDI 1 28:0",
     "SPD-SX:SPD-SX Control 32:0", "SPD-SX:SPD-SX MIDI 32:1"],
    "alsa",
)  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ("midi:TD-17", 1),
        ("midi:td-17#1", 1),
        ("MIDI:TD-17#2", 2),
        ("midi:TD-1", 3),
        ("midi:17#2", 2),
        ("midi:spd", 5),
        ("midi:SPD-SX Control", 4),
        ("midi:through", 0),
    ],
)
def test_a_kit_is_asked_for_by_name_and_number(wanted, index):
    assert find_port(wanted, LISTED).index == index


@pytest.mark.parametrize("wanted", ["midi:TD-17#3", "midi:NoSuch", "midi:TD-17#" + "9" * 5000])
def test_a_kit_that_is_not_there_names_those_that_are(wanted):
    with pytest.raises(HitotsuError, match=f'{wanted}: .*"TD-17".*"TD-1"'):
        find_port(wanted, LISTED)


@pytest.mark.parametrize("wanted", ["midi:", "midi:TD-17#0", "TD-17"])
def test_a_source_that_is_not_written_right_is_told_how(wanted):
    with pytest.raises(HitotsuError, match="midi:NAME"):
        find_port(wanted, LISTED)


def test_without_ports_it_says_none():
    with pytest.raises(HitotsuError, match="are: none"):
        find_port("midi:TD-17", [])


@pytest.mark.parametrize(
    ("api", "inputs", "at", "outputs", "same"),
    [
        ("alsa", ["UM-ONE:UM-ONE MIDI 1 20:0", "UM-ONE:UM-ONE MIDI 1 24:0"], 1,
         ["Midi Through:Midi Through Port-0 14:0", "UM-ONE:UM-ONE MIDI 1 24:0", "UM-ONE:UM-ONE MIDI 1 20:0"], (1,)),
        ("alsa", ["mio4:mio4 MIDI 2 20:1"], 0, ["mio4:mio4 MIDI 1 20:0", "mio4:mio4 MIDI 2 20:1"], (1,)),
        ("alsa", ["Kit:Kit MIDI OUT 24:0"], 0, ["Kit:Kit MIDI IN 24:1", "TD-17:TD-17 MIDI 1 28:0"], (0,)),
        ("alsa", ["CH345:CH345 MIDI 1 20:0"], 0, ["UM-ONE:UM-ONE MIDI 1 24:0", "Hitotsu:in 130:0"], ()),
        ("jack", ["UM-ONE:MIDI OUT"], 0, ["system:midi_playback_1", "UM-ONE:MIDI IN"], (1,)),
        ("jack", ["UM-ONE:MIDI OUT"], 0, ["UM-ONE-01:MIDI IN"], (0,)),
        ("jack", ["system:midi_capture_2"], 0, ["system:midi_playback_1", "system:midi_playback_2"], (1,)),
        ("jack", ["a2j:UM-ONE [20] (capture): UM-ONE MIDI 1"], 0,
         ["a2j:UM-ONE [24] (playback): UM-ONE MIDI 1", "a2j:UM-ONE [20] (playback): UM-ONE MIDI 1"], (1,)),
        ("jack", ["Midi-Bridge:UM-ONE:(capture_0) UM-ONE MIDI 1"], 0,
         ["Midi-Bridge:Midi Through:(playback_0) x", "Midi-Bridge:UM-ONE:(playback_0) UM-ONE MIDI 1"], (1,)),
        ("winmm", ["UM-ONE 0", "2- UM-ONE 1"], 1,
         ["Microsoft GS Wavetable Synth 0", "UM-ONE 1", "2- UM-ONE 2"], (2,)),
        ("winmm", ["mio4 0", "MIDIIN2 (mio4) 1"], 1, ["GS 0", "mio4 1", "MIDIOUT2 (mio4) 2"], (2,)),
        ("winmm", ["2- UM-ONE 0"], 0, ["GS 0", "UM-ONE 1"], (1,)),
        ("core", ["UM-ONE", "UM-ONE"], 1, ["TD-17", "UM-ONE", "UM-ONE"], (2,)),
        ("core", ["UM-ONE Port 1"], 0, ["UM-ONE"], (0,)),
    ],
)  # fmt: skip
def test_the_output_at_the_device_of_an_input_is_found(api, inputs, at, outputs, same):
    assert outputs_beside(list_ports(inputs, api)[at], inputs, outputs, api) == same


class Machine:
    """A machine whose kits come and go."""

    def __init__(self, api):
        self.api, self.registry = api, Registry()

    def keys(self, *listed):
        return {key: port.index for key, port in self.registry.update(list_ports(listed, self.api)).items()}


def test_the_second_kit_stays_the_second_while_the_first_is_away():
    machine = Machine("alsa")
    first, second = "TD-17:TD-17 MIDI 1 20:0", "TD-17:TD-17 MIDI 1 24:0"
    assert machine.keys(first, second) == {"midi:TD-17#1": 0, "midi:TD-17#2": 1}
    assert machine.keys(second) == {"midi:TD-17#2": 0}
    assert machine.keys(second, "TD-17:TD-17 MIDI 1 28:0") == {"midi:TD-17#2": 0, "midi:TD-17#1": 1}


def test_jack_names_keep_their_kits():
    machine = Machine("jack")
    assert machine.keys("TD-17:MIDI OUT", "TD-17-01:MIDI OUT") == {"midi:TD-17#1": 0, "midi:TD-17#2": 1}
    assert machine.keys("TD-17-01:MIDI OUT") == {"midi:TD-17#2": 0}
    assert machine.keys("TD-17-01:MIDI OUT", "TD-17:MIDI OUT") == {"midi:TD-17#2": 0, "midi:TD-17#1": 1}


def test_windows_counters_move_and_kits_stay():
    machine = Machine("winmm")
    assert machine.keys("A 0", "B 1") == {"midi:A#1": 0, "midi:B#1": 1}
    assert machine.keys("B 0") == {"midi:B#1": 0}


@given(st.lists(st.lists(st.integers(0, 5), unique=True), max_size=8))
def test_a_device_never_changes_its_port_while_it_is_plugged_in(histories):
    machine, before = Machine("alsa"), {}
    for present in histories:
        listed = [f"TD-17:TD-17 MIDI 1 {20 + client}:0" for client in present]
        keys = machine.keys(*listed)
        clients = {present[index]: key for key, index in keys.items()}
        assert len(clients) == len(present)
        assert {client: key for client, key in before.items() if client in clients}.items() <= clients.items()
        before = clients

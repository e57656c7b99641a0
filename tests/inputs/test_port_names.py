"""Every kit is recognised by the name of its port, whatever the system makes of that name."""

import pytest

from game.inputs.kitmap import known_kits, recognise, union_kit
from game.inputs.names import list_ports

NAMES = {
    "roland-td17": ["TD-17", "TD-17KVX2", "VAD306"],
    "roland-td27": ["TD-27", "TD-27KV2", "VAD507"],
    "roland-td50": ["TD-50", "TD-50X", "TD-50KV", "VAD706"],
    "roland-td25": ["TD-25", "TD-25KV"],
    "roland-td07": ["TD-07", "TD-07KV", "VAD103"],
    "roland-td02": ["TD-02", "TD-02KV", "TD-313", "TD316"],
    "roland-v71": ["V31", "V51", "V71", "Roland V71", "VAD716", "TD526"],
    "roland-td1": ["TD-1", "TD-1K", "TD-1KV", "TD-1DMK"],
    "roland-td11": ["TD-11", "TD-11KV", "TD-15"],
    "roland-td12": ["TD-12"],
    "roland-td30": ["TD-30", "TD-30KV", "TD-20", "TD-20X"],
    "roland-td9": ["TD-9", "TD-9KX2", "TD-8", "TD-4", "TD-4KP"],
    "roland-td6": ["TD-3", "TD-6", "TD-6V"],
    "yamaha-dtx502": ["DTX drums", "DTX Drums", "DTX DRUMS", "DTX502", "DTX522K"],
    "yamaha-dtx400": ["DTX402", "DTX400", "DTX432K", "DTX452K"],
    "yamaha-dtx700": ["DTX700", "Yamaha DTX700-1"],
    "yamaha-dtx900": ["DTX900", "DTX950K", "DTXTREME III"],
    "yamaha-dtxpro": ["DTX-PRO", "DTX-PROX", "DTX6K3-X", "DTX8K", "DTX10K"],
    "yamaha-dtxplorer": ["DTXPLORER", "DTXpress IV"],
    "yamaha-ead10": ["EAD10", "Yamaha EAD10"],
    "alesis-nitro": ["Nitro", "Alesis Nitro", "Nitro Max", "Alesis Nitro Pro", "Nitro Mesh"],
    "alesis-surge": ["Alesis Surge", "Command", "Alesis Turbo", "Debut"],
    "alesis-strike": ["Strike Module", "Alesis Strike", "Strike Pro SE"],
    "alesis-crimson": ["Crimson", "Alesis Crimson II"],
    "alesis-dm10": ["DM10", "Alesis DM10", "DM10 MkII Pro"],
    "pearl-redbox": ["r.e.d.box", "Pearl r.e.d.box", "Pearl ePro", "Pearl e-Pro Live", "redbox", "Pearl RBX"],
    "pearl-mimic": ["Mimic Pro", "Pearl Mimic Pro"],
    "pearl-emerge": ["e/MERGE", "Pearl e/MERGE", "eMERGE", "MDL-1", "MDL1", "Pearl"],
    "2box-drumit": ["2BOX", "2box DrumIt Five", "DrumIt"],
    "efnote": ["EFNOTE", "EFNOTE 5", "EFNOTE3", "EFD"],
    "gewa": ["GEWA", "GEWA G9", "G9"],
    "atv-ad5": ["aD5", "ATV aD5", "ATV"],
    "simmons-sd1000": ["SD1000", "SD1250", "Simmons SD600", "Simmons SD350", "SD200", "Simmons"],
    "simmons-titan": ["Titan", "Simmons Titan", "Simmons Titan 50"],
    "simmons-sd7k": ["SD7K", "SD7PK", "Simmons SD7K", "SD9K", "Simmons SD5X"],
    "medeli": ["MPS-850", "Millenium MPS-750X", "Medeli DD650", "Donner DED-200", "DED-80", "Hampback MK-0"],
    "behringer-xd8usb": ["XD8USB", "Behringer XD80USB", "HDS110"],
    "audiofront-edrumin": ["eDRUMin", "eDrumIn BLACK", "eDRUMin10"],
    "diy": ["MegaDrum", "Edrumulus"],
}
"""What kits call themselves, also where a maker or a shorter model's name stands in it."""

NO_KITS = [
    # pads and controllers that play what they are set to
    "SPD-SX MIDI", "SPD-30", "OCTAPAD", "DTX-MULTI 12", "YAMAHA DTX-MULTI 12", "SamplePad Pro", "SampleRack",
    "Performance Pad", "USB ControlPad", "Strike MultiPad", "MPD218 Port A", "MPX8", "LPD8", "Launchkey MK3", "LPX",
    "Impact LX49", "Code 49", "Oxygen 25",
    # cables and sound cards say nothing about what hangs on them
    "UM-ONE", "UM-2", "USB MIDI Interface", "USB2.0-MIDI", "USB MIDI Cable", "CH345", "MIDISPORT 2x2", "MIDI IN",
    "Scarlett 18i8 USB", "UMC404HD 192k", "UA-25EX", "mio", "WIDI Master", "AUDIOFUSE", "Fast Track", "US-2x2",
    "system:midi_capture_1",
    # loopbacks
    "Midi Through Port-0", "IAC Driver Bus 1", "loopMIDI Port", "VirMIDI 1-0",
    # models that nobody has described, though another's name begins theirs
    "TD-10", "TD-100", "TD-170", "TD-271", "TD-300", "DTX64", "DTX80", "DTX1000", "DTX7000", "SD70", "SD50", "SD10000",
    "DM100", "MDL-12", "EAD100", "V310", "G90", "XTD-17", "NitroX", "Strikeforce", "Mimicry", "Pearly", "Titanic", "",
]  # fmt: skip

FORMS = {
    "alsa": ("{0}:{0} MIDI 1 20:0", "{0}:{0} MIDI 2 128:1", "{0}:MIDI OUT 24:0"),
    "jack": ("{0}:MIDI OUT", "a2j:{0} [20] (capture): {0} MIDI 1", "a2j:{0} [131] (capture): [0] {0} MIDI 1",
             "Midi-Bridge:{0}:(capture_0) {0} MIDI 1"),
    "winmm": ("{0} 0", "2- {0} 0", "MIDIIN2 ({0}) 0", "3- {0} 0"),
    "core": ("{0}", "{0} ", "{0} Port 1", "{0} Port 2"),
}  # fmt: skip
"""What each system adds to a name."""

CASES = [(kit, name) for kit, names in NAMES.items() for name in names]


def recognised(form, name, api):
    (port,) = list_ports([form.format(name)], api)
    return recognise(port.name).id


def test_every_kit_and_every_name_it_has_is_in_the_table():
    assert NAMES.keys() == {kit.id for kit in known_kits()}
    for kit in known_kits():
        for part in (*kit.ports, *kit.makers):
            assert recognise(part) is kit, part


@pytest.mark.parametrize(("api", "form"), [(api, form) for api, forms in FORMS.items() for form in forms])
def test_every_kit_is_recognised_by_every_form_of_its_name(api, form):
    wrong = {name: found for kit, name in CASES if (found := recognised(form, name, api)) != kit}
    assert wrong == {}


@pytest.mark.parametrize(("api", "form"), [(api, form) for api, forms in FORMS.items() for form in forms])
def test_what_is_no_kit_that_is_known_is_read_by_the_map_for_any(api, form):
    wrong = {name: found for name in NO_KITS if (found := recognised(form, name, api)) != union_kit().id}
    assert wrong == {}


@pytest.mark.parametrize("spelled", [str.upper, str.lower])
def test_capitals_do_not_matter(spelled):
    assert {name: recognise(spelled(name)).id for _, name in CASES} == {name: kit for kit, name in CASES}


def test_no_two_kits_claim_one_name():
    claimed = [part.casefold() for kit in (union_kit(), *known_kits()) for part in (*kit.ports, *kit.makers)]
    assert len(claimed) == len(set(claimed))


@pytest.mark.parametrize("shorter", ["TD-1", "TD-2", "TD-3", "TD-5", "DTX4", "DTX5", "DTX", "SD1", "SD", "DM1", "MPS"])
def test_a_piece_of_a_name_is_no_name(shorter):
    found = recognise(shorter).id
    assert found in {"roland-td1", "roland-td6", "union"}
    assert found == {"TD-1": "roland-td1", "TD-3": "roland-td6"}.get(shorter, "union")


@pytest.mark.parametrize(
    ("api", "listed", "name"),
    [
        ("jack", "a2j:TD-17 [20] (capture): TD-17 MIDI 1", "TD-17"),
        ("jack", "a2j:TD-17 [24] (capture): [0] TD-17 MIDI 1", "TD-17"),
        ("jack", "Midi-Bridge:TD-17:(capture_0) TD-17 MIDI 1", "TD-17"),
        ("jack", "a2j:mio4 [20] (capture): mio4 MIDI 2", "mio4:mio4 MIDI 2"),
        ("jack", "system:midi_capture_1", "system:midi_capture_1"),
        ("core", "TD-17 Port 1", "TD-17"),
        ("core", "TD-17 Port 2", "TD-17 Port 2"),
        ("core", "MPD218 Port A", "MPD218 Port A"),
    ],
)
def test_a_kit_keeps_its_name_on_every_way_to_the_game(api, listed, name):
    assert list_ports([listed], api)[0].name == name


def test_a_bridge_brings_loopbacks_too_and_they_stay_out():
    (port,) = list_ports(["a2j:Midi Through [14] (capture): Midi Through Port-0"], "jack")
    assert not port.is_kit

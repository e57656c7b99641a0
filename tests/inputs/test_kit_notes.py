"""Every note that a kit sends is the pad and zone it was struck on."""

import pytest
from kit_notes import SENDS, sends

from game.inputs.kit import Kit
from game.inputs.kitmap import known_kits
from game.model.hit import Event, Hit
from game.model.pads import pad_of_zone

KITS = {kit.id: kit for kit in known_kits()}


def test_every_kit_is_in_the_table():
    assert SENDS.keys() == KITS.keys()


def struck(kit_id, note):
    """Strike one note of a kit whose pedal has not been touched."""
    return Kit(lambda drop: 1, KITS[kit_id]).message(1.0, (0x99, note, 100))


@pytest.mark.parametrize("kit_id", SENDS)
def test_every_note_leads_to_its_pad_and_zone(kit_id):
    for note, zone in sends(kit_id).items():
        outcome = struck(kit_id, note)
        if zone.endswith(".choke"):
            assert isinstance(outcome, Event), (note, zone)
            assert (outcome.kind, outcome.pad) == ("choke", pad_of_zone(zone.removesuffix(".choke"))), (note, zone)
        else:
            assert isinstance(outcome, Hit), (note, zone)
            assert (outcome.zone, outcome.pad, outcome.drop) == (zone, pad_of_zone(zone), None), (note, zone)


@pytest.mark.parametrize("kit_id", SENDS)
def test_a_map_lists_what_its_kit_sends(kit_id):
    assert set(KITS[kit_id].sends) == sends(kit_id).keys()


@pytest.mark.parametrize("kit_id", [kit_id for kit_id, row in SENDS.items() if "hihat.bow" in row])
def test_one_note_for_every_opening_follows_the_pedal(kit_id):
    note = next(note for note, zone in sends(kit_id).items() if zone == "hihat.bow")
    kit = Kit(lambda drop: 1, KITS[kit_id])
    pads = []
    for time_s, pedal in enumerate((0, 127, 0)):
        kit.message(float(time_s), (0xB9, 4, pedal))
        pads.append(kit.message(float(time_s), (0x99, note, 100)).pad)
    assert pads == ["hat_open", "hat_closed", "hat_open"]

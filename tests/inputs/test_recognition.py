"""A kit behind a cable is recognised by what it answers or plays, and only where there is no doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit_notes import SENDS, sends

from game.inputs.kit import Kit
from game.inputs.kitmap import known_kits, recognise, union_kit
from game.inputs.monitorlog import MonitorLogSource
from game.inputs.recognition import MIN_NOTES, Recogniser, Why, kit_of_identity, kit_of_notes, kits_of_notes

REPLIES = {
    "yamaha-dtx502": "F0 7E 7F 06 02 43 00 41 4B 06 00 00 00 7F F7",
    "roland-td07": "F0 7E 10 06 02 41 75 03 00 00 00 00 00 00 F7",
    "roland-td17": "F0 7E 10 06 02 41 4B 03 00 00 02 00 01 00 F7",
    "roland-td27": "F0 7E 11 06 02 41 63 03 00 00 00 00 00 00 F7",
    "roland-td50": "F0 7E 10 06 02 41 24 03 00 00 00 00 01 00 F7",
}
TD17 = bytes.fromhex(REPLIES["roland-td17"])
DRUMIT = (36, 41, 45, 47, 50, 53, 57, 65, 66)
"""Kick, snare, hat, pedal, three toms and a crash of a 2Box: mostly something else under the union map."""


def reply(text):
    return bytes.fromhex(text)


@pytest.mark.parametrize("kit_id", REPLIES)
def test_a_reply_names_the_kit(kit_id):
    assert kit_of_identity(reply(REPLIES[kit_id])).id == kit_id


def test_both_models_of_one_map_are_known():
    assert kit_of_identity(reply("F0 7E 10 06 02 41 07 04 00 00 00 00 01 00 F7")).id == "roland-td50"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "F0",
        "F0 F7",
        "F0 7E 10 06 01 F7",  # the request
        "F0 7E 10 06 02 41 2B 02 00 00 00 01 00 00 F7",  # a Roland that is no kit
        "F0 7E 10 06 02 41 4B 03 00 01 02 00 01 00 F7",  # the right family, another model
        "F0 7E 10 06 02 41 4B 03 00 00 02 00 01 00",  # cut off
        "F0 7E 10 06 02 41 4B 03 F7",
        "F0 7F 10 06 02 41 4B 03 00 00 02 00 01 00 F7",  # real-time
        "F0 7E 10 09 02 41 4B 03 00 00 02 00 01 00 F7",
        "F0 7E 10 06 02 00 41 4B 03 00 00 02 00 01 00 00 F7",  # a maker of three bytes
        "F0 7E 10 06 02 41 4B 03 00 00 FF 00 01 00 F7",
    ],
)
def test_anything_else_names_none(text):
    assert kit_of_identity(reply(text)) is None


def test_no_two_kits_answer_alike():
    begins = [one for kit in known_kits() for one in kit.identity]
    assert len(begins) == len(set(begins))
    assert not [one for one in begins for other in begins if one != other and other.startswith(one)]


@given(st.binary(max_size=24), st.integers(0, 16))
def test_no_bytes_are_too_odd(data, at):
    broken = TD17[:at] + data + TD17[at + len(data) :]
    for message in (data, broken, list(broken)):
        found = kit_of_identity(message)
        assert found is None or found in known_kits()


@pytest.mark.parametrize("kit_id", SENDS)
def test_a_kit_fits_its_own_notes(kit_id):
    assert kit_id in {kit.id for kit in kits_of_notes(sends(kit_id))}


def test_no_kit_fits_notes_that_none_sends():
    assert kits_of_notes({36, 38, 126}) == ()
    assert len(kits_of_notes(())) == len(known_kits())


def told(notes, times=3):
    kit = kit_of_notes(dict.fromkeys(notes, times))
    return kit and kit.id


@pytest.mark.parametrize("kit_id", SENDS)
def test_all_notes_of_a_kit_never_tell_of_a_stranger(kit_id):
    family = {kit.id: kit.family or kit.id for kit in known_kits()}
    found = told(sends(kit_id))
    assert found is None or family[found] == family[kit_id]


@given(st.data())
def test_no_choice_of_a_kit_s_notes_tells_of_a_stranger(data):
    kit = data.draw(st.sampled_from([kit for kit in known_kits() if kit.confidence != "guess"]))
    notes = data.draw(st.sets(st.sampled_from(kit.sends)))
    found = kit_of_notes(dict.fromkeys(notes, 2))
    assert found is None or (found.family or found.id) == (kit.family or kit.id)


PLAYED = {
    "2box-drumit": (36, 41, 42, 45, 46, 47, 50, 53, 57, 65, 66, 72, 77),
    "alesis-strike": (36, 38, 40, 8, 7, 44, 50, 47, 43, 48, 60, 51),
    "pearl-mimic": (36, 38, 59, 53, 48, 68, 67, 64, 81, 72),
    "yamaha-dtx502": (36, 38, 40, 48, 47, 43, 42, 79, 46, 78, 44, 83, 59, 49, 57, 51),
}


@pytest.mark.parametrize("kit_id", PLAYED)
def test_what_a_drummer_plays_in_a_minute_is_enough(kit_id):
    assert told(PLAYED[kit_id], times=2) == kit_id


@pytest.mark.parametrize("kit_id", ["2box-drumit", "alesis-strike", "alesis-dm10", "pearl-mimic", "yamaha-dtx502"])
def test_all_notes_tell_where_the_union_map_would_be_wrong(kit_id):
    assert told(sends(kit_id)) == kit_id


@pytest.mark.parametrize("kit_id", [kit.id for kit in known_kits() if kit.family == "union"])
def test_the_union_map_stays_where_it_is_right(kit_id):
    assert told(sends(kit_id)) is None


@pytest.mark.parametrize(
    ("notes", "kit_id"),
    [
        (DRUMIT, "2box-drumit"),
        ((36, 38, 48, 47, 43, 78, 79, 83), "yamaha-dtx502"),
        ((36, 38, 48, 47, 43, 42, 46, 79), None),  # one odd note may be a setting
        ((36, 38, 48, 45, 43, 42, 46, 49, 51), None),  # what everybody sends
        (DRUMIT[: MIN_NOTES - 1], None),  # too few
        (DRUMIT[1:], None),  # no kick yet
        ((*DRUMIT, 38), None),  # two kits on one cable, or a kit of nobody's
        (range(128), None),
        (range(36, 52), None),  # finger pads
        (range(60, 69), None),
        ((), None),
    ],
)
def test_notes_tell_only_beyond_doubt(notes, kit_id):
    assert told(notes) == kit_id


def test_a_note_that_came_once_says_nothing():
    assert told(DRUMIT, times=1) is None
    assert told(DRUMIT, times=2) == "2box-drumit"


@given(st.dictionaries(st.integers(0, 127), st.integers(1, 5)))
def test_whatever_is_told_fits(seen):
    kit = kit_of_notes(seen)
    assert kit is None or (kit in kits_of_notes(seen) and sum(n >= 2 for n in seen.values()) >= MIN_NOTES)


def cable(*, name="UM-ONE"):
    return Kit(lambda drop: 1, recognise(name))


def strike(kit, *notes, at_s=1.0):
    return [kit.message(at_s + 0.5 * k, (0x99, note, 100)) for k, note in enumerate(notes)]


def test_a_reply_changes_the_map_at_once():
    kit = cable()
    assert strike(kit, 59)[0].pad == "ride"
    assert kit.message(2.0, reply(REPLIES["yamaha-dtx502"])) is None
    assert (kit.map.id, kit.why) == ("yamaha-dtx502", Why.IDENTITY)
    assert strike(kit, 59, at_s=3.0)[0].pad == "crash"


def test_a_reply_goes_before_a_name_and_another_reply_before_it():
    kit = cable(name="DTX402")
    assert kit.why is Why.NAME
    kit.message(1.0, reply(REPLIES["yamaha-dtx502"]))
    assert (kit.map.id, kit.why) == ("yamaha-dtx502", Why.IDENTITY)
    kit.message(2.0, TD17)
    assert kit.map.id == "roland-td17"
    kit.message(3.0, reply("F0 7E 10 06 02 41 2B 02 00 00 00 01 00 00 F7"))
    assert kit.map.id == "roland-td17"


def test_notes_tell_where_the_name_told_nothing():
    kit = cable()
    assert strike(kit, *DRUMIT)[1].pad == "tom3"
    strike(kit, *DRUMIT, at_s=10.0)
    assert (kit.map.id, kit.why) == ("2box-drumit", Why.NOTES)
    assert [hit.pad for hit in strike(kit, 36, 41, 47, at_s=20.0)] == ["kick", "snare", "hat_pedal"]
    strike(kit, 38, 38, 126, 126, at_s=30.0)  # a later slip takes nothing back
    assert kit.map.id == "2box-drumit"


def test_notes_do_not_contradict_a_name():
    kit = cable(name="TD-17")
    strike(kit, *DRUMIT, *DRUMIT, *DRUMIT)
    assert (kit.map.id, kit.why) == ("roland-td17", Why.NAME)


def test_the_pedal_is_understood_after_a_change():
    kit = cable()
    kit.message(0.5, (0xB9, 4, 127))
    strike(kit, *DRUMIT, *DRUMIT)
    kit.message(20.0, (0xB9, 1, 0))
    assert strike(kit, 45, at_s=21.0)[0].pad == "hat_open"


def test_a_recogniser_begins_with_what_the_name_told():
    assert Recogniser(union_kit()).why is Why.NOTHING
    assert Recogniser(recognise("TD-17")).why is Why.NAME


def test_a_log_is_understood_as_the_kit_was(tmp_path):
    log = tmp_path / "kit.log"
    log.write_text(
        f'{{"t": 1.0, "port": "midi:UM-ONE#1", "bytes": {list(reply(REPLIES["yamaha-dtx502"]))}}}\n'
        '{"t": 2.0, "port": "midi:UM-ONE#1", "bytes": [153, 59, 90]}\n'
    )
    assert [hit.pad for hit in MonitorLogSource(log, 1).poll(9.0)] == ["crash"]

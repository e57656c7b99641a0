"""Kits at real ports of a real JACK server, played by another process."""

import os
import subprocess
import sys
import time

import pytest
from midi_desk import arrived
from virtual_kits import NOTE_ON

from game.inputs.probe import probe_midi
from game.inputs.recognition import Why
from game.model.errors import HitotsuError

pytestmark = pytest.mark.e2e


def rescan_until(source, clock, count, timeout_s=3.0):
    events, deadline = [], time.perf_counter() + timeout_s
    while len(events) < count and time.perf_counter() < deadline:
        events += source.rescan(clock.now())
        time.sleep(0.02)
    return events


def test_a_burst_of_a_thousand_strokes_arrives_whole_and_in_order(kits, opened, clock):
    kits.plug("TD-17")
    source = opened()
    sent = [(NOTE_ON, 35 + n % 3, 40 + n % 80) for n in range(1000)]
    kits.burst("TD-17", sent)
    hits = arrived(source, clock, 1000)
    assert [(hit.note, round(hit.velocity * 127)) for hit in hits] == [(note, velocity) for _, note, velocity in sent]
    assert [hit.time_s for hit in hits] == sorted(hit.time_s for hit in hits)


def test_two_kits_of_one_name_are_two_players(kits, opened, clock):
    kits.plug("left", "TD-17")
    kits.plug("right", "TD-17")
    heard = []
    source = opened(listener=heard.append)
    assert set(source.devices) == {"midi:TD-17#1", "midi:TD-17#2"}
    for _ in range(20):
        kits.hit("left", 38)
        kits.hit("right", 36)
    hits = arrived(source, clock, 40)
    assert {(hit.pad, hit.player) for hit in hits} == {("snare", 1), ("kick", 2)}
    assert len(hits) == 40
    assert sorted(heard, key=lambda hit: hit.time_s) == hits


def test_the_second_of_a_name_can_be_asked_for_alone(kits, opened, clock):
    kits.plug("left", "TD-17")
    kits.plug("right", "TD-17")
    source = opened("midi:td-17#2")
    assert source.devices == ("midi:TD-17#2",)
    assert source.key_of("midi:td-17#2") == "midi:TD-17#2"
    kits.hit("left", 38)
    kits.hit("right", 36)
    assert [(hit.pad, hit.player) for hit in arrived(source, clock, 2, timeout_s=0.3)] == [("kick", 2)]


def test_a_kit_that_is_not_there_is_said_with_those_that_are(kits, opened):
    kits.plug("TD-17")
    with pytest.raises(HitotsuError, match=r'midi:NoSuch: no such MIDI port.*"TD-17"'):
        opened("midi:NoSuch")


def test_a_pulled_kit_is_told_and_comes_back_by_itself(kits, opened, clock):
    kits.plug("left", "TD-17")
    kits.plug("right", "TD-17")
    source = opened()
    kits.hit("left")
    kits.hit("right")
    assert len(arrived(source, clock, 2)) == 2
    kits.unplug("left")
    assert [(event.kind, event.player) for event in rescan_until(source, clock, 1)] == [("unplugged", 1)]
    assert source.devices == ("midi:TD-17#2",)
    kits.plug("left", "TD-17")
    assert [(event.kind, event.player) for event in rescan_until(source, clock, 1)] == [("plugged", 1)]
    kits.hit("left")
    kits.hit("right")
    assert sorted(hit.player for hit in arrived(source, clock, 2)) == [1, 2]


def test_a_kit_that_was_asked_for_is_missed_before_its_first_stroke(kits, opened, clock):
    kits.plug("left", "TD-17")
    kits.plug("right", "TD-17")
    source = opened("midi:TD-17#2")
    kits.unplug("right")
    assert [(event.kind, event.player) for event in rescan_until(source, clock, 1)] == [("unplugged", 2)]


def test_a_kit_is_understood_by_the_map_of_its_name(kits, opened, clock):
    kits.plug("r.e.d.box")
    source = opened()
    assert source.kit_of("midi:r.e.d.box#1").id == "pearl-redbox"
    kits.hit("r.e.d.box", 47)
    assert [(hit.pad, hit.zone) for hit in arrived(source, clock, 1)] == [("tom1", "tom1.head")]


def test_the_pedal_reaches_the_hat_through_a_real_port(kits, opened, clock):
    kits.plug("TD-17")
    source = opened()
    kits.send("TD-17", (0xB9, 4, 45), (NOTE_ON, 46, 100), (0xFE,), (0x89, 46, 64), (0xF8,), (0xA9, 49, 127))
    hat, choke = arrived(source, clock, 2)
    assert (hat.pad, hat.open) == ("hat_open", 0.5)
    assert (choke.kind, choke.pad, choke.player) == ("choke", "crash", 1)


def test_a_kit_plugged_in_later_plays_when_any_kit_will_do(kits, opened, clock):
    source = opened()
    assert source.devices == ()
    kits.plug("Mimic")
    deadline = time.perf_counter() + 3
    while not source.devices and time.perf_counter() < deadline:
        rescan_until(source, clock, 1, timeout_s=0.05)  # nobody sits: no event tells
    assert source.devices == ("midi:Mimic#1",)
    kits.hit("Mimic")
    assert len(arrived(source, clock, 1)) == 1


TD17 = bytes.fromhex("F0 7E 10 06 02 41 4B 03 00 00 02 00 01 00 F7")


def asked(source, clock, timeout_s=5.0):
    """Poll until nobody is being asked any more and answers have come; return what came."""
    items, deadline = [], time.perf_counter() + timeout_s
    while source.asking and time.perf_counter() < deadline:
        items += source.poll(clock.now())
        time.sleep(0.001)
    assert not source.asking
    time.sleep(0.05)
    return [*items, *source.poll(clock.now())]


def test_a_kit_behind_a_cable_is_asked_who_it_is_and_answers(kits, opened, clock):
    kits.plug("UM-ONE")
    kits.listen("UM-ONE", answer=TD17)
    kits.plug("TD-17")
    kits.listen("TD-17")
    source = opened()
    asked(source, clock)
    assert (source.kit_of("midi:UM-ONE#1").id, source.why_of("midi:UM-ONE#1")) == ("roland-td17", Why.IDENTITY)
    assert kits.told("UM-ONE") == [[0xF0, 0x7E, 0x7F, 0x06, 0x01, 0xF7]], "asked once"
    assert kits.told("TD-17") == [], "its name has told already"
    assert source.devices == ("midi:UM-ONE#1", "midi:TD-17#1"), "what asks is no kit"


def test_a_cable_without_an_output_or_an_answer_plays_on(kits, opened, clock):
    kits.plug("UM-ONE")
    kits.plug("CH345")
    kits.listen("CH345")
    source = opened()
    kits.hit("CH345", 38)
    kits.hit("UM-ONE", 36)
    assert asked(source, clock) == []  # nobody has sat down here
    assert [source.why_of(f"midi:{name}#1") for name in ("UM-ONE", "CH345")] == [Why.NOTHING] * 2
    assert len(kits.told("CH345")) == 1
    assert source.notices == ()


def test_loopbacks_are_left_alone(kits, opened):
    kits.plug("loop", "Midi Through")
    kits.plug("TD-17")
    assert opened().devices == ("midi:TD-17#1",)


def test_a_listener_that_fails_does_not_silence_the_kit(kits, opened, clock):
    kits.plug("TD-17")

    def broken(hit):
        raise RuntimeError("no drum")

    source = opened(listener=broken)
    for _ in range(3):
        kits.hit("TD-17")
    assert len(arrived(source, clock, 3)) == 3
    assert any("no drum" in notice for notice in source.notices)


def test_the_probe_names_the_kits(kits):
    kits.plug("left", "TD-17")
    kits.plug("right", "TD-17")
    status = probe_midi()
    assert (status.available, status.apis, status.ports) == (True, ("jack",), ("TD-17", "TD-17"))


def test_without_any_midi_system_the_game_goes_on_and_says_so(clock):
    script = (
        "from game.inputs.midi import MidiInput\n"
        "from game.inputs.probe import probe_midi\n"
        "from game.model.errors import HitotsuError\n"
        "from game.session.clock import SystemClock\n"
        "source = MidiInput(SystemClock(), lambda key: 1, print)\n"
        "print(source.devices, source.poll(5.0), *source.notices, sep='|')\n"
        "print(probe_midi().notice)\n"
        "try:\n    MidiInput(SystemClock(), lambda key: 1, print, wanted=['midi:TD-17'])\n"
        "except HitotsuError as error:\n    print(error)\n"
    )
    env = {**os.environ, "HITOTSU_MIDI": "jack", "JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1"}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env, check=True)
    lines = run.stdout.splitlines()
    assert lines[0].startswith("()|[]|No MIDI system was found")
    assert lines[1].startswith("No MIDI system was found")
    assert lines[2].startswith("midi:TD-17: No MIDI system was found")
    assert run.stderr == ""

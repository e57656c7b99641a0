"""`hitotsu kits` and `hitotsu monitor` with kits at real ports."""

import json
import signal
import subprocess
import time

import pytest
from running import COMMAND, ROOT, run
from virtual_kits import NOTE_ON, Note, VirtualKits

from game.inputs.monitorlog import MonitorLogSource
from game.model.hit import Event, Hit

pytestmark = pytest.mark.e2e
TIMEOUT_S = 15


@pytest.fixture
def kits(jack_server):
    with VirtualKits(jack_server.env) as kits:
        yield kits


class Monitor:
    """One `monitor`, running."""

    def __init__(self, env, *arguments):
        command = [*COMMAND, "monitor", *map(str, arguments)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.told = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def until(self, part):
        """Read what is told on standard error until a line holds `part`."""
        while not self.told or part not in self.told[-1]:
            line = self.process.stderr.readline()
            assert line, self.told
            self.told.append(line)

    def end(self, number=None):
        if number is not None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=TIMEOUT_S)
        return self.process.returncode, out, err


def test_kits_are_listed_as_they_are_named_and_recognised(kits, jack_server):
    for port, name in (("left", "TD-17"), ("right", "TD-17"), ("other", "Mystery")):
        kits.plug(port, name)
    listed = run("kits", env=jack_server.env)
    assert (listed.status, listed.err) == (0, "")
    rows = [line.split() for line in listed.out.splitlines()[1:]]
    assert [row[0] for row in rows] == ["midi:TD-17#1", "midi:TD-17#2", "midi:Mystery#1"]
    assert "roland-td17" in rows[0]
    assert "no: read by the map for any kit" in listed.out.splitlines()[3]
    told = [json.loads(line) for line in run("kits", "--json", env=jack_server.env).out.splitlines()]
    assert [one["source"] for one in told] == [row[0] for row in rows]
    assert [(one["kit"], one["recognised"], one["why"]) for one in told][1:] == [
        ("roland-td17", True, "name"),
        ("union", False, "nothing"),
    ]


IDENTITY = bytes.fromhex("F0 7E 7F 06 02 43 00 41 4B 06 00 00 00 7F F7")
DRUMIT = (36, 41, 45, 47, 50, 53, 57, 65, 66)


def test_a_kit_behind_a_cable_tells_who_it_is(kits, jack_server):
    kits.plug("UM-ONE")
    with Monitor(jack_server.env) as monitor:
        monitor.until("midi:UM-ONE#1 is plugged in: any drum kit")
        kits.send("UM-ONE", IDENTITY)
        monitor.until("midi:UM-ONE#1 is recognised: Yamaha DTX502, by what it answers.")
        kits.hit("UM-ONE", 59)
        time.sleep(0.3)
        status, out, err = monitor.end(signal.SIGINT)
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].endswith("crash (crash1.bow): counts")


def test_a_kit_behind_a_cable_is_asked_before_it_is_listed(kits, jack_server):
    kits.plug("UM-ONE")
    kits.listen("UM-ONE", answer=IDENTITY)
    kits.plug("CH345")
    listed = run("kits", env=jack_server.env)
    assert (listed.status, listed.err) == (0, "")
    _, asked, silent = listed.out.splitlines()
    assert asked.split()[:2] == ["midi:UM-ONE#1", "UM-ONE"]
    assert "yamaha-dtx502  by what it answers" in asked
    assert silent.endswith("no: read by the map for any kit")


def test_kits_may_be_listened_to_before_they_are_listed(kits, jack_server):
    kits.plug("UM-ONE")
    command = [*COMMAND, "kits", "--json", "--listen", "3"]
    listing = subprocess.Popen(
        command, cwd=ROOT, env=jack_server.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert listing.stderr.readline().startswith("Listening for 3 s")
    time.sleep(0.5)
    kits.play([Note(0.1 * k, "UM-ONE", (NOTE_ON, note, 90)) for k, note in enumerate(DRUMIT * 2)])
    out, err = listing.communicate(timeout=TIMEOUT_S)
    assert (listing.returncode, err) == (0, "")
    told = json.loads(out)
    assert (told["source"], told["port"], told["kit"], told["why"]) == (
        "midi:UM-ONE#1",
        "UM-ONE",
        "2box-drumit",
        "notes",
    )


def test_no_kit_is_said_and_no_failure(jack_server):
    listed = run("kits", env=jack_server.env)
    assert (listed.status, listed.out) == (0, "")
    assert listed.err.startswith("No drum kit is connected.")


def test_every_message_is_shown_and_kept_and_can_be_played_again(kits, jack_server, tmp_path):
    kits.plug("TD-17")
    log = tmp_path / "kit.log"
    with Monitor(jack_server.env, "--log", log) as monitor:
        monitor.until("midi:TD-17#1 is plugged in: Roland TD-17")
        sent = kits.play([
            Note(0.1, "TD-17", (NOTE_ON, 38, 100)),
            Note(0.11, "TD-17", (NOTE_ON, 38, 20)),
            Note(0.12, "TD-17", (0x89, 38, 64)),
            Note(0.4, "TD-17", (0xB9, 4, 90)),
            Note(0.6, "TD-17", (NOTE_ON, 36, 127)),
        ])  # fmt: skip
        time.sleep(0.3)
        kept = [json.loads(line) for line in log.read_text().splitlines()]  # while it still runs
        status, out, err = monitor.end(signal.SIGINT)
    assert (status, err) == (0, "")
    assert [line["bytes"] for line in kept] == [
        [NOTE_ON, 38, 100], [NOTE_ON, 38, 20], [0x89, 38, 64], [0xB9, 4, 90], [NOTE_ON, 36, 127],
    ]  # fmt: skip
    assert {line["port"] for line in kept} == {"midi:TD-17#1"}
    assert [b["t"] - kept[0]["t"] for b in kept] == pytest.approx([t - sent[0] for t in sent], abs=0.015)
    shown = out.splitlines()
    assert len(shown) == 5
    assert shown[0].split()[:2] == [f"{kept[0]['t']:.6f}", "midi:TD-17#1"]
    assert shown[0].endswith("snare (snare.head): counts")
    assert "dropped, retrigger" in shown[1]
    played = MonitorLogSource(log, 2).poll(1e9)
    struck = [(it.pad, it.drop) for it in played if isinstance(it, Hit)]
    assert struck == [("snare", None), ("snare", "retrigger"), ("kick", None)]
    assert [it.kind for it in played if isinstance(it, Event)] == ["pedal"], "the hat was closed in between"


def test_a_log_never_goes_over_another_file(kits, jack_server, tmp_path):
    kits.plug("TD-17")
    (tmp_path / "kit.log").write_text("precious\n")
    with Monitor(jack_server.env, "--log", tmp_path / "kit.log") as monitor:
        monitor.until("plugged in")
        kits.hit("TD-17")
        time.sleep(0.3)
        assert monitor.end(signal.SIGTERM)[0] == 0
    assert (tmp_path / "kit.log").read_text() == "precious\n"
    assert len((tmp_path / "kit-2.log").read_text().splitlines()) == 1


def test_kits_may_come_and_go_and_the_time_may_be_given(kits, jack_server):
    with Monitor(jack_server.env, "--seconds", 6) as monitor:
        monitor.until("waiting for one")
        kits.plug("TD-17")
        monitor.until("midi:TD-17#1 is plugged in")
        kits.hit("TD-17", 36)
        kits.unplug("TD-17")
        monitor.until("midi:TD-17#1 was unplugged")
        status, out, err = monitor.end()
    assert (status, err) == (0, "")
    assert [line.split()[1] for line in out.splitlines()] == ["midi:TD-17#1"]


def test_a_log_that_cannot_be_kept_is_said(jack_server, tmp_path):
    ended = run("monitor", "--seconds", "1", "--log", tmp_path / "nowhere" / "kit.log", env=jack_server.env)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.splitlines()[-1].startswith(str(tmp_path / "nowhere" / "kit.log"))

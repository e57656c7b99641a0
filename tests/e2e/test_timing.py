"""What `hitotsu timing` finds on a machine that has everything, and that no message is lost."""

import json
import subprocess
import sys
from dataclasses import replace
from subprocess import DEVNULL, PIPE

import bench_messages
import pytest
from running import ROOT
from test_game_midi import wait_until_connected

pytestmark = pytest.mark.e2e
TRIES = 3
"""A JACK server that stumbles loses what the block carried, whoever listens."""
FIGURES = ["midi", "voice", "device", "underruns", "keys", "engine", "frame"]


def test_every_part_is_measured_where_it_is_there(jack_server):
    env = {**jack_server.env, "SDL_VIDEODRIVER": "dummy"}
    command = [sys.executable, "-m", "game", "timing", "--json", "--seconds", "1", "--size", "640x360"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    print(told)
    assert (list(told["figures"]), told["missing"], told["size"]) == (FIGURES, {}, [640, 360])
    midi, voice = told["figures"]["midi"], told["figures"]["voice"]
    assert 20 <= midi["n"] <= 30
    assert (midi["lost"], voice["lost"]) == (0, 0)
    # JACK hands a stroke on with the next block but one at the latest; our own thread looks every millisecond
    assert 0 < midi["median"] < voice["median"] < 20
    assert told["figures"]["device"]["median"] == pytest.approx(1000 * jack_server.block / jack_server.rate, abs=0.1)
    assert told["figures"]["frame"]["n"] > 30
    assert told["figures"]["keys"]["n"] > told["figures"]["frame"]["n"]


def test_no_message_of_two_busy_ports_is_lost_doubled_or_out_of_order(jack_server):
    for _ in range(TRIES):
        count = bench_messages.measure("busy", 2000, 1000, jack_server.env)
        if not count.stumbles:
            break
    assert count.whole, count
    assert count.queued == count.sent


def test_a_midi_system_that_dies_meanwhile_loses_strokes_and_nothing_else(jack_server):
    name = f"{jack_server.name}gone"
    env = {**jack_server.env, "JACK_DEFAULT_SERVER": name, "SDL_VIDEODRIVER": "dummy"}
    server = subprocess.Popen(["jackd", "-n", name, "-r", "-d", "dummy", "-p", "128"], stdout=DEVNULL, stderr=DEVNULL)
    try:
        subprocess.run(["jack_wait", "-s", name, "-w", "-t", "8"], capture_output=True, check=True, timeout=10)
        command = [sys.executable, "-m", "game", "timing", "--json", "--seconds", "3", "--size", "640x360"]
        measured = subprocess.Popen(command, cwd=ROOT, env=env, stdout=PIPE, stderr=PIPE, text=True)
        wait_until_connected(replace(jack_server, name=name), kits=1)
    finally:
        server.kill()
        server.wait(10)
    out, err = measured.communicate(timeout=60)
    assert (measured.returncode, err) == (0, "")
    assert json.loads(out)["figures"]["midi"]["lost"] > 0

"""What `hitotsu timing` finds on a machine that has everything, and that no message is lost."""

import json
import subprocess
import sys

import bench_messages
import pytest
from running import ROOT

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

"""Kits at real ports of a real JACK server, and an input that hears them."""

import time

import pytest
from virtual_kits import VirtualKits

from game.inputs.midi import MidiInput
from game.session.clock import SystemClock

SEATS = {"midi:TD-17#1": 1, "midi:TD-17#2": 2, "midi:Mimic#1": 1, "midi:r.e.d.box#1": 2}


@pytest.fixture
def kits(jack_server):
    with VirtualKits(jack_server.env) as kits:
        yield kits


@pytest.fixture
def clock():
    return SystemClock()


@pytest.fixture
def opened(clock):
    """Open inputs that are closed again after the test."""
    inputs = []

    def open_input(*wanted, listener=lambda hit: None, **more):
        inputs.append(MidiInput(clock, SEATS.get, listener, wanted=wanted or ("any",), **more))
        return inputs[-1]

    yield open_input
    for source in inputs:
        source.close()


def arrived(source, clock, count, timeout_s=3.0):
    """Poll until `count` things have come, and a little longer for what should not."""
    items, deadline = [], time.perf_counter() + timeout_s
    while len(items) < count and time.perf_counter() < deadline:
        items += source.poll(clock.now())
        time.sleep(0.001)
    time.sleep(0.02)
    return [*items, *source.poll(clock.now())]

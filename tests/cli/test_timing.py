"""`hitotsu timing`: what it says where parts are missing, and the arithmetic behind its figures."""

import json
from itertools import chain

import numpy as np
import pytest

from game.app.timing.figures import spread, waits
from game.app.timing.watched import WatchedScene
from game.session.clock import ManualClock

NOTHING = {
    "HITOTSU_MIDI": "jack", "JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1", "SDL_AUDIODRIVER": "dummy",
    "DISPLAY": "", "WAYLAND_DISPLAY": "", "SDL_VIDEODRIVER": "",
}  # fmt: skip


def test_where_nothing_is_there_it_measures_what_is_left_and_says_what_to_do(spawn):
    done = spawn("timing", "--json", "--seconds", "1", env=NOTHING)
    assert (done.status, done.err) == (0, "")
    told = json.loads(done.out)
    assert told["size"] is None
    judged = told["figures"]["engine"]
    assert judged["n"] > 300
    assert 0 < judged["median"] < judged["p99"] <= judged["max"]
    assert "screen" in told["missing"]["frame"]
    assert "screen" in told["missing"]["keys"]
    assert "MIDI" in told["missing"]["midi"]
    assert {*told["figures"], *told["missing"]} == {"midi", "voice", "device", "underruns", "keys", "engine", "frame"}
    assert all(sentence.endswith(".") for sentence in told["missing"].values())


@pytest.mark.parametrize("arguments", [("--seconds", "0"), ("--seconds", "nan"), ("--size", "big")])
def test_what_cannot_be_measured_is_refused(run, arguments):
    done = run("timing", *arguments)
    assert (done.status, done.out) == (2, "")
    assert arguments[0] in done.sentence


def test_a_key_waits_as_keys_at_any_moment_do():
    rng = np.random.default_rng(1)
    looks_s = np.cumsum(rng.choice((0.001, 0.0011, 0.004, 0.009), 400))
    pressed_s = rng.uniform(looks_s[0], looks_s[-1], 200_000)
    waited_ms = 1000 * (looks_s[np.searchsorted(looks_s, pressed_s)] - pressed_s)
    found = waits(looks_s)
    assert found.median == pytest.approx(np.median(waited_ms), abs=0.03)
    assert found.p99 == pytest.approx(np.percentile(waited_ms, 99), abs=0.03)
    assert found.max == pytest.approx(9.0)


def test_evenly_looked_at_a_key_waits_half_a_gap():
    found = waits([0.0, 0.002, 0.004, 0.006])
    assert (found.n, found.median, found.max) == (3, pytest.approx(1.0), pytest.approx(2.0))


def test_no_data_is_none():
    assert (waits([]).n, waits([1.0]).median, spread([]).p99) == (0, None, None)


class Slow:
    """A scene whose pictures take 3 ms, and a curtain that takes 2 ms to bring one into the window."""

    def __init__(self, clock):
        self.clock, self.closed = clock, False

    def handle(self, event, now_s):
        self.closed = True

    def update(self, now_s):
        return None if self.closed else self

    def parts(self, surface, now_s):
        for _ in range(3):
            self.clock.advance(0.001)
            yield

    def canvas(self, window, now_s):
        return window

    def raised(self, window):
        for _ in range(2):
            self.clock.advance(0.001)
            yield


def test_a_watched_scene_counts_its_looks_and_pictures_and_ends():
    clock = ManualClock()
    slow = Slow(clock)
    scene = WatchedScene(slow, slow, clock, until_s=0.015)
    showing, frames = scene, 0
    while showing is not None:
        canvas = scene.canvas(None, clock.now())
        for _ in chain(scene.parts(canvas, clock.now()), scene.raised(None)):
            showing = scene.update(clock.now())
        clock.advance(0.001)
        showing = scene.update(clock.now())
        frames += 1
    assert frames == 3
    assert [took_s for _, took_s in scene.frames] == pytest.approx([0.006] * 3)
    assert scene.looks_s == pytest.approx([0.001 * look for look in range(1, 19)])

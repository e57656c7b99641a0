"""A sound device that refuses in the middle of things: what was begun is let go, and no stroke fails."""

from types import SimpleNamespace

import numpy as np
import pytest

from game.audio import rtmixer_backend
from game.audio.output import SoundUnavailableError
from game.audio.portaudio import Device
from game.audio.rtmixer_backend import RtmixerOutput


class _PortAudioError(Exception):
    """As the one of sounddevice."""


class Stream:
    """A mixer on a device that may refuse to start, or to take anything more."""

    samplerate, latency, time, active = 48000.0, 0.005, 1.0, True

    def __init__(self, desk, **_asked):
        self.desk, self.actions = desk, {}
        if desk.held:
            raise _PortAudioError("device busy")
        desk.held = True

    def start(self):
        self.desk.starts -= 1
        if self.desk.starts >= 0:
            raise _PortAudioError("it went away")

    def abort(self, ignore_errors=True):
        self.active = False

    def close(self, ignore_errors=True):
        self.desk.held = False

    def _enqueue(self, action):
        if len(self.actions) >= self.desk.room:
            raise RuntimeError("Action queue is full")
        self.actions[id(action)] = action
        return action

    def play_buffer(self, sound, channels, start):
        self.actions = SomeOf(self.actions)
        return self._enqueue(SimpleNamespace(actual_time=0.9, start=start, sound=sound))

    def cancel(self, action, time):
        return self._enqueue(SimpleNamespace(cancels=action, time=time))


class SomeOf(dict):
    """Actions, found by themselves."""

    def __contains__(self, action):
        return id(action) in self.keys()


@pytest.fixture
def desk(monkeypatch):
    desk = SimpleNamespace(held=False, starts=0, room=1000)
    sounddevice = SimpleNamespace(PortAudioError=_PortAudioError, sleep=lambda ms: None)
    monkeypatch.setattr(rtmixer_backend, "load_portaudio", lambda: sounddevice)
    rtmixer = SimpleNamespace(Mixer=lambda **asked: Stream(desk, **asked))
    monkeypatch.setattr(rtmixer_backend, "_load_rtmixer", lambda: rtmixer)
    monkeypatch.setattr(rtmixer_backend, "best_device", lambda _: Device(0, "card", "ALSA", 48000))
    return desk


def test_a_device_that_does_not_start_is_let_go_and_opened_another_way(desk):
    desk.starts = 1
    RtmixerOutput().close()
    assert not desk.held


def test_a_device_that_never_starts_is_not_held(desk):
    desk.starts = 99
    with pytest.raises(SoundUnavailableError, match=r"card \(ALSA\) does not open \(it went away\)"):
        RtmixerOutput()
    assert not desk.held


def test_a_full_queue_fails_no_stroke_and_no_grab(desk):
    output = RtmixerOutput()
    sound = output.prepare(np.ones((48000, 2), np.float32))
    ringing = output.play(sound)
    desk.room = 1
    assert output.play(sound) is None
    output.fade(ringing, 0.030)
    assert len(output._mixer.actions) == 1
    output.close()

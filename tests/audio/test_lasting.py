"""Sound that comes back: whatever goes wrong on the way, at the volume that was chosen, with its sounds ready."""

import sys
import threading
from types import SimpleNamespace

import pytest

from game.audio import lasting, mixer
from game.audio.drums import KitMixer
from game.audio.lasting import LastingMixer
from game.audio.output import SoundUnavailableError
from game.audio.portaudio import look_again, outputs
from game.audio.render import Tape
from game.audio.silent import SilentMixer
from game.session.clock import ManualClock


@pytest.fixture
def eager(monkeypatch):
    monkeypatch.setattr(lasting, "TRY_EVERY_S", 0.001)
    monkeypatch.setattr(lasting, "LOOK_EVERY_S", 0.001)


def test_no_error_ends_the_search_for_a_device(eager, bank, band):
    """The first three looks fail in ways nobody thought of."""
    clock, tries, found = ManualClock(), [], threading.Event()

    def reopen(volume):
        tries.append(volume)
        if len(tries) <= 3:
            raise (OSError("gone"), RuntimeError("odd"), KeyError("name"))[len(tries) - 1]
        found.set()
        return KitMixer(Tape(48000, clock), bank, clock, volume=volume, band=band)

    sound = LastingMixer(SilentMixer("no device"), reopen)
    sound.volume = 0.5
    assert found.wait(5)
    while not sound.status.available:
        pass
    assert sound.volume == 0.5
    sound.close()


def test_a_device_that_only_the_window_knows_to_be_gone_is_told_and_another_one_is_found(eager, bank, band):
    clock, found = ManualClock(), threading.Event()
    lost, back = (KitMixer(Tape(48000, clock), bank, clock, band=band) for _ in range(2))

    def reopen(volume):
        found.set()
        return back

    sound = LastingMixer(lost, reopen)
    assert not sound.status.stopped
    sound.lose()
    assert found.wait(5)
    while sound.status.stopped:
        pass
    assert sound.status.available
    assert lost.status.notice.startswith("the sound device has stopped")
    sound.close()


class _PortAudioError(Exception):
    """As the one of sounddevice."""


def _refuse():
    raise _PortAudioError("PortAudio not initialized")


def test_a_portaudio_that_did_not_start_again_is_started_the_next_time(monkeypatch):
    started = []
    broken = SimpleNamespace(
        query_hostapis=_refuse, query_devices=_refuse, _terminate=_refuse, PortAudioError=_PortAudioError,
        _initialize=lambda: started.append(1),
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "sounddevice", broken)
    look_again()
    assert started == [1]
    with pytest.raises(SoundUnavailableError, match="does not tell"):
        outputs(broken)
    broken._initialize = _refuse
    with pytest.raises(SoundUnavailableError, match="does not start again"):
        look_again()


def test_a_device_of_another_rate_is_put_into_use_with_everything_ready_and_one_rate_is_kept(monkeypatch):
    """From 48 to 16 kHz (quickly made): no first note is made by the thread that plays."""
    clock, made = ManualClock(), []

    class Device(Tape):
        def prepare(self, samples):
            made.append(threading.current_thread())
            return samples

    monkeypatch.setattr(mixer, "look_again", lambda: None)
    monkeypatch.setattr(mixer, "_first_that_opens", lambda prefer: (Device(16000, clock), None))
    banks = mixer._Banks(None)
    banks._held = (SimpleNamespace(sample_rate=48000), None)
    back = mixer._reopen(clock, None, banks, 0.5)
    assert back.volume == 0.5
    assert banks._held[0].sample_rate == banks._held[1].sample_rate == 16000
    ready = len(made)
    assert ready > 500
    for voice in ("taiko", "koto 69 4", "strings 50 8"):
        back.play_at(0.0, voice, 1.0)
    assert threading.current_thread() not in made
    back.close()
    assert len([thread for thread in threading.enumerate() if thread.name == "workshop"]) == 0

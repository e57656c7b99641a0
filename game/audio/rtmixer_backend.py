"""The best way to the loudspeaker: rtmixer mixes in C on the device's own thread, through PortAudio."""

import atexit
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from statistics import median
from threading import Lock, Thread
from types import ModuleType
from typing import Any, Final, Protocol, cast

import numpy as np

from game.audio.output import AudioStatus, SoundUnavailableError
from game.audio.portaudio import Device, best_device, load_portaudio
from game.audio.voices import Stereo
from game.model.quiet import quiet_stderr

_QUEUE: Final = 1024
_PATIENCE: Final = 100
"""How often to look for an answer of the device, every 5 ms."""
_CLOSE_S: Final = 2.0
_STROKES: Final = 15
"""Strokes from whose delay the next one's is expected."""
_LONGEST_LAG_S: Final = 0.3
STOPPED: Final = (
    "the sound device has stopped (unplugged?): every hit is still timed and scored, "
    "and the drums are heard again as soon as it is back"
)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One way of opening a device, from the quickest to the safest."""

    block: int
    latency_s: float
    exclusive: bool = False


_SHARED: Final = (_Attempt(128, 0.0055), _Attempt(256, 0.0107), _Attempt(512, 0.032), _Attempt(0, 0.1))
_ATTEMPTS: Final = {
    "JACK Audio Connection Kit": (_Attempt(128, 0.003), _Attempt(0, 0.003)),
    "Windows WASAPI": (_Attempt(0, 0.003, exclusive=True), _Attempt(0, 0.006, exclusive=True), *_SHARED),
}


class _Action(Protocol):
    """What rtmixer tells about a sound."""

    actual_time: float
    """When it began on the stream's clock, s; not above 0 before that."""


@dataclass(frozen=True, slots=True)
class RtPlaying:
    """A sound on its way, kept alive with its samples."""

    action: _Action
    sound: Stereo


class RtmixerOutput:
    """Sounds on a PortAudio device."""

    def __init__(self) -> None:
        """Open the best device there is.

        Raises:
            SoundUnavailableError: PortAudio or rtmixer is missing, or no device opens.
        """
        sounddevice = load_portaudio()
        rtmixer = _load_rtmixer()
        device = best_device(sounddevice)
        self._mixer, self._attempt = _open(sounddevice, rtmixer, device)
        self._device = device
        self._error, self._sleep = sounddevice.PortAudioError, sounddevice.sleep
        self._at_exit: Callable[[], object] = getattr(sounddevice, "_exit_handler", self._shut)
        self._lock = Lock()
        self.sample_rate = round(self._mixer.samplerate)
        self._latency_s = float(self._mixer.latency)
        self._struck: deque[tuple[_Action, float]] = deque(maxlen=_STROKES)
        self._lag_s = self._latency_s + self._attempt.block / 2 / self.sample_rate
        self._lags_s = deque([self._lag_s], maxlen=_STROKES)
        self._cancelled: list[tuple[object, RtPlaying]] = []
        self._underflows = 0

    def prepare(self, samples: Stereo) -> Stereo:
        """Return the samples as they are, or in the middle where there is one loudspeaker."""
        return samples if self._device.channels == 2 else np.ascontiguousarray(samples.mean(axis=1, keepdims=True))

    def now(self) -> float | None:
        """Return the stream's time and the delay that strokes have had lately, or None once it has stopped."""
        stream_s = self._stream_s()
        return None if stream_s is None else stream_s + self._lag_s

    def play(self, sound: Stereo, start_s: float | None = None) -> RtPlaying | None:
        """Mix a sound in from the next block on, or let it be heard at a time of the stream, to the sample."""
        with self._lock:
            struck_s = self._stream_s() if start_s is None else None
            action = self._send(sound, start_s or 0.0)
            if action is not None and struck_s is not None:
                self._learn()
                self._struck.append((action, struck_s))
        return None if action is None else RtPlaying(action, sound)

    def fade(self, playing: RtPlaying, seconds: float) -> None:
        """Cut the sound at a moment just ahead and play its faded tail from there on, to the sample."""
        with self._lock:
            if not self._alive() or playing.action not in self._mixer.actions:
                return
            started_s = playing.action.actual_time
            if started_s <= 0:
                self._cancel(playing, 0.0)
                return
            cut_s = self._mixer.time + self._latency_s + 2 * max(self._attempt.block, 128) / self.sample_rate
            first = max(0, round((cut_s - started_s) * self.sample_rate))
            tail = playing.sound[first : first + round(seconds * self.sample_rate)]
            if len(tail) and self._cancel(playing, cut_s):
                self._send(_faded(tail), cut_s)

    def status(self) -> AudioStatus:
        """Return what PortAudio says about the stream."""
        alive = self._alive()
        return AudioStatus(
            backend="rtmixer",
            sample_rate=self.sample_rate,
            block=self._attempt.block or None,
            latency_s=self._latency_s,
            device=self._device.label,
            notice=None if alive else STOPPED,
            stopped=not alive,
        )

    def dropouts(self) -> int:
        """Return how many blocks PortAudio has reported as late; waits for the device's next block."""
        with self._lock:
            request = self._mixer.fetch_and_reset_stats() if self._alive() else None
        for _ in range(_PATIENCE):
            with self._lock:
                if request is None or request not in self._mixer.actions:
                    break
            self._sleep(5)
        else:
            return self._underflows
        self._underflows += 0 if request is None else int(request.stats.output_underflows)
        return self._underflows

    def close(self) -> None:
        """Stop at once; a device that does not answer is left behind."""
        worker = Thread(target=self._shut, name="close-audio", daemon=True)
        with self._lock, quiet_stderr():
            worker.start()
            worker.join(_CLOSE_S)
        if worker.is_alive():
            # PortAudio waits for ever for a JACK server that has died, here and in what it would do at exit.
            atexit.unregister(self._at_exit)

    def _stream_s(self) -> float | None:
        try:
            return float(self._mixer.time)
        except self._error:
            return None

    def _learn(self) -> None:
        """Take from strokes that have begun how late they were: no device states it exactly."""
        while self._struck and self._struck[0][0].actual_time > 0:
            action, struck_s = self._struck.popleft()
            if 0 <= action.actual_time - struck_s < _LONGEST_LAG_S:
                self._lags_s.append(action.actual_time - struck_s)
                self._lag_s = median(self._lags_s)

    def _shut(self) -> None:
        self._mixer.abort(ignore_errors=True)
        self._mixer.close(ignore_errors=True)

    def _alive(self) -> bool:
        try:
            return bool(self._mixer.active)
        except self._error:
            return False

    def _send(self, sound: Stereo, start_s: float) -> _Action | None:
        if not self._alive():
            return None
        try:
            return cast("_Action", self._mixer.play_buffer(sound, self._device.channels, start=start_s))
        except RuntimeError:  # the queue is full: the device no longer takes anything
            return None

    def _cancel(self, playing: RtPlaying, time_s: float) -> bool:
        # The C side follows the cancelled action's pointer when the cancel comes due: both must live until then.
        waiting = self._mixer.actions
        self._cancelled = [pair for pair in self._cancelled if pair[0] in waiting]
        try:
            self._cancelled.append((self._mixer.cancel(playing.action, time=time_s), playing))
        except RuntimeError:  # the queue is full
            return False
        return True


def _faded(tail: Stereo) -> Stereo:
    ramp = np.cos(np.linspace(0, np.pi / 2, len(tail), dtype=np.float32)) ** 2
    return np.ascontiguousarray(tail * ramp[:, np.newaxis])


def _load_rtmixer() -> ModuleType:
    try:
        return import_module("rtmixer")
    except (ImportError, OSError) as problem:
        raise SoundUnavailableError("rtmixer is not installed (pip install rtmixer)") from problem


def _open(sounddevice: ModuleType, rtmixer: ModuleType, device: Device) -> tuple[Any, _Attempt]:
    problem: Exception | None = None
    for attempt in _ATTEMPTS.get(device.system, _SHARED):
        try:
            with quiet_stderr():
                mixer = rtmixer.Mixer(
                    device=device.index,
                    channels=device.channels,
                    samplerate=device.sample_rate,
                    blocksize=attempt.block,
                    latency=attempt.latency_s,
                    qsize=_QUEUE,
                    extra_settings=_settings(sounddevice, device, attempt),
                )
                try:
                    mixer.start()
                except sounddevice.PortAudioError:
                    mixer.close(ignore_errors=True)  # else it holds the device, and the next attempt finds it busy
                    raise
        except (sounddevice.PortAudioError, ValueError) as refused:
            problem = refused
        else:
            return mixer, attempt
    raise SoundUnavailableError(f"the sound device {device.label} does not open ({problem})")


def _settings(sounddevice: ModuleType, device: Device, attempt: _Attempt) -> object:
    if sys.platform != "win32" or device.system != "Windows WASAPI":
        return None
    return sounddevice.WasapiSettings(exclusive=attempt.exclusive, auto_convert=not attempt.exclusive)

"""Open the drums: the best way to the loudspeaker that this machine has, or silence with a reason."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from game.audio.drum_mixer import DrumMixer
from game.audio.drums import KitMixer
from game.audio.lasting import LastingMixer
from game.audio.output import AudioStatus, Output, SoundUnavailableError
from game.audio.portaudio import NO_DEVICE, load_portaudio, look_again, outputs
from game.audio.pygame_backend import PygameOutput
from game.audio.rtmixer_backend import RtmixerOutput
from game.audio.silent import SilentMixer
from game.audio.voices import VoiceBank
from game.model.errors import HitotsuError
from game.session.clock import Clock

__all__ = ["AudioStatus", "DrumMixer", "open_mixer", "probe_audio"]

_OUTPUTS: Final[dict[str, Callable[[], Output[Any, Any]]]] = {"rtmixer": RtmixerOutput, "pygame": PygameOutput}
"""Ways to the loudspeaker, best first."""

_NO_SOUND: Final = (
    "no sound device was found: the game goes on silently, every hit is still timed and scored. "
    "Connect loudspeakers or headphones: they are found by themselves ({reasons})"
)
_SECOND_BEST: Final = "the drums sound through pygame, about 10 ms later than they could, because {reason}"
_NO_DRUMS: Final = "the game goes on silently, every hit is still timed and scored: {reason}"
_ALSA_HINT: Final = (
    f"{NO_DEVICE} (with PipeWire or PulseAudio: sudo apt install pipewire-alsa, or libasound2-plugins)"
)  # fmt: skip


def open_mixer(clock: Clock, *, muted: Iterable[int] = (), prefer: str | None = None) -> DrumMixer:
    """Open the best output that works; never raises.

    Args:
        clock: The session clock.
        muted: Players whose kits sound by themselves.
        prefer: `rtmixer`, `pygame` or `silent`, tried before the others; None for the best.

    Returns:
        A mixer. Where something is missing it plays the next best way, or nothing, and its `status.notice` says so.
    """
    if prefer == "silent":
        return SilentMixer()
    banks: dict[int, VoiceBank] = {}
    mixer, lasts = _open(clock, muted, prefer, banks)
    return LastingMixer(mixer, lambda: _reopen(clock, prefer, banks), muted) if lasts else mixer


def _open(
    clock: Clock, muted: Iterable[int], prefer: str | None, banks: dict[int, VoiceBank]
) -> tuple[DrumMixer, bool]:
    """Return the best mixer there is, and whether a better one may come."""
    output, notice = _first_that_opens(prefer)
    if output is None:
        return SilentMixer(notice), True
    rate = output.sample_rate
    try:
        banks[rate] = banks.get(rate) or VoiceBank(rate)
    except HitotsuError as problem:
        output.close()
        return SilentMixer(_NO_DRUMS.format(reason=problem)), False
    mixer = KitMixer(output, banks[rate], clock, muted=muted, notice=notice)
    mixer.warm_up()
    return mixer, True


def _reopen(clock: Clock, prefer: str | None, banks: dict[int, VoiceBank]) -> DrumMixer | None:
    """Return a mixer on a device that is there now, or None."""
    with suppress(SoundUnavailableError):
        look_again()
        mixer, _ = _open(clock, (), prefer, banks)
        if mixer.status.available:
            return mixer
    return None


def probe_audio() -> AudioStatus:
    """Return what this machine has for sound, by opening it for a moment; never raises."""
    devices: tuple[str, ...] = ()
    with suppress(SoundUnavailableError):  # the notice below tells it
        devices = tuple(device.label for device in outputs(load_portaudio()))
    output, notice = _first_that_opens(None)
    if output is None:
        return AudioStatus("silent", devices=devices, notice=notice)
    status = output.status()
    output.close()
    return replace(status, devices=devices, notice=status.notice or notice)


def _first_that_opens(prefer: str | None) -> tuple[Output[Any, Any] | None, str | None]:
    """Return an open output, or None, and the sentence that tells what the players miss."""
    reasons: dict[str, str] = {}
    for name in sorted(_OUTPUTS, key=lambda name: name != prefer):
        try:
            output = _OUTPUTS[name]()
        except SoundUnavailableError as reason:
            reasons[name] = str(reason)
        else:
            return output, None if name in ("rtmixer", prefer) else _second_best(reasons["rtmixer"])
    return None, _NO_SOUND.format(reasons="; ".join(reasons.values()))


def _second_best(reason: str) -> str | None:
    if os.environ.get("SDL_AUDIODRIVER") == "dummy":
        return None  # silence was asked for
    return _SECOND_BEST.format(reason=_ALSA_HINT if reason == NO_DEVICE else reason)

"""Open the drums: the best way to the loudspeaker that this machine has, or silence with a reason."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from game.audio.band_bank import BandBank
from game.audio.drum_mixer import DrumMixer
from game.audio.drums import KitMixer
from game.audio.lasting import LastingMixer
from game.audio.output import AudioStatus, Output, SoundUnavailableError
from game.audio.packed import Keeper
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

_READY_S: Final = 2.5
"""A device that came back waits at most so long until its sounds are ready: then late ones are better than none."""

_NO_SOUND: Final = (
    "no sound device was found: the game goes on silently, every hit is still timed and scored. "
    "Connect loudspeakers or headphones: they are found by themselves ({reasons})"
)
_SECOND_BEST: Final = "the drums sound through pygame, about 10 ms later than they could, because {reason}"
_NO_DRUMS: Final = "the game goes on silently, every hit is still timed and scored: {reason}"
_ALSA_HINT: Final = (
    f"{NO_DEVICE} (with PipeWire or PulseAudio: sudo apt install pipewire-alsa, or libasound2-plugins)"
)  # fmt: skip


class _Banks:
    """The sounds at the rate of the device there is: those of one rate only are kept."""

    def __init__(self, keeper: Keeper | None) -> None:
        self._keeper = keeper
        self._held: tuple[VoiceBank, BandBank] | None = None

    def at(self, rate: int) -> tuple[VoiceBank, BandBank]:
        """Return the sounds at a rate.

        Raises:
            HitotsuError: A recording or the index is missing or broken.
        """
        if self._held is None or self._held[0].sample_rate != rate:
            self._held = None  # before the others are made: there is never room for both
            self._held = VoiceBank(rate, keeper=self._keeper), BandBank(rate, self._keeper)
        return self._held


def open_mixer(
    clock: Clock,
    *,
    muted: Iterable[int] = (),
    prefer: str | None = None,
    volume: float = 1.0,
    keeper: Keeper | None = None,
) -> DrumMixer:
    """Open the best output that works; never raises.

    Args:
        clock: The session clock.
        muted: Players whose kits sound by themselves.
        prefer: `rtmixer`, `pygame` or `silent`, tried before the others; None for the best.
        volume: Where the fader stands, 0 to 1: sounds are made ready for it.
        keeper: Where sounds that were made are kept for the next start; None = nowhere.

    Returns:
        A mixer. Where something is missing it plays the next best way, or nothing, and its `status.notice` says so.
    """
    if prefer == "silent":
        return SilentMixer()
    banks = _Banks(keeper)
    mixer, lasts = _open(clock, muted, prefer, banks, volume)
    return LastingMixer(mixer, lambda fader: _reopen(clock, prefer, banks, fader), muted) if lasts else mixer


def _open(
    clock: Clock, muted: Iterable[int], prefer: str | None, banks: _Banks, volume: float
) -> tuple[DrumMixer, bool]:
    """Return the best mixer there is, and whether a better one may come."""
    output, notice = _first_that_opens(prefer)
    if output is None:
        silent = SilentMixer(notice)
        silent.volume = volume
        return silent, True
    try:
        drums, band = banks.at(output.sample_rate)
    except HitotsuError as problem:
        output.close()
        return SilentMixer(_NO_DRUMS.format(reason=problem)), False
    mixer = KitMixer(output, drums, clock, muted=muted, volume=volume, notice=notice, band=band)
    mixer.warm_up()
    return mixer, True


def _reopen(clock: Clock, prefer: str | None, banks: _Banks, volume: float) -> DrumMixer | None:
    """Return a mixer on a device that is there now, with its sounds ready, or None."""
    with suppress(SoundUnavailableError):
        look_again()
        mixer, _ = _open(clock, (), prefer, banks, volume)
        if isinstance(mixer, KitMixer):
            mixer.wait_warm(_READY_S)
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

"""Open the drums: the best way to the loudspeaker that this machine has, or silence with a reason."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, Protocol

from game.audio.drums import KitMixer
from game.audio.output import AudioStatus, Output, SoundUnavailableError
from game.audio.portaudio import NO_DEVICE, load_portaudio, outputs
from game.audio.pygame_backend import PygameOutput
from game.audio.rtmixer_backend import RtmixerOutput
from game.audio.silent import SilentMixer
from game.audio.voices import VoiceBank
from game.model.errors import HitotsuError
from game.model.hit import Hit
from game.session.clock import Clock

__all__ = ["AudioStatus", "DrumMixer", "open_mixer", "probe_audio"]

_OUTPUTS: Final[dict[str, Callable[[], Output[Any, Any]]]] = {"rtmixer": RtmixerOutput, "pygame": PygameOutput}
"""Ways to the loudspeaker, best first."""

_NO_SOUND: Final = (
    "no sound device was found: the game goes on silently, every hit is still timed and scored. "
    "Connect loudspeakers or headphones and start again ({reasons})"
)
_SECOND_BEST: Final = "the drums sound through pygame, about 10 ms later than they could, because {reason}"
_NO_DRUMS: Final = "the game goes on silently, every hit is still timed and scored: {reason}"
_ALSA_HINT: Final = (
    f"{NO_DEVICE} (with PipeWire or PulseAudio: sudo apt install pipewire-alsa, or libasound2-plugins)"
)  # fmt: skip


class DrumMixer(Protocol):
    """What gives the drummers their sound. Every method may be called from any thread."""

    volume: float
    """Fader, 0 (silence) to 1; half way is 12 dB down."""
    band_volume: float
    """Fader of the band alone, under the other one."""
    muted: bool
    """Whether everything is silent; the faders stay where they are."""

    def strike(self, hit: Hit) -> None:
        """Sound a stroke now, as loud as it was struck; dropped strokes and muted players stay silent."""
        ...

    def choke(self, player: int, pad: str) -> None:
        """Silence what rings on a pad because the player has grabbed it."""
        ...

    def tick(self) -> None:
        """Sound the game's own soft click, in the middle."""
        ...

    def play_at(self, time_s: float, voice: str, level: float) -> None:
        """Sound the band's `taiko`, `shimmer` or `chord` as if struck at a moment of the session clock.

        Args:
            time_s: the moment, s: handed over a little ahead it is heard together with a stroke of that moment, to
                the sample where the device allows it; one that has passed is now.
            voice: which of the three.
            level: 0 (silence) to 1.
        """
        ...

    def set_muted(self, player: int, muted: bool) -> None:  # noqa: FBT001 - the value is what is set
        """Choose whether a player's strokes stay silent because the kit sounds by itself."""
        ...

    @property
    def status(self) -> AudioStatus:
        """Return how the drums sound now; its notice tells the players what is missing."""
        ...

    def dropouts(self) -> int | None:
        """Return how many blocks came too late since the device was opened, or None if the device cannot tell."""
        ...

    def close(self) -> None:
        """Fall silent and let go of the device; may be called twice."""
        ...


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
    output, notice = _first_that_opens(prefer)
    if output is None:
        return SilentMixer(notice)
    try:
        bank = VoiceBank(output.sample_rate)
    except HitotsuError as problem:
        output.close()
        return SilentMixer(_NO_DRUMS.format(reason=problem))
    mixer = KitMixer(output, bank, clock, muted=muted, notice=notice)
    mixer.warm_up()
    return mixer


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

"""The way that is always installed: pygame's own mixer, some 10 ms later than the best."""

import os
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Final

import numpy as np

from game.audio.output import AudioStatus, SoundUnavailableError
from game.audio.voices import Stereo
from game.model.quiet import quiet_stderr

if TYPE_CHECKING:
    from pygame.mixer import Channel, Sound

_RATE: Final = 48000
_BLOCK: Final = 256
_CHANNELS: Final = 64


@dataclass(frozen=True, slots=True)
class PygamePlaying:
    """A sound and the channel it was given."""

    channel: "Channel"
    sound: "Sound"


class PygameOutput:
    """Sounds on pygame's mixer."""

    def __init__(self) -> None:
        """Open the default device.

        Raises:
            SoundUnavailableError: pygame has no mixer or finds no device.
        """
        self._mixer = _open()
        self.sample_rate = int(self._mixer.get_init()[0])

    def prepare(self, samples: Stereo) -> "Sound":
        """Return the samples as a 16-bit pygame sound."""
        sound: Sound = self._mixer.Sound(buffer=np.rint(np.clip(samples, -1, 1) * 32767).astype(np.int16).tobytes())
        return sound

    def now(self) -> None:
        """Return None: the mixer has no clock to play by."""

    def play(self, sound: "Sound", start_s: float | None = None) -> PygamePlaying | None:
        """Play on a free channel, or on the one that has played longest."""
        channel = self._mixer.find_channel(force=True)
        channel.play(sound)
        return PygamePlaying(channel, sound)

    def fade(self, playing: PygamePlaying, seconds: float) -> None:
        """Let the channel fade, if it still plays this sound."""
        if playing.channel.get_sound() is playing.sound:
            playing.channel.fadeout(round(seconds * 1000))

    def status(self) -> AudioStatus:
        """Return the mixer's settings; it does not tell its latency."""
        return AudioStatus("pygame", self.sample_rate, _BLOCK, device="pygame mixer")

    def dropouts(self) -> None:
        """Return None: the mixer does not count them."""

    def close(self) -> None:
        """Close the mixer."""
        self._mixer.quit()


def _open() -> ModuleType:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame  # noqa: PLC0415 - a command without sound does not need it
    from pygame import mixer  # noqa: PLC0415

    try:
        with quiet_stderr():
            mixer.quit()
            mixer.init(_RATE, -16, 2, _BLOCK, allowedchanges=0)
    except (pygame.error, NotImplementedError) as problem:
        raise SoundUnavailableError(f"pygame's mixer does not open ({problem})") from problem
    mixer.set_num_channels(_CHANNELS)
    return mixer

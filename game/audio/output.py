"""What a sound device must offer, and what is known about it."""

from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from game.audio.voices import Stereo

Sound = TypeVar("Sound")
Playing = TypeVar("Playing")

STOPPED: Final = (
    "the sound device has stopped (unplugged?): every hit is still timed and scored, "
    "and the drums are heard again as soon as it is back"
)


class SoundUnavailableError(Exception):
    """A way to the loudspeaker is closed. The message is a clause saying why, without a full stop."""


@dataclass(frozen=True, slots=True)
class AudioStatus:
    """How the drums sound on this machine."""

    backend: str
    """`rtmixer`, `pygame` or `silent`."""
    sample_rate: int | None = None
    """Frames per second, Hz."""
    block: int | None = None
    """Frames the device asks for at a time."""
    latency_s: float | None = None
    """From a strike to the loudspeaker as the device states it, s; None where it does not tell."""
    device: str | None = None
    """Name of the device, with the sound system it is reached through."""
    devices: tuple[str, ...] = ()
    """Every output that was found (only where it was asked for)."""
    notice: str | None = None
    """What is missing, what still works and what to do, or None where all is well."""

    stopped: bool = False
    """Whether there was a device that is gone; it is used again once it is back."""

    @property
    def available(self) -> bool:
        """Return whether anything is heard."""
        return self.backend != "silent"


class Output(Protocol[Sound, Playing]):
    """A device that plays finished stereo sounds at once and can let one fade away.

    `play`, `fade` and `close` are called under one lock, the rest from any thread without it. A device that has died
    swallows what it is given and says so in its status.
    """

    sample_rate: int

    def prepare(self, samples: Stereo) -> Sound:
        """Return the sound in the device's own form."""
        ...

    def now(self) -> float | None:
        """Return when a sound struck at this moment is heard, s on the device's own time; None if it has none."""
        ...

    def play(self, sound: Sound, start_s: float | None = None) -> Playing | None:
        """Begin to play and return a handle, or None if the device could not.

        Args:
            sound: what `prepare` gave.
            start_s: when it is to be heard on the device's own time, to the sample; None = at once.
        """
        ...

    def fade(self, playing: Playing, seconds: float) -> None:
        """Let a sound fall silent without a click; nothing happens if it has ended."""
        ...

    def status(self) -> AudioStatus:
        """Return what is known about the device now."""
        ...

    def dropouts(self) -> int | None:
        """Return how many blocks came too late since the device was opened, or None if the device cannot tell."""
        ...

    def close(self) -> None:
        """Fall silent and let go of the device; may be called twice."""
        ...

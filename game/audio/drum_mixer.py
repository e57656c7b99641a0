"""What the game asks of its sound, whatever is behind it."""

from typing import Final, Protocol

from game.audio.output import AudioStatus
from game.model.hit import Event, Hit

SILENCING: Final = ("choke", "pedal")
"""Kinds of events by which what rings falls silent: a hand on a cymbal, and the foot that has closed the hat."""


class DrumMixer(Protocol):
    """What gives the drummers their sound. Every method may be called from any thread."""

    volume: float
    """Fader, 0 (silence) to 1; half way is 12 dB down."""
    band_volume: float
    """Fader of the band alone, under the other one."""
    muted: bool
    """Whether everything is silent; the faders stay where they are."""

    def strike(self, hit: Hit) -> None:
        """Sound a stroke now, as loud as it was struck; dropped strokes and muted players stay silent.

        A foot that is too soft for a stroke still closes the hat.
        """
        ...

    def choke(self, player: int, pad: str) -> None:
        """Silence what rings on a pad because the player has grabbed it, or closed the hat."""
        ...

    def tick(self) -> None:
        """Sound the game's own soft click, in the middle."""
        ...

    def play_at(self, time_s: float, voice: str, level: float) -> None:
        """Sound one of the voices of `audio.band` as if struck at a moment of the session clock.

        Args:
            time_s: the moment, s: handed over a little ahead it is heard together with a stroke of that moment, to
                the sample where the device allows it; one that has passed is now.
            voice: which of `audio.band.BAND_VOICES`.
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


def hear(mixer: DrumMixer, moment: Hit | Event) -> None:
    """Let it be heard what somebody did: a stroke sounds, a grab and a closing pedal silence what rings."""
    if isinstance(moment, Hit):
        mixer.strike(moment)
    elif moment.kind in SILENCING and moment.player is not None and moment.pad is not None:
        mixer.choke(moment.player, moment.pad)

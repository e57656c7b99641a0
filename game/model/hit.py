"""Who struck what, when and how hard."""

from dataclasses import dataclass

PLAYERS = (1, 2)
SILENCING = ("choke", "pedal")
"""Kinds of events by which what rings falls silent: a hand on a cymbal, and the foot that has closed the hat."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One note-on of one player.

    Times keep 6 decimals and velocities 3 from the moment a hit is built, so that the live game, the file
    and a replay hold the same numbers.
    """

    time_s: float
    """Seconds on the session clock, when the message arrived (not corrected by the kit's offset)."""
    player: int
    """1 or 2."""
    pad: str
    """One of `pads.PADS`."""
    velocity: float
    """0 to 1; MIDI velocity / 127."""
    zone: str | None = None
    """Finer place on the kit, where the kit tells, such as `ride.bell`."""
    open: float | None = None
    """How open a hat is, 0 (closed) to 1, where the kit tells."""
    note: int | None = None
    """MIDI note number, where the hit came as MIDI."""
    channel: int | None = None
    """MIDI channel 1 to 16 as players count them."""
    drop: str | None = None
    """Why this note-on is not judged (one of `pads.DROPS`), or None for a judged hit."""

    def __post_init__(self) -> None:
        """Round to what a recording keeps."""
        object.__setattr__(self, "time_s", round(float(self.time_s), 6))
        object.__setattr__(self, "velocity", round(float(self.velocity), 3))
        if self.open is not None:
            object.__setattr__(self, "open", round(float(self.open), 3))


@dataclass(frozen=True, slots=True)
class Event:
    """Something other than a note-on that a recording keeps."""

    time_s: float
    """Seconds on the session clock."""
    kind: str
    """`begin`, `end`, `paused`, `resumed`, `unplugged`, `plugged`, `choke`, `pedal`, ..."""
    player: int | None = None
    pad: str | None = None
    value: float | None = None

    def __post_init__(self) -> None:
        """Round to what a recording keeps."""
        object.__setattr__(self, "time_s", round(float(self.time_s), 6))

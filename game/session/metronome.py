"""A metronome and the count-in: clicks that are planned on the session clock, and sound on the device's."""

from dataclasses import dataclass
from math import ceil, inf
from typing import Final

from game.session.band import Cue

AHEAD_S: Final = 0.3
"""How long before its time a click is cued."""


@dataclass(slots=True)
class Metronome:
    """Clicks at even times, without end or for a number of beats. Hand each cue on to `DrumMixer.play_at`.

    A beat's time is always counted from the first one, so that nothing adds up however long it runs.
    """

    first_s: float
    """When the first beat is heard, on the session clock."""
    beat_s: float
    """Seconds from beat to beat, above 0."""
    beats: int | None = None
    """How many there are (a count-in), or None for as long as it is asked."""
    bar: int = 4
    """Every so many beats one is accented; 0 = none is."""
    level: float = 1.0
    _next: int = 0

    def __post_init__(self) -> None:
        """Refuse a beat that never comes.

        Raises:
            ValueError: The beat is not longer than 0.
        """
        if not self.beat_s > 0:
            raise ValueError("a beat is longer than 0 s")

    @property
    def end_s(self) -> float:
        """When the beat after the last one falls: the music's first, where this counts in."""
        return inf if self.beats is None else self.first_s + self.beats * self.beat_s

    def plan(self, now_s: float) -> list[Cue]:
        """Return the clicks that are to be handed on now, each once; beats that were missed are left out.

        Call this at least every AHEAD_S / 2.
        """
        self._next = max(self._next, ceil((now_s - self.first_s) / self.beat_s - 1e-9))
        cues = []
        while (time_s := self.first_s + self._next * self.beat_s) <= now_s + AHEAD_S:
            if self.beats is not None and self._next >= self.beats:
                break
            accented = self.bar > 0 and self._next % self.bar == 0
            cues.append(Cue(time_s, "accent" if accented else "click", self.level))
            self._next += 1
        return cues

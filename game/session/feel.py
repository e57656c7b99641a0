"""How the piece sits on the pair's beat: slow beats carry twice as much of it, quick ones half."""

from dataclasses import dataclass
from typing import Final

_SLOW_S: Final = 60 / 72
_QUICK_S: Final = 60 / 150
_SLACK: Final = 1.05
"""A beat must be this much beyond a limit before the feel changes back."""


@dataclass(frozen=True, slots=True)
class Feel:
    """Double, plain or half feel."""

    eighths_per_beat: int
    """Of the piece, within one beat of the pair: 4, 2 or 1."""

    @classmethod
    def of(cls, beat_s: float) -> "Feel":
        """Return the feel for a beat, s."""
        return cls(4 if beat_s > _SLOW_S else 1 if beat_s < _QUICK_S else 2)

    def for_beat(self, beat_s: float) -> "Feel":
        """Return the feel for a beat that has changed; it stays where the beat is only just beyond a limit."""
        if self == Feel.of(beat_s * _SLACK) or self == Feel.of(beat_s / _SLACK):
            return self
        return Feel.of(beat_s)

"""One player alone: the own tempo, and the beat that this player is shown."""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from game.rhythm.beat import VOTE_S, lines_per_beat
from game.rhythm.onsets import Onset
from game.rhythm.pulse import PulseTracker
from game.rhythm.steady import STEADY_S, steady_period

TEMPO_SD: Final = 0.035
TEMPO_QUALITY: Final = 0.35
TEMPO_ONSETS: Final = 4
KEPT_QUALITY: Final = 0.10
"""A tempo that has been heard is shown on, through looser bars, until it is predicted worse than this."""


@dataclass(frozen=True, slots=True)
class OwnPulse:
    """A player's own tempo, where one can be shown."""

    period_s: float
    sd: float
    quality: float
    line_s: float
    """Time of the last line, s."""


@dataclass(slots=True)
class Side:
    """What is known of one player."""

    pulse: PulseTracker = field(default_factory=PulseTracker)
    recent: deque[float] = field(default_factory=lambda: deque(maxlen=64))
    last_s: float | None = None
    _beat_lines: int | None = None
    _told: bool = False

    def add(self, onset: Onset) -> None:
        """Take one onset of this player."""
        self.pulse.add(onset.time_s, accent=onset.accent)
        self.recent.append(onset.time_s)
        self.last_s = onset.time_s

    def followed(self) -> OwnPulse | None:
        """Return what the pulse follows, well predicted or not; None before there is enough to go by."""
        if self.pulse.count < TEMPO_ONSETS:
            return None
        period = self.pulse.period()
        if period.sd > TEMPO_SD:
            return None
        period = steady_period(period, self.pulse.labels(self.recent[-1] - STEADY_S))
        return OwnPulse(period.period_s, period.sd, self.pulse.quality(), self.pulse.line_time())

    def shown_s(self, now_s: float, pulse: OwnPulse | None) -> float | None:
        """Return the period of this player's own beat, s, or None where none can be shown."""
        self._told = pulse is not None and pulse.quality >= (KEPT_QUALITY if self._told else TEMPO_QUALITY)
        if pulse is None or not self._told:
            return None
        self._beat_lines = lines_per_beat(pulse.period_s, self.pulse.labels(now_s - VOTE_S), self._beat_lines)
        return self._beat_lines * pulse.period_s


def heard_well(pulse: OwnPulse | None) -> OwnPulse | None:
    """Return a pulse that predicts its player well enough to be judged by, else None."""
    return pulse if pulse is not None and pulse.quality >= TEMPO_QUALITY else None

"""What the way of a round was like: where they met, who went ahead, how they breathed. Told, never scored."""

from dataclasses import dataclass, field
from math import log, sqrt
from statistics import StatisticsError, correlation, fmean, median, stdev
from typing import Final

import numpy as np

from game.model.result import Dare, Journey
from game.rhythm.judge import Judgement
from game.rhythm.onsets import Onset
from game.session.dares import level_tempo
from game.session.tally import TogetherTally, tidy

FIRST: Final = 5
"""Over so many judgements the tempos of the beginning are taken."""
BAR_BEATS: Final = 4.0
LEAST_BARS: Final = 8
LEAST_SHADES: Final = 0.05
"""Who varies less from bar to bar (standard deviation of velocity) plays at one loudness."""
LEAD_BEATS: Final = 8.0
LEAD_S: Final = 0.010
LEAD_SIGMAS: Final = 2.5
"""Who leads over eight beats is this far ahead, and so many standard errors."""
APART: Final = 0.03
"""Who is closer than this at first has no way to go."""
DOUBLES: Final = ((1, 2), (2, 1))


@dataclass(slots=True)
class _Beginning:
    """The two tempos at first, as logarithms, and how far apart they are."""

    tempo: list[float] = field(default_factory=list)
    difference: list[float] = field(default_factory=list)
    met: float | None = None
    """Player 1's tempo, as a logarithm, when they first were one."""

    def add(self, now: Judgement) -> None:
        beat_s = now.heard_beat_s[0]
        if self.met is not None or beat_s is None:
            return
        if now.state == "together":
            self.met = -log(beat_s)
        elif now.difference is not None and len(self.difference) < FIRST:
            self.tempo.append(-log(beat_s))
            self.difference.append(now.difference)

    def apart_percent(self) -> float | None:
        return tidy(100 * abs(median(self.difference))) if self.difference else None

    def share(self) -> float | None:
        """Return which share of the way player 1 went."""
        if not self.difference or self.met is None or abs(median(self.difference)) < APART:
            return None
        moved = log(level_tempo(np.exp(self.met - median(self.tempo))))
        return tidy(-moved / median(self.difference))


@dataclass(slots=True)
class _Lead:
    """Who went ahead, eight beats at a time."""

    since_s: float | None = None
    heard_s: float = -np.inf
    values: list[float] = field(default_factory=list)
    leader: int = 0
    turns: int = 0

    def add(self, now: Judgement) -> None:
        if now.grid is None or now.state != "together":
            self.since_s, self.values = None, []
            return
        pairs = now.grid.pairs
        fresh = pairs.time_s > self.heard_s
        self.values += (pairs.asynchrony_s[fresh] - now.mu_s).tolist()
        self.heard_s = max(self.heard_s, float(pairs.time_s[-1]) if len(pairs.time_s) else -np.inf)
        self.since_s = now.time_s if self.since_s is None else self.since_s
        if now.time_s - self.since_s >= LEAD_BEATS * now.beat_s and len(self.values) > 2:
            self._decide()
            self.since_s, self.values = now.time_s, []

    def _decide(self) -> None:
        mean_s = fmean(self.values)
        if abs(mean_s) < max(LEAD_S, LEAD_SIGMAS * stdev(self.values) / sqrt(len(self.values))):
            return
        leader = -1 if mean_s < 0 else 1
        self.turns += self.leader not in (0, leader)
        self.leader = leader


@dataclass(slots=True)
class _Breath:
    """How loud each of the two was, bar by bar."""

    since_s: float | None = None
    loud: tuple[list[float], list[float]] = ([], [])
    bars: list[tuple[float, float]] = field(default_factory=list)

    def heard(self, onset: Onset) -> None:
        self.loud[onset.player - 1].append(onset.velocity)

    def add(self, now: Judgement) -> None:
        if self.since_s is not None and now.time_s - self.since_s < BAR_BEATS * now.beat_s:
            return
        first, second = self.loud
        if self.since_s is not None and min(len(first), len(second)) >= 2:
            self.bars.append((fmean(first), fmean(second)))
        self.since_s, self.loud = now.time_s, ([], [])

    def together(self) -> float | None:
        """Return how alike they swelled and sank, -1 to 1, or None where one of them kept to one loudness."""
        if len(self.bars) < LEAST_BARS:
            return None
        first, second = zip(*self.bars, strict=True)
        if min(stdev(first), stdev(second)) < LEAST_SHADES:
            return None
        try:
            return tidy(correlation(first, second))
        except StatisticsError:
            return None


class JourneyTally:
    """Adds up what is told of the way of a round, at the times of onsets."""

    def __init__(self, together: TogetherTally) -> None:
        """Share the round's time together."""
        self._together = together
        self._beginning, self._lead, self._breath = _Beginning(), _Lead(), _Breath(loud=([], []))
        self._weight = self._interlock = self._doubled = 0.0

    def heard(self, onset: Onset) -> None:
        """Take one onset, in time order."""
        self._breath.heard(onset)

    def judged(self, now: Judgement) -> None:
        """Take one judgement."""
        for part in (self._beginning, self._lead, self._breath):
            part.add(now)
        if now.state == "together":
            self._weight += now.weight_s
            self._interlock += now.weight_s * now.groove.interlock
            self._doubled += now.weight_s * (now.ratio in DOUBLES)

    def result(self, round_s: float, planned_s: float | None, dares: tuple[Dare, ...]) -> Journey:
        """Return what is told of a round of `round_s` played seconds, where it was to last `planned_s`."""
        together = self._weight or None
        third_s = round_s / 3
        return Journey(
            first_third=self._together.share(0.0, third_s),
            last_third=self._together.share(round_s - third_s, round_s),
            first_apart_percent=self._beginning.apart_percent(),
            met_at=self._beginning.share(),
            interlock=None if together is None else tidy(self._interlock / together),
            doubled=None if together is None else tidy(self._doubled / together),
            dynamics=self._breath.together(),
            lead_turns=self._lead.turns,
            gilded=sum(dare.met for dare in dares),
            whole=tidy(min(round_s / planned_s, 1.0)) if planned_s else None,
        )

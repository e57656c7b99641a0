"""The pulse of one player, or of two together: periods, quality and labels from a stream of onsets."""

from dataclasses import dataclass
from math import cos, exp, pi
from typing import Final

import numpy as np

from game.rhythm import beam as b
from game.rhythm.beam import Floats, PulseSettings
from game.rhythm.path import REST, LabelPath, Labels

REST_S: Final = 6.0
NOISE_RANGE: Final = (0.35, 6.0)
"""Range of the noise factor: motor jitter acts as 5 to 22 ms."""
_ADAPT_FROM: Final = 6
_QUALITY_FROM: Final = 3
_QUALITY_MEMORY_S: Final = 3.0
_FRESH_LOG: Final = -9.0


@dataclass(frozen=True, slots=True)
class Period:
    """An estimate of the time between lines."""

    period_s: float
    sd: float
    """SD of ln(period)."""


class PulseTracker:
    """Follows a pulse through onsets given in time order."""

    def __init__(self, settings: PulseSettings = b.OWN) -> None:
        """Start with nothing heard."""
        self.settings = settings
        self.count = 0
        self._beam: Floats = np.zeros((6, 0))
        self._best = 0
        self._last_s = 0.0
        self._last_who = -1
        self._last_of = [0.0, 0.0]
        self._noise = [1.0, 1.0]
        self._resultant = [0.0, 0.0]
        self._weight = [0.0, 0.0]
        self._path = LabelPath()

    def add(self, heard_s: float, who: int = 0, *, played_s: float | None = None, accent: float = 0.5) -> None:
        """Take one onset: the time the pulse goes by, the player (0 or 1), the time it was played and its accent."""
        row = (heard_s, heard_s if played_s is None else played_s, who, accent)
        since_own_s = heard_s - self._last_of[who]
        if self.count == 0:
            self._start(row)
        elif self._rested(heard_s):
            self._resume(row)
        else:
            if self.count >= _QUALITY_FROM:
                self._judge_prediction(heard_s, who, since_own_s)
            self._step(row)
        self._last_s, self._last_who, self._last_of[who] = heard_s, who, heard_s
        self.count += 1

    def rest(self) -> None:
        """Forget the phase at the next onset (after a pause); tempo and weights are kept."""
        self._last_s = -np.inf

    def _rested(self, time_s: float) -> bool:
        return time_s - self._last_s > max(REST_S, 10 * float(self._beam[b.PERIOD, self._best]))

    def _start(self, row: tuple[float, float, int, float]) -> None:
        n = self.settings.hypotheses
        periods = np.exp(np.linspace(np.log(b.PERIOD_MIN_S), np.log(b.PERIOD_MAX_S), n))
        log_weight = b.period_prior(periods)
        settings = self.settings
        self._beam = b.seed(row[0], periods, log_weight, motor_s=settings.motor_s, spread=settings.start_spread)
        self._best = 0
        self._path.record(row, [b.BORN] * n, [0] * n, self._heaviest())

    def _resume(self, row: tuple[float, float, int, float]) -> None:
        n = self._beam.shape[1]
        self._beam[b.LINE] = row[0]
        self._beam[b.VAR_LINE] = 2 * self.settings.motor_s**2
        self._beam[b.COV] = 0.0
        self._beam[b.VAR_PERIOD] += (0.03 * self._beam[b.PERIOD]) ** 2
        self._path.record(row, list(range(n)), [REST] * n, self._heaviest())

    def _heaviest(self) -> int:
        return int(np.argmax(self._beam[b.WEIGHT]))

    def _judge_prediction(self, time_s: float, who: int, gap_s: float) -> None:
        """Quality is out-of-sample: the onset is compared with the prediction made before it was used."""
        phase = (time_s - float(self._beam[b.LINE, self._best])) / float(self._beam[b.PERIOD, self._best])
        keep = max(self.settings.memory, exp(-max(gap_s, 0.0) / _QUALITY_MEMORY_S))
        self._resultant[who] = keep * self._resultant[who] + cos(2 * pi * (phase - round(phase)))
        self._weight[who] = keep * self._weight[who] + 1

    def _step(self, row: tuple[float, float, int, float]) -> None:
        time_s, who = row[0], row[2]
        n = self._beam.shape[1]
        lowest = 0 if self.settings.shared and who != self._last_who else 1
        ways = b.extend(self._beam, time_s, lowest=lowest, noise=self._noise[who], settings=self.settings)
        silent = self._beam.copy()
        silent[b.WEIGHT] += np.log(2 * self.settings.outlier)
        pool = np.concatenate([ways.beam, silent, self._fresh(time_s)], axis=1)
        chosen = b.choose(pool, time_s, self.settings.hypotheses)
        if not chosen:
            self._resume(row)
            return
        steps = ways.steps.tolist()
        parents = [j % n if j < 6 * n else j - 6 * n if j < 7 * n else b.BORN for j in chosen]
        lines = [int(steps[j % (3 * n)]) if j < 6 * n else b.OUTLIER if j < 7 * n else 0 for j in chosen]
        self._keep(pool[:, chosen])
        if chosen[0] < 6 * n and self.count >= _ADAPT_FROM:
            self._adapt(who, float(ways.surprise[chosen[0] % (3 * n)]))
        self._path.record(row, parents, lines, self._best)

    def _keep(self, beam: Floats) -> None:
        beam[b.WEIGHT] = np.maximum((beam[b.WEIGHT] - beam[b.WEIGHT, 0]) * self.settings.forget, b.FLOOR_LOG)
        beam[b.WEIGHT] += self.settings.prior_weight * b.period_prior(beam[b.PERIOD])
        self._beam = beam
        self._best = self._heaviest()

    def _adapt(self, who: int, surprise: float) -> None:
        """Let the best guess say how loosely this player strikes."""
        factor = self._noise[who] * exp(0.06 * (min(surprise, 9.0) - 1))
        self._noise[who] = min(max(factor, NOISE_RANGE[0]), NOISE_RANGE[1])

    def _fresh(self, time_s: float) -> Floats:
        """New hypotheses: the gaps to the last three onsets, divided by 1 to 4."""
        gaps = [(time_s - earlier) / k for earlier in self._path.recent(3) for k in (1, 2, 3, 4)]
        fitting = [gap for gap in gaps if b.PERIOD_MIN_S < gap < b.PERIOD_MAX_S] or [0.5]
        periods = np.array(fitting)
        log_weight = _FRESH_LOG + b.period_prior(periods)
        return b.seed(time_s, periods, log_weight, motor_s=self.settings.motor_s, spread=0.04)

    def period(self) -> Period:
        """Return the weighted geometric mean of the hypotheses within 5 % of the best, with its SD."""
        log_period = np.log(self._beam[b.PERIOD])
        close = np.abs(log_period - log_period[self._best]) < 0.05
        log_period = log_period[close]
        share = np.exp(self._beam[b.WEIGHT, close] - self._beam[b.WEIGHT, self._best])
        share /= share.sum()
        mean = float(share @ log_period)
        inside = self._beam[b.VAR_PERIOD, close] / self._beam[b.PERIOD, close] ** 2
        return Period(float(np.exp(mean)), float(np.sqrt(share @ (inside + (log_period - mean) ** 2))))

    def quality(self, who: int = 0) -> float:
        """Return how well this player's onsets were predicted, about -1 to 1: the mean cosine of their phase."""
        return self._resultant[who] / max(self._weight[who], 2.0)

    def line_time(self) -> float:
        """Return the time of the best hypothesis' last line, s."""
        return float(self._beam[b.LINE, self._best])

    def labels(self, since_s: float) -> Labels:
        """Return the onsets since `since_s` with their lines."""
        return self._path.labels(since_s)

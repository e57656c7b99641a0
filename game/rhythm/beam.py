"""Many guesses at one pulse, followed side by side: each is a Kalman filter over the last line's time and the period.

A *pulse* is a train of equally spaced lines with period D. Between two onsets lie c = 1, 2, 3.. lines (c = 0 only
where two players may share a line). Each hypothesis carries a log weight, the time of its last line, its period
and their covariance. All arrays of a beam are the rows of one float64 array of shape (6, n).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PERIOD_MIN_S: Final = 0.08
PERIOD_MAX_S: Final = 1.25
LINE_LOG: Final = float(np.log(0.5))
"""Log probability that one more line passes: the coarsest grid that explains the onsets wins."""
JUMP_LOG: Final = float(np.log(0.005))
"""Log probability of a sudden tempo change at an onset."""
FLOOR_LOG: Final = -25.0
OUTLIER: Final = -9
"""Step of an onset that a hypothesis does not explain."""
BORN: Final = -1
"""Parent of a hypothesis that begins at this onset."""

WEIGHT, LINE, PERIOD, VAR_LINE, COV, VAR_PERIOD = range(6)
_NEIGHBOURS: Final = np.array([-1.0, 0.0, 1.0])[:, None]
_JUMPS: Final = np.array([0.0, 1.0])[:, None, None]
_TWO_PI: Final = 2 * np.pi


@dataclass(frozen=True, slots=True)
class PulseSettings:
    """Parameters of a pulse; reasons and measurements in the scoring document."""

    hypotheses: int = 24
    motor_s: float = 0.009
    """Motor jitter of one onset, s."""
    timekeeper: float = 0.016
    """Timekeeper noise, s per square root of a second."""
    drift: float = 0.008
    """Tempo drift, 1 per square root of a second."""
    jump: float = 0.08
    """SD of a sudden tempo change, as a share of the period."""
    outlier: float = 0.08
    """Probability that an onset belongs to no line (density 2 per second)."""
    forget: float = 0.95
    """Memory of the log weights, per onset."""
    prior_weight: float = 0.2
    """How much of the period prior is added at each onset."""
    memory: float = 0.90
    """Memory of the quality, per onset of a player, at least."""
    start_spread: float = 0.05
    """SD of the first guesses at the period, as a share: about half the way from one to the next."""
    shared: bool = False
    """Whether two players feed this pulse, so that two onsets may lie on one line."""


OWN: Final = PulseSettings()
JOINT: Final = PulseSettings(outlier=0.02, forget=0.97, prior_weight=0.10, memory=0.92, start_spread=0.03, shared=True)


def period_prior(period_s: Floats) -> Floats:
    """Return the log prior of periods: log-normal around .35 s."""
    return np.asarray(-0.5 * (np.log(period_s / 0.35) / 0.6) ** 2, dtype=np.float64)


def seed(time_s: float, periods_s: Floats, log_weight: Floats, *, motor_s: float, spread: float) -> Floats:
    """Return a beam of fresh hypotheses whose last line is at `time_s`; `spread` = SD of the period as its share."""
    beam = np.zeros((6, len(periods_s)))
    beam[WEIGHT] = log_weight
    beam[LINE] = time_s
    beam[PERIOD] = periods_s
    beam[VAR_LINE] = 1.5 * motor_s**2
    beam[VAR_PERIOD] = (spread * periods_s) ** 2
    return beam


@dataclass(frozen=True, slots=True)
class Extension:
    """Every way in which a beam can explain one onset."""

    beam: Floats
    """(6, 6 n): two jump choices x three steps x n hypotheses, flattened."""
    steps: Floats
    """(3 n,) lines since the last line."""
    surprise: Floats
    """(3 n,) squared innovation over its variance without a jump."""


def extend(beam: Floats, time_s: float, *, lowest: int, noise: float, settings: PulseSettings) -> Extension:
    """Kalman-update each hypothesis for the nearest three lines, with and without a sudden tempo change.

    `lowest` is the smallest step allowed (0 where the other player may share the line), `noise` the player's
    noise factor on both variances.
    """
    log_weight, line, period, var_line, cov, var_period = beam
    steps = np.round((time_s - line) / period) + _NEIGHBOURS
    passed_s = steps * period
    passed_positive = np.maximum(passed_s, 0.0)
    square = period * period
    motor = settings.motor_s**2 * noise
    jump = _JUMPS * (settings.jump**2 * square)
    drifted = var_period + settings.drift**2 * square * passed_positive + jump
    steady = var_line + steps * (2 * cov + steps * var_period) + settings.timekeeper**2 * noise * passed_positive
    cross = cov + steps * var_period + steps * jump
    spread = steady + steps * steps * jump
    variance = spread + motor
    error = time_s - line - passed_s
    square_error = error * error
    chance = np.where(steps < lowest, -np.inf, np.maximum(steps, 1) * LINE_LOG)
    gain_line, gain_period = spread / variance, cross / variance
    new = np.empty((6, *variance.shape))
    new[WEIGHT] = log_weight + chance - 0.5 * (square_error / variance + np.log(_TWO_PI * variance)) + JUMP_LOG * _JUMPS
    new[LINE] = line + passed_s + gain_line * error
    new[PERIOD] = period + gain_period * error
    new[VAR_LINE] = spread * (1 - gain_line)
    new[COV] = cross * (1 - gain_line)
    new[VAR_PERIOD] = drifted - gain_period * cross
    surprise = square_error / (steady + motor)
    return Extension(new.reshape(6, -1), steps.reshape(-1), surprise.reshape(-1))


def choose(pool: Floats, time_s: float, keep: int) -> list[int]:
    """Return the columns of the best hypotheses of a pool, best first, without near-duplicates.

    Two hypotheses are duplicates when their periods round to the same 2 % and their phases to the same eighth.
    """
    log_weight, period = pool[WEIGHT], np.maximum(pool[PERIOD], 0.5 * PERIOD_MIN_S)
    log_weight[(period < 0.95 * PERIOD_MIN_S) | (period > 1.05 * PERIOD_MAX_S)] = -np.inf
    size = min(2 * keep, len(log_weight))
    top = np.argpartition(log_weight, len(log_weight) - size)[-size:]
    top = top[np.lexsort((top, -log_weight[top]))]
    phase = (time_s - pool[LINE, top]) / period[top]
    key = np.round(np.log(period[top]) / 0.02) * 16 + np.round((phase - np.round(phase)) * 8)
    seen: set[float] = set()
    chosen: list[int] = []
    for column, cell, weight in zip(top.tolist(), key.tolist(), log_weight[top].tolist(), strict=True):
        if weight == -np.inf or len(chosen) == keep:
            break
        if cell not in seen:
            seen.add(cell)
            chosen.append(column)
    return chosen

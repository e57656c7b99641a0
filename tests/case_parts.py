"""What the cases are made of: noisy beats, coupled and alone, patterns laid over them, and things that go wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.model.hit import Hit
from game.rhythm.patterns import PATTERNS, TICKS_PER_BAR, TICKS_PER_BEAT, VELOCITY, Pattern, every

Rng = np.random.Generator
Times = NDArray[np.float64]
Duet = tuple[list[Hit], list[Hit]]
TempoCurve = Callable[[float], float]
"""Seconds on the clock -> factor on the beat period."""

START_S = 1.0
LENGTH_S = 60.0
BPM = (75, 90, 105, 120, 135, 150, 170)


@dataclass(frozen=True)
class Hands:
    """Noise of a player: SD in ms at a beat of 500 ms (timekeeper, grows with the beat) and at any beat (motor)."""

    timekeeper_ms: float
    motor_ms: float
    alpha: float = 0.35

    def timekeeper_s(self, beat_s: float) -> float:
        return self.timekeeper_ms / 1000 * beat_s / 0.5

    @property
    def motor_s(self) -> float:
        return self.motor_ms / 1000


EXPERT = Hands(6, 3)
TRAINED = Hands(10, 5)
NOVICE = Hands(18, 8)
WEAK = Hands(25, 12, alpha=0.2)

GROOVES: Mapping[str, Pattern] = {
    **PATTERNS,
    "beats 1 3": Pattern("", {"snare": (0, 24)}),
    "beats 2 4": Pattern("", {"snare": (12, 36)}),
    "kick 1 3": Pattern("", {"kick": (0, 24)}),
    "triplet quarters": Pattern("", {"snare": every(8)}),
    "dotted 8ths": Pattern("", {"snare": every(9)}),
}


def beat_of_seed(seed: int, rng: Rng) -> float:
    """Beat period of a seed, s: the tempos in turn, each give or take 3 %."""
    return float(60 / (BPM[seed % len(BPM)] * np.exp(rng.uniform(-0.03, 0.03))))


def steady(_: float) -> float:
    return 1.0


def ramp(change: float) -> TempoCurve:
    """The period grows by `change` (a share) over the length of a case."""
    return lambda time_s: 1 + change * (time_s - START_S) / LENGTH_S


# ---- beats ----------------------------------------------------------------------------------------------------------


def coupled(
    rng: Rng, beat_s: float, hands: tuple[Hands, Hands], *, length_s: float = LENGTH_S, tempo: TempoCurve = steady
) -> tuple[Times, Times]:
    """Beats of two players who each correct a share alpha of the asynchrony."""
    count = int(length_s / beat_s * 1.6) + 8
    motor = rng.normal(size=(count + 1, 2)) * [hand.motor_s for hand in hands]
    keeper = rng.normal(size=(count, 2)) * [hand.timekeeper_s(beat_s) for hand in hands]
    alpha = np.array([hand.alpha for hand in hands]) * [-1, 1]
    beats = np.empty((count, 2))
    beats[0] = START_S + motor[0]
    for i in range(count - 1):
        asynchrony_s = beats[i, 0] - beats[i, 1]
        interval_s = beat_s * tempo(float(beats[i].mean())) + keeper[i] + motor[i + 1] - motor[i]
        beats[i + 1] = beats[i] + interval_s + alpha * asynchrony_s
    return beats[beats[:, 0] < START_S + length_s, 0], beats[beats[:, 1] < START_S + length_s, 1]


def alone(
    rng: Rng, beat_s: float, hands: Hands = TRAINED, *, start_s: float = START_S, length_s: float = LENGTH_S
) -> Times:
    """Beats of a player who hears nobody."""
    count = int(length_s / beat_s * 1.6) + 8
    keeper = beat_s + rng.normal(size=count) * hands.timekeeper_s(beat_s)
    inner = start_s + np.concatenate([[0.0], np.cumsum(keeper)])
    return (inner + rng.normal(size=count + 1) * hands.motor_s)[inner < START_S + length_s]


# ---- hits on beats --------------------------------------------------------------------------------------------------


def play(
    rng: Rng,
    player: int,
    beats: Times,
    groove: str,
    *,
    motor_s: float = 0.005,
    missing: float = 0.0,
    in_bar: Callable[[int], bool] = lambda _: True,
) -> list[Hit]:
    """Hits of a groove along beats; `in_bar` tells in which bars it plays, `missing` is the chance to miss a stroke."""
    hits = []
    for tick, pad in _strokes(GROOVES[groove], len(beats) - 1, in_bar):
        if rng.random() < missing:
            continue
        time_s = np.interp(tick / TICKS_PER_BEAT, np.arange(len(beats)), beats) + rng.normal() * 0.001
        if tick % TICKS_PER_BEAT:
            time_s += rng.normal() * motor_s
        velocity = np.clip(VELOCITY[pad] + rng.normal() * 0.06, 0.1, 1.0)
        hits.append(Hit(float(time_s), player, pad, float(velocity)))
    return in_order(hits)


def _strokes(pattern: Pattern, beats: int, in_bar: Callable[[int], bool]) -> Iterable[tuple[int, str]]:
    for bar in filter(in_bar, range(beats // 4 + 1)):
        for tick, pads in pattern.pads_at.items():
            if bar * 4 + tick // TICKS_PER_BEAT < beats:
                yield from ((bar * TICKS_PER_BAR + tick, pad) for pad in pads)


def at(times_s: Iterable[float], player: int, pad: str = "snare", velocity: float = 0.7) -> list[Hit]:
    """Plain hits at given times."""
    return [Hit(float(time_s), player, pad, velocity) for time_s in times_s]


def between_beats(rng: Rng, player: int, beats: Times, step: float, motor_s: float = 0.005) -> list[Hit]:
    """A roll: one plain hit every `step` beats."""
    positions = np.arange(0, len(beats) - 1.01, step)
    times_s = np.interp(positions, np.arange(len(beats)), beats) + rng.normal(size=len(positions)) * motor_s
    return at(np.sort(times_s), player)


def random_hits(rng: Rng, player: int, per_second: float, length_s: float = LENGTH_S) -> list[Hit]:
    """Hits at random times."""
    return at(np.sort(rng.uniform(START_S, START_S + length_s, int(per_second * length_s))), player)


def unrelated_roll(rng: Rng, player: int, per_second: float, length_s: float = LENGTH_S) -> list[Hit]:
    """An expert's steady roll at a rate of its own."""
    return at(alone(rng, 1 / per_second, EXPERT, length_s=length_s), player)


# ---- what happens to hits -------------------------------------------------------------------------------------------


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: hit.time_s)


def late_by(hits: Sequence[Hit], by_s: float) -> list[Hit]:
    """The same hits from a kit that reports late."""
    return [replace(hit, time_s=hit.time_s + by_s) for hit in hits]


def with_flams(hits: Sequence[Hit]) -> list[Hit]:
    """A soft grace note 22 ms before every snare."""
    grace = [replace(hit, time_s=hit.time_s - 0.022, velocity=hit.velocity * 0.5) for hit in hits if hit.pad == "snare"]
    return in_order([*hits, *grace])


def with_double_triggers(rng: Rng, hits: Sequence[Hit]) -> list[Hit]:
    """Three in ten strokes are reported twice, the second time softly, 18 ms later."""
    again = [replace(hit, time_s=hit.time_s + 0.018, velocity=hit.velocity * 0.3) for hit in hits if rng.random() < 0.3]
    return in_order([*hits, *again])


def with_hat_foot(hits: Sequence[Hit], player: int, beats: Times) -> list[Hit]:
    """A foot splash on every other beat, 8 ms late."""
    return in_order([*hits, *at(beats[1::2] + 0.008, player, "hat_pedal", 0.5)])


def without_accents(hits: Sequence[Hit]) -> list[Hit]:
    """The same strokes, all on one drum and equally loud."""
    return [replace(hit, pad="snare", velocity=0.7) for hit in hits]


def slow_answers(hits: Sequence[Hit], beat_s: float, factor: float = 1.08) -> list[Hit]:
    """Each answer begins in time and then runs slow."""
    answers: list[Hit] = []
    begin_s = last_s = -np.inf
    for hit in hits:
        if hit.time_s - last_s > 4 * beat_s:
            begin_s = hit.time_s
        last_s = hit.time_s
        answers.append(replace(hit, time_s=begin_s + (hit.time_s - begin_s) * factor))
    return in_order(answers)

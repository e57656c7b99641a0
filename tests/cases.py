"""Duets with a known truth: `CASES` maps a name to a generator of both players' hits.

Tempos are 75 to 170 BPM, give or take 3 % by seed (`duet`); a case lasts a minute and begins at 1 s. Kept as test data:
the engine, the reports and the simulated drummers are all tried against the same ones.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from case_parts import (
    EXPERT,
    LENGTH_S,
    NOVICE,
    START_S,
    TRAINED,
    WEAK,
    Duet,
    Hands,
    Rng,
    TempoCurve,
    Times,
    alone,
    at,
    beat_of_seed,
    between_beats,
    coupled,
    in_order,
    late_by,
    play,
    ramp,
    random_hits,
    slow_answers,
    steady,
    unrelated_roll,
    with_double_triggers,
    with_flams,
    with_hat_foot,
)

Case = Callable[[Rng, float], Duet]
"""(generator, beat period in s) -> hits of player 1, hits of player 2."""
Grooves = Sequence[tuple[str, str]]

PAIRS: Grooves = (("quarter", "quarter"), ("rock8", "eighth"), ("backbeat", "rock8"), ("funk16", "quarter"))
NO_16THS = PAIRS[:3]
QUARTERS = PAIRS[:1]


def duet(name: str, seed: int) -> Duet:
    """One of `CASES` at the tempo of a seed."""
    rng = np.random.default_rng(seed)
    return CASES[name](rng, beat_of_seed(seed, rng))


def dyad(
    hands1: Hands,
    hands2: Hands | None = None,
    grooves: Grooves = PAIRS,
    *,
    tempo: Callable[[Rng], TempoCurve] = lambda _: steady,
    missing: float = 0.0,
    length_s: float = LENGTH_S,
) -> Case:
    """Two players who hear each other, on one of the pairs of grooves."""
    hands = (hands1, hands2 or hands1)

    def case(rng: Rng, beat_s: float) -> Duet:
        chosen = grooves[rng.integers(len(grooves))]
        beats = coupled(rng, beat_s, hands, length_s=length_s, tempo=tempo(rng))
        one, two = (
            play(rng, player, beats[player - 1], chosen[player - 1], motor_s=hand.motor_s, missing=missing)
            for player, hand in zip((1, 2), hands, strict=True)
        )
        return one, two

    return case


def trained(then: Callable[[Rng, Times, Times], Duet]) -> Case:
    """What two trained players who hear each other make of their beats."""
    return lambda rng, beat_s: then(rng, *coupled(rng, beat_s, (TRAINED, TRAINED)))


def grooves(groove1: str, groove2: str) -> Case:
    """Two trained players, each with a groove."""
    return trained(lambda rng, one, two: (play(rng, 1, one, groove1), play(rng, 2, two, groove2)))


def changed(case: Case, change: Callable[[Rng, Duet], Duet]) -> Case:
    """A case whose hits something happens to."""
    return lambda rng, beat_s: change(rng, case(rng, beat_s))


def second_late(by_s: float, pairs: Grooves = PAIRS) -> Case:
    return changed(dyad(TRAINED, grooves=pairs), lambda _, hits: (hits[0], late_by(hits[1], by_s)))


def apart(percent: float, hands: Hands = TRAINED, *, together_at_first: bool = False) -> Case:
    """Two players who do not hear each other, their tempos `percent` apart, either of them the faster one."""

    def case(rng: Rng, beat_s: float) -> Duet:
        groove1, groove2 = PAIRS[rng.integers(len(PAIRS))]
        other_s = beat_s / (1 + percent / 100 * rng.choice([-1, 1]))
        first = alone(rng, beat_s, hands)
        start_s = START_S + (0.0 if together_at_first else rng.uniform(0, beat_s))
        second = alone(rng, other_s, hands, start_s=start_s)
        return (
            play(rng, 1, first, groove1, motor_s=hands.motor_s),
            play(rng, 2, second, groove2, motor_s=hands.motor_s),
        )

    return case


def at_bpm(bpm: float, case: Case) -> Case:
    """A case at one tempo, whatever the seed."""
    return lambda rng, _: case(rng, 60 / bpm)


def beside_rock(other: Callable[[Rng], list]) -> Case:
    """A rock groove, and a second player who has nothing to do with it."""
    return lambda rng, beat_s: (play(rng, 1, alone(rng, beat_s), "rock8"), other(rng))


def every_nth_beat(n: int) -> Case:
    return trained(lambda rng, one, two: (play(rng, 1, one, "rock8"), at(two[::n], 2)))


def stops_half_way(rng: Rng, beat_s: float) -> Duet:
    one, two = dyad(TRAINED)(rng, beat_s)
    return one, [hit for hit in two if hit.time_s < START_S + LENGTH_S / 2]


def echo(rng: Rng, one: Times, two: Times) -> Duet:
    """Player 1 plays two bars, player 2 answers with the same."""
    groove = str(rng.choice(["rock8", "tresillo", "eighth"]))
    return (
        play(rng, 1, one, groove, in_bar=lambda bar: bar % 4 < 2),
        play(rng, 2, two, groove, in_bar=lambda bar: bar % 4 >= 2),
    )


def echo_slow(rng: Rng, beat_s: float) -> Duet:
    beats = alone(rng, beat_s)
    call = play(rng, 1, beats, "rock8", in_bar=lambda bar: bar % 4 < 2)
    answer = play(rng, 2, beats, "rock8", in_bar=lambda bar: bar % 4 >= 2)
    return call, slow_answers(answer, beat_s)


def tempo_jump(rng: Rng, beat_s: float) -> Duet:
    """Player 1 jumps by 12 % half way; player 2 corrects phase and period and catches up."""
    factor = rng.choice([0.88, 1.12])
    one, two, period_s = [START_S], [START_S + 0.01], beat_s
    while one[-1] < START_S + LENGTH_S:
        own_s = beat_s * (factor if one[-1] > START_S + LENGTH_S / 2 else 1)
        asynchrony_s = one[-1] - two[-1]
        period_s += (0.30 if abs(asynchrony_s) > 0.03 else 0.05) * asynchrony_s
        one.append(one[-1] + own_s + rng.normal() * 0.010 - 0.1 * np.clip(asynchrony_s, -0.03, 0.03))
        two.append(two[-1] + period_s + 0.5 * asynchrony_s + rng.normal() * 0.010)
    return play(rng, 1, np.array(one), "rock8"), play(rng, 2, np.array(two), "eighth")


def meet_in_the_middle(rng: Rng, _: float) -> Duet:
    """100 against 120 BPM, at 110 after 20 s; from 12 s on they also fall into step."""
    one, two = [START_S], [START_S + 0.1]
    while one[-1] < START_S + LENGTH_S:
        elapsed_s = one[-1] - START_S
        there = min(1.0, elapsed_s / 20)
        coupling = 0.35 * np.clip((elapsed_s - 12) / 8, 0, 1)
        slow_s, fast_s = (start + (60 / 110 - start) * there for start in (0.6, 0.5))
        while two[-1] < one[-1] + 0.3:
            two.append(_next_beat(rng, two[-1], fast_s, (one[-1], slow_s), coupling))
        one.append(_next_beat(rng, one[-1], slow_s, (two[-1], fast_s), coupling))
    return play(rng, 1, np.array(one), "rock8"), play(rng, 2, np.array(two), "eighth")


def _next_beat(rng: Rng, last_s: float, period_s: float, partner: tuple[float, float], coupling: float) -> float:
    """The beat after `last_s`, drawn towards the nearest of the partner's beats (time and period, s)."""
    heard_s, heard_period_s = partner
    phase = (last_s - heard_s) / heard_period_s
    phase -= np.round(phase)
    return last_s + period_s - coupling * phase * heard_period_s + rng.normal() * 0.010


CASES: Mapping[str, Case] = {
    "expert pair": dyad(EXPERT),
    "trained pair": dyad(TRAINED),
    "novice pair": dyad(NOVICE),
    "novice pair, no 16ths": dyad(NOVICE, grooves=NO_16THS),
    "weak pair, quarters": dyad(WEAK, grooves=QUARTERS),
    "weak pair, no 16ths": dyad(WEAK, grooves=NO_16THS),
    "weak pair, all patterns": dyad(WEAK),
    "expert funk16 + novice quarters": dyad(EXPERT, NOVICE, [("funk16", "quarter")]),
    "expert funk16 + weak quarters": dyad(EXPERT, WEAK, [("funk16", "quarter")]),
    "expert rock + novice backbeat": dyad(EXPERT, NOVICE, [("rock8", "beats 2 4")]),
    "one silent": changed(dyad(TRAINED), lambda _, hits: (hits[0], [])),
    "both silent": lambda _rng, _beat_s: ([], []),
    "player 2 stops half way": stops_half_way,
    "kick on 1 + rock": grooves("rock8", "kick1"),
    "kick on 1 and 3 + funk": grooves("funk16", "kick 1 3"),
    "pulse + random 10/s": beside_rock(lambda rng: random_hits(rng, 2, 10)),
    "pulse + random 5/s": beside_rock(lambda rng: random_hits(rng, 2, 5)),
    "pulse + random 2/s": beside_rock(lambda rng: random_hits(rng, 2, 2)),
    "pulse + unrelated roll 14/s": beside_rock(lambda rng: unrelated_roll(rng, 2, 14)),
    "random 10/s + random 10/s": lambda rng, _: (random_hits(rng, 1, 10), random_hits(rng, 2, 10)),
    "random 2/s + random 2/s": lambda rng, _: (random_hits(rng, 1, 2), random_hits(rng, 2, 2)),
    "roll in 16ths + rock": trained(lambda rng, a, b: (play(rng, 1, a, "rock8"), between_beats(rng, 2, b, 1 / 4))),
    "roll in 32nds + rock": trained(
        lambda rng, a, b: (play(rng, 1, a, "rock8"), between_beats(rng, 2, b, 1 / 8, motor_s=0.003))
    ),
    "rock against 8ths": grooves("rock8", "eighth"),
    "double time": grooves("quarter", "eighth"),
    "half time": grooves("quarter", "beats 1 3"),
    "3:2 polyrhythm": trained(lambda rng, a, b: (play(rng, 1, a, "quarter"), between_beats(rng, 2, b, 2 / 3))),
    "4:3 polyrhythm": trained(lambda rng, a, b: (play(rng, 1, a, "quarter"), between_beats(rng, 2, b, 3 / 4))),
    "swing + straight, no accents": grooves("eighth", "swing"),
    "shuffle + straight rock": grooves("rock8", "shuffle"),
    "both swing": grooves("shuffle", "swing"),
    "clave + rock": grooves("rock8", "clave"),
    "clave + tresillo": grooves("tresillo", "clave"),
    "both drift 6 %": dyad(TRAINED, tempo=lambda rng: ramp(rng.choice([-0.06, 0.06]))),
    "accelerando 25 % together": dyad(TRAINED, tempo=lambda _: ramp(-0.20)),
    "ritardando 25 % together": dyad(TRAINED, tempo=lambda _: ramp(0.25)),
    "both speed up 20 %": dyad(TRAINED, tempo=lambda _: ramp(1 / 1.2 - 1)),
    "flams": changed(dyad(TRAINED, grooves=PAIRS[:2]), lambda _, hits: (hits[0], with_flams(hits[1]))),
    "double triggers": changed(
        dyad(TRAINED), lambda rng, hits: (with_double_triggers(rng, hits[0]), with_double_triggers(rng, hits[1]))
    ),
    "hat foot splashes": trained(
        lambda rng, a, b: (with_hat_foot(play(rng, 1, a, "rock8"), 1, a), play(rng, 2, b, "quarter"))
    ),
    "ghosts: 10 % extra random hits": changed(
        dyad(TRAINED),
        lambda rng, hits: (
            in_order(hits[0] + random_hits(rng, 1, 0.4)),
            in_order(hits[1] + random_hits(rng, 2, 0.4)),
        ),
    ),
    "10 % of hits missing": dyad(TRAINED, missing=0.1),
    "offset 25 ms (twin kits)": second_late(0.025),
    "offset 60 ms": second_late(0.060, NO_16THS),
    "hocket (beats 1,3 / 2,4)": grooves("beats 1 3", "beats 2 4"),
    "hocket (on / off beat)": grooves("quarter", "off8"),
    "echo by 2 bars": trained(echo),
    "echo, answers 8 % slow": echo_slow,
    "meet in the middle 100/120": meet_in_the_middle,
    "tempo jump 12 %, partner catches up": tempo_jump,
    "uncoupled, same tempo, start together": apart(0, together_at_first=True),
    "uncoupled, same tempo, any phase": apart(0),
    "uncoupled 0.5 %": apart(0.5),
    "uncoupled 1 %": apart(1),
    "uncoupled 2.5 %": apart(2.5),
    "uncoupled 5 %": apart(5),
    "120 against 123": at_bpm(120, apart(2.5)),
    "uncoupled 10 %": apart(10),
    "uncoupled 14 %": apart(14),
    "one hit every 4 bars + rock": every_nth_beat(16),
    "one hit every 2 bars + rock": every_nth_beat(8),
}

"""Whether anything pays that is not playing together.

    python tests/bench/bench_gaming.py [--seeds 8] [--from SEED] [--only TEXT] [--jobs 2] [--json FILE] [--compare FILE]

First table: what is done to an honest pair's hits, and by how much the session score changes (silence counts as 0; the
round is the same minute for all). Second table: two who keep equal or nearly equal rates without hearing each other,
beside two who do the same and hear each other; "outscores" is the chance that an honest pair gets more.
"""

import sys
from itertools import product

import numpy as np
from common import Bound, Report, arguments, in_groups, mean, number, session, spread, spread_text  # isort: split

from case_parts import (
    EXPERT,
    LENGTH_S,
    NOVICE,
    START_S,
    TRAINED,
    WEAK,
    alone,
    at,
    beat_of_seed,
    between_beats,
    coupled,
    in_order,
    play,
    random_hits,
    unrelated_roll,
    without_accents,
)
from cases import dyad

ROUND_S = (START_S, START_S + LENGTH_S)
HANDS = {"expert": EXPERT, "trained": TRAINED, "novice": NOVICE, "weak": WEAK}
LEVELS = ("trained", "novice", "weak")
ROLLS = ("both roll 14/s", "both roll 11/s", "both roll 8/s")
NOT_MORE_THAN = 2
"""Points by which an act may raise the score."""


def with_random(hits, rng, player, per_second):
    return in_order([*hits, *random_hits(rng, player, per_second)])


def kept(hits, rng, share):
    return [hit for hit in hits if rng.random() < share]


def without_three_tenths_of_the_time(hits):
    return [hit for hit in hits if (hit.time_s // 6) % 10 not in (2, 5, 8)]


def both_roll(per_second):
    return lambda _, rng: (unrelated_roll(rng, 1, per_second), unrelated_roll(rng, 2, per_second))


ACTS = {
    "honest": lambda hits, _: hits,
    "add random hits 1/s to player 2": lambda hits, rng: (hits[0], with_random(hits[1], rng, 2, 1)),
    "add random hits 4/s to both": lambda hits, rng: tuple(with_random(hits[p], rng, p + 1, 4) for p in (0, 1)),
    "delete 30 % of player 2": lambda hits, rng: (hits[0], kept(hits[1], rng, 0.7)),
    "delete 60 % of both": lambda hits, rng: tuple(kept(own, rng, 0.4) for own in hits),
    "delete 30 % of the time (both silent)": lambda hits, _: tuple(map(without_three_tenths_of_the_time, hits)),
    "roll 14/s instead of player 2": lambda hits, rng: (hits[0], unrelated_roll(rng, 2, 14)),
    "roll 14/s on top of player 2": lambda hits, rng: (hits[0], in_order([*hits[1], *unrelated_roll(rng, 2, 14)])),
    **{name: both_roll(rate) for name, rate in zip(ROLLS, (14, 11, 8), strict=True)},
    "player 2 one hit every 4 bars": lambda hits, _: (hits[0], hits[1][::16]),
    "play 10 s, then both silent": lambda hits, _: tuple([h for h in own if h.time_s < START_S + 10] for own in hits),
    "both silent": lambda _hits, _rng: ([], []),
}


def act(name, level, seed):
    """Score of an honest pair after something was done to its hits."""
    rng = np.random.default_rng(seed)
    honest = dyad(HANDS[level])(rng, beat_of_seed(seed, rng))
    return session(*ACTS[name](honest, np.random.default_rng(99 + seed)), round_s=ROUND_S).score or 0.0


def acts(report, options):
    seeds = range(options.seed, options.seed + options.seeds)
    report.table(
        f"Acts, change of the score, {options.seeds} pairs from {options.seed}",
        ("act", *(f"{level}: median (max), share above +{NOT_MORE_THAN}" for level in LEVELS)),
    )
    names = [name for name in ACTS if options.only in name or name == "honest"]
    tasks = {name: [(name, level, seed) for level in LEVELS for seed in seeds] for name in names}
    honest = None
    for name, scores in in_groups(act, tasks, options.jobs):
        by_level = np.reshape(scores, (len(LEVELS), -1))
        honest = by_level if honest is None else honest
        figures, cells = {}, []
        for level, changes in zip(LEVELS, by_level if name == "honest" else by_level - honest, strict=True):
            median, most, above = np.median(changes), changes.max(), float((changes > NOT_MORE_THAN).mean())
            figures |= {level: float(median), f"{level} max": float(most), f"{level} above": above}
            cells.append(f"{median:.0f}" if name == "honest" else f"{median:+.0f} ({most:+.0f}), {above:.2f}")
        report.row(name, figures, cells, act_bounds(name))


def act_bounds(name):
    if name == "honest":
        return []
    return [*(Bound(level, most=NOT_MORE_THAN) for level in LEVELS), Bound("trained above", most=0.05)]


# ---- equal rates ----------------------------------------------------------------------------------------------------

RATES = (6, 8, 11, 14)
APART = (0, 2, 5)
PLAIN = (("sixteenth", "sixteenth"), ("eighth", "eighth"), ("quarter", "quarter"), ("sixteenth", "eighth"))
FLAT = (("rock8", "eighth"), ("funk16", "quarter"), ("backbeat", "rock8"))


def roll_apart(rate, percent):
    def case(rng, _, hands, start_s):
        second_rate = rate * (1 + percent / 100 * rng.choice([-1, 1]))
        start_s = START_S + start_s(1 / rate)
        return at(alone(rng, 1 / rate, hands), 1), at(alone(rng, 1 / second_rate, hands, start_s=start_s), 2)

    return case


def roll_together(rate):
    """Four strokes to a beat, by two who hear each other."""

    def case(rng, _, hands):
        beats = coupled(rng, 4 / rate, (hands, hands))
        return tuple(between_beats(rng, player, beats[player - 1], 1 / 4, hands.motor_s) for player in (1, 2))

    return case


def plain_apart(grooves):
    def case(rng, beat_s, hands, start_s):
        second = alone(rng, beat_s, hands, start_s=START_S + start_s(beat_s))
        return plain(rng, (alone(rng, beat_s, hands), second), hands, grooves)

    return case


def plain_together(grooves):
    return lambda rng, beat_s, hands: plain(rng, coupled(rng, beat_s, (hands, hands)), hands, grooves)


def plain(rng, beats, hands, grooves):
    return tuple(
        without_accents(play(rng, player, beats[player - 1], grooves[player - 1], motor_s=hands.motor_s))
        for player in (1, 2)
    )


EQUAL = {
    **{
        f"{level}, rolls {rate}/s, {percent} % apart": (roll_apart(rate, percent), roll_together(rate))
        for level, rate, percent in product(("trained", "novice"), RATES, APART)
    },
    **{
        f"{level}, {grooves[0]} + {grooves[1]}, no accents": (plain_apart(grooves), plain_together(grooves))
        for level, grooves in product(("expert", "trained", "novice"), PLAIN + FLAT)
    },
}
"""Name -> the same without and with hearing each other."""


def equal(name, kind, seed):
    """One duet of `EQUAL`: apart from one start, apart at any phase, or together."""
    apart, together = EQUAL[name]
    rng = np.random.default_rng(seed)
    hands, beat_s = HANDS[name.split(",")[0]], beat_of_seed(seed, rng)
    if kind == "together":
        hits = together(rng, beat_s, hands)
    else:
        hits = apart(rng, beat_s, hands, (lambda _: 0.0) if kind == "one start" else (lambda s: rng.uniform(0, s)))
    return session(*hits, round_s=ROUND_S)


KINDS = ("one start", "any phase", "together")


def equals(report, options):
    report.table(
        f"Equal rates, score; share together, true and gentle; {options.seeds} pairs from {options.seed}",
        ("pair", *(f"apart, {kind}" for kind in KINDS[:2]), "they hear each other", "outscores"),
    )
    seeds = range(options.seed, options.seed + options.seeds)
    names = [name for name in EQUAL if options.only in name]
    tasks = {name: [(name, kind, seed) for kind in KINDS for seed in seeds] for name in names}
    for name, sessions in in_groups(equal, tasks, options.jobs):
        figures, cells = {}, []
        by_kind = [sessions[i : i + options.seeds] for i in range(0, len(sessions), options.seeds)]
        for kind, own in zip(KINDS, by_kind, strict=True):
            shares = {f"{kind}: {feel}": mean([getattr(one, feel) for one in own]) for feel in ("together", "gentle")}
            figures |= spread(kind, [one.score or 0.0 for one in own]) | shares
            cells.append(f"{spread_text(figures, kind)}; {' '.join(number(share, 2) for share in shares.values())}")
        honest, unrelated = ([one.score or 0.0 for one in own] for own in (by_kind[2], by_kind[0] + by_kind[1]))
        figures["outscores"] = float(np.mean(np.greater.outer(honest, unrelated)))
        rolls = name.startswith(("trained, rolls", "trained, sixteenth + sixteenth"))
        bounds = [Bound(kind, most=25, goal=True) for kind in KINDS[:2]] if rolls else []
        report.row(name, figures, [*cells, number(figures["outscores"], 2)], bounds)


def main():
    options = arguments(__doc__, seeds=8)
    report = Report()
    acts(report, options)
    equals(report, options)
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

"""How often a round earns what: each badge, by simulated and real pairs, and each dare, by people who saw none.

    python tests/bench/bench_rewards.py [--seeds 40] [--from SEED] [--only TEXT] [--jobs 2] [--data FOLDER]

Rounds of two minutes; real recordings (the rows of `bench_people`) give as many whole rounds as they last, at least
one. First table: share of the rounds that earn each badge. Simulated pairs begin up to 15 % apart, at 62 to 170 BPM,
each in one of the usual grooves, and hear each other; "daring" ones do what the pictures ask and end with a crash.
Second table: people who play on and were asked nothing. Per dare the share of phrases in which they did it without
having done it in the phrase before, and in the game the dares that were offered and met, and for each round.
"""

import sys
from collections import Counter

import numpy as np
from bench_people import duets, players
from common import Bound, Report, arguments, in_groups, number  # isort: split

from case_parts import NOVICE, TRAINED
from daring import GROOVES as DARING
from daring import RULES, Duo, random_duet, watched
from strategies import recording

from game.model.hit import Hit
from game.session.badges import BADGES, badges
from game.session.replay import judge
from game.session.simulation import simulate

ROUND_S = 120.0
GROOVES = ("quarter", "eighth", "rock8", "backbeat", "four", "off8", "swing", "tresillo")
PERSONAS = {
    "experts": ("expert", "expert"), "trained": ("trained", "trained"), "novices": ("novice", "novice"),
    "expert and novice": ("expert", "novice"), "leader and follower": ("leader", "follower"),
    "cooperative": ("cooperative", "cooperative"), "do not listen": ("trained+deaf", "trained+deaf"),
}  # fmt: skip
HANDS = {"daring, trained": TRAINED, "daring, novices": NOVICE}
TOGETHER = ("experts", "trained", "novices", "expert and novice", "leader and follower", "cooperative", *HANDS)
"""Pairs whose badges are asked about: of those, none should be given nearly always."""
NEARLY_ALWAYS = 0.60
MOST = 0.02


def simulated(kind, seed):
    """One result."""
    rng = np.random.default_rng([seed, 7])
    bpm = float(np.exp(rng.uniform(np.log(62), np.log(170))))
    if kind in HANDS:
        names = list(DARING)
        grooves = tuple(str(rng.choice(names)) for _ in (1, 2))
        duo = Duo(seed, HANDS[kind], beat_s=60 / bpm, grooves=grooves, seconds=ROUND_S)
        duo.play(daring=True)
        last_s = max(hit.time_s for hit in duo.hits if hit.time_s <= ROUND_S + 0.4)
        apart_s = rng.normal() * HANDS[kind].motor_s
        crashes = [Hit(last_s, 1, "crash", 0.9), Hit(last_s + abs(apart_s), 2, "crash", 0.9)]
        return judge(recording([*duo.hits, *crashes], seconds=ROUND_S, feel="gentle"))
    if kind.startswith("random"):
        return judge(recording(random_duet(seed), seconds=ROUND_S, feel="gentle"))
    apart = float(np.exp(rng.uniform(-0.15, 0.15)))
    one, two = (str(rng.choice(GROOVES)) for _ in (1, 2))
    grooves = {"pattern1": one, "pattern2": two, "seconds": ROUND_S, "seed": seed}
    return judge(simulate(*PERSONAS[kind], bpm=bpm, bpm2=bpm * apart, **grooves))


def earned(kind, seed):
    return sorted(badge.name for badge in badges(simulated(kind, seed)))


def rounds(path1, path2):
    """The hits of each whole round of two people, from its beginning."""
    one, two = players(path1)[0], players(path2)[1]
    since_s = max(one[0].time_s, two[0].time_s) - 1.0
    until_s = min(one[-1].time_s, two[-1].time_s)
    for i in range(max(1, int((until_s - since_s) // ROUND_S))):
        start_s = since_s + i * ROUND_S
        yield [
            Hit(hit.time_s - start_s, hit.player, hit.pad, hit.velocity)
            for hit in (*one, *two)
            if 0 <= hit.time_s - start_s < ROUND_S + 2
        ]


def of_people(path1, path2):
    """Badges of each round; chances and deeds, each by dare; offers, and those that were met."""
    names, offers = [], []
    chances, deeds = Counter(), Counter()
    for hits in rounds(path1, path2):
        if len({hit.player for hit in hits}) < 2:
            continue
        result = judge(recording(hits, seconds=ROUND_S, feel="gentle"))
        names.append(sorted(badge.name for badge in badges(result)))
        offers += [dare.met for dare in result.dares]
        seen = watched(hits, seconds=ROUND_S)
        chances, deeds = chances + seen.chances, deeds + seen.by_chance
    return names, chances, deeds, offers


def shares(rounds_of):
    counted = Counter(name for names in rounds_of for name in names)
    return {badge.name: counted[badge.name] / max(1, len(rounds_of)) for badge in BADGES}


def badge_row(report, name, figures, count):
    bounds = [Bound(each, most=NEARLY_ALWAYS) for each in figures if figures[each] > NEARLY_ALWAYS]
    cells = [str(count), *(f"{100 * figures[each.name]:.0f}" for each in BADGES)]
    report.row(name, figures, cells, bounds if name in (*TOGETHER, "all who play together") else [])


def main():
    options = arguments(__doc__, seeds=40)
    report = Report()
    seeds = range(options.seed, options.seed + options.seeds)
    report.table("Badges, % of the rounds", ("pair", "rounds", *(badge.name for badge in BADGES)))
    kinds = [kind for kind in (*PERSONAS, *HANDS, "random") if options.only in kind]
    every = []
    for kind, done in in_groups(earned, {kind: [(kind, seed) for seed in seeds] for kind in kinds}, options.jobs):
        badge_row(report, kind, shares(done), len(done))
        every += done if kind in TOGETHER else []
    if every:
        figures = shares(every)
        badge_row(report, "all who play together", figures, len(every))
        report.missed += [(1.0, f"{name} is never earned") for name, share in figures.items() if share == 0]
    people = {}
    groups = {name: pairs for name, pairs in duets(options.data).items() if options.only in name}
    for name, done in in_groups(of_people, groups, options.jobs):
        people[name] = done
        names = [each for one in done for each in one[0]]
        badge_row(report, name, shares(names), len(names))
    report.table(
        "Dares by people who saw none, % of phrases", ("people", "phrases", *RULES, "offered", "met", "a round")
    )
    for name, done in people.items():
        chances, deeds = (sum((one[i] for one in done), Counter()) for i in (1, 2))
        offers, count = [met for one in done for met in one[3]], sum(len(one[0]) for one in done)
        figures = {dare: deeds[dare] / chances[dare] if chances[dare] else None for dare in RULES}
        figures |= {"met": sum(offers) / len(offers) if offers else None, "a round": sum(offers) / max(1, count)}
        cells = [str(max(chances.values(), default=0))]
        cells += [number(None if figures[dare] is None else 100 * figures[dare], 1) for dare in RULES]
        cells += [str(len(offers)), str(sum(offers)), number(figures["a round"], 2)]
        report.row(name, figures, cells, [Bound(dare, most=MOST) for dare in RULES if (figures[dare] or 0) > MOST])
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

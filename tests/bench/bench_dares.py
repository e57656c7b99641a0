"""How often each dare is met: by those who do it, and by chance.

    python tests/bench/bench_dares.py [--seeds 40] [--from SEED] [--only TEXT] [--jobs 2] [--json FILE]

First table: per phrase, how often a pair that is together does by chance what a dare asks for, every rule asked of
every phrase of two minutes (what they had done in the phrase before is left out, as in the game). The last column asks
the bare rules of two who strike at random; in the game these are never together and are dared nothing. Third table: the
share of offers that pairs who see the picture and do it meet.
"""

import sys
from collections import Counter
from itertools import chain

from common import Bound, Report, arguments, in_groups, number  # isort: split

from case_parts import NOVICE, TRAINED
from daring import GROOVES, RULES, Duo, offers, random_duet, watched
from strategies import recording

from game.session.replay import judge

ROUND_S = 120.0
HANDS = {"trained": TRAINED, "novice": NOVICE}
PAIRS = [(one, other) for one in GROOVES for other in GROOVES]
MOST = 0.02


def setting(seed):
    return {"beat_s": 60 / (80, 95, 110, 125, 140)[seed % 5], "grooves": PAIRS[seed % len(PAIRS)], "seconds": ROUND_S}


def by_chance(who, seed):
    if who == "random":
        seen = watched(random_duet(seed, per_second=(2, 3, 5)[seed % 3]), seconds=ROUND_S, only_together=False)
        return seen.chances, seen.by_chance, 0
    if who == "random, in the game":
        hits = random_duet(seed, per_second=(2, 3, 5)[seed % 3])
        return Counter(), Counter(), len(judge(recording(hits, seconds=ROUND_S, feel="gentle")).dares)
    duo = Duo(seed, HANDS[who], **setting(seed))
    result = duo.play(daring=False)
    seen = watched(duo.hits, seconds=ROUND_S)
    return seen.chances, seen.by_chance, sum(offers(result))


def chance(report, options):
    seeds = range(options.seed, options.seed + options.seeds)
    people = (*HANDS, "random, in the game", "random")
    groups = {who: [(who, seed) for seed in seeds] for who in people}
    chances, met, gilded = {}, {}, {}
    for who, done in in_groups(by_chance, groups, options.jobs):
        chances[who], met[who] = (sum((one[i] for one in done), Counter()) for i in (0, 1))
        gilded[who] = sum(one[2] for one in done)
    shown = (*HANDS, "random")
    report.table(f"By chance, share of phrases, {options.seeds} duets each", ("dare", *shown))
    for name in RULES:
        figures = {who: met[who][name] / max(1, chances[who][name]) for who in shown}
        cells = [f"{number(figures[who], 4)} of {chances[who][name]}" for who in shown]
        report.row(name, figures, cells, [Bound(who, most=MOST) for who in HANDS])
    report.table("Gilded lanterns for each duet that plays on, in the game", ("pair", "a duet"))
    for who in people[:-1]:
        figures = {"gilded": gilded[who] / options.seeds}
        report.row(who, figures, [number(figures["gilded"], 3)], [Bound("gilded", most=MOST)])


def on_purpose(who, name, seed):
    return list(offers(Duo(seed, HANDS[who], dare=name, **setting(seed)).play(daring=True), name))


def deeds(report, options):
    count = max(3, options.seeds // 4)
    seeds = range(options.seed, options.seed + count)
    report.table(f"Done on purpose, share of offers met, {count} duets each", ("dare", *HANDS))
    groups = {name: [(who, name, seed) for who in HANDS for seed in seeds] for name in RULES}
    for name, done in in_groups(on_purpose, groups, options.jobs):
        offered = {who: list(chain(*done[i * count : (i + 1) * count])) for i, who in enumerate(HANDS)}
        figures = {who: sum(own) / max(1, len(own)) for who, own in offered.items()}
        cells = [f"{number(figures[who], 2)} of {len(own)}" for who, own in offered.items()]
        report.row(name, figures, cells, [Bound("trained", least=0.8), Bound("novice", least=0.5)])


def main():
    options = arguments(__doc__, seeds=40)
    report = Report()
    chance(report, options)
    deeds(report, options)
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

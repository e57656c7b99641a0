"""What the filters that need the future drop: planted artefacts, and the strokes of real people.

Real strokes are people's performances on an electronic kit, through the filters that work on arrival. Among them are
planted, at random, what kits add: cross-talk before a hard hit, hats before a chick, and the grabbing hand before a
choke. Planted notes pass the filters on arrival as well, and those that these stop are not counted.

Told are the share of the planted that is dropped, and the share of real strokes that is lost, without artefacts beside
them and among them; and how much is lost of what is written down as hard to tell from an artefact.
"""

import sys
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from common import Bound, Report, arguments, in_groups, number, performances
from mido import MidiFile

from game.inputs.filters import RULES as PADS_RULES
from game.inputs.filters import FilterBank
from game.inputs.kit import Kit
from game.inputs.kitmap import recognise
from game.model.hit import Event, Hit
from game.rhythm.artefacts import artefacts

KIT = "TD-11"
RACK = ("snare", "tom1", "tom2", "tom3", "hat_closed", "hat_open", "crash", "ride")
HATS = ("hat_closed", "hat_open")
CYMBALS = ("crash", "ride")
PLACE = {pad: rule.place for pad, rule in PADS_RULES.items()}

LEAST, MOST = 0.95, 0.005


@dataclass(frozen=True)
class Tape:
    """One player's recording, and which of its hits nobody meant."""

    hits: tuple[Hit, ...]
    events: tuple[Event, ...] = ()
    planted: frozenset[Hit] = frozenset()


def performance(path):
    """The strokes and chokes of a performance as the game would record them, without what is stopped on arrival."""
    kit, now_s, arrived = Kit(lambda _: 1, recognise(KIT)), 0.0, []
    for message in MidiFile(path):
        now_s += message.time
        if not message.is_meta:
            arrived.append(kit.message(now_s, message.bytes()))
    hits = tuple(one for one in arrived if isinstance(one, Hit) and one.drop is None)
    return Tape(hits, tuple(one for one in arrived if isinstance(one, Event)))


# ---- what kits add --------------------------------------------------------------------------------------------------


def ghosts(rng, tape):
    """Before one hard hit in 20: one other pad of the rack, 1 to 12 ms earlier, .05 to .3 times as loud."""
    for hit in tape.hits:
        others = [pad for pad in RACK if PLACE[pad] != PLACE[hit.pad]]
        if hit.pad != "hat_pedal" and hit.velocity >= 0.4 and rng.random() < 0.05:
            yield early(rng, hit, (0.001, 0.012), rng.choice(others), hit.velocity * rng.uniform(0.05, 0.3))


def stomps(rng, tape):
    """Before one chick in 5: one to three hats, 1 to 35 ms earlier; open .2 to .9 times as loud, closed .1 to .5."""
    for hit in tape.hits:
        if hit.pad == "hat_pedal" and rng.random() < 0.2:
            for _ in range(rng.integers(1, 4)):
                pad, share = ("hat_open", (0.2, 0.9)) if rng.random() < 0.7 else ("hat_closed", (0.1, 0.5))
                yield early(rng, hit, (0.001, 0.035), pad, hit.velocity * rng.uniform(*share))


def grabs(rng, tape):
    """After one cymbal in 5 that rings: a choke, and one or two touches .05 to .3 loud, 1 to 50 ms before it."""
    for hit, until_s in ringing(tape.hits):
        if rng.random() < 0.2:
            choke = Event(rng.uniform(hit.time_s + 0.12, until_s), "choke", hit.player, hit.pad)
            yield choke
            for _ in range(rng.integers(1, 3)):
                yield early(rng, choke, (0.001, 0.050), hit.pad, rng.uniform(0.05, 0.3))


def catches(rng, tape):
    """A choke 50 to 300 ms after one cymbal in 5, and no touch: staccato, nothing is to be dropped."""
    for hit in tape.hits:
        if hit.pad in CYMBALS and rng.random() < 0.2:
            yield Event(hit.time_s + rng.uniform(0.05, 0.3), "choke", hit.player, hit.pad)


def early(rng, cause, ahead_s, pad, velocity):
    return Hit(max(cause.time_s - rng.uniform(*ahead_s), 0.0), cause.player, str(pad), velocity)


def ringing(hits):
    """Every cymbal that is left alone for at least .3 s, with the end of that time (2 s at most)."""
    for pad in CYMBALS:
        own = [hit for hit in hits if hit.pad == pad]
        for hit, after in pairwise([*own, None]):
            until_s = hit.time_s + 2 if after is None else min(after.time_s, hit.time_s + 2)
            if until_s - hit.time_s >= 0.3:
                yield hit, until_s


def planted(rng, tape, plant):
    """The performance with what `plant` adds, through the filters on arrival."""
    added = list(plant(rng, tape))
    false = {one for one in added if isinstance(one, Hit)}
    bank = FilterBank()
    passed = [
        hit
        for hit in sorted([*tape.hits, *false], key=lambda hit: hit.time_s)
        if bank.judge(hit.time_s, hit.pad, hit.velocity, PLACE[hit.pad]) is None
    ]
    events = (*tape.events, *(one for one in added if isinstance(one, Event)))
    return Tape(tuple(passed), events, frozenset(false & set(passed)))


PLANTS = {
    "a ghost before a hard hit": ghosts,
    "hats before a chick": stomps,
    "touches before a choke": grabs,
    "cymbals caught at once": catches,
    "nothing planted": lambda _rng, _tape: (),
}


# ---- what is hard to tell from it -----------------------------------------------------------------------------------


def loud(rng):
    return rng.uniform(0.6, 1.0)


def flams(rng):
    """Grace notes 12 to 40 ms before their stroke, on the same pad or on two."""
    for time_s in np.arange(1, 121, 0.5):
        grace, main = rng.choice(("snare", "tom1", "tom2")), rng.choice(("snare", "tom1", "tom2"))
        yield Hit(time_s - rng.uniform(0.012, 0.040), 1, str(grace), rng.uniform(0.1, 0.5))
        yield Hit(time_s, 1, str(main), loud(rng))


def rolls(rng):
    """Open rolls on one pad and around the kit, with feet under them."""
    for bar in range(60):
        for n in range(32):
            pad = "snare" if bar % 2 else ("snare", "tom1", "tom2", "tom3")[n // 8]
            yield Hit(1 + 2 * bar + n * 0.06 + rng.normal() * 0.006, 1, pad, rng.uniform(0.15, 0.9))
            if n % 8 == 0:
                yield Hit(1 + 2 * bar + n * 0.06 + rng.normal() * 0.008, 1, "kick", loud(rng))


def buzzes(rng):
    """Pressed strokes: five rebounds, 25 to 35 ms apart, each softer, with a kick under each stroke."""
    for time_s in np.arange(1, 121, 0.5):
        yield Hit(time_s + rng.normal() * 0.008, 1, "kick", loud(rng))
        for n in range(6):
            yield Hit(time_s + n * rng.uniform(0.025, 0.035), 1, "snare", 0.5 * 0.75**n)


def chords(rng):
    """Two pads at once, 8 ms apart on average, each as loud as it comes."""
    for time_s in np.arange(1, 121, 0.25):
        for pad in rng.choice(("kick", *RACK), 2, replace=False):
            yield Hit(time_s + rng.normal() * 0.006, 1, str(pad), rng.uniform(0.3, 1.0))


def with_foot(rng):
    """Hats in eighths; on every other one the foot plays too."""
    for n, time_s in enumerate(np.arange(1, 121, 0.25)):
        pad = "hat_open" if n % 4 == 1 else "hat_closed"
        yield Hit(time_s + rng.normal() * 0.008, 1, pad, np.clip(rng.normal(0.47, 0.1), 0.2, 1))
        if n % 2 == 0:
            yield Hit(time_s + rng.normal() * 0.008, 1, "hat_pedal", np.clip(rng.normal(0.5, 0.12), 0.17, 0.9))


def ghosted(rng, under):
    """Ghost notes in sixteenths between backbeats; `under` of the hand's or foot's hits fall on the same sixteenths."""
    for n, time_s in enumerate(np.arange(1, 121, 0.125)):
        at = time_s + rng.normal() * 0.007
        if n % 8 == 4:
            yield Hit(at, 1, "snare", loud(rng))
        elif n % 2 == 1 or rng.random() < under:
            yield Hit(at, 1, "snare", rng.uniform(0.06, 0.2))
        if n % 2 == 0 or rng.random() < under:
            yield Hit(time_s + rng.normal() * 0.007, 1, "hat_closed", rng.uniform(0.3, 0.8))
        if n % 8 in (0, 3):
            yield Hit(time_s + rng.normal() * 0.007, 1, "kick", loud(rng))


def covered(rng):
    """One soft snare stroke every bar, always 1 to 12 ms before a loud hit of another limb."""
    for time_s in np.arange(1, 121, 1.0):
        yield Hit(time_s - rng.uniform(0.001, 0.012), 1, "snare", rng.uniform(0.06, 0.2))
        yield Hit(time_s, 1, str(rng.choice(("kick", "ride", "hat_closed"))), loud(rng))


HARD = {
    "flams": flams,
    "rolls": rolls,
    "buzz strokes over a kick": buzzes,
    "two pads at once": chords,
    "hats with the foot in time": with_foot,
    "ghost notes between hits": lambda rng: ghosted(rng, 0.0),
    "ghost notes, half under hits": lambda rng: ghosted(rng, 0.5),
    "lone soft strokes just before loud hits": covered,
}
UNTELLABLE = "lone soft strokes just before loud hits"


# ---- counting -------------------------------------------------------------------------------------------------------


def counted(tape):
    """(pad, planted or not, rule or None) of every hit."""
    found = artefacts(tape.hits, tape.events)
    return [(hit.pad, hit in tape.planted, found.get(i)) for i, hit in enumerate(tape.hits)]


def of_performance(path, kind, *seed):
    return counted(planted(np.random.default_rng(seed), performance(path), PLANTS[kind]))


def of_hard(kind, seed):
    return counted(Tape(tuple(HARD[kind](np.random.default_rng(seed)))))


def share(rows):
    return float(np.mean([rule is not None for _, _, rule in rows])) if rows else None


def figures_of(rows):
    real = [row for row in rows if not row[1]]
    false = [row for row in rows if row[1]]
    return {"planted": len(false), "dropped": share(false), "real": len(real), "lost": share(real)}


def cells(figures):
    dropped, lost = (figures[key] and 100 * figures[key] for key in ("dropped", "lost"))
    return [str(figures["planted"]), number(dropped, 1), str(figures["real"]), number(lost, 3)]


def main():
    options = arguments(__doc__, seeds=3)
    seeds = range(options.seed, options.seed + options.seeds)
    paths = performances(options.data)
    report = Report()
    groups = {kind: [(path, kind, seed, i) for i, path in enumerate(paths) for seed in seeds] for kind in PLANTS}
    groups["nothing planted"] = [(path, "nothing planted", 0) for path in paths]
    columns = ("", "planted", "dropped %", "real strokes", "lost %")
    report.table("Planted among real performances", columns)
    clean = []
    for kind, tapes in in_groups(of_performance, groups, options.jobs):
        rows = [row for tape in tapes for row in tape]
        figures = figures_of(rows)
        bounds = [Bound("lost", most=MOST)] + [Bound("dropped", least=LEAST)] * bool(figures["planted"])
        report.row(kind, figures, cells(figures), bounds)
        clean = rows if kind == "nothing planted" else clean
    report.table("Real strokes pad by pad, nothing planted", (*columns, "by rule"))
    for pad in PADS_RULES:
        rows = [row for row in clean if row[0] == pad]
        if rows:
            rules = sorted({rule for *_, rule in rows if rule})
            told = ", ".join(f"{rule} {sum(row[2] == rule for row in rows)}" for rule in rules)
            report.row(pad, figures_of(rows), [*cells(figures_of(rows)), told], [Bound("lost", most=MOST, goal=True)])
    report.table("Strokes that are hard to tell from artefacts, all real", columns)
    for kind, tapes in in_groups(of_hard, {kind: [(kind, s) for s in seeds] for kind in HARD}, options.jobs):
        figures = figures_of([row for tape in tapes for row in tape])
        report.row(kind, figures, cells(figures), [Bound("lost", most=MOST, goal=kind == UNTELLABLE)])
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

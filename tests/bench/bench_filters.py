"""What the filters on arrival drop: planted artefacts, and the strokes of real people.

Real strokes are people's performances on an electronic kit, message by message through the kit that played them. Among
them are planted, at random, what kits add after a stroke: double triggers, one strike sent as several notes,
cross-talk, hats that ring after the foot's chick, and a second chick. Planted notes are never softer than the floor of
their pad: the floor alone gets no credit.

Told are the share of the planted that is dropped, for whatever reason, and the share of real strokes that is lost,
without artefacts beside them and among them, pad by pad.
"""

import sys
from collections import Counter
from typing import NamedTuple

import numpy as np
from common import Bound, Report, arguments, in_groups, number, performances
from mido import MidiFile

from game.inputs.filters import RULES
from game.inputs.kit import Kit
from game.inputs.kitmap import recognise
from game.model.hit import Hit

KIT = "TD-11"
LEAST, MOST = 0.95, 0.005
KICK, SNARE, RIM, HAT_CLOSED, HAT_OPEN, CHICK = 36, 38, 40, 42, 46, 44
RACK = {"snare": 38, "tom1": 48, "tom2": 45, "tom3": 43, "hat": 42, "crash1": 49, "crash2": 57, "ride": 51}
"""One note of every sensor that the rack shakes."""
LAYERS = {38: 40, 40: 38, 48: 50, 45: 47, 43: 58, 42: 22, 46: 26, 49: 55, 57: 52, 51: 59}
"""The other zone of the same sensor."""


class Sent(NamedTuple):
    """One message of a kit."""

    time_s: float
    message: tuple[int, ...]
    planted: bool = False


class Stroke(NamedTuple):
    """A real stroke that counts: what may bring an artefact with it."""

    hit: Hit
    sensor: str


def performance(path):
    now_s, sent = 0.0, []
    for message in MidiFile(path):
        now_s += message.time
        if not message.is_meta:
            sent.append(Sent(now_s, tuple(message.bytes())))
    return sent


def through_kit(sent):
    """Every note with its hit."""
    kit = Kit(lambda _: 1, recognise(KIT))
    heard = [(one, kit.message(one.time_s, one.message)) for one in sent]
    return [(one, hit) for one, hit in heard if isinstance(hit, Hit)]


# ---- what kits add --------------------------------------------------------------------------------------------------


def again(stroke, note, after_s, share):
    """A note after a stroke, so many times as loud, never below its floor."""
    hit = stroke.hit
    pad = Kit(lambda _: 1, recognise(KIT)).message(0.0, (0x99, note, 127)).pad
    floor = int(np.ceil(127 * RULES[pad].floor - 1e-9))
    velocity = int(np.clip(round(127 * hit.velocity * share), floor, 127))
    return Sent(hit.time_s + after_s, (0x99, note, velocity), planted=True)


def retriggers(rng, stroke):
    """After one hit in 20: the same note, at least 6 ms later, 12 on average, 95 % below 18; .15 to 1 times as loud."""
    if stroke.hit.pad != "hat_pedal" and rng.random() < 0.05:
        yield again(stroke, stroke.hit.note, max(0.006, rng.normal(0.012, 0.0036)), rng.uniform(0.15, 1.0))


def layers(rng, stroke):
    """With one hit in 20: the pad's other zone, 95 % within 4 ms; .2 to 1 times as loud."""
    if stroke.hit.note in LAYERS and rng.random() < 0.05:
        yield again(stroke, LAYERS[stroke.hit.note], abs(rng.normal(0.0, 0.002)), rng.uniform(0.2, 1.0))


def crosstalk(rng, stroke):
    """After one hard hit (.6) in 20: one other pad of the rack, 95 % within 10 ms; .12 as loud, 95 % below .27."""
    if stroke.hit.pad != "hat_pedal" and stroke.hit.velocity >= 0.6 and rng.random() < 0.05:
        others = [note for sensor, note in RACK.items() if sensor != stroke.sensor]
        share = np.exp(rng.normal(np.log(0.12), 0.5))
        yield again(stroke, int(rng.choice(others)), abs(rng.normal(0.0, 0.005)), share)


def stomps(rng, stroke):
    """After one chick in 3: one to three hats, 95 % within 36 ms; open .2 to .95 times as loud, closed .1 to .5."""
    if stroke.hit.pad == "hat_pedal" and rng.random() < 0.33:
        for _ in range(rng.integers(1, 4)):
            note, share = (HAT_OPEN, (0.2, 0.95)) if rng.random() < 0.7 else (HAT_CLOSED, (0.1, 0.5))
            yield again(stroke, note, rng.exponential(0.012), rng.uniform(*share))


def chicks(rng, stroke):
    """After one chick in 3: a second one, 5 ms later and more, 20 on average; .2 to 1 times as loud."""
    if stroke.hit.pad == "hat_pedal" and rng.random() < 0.33:
        yield again(stroke, CHICK, 0.005 + rng.exponential(0.015), rng.uniform(0.2, 1.0))


PLANTS = {
    "double triggers": retriggers,
    "one strike as several notes": layers,
    "cross-talk after a hard hit": crosstalk,
    "hats after a chick": stomps,
    "a second chick": chicks,
    "nothing planted": lambda _rng, _stroke: (),
}


# ---- counting -------------------------------------------------------------------------------------------------------


def sensor(hit):
    shared = hit.pad in ("crash", "tom3", "hit") and hit.zone is not None
    return hit.zone.partition(".")[0] if shared else RULES[hit.pad].place


def of_performance(path, kind, *seed):
    """(pad, planted or not, reason or None) of every note."""
    rng, sent = np.random.default_rng(seed), performance(path)
    strokes = [Stroke(hit, sensor(hit)) for _, hit in through_kit(sent) if hit.drop is None]
    added = [note for stroke in strokes for note in PLANTS[kind](rng, stroke)]
    heard = through_kit(sorted([*sent, *added], key=lambda one: one.time_s))
    return [(hit.pad, one.planted, hit.drop) for one, hit in heard]


def share(rows):
    return float(np.mean([drop is not None for *_, drop in rows])) if rows else None


def figures_of(rows):
    real, false = ([row for row in rows if row[1] is planted] for planted in (False, True))
    return {"planted": len(false), "dropped": share(false), "real": len(real), "lost": share(real)}


def cells(figures, rows, *, planted):
    dropped, lost = (figures[key] and 100 * figures[key] for key in ("dropped", "lost"))
    reasons = Counter(drop for _, is_planted, drop in rows if drop and is_planted is planted)
    told = ", ".join(f"{drop} {count}" for drop, count in reasons.most_common())
    return [str(figures["planted"]), number(dropped, 1), str(figures["real"]), number(lost, 3), told]


def main():
    options = arguments(__doc__, seeds=3)
    seeds = range(options.seed, options.seed + options.seeds)
    paths = performances(options.data)
    report = Report()
    groups = {kind: [(path, kind, seed, i) for i, path in enumerate(paths) for seed in seeds] for kind in PLANTS}
    groups["nothing planted"] = [(path, "nothing planted", 0) for path in paths]
    columns = ("", "planted", "dropped %", "real strokes", "lost %", "by reason")
    report.table("Planted after real strokes", columns)
    clean = []
    for kind, tapes in in_groups(of_performance, groups, options.jobs):
        rows = [row for tape in tapes for row in tape]
        figures = figures_of(rows)
        bounds = [Bound("lost", most=MOST)] + [Bound("dropped", least=LEAST)] * bool(figures["planted"])
        report.row(kind, figures, cells(figures, rows, planted=bool(figures["planted"])), bounds)
        clean = rows if kind == "nothing planted" else clean
    report.table("Real strokes pad by pad, nothing planted", columns)
    for pad in RULES:
        rows = [row for row in clean if row[0] == pad]
        if rows:
            told = cells(figures_of(rows), rows, planted=False)
            report.row(pad, figures_of(rows), told, [Bound("lost", most=MOST)])
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

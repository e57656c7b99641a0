"""How often something answers the two of them: a ring, a shimmer, the drone, a lantern, a layer of the band.

    python tests/bench/bench_feedback.py [--seeds 8] [--from SEED] [--only TEXT] [--jobs 2] [--json FILE]

Each duet is a minute, in the gentle feel. A cue is a moment: what begins within a tenth of a second is one. "answered":
share of the two-second spans, from four beats after the beginning on, in which there was a cue. "a minute": cues a
minute, and what they were: rings (strokes shown as met), sounds beside the drums, lanterns and being told to be one.
"""

import sys
from itertools import product

import numpy as np
from common import Bound, Report, arguments, in_groups, mean, number  # isort: split

from case_parts import EXPERT, LENGTH_S, NOVICE, START_S, TRAINED, WEAK, alone, beat_of_seed, coupled, play, random_hits
from strategies import recording

from game.session.accompaniment import accompany
from game.session.events import LanternLit, Matched, StateChanged
from game.session.replay import engine_for

GROOVES = (("quarter", "quarter"), ("rock8", "eighth"), ("backbeat", "rock8"), ("eighth", "eighth"))
HANDS = {"expert": EXPERT, "trained": TRAINED, "novice": NOVICE, "weak": WEAK}
SPAN_S = 2.0
ONE_S = 0.1


def together(hands):
    def case(rng, beat_s, grooves):
        beats = coupled(rng, beat_s, (hands, hands))
        return [play(rng, p, beats[p - 1], grooves[p - 1], motor_s=hands.motor_s) for p in (1, 2)]

    return case


def apart(hands, percent):
    def case(rng, beat_s, grooves):
        own_s = (beat_s, beat_s * (1 + percent / 100 * rng.choice([-1, 1])))
        starts = (START_S, START_S + rng.uniform(0, beat_s))
        beats = [alone(rng, own_s[i], hands, start_s=starts[i]) for i in (0, 1)]
        return [play(rng, p, beats[p - 1], grooves[p - 1], motor_s=hands.motor_s) for p in (1, 2)]

    return case


def strangers(per_second):
    return lambda rng, _beat_s, _grooves: [random_hits(rng, p, per_second) for p in (1, 2)]


PAIRS = {
    **{f"{name}, together": together(hands) for name, hands in HANDS.items()},
    **{f"{name}, {by} % apart": apart(HANDS[name], by) for by, name in product((2.5, 5, 10), ("trained", "novice"))},
    **{f"random, {rate}/s": strangers(rate) for rate in (2, 4)},
}


def cues_of(pair, seed):
    """Return what answered one duet: (time since both play, kind), and its beat, s."""
    rng = np.random.default_rng(seed)
    beat_s = beat_of_seed(seed, rng)
    hits = sorted((h for own in PAIRS[pair](rng, beat_s, GROOVES[seed % 4]) for h in own), key=lambda h: h.time_s)
    begin_s = max(min(h.time_s for h in hits if h.player == p) for p in (1, 2))
    record = recording(hits, seconds=LENGTH_S, feel="gentle")
    cues = [(cue.time_s - begin_s, "sounds") for _, cue in accompany(record) if cue.level > 0]
    engine = engine_for(record)
    for hit in hits:
        engine.queue(hit)
        for event in engine.update(hit.time_s):
            if isinstance(event, Matched):
                cues.append((hit.time_s - begin_s, "rings"))
            elif isinstance(event, LanternLit) or (isinstance(event, StateChanged) and event.state == "together"):
                cues.append((hit.time_s - begin_s, "lanterns"))
    return sorted(cue for cue in cues if 0 <= cue[0] <= LENGTH_S), beat_s


def moments(times_s):
    return [t for t, before in zip(times_s, [-np.inf, *times_s], strict=False) if t - before > ONE_S]


def answered(pair, seed):
    cues, beat_s = cues_of(pair, seed)
    times_s = np.array([t for t, _ in cues])
    spans = np.arange(4 * beat_s, LENGTH_S - SPAN_S, 0.25)
    within = [bool(((times_s >= since) & (times_s < since + SPAN_S)).any()) for since in spans]
    figures = {kind: len(moments([t for t, k in cues if k == kind])) for kind in ("rings", "sounds", "lanterns")}
    return {
        "answered": mean(within),
        "a minute": len(moments(times_s.tolist())) * 60 / LENGTH_S,
        "first": float(times_s[0]) if len(times_s) else LENGTH_S,
        **figures,
    }


def bounds(pair):
    if pair.startswith(("expert", "trained")) and pair.endswith("together"):
        return [Bound("answered", least=0.97)]
    if "10 %" in pair or pair.startswith("random"):
        return [Bound("a minute", most=2), Bound("most", most=4, goal=True)]
    return []


def main():
    options = arguments(__doc__, seeds=8)
    report = Report()
    report.table(
        f"Answers, mean of {options.seeds} minutes each",
        ("pair", "answered", "first, s", "a minute (most)", "rings", "sounds", "lanterns"),
    )
    seeds = range(options.seed, options.seed + options.seeds)
    groups = {pair: [(pair, seed) for seed in seeds] for pair in PAIRS if options.only in pair}
    for pair, done in in_groups(answered, groups, options.jobs):
        figures = {key: mean([one[key] for one in done]) for key in done[0]}
        figures["most"] = max(one["a minute"] for one in done)
        cells = [number(figures["answered"], 3), number(figures["first"], 1)]
        cells.append(f"{number(figures['a minute'], 1)} ({number(figures['most'], 0)})")
        cells += [number(figures[kind], 1) for kind in ("rings", "sounds", "lanterns")]
        report.row(pair, figures, cells, bounds(pair))
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

"""How soon the engine knows, how soon it notices, and how steady it is.

    python tests/bench/bench_response.py [--seeds 21] [--from SEED] [--only TABLE] [--jobs 2] [--json FILE]
                                         [--compare FILE]

Times are in beats of the pair, median [5th-95th percentile], and a number of runs in which it never came. Tables: from
the first hit to a tempo for both, a score, a lock; after a sudden change of player 2; the meter after a jump that the
partner follows; two tempos that meet; a steady pair's meter; and one player's own tempo, also after a step.
"""

import sys
from bisect import bisect_right
from itertools import pairwise, product

import numpy as np
from common import Bound, Report, arguments, follow, in_groups, known, mean, number, spread, spread_text  # isort: split

from case_parts import EXPERT, NOVICE, START_S, TRAINED, WEAK, alone, beat_of_seed, coupled, play
from cases import CASES

from game.rhythm.onsets import OnsetMerger, Stroke
from game.rhythm.pulse import PulseTracker

HANDS = {"expert": EXPERT, "trained": TRAINED, "novice": NOVICE, "weak": WEAK}
GROOVES = (
    ("quarter", "quarter"),
    ("rock8", "eighth"),
    ("funk16", "quarter"),
    ("backbeat", "rock8"),
    ("clave", "tresillo"),
)
SYNCOPATED = GROOVES[4]


def seeded(seed):
    rng = np.random.default_rng(seed)
    return rng, beat_of_seed(seed, rng)


def when(log, true, *, since_s, beat_s):
    """Beats from `since_s` to the first judgement of which something is true."""
    return next(((now.time_s - since_s) / beat_s for now in log if true(now)), None)


def both_play(rng, beats, grooves, hands=TRAINED):
    return tuple(play(rng, p + 1, beats[p], grooves[p], motor_s=hands.motor_s) for p in (0, 1))


def times(report, name, runs, keys, bounds=()):
    """A row of times in beats."""
    figures, cells = {}, []
    for key, values in zip(keys, zip(*runs, strict=True), strict=True):
        never = len(values) - len(known(values))
        figures |= spread(key, values) | {f"{key} never": never}
        cells.append(spread_text(figures, key, 1) + (f" ({never} never)" if never else ""))
    report.row(name, figures, cells, bounds)


# ---- from the first hit ---------------------------------------------------------------------------------------------


def first(grooves, level, seed):
    rng, beat_s = seeded(seed)
    hands = HANDS[level]
    beats = coupled(rng, beat_s, (hands, hands), length_s=40 * beat_s)
    log = follow(*both_play(rng, beats, grooves, hands)).log
    marks = (
        lambda now: now.pulses[0], lambda now: now.pulses[1],
        lambda now: now.score is not None, lambda now: now.state == "together",
    )  # fmt: skip
    tempo1, tempo2, score, lock = (when(log, mark, since_s=START_S, beat_s=beat_s) for mark in marks)
    return None if None in (tempo1, tempo2) else max(tempo1, tempo2), score, lock


def responsiveness(report, seeds, jobs):
    report.table("Responsiveness, beats from the first hit", ("pair", "tempo of both", "score", "locked"))
    tasks = {
        f"{level}, {grooves[0]}/{grooves[1]}": [(grooves, level, seed) for seed in seeds]
        for grooves, level in product(GROOVES, ("trained", "novice"))
    }
    for name, runs in in_groups(first, tasks, jobs):
        bounds = []
        if name.startswith("trained"):
            bounds = [Bound("tempo", most=9 if SYNCOPATED[0] in name else 4), Bound("lock", most=10)]
        times(report, name, runs, ("tempo", "score", "lock"), bounds)


# ---- a sudden change ------------------------------------------------------------------------------------------------

CHANGES = (3, 5, 12)
NOTICED = 0.6
"""Share of the change that must be shown."""
METER_FALLS = 10


def sudden(percent, seed):
    """Player 2 goes faster from the 24th beat on; neither follows the other."""
    rng, beat_s = seeded(seed)
    one, two = coupled(rng, beat_s, (TRAINED, TRAINED), length_s=24 * beat_s)
    keeper_s = TRAINED.timekeeper_s(beat_s)
    from_s = two[-1]
    two = np.append(two, from_s + np.cumsum(beat_s / (1 + percent / 100) + rng.normal(size=24) * keeper_s))
    one = np.append(one, one[-1] + np.cumsum(beat_s + rng.normal(size=24) * keeper_s))
    log = follow(*both_play(rng, (one, two), ("rock8", "eighth"))).log
    before = [now.meter for now in log if now.time_s <= from_s][-1]
    after = [now for now in log if now.time_s > from_s]
    marks = (
        lambda now: now.difference is not None and 100 * now.difference < -percent * NOTICED,
        lambda now: now.meter is not None and now.meter < before - METER_FALLS,
        lambda now: now.state != "together",
    )
    return [when(after, mark, since_s=from_s, beat_s=beat_s) for mark in marks]


def sudden_changes(report, seeds, jobs):
    report.table(
        "Sudden change by player 2, beats (rock8 + eighths)",
        ("change", f"{NOTICED:.0%} of it shown", "meter -10", "lock lost"),
    )
    tasks = {f"{percent} %": [(percent, seed) for seed in seeds] for percent in CHANGES}
    for name, runs in in_groups(sudden, tasks, jobs):
        bounds = [Bound("meter -10", most=4), Bound("lock lost", most=4)] if name == f"{CHANGES[-1]} %" else []
        times(report, name, runs, ("shown", "meter -10", "lock lost"), bounds)


# ---- a jump that the partner follows --------------------------------------------------------------------------------

AFTER = (0, 1, 2, 4, 6, 8, 12, 16, 20, 24, 32)
JUMP_BEAT, BEATS = 33, 72
FOLLOWS = {"partner corrects fast": (0.30, 0.5), "partner slow": (0.12, 0.2)}


def jump(name, seed):
    """Player 1 jumps by 12 %, player 2 corrects period and phase; meter by beat, its lowest, last unlocked beat."""
    rng, beat_s = seeded(seed)
    period_gain, phase_gain = FOLLOWS[name]
    new_s = beat_s * rng.choice([0.88, 1.12])
    one, two, period_s = [START_S], [START_S + 0.01], beat_s
    while len(one) < BEATS:
        slip_s = (one[-1] - two[-1] + beat_s / 2) % beat_s - beat_s / 2
        period_s += (period_gain if abs(slip_s) > 0.03 else 0.05) * slip_s
        one.append(one[-1] + (new_s if len(one) >= JUMP_BEAT else beat_s) + rng.normal() * 0.008)
        two.append(two[-1] + period_s + phase_gain * slip_s + rng.normal() * 0.008)
    log = follow(*both_play(rng, (np.array(one), np.array(two)), ("rock8", "eighth"))).log
    from_s = one[JUMP_BEAT]
    meters = [now.meter for now in log if from_s < now.time_s < one[60] and now.meter is not None]
    unlocked = [now.time_s for now in log if now.time_s > from_s and now.state != "together"]
    course = [last_before(log, one[JUMP_BEAT + beat]).meter for beat in AFTER]
    return course, min(meters), (unlocked[-1] - from_s) / new_s if unlocked else 0.0


def last_before(log, time_s):
    return log[max(0, bisect_right(log, time_s, key=lambda now: now.time_s) - 1)]


def jumps(report, seeds, jobs):
    report.table(
        "Meter after jump, player 1 by 12 % at once, median", ("", *map(str, AFTER), "lowest", "last unlocked beat")
    )
    for name, runs in in_groups(jump, {name: [(name, seed) for seed in seeds] for name in FOLLOWS}, jobs):
        courses, lowest, unlocked = zip(*runs, strict=True)
        course = [spread("m", values)["m"] for values in zip(*courses, strict=True)]
        figures = {f"beat {beat}": meter for beat, meter in zip(AFTER, course, strict=True)}
        figures |= spread("lowest", lowest) | spread("unlocked", unlocked)
        cells = [*map(number, course), spread_text(figures, "lowest"), spread_text(figures, "unlocked")]
        report.row(name, figures, cells)


# ---- two tempos that meet -------------------------------------------------------------------------------------------

SECONDS = (4, 8, 12, 16, 20, 24, 28, 32, 40)


def meeting(seed):
    log = follow(*CASES["meet in the middle 100/120"](np.random.default_rng(seed), 0.5)).log
    at = [last_before(log, START_S + second) for second in SECONDS]
    shown = [None if now.difference is None else abs(100 * now.difference) for now in at]
    return list(zip(shown, [now.meter for now in at], [now.state == "together" for now in at], strict=True))


def true_difference(second):
    there = min(1.0, second / 20)
    slow_s, fast_s = (start + (60 / 110 - start) * there for start in (0.6, 0.5))
    return 100 * np.log(slow_s / fast_s)


def meetings(report, seeds, jobs):
    report.table("Meet in the middle, 100 and 120 BPM in 20 s", ("second", "shown, %", "true, %", "meter", "together"))
    ((_, runs),) = in_groups(meeting, {"all": [(seed,) for seed in seeds]}, jobs)
    for second, values in zip(SECONDS, zip(*runs, strict=True), strict=True):
        shown, meter, together = zip(*values, strict=True)
        figures = {"shown": spread("s", shown)["s"], "true": float(true_difference(second))}
        figures |= {"meter": spread("m", meter)["m"], "together": mean(together)}
        digits = zip(figures.values(), (1, 1, 0, 2), strict=True)
        report.row(str(second), figures, [number(value, places) for value, places in digits])


# ---- a steady pair --------------------------------------------------------------------------------------------------


def steady(level, seed):
    """Changes of the meter from beat to beat, and of the state per minute, from the 14th beat on."""
    rng, beat_s = seeded(seed)
    hands = HANDS[level]
    log = follow(*both_play(rng, coupled(rng, beat_s, (hands, hands)), ("rock8", "quarter"), hands)).log
    log = [now for now in log if now.time_s > START_S + 14 * beat_s]
    meters = [last_before(log, time_s).meter for time_s in np.arange(log[0].time_s, log[-1].time_s, beat_s)]
    changes = [abs(b - a) for a, b in pairwise(meters) if None not in (a, b)]
    states = sum(a.state != b.state for a, b in pairwise(log))
    return changes, 60 * states / (log[-1].time_s - log[0].time_s)


def steadiness(report, seeds, jobs):
    report.table("Steadiness, rock8 + quarters", ("pair", "change per beat, median / 95 %", "state changes per minute"))
    for level, runs in in_groups(steady, {level: [(level, seed) for seed in seeds] for level in HANDS}, jobs):
        changes = np.concatenate([own for own, _ in runs])
        figures = spread("change", changes) | {"states": mean([states for _, states in runs])}
        cells = [f"{number(figures['change'], 1)} / {number(figures['change 95 %'], 1)}", number(figures["states"], 1)]
        report.row(level, figures, cells)


# ---- one player -----------------------------------------------------------------------------------------------------

LEVELS = np.array([1, 2, 1 / 2, 3, 1 / 3, 4, 1 / 4, 6, 1 / 6, 8, 1 / 8])
STEP_BEAT = 20
ASKED = (4, 8, 16, 24, 28, 32)
"""Beats; the last three are 4, 8, 12 beats after the step."""
ALONE = ("quarter", "eighth", "rock8", "funk16", "backbeat", "shuffle", "clave", "tresillo")


def own_tempo(level, groove, seed):
    """How far the own pulse is from the true tempo modulo level, %, at the beats of `ASKED`; a step at the 20th."""
    rng = np.random.default_rng(seed)
    beat_s, factor = 60 / np.exp(rng.uniform(np.log(75), np.log(170))), rng.choice([0.88, 1.12])
    hands = HANDS[level]
    beats = alone(rng, beat_s, hands, length_s=44 * beat_s)
    beats = np.where(np.arange(len(beats)) <= STEP_BEAT, beats, beats[STEP_BEAT] + (beats - beats[STEP_BEAT]) * factor)[
        : STEP_BEAT + 16
    ]
    merger, tracker = OnsetMerger(), PulseTracker()
    for hit in play(rng, 1, beats, groove, motor_s=hands.motor_s):
        merger.push(Stroke(hit.time_s, 1, hit.pad, hit.velocity))
    onsets, off, fed = merger.pop(np.inf), [], 0
    for beat in ASKED:
        true_s, until_s = beat_s * (factor if beat > STEP_BEAT else 1), beats[beat] + 0.05 * beat_s
        for onset in onsets[fed:]:
            if onset.time_s > until_s:
                break
            tracker.add(onset.time_s, accent=onset.accent)
            fed += 1
        off.append(float(100 * np.abs(np.log(tracker.period().period_s / true_s * LEVELS)).min()))
    return off


def own_tempos(report, seeds, jobs):
    report.table(
        "Own tempo, one player, share within 1 / 2 / 4 % at any level",
        ("player", *(f"{beat} beats" if beat < STEP_BEAT else f"{beat - STEP_BEAT} after a step" for beat in ASKED)),
    )
    tasks = {level: [(level, g, 100 + seed) for g, seed in product(ALONE, seeds)] for level in ("trained", "novice")}
    for level, runs in in_groups(own_tempo, tasks, jobs):
        off = np.array(runs).T
        figures = {
            f"{b} beats, {w} %": float((own < w).mean()) for b, own in zip(ASKED, off, strict=True) for w in (1, 2, 4)
        }
        cells = [" / ".join(number(figures[f"{beat} beats, {w} %"], 2) for w in (1, 2, 4)) for beat in ASKED]
        bounds = [Bound("8 beats, 2 %", least=0.95), Bound("24 beats, 4 %", least=0.90)]
        report.row(level, figures, cells, bounds if level == "trained" else [Bound("8 beats, 2 %", least=0.60)])


TABLES = (responsiveness, sudden_changes, jumps, meetings, steadiness, own_tempos)


def main():
    options = arguments(__doc__, seeds=21)
    report = Report()
    for table in TABLES:
        if options.only in table.__name__:
            table(report, range(options.seed, options.seed + options.seeds), options.jobs)
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

"""Whether what the picture says of two tempos goes together: the numbers, the gap and the chevrons.

    python tests/bench/bench_shown.py [--data FOLDER] [--only TEXT] [--seeds 2] [--jobs 2] [--json FILE]
                                      [--compare FILE]

The first minute of each duet, thirty pictures a second: for how long both numbers stand on two levels of the beat
(half or double of each other), for how long they are more than 4 % farther apart, or nearer, than the gap says, how
often the halves move more than 45 units within a third of a second while the two are not together, and how often
chevrons come or go.
"""

import sys
from collections import deque
from math import log

from bench_people import duets, first_part, players
from common import Bound, Report, arguments, in_groups, number

from game.session.engine import DuetEngine, EngineSettings
from game.session.simulation import simulate
from game.ui.motion import Motion

LENGTH_S, RATE_HZ = 60.0, 30
TWO_LEVELS, DISAGREE = 45.0, 4.0
JUMP, JUMP_FRAMES = 45.0, 11
MOST = 6
"""Duets of each kind."""
BOUNDS = (Bound("levels", most=0.1), Bound("off", most=1))
SIMULATED = (
    ("trained", "novice", 112, 119, "rock8", "eighth"),
    ("novice", "novice", 100, 112, "eighth", "eighth"),
    ("novice+deaf", "novice+deaf", 104, 118, "eighth", "eighth"),
    ("trained+deaf", "trained+deaf", 120, 112, "eighth", "eighth"),
    ("weak", "novice", 96, 108, "rock8", "quarter"),
    ("novice", "novice", 60, 65, "eighth", "eighth"),
)


def seen(hits):
    """Two levels, disagreeing, s; jumps of the gap, changes of chevrons."""
    waiting = sorted((hit for hit in hits if hit.drop is None), key=lambda hit: -hit.time_s)
    engine, motion = DuetEngine(EngineSettings("gentle", round_s=LENGTH_S)), Motion()
    levels = off = jumps = changes = 0
    gaps, signs = deque(maxlen=JUMP_FRAMES), 0
    begin_s = waiting[-1].time_s
    for frame in range(int(LENGTH_S * RATE_HZ)):
        now_s = begin_s + frame / RATE_HZ
        while waiting and waiting[-1].time_s <= now_s:
            engine.queue(waiting.pop())
        engine.update(now_s)
        shot = engine.snapshot(now_s)
        first, second = (player.bpm for player in shot.players)
        if None not in (first, second, shot.difference_percent):
            apart = abs(100 * log(first / second))
            levels += apart > TWO_LEVELS
            off += apart <= TWO_LEVELS and abs(apart - abs(shot.difference_percent)) > DISAGREE
        changes += shot.players[0].chevrons != signs
        signs = shot.players[0].chevrons
        gaps.append(motion.advance(shot, 1 / RATE_HZ).gap)
        if shot.state != "together" and len(gaps) == JUMP_FRAMES and abs(gaps[-1] - gaps[0]) > JUMP:
            jumps += 1
            gaps.clear()
    return levels / RATE_HZ, off / RATE_HZ, jumps, changes


def recorded(one, other):
    """A pair of files: whose player 1, whose player 2."""
    first, second = first_part(players(one)[0], players(other)[1], seconds=LENGTH_S)
    return seen([*first, *second])


def simulated(first, second, bpm, bpm2, pattern, pattern2, seed):
    bpms = {"bpm": bpm, "bpm2": bpm2, "pattern1": pattern, "pattern2": pattern2}
    return seen(simulate(first, second, **bpms, seconds=LENGTH_S, feel="gentle", seed=seed).hits)


def rows(report, work, groups, jobs):
    for name, all_seen in in_groups(work, groups, jobs):
        if not all_seen:
            continue
        means = [sum(column) / len(all_seen) for column in zip(*all_seen, strict=True)]
        figures = dict(zip(("levels", "off", "jumps", "chevrons"), means, strict=True))
        cells = [str(len(all_seen)), *(number(value, 2) for value in means)]
        report.row(name, figures, cells, BOUNDS)


def main():
    report = Report()
    options = arguments(__doc__, seeds=2)
    report.table(
        f"What is shown of two tempos, means of the first {LENGTH_S:g} s",
        ("duets", "n", "on two levels, s", "numbers and gap disagree, s", "jumps of the gap", "chevrons come or go"),
    )
    pairs = {
        " ".join(map(str, pair[:4])): [(*pair, seed) for seed in range(options.seed, options.seed + options.seeds)]
        for pair in SIMULATED
    }
    rows(report, simulated, {name: tasks for name, tasks in pairs.items() if options.only in name}, options.jobs)
    people = {name: files[:MOST] for name, files in duets(options.data).items() if options.only in name}
    rows(report, recorded, people, options.jobs)
    return report.close(options)


if __name__ == "__main__":
    sys.exit(main())

"""A drummer at an imperfect kit: every stroke counts, and what the kit adds does not."""

from collections import Counter

import numpy as np
import pytest

from game.inputs.kit import Kit

KICK, SNARE, RIM, HAT, CHICK, TOM, RIDE = 36, 38, 40, 42, 44, 48, 51
SEEDS = range(20)


def groove(rng, bars=8, bpm=160):
    """Sixteenths on the hat, ghost notes, doubles, flams, a buzz, all really played: (seconds, note, velocity)."""
    sixteenth, notes = 15 / bpm, []
    for bar in range(bars):
        start = bar * 16 * sixteenth
        notes += [(start + n * sixteenth, HAT, 70 if n % 4 else 95) for n in range(16)]
        notes += [(start + n * sixteenth, KICK, 100) for n in (0, 2.5, 3, 8, 10)]
        notes += [(start + n * sixteenth, SNARE, velocity) for n, velocity in ((4, 115), (7, 18), (9, 14), (12, 118))]
        notes += [(start + 15 * sixteenth + n * 0.03, SNARE, 40 + 8 * n) for n in range(4)]
        notes += [(start + 4 * sixteenth - 0.028, SNARE, 60), (start + 14 * sixteenth, TOM, 90)]
    return [
        (max(0, at + rng.normal(0, 0.002)), note, int(velocity + rng.integers(-6, 7))) for at, note, velocity in notes
    ]


def false_notes(rng, strokes):
    """What a badly set kit adds to some strokes: a layer, a double trigger, the neighbour shaken; with the reason."""
    kinds = {
        "layer": (SNARE, (0.001, 0.004), RIM, 0.8),
        "retrigger": (KICK, (0.008, 0.030), KICK, 0.5),
        "crosstalk": (SNARE, (0.001, 0.010), RIDE, 0.2),
    }
    for reason, (source, after_s, note, share) in kinds.items():
        for at, struck, velocity in strokes:
            if struck == source and velocity >= 95:
                yield at + rng.uniform(*after_s), note, max(9, int(share * velocity)), reason


def judged(notes):
    kit = Kit(lambda drop: 1)
    return [kit.message(at, [0x99, note, velocity]).drop for at, note, velocity in sorted(notes)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_stroke_of_a_busy_groove_counts(seed):
    assert Counter(judged(groove(np.random.default_rng(seed)))) == {None: 8 * 31}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_kit_adds_does_not_count(seed):
    rng = np.random.default_rng(seed)
    strokes = groove(rng)
    added = list(false_notes(rng, strokes))
    rows = sorted([(*stroke, None) for stroke in strokes] + added)
    drops = judged([row[:3] for row in rows])
    wrong = [(row, drop) for row, drop in zip(rows, drops, strict=True) if row[3] != drop]
    assert len(added) >= 60
    assert wrong == []

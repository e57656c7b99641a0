"""What a snapshot asks of the picture: where each thing is once it has settled. Lengths are stage units."""

from itertools import pairwise

from game.model.snapshot import PlayerView, Snapshot
from game.ui import springs

_PETAL_STROKES = 24
"""Strokes that met their partner's, of both and on both ribbons, that fill the air with petals."""
_ABSENT_GAP = 110.0
_ROOMY = 11
"""Strokes on a ribbon up to which marks have their full size; more make them smaller."""
_SMALLEST = 0.45
_FILLED_BEATS = 6.5
_FIRST_SHARE = 0.5
"""Until its first stroke is so old a ribbon is taken to become as full as its outer part is, at most twice as full."""
_SAME_STROKE_S = 0.03
_TWO_BELOW = 97
"""A tempo that had three digits is taken to have two below this: between 99 and 100 nothing beside it moves."""


def gap(snapshot: Snapshot) -> float:
    """Return how far apart the halves stand."""
    if snapshot.state == "together":
        return 0.0
    if not all(player.present for player in snapshot.players):
        return _ABSENT_GAP
    units = springs.gap_units(snapshot.difference_percent)
    # Never quite closed before the two are one: the last step is the join.
    return max(8.0, min(units, 30.0) if snapshot.state == "near" else units)


def slip(snapshot: Snapshot) -> float:
    """Return how much higher the Sun's half rides."""
    return 0.0 if snapshot.state == "together" else springs.slip_units(snapshot.slip_ms)


def petals(snapshot: Snapshot) -> float:
    """Return the share of the petals that the strokes of both on the ribbons have earned."""
    met = sum(onset.matched for player in snapshot.players for onset in player.onsets)
    return min(1.0, met / _PETAL_STROKES)


def mark_size(snapshot: Snapshot, index: int) -> float:
    """Return how large a player's marks are, 1 down to 0.45: the more strokes there will be, the smaller."""
    onsets = snapshot.players[index].onsets
    if not onsets:
        return 1.0
    apart = sum(after.time_s - before.time_s > _SAME_STROKE_S for before, after in pairwise(onsets)) + 1
    filled = (snapshot.now_s - onsets[0].time_s) / (_FILLED_BEATS * snapshot.beat_s)
    return max(_SMALLEST, min(1.0, _ROOMY * max(_FIRST_SHARE, min(1.0, filled)) / apart))


def digits(player: PlayerView, before: float) -> float:
    """Return how many digits wide a tempo is that was `before` wide; the marks of an unknown one take three."""
    return 3.0 if player.bpm is None or player.bpm >= (100 if before == 2 else _TWO_BELOW) else 2.0


def pulse(snapshot: Snapshot, index: int) -> float:
    """Return the answer to a player's strokes; what both hands strike at once is one."""
    ages: list[float] = []
    for onset in reversed(snapshot.players[index].onsets):
        if not ages or snapshot.now_s - onset.time_s - ages[-1] > _SAME_STROKE_S:
            ages.append(snapshot.now_s - onset.time_s)
        if len(ages) == 2:
            break
    return springs.pulse_level(ages)

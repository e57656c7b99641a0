"""The beats of the pair's joint pulse, as the engine hears them while the duet goes by."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf
from statistics import median
from typing import Final

from game.model.hit import Hit
from game.model.recording import Recording
from game.rhythm.onsets import PAD_WEIGHT
from game.session.replay import engine_for

_STEP_S: Final = 0.1
_HEARD_S: Final = 0.15
"""How long after a beat the strokes on it have been judged, s."""
_FREE_BEATS: Final = 4.0
"""A grid older than this says nothing about where the beat is; the tempo goes on."""
_ON_BEAT_S: Final = 0.060
_VOTING_BEATS: Final = 16


@dataclass(frozen=True, slots=True)
class _Grid:
    """The joint lines as they were known at one moment."""

    known_s: float
    line_time_s: float
    line_s: float
    beat_s: float
    together: bool

    def lines_in(self, period_s: float) -> int:
        return max(1, round(period_s / self.line_s))

    def period_like(self, period_s: float) -> float:
        """Return the whole number (or simple part) of lines that comes nearest to a period, s: the level is held."""
        if period_s < self.line_s / 2:
            return self.line_s / round(self.line_s / period_s)
        return self.line_s * self.lines_in(period_s)

    def nearest(self, time_s: float) -> float:
        return self.line_time_s + round((time_s - self.line_time_s) / self.line_s) * self.line_s


def joint_beats(recording: Recording) -> tuple[float, ...]:
    """Return when the beats of the joint pulse were, s, rising, from the moment of coming together to the last stroke.

    A pair that was never together but shared a pulse is followed from there; without one there are no beats. Of the
    lines that may carry the beat, those that were accented most do. While no pulse is shared the tempo goes on.
    """
    hits = sorted((hit for hit in recording.hits if hit.drop is None), key=lambda hit: hit.time_s)
    grids = _grids(recording, hits)
    if not grids:
        return ()
    first = next((i for i, grid in enumerate(grids) if grid.together), 0)
    level_s = median(grid.beat_s for grid in grids[first:])
    starts = [
        grids[first].nearest(grids[first].known_s) + n * grids[first].line_s
        for n in range(grids[first].lines_in(level_s))
    ]
    start_s = max(starts, key=lambda start_s: _accent(hits, islice(_walk(grids, start_s, level_s), _VOTING_BEATS)))
    beats: list[float] = []
    for beat_s in _walk(grids, start_s, level_s):
        if beat_s > hits[-1].time_s + _ON_BEAT_S:
            break
        beats.append(beat_s)
    return tuple(beats)


def _grids(recording: Recording, hits: Sequence[Hit]) -> list[_Grid]:
    engine = engine_for(recording)
    for event in recording.events:
        if event.kind in ("paused", "resumed"):
            engine.mark(event)
    grids: list[_Grid] = []
    looked_s = -inf
    for hit in hits:
        engine.queue(hit)
        if hit.time_s - looked_s < _STEP_S:
            continue
        looked_s = hit.time_s
        engine.update(looked_s)
        shot = engine.snapshot(looked_s)
        if shot.beat_time_s is not None and shot.line_s is not None and shot.state != "waiting":
            grids.append(_Grid(looked_s, shot.beat_time_s, shot.line_s, shot.beat_s, shot.state == "together"))
    return grids


def _walk(grids: Sequence[_Grid], start_s: float, level_s: float) -> Iterator[float]:
    """Go from beat to beat, each on the line of the grid that was known soon after it."""
    known = [grid.known_s for grid in grids]
    beat_s, period_s = start_s, level_s
    while True:
        yield beat_s
        grid = grids[max(0, bisect_right(known, beat_s + period_s + _HEARD_S) - 1)]
        fresh = grid.known_s > beat_s - _FREE_BEATS * period_s
        period_s = grid.period_like(period_s)
        expected_s = beat_s + period_s
        beat_s = max(grid.nearest(expected_s), beat_s + period_s / 2) if fresh else expected_s


def _accent(hits: Sequence[Hit], beats: Iterator[float]) -> float:
    """Return how strongly the strokes mark these beats."""
    times = [hit.time_s for hit in hits]
    return sum(
        hit.velocity * PAD_WEIGHT.get(hit.pad, 0.8)
        for beat_s in beats
        for hit in hits[bisect_right(times, beat_s - _ON_BEAT_S) : bisect_right(times, beat_s + _ON_BEAT_S)]
    )

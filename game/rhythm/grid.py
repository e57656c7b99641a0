"""Both players on one grid: with shared line numbers everything else is plain regression.

Signs: a positive difference means player 1 is faster, a positive asynchrony means player 1 is late.
"""

from dataclasses import dataclass, replace
from math import hypot, log, sqrt
from typing import Final

import numpy as np
import numpy.ma  # np.median would fetch it in the middle of the first duet, which costs 11 ms or more
from numpy.typing import NDArray

from game.rhythm.beam import Floats, Ints
from game.rhythm.coarse import coarse_quality
from game.rhythm.path import Labels

REACH_S: Final = 14.0
"""No onset older than this is judged."""
WINDOW_BEATS: Final = 8.0
WINDOW_RANGE_S: Final = (4.0, 8.0)
_LAST_BEATS: Final = 5.0
_LEAST: Final = 4
_QUALITY_FLOOR: Final = -0.2
_QUALITY_USED_FLOOR: Final = 0.20
_OUTLIER_WEIGHT: Final = 0.25
_FAR: Final = 2.5 * 1.4826
"""Asynchronies count up to 2.5 robust SDs (1.4826 median absolute deviations): one stray must not undo eight."""
_FAR_LEAST_S: Final = 0.010

Windows = tuple[Ints, Ints]
"""Positions in the labels of each player's onsets that are judged now."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through onset times over line numbers."""

    slope_s: float
    start_s: float
    slope_sd: float
    """SD of the slope as a share of it."""

    def residual(self, line: Ints, time_s: Floats) -> Floats:
        """Return how late each onset is against the line, s."""
        return np.asarray(time_s - self.start_s - self.slope_s * line, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Pairs:
    """How late player 1 was wherever the player with fewer onsets struck; oldest first, strays left out.

    Only where the partner has struck there or since: before, nobody knows.
    """

    time_s: Floats
    asynchrony_s: Floats
    both: bool
    """Whether both players were as dense, so that every meeting stands here twice."""
    partner_lines: Ints
    """Lines to the partner's nearest stroke: 0 where they meet, many where one plays alone."""


@dataclass(frozen=True, slots=True)
class SharedGrid:
    """One judgement of two players who share a grid."""

    difference: float
    """ln(tempo 1 / tempo 2) of the two regression slopes."""
    difference_sd: float
    slope_s: tuple[float, float]
    """Each player's line period over the window, s."""
    asynchrony_s: float | None
    """Median of the pairs, s; None while none is known."""
    spread_s: float
    """Weighted RMS of the asynchrony around the learned offset, with far ones brought in, s."""
    pairs: Pairs
    quality: tuple[float, float]
    """Quality of each player, on the joint lines or on a coarser level that the partner's accents mark."""
    line: Ints
    """Line number of every label, outliers on their nearest line."""
    onsets_per_beat: float
    """Density of the sparser player."""

    def later(self, by_s: float) -> "SharedGrid":
        """Return the same grid on a clock that shows `by_s` more."""
        return replace(self, pairs=replace(self.pairs, time_s=self.pairs.time_s + by_s))


def window_s(beat_s: float) -> float:
    """Return the length of the judging window, s: 8 beats, at least 4 s and at most 8 s."""
    return min(max(WINDOW_BEATS * beat_s, WINDOW_RANGE_S[0]), WINDOW_RANGE_S[1])


def windows(labels: Labels, now_s: float, beat_s: float) -> Windows:
    """Return each player's onsets in the window; a sparse player reaches further back."""

    def of(player: int) -> Ints:
        own = np.flatnonzero(labels.who == player)
        if len(own) == 0:
            return own
        times = labels.time_s[own]
        recent = own[times >= min(now_s - window_s(beat_s), float(times[-1]) - _LAST_BEATS * beat_s)]
        return recent if len(recent) >= _LEAST else own[-_LEAST:]

    return of(0), of(1)


def fit_line(line: Ints, time_s: Floats) -> Line:
    """Fit time over line number by ordinary least squares."""
    centred = line - line.mean()
    square = float(centred @ centred)
    slope = float(centred @ time_s) / square
    residual = time_s - time_s.mean() - slope * centred
    sd = sqrt(float(residual @ residual) / max(len(line) - 2, 1) / square) / slope
    return Line(slope, float(time_s.mean() - slope * line.mean()), abs(sd))


def shared_grid(
    labels: Labels, chosen: Windows, lines_per_beat: int, quality: tuple[float, float], mu_s: float
) -> SharedGrid | None:
    """Judge both players on the joint lines, or return None where no shared grid is heard."""
    if min(quality) < _QUALITY_FLOOR or min(len(own) for own in chosen) < 3:
        return None
    fits = [_own_fit(labels, own, lines_per_beat) for own in chosen]
    if fits[0] is None or fits[1] is None:
        return None
    common, line = _common(labels, chosen)
    used = _used_quality(labels, chosen, common, lines_per_beat, quality)
    if min(used) < _QUALITY_USED_FLOOR:
        return None
    pairs, spread_s = _asynchrony(labels, chosen, common, line, mu_s)
    density = min(len(own) * lines_per_beat / max(int(np.ptp(line[own])) + lines_per_beat, 1) for own in chosen)
    return SharedGrid(
        difference=log(fits[1].slope_s / fits[0].slope_s),
        difference_sd=hypot(fits[0].slope_sd, fits[1].slope_sd),
        slope_s=(fits[0].slope_s, fits[1].slope_s),
        asynchrony_s=float(np.median(pairs.asynchrony_s)) if len(pairs.asynchrony_s) else None,
        spread_s=spread_s,
        pairs=pairs,
        quality=used,
        line=line,
        onsets_per_beat=density,
    )


def _own_fit(labels: Labels, own: Ints, lines_per_beat: int) -> Line | None:
    on_line = own[~labels.outlier[own]]
    line = labels.line[on_line]
    if len(on_line) < 3 or np.ptp(line) < 2 * lines_per_beat - 1:
        return None
    fit = fit_line(line, labels.raw_s[on_line])
    return fit if fit.slope_s > 0 else None


def _common(labels: Labels, chosen: Windows) -> tuple[Line, Ints]:
    both = np.concatenate(chosen)
    on_line = both[~labels.outlier[both]]
    common = fit_line(labels.line[on_line], labels.time_s[on_line])
    line = labels.line.copy()
    stray = both[labels.outlier[both]]
    line[stray] = np.round((labels.time_s[stray] - common.start_s) / common.slope_s).astype(np.int64)
    return common, line


def _used_quality(
    labels: Labels, chosen: Windows, common: Line, lines_per_beat: int, quality: tuple[float, float]
) -> tuple[float, float]:
    places = [(labels.time_s[own] - common.start_s) / common.slope_s for own in chosen]
    accents = [labels.accent[own] for own in chosen]

    def used(p: int) -> float:
        other = 1 - p
        coarse = coarse_quality(places[p], accents[p], places[other], accents[other], lines_per_beat)
        return max(quality[p], coarse)

    return used(0), used(1)


def _asynchrony(labels: Labels, chosen: Windows, common: Line, line: Ints, mu_s: float) -> tuple[Pairs, float]:
    residual = common.residual(line, labels.raw_s)
    counts = [len(own) for own in chosen]
    sparser = [0] if counts[0] < counts[1] else [1] if counts[1] < counts[0] else [0, 1]
    every, weight, clean, times, away = [], [], [], [], []
    for p in sparser:
        other = chosen[1 - p]
        own = _known(line, chosen[p], other)
        sign = 1 - 2 * p
        good = ~labels.outlier[own]
        paired = good & (line[own] <= line[other[-1]])
        sure = other[~labels.outlier[other]]
        every.append(sign * (residual[own] - _interpolate(line, residual, own, other)))
        weight.append(np.where(good, 1.0, _OUTLIER_WEIGHT))
        clean.append(sign * (residual[own] - _interpolate(line, residual, own, sure))[paired])
        times.append(labels.time_s[own][paired])
        away.append(_lines_away(line[own][paired], line[sure]))
    spread_s = _spread(np.concatenate(every), np.concatenate(weight), mu_s, sum(map(len, every)) / len(sparser))
    order = np.argsort(np.concatenate(times), kind="stable")
    pairs = Pairs(
        np.concatenate(times)[order], np.concatenate(clean)[order], len(sparser) == 2, np.concatenate(away)[order]
    )
    return pairs, spread_s


def _known(line: Ints, own: Ints, other: Ints) -> Ints:
    """Return the onsets up to the partner's last line, or all where he has long been silent.

    Of two who strike together, one is always heard first.
    """
    known = own[line[own] <= line[other[-1]]]
    return known if len(known) else own


def _interpolate(line: Ints, residual: Floats, at: Ints, known: Ints) -> NDArray[np.float64]:
    """Interpolate the partner's residuals: exact for a common line, right for hocket and polyrhythm."""
    return np.asarray(np.interp(line[at], line[known], residual[known]), dtype=np.float64)


def _lines_away(line: Ints, partner: Ints) -> Ints:
    """Return how many lines each onset lies from the partner's nearest."""
    after = np.searchsorted(partner, line)
    following = partner[np.minimum(after, len(partner) - 1)]
    before = partner[np.maximum(after - 1, 0)]
    return np.asarray(np.minimum(np.abs(following - line), np.abs(line - before)), dtype=np.int64)


def _spread(asynchrony_s: Floats, weight: Floats, mu_s: float, n: float) -> float:
    apart_s = np.abs(asynchrony_s - mu_s)
    bounded_s = np.minimum(apart_s, max(_FAR * _median(apart_s, weight), _FAR_LEAST_S))
    square = float(weight @ bounded_s**2) / float(weight.sum())
    return sqrt(square * n / max(n - 0.5, 1))


def _median(values: Floats, weight: Floats) -> float:
    """Return the weighted median: the least value that half of the weight does not exceed."""
    order = np.argsort(values)
    reached = np.cumsum(weight[order])
    return float(values[order[np.searchsorted(reached, 0.5 * reached[-1])]])

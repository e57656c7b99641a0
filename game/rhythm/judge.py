"""The judge: onsets in, judgements out. Judging happens at onset times only, at most every 0.2 s."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from math import exp, gcd, hypot
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rhythm import beam
from game.rhythm.beat import VOTE_S, lines_per_beat
from game.rhythm.grid import REACH_S, SharedGrid, Windows, shared_grid, windows
from game.rhythm.groove import UNKNOWN, Groove, groove
from game.rhythm.listening import Listening
from game.rhythm.lock import FEELS, SHARED_QUALITY, Lock, Moment
from game.rhythm.longview import LongView
from game.rhythm.offset import OffsetEstimator
from game.rhythm.onsets import Onset
from game.rhythm.own import TEMPO_ONSETS, OwnPulse, Side, heard_well
from game.rhythm.path import Labels
from game.rhythm.pulse import PulseTracker
from game.rhythm.ratio import COMPLEX, SIMPLE, Ratio, RatioTracker
from game.rhythm.scoring import GATE_CURVE, Factors, balance_factor, on_curve, phase_factor, tempo_factor
from game.rhythm.shown import Beats, ShownBeats

JUDGE_EVERY_S: Final = 0.2
SILENT_BEATS: Final = 10.0
"""Long enough for two bars of answering."""
METER_BEATS: Final = 2.0
_SURE_SD: Final = 0.015
_SURE_QUALITY: Final = 0.7


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything one moment says. No data is None."""

    time_s: float
    state: str
    pulses: tuple[OwnPulse | None, OwnPulse | None]
    quality: tuple[float, float]
    line_period_s: float
    line_time_s: float
    lines_per_beat: int
    beat_s: float
    difference: float | None
    """ln(tempo 1 / tempo 2) after folding; positive = player 1 faster."""
    difference_sd: float
    ratio: Ratio | None
    grid: SharedGrid | None
    factors: Factors | None
    groove: Groove
    score: float | None
    """This moment's score, 0 to 100, or None with too little evidence."""
    meter: float | None
    mu_s: float
    absent: tuple[int, ...]
    heard_beat_s: Beats
    """Period of each player's beat, s: the joint beat's level where there is one, else each on an own level."""
    shown_beat_s: Beats
    """Period of the beat that each player is shown, s, both on one level."""
    shared_beat: bool
    """Whether the beat shown is the joint one."""
    labels: Labels
    weight_s: float
    """Time this judgement speaks for, s."""

    def later(self, by_s: float) -> "Judgement":
        """Return the same judgement on a clock that shows `by_s` more."""
        grid = None if self.grid is None else self.grid.later(by_s)
        line_time_s = self.line_time_s + by_s
        return replace(
            self, time_s=self.time_s + by_s, line_time_s=line_time_s, grid=grid, labels=self.labels.later(by_s)
        )


class DuetJudge:
    """Three pulses (player 1, player 2, joint) and what follows from them.

    Inside, time is counted from the first onset in whole microseconds: when something was played decides nothing, not
    even in the last digit of a float.
    """

    def __init__(self, feel: str = "true") -> None:
        """Start with nothing heard. `feel` changes the state, never the score."""
        self._sides = (Side(), Side())
        self._joint = PulseTracker(beam.JOINT)
        self._ratio = RatioTracker()
        self._long = LongView()
        self._offset = OffsetEstimator()
        self._listening = Listening()
        self._lock = Lock(FEELS[feel])
        self._origin_s: float | None = None
        self._held_lines: int | None = None
        self._shown_beats = ShownBeats()
        self._last_s: float | None = None
        self._paired_s = 0.0
        self._meter: float | None = None

    def add(self, onset: Onset, *, more: bool = False) -> Judgement | None:
        """Take one onset; return a judgement, or None where the last one is less than 0.2 s old.

        `more`: another onset of the same instant follows, which is to be heard first.
        """
        p = onset.player - 1
        if self._origin_s is None:
            self._origin_s = onset.time_s
        onset = replace(onset, time_s=round(onset.time_s - self._origin_s, 6))
        self._sides[p].add(onset)
        heard_s = onset.time_s + (-0.5 if p == 0 else 0.5) * self._offset.mu_s
        self._joint.add(heard_s, p, played_s=onset.time_s, accent=onset.accent)
        if more or (self._last_s is not None and onset.time_s - self._last_s < JUDGE_EVERY_S):
            return None
        return self._judge(onset.time_s).later(self._origin_s)

    def rest(self) -> None:
        """Bridge a pause: tempos are kept, phases found anew, and the lock needs fresh evidence to change."""
        for side in self._sides:
            side.pulse.rest()
        self._joint.rest()
        self._listening.clear()
        self._lock.break_off()

    def absent(self, now_s: float, beat_s: float) -> tuple[int, ...]:
        """Return the players who have not begun or have been silent for more than 10 beats."""
        return self._absent(now_s - (self._origin_s or 0.0), beat_s)

    def _absent(self, now_s: float, beat_s: float) -> tuple[int, ...]:
        gone = [side.last_s is None or now_s - side.last_s > SILENT_BEATS * beat_s for side in self._sides]
        return tuple(p + 1 for p in (0, 1) if gone[p])

    @property
    def mu_s(self) -> float:
        """The learned offset, s; positive = player 1 is reported late."""
        return self._offset.mu_s

    def _judge(self, now_s: float) -> Judgement:
        period = self._joint.period()
        labels = self._joint.labels(now_s - REACH_S)
        m = self._held_lines = lines_per_beat(period.period_s, labels.since(now_s - VOTE_S), self._held_lines)
        beat_s = m * period.period_s
        followed = (self._sides[0].followed(), self._sides[1].followed())
        pulses = (heard_well(followed[0]), heard_well(followed[1]))
        quality = (self._joint.quality(0), self._joint.quality(1))
        chosen = windows(labels, now_s, beat_s)
        enough = self._enough(now_s, chosen, quality)
        absent = self._absent(now_s, beat_s)
        difference, sd, ratio, long_difference, moved = self._tempo_difference(now_s, beat_s, pulses, quality)
        too_fine = _too_fine(pulses, period.period_s)
        grid = None if too_fine else shared_grid(labels, chosen, m, quality, self.mu_s)
        if grid is not None:
            difference, sd, quality = grid.difference, grid.difference_sd, grid.quality
        weight_s = 0.0 if self._last_s is None else now_s - self._last_s
        fresh = self._fresh(grid, labels)
        self._learn_offset(grid, fresh, pulses, 0.0 if too_fine else min(quality))
        self._listen(grid, fresh, min(quality), beat_s, m, moved=moved)
        groove_now, factors = UNKNOWN, None
        if enough and not absent:
            groove_now = self._groove(grid, labels, m)
            tempo = None if difference is None else tempo_factor(difference, sd, long_difference)
            evidence = on_curve(min(quality), GATE_CURVE) * self._listening.held()
            factors = _factors(grid, groove_now, tempo, evidence, m)
        score = None if factors is None else factors.score
        self._move_meter(score, min(weight_s, 2 * beat_s), beat_s)
        moment = Moment(
            now_s, beat_s, factors, difference, sd, long_difference, moved, grid is not None, min(quality),
            (self._heard(0, pulses), self._heard(1, pulses)), bool(absent),
        )  # fmt: skip
        state = self._lock.update(moment)
        self._last_s = now_s
        heard, shown, shared = self._shown(now_s, beat_s, followed, grid)
        return Judgement(
            time_s=now_s, state=state, pulses=pulses, quality=quality, line_period_s=period.period_s,
            line_time_s=self._joint.line_time(), lines_per_beat=m, beat_s=beat_s, difference=difference,
            difference_sd=sd, ratio=ratio, grid=grid, factors=factors, groove=groove_now, score=score,
            meter=self._meter, mu_s=self.mu_s, absent=absent, heard_beat_s=heard, shown_beat_s=shown,
            shared_beat=shared, labels=labels, weight_s=min(weight_s, 2 * beat_s),
        )  # fmt: skip

    def _heard(self, p: int, pulses: tuple[OwnPulse | None, OwnPulse | None]) -> bool:
        return pulses[p] is not None or self._joint.quality(p) > SHARED_QUALITY

    def _enough(self, now_s: float, chosen: Windows, quality: tuple[float, float]) -> bool:
        """Both players have four onsets in reach, and labels to judge where the joint pulse is good."""
        counts = [len(side.recent) - bisect_left(list(side.recent), now_s - REACH_S) for side in self._sides]
        unlabelled = min(len(own) for own in chosen) < 3 and min(quality) >= SHARED_QUALITY
        return min(counts) >= TEMPO_ONSETS and not unlabelled

    def _tempo_difference(
        self, now_s: float, beat_s: float, pulses: tuple[OwnPulse | None, OwnPulse | None], quality: tuple[float, float]
    ) -> tuple[float | None, float, Ratio | None, float | None, bool]:
        """Compare the own pulses: difference, its SD, ratio, long view, moved."""
        first, second = pulses
        if first is None or second is None:
            return None, 0.0, None, None, False
        difference, ratio = self._ratio.update(
            first.period_s,
            second.period_s,
            now_s=now_s,
            beat_s=beat_s,
            among=SIMPLE + COMPLEX if min(quality) >= SHARED_QUALITY else SIMPLE,
        )
        seen = self._long.update(first.period_s, second.period_s, now_s=now_s, beat_s=beat_s)
        return difference, hypot(first.sd, second.sd), ratio, seen.value, seen.moved

    def _fresh(self, grid: SharedGrid | None, labels: Labels) -> NDArray[np.bool_]:
        """Return which pairs were not known at the last judgement."""
        times = labels.time_s if grid is None else grid.pairs.time_s
        fresh = times > self._paired_s
        self._paired_s = max(self._paired_s, float(times[-1]) if len(times) else 0.0)
        return fresh

    def _learn_offset(
        self,
        grid: SharedGrid | None,
        fresh: NDArray[np.bool_],
        pulses: tuple[OwnPulse | None, OwnPulse | None],
        evidence: float,
    ) -> None:
        if grid is not None and evidence >= SHARED_QUALITY:
            asynchronies_s = grid.pairs.asynchrony_s[fresh].tolist()
            if grid.pairs.both and asynchronies_s:
                asynchronies_s = [sum(asynchronies_s) / len(asynchronies_s)] * (len(asynchronies_s) // 2)
            for asynchrony_s in asynchronies_s:
                self._offset.learn(asynchrony_s)
        first, second = pulses
        if first is not None and second is not None:
            self._offset.seek(first.line_s, second.line_s, first.period_s, second.period_s, evidence)

    def _listen(
        self,
        grid: SharedGrid | None,
        fresh: NDArray[np.bool_],
        quality: float,
        beat_s: float,
        near: int,
        *,
        moved: bool,
    ) -> None:
        """Hear how the asynchrony goes on, wherever the partner struck within `near` lines."""
        if moved:
            self._listening.clear()
        if grid is not None and quality >= SHARED_QUALITY:
            pairs, slope_s = grid.pairs, 0.5 * sum(grid.slope_s)
            close = fresh & (pairs.partner_lines <= near)
            self._listening.add(pairs.time_s[close], pairs.asynchrony_s[close], beat_s, slope_s)

    def _groove(self, grid: SharedGrid | None, labels: Labels, lines_per_beat_now: int) -> Groove:
        if grid is None:
            return UNKNOWN
        return groove(grid.line[labels.who == 0], grid.line[labels.who == 1], lines_per_beat_now)

    def _move_meter(self, score: float | None, weight_s: float, beat_s: float) -> None:
        if score is None or self._meter is None:
            self._meter = score
        else:
            self._meter += (1 - exp(-weight_s / (METER_BEATS * beat_s))) * (score - self._meter)

    def _shown(
        self, now_s: float, beat_s: float, followed: tuple[OwnPulse | None, OwnPulse | None], grid: SharedGrid | None
    ) -> tuple[Beats, Beats, bool]:
        """Return each player's beat period as heard and as shown, and whether it is the joint beat's level."""
        believed = self._shown_beats.believes(grid, now_s, beat_s)
        if grid is not None and (believed or self._lock.locked):
            beats = self._shown_beats.shared(grid, self._held_lines or 1, now_s)
            return beats, beats, True
        first_s, second_s = (self._sides[p].shown_s(now_s, followed[p]) for p in (0, 1))
        return (first_s, second_s), self._shown_beats.own(first_s, second_s, now_s, beat_s), False


def _too_fine(pulses: tuple[OwnPulse | None, OwnPulse | None], line_s: float) -> bool:
    """Tell whether a joint grid only "explains" two unrelated pulses.

    A grid of thirds or finer of both does, and so does one on which two sure pulses stand in no ratio that people
    play: 120 against 100 BPM is five lines against six.
    """
    first, second = pulses
    if first is None or second is None:
        return False
    multiples = round(first.period_s / line_s), round(second.period_s / line_s)
    if min(multiples) < 1:
        return False
    divisor = gcd(*multiples)
    ratio = multiples[0] // divisor, multiples[1] // divisor
    return divisor >= 3 or (_sure(first) and _sure(second) and ratio not in SIMPLE + COMPLEX)


def _sure(pulse: OwnPulse) -> bool:
    return pulse.sd < _SURE_SD and pulse.quality > _SURE_QUALITY


def _factors(grid: SharedGrid | None, now: Groove, tempo: float | None, evidence: float, lines: int) -> Factors:
    """Judge one moment; with evidence but no shared grid or no tempo the score is 0, not None."""
    if grid is None or tempo is None:
        return Factors(tempo or 0.0, 0.0, 0.0, 0.0, evidence)
    phase = phase_factor(grid.spread_s, 0.5 * lines * sum(grid.slope_s))
    return Factors(tempo, phase, now.value, balance_factor(grid.onsets_per_beat), evidence)

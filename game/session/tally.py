"""What a round adds up to: score, parts, tempos, asynchrony, time together, lanterns."""

from array import array
from collections import Counter
from dataclasses import dataclass, field
from math import isnan
from typing import Final

import numpy as np

from game.model.result import Asynchrony, Parts, Tempo, Together
from game.rhythm.beam import Floats
from game.rhythm.beat import shown_period
from game.rhythm.judge import Judgement
from game.rhythm.ratio import SIMPLE, cost, log_difference
from game.rhythm.scoring import COVER, session_score
from game.session.stretch import PHRASES, Stretch

_DIGITS: Final = 6
_UNKNOWN: Final = float("nan")


def tidy(value: float | None) -> float | None:
    """Round to what a result keeps."""
    return None if value is None else round(float(value), _DIGITS)


@dataclass(slots=True)
class TogetherTally:
    """Time spent together, in runs and per phrase."""

    phrase_s: float | None
    runs: list[float] = field(default_factory=list)
    first_s: float | None = None
    phrases: list[float] = field(default_factory=lambda: [0.0] * PHRASES)
    spans: list[tuple[float, float]] = field(default_factory=list)
    """From when to when, played s."""
    _on: bool = False

    def hold(self, start_s: float, end_s: float) -> None:
        """Count played time from `start_s` to `end_s` as together."""
        if not self._on:
            self._on = True
            self.runs.append(0.0)
            self.first_s = start_s if self.first_s is None else self.first_s
        self.runs[-1] += max(0.0, end_s - start_s)
        joins = self.spans and self.spans[-1][1] == start_s
        self.spans[-1:] = [(self.spans[-1][0], end_s)] if joins else [*self.spans[-1:], (start_s, end_s)]
        if self.phrase_s:
            for i in range(PHRASES):
                low, high = i * self.phrase_s, (i + 1) * self.phrase_s
                self.phrases[i] += max(0.0, min(end_s, high) - max(start_s, low))

    def release(self) -> None:
        """The two are apart: the next time together is a new run."""
        self._on = False

    def lit(self) -> tuple[bool, ...]:
        """Return which phrases were held for at least half of their length."""
        return tuple(bool(self.phrase_s) and held >= (self.phrase_s or 0.0) / 2 for held in self.phrases)

    def share(self, since_s: float, until_s: float) -> float | None:
        """Return how much of a part of the round was held together, 0 to 1."""
        held_s = sum(max(0.0, min(end_s, until_s) - max(start_s, since_s)) for start_s, end_s in self.spans)
        return tidy(min(held_s / (until_s - since_s), 1.0)) if until_s > since_s else None

    def result(self, round_s: float) -> Together:
        """Return the totals over a round of `round_s` played seconds."""
        total = sum(self.runs, 0.0)
        return Together(
            seconds=round(total, _DIGITS),
            fraction=round(total / round_s, _DIGITS) if round_s > 0 else 0.0,
            longest_s=round(max(self.runs, default=0.0), _DIGITS),
            first_s=tidy(self.first_s),
            times=len(self.runs),
        )


@dataclass(slots=True)
class _Means:
    """Time-weighted sums of the parts over the moments with a shared grid."""

    weight: float = 0.0
    sums: list[float] = field(default_factory=lambda: [0.0] * 4)

    def add(self, weight: float, values: tuple[float, ...]) -> None:
        self.weight += weight
        self.sums = [total + weight * value for total, value in zip(self.sums, values, strict=True)]

    def mean(self, i: int) -> float:
        return self.sums[i] / self.weight if self.weight > 0 else 0.0


_SHOWN, _LINE, _JOINT, _COLUMNS = slice(0, 2), slice(2, 4), 4, 5
"""Periods of a judged moment, s: the beats the players were shown, their lines, and the joint beat where shown."""


class Tally:
    """Adds up judgements since `begin`."""

    def __init__(self, stretch: Stretch) -> None:
        """Share the round's stretch of time."""
        self._stretch = stretch
        self.together = TogetherTally(stretch.phrase_s)
        self._held: Judgement | None = None
        self._weight = self._score = self._evidence = 0.0
        self._parts = _Means()
        self._periods = array("d")
        self._settled_s = -np.inf
        self._ratios: Counter[tuple[int, int]] = Counter()
        self._asynchrony = array("d")
        self._paired_to_s = -np.inf

    def add(self, now: Judgement) -> None:
        """Take one judgement."""
        self.settle(now.time_s)
        self._held = now
        if now.grid is not None:
            self._pair(now)
        begin_s = self._stretch.begin_run_s
        since_begin = 0.0 if begin_s is None else now.time_s - begin_s
        weight = min(now.weight_s, since_begin)
        if now.factors is None or now.score is None or weight <= 0:
            return
        self._weight += weight
        self._score += weight * now.score
        self._evidence += weight * now.factors.evidence
        if now.grid is not None:
            f = now.factors
            self._parts.add(weight, (f.tempo, f.phase, f.groove, f.balance))
        self._note_tempo(now, weight)

    def settle(self, until_s: float) -> None:
        """Let the last judgement's state last until `until_s`, at most two beats; no time counts twice."""
        held, begin_s = self._held, self._stretch.begin_run_s
        if held is None or begin_s is None:
            return
        if held.state != "together":
            self.together.release()
            return
        start_s = max(held.time_s, begin_s, self._settled_s)
        end_s = min(until_s, held.time_s + 2 * held.beat_s)
        if end_s > start_s:
            self._settled_s = end_s
            self.together.hold(self._stretch.played_s(start_s), self._stretch.played_s(end_s))

    def _note_tempo(self, now: Judgement, weight: float) -> None:
        first, second = now.pulses
        lines = (first.period_s if first else None, second.period_s if second else None)
        joint_s = now.beat_s if now.shared_beat else None
        self._periods.extend(_UNKNOWN if value is None else value for value in (*now.heard_beat_s, *lines, joint_s))
        if now.ratio is not None:
            a, b = now.ratio
            self._ratios[b, a] += round(1e6 * weight)

    def _pair(self, now: Judgement) -> None:
        """Count each onset of the sparser player once, at its first judgement with a shared grid."""
        assert now.grid is not None
        pairs = now.grid.pairs
        fresh = pairs.time_s > self._paired_to_s + 0.5 * now.line_period_s
        times, values = pairs.time_s[fresh], pairs.asynchrony_s[fresh]
        if len(times) == 0:
            return
        if pairs.both:
            keep = np.concatenate([[True], np.diff(times) > 0.5 * now.line_period_s])
            values = np.array([part.mean() for part in np.split(values, np.flatnonzero(keep)[1:])])
        self._asynchrony.extend(values.tolist())
        self._paired_to_s = float(times[-1])

    @property
    def asynchronies_ms(self) -> tuple[float, ...]:
        """The paired asynchronies in order, ms."""
        return tuple(round(1000 * value, _DIGITS) for value in self._asynchrony)

    def result_score(self, round_s: float) -> tuple[float | None, Parts | None]:
        """Return the session score (0 to 100) and its parts, or None twice where nothing could be judged."""
        if self._weight <= 0:
            return None, None
        mean = self._parts.mean
        parts = Parts(
            tempo=round(mean(0), _DIGITS),
            phase=round(mean(1), _DIGITS),
            groove=round(mean(2), _DIGITS),
            evidence=round(self._evidence / self._weight, _DIGITS),
            balance=round(mean(3), _DIGITS),
            cover=round(self._weight / max(self._weight, COVER * round_s), _DIGITS),
        )
        return tidy(session_score(self._score, self._weight, round_s)), parts

    def result_tempo(self) -> Tempo:
        """Return the median tempos of all judged moments, at the joint level, or each at its own without one."""
        joint = self._moments()[:, _JOINT]
        beat_s = float(np.median(joint[~np.isnan(joint)])) if not np.isnan(joint).all() else None
        first, second = (self._median_period(i, beat_s) for i in (0, 1))
        difference = None
        if first is not None and second is not None:
            folded = min(SIMPLE, key=lambda ratio: cost(first, second, ratio))
            difference = 100 * log_difference(first, second, folded)
        ratio = max(self._ratios, key=lambda key: (self._ratios[key], key), default=None)
        return Tempo(
            bpm=(tidy(60 / first if first else None), tidy(60 / second if second else None)),
            joint_bpm=None if beat_s is None else tidy(60 / beat_s),
            difference_percent=tidy(difference),
            ratio=None if ratio is None else f"{ratio[0]}:{ratio[1]}",
        )

    def _moments(self) -> Floats:
        return np.array(self._periods).reshape(-1, _COLUMNS)

    def _median_period(self, player: int, beat_s: float | None) -> float | None:
        """Return the median of what a player was shown, moments without a joint beat put on its level."""
        rows = self._moments()
        shown = rows[:, _SHOWN][:, player]
        if beat_s is not None:
            apart = np.isnan(rows[:, _JOINT])
            lines = rows[apart, _LINE][:, player].tolist()
            shown[apart] = [_UNKNOWN if isnan(line_s) else shown_period(line_s, beat_s) for line_s in lines]
        known = shown[~np.isnan(shown)]
        return float(np.median(known)) if len(known) else None

    def result_asynchrony(self, mu_s: float) -> Asynchrony:
        """Return the asynchrony of the paired onsets, ms, before the learned offset `mu_s`."""
        ms = 1000 * np.array(self._asynchrony)
        return Asynchrony(
            mean_ms=tidy(float(ms.mean())) if len(ms) else None,
            sd_ms=tidy(float(ms.std(ddof=1))) if len(ms) > 1 else None,
            mean_absolute_ms=tidy(float(np.abs(ms).mean())) if len(ms) else None,
            pairs=len(ms),
            estimated_offset_ms=round(1000 * mu_s, _DIGITS),
        )

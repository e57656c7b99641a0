"""From judgements to what the picture draws."""

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Final

import numpy as np

from game.model.hit import Hit
from game.model.snapshot import OnsetView, PartsView, PlayerView, Snapshot
from game.rhythm import shown
from game.rhythm.judge import Judgement
from game.rhythm.lock import SHARED_QUALITY
from game.rhythm.onsets import MERGE_S
from game.session.events import DuetEvent, LanternLit, Matched, StateChanged
from game.session.numbers import Light, ShownBpms, ShownChevrons, lead
from game.session.stretch import PHRASES, Stretch
from game.session.tally import TogetherTally

MATCH_S: Final = 0.040
RIBBON_BEATS: Final = 8.0
OUTLINE_BEATS: Final = 4.0
SUNSET_BEATS: Final = 8.0
"""The sun sinks in the last beats of a round."""
_LEAD_BEATS: Final = 4.0
_SHORTER_S: Final = 1.0
"""Strokes that a shorter ribbon has no room for may be seen this much longer, s."""
_KEPT: Final = 160
_TAPS: Final = 4
_TAP_REACH_S: Final = 14.0


@dataclass(slots=True)
class _Ribbon:
    """One player's strokes, as drawn."""

    strokes: deque[OnsetView] = field(default_factory=lambda: deque(maxlen=_KEPT))
    matched: list[float] = field(default_factory=list)
    """When strokes met the partner's, in order of time."""

    def met(self, stroke: OnsetView) -> bool:
        after = bisect_right(self.matched, stroke.time_s - MERGE_S)
        return after < len(self.matched) and self.matched[after] < stroke.time_s + MERGE_S

    def meet(self, time_s: float) -> bool:
        """Mark what was struck at a time as met; tell whether that is new."""
        place = bisect_left(self.matched, time_s)
        if place < len(self.matched) and self.matched[place] == time_s:
            return False
        self.matched.insert(place, time_s)
        del self.matched[:-_KEPT]
        return True

    def within(self, since_s: float) -> tuple[OnsetView, ...]:
        return tuple(
            replace(stroke, matched=True) if self.met(stroke) else stroke
            for stroke in self.strokes
            if stroke.time_s >= since_s
        )


class DuetView:
    """Keeps what the picture needs between two judgements; asking changes nothing."""

    def __init__(self, stretch: Stretch, together: TogetherTally) -> None:
        """Share the round's stretch and its time together."""
        self._stretch = stretch
        self._together = together
        self._ribbons = (_Ribbon(), _Ribbon())
        self._judged: Judgement | None = None
        self._base = Snapshot()
        self._light = Light()
        self._bpms, self._chevrons = ShownBpms(), ShownChevrons()
        self._lit = 0
        self._longer: tuple[float, float] = (0.0, float("-inf"))
        """The beat before the present shorter one, s, and when that was."""

    def heard(self, hit: Hit, run_s: float) -> None:
        """Show a judged stroke at once, at its running time."""
        view = OnsetView(run_s, hit.pad, hit.velocity)
        self._ribbons[hit.player - 1].strokes.append(view)

    def judged(self, now: Judgement) -> list[DuetEvent]:
        """Take one judgement and return what it changed."""
        changed = self._judged is None or self._judged.state != now.state
        self._judged = now
        self._light.update(now.state == "together", now.time_s)
        events: list[DuetEvent] = [StateChanged(now.time_s, now.state)] if changed else []
        events += self._match(now)
        self._note_shorter(now)
        for i, lit in enumerate(self._together.lit()):
            if lit and not self._lit & (1 << i):
                self._lit |= 1 << i
                events.append(LanternLit(now.time_s, i))
        self._base = self._snapshot_of(now)
        return events

    def _note_shorter(self, now: Judgement) -> None:
        beat_s, since_s = self._longer
        if now.beat_s < self._base.beat_s and (self._base.beat_s > beat_s or now.time_s - since_s > _SHORTER_S):
            self._longer = self._base.beat_s, now.time_s

    def _match(self, now: Judgement) -> list[DuetEvent]:
        """Find strokes newly met by the partner: on one line, within 40 ms of the learned offset."""
        if now.grid is None or min(now.quality) < SHARED_QUALITY:
            return []
        labels, events = now.labels, list[DuetEvent]()
        recent = np.flatnonzero(~labels.outlier & (labels.time_s > now.time_s - RIBBON_BEATS * now.beat_s))
        first, second = (recent[labels.who[recent] == p] for p in (0, 1))
        apart_s = labels.raw_s[first, None] - labels.raw_s[second] - now.mu_s
        met = (labels.line[first, None] == labels.line[second]) & (np.abs(apart_s) <= MATCH_S)
        one, other = np.nonzero(met)
        for pair in zip(labels.raw_s[first[one]].tolist(), labels.raw_s[second[other]].tolist(), strict=True):
            events += [Matched(time_s, p + 1) for p, time_s in enumerate(pair) if self._ribbons[p].meet(time_s)]
        return events

    def _snapshot_of(self, now: Judgement) -> Snapshot:
        """Return everything that holds until the next judgement."""
        apart = shown.difference(now.shown_beat_s)
        difference = None if apart is None else 100 * apart
        asynchrony_s = None if now.grid is None else now.grid.asynchrony_s
        slip_s = None if asynchrony_s is None else asynchrony_s - now.mu_s
        signs = self._chevrons.update(difference, now.time_s)
        first_s, second_s = now.shown_beat_s
        bpms = (None if first_s is None else 60 / first_s, None if second_s is None else 60 / second_s)
        numbers = self._bpms.update(bpms, now.time_s)
        players = [self._player(p, now, numbers[p], signs[p]) for p in (0, 1)]
        return Snapshot(
            state=now.state,
            players=(players[0], players[1]),
            difference_percent=difference,
            slip_ms=None if slip_s is None else 1000 * slip_s,
            lead=self._lead(now),
            asynchrony_ms=None if asynchrony_s is None else 1000 * asynchrony_s,
            spread_ms=None if now.grid is None else 1000 * now.grid.spread_s,
            offset_ms=1000 * now.mu_s,
            difference_sd_percent=None if difference is None else 100 * now.difference_sd,
            ratio=None if now.ratio is None else (now.ratio[1], now.ratio[0]),
            joint_bpm=60 / now.beat_s if now.shared_beat else None,
            beat_s=now.beat_s,
            beat_time_s=now.line_time_s if now.shared_beat else None,
            line_s=now.line_period_s,
            lines_per_beat=now.lines_per_beat,
            score=now.meter,
            raw_score=now.score,
            parts=_parts(now),
        )

    def _player(self, p: int, now: Judgement, bpm: int | None, sign: int) -> PlayerView:
        pulse = now.pulses[p]
        return PlayerView(
            bpm=bpm,
            chevrons=sign,
            period_s=None if pulse is None else pulse.period_s,
            period_sd=None if pulse is None else pulse.sd,
            quality=now.quality[p],
        )

    def _lead(self, now: Judgement) -> float | None:
        if now.grid is None or None in now.pulses:
            return None
        pairs = now.grid.pairs
        recent = pairs.asynchrony_s[pairs.time_s > now.time_s - _LEAD_BEATS * now.beat_s]
        return lead(float(recent.mean()) - now.mu_s) if len(recent) else None

    def at(self, now_s: float, absent: tuple[int, ...]) -> Snapshot:
        """Return the picture at `now_s`, running; asking leaves everything as it was."""
        shot = self._base
        waiting = bool(absent)
        played_s = self._stretch.played_s(now_s)
        phrase, progress, share = self._phrase(played_s)
        round_s = self._stretch.round_s
        left_s = None if round_s is None or self._stretch.begin_s is None else max(0.0, round_s - played_s)
        beats_left = None if left_s is None or left_s >= SUNSET_BEATS * shot.beat_s else left_s / shot.beat_s
        began = self._stretch.begin_s is not None
        players = self._player_at(0, shot, now_s, absent), self._player_at(1, shot, now_s, absent)
        return replace(
            shot,
            now_s=now_s,
            state="waiting" if waiting else shot.state,
            score=None if waiting else shot.score,
            raw_score=None if waiting else shot.raw_score,
            players=players,
            lead=shot.lead if all(player.present for player in players) else None,
            lanterns=self._together.lit(),
            phrase=phrase,
            phrase_progress=progress,
            phrase_share=share,
            light=self._light.at(now_s),
            elapsed_s=max(0.0, played_s) if began else None,
            left_s=left_s,
            sunset=0.0 if beats_left is None else min(1.0, 1 - beats_left / SUNSET_BEATS),
            beats_left=None if not beats_left else ceil(beats_left),
            absent=absent,
            paused=self._stretch.paused,
        )

    def _player_at(self, p: int, shot: Snapshot, now_s: float, absent: tuple[int, ...]) -> PlayerView:
        ribbon, view = self._ribbons[p], shot.players[p]
        last_s = ribbon.strokes[-1].time_s if ribbon.strokes else None
        present = last_s is not None and now_s - last_s <= OUTLINE_BEATS * shot.beat_s
        gone = (p + 1) in absent
        since_s = now_s - RIBBON_BEATS * shot.beat_s
        strokes = ribbon.within(min(since_s, self._oldest_s(now_s)))
        taps = sum(stroke.time_s > now_s - _TAP_REACH_S for stroke in ribbon.strokes)
        return replace(
            view,
            bpm=None if gone else view.bpm,
            chevrons=0 if absent else view.chevrons,
            present=present,
            taps=min(taps, _TAPS),
            onsets=tuple(stroke for stroke in strokes if stroke.time_s >= since_s),
            passing=tuple(stroke for stroke in strokes if stroke.time_s < since_s),
        )

    def _oldest_s(self, now_s: float) -> float:
        """Return since when strokes are on the ribbons as they were a moment ago, s."""
        beat_s, since_s = self._longer
        return now_s - RIBBON_BEATS * beat_s if now_s - since_s < _SHORTER_S else now_s

    def _phrase(self, played_s: float) -> tuple[int | None, float, float]:
        length = self._stretch.phrase_s
        if self._stretch.begin_s is None or length is None or not 0 <= played_s < PHRASES * length:
            return None, 0.0, 0.0
        phrase = min(int(played_s / length), PHRASES - 1)
        return phrase, played_s / length - phrase, self._together.phrases[phrase] / length


def _parts(now: Judgement) -> PartsView | None:
    f, g = now.factors, now.groove
    if f is None:
        return None
    return PartsView(f.tempo, f.phase, f.groove, f.balance, f.evidence, g.meet, g.interlock, g.repeat, g.echo)

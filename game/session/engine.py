"""The duet engine: hits and marks in, snapshots, events and the result out.

The frame only says how far the engine may go: the same hits give the same result at any update rate, and in any
order of arrival within the reorder window.
"""

from array import array
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from game.model.hit import PLAYERS, Event, Hit
from game.model.result import Result, TimelineRow
from game.model.snapshot import Snapshot
from game.model.versions import ENGINE_VERSION
from game.rhythm.judge import DuetJudge, Judgement
from game.rhythm.onsets import REORDER_S, Onset, OnsetMerger, Stroke
from game.session.dares import Dares
from game.session.events import Began, DuetEvent
from game.session.finale import Finale
from game.session.journey import JourneyTally
from game.session.stretch import Stretch
from game.session.tally import Tally, tidy
from game.session.view import DuetView

_FOREVER: Final = 1e15
"""Later than any hit, s."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What changes how a duet is judged."""

    feel: str = "true"
    offsets_ms: tuple[float, float] = (0.0, 0.0)
    """How much each kit reports late, ms."""
    round_s: float | None = None
    """Planned length of the round in played seconds."""
    begin_s: float | None = None
    """When the round begins, where a recording says so; else the first hit of the player who comes second."""
    end_s: float | None = None
    """When the round ends, where that is known beforehand."""


class DuetEngine:
    """Judges a duet as it goes."""

    def __init__(self, settings: EngineSettings) -> None:
        """Start with nothing heard."""
        self.settings = settings
        self.stretch = Stretch(settings.begin_s, settings.end_s, settings.round_s)
        self._merger = OnsetMerger()
        self._judge = DuetJudge(settings.feel)
        self._tally = Tally(self.stretch)
        self._view = DuetView(self.stretch, self._tally.together)
        self._dares = Dares(self.stretch, self._tally.together)
        self._journey = JourneyTally(self._tally.together)
        self._finale = Finale()
        self._first: dict[int, float] = {}
        self._strokes = {player: array("d") for player in PLAYERS}
        self._horizon_s = float("-inf")
        self._last: Judgement | None = None
        self._onset_s = float("-inf")
        self._told_begin = False

    def queue(self, hit: Hit) -> None:
        """Take one hit, in any order; hits with a `drop`, and hits in a pause, are not judged.

        A hit later than the reorder window is judged live where it arrived (a replay puts it in its place).
        """
        if hit.drop is not None:
            return
        time_s = hit.time_s - self.settings.offsets_ms[hit.player - 1] / 1000
        self._finale.heard(hit.player, hit.pad, time_s)
        if not self.stretch.covers(time_s):
            return
        run_s = round(self.stretch.run_s(time_s), 6)
        self._strokes[hit.player].append(time_s)
        self._view.heard(hit, run_s)
        self._merger.push(Stroke(max(run_s, self._horizon_s), hit.player, hit.pad, hit.velocity))
        self._first[hit.player] = min(time_s, self._first.get(hit.player, time_s))
        if self.settings.begin_s is None and len(self._first) == len(PLAYERS):
            self.stretch.begin_s = max(self._first.values())

    def mark(self, event: Event) -> None:
        """Take a `paused`, `resumed` or `end` event; others do not change the judging."""
        if event.kind == "paused":
            self.stretch.pause(event.time_s)
        elif event.kind == "resumed":
            self.stretch.resume(event.time_s)
        elif event.kind == "end":
            self.stretch.end_s = event.time_s

    def update(self, now_s: float) -> tuple[DuetEvent, ...]:
        """Judge every hit up to `now_s` minus the reorder window; return what happened."""
        self._horizon_s = max(self._horizon_s, self.stretch.run_s(now_s) - REORDER_S)
        events: list[DuetEvent] = []
        onsets = self._merger.pop(self._horizon_s)
        for onset, following in zip_longest(onsets, onsets[1:]):
            events += self._onset(onset, more=following is not None and _at_once(onset, following))
        begin_run_s = self.stretch.begin_run_s
        if begin_run_s is not None and not self._told_begin and begin_run_s <= self._horizon_s:
            self._told_begin = True
            events.append(Began(self.stretch.session_s(begin_run_s)))
        return tuple(events)

    def _onset(self, onset: Onset, *, more: bool) -> list[DuetEvent]:
        if self.stretch.resumed_between(self._onset_s, onset.time_s):
            self._judge.rest()
        self._onset_s = onset.time_s
        self._dares.heard(onset)
        self._journey.heard(onset)
        judgement = self._judge.add(onset, more=more)
        if judgement is None:
            return []
        self._last = judgement
        self._tally.add(judgement)
        self._journey.judged(judgement)
        return [*self._view.judged(judgement), *self._dares.judged(judgement)]

    def snapshot(self, now_s: float) -> Snapshot:
        """Return what to draw at `now_s`; its times run, so that everything stands still in a pause.

        Asking any number of times leaves the engine as it was.
        """
        run_s = self.stretch.run_s(now_s)
        beat_s = self._last.beat_s if self._last else Snapshot().beat_s
        return self._dares.on(self._view.at(run_s, self._judge.absent(run_s, beat_s)))

    def row(self, now_s: float) -> TimelineRow:
        """Return what is shown at `now_s` as one row of the timeline."""
        shot = self.snapshot(now_s)
        bpm = [None if p in shot.absent else self._bpm(p) for p in PLAYERS]
        known = not shot.absent
        return TimelineRow(
            t=round(now_s, 6),
            bpm=(tidy(bpm[0]), tidy(bpm[1])),
            joint_bpm=tidy(shot.joint_bpm) if known else None,
            difference_percent=tidy(shot.difference_percent) if known else None,
            asynchrony_ms=tidy(shot.asynchrony_ms) if known else None,
            score=tidy(shot.score),
            state=shot.state,
        )

    def _bpm(self, player: int) -> float | None:
        period_s = self._last.shown_beat_s[player - 1] if self._last else None
        return None if period_s is None else 60 / period_s

    def last_hit_s(self) -> float:
        """Return the time of the last judged hit, s; 0 where there is none."""
        return max((max(self._strokes[p], default=0.0) for p in PLAYERS), default=0.0)

    @property
    def asynchronies_ms(self) -> tuple[float, ...]:
        """Player 1 minus player 2 at the matched onsets so far, ms."""
        return self._tally.asynchronies_ms

    def finale_ms(self) -> float | None:
        """Return how far apart the two crashes at the end of the round are, ms, or None without two."""
        known = (self.stretch.end_s, self.stretch.planned_end_s())
        end_s = next((end_s for end_s in known if end_s is not None), self.last_hit_s())
        return self._finale.distance_ms(end_s, self._last.beat_s if self._last else None)

    def result(self) -> Result:
        """Judge what is left and return the outcome of the round so far."""
        self.update(_FOREVER)
        end_s = self.last_hit_s() if self.stretch.end_s is None else self.stretch.end_s
        self._tally.settle(self.stretch.run_s(end_s))
        round_s = self.stretch.length_s(end_s)
        score, parts = self._tally.result_score(round_s)
        begin_s = self.stretch.begin_s
        counts = [sum(begin_s is not None and time_s >= begin_s for time_s in self._strokes[p]) for p in PLAYERS]
        return Result(
            engine=ENGINE_VERSION,
            score=score,
            reason=None if score is not None else self._reason(),
            parts=parts,
            tempo=self._tally.result_tempo(),
            asynchrony=self._tally.result_asynchrony(self._judge.mu_s),
            together=self._tally.together.result(round_s),
            feel=self.settings.feel,
            lanterns=sum(self._tally.together.lit()),
            finale_ms=tidy(self.finale_ms()),
            hits=(counts[0], counts[1]),
            seconds=round(round_s, 6),
            dares=self._dares.told,
            journey=self._journey.result(round_s, self.stretch.round_s, self._dares.told),
        )

    def _reason(self) -> str:
        silent = [p for p in PLAYERS if not self._strokes[p]]
        if len(silent) == 2:
            return "Nobody played."
        if silent:
            return f"Player {silent[0]} did not play."
        return "Too little was played by both at the same time to judge."


def _at_once(one: Onset, other: Onset) -> bool:
    """Tell whether two onsets are of one instant, and so are always complete at the same time."""
    return (one.first_s, one.time_s) == (other.first_s, other.time_s)

"""Judging a recording again: the result that is shown and kept comes from here and nowhere else."""

from dataclasses import dataclass, replace
from math import inf

from game.model.hit import Event, Hit
from game.model.recording import Recording
from game.model.result import Result, TimelineRow
from game.rhythm.artefacts import artefacts
from game.session.engine import DuetEngine, EngineSettings
from game.session.stretch import Stretch

TIMELINE_STEP_S = 0.5


class ReplayEngine(DuetEngine):
    """The engine, knowing beforehand which strokes of the recording nobody meant: these stay unheard.

    Live nothing waits for what comes after; whoever feeds a recording to this engine need not know of it.
    """

    def __init__(self, settings: EngineSettings, unmeant: frozenset[Hit]) -> None:
        """Start with nothing heard; hits that are equal are equally meant or not."""
        super().__init__(settings)
        self._unmeant = unmeant

    def queue(self, hit: Hit) -> None:
        """Take one hit that may be judged."""
        if hit not in self._unmeant:
            super().queue(hit)


@dataclass(frozen=True, slots=True)
class Judged:
    """A recording judged again."""

    result: Result
    timeline: tuple[TimelineRow, ...]
    """What was shown at every step, from the first hit on."""
    played: tuple[TimelineRow, ...]
    """Of these the rows between begin and end, outside pauses; their `t` counts from begin, without pauses."""
    asynchronies_ms: tuple[float, ...]
    """Player 1 minus player 2 at the matched onsets, in order, ms."""


def judge(recording: Recording, *, feel: str | None = None) -> Result:
    """Return the result of a recording; `feel` overrides the one that was played (never changes the score)."""
    return judge_fully(recording, feel=feel, step_s=None).result


def judge_with_timeline(
    recording: Recording, *, feel: str | None = None, step_s: float | None = TIMELINE_STEP_S
) -> tuple[Result, tuple[TimelineRow, ...]]:
    """Return the result, and what was shown every `step_s` seconds from the first hit on (no rows where None)."""
    judged = judge_fully(recording, feel=feel, step_s=step_s)
    return judged.result, judged.timeline


def judge_fully(recording: Recording, *, feel: str | None = None, step_s: float | None = TIMELINE_STEP_S) -> Judged:
    """Judge a recording with everything that can be told about it."""
    engine = engine_for(recording, feel)
    for event in _pauses(recording):
        engine.mark(event)
    late_s = [player.offset_ms / 1000 for player in recording.header.players]
    waiting = sorted(recording.hits, key=lambda hit: hit.time_s - late_s[hit.player - 1], reverse=True)
    rows: list[TimelineRow] = []
    if step_s is not None and waiting:
        for i in range(int(waiting[-1].time_s / step_s) + 1, int(waiting[0].time_s / step_s) + 1):
            _feed(engine, waiting, late_s, i * step_s)
            engine.update(i * step_s)
            rows.append(engine.row(i * step_s))
    _feed(engine, waiting, late_s, inf)
    result = engine.result()
    return Judged(result, tuple(rows), _played(rows, engine.stretch), engine.asynchronies_ms)


def _played(rows: list[TimelineRow], stretch: Stretch) -> tuple[TimelineRow, ...]:
    begin_s = inf if stretch.begin_s is None else stretch.begin_s
    inside = (row for row in rows if row.t >= begin_s and stretch.covers(row.t))
    return tuple(replace(row, t=round(stretch.played_s(stretch.run_s(row.t)), 6)) for row in inside)


def _feed(engine: DuetEngine, waiting: list[Hit], late_s: list[float], until_s: float) -> None:
    """Queue what was struck up to a moment, each hit at the time at which it is judged."""
    while waiting and waiting[-1].time_s - late_s[waiting[-1].player - 1] <= until_s:
        engine.queue(waiting.pop())


def engine_for(recording: Recording, feel: str | None = None) -> DuetEngine:
    """Return an engine set up as the recording says, with nothing heard yet; artefacts it will not hear."""
    header = recording.header
    unmeant = frozenset(recording.hits[i] for i in artefacts(recording.hits, recording.events))
    first, second = header.players
    offsets_ms = (first.offset_ms, second.offset_ms)
    begin_s, end_s = _time_of(recording, "begin"), _time_of(recording, "end")
    round_s = header.seconds
    if round_s is None:
        begin_s, end_s, round_s = _span(recording, unmeant, offsets_ms, begin_s, end_s)
    settings = EngineSettings(feel or header.settings.feel, offsets_ms, round_s, begin_s, end_s)
    return ReplayEngine(settings, unmeant)


def _time_of(recording: Recording, kind: str) -> float | None:
    return next((event.time_s for event in recording.events if event.kind == kind), None)


def _span(
    recording: Recording,
    unmeant: frozenset[Hit],
    offsets_ms: tuple[float, float],
    begin_s: float | None,
    end_s: float | None,
) -> tuple[float | None, float | None, float | None]:
    """Return begin, end and length of a round that nobody planned: from the later first hit to the last."""
    times: dict[int, list[float]] = {1: [], 2: []}
    for hit in recording.hits:
        if hit.drop is None and hit not in unmeant:
            times[hit.player].append(hit.time_s - offsets_ms[hit.player - 1] / 1000)
    if not times[1] or not times[2]:
        return begin_s, end_s, None
    stretch = Stretch(
        begin_s=max(min(times[1]), min(times[2])) if begin_s is None else begin_s,
        end_s=max(*times[1], *times[2]) if end_s is None else end_s,
    )
    for event in _pauses(recording):
        if event.kind == "paused":
            stretch.pause(event.time_s)
        else:
            stretch.resume(event.time_s)
    return stretch.begin_s, stretch.end_s, stretch.length_s(0.0) or None


def _pauses(recording: Recording) -> list[Event]:
    """Return the events of the pauses in time order, whatever their order in the file."""
    kinds = ("paused", "resumed")
    return sorted((event for event in recording.events if event.kind in kinds), key=lambda event: event.time_s)

"""What is heard beside the drums through one round: which moment sounds as what. The sounds are `audio`'s."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import Final

from game.model.hit import PLAYERS, Event, Hit
from game.model.recording import Recording
from game.model.snapshot import Snapshot
from game.session.band import Band, Cue
from game.session.events import DareMet, DuetEvent, LanternLit, StateChanged
from game.session.outing import part_of
from game.session.replay import engine_for
from game.session.round import Phase, Round, RoundSettings

PLAN_EVERY_S: Final = 0.02
"""How often to ask."""
DRONE_EVERY_S: Final = 1.5
"""One breath of the drone takes over from the one before after this time."""
DRONE_LEVELS: Final = (0.5, 1.0)
"""Level of the drone where two are only just near, and where their tempos meet."""
FAR_PERCENT: Final = 8.0
"""Tempos that lie so far apart have the softest drone."""
FOUND_EVERY_BEATS: Final = 16.0
"""Two who lose and find each other at every turn are not told so each time."""
_IDLE_S: Final = 20.0
"""After so long without a stroke nothing of a recording is left to be heard."""


class Accompaniment:
    """Decides what is heard beside the drums, once for each moment that asks for it; a failure has no sound."""

    def __init__(self) -> None:
        """Begin silent."""
        self._band = Band()
        self._droned_s = self._found_s = -inf
        self._ended = False

    def cues(
        self, shot: Snapshot, happened: Iterable[DuetEvent], now_s: float, *, over: bool = False, calm: bool = False
    ) -> list[Cue]:
        """Return what is to be handed on now. Call this every few hundredths of a second, also while the round rests.

        Args:
            shot: the duet now.
            happened: what the round told since the last call.
            now_s: now, on the clock of the cues (the session's).
            over: whether the round has ended.
            calm: whether nothing is to shimmer.
        """
        happened = tuple(happened)
        cues = self._band.plan(shot, now_s)
        shimmer = self._band.matched(happened, now_s)
        if shimmer is not None and not calm:
            cues.append(shimmer)
        cues += [Cue(now_s, voice, level) for voice, level in self._moments(shot, happened, now_s, over=over)]
        return cues

    def _moments(
        self, shot: Snapshot, happened: Sequence[DuetEvent], now_s: float, *, over: bool
    ) -> Iterator[tuple[str, float]]:
        if not self._ended and (shot.one_heart or over):
            self._ended = True
            yield "chord" if shot.one_heart else "over", 1.0
        if shot.paused or self._ended:
            return
        found = any(isinstance(event, StateChanged) and event.state == "together" for event in happened)
        if found and now_s - self._found_s >= FOUND_EVERY_BEATS * shot.beat_s:
            self._found_s = now_s
            yield "found", 1.0
        if any(isinstance(event, LanternLit | DareMet) for event in happened):
            yield "lantern", 1.0
        if shot.state == "near" and now_s - self._droned_s >= DRONE_EVERY_S:
            self._droned_s = now_s
            yield "near", _nearness(shot)


def _nearness(shot: Snapshot) -> float:
    """Return the level of the drone: the closer the tempos, the fuller."""
    low, high = DRONE_LEVELS
    apart = FAR_PERCENT if shot.difference_percent is None else min(abs(shot.difference_percent), FAR_PERCENT)
    return high - (high - low) * apart / FAR_PERCENT


def accompany(recording: Recording, *, calm: bool = False) -> Iterator[tuple[float, Cue]]:
    """Yield what the game plays beside the drums of a recording, each cue with the moment at which it is handed on.

    The round is played again as it was live, pauses and all: a stroke is judged when it comes, and what only the future
    gives away as unmeant still counts. Sounds of the seats and the cards are left out.
    """
    planned_s = engine_for(recording).settings.round_s
    if planned_s is None:
        return
    everybody = frozenset(PLAYERS)
    feel, part = recording.header.settings.feel, part_of(recording.header.mode)
    played = Round(RoundSettings(planned_s, feel, seated=everybody, ready=everybody, part=part))
    accompaniment, happened = Accompaniment(), list[DuetEvent]()
    waiting = sorted(_moments_of(recording), key=lambda moment: moment.time_s, reverse=True)
    heard_s = step = 0.0
    over = False
    while not over and (waiting or step * PLAN_EVERY_S - heard_s < _IDLE_S):
        now_s = step * PLAN_EVERY_S
        while waiting and waiting[-1].time_s <= now_s:
            heard_s = now_s
            _take(played, waiting.pop(), recording)
        happened += played.update(now_s)
        over = played.phase is Phase.OVER
        shot = played.snapshot(now_s)
        for cue in accompaniment.cues(shot, happened, now_s, over=over and played.began, calm=calm):
            yield now_s, cue
        happened.clear()
        step = _next_step(step, heard_s, waiting, played)


def _moments_of(recording: Recording) -> Iterator[Hit | Event]:
    yield from (hit for hit in recording.hits if hit.drop is None)
    yield from (event for event in recording.events if event.kind in ("paused", "resumed", "end"))


def _take(played: Round, moment: Hit | Event, recording: Recording) -> None:
    if isinstance(moment, Hit):
        late_s = recording.header.players[moment.player - 1].offset_ms / 1000
        played.take(replace(moment, time_s=moment.time_s - late_s))
    elif moment.kind == "paused":
        played.pause(moment.time_s)
    elif moment.kind == "resumed":
        played.resume(moment.time_s)
    else:
        end_s = played.engine.stretch.planned_end_s()
        if end_s is None or moment.time_s < end_s - PLAN_EVERY_S:  # else the round ends by itself
            played.stop(moment.time_s)


def _next_step(step: float, heard_s: float, waiting: Sequence[Hit | Event], played: Round) -> float:
    """Return the next step, past a long silence."""
    end_s = played.engine.stretch.planned_end_s()
    next_s = min(waiting[-1].time_s if waiting else inf, inf if end_s is None else end_s)
    idle = step * PLAN_EVERY_S - heard_s > _IDLE_S and next_s < inf
    return max(step + 1, next_s // PLAN_EVERY_S if idle else 0.0)

"""The rules of one round of One Heart: seats, ready, begin, pause, end."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from game.model.hit import PLAYERS, Event, Hit
from game.model.snapshot import Snapshot
from game.session.cables import Cables
from game.session.cards import Command
from game.session.engine import DuetEngine, EngineSettings
from game.session.events import Began, DuetEvent
from game.session.finale import GRACE_S, ONE_HEART_MS
from game.session.join import Join
from game.session.outing import PARTS, light_in
from game.session.rest_gesture import RestGesture

SETTLE_S: Final = GRACE_S + 0.1
"""How long after the end the last strokes may still arrive."""


class Phase(Enum):
    """How far a round has come."""

    SEATS = "seats"
    """Players take their seats and strike the snare when ready; hits are not judged."""
    PLAYING = "playing"
    """Every hit counts; the clock starts when the second player first hits."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class RoundSettings:
    """What was chosen for a round."""

    seconds: float
    feel: str
    seated: frozenset[int] = frozenset()
    """Players whose device is known from the start."""
    ready: frozenset[int] = frozenset()
    """Players who need not strike the snare."""
    part: str | None = None
    """Which part of an evening in three rounds this is (`outing.PARTS`), or None."""


class Round:
    """Takes hits and events in the order of arrival, and says what is to be kept of each."""

    def __init__(self, settings: RoundSettings) -> None:
        """Set up a round that nobody has joined."""
        self.settings = settings
        first = settings.part in (None, PARTS[0])
        self.join = Join(seated=settings.seated, ready=settings.ready, may_swap=first)
        self.feel = settings.feel
        self.engine = self._new_engine()
        self.phase = Phase.SEATS
        self.gesture = RestGesture()
        self.cables = Cables()
        self._to_keep: list[Event] = []
        self._time_passed = False
        self._start_if_complete(0.0)

    def _new_engine(self) -> DuetEngine:
        return DuetEngine(EngineSettings(self.feel, round_s=self.settings.seconds))

    @property
    def paused(self) -> bool:
        """Whether the round rests."""
        return self.engine.stretch.paused

    @property
    def waiting(self) -> bool:
        """Whether it rests for a kit that was unplugged."""
        return self.cables.waiting

    @property
    def began(self) -> bool:
        """Whether both have played."""
        return self.engine.stretch.begin_s is not None

    @property
    def one_heart(self) -> bool:
        """Whether the crashes that ended the round met: known as soon as its time has passed."""
        distance_ms = self.engine.finale_ms() if self._time_passed else None
        return distance_ms is not None and distance_ms <= ONE_HEART_MS

    def take(self, hit: Hit) -> Hit:
        """Take one hit; return it as it is to be kept: hits made in menus are marked `menu`."""
        if hit.drop is not None:
            return hit
        if self.cables.goes_on(hit):
            self.resume(hit.time_s)
        if self.phase is not Phase.PLAYING or self.paused:
            if self.phase is Phase.SEATS:
                self.join.strike(hit)
                self._start_if_complete(hit.time_s)
            return replace(hit, drop="menu")
        self.engine.queue(hit)
        return hit

    def command(self, player: int, command: Command, now_s: float) -> None:
        """Take one command of a key at the join screen."""
        if self.phase is Phase.SEATS:
            self.join.command(player, command, now_s)
            self._start_if_complete(now_s)

    def set_feel(self, feel: str) -> None:
        """Choose how wide the sun opens; counts until the round starts."""
        if self.phase is Phase.SEATS and feel != self.feel:
            self.feel = feel
            self.engine = self._new_engine()

    def _start_if_complete(self, now_s: float) -> None:
        if self.join.complete:
            self.phase = Phase.PLAYING
            self.gesture.begin(now_s)

    def pause(self, now_s: float) -> None:
        """Rest: from here nothing is judged, and the round ends that much later.

        A round that waits for a kit rests already; from now on only the players let it go on.
        """
        self.cables.end()
        if self.phase is Phase.PLAYING and not self.paused:
            self._mark(Event(now_s, "paused"))

    def resume(self, now_s: float) -> None:
        """Go on, or wait for a kit that is not there."""
        if not self.paused:
            return
        self.gesture.begin(now_s)
        if self.cables.away:
            self.cables.wait(now_s)
            return
        self.cables.end()
        self._mark(Event(now_s, "resumed"))

    def follow_cables(self, away: frozenset[int], now_s: float) -> None:
        """Take whose kits are not plugged in now: the round waits for them, and goes on by itself."""
        if self.phase is not Phase.PLAYING:
            return
        self._to_keep += self.cables.follow(away, now_s)
        if away and not self.paused and not self._is_past(now_s):
            self._mark(Event(now_s, "paused"))
            self.gesture.begin(now_s)
            self.cables.wait(now_s)
        elif self.cables.left(now_s) == 0:
            self.resume(now_s)

    def _is_past(self, now_s: float) -> bool:
        end_s = self.engine.stretch.planned_end_s()
        return end_s is not None and now_s >= end_s

    def stop(self, now_s: float) -> None:
        """End the round now; what was played is kept."""
        if self.phase is not Phase.OVER:
            self.cables = Cables()
            self.resume(now_s)
            self._mark(Event(now_s, "end"))
            self.phase = Phase.OVER

    def update(self, now_s: float) -> tuple[DuetEvent, ...]:
        """Judge up to `now_s`, and end the round when its time has passed."""
        if self.phase is Phase.OVER:
            return ()
        happened = self.engine.update(now_s)
        for event in happened:
            if isinstance(event, Began):
                self._to_keep.append(Event(event.time_s, "begin"))
        self._time_passed = self._is_past(now_s)
        end_s = self.engine.stretch.planned_end_s()
        if end_s is not None and now_s >= end_s + SETTLE_S:
            self._mark(Event(end_s, "end"))
            self.phase = Phase.OVER
        return happened

    def events_to_keep(self) -> list[Event]:
        """Return what a recording must hold of the round's own doing since the last call."""
        events, self._to_keep = self._to_keep, []
        return events

    def snapshot(self, now_s: float) -> Snapshot:
        """Return what to draw."""
        first, second = (self.join.seats[player].left_handed for player in PLAYERS)
        shot = self.engine.snapshot(now_s)
        light = light_in(self.settings.part, shot.light)
        return replace(shot, one_heart=self.one_heart, left_handed=(first, second), light=light)

    def _mark(self, event: Event) -> None:
        self.engine.mark(event)
        self._to_keep.append(event)

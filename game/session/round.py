"""The rules of one round of One Heart: seats, ready, begin, pause, end."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from game.model.hit import PLAYERS, Event, Hit
from game.model.snapshot import Snapshot
from game.session.engine import DuetEngine, EngineSettings
from game.session.events import Began, DuetEvent

READY_PADS: Final = ("snare", "snare_rim", "hit")
TAKE_BACK_PAD: Final = "crash"
SETTLE_S: Final = 0.1
"""How long after the end the last hits may still arrive."""


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


class Round:
    """Takes hits and events in the order of arrival, and says what is to be kept of each."""

    def __init__(self, settings: RoundSettings) -> None:
        """Set up a round that nobody has joined."""
        self.engine = DuetEngine(EngineSettings(settings.feel, round_s=settings.seconds))
        self.seated = {player: player in settings.seated for player in PLAYERS}
        self.ready = {player: player in settings.ready for player in PLAYERS}
        self.phase = Phase.PLAYING if all(self.ready.values()) else Phase.SEATS
        self._pads: dict[int, set[str]] = {player: set() for player in PLAYERS}
        self._to_keep: list[Event] = []

    @property
    def paused(self) -> bool:
        """Whether the round rests."""
        return self.engine.stretch.paused

    @property
    def began(self) -> bool:
        """Whether both have played."""
        return self.engine.stretch.begin_s is not None

    def take(self, hit: Hit) -> Hit:
        """Take one hit; return it as it is to be kept: hits made in menus are marked `menu`."""
        judged = self.phase is Phase.PLAYING and not self.paused
        if hit.drop is not None or not judged:
            kept = hit if hit.drop is not None else replace(hit, drop="menu")
            if self.phase is Phase.SEATS and hit.drop is None:
                self._menu_hit(hit)
            return kept
        self.engine.queue(hit)
        return hit

    def _menu_hit(self, hit: Hit) -> None:
        player = hit.player
        self._pads[player].add(hit.pad)
        if not self.seated[player]:
            self.seated[player] = True
        elif hit.pad == TAKE_BACK_PAD:
            self.ready[player] = False
        elif hit.pad in READY_PADS or len(self._pads[player]) == 1:
            # A kit that has only ever sent one pad has no snare to strike.
            self.ready[player] = True
        if all(self.ready.values()):
            self.phase = Phase.PLAYING

    def pause(self, now_s: float) -> None:
        """Rest: from here nothing is judged, and the round ends that much later."""
        if self.phase is Phase.PLAYING and not self.paused:
            self._mark(Event(now_s, "paused"))

    def resume(self, now_s: float) -> None:
        """Go on."""
        if self.paused:
            self._mark(Event(now_s, "resumed"))

    def stop(self, now_s: float) -> None:
        """End the round now; what was played is kept."""
        if self.phase is not Phase.OVER:
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
        return self.engine.snapshot(now_s)

    def _mark(self, event: Event) -> None:
        self.engine.mark(event)
        self._to_keep.append(event)

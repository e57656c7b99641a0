"""Steering cards by pads and keys: what a stroke means while no music is played."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from game.model.hit import PLAYERS, Hit

SILENT_S: Final = 1.5
"""After the last beat a card listens only once both have been silent this long."""
DEBOUNCE_S: Final = 0.12
SOFTEST: Final = 20 / 127
"""Softer strokes are cross-talk, not a choice."""
SURE_S: Final = 2.0
"""Leaving takes a second stroke within this time."""


class Command(Enum):
    """What a pad or key asks of a card."""

    UP = "up"
    DOWN = "down"
    CHOOSE = "choose"
    BACK = "back"


PAD_COMMANDS: Final = {
    "tom1": Command.UP, "tom2": Command.DOWN, "snare": Command.CHOOSE, "snare_rim": Command.CHOOSE,
    "hit": Command.CHOOSE, "crash": Command.BACK,
}  # fmt: skip


@dataclass(slots=True)
class CardPads:
    """Turns strokes into commands, with care for hands that are still drumming."""

    waits: bool = False
    """Whether to wait for silence first (a card that came up by itself)."""
    _last_s: dict[int, float] = field(default_factory=dict)

    def command(self, hit: Hit) -> Command | None:
        """Return what a stroke asks for, or None."""
        last_s = self._last_s.get(hit.player, float("-inf"))
        if self.waits:
            heard_s = max(self._last_s.values(), default=float("-inf"))
            self.waits = hit.time_s - heard_s < SILENT_S
        self._last_s[hit.player] = hit.time_s
        if self.waits or hit.velocity < SOFTEST or hit.time_s - last_s < DEBOUNCE_S:
            return None
        return PAD_COMMANDS.get(hit.pad)

    def key(self, now_s: float) -> bool:
        """Take a key that is a drum elsewhere; return whether it may choose: hands that still drum do not."""
        if self.waits:
            self.waits = now_s - max(self._last_s.values(), default=float("-inf")) < SILENT_S
        if self.waits:
            self._last_s = dict.fromkeys(PLAYERS, now_s)
        return not self.waits

    def hush(self, now_s: float) -> None:
        """Count the silence from now: the card has just come up."""
        self.waits = True
        self._last_s = dict.fromkeys(PLAYERS, now_s)


class Choice(Enum):
    """What was chosen on a card."""

    RESUME = "resume"
    VOLUME = "volume"
    MOTION = "motion"
    LANGUAGE = "language"
    LEAVE = "leave"
    AGAIN = "again"


REST_ROWS: Final = (Choice.RESUME, Choice.VOLUME, Choice.MOTION, Choice.LANGUAGE, Choice.LEAVE)
"""The rows of the rest card, from the top."""


@dataclass(slots=True)
class RestCard:
    """Keep playing, set something, or leave: two strokes on `leave` within two seconds are meant."""

    focus: int = 0
    _leave_s: float = float("-inf")

    def take(self, command: Command, now_s: float) -> Choice | None:
        """Take one command and return what was chosen, or None."""
        if command in (Command.UP, Command.DOWN):
            self.focus = (self.focus + (1 if command is Command.DOWN else -1)) % len(REST_ROWS)
            return None
        if command is Command.BACK:
            return Choice.RESUME
        choice = REST_ROWS[self.focus]
        if choice is not Choice.LEAVE or now_s - self._leave_s <= SURE_S:
            return choice
        self._leave_s = now_s
        return None


@dataclass(slots=True)
class ResultCard:
    """Again when both want it, or home."""

    _wanted: set[int] = field(default_factory=set)

    def take(self, command: Command, player: int | None) -> Choice | None:
        """Take one command; `player` is None for a key of the keyboard's own, which speaks for both."""
        if command is Command.BACK:
            return Choice.LEAVE
        if command is Command.CHOOSE:
            self._wanted |= set(PLAYERS) if player is None else {player}
        return Choice.AGAIN if self._wanted >= set(PLAYERS) else None

"""Steering cards by pads and keys: what a stroke means while no music is played."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from game.model.hit import PLAYERS, Hit
from game.session.pad_keys import SOFTEST, Command, PadKeys, pad_name
from game.session.steps import Steps, stepped

__all__ = ["REST_ROWS", "CardPads", "Choice", "Command", "RestCard", "ResultCard"]

SILENT_S: Final = 1.5
"""After the last beat a card listens only once both have been silent this long."""
DEBOUNCE_S: Final = 0.12
SURE_S: Final = 2.0
"""Leaving takes a second stroke within this time."""
ALONE_S: Final = 0.4
"""Where pads that everybody plays about with stand in for keys, a stroke counts after so much silence of its player;
sooner, the same pad of a small kit once more is a double hit."""
_NEVER: Final = float("-inf")


@dataclass(slots=True)
class CardPads:
    """Turns strokes into commands, with care for hands that are still drumming."""

    waits: bool = False
    """Whether to wait for silence first (a card that came up by itself)."""
    keys: dict[int, PadKeys] = field(default_factory=dict)
    """Which pads of each player's kit are the menu keys; without an entry, those of most kits."""
    learns: bool = False
    """Whether strokes here tell about a kit: who tries to steer by a few pads alone has no others."""
    _heard_s: dict[int, float] = field(default_factory=dict)
    """Each player's last stroke, however soft: what breaks the silence."""
    _last_s: dict[int, float] = field(default_factory=dict)
    """Each player's last stroke that was no cross-talk."""
    _stepped: dict[int, str] = field(default_factory=dict)
    """The pad of a small kit that has just stepped on."""

    def command(self, hit: Hit) -> Command | None:
        """Return what a stroke asks for, or None."""
        waited = self._waited(hit.time_s)
        self._heard_s[hit.player] = hit.time_s
        if hit.velocity < SOFTEST:
            return None
        since_s = hit.time_s - self._last_s.get(hit.player, _NEVER)
        self._last_s[hit.player] = hit.time_s
        stepped = self._stepped.pop(hit.player, None)
        if not waited or since_s < DEBOUNCE_S:
            return None
        if self.learns:
            self.keys[hit.player] = self.keys.get(hit.player, PadKeys()).after(hit)
        return self._meant(hit, since_s, stepped)

    def _meant(self, hit: Hit, since_s: float, stepped: str | None) -> Command | None:
        keys = self.keys.get(hit.player, PadKeys())
        command = keys.command(hit)
        if since_s < ALONE_S and not keys.standard:
            return Command.DOUBLE if stepped == pad_name(hit) else None
        if command is Command.NEXT:
            self._stepped[hit.player] = pad_name(hit)
        return command

    def key(self, now_s: float) -> bool:
        """Take a key that is a drum elsewhere; return whether it may choose: hands that still drum do not."""
        if not self._waited(now_s):
            self._heard_s = dict.fromkeys(PLAYERS, now_s)
        return not self.waits

    def hush(self, now_s: float) -> None:
        """Count the silence from now: the card has just come up."""
        self.waits = True
        self._heard_s = dict.fromkeys(PLAYERS, now_s)

    def _waited(self, now_s: float) -> bool:
        """Tell whether both have been silent long enough by now, once that was asked for."""
        if self.waits:
            self.waits = now_s - max(self._heard_s.values(), default=_NEVER) < SILENT_S
        return not self.waits


class Choice(Enum):
    """What was chosen on a card."""

    RESUME = "resume"
    FEEL = "feel"
    VOLUME = "volume"
    MOTION = "motion"
    LANGUAGE = "language"
    LEAVE = "leave"
    AGAIN = "again"


REST_ROWS: Final = (Choice.RESUME, Choice.FEEL, Choice.VOLUME, Choice.MOTION, Choice.LANGUAGE, Choice.LEAVE)
"""The rows of the rest card, from the top."""
STEPS: Final = {Command.UP: -1, Command.DOWN: 1, Command.NEXT: 1}
"""By how many rows a command moves the focus."""


@dataclass(slots=True)
class RestCard:
    """Keep playing, set something, or leave: two strokes on `leave` within two seconds are meant."""

    since_s: float = _NEVER
    """When it came up."""
    focus: int = 0
    steps: Steps = ()
    """How the focus came there."""
    _leave_s: float = _NEVER

    def take(self, command: Command, now_s: float) -> Choice | None:
        """Take one command and return what was chosen, or None."""
        if command in STEPS:
            if command is not Command.NEXT:  # a double hit may still take that step back
                self._leave_s = _NEVER
            self._step(STEPS[command], now_s)
            return None
        if command is Command.DOUBLE:
            self._step(-1, now_s)
        if command is Command.BACK:
            return Choice.RESUME
        choice = REST_ROWS[self.focus]
        if choice is not Choice.LEAVE or self.asked(now_s) is not None:
            return choice
        self._leave_s = now_s
        return None

    def asked(self, now_s: float) -> float | None:
        """Return how much of the time for the second stroke on `leave` has passed, 0 to 1, or None without a first."""
        share = (now_s - self._leave_s) / SURE_S
        return share if share <= 1 and REST_ROWS[self.focus] is Choice.LEAVE else None

    def _step(self, rows: int, now_s: float) -> None:
        before, self.focus = self.focus, (self.focus + rows) % len(REST_ROWS)
        self.steps = stepped(self.steps, before, self.focus, now_s)


@dataclass(slots=True)
class ResultCard:
    """Again when both want it, or home."""

    homeward: bool = False
    """A small kit, which has no pad to go back, has stepped to `home`."""
    wanted: set[int] = field(default_factory=set)
    """Who wants to play on."""

    def take(self, command: Command, player: int | None, hands: frozenset[int] = frozenset(PLAYERS)) -> Choice | None:
        """Take one command.

        Args:
            command: What was asked for.
            player: Who asks; None for a key of the keyboard's own, which speaks for all.
            hands: Who must want to play again: those who are there and do not play by themselves.
        """
        if command in (Command.NEXT, Command.DOUBLE):
            self.homeward = not self.homeward
        if command is Command.BACK or (self.homeward and command in (Command.CHOOSE, Command.DOUBLE)):
            return Choice.LEAVE
        if command in (Command.CHOOSE, Command.DOUBLE):
            self.wanted |= set(PLAYERS) if player is None else {player}
        return Choice.AGAIN if self.wanted and self.wanted >= hands else None

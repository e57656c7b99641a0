"""Taking seats and getting ready: what each player can set, and by which strokes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from game.model.hit import PLAYERS, Hit
from game.session.cards import CardPads, Command

LIT_S: Final = 0.25
"""How long a pad stays lit after a stroke."""
ONE_PAD_STROKES: Final = 4
"""So many strokes on one pad alone get ready by it."""
SURE_S: Final = 2.0
"""A second crash within this time leads home."""


@dataclass(slots=True)
class Seat:
    """One player at the join screen."""

    seated: bool = False
    ready: bool = False
    fixed: bool = False
    """This seat needs no stroke to be ready (a friend, a recording)."""
    friend: bool = False
    own_sound: bool = False
    left_handed: bool = False
    focus: int = 0
    pads: set[str] = field(default_factory=set)
    last: Hit | None = None
    strokes: int = 0
    _crash_s: float = float("-inf")


class Join:
    """Seats for two. The rows of a seat: ready, its own sound, left-handed, the feel, and a friend for a free seat."""

    def __init__(self, *, seated: Iterable[int] = (), ready: Iterable[int] = ()) -> None:
        """Begin with the players whose devices are known, and those who need not get ready."""
        self.seats = {
            player: Seat(seated=player in seated, ready=player in ready, fixed=player in ready) for player in PLAYERS
        }
        self.home = False
        """Somebody wants to go back to the title."""
        self.feel_steps = 0
        """How often the feel was stepped on."""
        self._pads = {player: CardPads() for player in PLAYERS}

    @property
    def complete(self) -> bool:
        """Whether both are ready."""
        return all(seat.ready for seat in self.seats.values())

    def rows(self, player: int) -> tuple[str, ...]:
        """Return what a seated player can set."""
        other = self.seats[3 - player]
        rows = ("ready", "own_sound", "left_handed", "feel")
        return (*rows, "friend") if other.friend or not other.seated else rows

    def strike(self, hit: Hit) -> bool:
        """Take one stroke; return whether somebody's readiness changed."""
        seat = self.seats[hit.player]
        seat.pads.add(hit.pad)
        seat.last = hit
        if not seat.seated:
            seat.seated = True
            return False
        command = self._pads[hit.player].command(hit)
        seat.strokes += 1
        if command is None and len(seat.pads) == 1 and seat.strokes >= ONE_PAD_STROKES:
            command = Command.CHOOSE  # a kit that sends nothing but this pad has no snare to strike
        return command is not None and self.command(hit.player, command, hit.time_s)

    def command(self, player: int, command: Command, now_s: float) -> bool:
        """Take one command of a seated player; return whether somebody's readiness changed."""
        seat = self.seats[player]
        if seat.fixed:
            return False
        if command in (Command.UP, Command.DOWN):
            step = 1 if command is Command.DOWN else -1
            seat.focus = (seat.focus + step) % len(self.rows(player))
        elif command is Command.BACK:
            return self._back(seat, now_s)
        else:
            return self._choose(player, seat)
        return False

    def _back(self, seat: Seat, now_s: float) -> bool:
        """A crash takes back: first being ready, then the focus; a second one within two seconds leads home."""
        if seat.ready or seat.focus:
            changed, seat.ready, seat.focus = seat.ready, False, 0
            return changed
        self.home = now_s - seat._crash_s <= SURE_S
        seat._crash_s = now_s
        return False

    def _choose(self, player: int, seat: Seat) -> bool:
        row = self.rows(player)[min(seat.focus, len(self.rows(player)) - 1)]
        if row == "ready":
            changed, seat.ready = not seat.ready, True
            return changed
        if row == "own_sound":
            seat.own_sound = not seat.own_sound
        elif row == "left_handed":
            seat.left_handed = not seat.left_handed
        elif row == "feel":
            self.feel_steps += 1
        else:
            self._invite(3 - player)
        return False

    def _invite(self, player: int) -> None:
        """Let a simulated friend take a free seat, or go again."""
        friend = not self.seats[player].friend
        self.seats[player] = Seat(seated=friend, ready=friend, fixed=friend, friend=friend)

    def steered_by_keys(self) -> int | None:
        """Return the player whose panel the arrow keys steer: the first seated one who is not ready, or the first."""
        seated = [player for player in PLAYERS if self.seats[player].seated and not self.seats[player].fixed]
        return next((player for player in seated if not self.seats[player].ready), seated[0] if seated else None)

    def lit(self, player: int, now_s: float) -> str | None:
        """Return the pad that was struck just now."""
        last = self.seats[player].last
        return last.pad if last is not None and now_s - last.time_s < LIT_S else None

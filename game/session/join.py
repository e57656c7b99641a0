"""Taking seats and getting ready: what each player can set, and by which strokes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from game.model.hit import PLAYERS, Hit
from game.session.cards import STEPS, CardPads, Command
from game.session.pad_keys import SOFTEST, PadKeys
from game.session.steps import Steps, stepped

LIT_S: Final = 0.25
"""How long a pad stays lit after a stroke."""
ONE_PAD_STROKES: Final = 4
"""So many strokes on one pad alone get ready by it."""
SURE_S: Final = 2.0
"""A second crash within this time leads home."""
HUSH_S: Final = 0.15
"""So long after a swap strokes are passed over: they were struck before anybody could see it."""
_NEVER: Final = float("-inf")


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
    by_keys: bool = False
    """Keys are struck here: they make no sound of their own."""
    focus: int = 0
    steps: Steps = ()
    """How the focus came there."""
    pads: set[str] = field(default_factory=set)
    last: Hit | None = None
    strokes: int = 0
    _home_s: float = _NEVER

    def move(self, row: int, now_s: float) -> None:
        """Steer another row."""
        self.steps = stepped(self.steps, self.focus, row, now_s)
        self.focus = row


class Join:
    """Seats for two. The rows of a seat: ready, its own sound, left-handed, the feel, and a friend or a swap."""

    def __init__(self, *, seated: Iterable[int] = (), ready: Iterable[int] = (), may_swap: bool = True) -> None:
        """Begin with the players whose devices are known, and those who need not get ready.

        `may_swap`: whether the two may exchange their seats; between the rounds of an evening its own rule says who
        sits where.
        """
        self._may_swap = may_swap
        self.seats = {
            player: Seat(seated=player in seated, ready=player in ready, fixed=player in ready) for player in PLAYERS
        }
        self.home = False
        """Somebody wants to go back to the title."""
        self.to_settings = False
        """Somebody wants to go to the settings."""
        self.feel_steps = 0
        """How often the feel was stepped on."""
        self.swaps = 0
        """How often the two exchanged their seats."""
        self.set_by: list[tuple[int, str]] = []
        """Who chose `own_sound` or `left_handed`, the latest last; whoever keeps the choices clears them."""
        self._swapped_s = _NEVER
        self.keys = {player: PadKeys() for player in PLAYERS}
        """Which pads of each player's kit are the menu keys, here and on every other card of the evening."""
        self._pads = CardPads(keys=self.keys)
        self._aside: dict[int, Seat] = {}
        """What was set for seats that a simulated friend took."""

    @property
    def complete(self) -> bool:
        """Whether both are ready."""
        return all(seat.ready for seat in self.seats.values())

    def rows(self, player: int) -> tuple[str, ...]:
        """Return what a seated player can set; a small kit, which has no pad to go back, finds other ways among it."""
        other, small = self.seats[3 - player], self.keys[player].small
        sound = () if self.seats[player].by_keys else ("own_sound",)
        about_other = self._about_other(self.seats[player], other)
        if small:
            return ("ready", *sound, *about_other, "settings", "home")
        return ("ready", *sound, "left_handed", "feel", *about_other)

    def _about_other(self, own: Seat, other: Seat) -> tuple[str, ...]:
        """Return what the other seat allows: to ask a friend there, or to exchange seats with who sits there."""
        if other.friend or not other.seated:
            return ("friend",)
        return () if own.fixed or other.fixed or not self._may_swap else ("swap",)

    def strike(self, hit: Hit) -> bool:
        """Take one stroke; return whether somebody's readiness changed."""
        if hit.time_s - self._swapped_s < HUSH_S:
            return False
        seat, player = self.seats[hit.player], hit.player
        seat.pads.add(hit.pad)
        seat.last = hit
        self.keys[player] = self.keys[player].after(hit)
        if not seat.seated:
            seat.seated = True
            return False
        command = self._pads.command(hit)
        seat.strokes += hit.velocity >= SOFTEST
        if self._lonely(player) and not seat.ready and not seat.fixed:
            seat.move(0, hit.time_s)  # a kit that sends nothing but this pad has no other way to get ready
            seat.ready = True
            self.keys[player] = self.keys[player].with_one_pad()
            return True
        return command is not None and self.command(player, command, hit.time_s)

    def _lonely(self, player: int) -> bool:
        """Tell whether the last stroke was the one that makes a lone pad get ready."""
        return self.seats[player].strokes == ONE_PAD_STROKES and self.keys[player].lone

    def empty(self, player: int) -> None:
        """Free a seat whose kit was unplugged: whoever hits takes it, and gets ready anew."""
        self.seats[player] = self._emptied(player)
        self.keys[player] = PadKeys()

    def _emptied(self, player: int) -> Seat:
        """Return a seat with what was set for it, where nobody sits."""
        before = self.seats[player]
        return Seat(own_sound=before.own_sound, left_handed=before.left_handed)

    def command(self, player: int, command: Command, now_s: float) -> bool:
        """Take one command of a seated player; return whether somebody's readiness changed."""
        seat = self.seats[player]
        if seat.fixed:
            return False
        if command in STEPS or command is Command.DOUBLE:
            rows = len(self.rows(player))
            seat.move((min(seat.focus, rows - 1) + STEPS.get(command, -1)) % rows, now_s)
        if command in STEPS:
            return False
        if command is Command.BACK:
            return self._back(player, now_s)
        return self._choose(player, seat, now_s, again=command is Command.DOUBLE)

    def _back(self, player: int, now_s: float) -> bool:
        """A crash takes back: first being ready, then the focus; a second one within two seconds leads home.

        Where the crash is all that was met of a kit it may be its only pad, which gets ready.
        """
        seat = self.seats[player]
        if seat.ready or seat.focus:
            changed, seat.ready = seat.ready, False
            seat.move(0, now_s)
            return changed
        if not self.keys[player].lone:
            self._lead_home(seat, now_s)
        return False

    def _lead_home(self, seat: Seat, now_s: float) -> None:
        self.home = now_s - seat._home_s <= SURE_S
        seat._home_s = now_s

    def asked_home(self, player: int, now_s: float) -> float | None:
        """Return how much of the time for the second wish to go home has passed, 0 to 1, or None without a first."""
        share = (now_s - self.seats[player]._home_s) / SURE_S
        return share if share <= 1 else None

    def _choose(self, player: int, seat: Seat, now_s: float, *, again: bool) -> bool:
        row = self.rows(player)[min(seat.focus, len(self.rows(player)) - 1)]
        if row == "ready":
            was = seat.ready
            seat.ready = not was if again else True
            return seat.ready != was
        if row in ("own_sound", "left_handed"):
            setattr(seat, row, not getattr(seat, row))
            self.set_by.append((player, row))
        elif row == "feel":
            self.feel_steps += 1
        elif row == "home":
            self._lead_home(seat, now_s)
        elif row == "settings":
            self.to_settings = True
        elif row == "swap":
            seat.move(0, now_s)
            self._swap(now_s)
        else:
            self._invite(3 - player)
        return False

    def _swap(self, now_s: float) -> None:
        """Exchange the seats because somebody asked for it, who can get ready at once."""
        self.exchange()
        self.swaps += 1
        self._swapped_s = now_s

    def exchange(self) -> None:
        """Let both sit where the other one sat, with all that was set and learned."""
        self.seats[1], self.seats[2] = self.seats[2], self.seats[1]
        self.set_by = [(3 - player, what) for player, what in self.set_by]
        self.keys[1], self.keys[2] = self.keys[2], self.keys[1]
        self._pads = CardPads(keys=self.keys)

    def _invite(self, player: int) -> None:
        """Let a simulated friend take a free seat, or go again."""
        if self.seats[player].friend:
            self.seats[player] = self._aside.pop(player, Seat())
        else:
            self._aside[player] = self._emptied(player)
            self.seats[player] = Seat(seated=True, ready=True, fixed=True, friend=True)
        self.keys[player] = PadKeys()

    def steered_by_keys(self) -> int | None:
        """Return the player whose panel the arrow keys steer: the first seated one who is not ready, or the first."""
        seated = [player for player in PLAYERS if self.seats[player].seated and not self.seats[player].fixed]
        return next((player for player in seated if not self.seats[player].ready), seated[0] if seated else None)

    def lit(self, player: int, now_s: float) -> str | None:
        """Return the pad that was struck just now."""
        last = self.seats[player].last
        return last.pad if last is not None and now_s - last.time_s < LIT_S else None

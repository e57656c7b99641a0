"""What hands can ask for on the cards that come up by themselves after a round."""

import pygame

from game.model.hit import PLAYERS, Hit
from game.scenes.evening import Evening
from game.scenes.keys import KEY_COMMANDS, MENU_KEYS
from game.scenes.notices import Notice
from game.session.cards import CardPads, Choice, Command, ResultCard
from game.session.join import Join
from game.session.menu_sounds import COMMAND_SOUNDS
from game.session.settling import Settling


class AfterRound:
    """On when both want it, by snares or Enter; away by a crash or Esc. A hand that is still drumming chooses nothing.

    What was learned of the kits is kept for the next round.
    """

    def __init__(self, evening: Evening, join: Join) -> None:
        """Listen to those who sit in `join`."""
        self._evening = evening
        self._join = join
        self.card = ResultCard()
        self._pads = CardPads(waits=True, keys=join.keys, learns=True)
        self._settling = Settling()
        self._hushed = False
        self._choice: Choice | None = None
        self.closed = False
        """The window was closed."""

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Take one event of the window."""
        if event.type == pygame.QUIT:
            self.closed = True
        elif event.type == pygame.KEYDOWN and (event.key in KEY_COMMANDS or event.key in MENU_KEYS):
            listens = event.key not in MENU_KEYS or self._pads.key(now_s)
            if listens and event.key in KEY_COMMANDS:
                self._take(KEY_COMMANDS[event.key], None, now_s)
        elif self._evening.keys is not None:
            self._evening.keys.handle(event, now_s)

    def update(self, now_s: float) -> Choice | None:
        """Take what was struck; return `AGAIN`, `LEAVE`, or None while nobody has chosen."""
        if not self._hushed:
            self._pads.hush(now_s)
            self._hushed = True
        for item in self._settling.settle(self._evening.listen(now_s), now_s):
            if isinstance(item, Hit) and item.drop is None:
                self._strike(item)
        for device in self._evening.clear_seats(self._join).values():
            self._evening.board.repeat(Notice(key="unplugged", device=self._evening.named(device)))
        self._evening.follow_devices(self._join)
        if self._choice is not None:
            self._evening.remember(self._join.keys)
        return self._choice

    def _take(self, command: Command, player: int | None, now_s: float) -> None:
        self._evening.sound(COMMAND_SOUNDS.get(command), now_s)
        hands = frozenset(PLAYERS) if player is None else self._hands()
        self._choice = self._choice or self.card.take(command, player, hands)

    def _strike(self, hit: Hit) -> None:
        """Take a stroke: one on a kit whose seat was emptied by its cable takes a seat again."""
        if not self._join.seats[hit.player].seated:
            self._join.strike(hit)
            return
        command = self._pads.command(hit)
        if command is not None:
            self._take(command, hit.player, hit.time_s)

    def _hands(self) -> frozenset[int]:
        """Return who can wish for another round."""
        by_itself = [p for p in PLAYERS if self._evening.seats.taken_by(p) in ("sim", "file")]
        return frozenset(p for p, seat in self._join.seats.items() if seat.seated and p not in by_itself)

"""The result of a round on the screen."""

from collections.abc import Iterator

import pygame

from game.model.hit import PLAYERS, Hit
from game.model.snapshot import Snapshot
from game.scenes.evening import Evening
from game.scenes.keeping import Outcome
from game.scenes.key_maps import key_maps
from game.scenes.keys import KEY_COMMANDS, MENU_KEYS
from game.scenes.scene import Scene
from game.session.cards import CardPads, Choice, Command, ResultCard
from game.session.join import Join
from game.session.menu_sounds import COMMAND_SOUNDS
from game.session.settling import Settling
from game.ui.card import draw_result
from game.ui.motion import Motion


class ResultScene:
    """Shows an outcome once, or until the players go on."""

    def __init__(self, evening: Evening, outcome: Outcome, join: Join) -> None:
        """Show `outcome`; where no other round is offered one picture is drawn and the game ends."""
        self._evening = evening
        self._outcome = outcome
        self._join = join
        self._card = ResultCard()
        self._new_best = evening.new_best
        self._pads = CardPads(waits=True, keys=join.keys, learns=True)
        self._settling = Settling()
        self._hushed = False
        self._drawn = False
        self._choice: Choice | None = None
        self._closed = False

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Enter plays again, Esc goes home, closing the window leaves."""
        if event.type == pygame.QUIT:
            self._closed = True
        elif event.type == pygame.KEYDOWN and (event.key in KEY_COMMANDS or event.key in MENU_KEYS):
            listens = event.key not in MENU_KEYS or self._pads.key(now_s)
            if listens and event.key in KEY_COMMANDS:
                self._take(KEY_COMMANDS[event.key], None, now_s)
        elif self._evening.keys is not None:
            self._evening.keys.handle(event, now_s)

    def update(self, now_s: float) -> Scene | None:
        """Go on as the players choose: both snares play again, a crash goes home; a hand still drumming waits."""
        if not self._hushed:
            self._pads.hush(now_s)
            self._hushed = True
        for item in self._settling.settle(self._evening.listen(now_s), now_s):
            if isinstance(item, Hit) and item.drop is None:
                self._strike(item)
        for device in self._evening.clear_seats(self._join).values():
            self._evening.board.repeat(self._evening.words.notice.unplugged.format(device=device))
        if self._closed:
            return None
        if not self._evening.again:
            return None if self._drawn else self
        if self._choice is not None:
            self._evening.remember(self._join.keys)
        if self._choice is Choice.AGAIN:
            return self._evening.ways.round(self._evening, self._join)
        if self._choice is Choice.LEAVE:
            return self._evening.ways.title(self._evening) if self._evening.opens_on_title else None
        return self

    def _take(self, command: Command, player: int | None, now_s: float) -> None:
        self._evening.sound(COMMAND_SOUNDS.get(command), now_s)
        hands = frozenset(PLAYERS) if player is None else self._hands()
        self._choice = self._choice or self._card.take(command, player, hands)

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

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the card before the light that the two have made."""
        judged, words = self._outcome.judged, self._evening.words
        light = Motion.at_rest(Snapshot(light=judged.result.together.fraction))
        yield from self._evening.stage.scenery(surface, light, now_s)
        draw_result(
            surface, judged.result, judged.played, words, judged.asynchronies_ms,
            best=self._best(), homeward=self._card.homeward, kits=key_maps(self._join.keys),
        )  # fmt: skip
        self._evening.draw_notice(surface, now_s, flat=True)
        yield
        self._drawn = True

    def _best(self) -> str | None:
        """Return the line about this pair's best."""
        if self._new_best:
            return self._evening.words.best.new
        return self._evening.best_line(solo=any(seat.friend for seat in self._join.seats.values()))

"""A round of One Heart on the screen: seats, ready, the duet, rest."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pygame

from game.model.hit import PLAYERS, Event, Hit
from game.scenes.keeping import Keeper, Outcome
from game.scenes.keys import KEY_COMMANDS, MENU_KEYS, PAUSE_KEYS
from game.scenes.notices import NoticeBoard
from game.scenes.scene import Scene
from game.scenes.table import Table
from game.session.cards import CardPads, Choice, Command, RestCard
from game.session.round import Phase
from game.ui.motion import Motion
from game.ui.notice import draw_notice
from game.ui.pause_card import draw_pause
from game.ui.ready_card import SeatsView, SeatView, draw_ready
from game.ui.stage import Stage
from game.ui.words import Words


class PlayScene:
    """Takes what the sources bring to the round and the recording, and shows the round's snapshot."""

    def __init__(self, table: Table, stage: Stage, words: Words, after: Callable[[Outcome], Scene | None]) -> None:
        """Show the round of a table; `after` makes the scene that follows its outcome."""
        self._table = table
        self._stage = stage
        self._words = words
        self._after = after
        self._keeper = Keeper(table)
        self._motion = Motion()
        self._drawn_s: float | None = None
        self._concluding: Future[Outcome] | None = None
        self._rest_card = RestCard()
        self._pads = CardPads()
        self._board = NoticeBoard()
        self._stop = False
        self._awake = False

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Close ends the round, Esc and losing the focus pause it; every other key may be a drum."""
        if event.type == pygame.QUIT:
            self._stop = True
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._rest(now_s)
        if event.type == pygame.KEYDOWN and self._steer(event.key, now_s):
            return
        if self._table.keys is not None:
            self._table.keys.handle(event, now_s)

    def _steer(self, key: int, now_s: float) -> bool:
        """Take a key that is no drum now, and tell whether it was one."""
        if self._table.round.paused and key in KEY_COMMANDS:
            self._choose(KEY_COMMANDS[key], now_s)
        elif key not in PAUSE_KEYS:
            return self._table.round.phase is Phase.SEATS and key in MENU_KEYS
        elif self._table.round.phase is Phase.SEATS:
            self._stop = True
        else:
            self._rest(now_s)
        return True

    def _choose(self, command: Command, now_s: float) -> None:
        choice = self._rest_card.take(command, now_s)
        if choice is Choice.RESUME:
            self._wake(now_s)
        elif choice is Choice.LEAVE:
            self._stop = True

    def _rest(self, now_s: float) -> None:
        if self._table.round.phase is not Phase.PLAYING or self._table.round.paused:
            return
        self._table.round.pause(now_s)
        self._rest_card = RestCard()
        self._pads.hush(now_s)
        for source in self._table.resting:
            source.rest(now_s)

    def _wake(self, now_s: float) -> None:
        self._awake = True
        self._table.round.resume(now_s)
        for source in self._table.resting:
            source.wake(now_s)

    def update(self, now_s: float) -> Scene | None:
        """Bring every stroke to its place; when the round is over, judge what was kept."""
        if self._concluding is not None:
            return self if not self._concluding.done() else self._after(self._concluding.result())
        if not self._awake and self._table.round.phase is Phase.PLAYING:
            self._wake(now_s)
        self._listen(now_s)
        if self._stop:
            self._table.round.stop(now_s)
        self._table.round.update(now_s)
        for event in self._table.round.events_to_keep():
            self._keeper.keep(event)
        if self._table.round.phase is Phase.OVER:
            self._concluding = self._keeper.conclude()
        return self

    def _listen(self, now_s: float) -> None:
        arrived = [item for source in self._table.sources for item in source.poll(now_s)]
        for item in sorted(arrived, key=lambda item: item.time_s):
            if isinstance(item, Hit):
                self._take(item)
            else:
                self._note(item, now_s)

    def _take(self, hit: Hit) -> None:
        ready = dict(self._table.round.ready)
        kept = self._table.round.take(hit)
        if self._table.round.ready != ready:
            self._table.drums.tick()
        self._keeper.keep(kept)
        if kept.drop is None:
            self._table.tell(kept)
        elif self._table.round.paused and hit.drop is None:
            command = self._pads.command(hit)
            if command is not None:
                self._choose(command, hit.time_s)

    def _note(self, event: Event, now_s: float) -> None:
        if event.kind == "choke" and event.player is not None and event.pad is not None:
            self._table.drums.choke(event.player, event.pad)
        elif event.kind in ("plugged", "unplugged") and event.player is not None:
            text: str = getattr(self._words.notice, event.kind)
            self._board.repeat(text.format(device=self._name(event.player)))
            if event.kind == "unplugged":
                self._rest(now_s)
        self._keeper.keep(event)

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the duet, and over it what the moment asks for."""
        passed_s = 0.0 if self._drawn_s is None else now_s - self._drawn_s
        self._drawn_s = now_s
        snapshot = self._table.round.snapshot(now_s)
        state = self._motion.advance(snapshot, passed_s)
        if self._table.round.phase is Phase.SEATS:
            yield from self._stage.scenery(surface, state, now_s)
            draw_ready(surface, self._seats(), self._words)
        else:
            yield from self._stage.parts(surface, snapshot, state)
        if self._table.round.paused:
            draw_pause(surface, self._words, self._rest_card.focus)
        yield
        self._board.pin(self._notices())
        draw_notice(surface, self._board.shown(now_s) or "")

    def _notices(self) -> list[str]:
        """Return what should be known, in the language of the screen where there is a short form of it."""
        known = [getattr(self._words.notice, n.key) if n.key else n.sentence for n in self._table.notices()]
        return [*known, *self._keeper.notices]

    def _seats(self) -> SeatsView:
        played = self._table.round
        first, second = (
            SeatView(self._name(player) if played.seated[player] else None, played.ready[player]) for player in PLAYERS
        )
        return SeatsView((first, second))

    def _name(self, player: int) -> str:
        """Return what a player's device is called on the screen."""
        kind, _, name = (self._table.seats.taken_by(player) or "").partition(":")
        if kind == "midi":
            kit, _, number = name.rpartition("#")
            return kit if number == "1" else f"{kit} ({number})"
        words = self._words.ready
        return {"keyboard": words.device_keyboard, "sim": words.device_sim, "file": words.device_file}.get(kind, name)

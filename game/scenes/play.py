"""A round of One Heart on the screen: seats, ready, the duet, rest, the end."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from math import ceil
from typing import Final

import pygame

from game.model.hit import Event, Hit
from game.scenes.evening import Evening
from game.scenes.joining import Joining
from game.scenes.keeping import Keeper, Outcome
from game.scenes.keys import KEY_COMMANDS, MENU_KEYS, PAUSE_KEYS
from game.scenes.resting import draw_rest, rest_ways, set_on_rest_card
from game.scenes.scene import Scene
from game.scenes.table import Table
from game.scenes.waiting import Waiting
from game.session.accompaniment import PLAN_EVERY_S, Accompaniment
from game.session.cards import CardPads, Choice, Command, RestCard
from game.session.events import DuetEvent
from game.session.menu_sounds import COMMAND_SOUNDS, SeatStates, seat_sounds, seats_of
from game.session.replay import Judged
from game.session.round import Phase
from game.ui.join_card import draw_join
from game.ui.rest_key import draw_rest_key

TURN_S: Final = 0.001
"""How finely those who play by themselves hear each other, s."""
CABLES: Final = ("plugged", "unplugged")
"""Events that the round keeps itself, of those who sit there."""
CLOSING_S: Final = 2.0
"""How long the last picture stands before the result."""


class PlayScene:
    """Takes what the sources bring to the round and the recording, and shows the round's snapshot."""

    def __init__(self, evening: Evening, table: Table) -> None:
        """Show the round of a table."""
        self._evening = evening
        self._table = table
        self._keeper = Keeper(table)
        self._joining = Joining(evening, table)
        self._waiting = Waiting(evening, table, self._joining)
        self._motion = evening.motion()
        self._rest_card = RestCard()
        self._pads = CardPads(keys=table.round.join.keys, learns=True)
        self._drawn_s: float | None = None
        self.concluding: Future[Judged] | Future[Outcome] | None = None
        """What the worker does once the round is over: it judges, then writes the last line."""
        self._outcome: Future[Outcome] | None = None
        self._closed_s = 0.0
        self._accompaniment = Accompaniment()
        self._heard_s: float | None = None
        self._planned_s = float("-inf")
        self._happened: list[DuetEvent] = []
        self._stopped = False
        self._awake = False
        self._wakes_when_shown = False

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Close ends the round, Esc and losing the focus pause it; every other key may be a drum."""
        if event.type == pygame.QUIT:
            self._stopped = True
        elif event.type == pygame.WINDOWFOCUSLOST and not (self._evening.by_itself or self._table.round.waiting):
            self._rest(now_s)  # a kit that is plugged in may bring up a window: while it is waited for, that is no wish
        elif event.type == pygame.WINDOWHIDDEN:
            self._hide(now_s)
        elif event.type == pygame.WINDOWSHOWN and self._wakes_when_shown:
            self._wake(now_s)
        if event.type == pygame.KEYDOWN and self._steer(event.key, now_s):
            return
        if self._evening.keys is not None:
            self._evening.keys.handle(event, now_s)

    def _steer(self, key: int, now_s: float) -> bool:
        """Take a key that is no drum now, and tell whether it was one."""
        if key in PAUSE_KEYS and not self._evening.pace.free(now_s):
            return True
        if self._table.round.phase is Phase.SEATS:
            return self._steer_seats(key, now_s)
        if self._table.round.waiting and key not in PAUSE_KEYS:
            return key in KEY_COMMANDS or key in MENU_KEYS
        if self._table.round.paused and not self._table.round.waiting and (key in KEY_COMMANDS or key in MENU_KEYS):
            if key in KEY_COMMANDS and (key not in MENU_KEYS or self._pads.key(now_s)):
                self._choose(KEY_COMMANDS[key], now_s)
        elif key in PAUSE_KEYS:
            self._rest(now_s)
        else:
            return False
        return True

    def _steer_seats(self, key: int, now_s: float) -> bool:
        join = self._table.round.join
        player = join.steered_by_keys()
        if key in PAUSE_KEYS:
            join.home = True
            self._evening.pace.note(now_s)
        elif key in KEY_COMMANDS and player is not None:
            before = seats_of(join)
            self._table.round.command(player, KEY_COMMANDS[key], now_s)
            self._sound_seats(before, now_s)
        else:
            return key in KEY_COMMANDS or key in MENU_KEYS
        return True

    def _sound_seats(self, before: SeatStates, now_s: float) -> None:
        """Let sound what changed at the seats."""
        for voice in seat_sounds(before, seats_of(self._table.round.join)):
            self._evening.sound(voice, now_s)

    def _choose(self, command: Command, now_s: float) -> None:
        self._evening.sound(COMMAND_SOUNDS.get(command), now_s)
        choice = self._rest_card.take(command, now_s)
        if choice is Choice.RESUME:
            self._evening.pace.note(now_s)
            self._wake(now_s)
        elif choice is Choice.LEAVE:
            self._table.round.stop(now_s)
        elif choice is not None:
            set_on_rest_card(self._evening, choice)

    def _hide(self, now_s: float) -> None:
        """Rest while the window cannot be seen; where nobody is at the keys the round goes on by itself afterwards."""
        if self._evening.by_itself and not self._table.round.paused:
            self._wakes_when_shown = True
        self._rest(now_s)

    def _rest(self, now_s: float, hushed_s: float | None = None) -> None:
        """Rest from `now_s` on; the card counts the silence from then, or from `hushed_s`."""
        played = self._table.round
        if played.phase is not Phase.PLAYING or (played.paused and not played.waiting):
            return
        shown_s = now_s if hushed_s is None else hushed_s
        played.pause(now_s)
        self._rest_card = RestCard(shown_s)
        self._evening.pace.note(shown_s)
        self._pads.hush(shown_s)
        self._follow_rest(now_s)

    def _wake(self, now_s: float) -> None:
        self._awake = True
        self._wakes_when_shown = False
        self._table.round.resume(now_s)
        self._follow_rest(now_s)

    def _follow_rest(self, now_s: float) -> None:
        """Let those who play by themselves rest with the round."""
        for source in self._table.own.values():
            (source.rest if self._table.round.paused else source.wake)(now_s)

    def update(self, now_s: float) -> Scene | None:
        """Bring every stroke to its place; when the round is over, judge what was kept."""
        if self.concluding is not None:
            return self._conclude(self.concluding, now_s)
        played = self._table.round
        self._listen(now_s)
        if not self._awake:
            self._joining.carry_out()
            if played.phase is Phase.PLAYING and not played.paused:
                self._wake(now_s)
        self._rest_if_wished(played.gesture.sealed(now_s), now_s)
        if played.phase is Phase.SEATS and (self._stopped or played.join.home or played.join.to_settings):
            return self._leave()
        if self._stopped:
            played.stop(now_s)
        self._happened += played.update(now_s)
        self._accompany(now_s)
        for event in played.events_to_keep():
            self._keeper.keep(event)
        if played.phase is Phase.OVER:
            self.concluding = self._keeper.conclude()
            self._closed_s = now_s
        self._waiting.offer()
        return self

    def _accompany(self, now_s: float) -> None:
        """Let sound what the moment asks for."""
        played = self._table.round
        over = played.phase is Phase.OVER
        if played.phase is Phase.SEATS or (now_s - self._planned_s < PLAN_EVERY_S and not over):
            return
        self._planned_s = now_s
        cues = self._accompaniment.cues(
            played.snapshot(now_s), self._happened, now_s,
            over=over and played.began, calm=self._evening.settings.calm,
        )  # fmt: skip
        self._happened.clear()
        for cue in cues:
            self._evening.drums.play_at(cue.time_s, cue.sound, cue.level)

    def _leave(self) -> Scene | None:
        """Nothing was played: to the page of an evening, to the settings, back to the title, or out."""
        evening, join = self._evening, self._table.round.join
        if not self._stopped and evening.outing is not None and evening.outing.played:
            return evening.leave_outing(join)
        if not self._stopped and join.to_settings:
            return evening.ways.settings(evening)
        return evening.ways.title(evening) if evening.opens_on_title and not self._stopped else None

    def _conclude(self, working: Future[Judged] | Future[Outcome], now_s: float) -> Scene | None:
        """Keep what is struck until the result can be shown, then leave."""
        if self._outcome is None:
            self._take_all(self._evening.listen(now_s))
            lingers = self._table.round.one_heart and not self._stopped and now_s - self._closed_s < CLOSING_S
            if working.done() and not lingers:
                self.concluding = self._outcome = self._keeper.finish()
            return self
        if not self._outcome.done():
            return self
        outcome = self._outcome.result()
        self._evening.ended(outcome)
        self._evening.remember(self._table.round.join.keys)
        if self._stopped:
            return None
        return self._evening.ways.result(self._evening, outcome, self._table.round.join)

    def _listen(self, now_s: float) -> None:
        """Take what was struck, in time order.

        Those who play by themselves hear each other and the hands in turns, however long a picture took: what they
        play does not hang on the frame rate.
        """
        heard = self._evening.listen(now_s)
        self._waiting.look(now_s)
        if self._awake:
            self._follow_rest(now_s)
        hands = deque(self._table.settled(heard, now_s))
        for until_s in self._turns(now_s):
            arrived = [item for source in self._table.own.values() for item in source.poll(until_s)]
            while hands and (hands[0].time_s <= until_s or until_s == now_s):
                arrived.append(hands.popleft())
            self._take_all(arrived)

    def _turns(self, now_s: float) -> Iterator[float]:
        since_s = now_s if self._heard_s is None else self._heard_s
        self._heard_s = now_s
        for turn in range(1, ceil((now_s - since_s) / TURN_S)):
            yield since_s + turn * TURN_S
        yield now_s

    def _take_all(self, arrived: Iterable[Hit | Event]) -> None:
        for item in sorted(arrived, key=lambda item: item.time_s):
            if isinstance(item, Hit):
                self.take(item)
            elif item.kind not in CABLES:
                self._keeper.keep(item)

    def take(self, hit: Hit) -> None:
        """Take one stroke."""
        played = self._table.round
        before, began = seats_of(played.join), played.began
        waited, kept = played.waiting, played.take(hit)
        if waited and not played.paused:
            self._follow_rest(hit.time_s)
        self._sound_seats(before, hit.time_s)
        self._keeper.keep(kept)
        if kept.drop is None:
            self._table.tell(kept)
            wished_s = played.gesture.strike(kept)
            if began:
                self._rest_if_wished(wished_s, kept.time_s)
        elif played.waiting and hit.drop is None:
            self._rest_if_wished(played.gesture.strike(hit), hit.time_s)
        elif played.paused and hit.drop is None:
            command = self._pads.command(hit)
            if command is not None:
                self._choose(command, hit.time_s)

    def _rest_if_wished(self, since_s: float | None, now_s: float) -> None:
        """Rest since the first stroke that asked for it: those strokes are no music."""
        if since_s is not None and (self._table.round.began or self._table.round.waiting):
            self._rest(since_s, now_s)

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the duet, and over it what the moment asks for."""
        passed_s = 0.0 if self._drawn_s is None else now_s - self._drawn_s
        self._drawn_s = now_s
        evening, played = self._evening, self._table.round
        snapshot = played.snapshot(now_s)
        self._motion.calm = evening.settings.calm
        state = self._motion.advance(snapshot, passed_s)
        if played.phase is Phase.SEATS:
            yield from evening.stage.scenery(surface, state, now_s)
            draw_join(surface, self._joining.view(now_s), evening.words)
        else:
            yield from evening.stage.parts(surface, snapshot, state)
            if played.waiting:
                self._waiting.draw(surface, now_s)
            elif played.paused:
                draw_rest(surface, evening, self._rest_card, played.join.keys, now_s)
        yield
        covered = evening.draw_notice(surface, now_s, self._keeper.notices, flat=played.phase is Phase.SEATS)
        plays = played.waiting or (played.began and not played.paused)
        if played.phase is Phase.PLAYING and plays and played.gesture.offered(now_s):
            deaf = {*self._table.own, *played.cables.away}
            hands = [None if player in deaf else keys for player, keys in played.join.keys.items()]
            draw_rest_key(surface, evening.words, rest_ways(hands), covered)

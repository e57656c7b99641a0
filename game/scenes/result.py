"""The result of a round on the screen."""

from collections.abc import Callable, Iterator

import pygame

from game.model.hit import Hit
from game.model.snapshot import Snapshot
from game.scenes.keeping import Outcome
from game.scenes.keys import KEY_COMMANDS
from game.scenes.scene import Scene
from game.scenes.table import Table
from game.session.cards import CardPads, Choice, ResultCard
from game.ui.card import draw_result
from game.ui.motion import Motion
from game.ui.stage import Stage
from game.ui.words import Words


class ResultScene:
    """Shows an outcome once, or until the players go on."""

    def __init__(
        self, outcome: Outcome, table: Table, stage: Stage, words: Words, again: Callable[[], Scene] | None
    ) -> None:
        """Show `outcome`; without `again` one picture is drawn and the game ends."""
        self._outcome = outcome
        self._stage = stage
        self._table = table
        self._words = words
        self._again = again
        self._card = ResultCard()
        self._pads = CardPads(waits=True)
        self._hushed = False
        self._drawn = False
        self._choice: Choice | None = None

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Enter plays again, Esc and closing the window leave."""
        if event.type == pygame.QUIT:
            self._choice = Choice.LEAVE
        elif event.type == pygame.KEYDOWN and event.key in KEY_COMMANDS:
            self._choice = self._choice or self._card.take(KEY_COMMANDS[event.key], None)
        elif self._table.keys is not None:
            self._table.keys.handle(event, now_s)

    def update(self, now_s: float) -> Scene | None:
        """Leave once the picture stands, unless it may be played again; both snares play again, a crash leaves."""
        if not self._hushed:
            self._pads.hush(now_s)
            self._hushed = True
        for hit in self._strokes(now_s):
            command = self._pads.command(hit)
            if command is not None:
                self._choice = self._choice or self._card.take(command, hit.player)
        if self._again is None:
            return None if self._drawn else self
        if self._choice is Choice.AGAIN:
            return self._again()
        return None if self._choice is Choice.LEAVE else self

    def _strokes(self, now_s: float) -> list[Hit]:
        arrived = [item for source in self._table.live for item in source.poll(now_s)]
        return sorted((i for i in arrived if isinstance(i, Hit) and i.drop is None), key=lambda hit: hit.time_s)

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the card, once, before the light that the two have made."""
        if not self._drawn:
            judged = self._outcome.judged
            light = Motion.at_rest(Snapshot(light=judged.result.together.fraction))
            yield from self._stage.scenery(surface, light, now_s)
            draw_result(surface, judged.result, judged.timeline, self._words, judged.asynchronies_ms)
        yield
        self._drawn = True

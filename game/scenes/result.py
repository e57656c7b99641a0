"""The result of a round on the screen."""

from collections.abc import Iterator

import pygame

from game.model.snapshot import Snapshot
from game.scenes.after_round import AfterRound
from game.scenes.evening import Evening
from game.scenes.keeping import Outcome
from game.scenes.key_maps import key_maps
from game.scenes.scene import Scene
from game.session.cards import Choice
from game.session.join import Join
from game.ui.card import draw_result
from game.ui.motion import Motion


class ResultScene:
    """Shows an outcome once, or until the players go on."""

    def __init__(self, evening: Evening, outcome: Outcome, join: Join) -> None:
        """Show `outcome`; where no other round is offered one picture is drawn and the game ends."""
        self._evening = evening
        self._outcome = outcome
        self._join = join
        self._hands = AfterRound(evening, join)
        self._new_best = evening.new_best
        self._drawn = False

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Enter plays again, Esc goes home, closing the window leaves."""
        self._hands.handle(event, now_s)

    def update(self, now_s: float) -> Scene | None:
        """Go on as the players choose: both snares play again, a crash goes home; a hand still drumming waits."""
        choice = self._hands.update(now_s)
        if self._hands.closed:
            return None
        if not self._evening.again:
            return None if self._drawn else self
        if choice is Choice.AGAIN:
            return self._evening.ways.round(self._evening, self._join)
        if choice is Choice.LEAVE:
            return self._evening.ways.title(self._evening) if self._evening.opens_on_title else None
        return self

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the card before the light that the two have made."""
        judged, words = self._outcome.judged, self._evening.words
        light = Motion.at_rest(Snapshot(light=judged.result.together.fraction))
        yield from self._evening.stage.scenery(surface, light, now_s)
        draw_result(
            surface, judged.result, judged.played, words, judged.asynchronies_ms,
            best=self._best(), homeward=self._hands.card.homeward, kits=key_maps(self._join.keys),
        )  # fmt: skip
        self._evening.draw_notice(surface, now_s, flat=True)
        yield
        self._drawn = True

    def _best(self) -> str | None:
        """Return the line about this pair's best."""
        if self._new_best:
            return self._evening.words.best.new
        return self._evening.best_line(solo=any(seat.friend for seat in self._join.seats.values()))

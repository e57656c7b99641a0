"""An evening in three rounds on the screen: the card between two rounds, and the page at the end."""

from collections.abc import Iterator
from typing import Final

import pygame

from game.model.snapshot import Snapshot
from game.scenes.after_round import AfterRound
from game.scenes.evening import Evening
from game.scenes.keeping import Outcome
from game.scenes.key_maps import key_maps
from game.scenes.scene import Scene
from game.session.cards import Choice
from game.session.join import Join
from game.session.outing import PARTS, Outing, light_in
from game.ui.exchange_card import draw_exchange
from game.ui.motion import Motion
from game.ui.outing_card import draw_outing
from game.ui.views import ExchangeView

BY_ITSELF_S: Final = 4.0
"""Where nobody plays by hand the card between two rounds stands this long."""


class ExchangeScene:
    """Tells how the round was, exchanges the sides, and waits until both are ready for the next one."""

    def __init__(self, evening: Evening, outcome: Outcome, join: Join) -> None:
        """Exchange the sides: on this card each kit plays for the other one already."""
        assert evening.outing is not None
        self._evening = evening
        self._outing = evening.outing
        self._result = outcome.result
        self._join = join
        evening.remember(join.keys)
        evening.exchange_sides(join)
        self._hands = AfterRound(evening, join)
        self._since_s: float | None = None

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Enter goes on, Esc ends the evening here, closing the window leaves."""
        self._hands.handle(event, now_s)

    def update(self, now_s: float) -> Scene | None:
        """Go on by both snares; a crash leads to the page of what was played."""
        choice = self._hands.update(now_s)
        self._since_s = now_s if self._since_s is None else self._since_s
        if self._hands.closed:
            return None
        if choice is Choice.LEAVE:
            return self._evening.leave_outing(self._join)
        alone = not self._evening.live and now_s - self._since_s >= BY_ITSELF_S
        if choice is Choice.AGAIN or alone:
            return self._evening.ways.round(self._evening, self._join)
        return self

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the card before the light in which the next round begins."""
        evening, part = self._evening, self._outing.part
        assert part is not None
        yield from evening.stage.scenery(surface, Motion.at_rest(Snapshot(light=light_in(part, 0.0))), now_s)
        wanted = self._hands.card.wanted
        ready = (1 in wanted or self._fixed(1), 2 in wanted or self._fixed(2))
        small = any(keys.small for keys in key_maps(self._join.keys))
        view = ExchangeView(PARTS.index(part), self._result, ready, homeward=self._hands.card.homeward, small=small)
        draw_exchange(surface, view, evening.words)
        evening.draw_notice(surface, now_s, flat=True)
        yield

    def _fixed(self, player: int) -> bool:
        """Tell whether this player needs no stroke to be ready."""
        return self._join.seats[player].friend or self._evening.seats.taken_by(player) in ("sim", "file")


class PageScene:
    """Shows the rounds of an evening side by side; both snares begin another one, a crash goes home."""

    def __init__(self, evening: Evening, join: Join) -> None:
        """Show what was played; where no other round is offered one picture is drawn and the game ends."""
        assert evening.outing is not None
        self._evening = evening
        self._page = evening.outing.page()
        self._join = join
        self._hands = AfterRound(evening, join)
        self._drawn = False

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Enter begins another evening, Esc goes home, closing the window leaves."""
        self._hands.handle(event, now_s)

    def update(self, now_s: float) -> Scene | None:
        """Go on as the players choose."""
        choice, evening = self._hands.update(now_s), self._evening
        if self._hands.closed:
            return None
        if not evening.again:
            return None if self._drawn else self
        if choice is Choice.AGAIN:
            evening.outing = Outing()
            return evening.ways.round(evening, self._join)
        if choice is Choice.LEAVE:
            return evening.ways.title(evening) if evening.opens_on_title else None
        return self

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the page before the light of the part that was played last."""
        row = self._page.rows[-1] if self._page.rows else None
        light = 0.0 if row is None else light_in(row.part, row.held)
        yield from self._evening.stage.scenery(surface, Motion.at_rest(Snapshot(light=light)), now_s)
        small = any(keys.small for keys in key_maps(self._join.keys))
        homeward = self._hands.card.homeward
        draw_outing(surface, self._page, self._evening.words, homeward=homeward, small=small)
        self._evening.draw_notice(surface, now_s, flat=True)
        yield
        self._drawn = True

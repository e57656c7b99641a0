"""A round that waits for kits which were unplugged: who may take their seats, and the card."""

import pygame

from game.scenes.evening import Evening
from game.scenes.joining import Joining
from game.scenes.notices import Notice
from game.scenes.table import Table
from game.ui.cable_card import draw_cable
from game.ui.sheet import coming_in
from game.ui.views import Missed


class Waiting:
    """Tells the round whose kits are away, and offers their seats while it waits."""

    def __init__(self, evening: Evening, table: Table, joining: Joining) -> None:
        """Look after the cables of a table."""
        self._evening = evening
        self._round = table.round
        self._joining = joining
        self._offered: frozenset[int] = frozenset()

    def look(self, now_s: float) -> None:
        """Find out whose kits are away; call it once what was struck is known and before it is taken."""
        away, before = self._evening.away(), self._round.cables.away
        self._round.follow_cables(away, now_s)
        self._joining.follow_devices()
        for player in sorted(self._round.cables.away - before):
            self._say("unplugged", player)
        for player in sorted(before - away):
            self._say("plugged", player)

    def _say(self, key: str, player: int) -> None:
        if not self._round.waiting:
            self._evening.board.repeat(Notice(key=key, device=self._evening.device(player)))

    def offer(self) -> None:
        """Let the seats of missing kits be taken by whoever hits, as long as the round waits."""
        offered = self._round.cables.away if self._round.waiting else frozenset()
        if offered != self._offered:
            self._offered = offered
            self._evening.seats.offer(offered)

    def draw(self, surface: pygame.Surface, now_s: float) -> None:
        """Draw the card."""
        cables = self._round.cables
        missed = [
            Missed(player - 1, self._evening.device(player), player not in cables.away)
            for player in sorted(cables.missed)
        ]
        calm = self._evening.settings.calm
        with coming_in(now_s - cables.since_s):
            draw_cable(surface, missed, self._evening.words, cables.left(now_s), now_s, calm=calm)

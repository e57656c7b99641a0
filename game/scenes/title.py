"""The title: hit any drum. After twenty seconds without a hit two simulated drummers show how it goes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import pygame

from game.model.hit import Hit
from game.model.snapshot import Snapshot
from game.scenes.evening import Evening
from game.scenes.help import HelpScene
from game.scenes.keys import EVENING_KEY, MENU_KEYS, PAUSE_KEYS, SETTINGS_KEY
from game.scenes.scene import Scene
from game.session.attract import Attract
from game.session.opening import TWICE, Opening, Wish
from game.session.outing import Outing
from game.session.pad_keys import Command, PadKeys
from game.ui.motion import Motion, MotionState
from game.ui.title_card import draw_title
from game.ui.views import TitleView

ATTRACT_AFTER_S: Final = 20.0
_LIGHT, _LANTERNS, _PETALS = 0.35, (1.0,) * 8, 0.8


class TitleScene:
    """Waits for the first hit of the evening, or of the next round."""

    def __init__(self, evening: Evening) -> None:
        """Free the seats: whoever hits first takes one."""
        self._evening = evening
        evening.welcome()
        evening.outing = None
        self._since_s: float | None = None
        self._attract: Attract | None = None
        self._motion = evening.motion()
        self._drawn_s: float | None = None
        self._next: Scene | None = self
        self._opening = Opening()

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Enter goes to the seats, F1 to the settings, F3 to an evening; Esc and closing the window leave.

        Any drum key takes a seat.
        """
        if event.type == pygame.QUIT:
            self._next = None
        elif event.type == pygame.KEYDOWN and event.key in (*PAUSE_KEYS, *MENU_KEYS, SETTINGS_KEY, EVENING_KEY):
            if self._evening.pace.take(now_s):
                self._take_key(event.key)
        elif self._evening.keys is not None:
            self._evening.keys.handle(event, now_s)

    def _take_key(self, key: int) -> None:
        if key in PAUSE_KEYS:
            self._next = None
        elif key == SETTINGS_KEY:
            self._open_settings()
        else:
            self._go(None, Outing() if key == EVENING_KEY else None)

    def update(self, now_s: float) -> Scene | None:
        """Go on with the first hit, with two on one pad elsewhere; show the demo when nobody hits."""
        self._since_s = now_s if self._since_s is None else self._since_s
        for item in self._evening.listen(now_s):
            if isinstance(item, Hit) and item.drop is None:
                self._follow(self._opening.take(item, self._meant(item)))
        self._follow(self._opening.update(now_s))
        if self._next is self and now_s - self._since_s >= ATTRACT_AFTER_S:
            if self._attract is None:
                self._attract = Attract(np.random.default_rng(), now_s)
            self._attract.update(now_s)
        return self._next

    def _meant(self, hit: Hit) -> Command | None:
        """Return which menu key this pad is on cards, as far as its kit is known."""
        return self._evening.seats.learn(hit.player, PadKeys()).command(hit)

    def _follow(self, wish: Wish | None) -> None:
        if wish is Wish.SEAT:
            self._go(self._opening.hit)
        elif wish is Wish.EVENING:
            self._go(self._opening.hit, Outing())
        elif wish is Wish.SETTINGS:
            self._open_settings()

    def _open_settings(self) -> None:
        if self._next is self:
            self._next = self._evening.ways.settings(self._evening)

    def _go(self, hit: Hit | None, outing: Outing | None = None) -> None:
        """Show the three pictures first, once in a life."""
        if self._next is not self:
            return
        self._evening.outing = outing
        following = self._evening.ways.round(self._evening, hit=hit)
        self._next = following if self._evening.settings.seen_help else HelpScene(self._evening, following, hit)

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the place and the logo, or the demo behind it."""
        passed_s = 0.0 if self._drawn_s is None else now_s - self._drawn_s
        self._drawn_s = now_s
        stage, words = self._evening.stage, self._evening.words
        if self._attract is not None:
            snapshot = self._attract.snapshot(now_s)
            yield from stage.parts(surface, snapshot, self._motion.advance(snapshot, passed_s))
        else:
            yield from stage.scenery(surface, self._evening_light(), now_s)
            yield from stage.people_at_rest(surface, "joy")
        best = self._evening.best_line(solo=False)
        draw_title(surface, self._view(best, now_s), words)
        self._evening.draw_notice(surface, now_s)
        yield

    def _view(self, best: str | None, now_s: float) -> TitleView:
        key = self._opening.key
        asked = None if key is None else self._opening.asked(now_s)
        return TitleView(self._attract is not None, best, asked, None if key is None else TWICE[key].value)

    def _evening_light(self) -> MotionState:
        """Return the place as it waits for the two: lanterns lit, petals in the air unless little motion was chosen."""
        petals = 0.0 if self._evening.settings.calm else _PETALS
        return replace(Motion.at_rest(Snapshot(light=_LIGHT)), stones=_LANTERNS, petals=petals)

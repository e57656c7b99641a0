"""Three wordless pictures before the first round."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pygame

from game.model.hit import Hit
from game.model.snapshot import Snapshot
from game.scenes.evening import Evening
from game.scenes.keys import KEY_COMMANDS, MENU_KEYS
from game.scenes.scene import Scene
from game.session.cards import Command
from game.session.pad_keys import SOFTEST, PadKeys
from game.ui.help_card import draw_help
from game.ui.motion import Motion

PAGES: Final = 3
PAGE_S: Final = 0.5
"""A page stays at least this long, whatever is struck."""


class HelpScene:
    """Steps through the pictures with any stroke or key; a crash or Esc steps back, from the first one to the title.

    A kit of which nothing but a crash was met may have no other pad: its strokes go on.
    """

    def __init__(self, evening: Evening, following: Scene, hit: Hit | None = None) -> None:
        """Show the pictures before `following`; `hit`: the stroke that led here."""
        self._evening = evening
        self._following = following
        self._page = 0
        self._since_s: float | None = None
        self._leaving = False
        self._keys: dict[int, PadKeys] = {}
        if hit is not None:
            self._meet(hit)

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Closing the window leaves; Enter and Space go on."""
        if event.type == pygame.QUIT:
            self._leaving = True
        elif event.type == pygame.KEYDOWN and event.key in MENU_KEYS:
            self._step(1, now_s)
        elif event.type == pygame.KEYDOWN and KEY_COMMANDS.get(event.key) is Command.BACK:
            self._step(-1, now_s)
        elif self._evening.keys is not None:
            self._evening.keys.handle(event, now_s)

    def _step(self, pages: int, now_s: float) -> None:
        if self._since_s is not None and now_s - self._since_s >= PAGE_S:
            self._page += pages
            self._since_s = now_s

    def update(self, now_s: float) -> Scene | None:
        """Take strokes; after the last page go on, before the first one back."""
        self._since_s = now_s if self._since_s is None else self._since_s
        for item in self._evening.listen(now_s):
            if isinstance(item, Hit) and item.drop is None and item.velocity >= SOFTEST:
                self._step(-1 if self._goes_back(item) else 1, now_s)
        if self._leaving:
            return None
        if self._page < 0:
            return self._evening.ways.title(self._evening)
        if self._page < PAGES:
            return self
        self._evening.choose(replace(self._evening.settings, seen_help=True))
        return self._following

    def _meet(self, hit: Hit) -> PadKeys:
        """Return what is known of a kit with this stroke."""
        keys = self._evening.seats.learn(hit.player, PadKeys()).joined(self._keys.get(hit.player, PadKeys()))
        self._keys[hit.player] = keys.after(hit)
        return self._keys[hit.player]

    def _goes_back(self, hit: Hit) -> bool:
        """Tell whether a stroke steps back: a crash does, unless it may be the only pad there is."""
        lone = self._meet(hit).lone and not self._evening.plays_keys(hit.player)
        return hit.pad == "crash" and not lone

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw one picture."""
        yield from self._evening.stage.scenery(surface, Motion.at_rest(Snapshot(now_s=now_s)), now_s)
        draw_help(surface, max(0, min(self._page, PAGES - 1)), self._evening.words)
        self._evening.draw_notice(surface, now_s)
        yield

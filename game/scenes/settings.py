"""The settings on the screen: pages of rows, the keyboard test and the credits."""

from collections.abc import Iterator

import pygame

from game.model.hit import Hit
from game.model.key_names import KEY_OF_NUMBER
from game.model.snapshot import Snapshot
from game.scenes.evening import Evening
from game.scenes.key_maps import is_whole, key_maps
from game.scenes.keys import KEY_COMMANDS, MENU_KEYS, PAUSE_KEYS
from game.scenes.scene import Scene
from game.scenes.settings_rows import draw_page, rollover_view
from game.session.cards import CardPads, Command
from game.session.pad_keys import PadKeys
from game.session.rollover import Ask, Rollover
from game.session.settings_menu import Page, SettingsMenu
from game.session.settling import Settling
from game.ui.credits_card import draw_credits
from game.ui.motion import Motion
from game.ui.rollover_card import draw_rollover
from game.ui.sheet import coming_in

_LIGHT = 0.2
_ALWAYS_HEARD = (pygame.KEYUP, pygame.WINDOWFOCUSLOST, pygame.SYSWMEVENT)
"""Whatever is on the page, the keyboard hears these: a key that it takes for held down strikes no more, and only the
window system tells when one went down."""


class SettingsScene:
    """Steered by any kit and by keys; every choice counts at once and is kept. Leads back to the title."""

    def __init__(self, evening: Evening) -> None:
        """Open the first page; hands that are still drumming choose nothing."""
        self._evening = evening
        self._menu = SettingsMenu(pace=evening.pace)
        self._keys: dict[int, PadKeys] = {}
        self._pads = CardPads(keys=self._keys, learns=True)
        self._settling = Settling()
        self._test: Rollover | None = None
        self._left = False
        self._since_s: float | None = None

    def handle(self, event: pygame.event.Event, now_s: float) -> None:
        """Closing the window leaves; keys steer, are taken for a pad that waits, or are tested."""
        if event.type in _ALWAYS_HEARD and self._evening.keys is not None:
            self._evening.keys.handle(event, now_s)
        if event.type == pygame.QUIT:
            self._left = True
        elif self._test is not None:
            self._try(self._test, event, now_s)
        elif event.type == pygame.KEYDOWN and event.key in PAUSE_KEYS:
            self._menu.back(now_s)
        elif event.type == pygame.KEYDOWN and self._menu.waiting is not None:
            key = KEY_OF_NUMBER.get(event.scancode)
            self._evening.choose(self._menu.press(key, self._evening.settings))
        elif event.type == pygame.KEYDOWN and (event.key in KEY_COMMANDS or event.key in MENU_KEYS):
            if event.key in KEY_COMMANDS:
                self._take(KEY_COMMANDS[event.key], now_s)
        elif event.type == pygame.KEYDOWN and self._evening.keys is not None:
            self._evening.keys.handle(event, now_s)

    def _try(self, test: Rollover, event: pygame.event.Event, now_s: float) -> None:
        """Show the test a key; here no key is a command but Esc, and Return once all has been asked."""
        if event.type == pygame.WINDOWFOCUSLOST:
            test.lift(now_s)
        elif event.type == pygame.KEYDOWN and event.key in PAUSE_KEYS:
            self._menu.back(now_s)
        elif event.type == pygame.KEYDOWN and test.ask is Ask.DONE and KEY_COMMANDS.get(event.key) is Command.CHOOSE:
            self._test = Rollover(self._evening.settings.keyboard)
        elif event.type in (pygame.KEYDOWN, pygame.KEYUP):
            key = KEY_OF_NUMBER.get(event.scancode)
            if key is not None:
                (test.down if event.type == pygame.KEYDOWN else test.up)(key, now_s)

    def _take(self, command: Command, now_s: float) -> None:
        chosen, swaps = self._evening.settings, self._menu.swaps
        settings = self._menu.take(command, now_s, chosen)
        if settings != chosen:
            self._evening.choose(settings)
        for _ in range(self._menu.swaps - swaps):
            self._evening.swap_seats()
            self._keys[1], self._keys[2] = (self._keys.get(player, PadKeys()) for player in (2, 1))

    def update(self, now_s: float) -> Scene | None:
        """Take strokes; go back to the title when somebody went back from the first page."""
        self._came_s(now_s)
        for player in self._evening.away():
            self._evening.seats.free(player)
            self._keys.pop(player, None)
            self._menu.small = self._steers_small()
        for item in self._settling.settle(self._evening.listen(now_s), now_s):
            if isinstance(item, Hit) and item.drop is None:
                self._strike(item)
        if self._menu.page is not Page.TEST:
            self._test = None
        elif self._test is None:
            self._test = Rollover(self._evening.settings.keyboard)
        if self._test is not None:
            self._test.update(now_s)
        if self._left:
            return None
        return self._evening.ways.title(self._evening) if self._menu.closed else self

    def _strike(self, hit: Hit) -> None:
        seats = self._evening.seats
        self._keys[hit.player] = seats.learn(hit.player, self._keys.get(hit.player, PadKeys()))
        if is_whole(seats.taken_by(hit.player) or "", None):
            self._keys[hit.player] = self._keys[hit.player].known_whole()
        command = self._pads.command(hit)
        self._menu.small = self._steers_small()
        if command is not None:
            self._take(command, hit.time_s)

    def _steers_small(self) -> bool:
        return any(keys.small for keys in self._keys.values())

    def parts(self, surface: pygame.Surface, now_s: float) -> Iterator[None]:
        """Draw the page over the place."""
        evening = self._evening
        yield from evening.stage.scenery(surface, Motion.at_rest(Snapshot(light=_LIGHT)), now_s)
        with coming_in(now_s - self._came_s(now_s)):
            self._draw_page(surface, now_s)
        evening.draw_notice(surface, now_s, flat=True)
        yield

    def _came_s(self, now_s: float) -> float:
        """Return when the settings came up, at `now_s` or before."""
        self._since_s = now_s if self._since_s is None else self._since_s
        return self._since_s

    def _draw_page(self, surface: pygame.Surface, now_s: float) -> None:
        evening = self._evening
        if self._test is not None:
            draw_rollover(surface, rollover_view(self._test, evening.words), evening.words)
        elif self._menu.page is Page.CREDITS:
            draw_credits(surface, evening.words)
        else:
            draw_page(surface, evening, self._menu, key_maps(self._keys), now_s)

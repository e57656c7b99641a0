"""The settings: pages of rows that pads and keys steer, and what choosing each row does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from game.model.bindings import FIRST_BINDINGS, HALVES, KEYED_PADS, Place
from game.model.key_names import NUMBER_OF_KEY
from game.model.settings import EveningSettings
from game.session.cards import STEPS, SURE_S, Command
from game.session.pace import Pace
from game.session.steps import Steps, stepped

_NEVER: Final = float("-inf")


class Page(Enum):
    """One screen of the settings."""

    MAIN = "main"
    SOUND = "sound"
    SEATS = "seats"
    KEYBOARD = "keyboard"
    LEFT = "left"
    """The keys of the left half, one row a pad."""
    RIGHT = "right"
    TEST = "test"
    CREDITS = "credits"


_ROWS: Final[Mapping[Page, tuple[str, ...]]] = {
    Page.MAIN: ("lang", "feel", "motion", "sound", "seats", "window", "keyboard", "credits"),
    Page.SOUND: ("volume", "band", "muted", "own_sound_1", "own_sound_2"),
    Page.SEATS: ("left_handed_1", "left_handed_2", "swap"),
    Page.KEYBOARD: ("left", "right", "test", "first_keys"),
    Page.LEFT: KEYED_PADS,
    Page.RIGHT: KEYED_PADS,
    Page.TEST: (),
    Page.CREDITS: (),
}  # fmt: skip
_HALF: Final = {Page.LEFT: HALVES[0], Page.RIGHT: HALVES[1]}
_ABOVE: Final = {Page.LEFT: Page.KEYBOARD, Page.RIGHT: Page.KEYBOARD, Page.TEST: Page.KEYBOARD}
_LEADS: Final = {page.value: page for page in Page if page is not Page.MAIN}
BACK_ROW: Final = "back"
SWAP_ROW: Final = "swap"
SURE_ROW: Final = "first_keys"
"""Chosen twice within two seconds, all keys are as they were at first."""
_CHANGES: Final[Mapping[str, Callable[[EveningSettings], EveningSettings]]] = {
    "lang": EveningSettings.next_lang,
    "feel": EveningSettings.next_feel,
    "motion": lambda chosen: replace(chosen, calm=not chosen.calm),
    "volume": EveningSettings.next_volume,
    "band": EveningSettings.next_band,
    "muted": lambda chosen: replace(chosen, muted=not chosen.muted),
    "own_sound_1": lambda chosen: chosen.with_own_sound(1),
    "own_sound_2": lambda chosen: chosen.with_own_sound(2),
    "left_handed_1": lambda chosen: chosen.with_left_handed(1),
    "left_handed_2": lambda chosen: chosen.with_left_handed(2),
    "window": EveningSettings.next_window,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """What the last key that was pressed for a pad led to."""

    key: str | None
    """Its name, or None for a key that cannot be a drum."""
    was: Place | None = None
    """The other pad that had this key before."""


@dataclass(slots=True)
class SettingsMenu:
    """Which page is on, which row is steered, and whether a key is awaited."""

    page: Page = Page.MAIN
    closed: bool = False
    """Somebody went back from the first page."""
    small: bool = False
    """A kit without a pad to go back steers: every page has a row for it."""
    waiting: Place | None = None
    """The pad for which the next key that is pressed counts."""
    bound: Bound | None = None
    swaps: int = 0
    """How often the seats were exchanged."""
    steps: Steps = ()
    """How the focus came to its row on this page."""
    pace: Pace = field(default_factory=Pace)
    """How often one page may take the place of another."""
    _focus: dict[Page, int] = field(default_factory=dict)
    _sure_s: float = _NEVER

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of the page, from the top."""
        return (*_ROWS[self.page], *((BACK_ROW,) if self.small else ()))

    @property
    def focus(self) -> int:
        """The row that is steered."""
        return min(self._focus.get(self.page, 0), max(0, len(self.rows) - 1))

    @property
    def half(self) -> str | None:
        """The half of the keyboard whose keys are on the page, or None."""
        return _HALF.get(self.page)

    def take(self, command: Command, now_s: float, chosen: EveningSettings) -> EveningSettings:
        """Take one command; return the settings as they are then."""
        if self.waiting is not None:
            if command is Command.BACK or (self.small and command is Command.DOUBLE):
                self.back(now_s)
            return chosen
        self.bound = None
        if command in STEPS:
            if command is not Command.NEXT:  # a double hit may still take that step back
                self._sure_s = _NEVER
            self._step(STEPS[command], now_s)
            return chosen
        if command is Command.DOUBLE:
            self._step(-1, now_s)
        if command is Command.BACK or not self.rows:
            self.back(now_s)
            return chosen
        return self._choose(self.rows[self.focus], now_s, chosen)

    def press(self, key: str | None, chosen: EveningSettings) -> EveningSettings:
        """Take the key for the pad that waits; `None` = a key that cannot be a drum, the pad waits on."""
        if self.waiting is None:
            return chosen
        if key is None or key not in NUMBER_OF_KEY:
            self.bound = Bound(None)
            return chosen
        was = chosen.keyboard.place_of(key)
        self.bound = Bound(key, None if was == self.waiting else was)
        place, self.waiting = self.waiting, None
        return replace(chosen, keyboard=chosen.keyboard.bound(place, key))

    def back(self, now_s: float) -> None:
        """Go back: from a pad that waits, from a page, from the settings."""
        if self.waiting is not None:
            self.waiting = self.bound = None
        elif self.page is not Page.MAIN:
            self._open(_ABOVE.get(self.page, Page.MAIN), now_s)
        elif self.pace.take(now_s):
            self.closed = True

    def asked(self, now_s: float) -> float | None:
        """Return how much of the time for the second stroke on `SURE_ROW` has passed, 0 to 1; None = no first one."""
        share = (now_s - self._sure_s) / SURE_S
        return share if share <= 1 and self.rows and self.rows[self.focus] == SURE_ROW else None

    def _choose(self, row: str, now_s: float, chosen: EveningSettings) -> EveningSettings:
        half = self.half
        if row == BACK_ROW:
            self.back(now_s)
        elif half is not None:
            self.waiting = Place(half, row)
        elif row == SWAP_ROW:
            self.swaps += 1
        elif row in _LEADS:
            self._open(_LEADS[row], now_s)
        elif row != SURE_ROW:
            return _CHANGES[row](chosen)
        elif self.asked(now_s) is None:
            self._sure_s = now_s
        else:
            self._sure_s = _NEVER
            return replace(chosen, keyboard=FIRST_BINDINGS)
        return chosen

    def _open(self, page: Page, now_s: float) -> None:
        if self.pace.take(now_s):
            self.page, self.steps, self._sure_s = page, (), _NEVER

    def _step(self, rows: int, now_s: float) -> None:
        if self.rows:
            before, self._focus[self.page] = self.focus, (self.focus + rows) % len(self.rows)
            self.steps = stepped(self.steps, before, self.focus, now_s)

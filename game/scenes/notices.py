"""Which notice is on the screen: each for a while, the newest first. Which language it is told in is known then."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from game.model.bindings import Bindings
from game.scenes.key_maps import home_rows
from game.ui.words import Words

SHOWN_S: Final = 6.0


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that the players should know."""

    sentence: str = ""
    """In full, for a terminal."""
    key: str | None = None
    """Its short form among the texts of the screen, where it has one."""
    device: str | None = None
    """The name that the short form mentions."""
    level: int | None = None
    """The level that it mentions."""

    def text(self, words: Words, keyboard: Bindings) -> str:
        """Return what the screen says, in its language."""
        if self.key is None:
            return self.sentence
        short: str = getattr(words.notice, self.key)
        left, right = home_rows(keyboard, "")
        return short.format(device=self.device, level=self.level, left=left, right=right)

    def known_as(self) -> "Notice":
        """Return what makes it the same notice: where there is a short form, the long one may be worded anew."""
        return self if self.key is None else Notice("", self.key, self.device, self.level)


class NoticeBoard:
    """Remembers which notices have been seen."""

    def __init__(self) -> None:
        """Start empty."""
        self._since: dict[Notice, float | None] = {}
        """Since when each has been on the screen; None = it waits for its turn."""

    def pin(self, notices: Iterable[Notice]) -> None:
        """Take what should be known; what is known already is not shown again."""
        for notice in notices:
            self._since.setdefault(notice.known_as(), None)

    def repeat(self, notice: Notice) -> None:
        """Show a notice next, also one that was shown before."""
        known = notice.known_as()
        self._since.pop(known, None)
        self._since[known] = None

    def shown(self, now_s: float) -> Notice | None:
        """Return the newest notice that has not been on the screen long enough; its time begins to run."""
        for notice, since_s in reversed(self._since.items()):
            if since_s is None or now_s - since_s < SHOWN_S:
                self._since[notice] = now_s if since_s is None else since_s
                return notice
        return None

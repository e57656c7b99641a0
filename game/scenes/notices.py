"""Which notice is on the screen: each for a while, the newest first."""

from collections.abc import Iterable
from typing import Final

SHOWN_S: Final = 6.0


class NoticeBoard:
    """Remembers which notices have been seen."""

    def __init__(self) -> None:
        """Start empty."""
        self._since: dict[str, float | None] = {}
        """Since when each has been on the screen; None = it waits for its turn."""

    def pin(self, notices: Iterable[str]) -> None:
        """Take what should be known; what is known already is not shown again."""
        for notice in notices:
            self._since.setdefault(notice, None)

    def repeat(self, notice: str) -> None:
        """Show a notice next, also one that was shown before."""
        self._since.pop(notice, None)
        self._since[notice] = None

    def shown(self, now_s: float) -> str | None:
        """Return the newest notice that has not been on the screen long enough; its time begins to run."""
        for notice, since_s in reversed(self._since.items()):
            if since_s is None or now_s - since_s < SHOWN_S:
                self._since[notice] = now_s if since_s is None else since_s
                return notice
        return None

"""Which notice is on the screen: each new one for a while, the newest first."""

from collections.abc import Iterable
from typing import Final

SHOWN_S: Final = 9.0


class NoticeBoard:
    """Remembers since when each notice has been known."""

    def __init__(self) -> None:
        """Start empty."""
        self._since: dict[str, float] = {}

    def pin(self, notices: Iterable[str], now_s: float) -> None:
        """Take what should be known; what is known already keeps its time."""
        for notice in notices:
            self._since.setdefault(notice, now_s)

    def repeat(self, notice: str, now_s: float) -> None:
        """Show a notice again though it was shown before."""
        self._since.pop(notice, None)
        self._since[notice] = now_s

    def shown(self, now_s: float) -> str | None:
        """Return the newest notice that has not been shown long enough."""
        fresh = [notice for notice, since_s in self._since.items() if now_s - since_s < SHOWN_S]
        return fresh[-1] if fresh else None

"""Asking for a rest by pads: after both have been silent for a while, two crashes open the pause."""

from collections.abc import Mapping
from typing import Final

from game.model.hit import Hit
from game.session.pad_keys import SOFTEST, Command, PadKeys, pad_name

SILENT_S: Final = 3.0
SURE_S: Final = 2.0
APART_S: Final = 0.15
CRASH: Final = "crash"
QUICK_STROKES: Final = 4
"""So many on one pad ask where no pad is known to go back: no more and no fewer."""
QUICK_S: Final = 0.4
"""The longest time from one of them to the next."""
SEAL_S: Final = 1.0
"""Silence of both that must follow them: who begins to play again, or counts in, plays on sooner."""


class RestGesture:
    """While music is played pads are music: only silence makes two crashes a wish, or four strokes between silences."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.keys: Mapping[int, PadKeys] = {}
        """Each player's menu keys: a kit without a crash asks by the pad that goes back, or by four strokes."""
        self._last_s: float | None = None
        self._first: Hit | None = None
        """The crash out of a silence that may be the first of two."""
        self._quick: tuple[Hit, ...] = ()
        """Quick strokes of one player on one pad, the first of them out of a silence."""

    def begin(self, now_s: float) -> None:
        """Count the silence from now."""
        self._last_s, self._first, self._quick = now_s, None, ()

    def offered(self, now_s: float) -> bool:
        """Tell whether the rest key shows."""
        if self._first is not None and now_s - self._first.time_s <= SURE_S:
            return True
        if 0 < len(self._quick) <= QUICK_STROKES and now_s - self._quick[-1].time_s <= SEAL_S:
            return True
        return self._silent(now_s)

    def _silent(self, now_s: float) -> bool:
        return self._last_s is not None and now_s - self._last_s >= SILENT_S

    def strike(self, hit: Hit) -> float | None:
        """Take a stroke; return the time of the first crash of a wish when this is the second, else None.

        Crashes of both that fall together are music, and so are those that follow: a pair begins, ends, or comes back
        from a rest with them.
        """
        first = self._first
        since_s = None if first is None else hit.time_s - first.time_s
        offered = self._silent(hit.time_s) or (since_s is not None and since_s <= SURE_S)
        self._quick = self._going_on(hit)
        self._last_s, self._first = hit.time_s, None
        if not offered or not self._asks(hit):
            return None
        if first is not None and since_s is not None:
            if APART_S <= since_s <= SURE_S:
                return first.time_s
            if since_s < APART_S and hit.player != first.player:
                return None
        self._first = hit
        return None

    def sealed(self, now_s: float) -> float | None:
        """Return the time of the first of four quick strokes once silence has followed them, else None; told once."""
        if len(self._quick) != QUICK_STROKES or self._last_s is None or now_s - self._last_s < SEAL_S:
            return None
        first, self._quick = self._quick[0], ()
        return first.time_s

    def _going_on(self, hit: Hit) -> tuple[Hit, ...]:
        """Return the quick strokes with this one, or what it makes of them; cross-talk changes nothing."""
        if hit.velocity < SOFTEST:
            return self._quick
        if self.keys.get(hit.player, PadKeys()).has_back:
            return ()
        if self._quick and self._follows(hit, self._quick[-1]):
            return (*self._quick, hit)
        return (hit,) if self._silent(hit.time_s) else ()

    @staticmethod
    def _follows(hit: Hit, last: Hit) -> bool:
        same = hit.player == last.player and pad_name(hit) == pad_name(last)
        return same and hit.time_s - last.time_s <= QUICK_S

    def _asks(self, hit: Hit) -> bool:
        return hit.pad == CRASH or self.keys.get(hit.player, PadKeys()).command(hit) is Command.BACK

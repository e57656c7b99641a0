"""Which stroke was meant: of two of one player that fall together the louder one is a wish, the other cross-talk."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from game.model.hit import Event, Hit

TOGETHER_S: Final = 0.015
"""Within this time two pads of one kit may have shaken each other; a card waits this long to know."""


class Settling:
    """Holds strokes back for `TOGETHER_S`, then hands them on, the softer of those that fell together as cross-talk.

    Only for menus, where nobody hears or sees 15 ms: a stroke has sounded before it comes here.
    """

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._held: list[Hit] = []
        self._recent: list[Hit] = []

    def settle(self, items: Iterable[Hit | Event], now_s: float, *, hold: bool = True) -> list[Hit | Event]:
        """Take what arrived and return what is settled by `now_s`; with `hold` false, everything as it is."""
        arrived = list(items)
        if not hold and not self._held:
            return arrived
        passed: list[Hit | Event] = [item for item in arrived if isinstance(item, Event) or item.drop is not None]
        self._held += [item for item in arrived if isinstance(item, Hit) and item.drop is None]
        due = [hit for hit in self._held if not hold or now_s - hit.time_s >= TOGETHER_S]
        self._held = [hit for hit in self._held if hit not in due]
        near = [*self._recent, *due, *self._held]
        self._recent = [hit for hit in near if hit not in self._held and now_s - hit.time_s < 2 * TOGETHER_S]
        settled = [_judged(hit, near) for hit in due] if hold else due
        return sorted([*passed, *settled], key=lambda item: item.time_s)


def _judged(hit: Hit, near: Sequence[Hit]) -> Hit:
    louder = any(
        other.player == hit.player
        and abs(other.time_s - hit.time_s) < TOGETHER_S
        and (other.velocity, -other.time_s) > (hit.velocity, -hit.time_s)
        for other in near
    )
    return replace(hit, drop="crosstalk") if louder else hit

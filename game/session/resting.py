"""Sources that make their own time: their clock starts with the round and stands still while the round rests."""

from collections.abc import Sequence
from dataclasses import replace

from game.model.hit import Event, Hit
from game.session.sources import HitSource


class RestingSource:
    """Wraps a simulated friend or a recording, so that a pause stops it and a start does not hurry it."""

    def __init__(self, source: HitSource) -> None:
        """Rest until the first `wake`: that moment is the source's time 0."""
        self._source = source
        self._lost_s = 0.0
        self._rested_s: float | None = 0.0

    def rest(self, now_s: float) -> None:
        """Stand still from now on."""
        if self._rested_s is None:
            self._rested_s = now_s

    def wake(self, now_s: float) -> None:
        """Go on where it stood."""
        if self._rested_s is not None:
            self._lost_s += now_s - self._rested_s
            self._rested_s = None

    def poll(self, now_s: float) -> Sequence[Hit | Event]:
        """Return what is due, on the session clock; nothing while resting."""
        if self._rested_s is not None:
            return ()
        due = self._source.poll(now_s - self._lost_s)
        return [replace(item, time_s=item.time_s + self._lost_s) for item in due]

    def heard(self, hit: Hit) -> None:
        """Pass on what sounded, on the source's own clock."""
        if self._rested_s is None and hit.time_s >= self._lost_s:
            self._source.heard(replace(hit, time_s=hit.time_s - self._lost_s))

    def close(self) -> None:
        """Close the source."""
        self._source.close()

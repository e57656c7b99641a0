"""Two simulated drummers who find each other while nobody plays."""

from typing import Final

import numpy as np

from game.model.hit import Hit
from game.model.snapshot import Snapshot
from game.session.round import Phase, Round, RoundSettings
from game.session.simulation import SimulatedSource

SECONDS: Final = 60.0
_FRIENDS: Final = (("trained", 104.0, "rock8"), ("cooperative", 117.0, "eighth"))


class Attract:
    """A round of its own, silent, begun again when it is over. Times are the session clock's."""

    def __init__(self, rng: np.random.Generator, now_s: float) -> None:
        """Begin at `now_s`."""
        self._rng = rng
        self._begin(now_s)

    def _begin(self, now_s: float) -> None:
        both = frozenset((1, 2))
        self._round = Round(RoundSettings(SECONDS, "gentle", seated=both, ready=both))
        self._sources = [
            SimulatedSource(
                persona, player, bpm=bpm, pattern=pattern, rng=self._rng, listener=_nobody, start_s=now_s + 0.5
            )
            for player, (persona, bpm, pattern) in enumerate(_FRIENDS, 1)
        ]

    def update(self, now_s: float) -> None:
        """Let them play up to `now_s`."""
        for i, source in enumerate(self._sources):
            for hit in source.poll(now_s):
                if isinstance(hit, Hit):
                    self._round.take(hit)
                    self._sources[1 - i].heard(hit)
        self._round.update(now_s)
        if self._round.phase is Phase.OVER:
            self._begin(now_s)

    def snapshot(self, now_s: float) -> Snapshot:
        """Return what to draw."""
        return self._round.snapshot(now_s)


def _nobody(_: Hit) -> None:
    """Nobody hears the demo: the room is quiet until somebody plays."""

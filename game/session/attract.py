"""Two simulated drummers who find each other while nobody plays."""

from typing import Final, NamedTuple

import numpy as np

from game.model.hit import PLAYERS, Event, Hit
from game.model.snapshot import Snapshot
from game.session.round import Phase, Round, RoundSettings
from game.session.simulation import START_S, SimulatedSource

SECONDS: Final = 60.0
FEEL: Final = "gentle"


class Part(NamedTuple):
    """What one of the two plays, and how."""

    persona: str
    bpm: float
    pattern: str


PAIR: Final = (Part("trained", 104.0, "rock8"), Part("novice", 118.0, "eighth"))
"""One is steady, one is learning; far enough apart that they have to look for each other: they meet after 7 to 22 s."""


class Attract:
    """A round of its own, silent, begun again when it is over. Times are the session clock's."""

    def __init__(self, rng: np.random.Generator, now_s: float) -> None:
        """Begin at `now_s`."""
        self._rng = rng
        self._begin(now_s)

    def _begin(self, now_s: float) -> None:
        both = frozenset(PLAYERS)
        self._round = Round(RoundSettings(SECONDS, FEEL, seated=both, ready=both))
        self._sources = [
            SimulatedSource(
                part.persona, player, bpm=part.bpm, pattern=part.pattern, rng=rng, listener=_nobody,
                start_s=now_s + START_S,
            )
            for player, part, rng in zip(PLAYERS, PAIR, self._rng.spawn(len(PLAYERS)), strict=True)
        ]  # fmt: skip

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


def _nobody(_: Hit | Event) -> None:
    """Nobody hears the demo: the room is quiet until somebody plays."""

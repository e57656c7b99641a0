"""What stands on the table for a round: sources, sound, seats and where the recording goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pygame

from game.model.hit import Hit
from game.model.recording import Header, Player
from game.session.resting import RestingSource
from game.session.round import Round
from game.session.seats import Seats
from game.session.sources import HitSource
from game.storage.journal import Journal


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that the players should know."""

    sentence: str
    """In full, for a terminal."""
    key: str | None = None
    """Its short form among the texts of the screen, where it has one."""


class Drums(Protocol):
    """What the scene asks of the sound."""

    def choke(self, player: int, pad: str) -> None:
        """Silence what rings on a pad."""
        ...

    def tick(self) -> None:
        """Sound the game's own soft click."""
        ...


class Keys(Protocol):
    """What the scene asks of the keyboard."""

    def handle(self, event: pygame.event.Event, now_s: float | None = None) -> bool:
        """Take one event and tell whether it was a stroke."""
        ...


@dataclass(slots=True)
class Table:
    """Everything that one round needs, built in one place."""

    round: Round
    seats: Seats
    sources: Sequence[HitSource]
    drums: Drums
    keys: Keys | None
    header: Callable[[tuple[Player, Player]], Header]
    """Makes the first line of the recording once it is known who plays."""
    player: Callable[[int], Player]
    """Tells where a player's hits come from, as far as it is known now."""
    journal: Callable[[Header], Journal]
    notices: Callable[[], Sequence[Notice]]
    """What the players should know now."""
    live: Sequence[HitSource] = ()
    """The sources that somebody plays by hand."""
    resting: Sequence[RestingSource] = field(default_factory=tuple)

    def tell(self, hit: Hit) -> None:
        """Let every source hear a stroke."""
        for source in self.sources:
            source.heard(hit)

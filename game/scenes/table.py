"""What stands on the table for a round: sources, sound, seats and where the recording goes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pygame

from game.model.hit import Event, Hit
from game.model.recording import Header, Player
from game.session.resting import RestingSource
from game.session.round import Phase, Round
from game.session.settling import Settling
from game.session.sources import HitSource
from game.storage.journal import Journal


class Drums(Protocol):
    """What the scene asks of the sound."""

    def tick(self) -> None:
        """Sound the game's own soft click."""
        ...

    def play_at(self, time_s: float, voice: str, level: float) -> None:
        """Sound the band at a moment of the session clock."""
        ...

    def set_muted(self, player: int, muted: bool) -> None:  # noqa: FBT001 - the value is what is set
        """Choose whether a player's strokes stay silent because the kit sounds by itself."""
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
    live: Sequence[HitSource]
    """The sources that somebody plays by hand."""
    own: dict[int, RestingSource]
    """The sources that play by themselves, by player."""
    friend: Callable[[int], RestingSource]
    """Makes a simulated friend for a seat."""
    header: Callable[[tuple[Player, Player], str], Header]
    """Makes the first line of the recording once it is known who plays, in which feel."""
    player: Callable[[int], Player]
    """Tells where a player's hits come from, as far as it is known now."""
    kit_name: Callable[[int], str | None]
    """Tells how a player's kit was recognised."""
    journal: Callable[[Header], Journal]
    _settling: Settling = field(default_factory=Settling)

    def settled(self, hands: Iterable[Hit | Event], now_s: float) -> list[Hit | Event]:
        """Take what the hands did; while a menu listens return it once it is known which stroke was meant."""
        return self._settling.settle(hands, now_s, hold=self.round.phase is Phase.SEATS or self.round.paused)

    def tell(self, hit: Hit) -> None:
        """Let those who play by themselves hear a stroke; where hands struck, the menus learn of such a pad."""
        keys = self.round.join.keys
        if hit.player not in self.own:
            keys[hit.player] = keys[hit.player].with_pad(hit)
        for source in self.own.values():
            source.heard(hit)

"""Hits that nobody plays now: simulated drummers, offline and live, and players taken from a recording."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from game.model.errors import HitotsuError
from game.model.hit import PLAYERS, SILENCING, Event, Hit
from game.model.recording import DEFAULT_FEEL, FEELS, Header, Player, Recording, Settings
from game.rhythm.drummers import Drummer, check_bpm
from game.rhythm.patterns import listing
from game.session.sources import Listener

START_S: Final = 0.5
"""When both simulated drummers mean to begin: time 0 of a recording lies before its first hit."""
LEAD_S: Final = 2.0
"""A recording that begins later than this begins so soon when it is played."""
LONGEST_S: Final = 3600.0
CREATED: Final = "2026-01-01T00:00:00Z"
"""The stamp of a simulated duet unless another is given, so that a seed always gives the same file."""


def simulate(
    player1: str,
    player2: str,
    *,
    bpm: float = 112.0,
    bpm2: float | None = None,
    pattern1: str = "rock8",
    pattern2: str = "eighth",
    seconds: float = 120.0,
    seed: int = 0,
    feel: str = DEFAULT_FEEL,
    created: str = CREATED,
) -> Recording:
    """Let two simulated drummers play a round of One Heart, each hearing the other's hits and nothing else.

    Args:
        player1: persona of player 1, such as `trained` or `novice+deaf`.
        player2: persona of player 2.
        bpm: tempo at which player 1 begins.
        bpm2: tempo at which player 2 begins; None = the same.
        pattern1: groove of player 1.
        pattern2: groove of player 2.
        seconds: length of the round from its beginning.
        seed: the same seed gives the same duet.
        feel: `gentle` or `true`.
        created: stamp for the header, ISO 8601, UTC.

    Returns:
        The recording, with no claimed result.

    Raises:
        HitotsuError: an argument names nothing that exists or lies outside what can be played.
    """
    tempos = (bpm, bpm if bpm2 is None else bpm2)
    _check(seconds, seed, feel, tempos)
    duo = [
        Drummer(persona, bpm=tempo, pattern=pattern, rng=rng, start_s=START_S)
        for persona, tempo, pattern, rng in zip(
            (player1, player2), tempos, (pattern1, pattern2), np.random.default_rng(seed).spawn(2), strict=True
        )
    ]
    hits, begin_s, end_s = _play(duo, seconds)
    players = (Player(source="sim", port=player1), Player(source="sim", port=player2))
    header = Header(created=created, players=players, seconds=seconds, settings=Settings(feel=feel))
    return Recording(header, tuple(hits), (Event(begin_s, "begin"), Event(end_s, "end")))


def _check(seconds: float, seed: int, feel: str, tempos: tuple[float, float]) -> None:
    for tempo in tempos:
        check_bpm(tempo)
    if not 0 < seconds <= LONGEST_S:
        raise HitotsuError(f"A round cannot last {seconds:g} seconds; choose more than 0 and at most {LONGEST_S:g}.")
    if seed < 0:
        raise HitotsuError(f"A seed cannot be {seed}; choose a whole number from 0 up.")
    if feel not in FEELS:
        raise HitotsuError(f"There is no feel {feel!r}; choose one of {listing(FEELS)}.")


def _play(duo: Sequence[Drummer], seconds: float) -> tuple[list[Hit], float, float]:
    """Play until `seconds` after both have begun; return the hits in time order, the beginning and the end (s)."""
    hits: list[Hit] = []
    begun: dict[int, float] = {}
    end_s = float("inf")
    while True:
        player = min(PLAYERS, key=lambda seat: duo[seat - 1].next_time_s)
        if duo[player - 1].next_time_s >= end_s:
            return hits, max(begun.values()), end_s
        for hit in _strike(duo[player - 1], player):
            hits.append(hit)
            begun.setdefault(player, hit.time_s)
            duo[len(PLAYERS) - player].hear(hit.time_s, hit.velocity)
        if len(begun) == len(PLAYERS):
            end_s = round(max(begun.values()) + seconds, 6)


def _strike(drummer: Drummer, player: int) -> list[Hit]:
    return [Hit(stroke.time_s, player, stroke.pad, stroke.velocity) for stroke in drummer.strike()]


class SimulatedSource:
    """A simulated friend in one seat: a source of hits that plays by ear."""

    def __init__(
        self,
        persona: str,
        player: int,
        *,
        bpm: float,
        pattern: str,
        rng: np.random.Generator,
        listener: Listener,
        start_s: float = 1.0,
    ) -> None:
        """Take the seat of `player`, to begin at `start_s`.

        Raises:
            HitotsuError: unknown persona or pattern, or a tempo outside 20 to 400 BPM.
        """
        self._drummer = Drummer(persona, bpm=bpm, pattern=pattern, rng=rng, start_s=start_s)
        self._player = player
        self._listener = listener

    def poll(self, now_s: float) -> Sequence[Hit | Event]:
        """Return the hits planned up to now, with the times they were planned for."""
        hits: list[Hit] = []
        while self._drummer.next_time_s <= now_s:
            hits += _strike(self._drummer, self._player)
        for hit in hits:
            self._listener(hit)
        return hits

    def heard(self, hit: Hit) -> None:
        """Listen to the partner; own hits, and note-ons that are not judged, say nothing."""
        if hit.player != self._player and hit.drop is None:
            self._drummer.hear(hit.time_s, hit.velocity)

    def close(self) -> None:
        """Nothing is held."""


class NoSuchPlayerError(HitotsuError):
    """A recording does not hold the player who was asked for."""


class FileSource:
    """One player of a recording in a seat: the judged hits, grabs and closing hats as they were, at their own times."""

    def __init__(self, recording: Recording, player_in_file: int, player: int, listener: Listener) -> None:
        """Take the seat of `player` for player 1 or 2 of the recording.

        Hits come at the times at which they are judged, from shortly before the first hit of either player on, so that
        both players of one file stay as they were.

        Raises:
            NoSuchPlayerError: the recording has no such player, or no hits of that player.
        """
        if player_in_file not in PLAYERS:
            raise NoSuchPlayerError(f"a recording has no player {player_in_file}; choose 1 or 2.")
        judged = [hit for hit in recording.hits if hit.drop is None]
        own = [hit for hit in judged if hit.player == player_in_file]
        if not own:
            raise NoSuchPlayerError(f"player {player_in_file} struck nothing in this recording; choose the other one.")
        late_s = recording.header.players[player_in_file - 1].offset_ms / 1000
        early_s = max(min(hit.time_s for hit in judged) - LEAD_S, 0.0) + late_s
        own_events = (one for one in recording.events if one.player == player_in_file and one.time_s >= early_s)
        done: list[Hit | Event] = [*own, *(one for one in own_events if one.kind in SILENCING)]
        moved = (replace(item, player=player, time_s=item.time_s - early_s) for item in done)
        self._items = sorted(moved, key=lambda item: item.time_s)
        self._next = 0
        self._listener = listener

    def poll(self, now_s: float) -> Sequence[Hit | Event]:
        """Return what was done at times that have come."""
        first = self._next
        while self._next < len(self._items) and self._items[self._next].time_s <= now_s:
            self._listener(self._items[self._next])
            self._next += 1
        return self._items[first : self._next]

    def heard(self, hit: Hit) -> None:
        """A recording does not listen."""

    def close(self) -> None:
        """Nothing is held."""

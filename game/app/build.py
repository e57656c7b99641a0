"""Building a round: from what was asked for to the table that the scene plays on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from game.audio.drum_mixer import DrumMixer, hear
from game.inputs.keyboard import KeyboardInput
from game.inputs.kitmap import KitMap
from game.inputs.midi import MidiInput, refusal
from game.inputs.monitorlog import MonitorLogSource, is_monitor_log
from game.inputs.names import ANY, name_of
from game.model.errors import HitotsuError
from game.model.hit import PLAYERS
from game.model.recording import Header, Player, Recording, Settings
from game.scenes.notices import Notice
from game.scenes.table import Table
from game.session import outing as outings
from game.session.clock import Clock
from game.session.join import Join
from game.session.outing import Outing
from game.session.resting import RestingSource
from game.session.round import Round, RoundSettings
from game.session.seats import Seats, SeatSpec
from game.session.simulation import FileSource, NoSuchPlayerError, SimulatedSource
from game.session.sources import HitSource, Listener
from game.storage import formats, paths
from game.storage.journal import Journal

_FRIEND_BPM: Final = (92.0, 124.0)
"""Range from which a simulated friend takes its first tempo."""
BY_ITSELF: Final = ("sim", "file")
"""Kinds of seats that nobody plays by hand."""
FRIEND: Final = "cooperative"
"""Who takes a free seat when a player asks for a friend."""


@dataclass(frozen=True, slots=True)
class RoundOptions:
    """What was asked for."""

    specs: tuple[SeatSpec, SeatSpec] = (SeatSpec("any"), SeatSpec("any"))
    mode: str = "one-heart"
    seconds: float = 120.0
    feel: str | None = None
    """`gentle` or `true`; None = as the players last chose."""
    bpm: tuple[float | None, float | None] = (None, None)
    """Tempo at which each simulated drummer begins; None = one of its own."""
    patterns: tuple[str, str] = ("rock8", "eighth")
    """What each simulated drummer plays."""
    seed: int | None = None
    """The same seed lets simulated drummers play alike; None = never the same twice."""
    record: Path | None = None
    """Where the recording goes; None = the folder of recordings."""

    def turned(self) -> "RoundOptions":
        """Return the same with the seats exchanged."""
        return replace(self, specs=self.specs[::-1], bpm=self.bpm[::-1], patterns=self.patterns[::-1])

    def within(self, outing: Outing | None) -> "RoundOptions":
        """Return the same for the round to come of an evening."""
        if outing is None or outing.part is None:
            return self
        seconds = self.seconds if self.mode == outings.MODE else outings.SECONDS
        return replace(self, mode=outings.mode_of(outing.part), seconds=seconds)


@dataclass(frozen=True, slots=True)
class Devices:
    """What is played by hand, open all evening."""

    seats: Seats
    midi: MidiInput | None
    keys: KeyboardInput | None

    @property
    def live(self) -> list[HitSource]:
        """Every source."""
        return [source for source in (self.midi, self.keys) if source is not None]

    def notices(self) -> list[Notice]:
        """What the players should know about their kits."""
        midi = self.midi
        if midi is None:
            return []
        held = {refusal(key): key for key in midi.refused}
        plain = None if midi.devices else "no_midi"
        return [
            Notice(text, "held", name_of(held[text])) if text in held else Notice(text, plain) for text in midi.notices
        ]

    def away(self) -> frozenset[int]:
        """Whose kit is not plugged in."""
        if self.midi is None:
            return frozenset()
        kits = {player: self.seats.taken_by(player) or "" for player in PLAYERS}
        return frozenset(
            player for player, key in kits.items() if key.startswith("midi:") and not self.midi.plugged(key)
        )

    def here(self, key: str) -> bool:
        """Tell whether the kit of this key, which somebody has played, is plugged in."""
        return self.midi is not None and self.midi.plugged(key)

    def kit(self, player: int) -> KitMap | None:
        """Return the map by which a player's kit is understood."""
        device = self.seats.taken_by(player) or ""
        return self.midi.kit_of(device) if self.midi is not None and device.startswith("midi:") else None

    def close(self) -> None:
        """Let go of everything."""
        for source in self.live:
            source.close()


def open_devices(
    specs: tuple[SeatSpec, SeatSpec], clock: Clock, mixer: DrumMixer, sat: Mapping[str, int] | None = None
) -> Devices:
    """Open what the players will strike; `sat` tells where devices sat the last time.

    Raises:
        HitotsuError: A kit that was asked for is not there.
    """
    seats = Seats(specs, sat)
    listener = partial(hear, mixer)
    midi = _midi(specs, seats, clock, listener)
    keys = KeyboardInput(clock, seats.seat_of, listener) if _wants(specs, "any", "keyboard", "midi") else None
    return Devices(seats, midi, keys)


def lay_table(options: RoundOptions, devices: Devices, mixer: DrumMixer, feel: str, join: Join | None = None) -> Table:
    """Lay the table for a round; with the join of the round before, the same players are ready at once.

    Raises:
        HitotsuError: A persona or file that was asked for is not there.
    """
    own = {
        player: RestingSource(_own_source(options, player, mixer))
        for player in PLAYERS
        if options.specs[player - 1].kind in BY_ITSELF
    }
    for player in own:
        devices.seats.bind(options.specs[player - 1].kind, player)

    def friend(player: int) -> RestingSource:
        return RestingSource(_friend(options, player, FRIEND, mixer))

    played = Round(_settings(options, feel, join))
    if join is not None:
        own |= _carry_over(played.join, join, friend)
    return Table(
        round=played,
        live=devices.live,
        own=own,
        friend=friend,
        header=partial(_header, options),
        player=partial(_player, options.specs, devices),
        kit_name=lambda player: kit.name if (kit := devices.kit(player)) is not None else None,
        journal=partial(_journal, options.record),
    )


def _carry_over(now: Join, before: Join, friend: Callable[[int], RestingSource]) -> dict[int, RestingSource]:
    """Let the same players sit as they sat; return their simulated friends, fresh."""
    for player, seat in before.seats.items():
        new = now.seats[player]
        new.friend, new.own_sound, new.left_handed = seat.friend, seat.own_sound, seat.left_handed
    return {player: friend(player) for player, seat in before.seats.items() if seat.friend}


def _wants(specs: tuple[SeatSpec, SeatSpec], *kinds: str) -> bool:
    return any(spec.kind in kinds for spec in specs)


def _settings(options: RoundOptions, feel: str, join: Join | None) -> RoundSettings:
    everybody = frozenset(PLAYERS)
    if join is not None:
        return _settings_again(options, feel, join)
    known = frozenset(player for player in PLAYERS if options.specs[player - 1].kind != "any")
    by_itself = frozenset(player for player in known if options.specs[player - 1].kind in BY_ITSELF)
    ready = known if known == everybody else by_itself
    return RoundSettings(options.seconds, feel, seated=known, ready=ready, part=outings.part_of(options.mode))


def _settings_again(options: RoundOptions, feel: str, join: Join) -> RoundSettings:
    """Let the same players begin at once; where a seat is empty now, at the seats."""
    seated = frozenset(player for player, seat in join.seats.items() if seat.seated)
    by_itself = frozenset(
        player for player, seat in join.seats.items() if seat.friend or options.specs[player - 1].kind in BY_ITSELF
    )
    ready = seated if len(seated) == len(PLAYERS) else by_itself
    return RoundSettings(options.seconds, feel, seated=seated, ready=ready, part=outings.part_of(options.mode))


def _midi(specs: tuple[SeatSpec, SeatSpec], seats: Seats, clock: Clock, listener: Listener) -> MidiInput | None:
    if not _wants(specs, "any", "midi"):
        return None
    named = {player: _port(specs, player) for player in PLAYERS if specs[player - 1].kind == "midi"}
    midi = MidiInput(
        clock, seats.seat_of, listener,
        wanted=[*named.values(), ANY], has_seat=seats.has_seat_for, sits=seats.sits,
    )  # fmt: skip
    keys = {player: midi.key_of(name) for player, name in named.items()}
    if len(set(keys.values())) < len(keys):
        midi.close()
        raise HitotsuError(f"--player1 and --player2 both name the kit {keys[1]}: give each player one of their own.")
    for player, key in keys.items():
        seats.bind(key, player)
    return midi


def _port(specs: tuple[SeatSpec, SeatSpec], player: int) -> str:
    """Return what to look for; two players who ask for the same name get the first and the second of it."""
    spec = specs[player - 1]
    twins = specs[0] == specs[1] and spec.number is None
    number = player if twins else spec.number
    return f"midi:{spec.name}" + (f"#{number}" if number is not None else "")


def _own_source(options: RoundOptions, player: int, mixer: DrumMixer) -> HitSource:
    spec = options.specs[player - 1]
    assert spec.name is not None
    if spec.kind == "sim":
        return _friend(options, player, spec.name, mixer)
    path = Path(spec.name)
    if path.suffix.lower() not in formats.FORMATS and is_monitor_log(path):
        return MonitorLogSource(path, player, spec.number, partial(hear, mixer))
    recording = formats.read_players(path)
    number = _like(player, recording) if spec.number is None else spec.number
    try:
        return FileSource(recording, number, player, partial(hear, mixer))
    except NoSuchPlayerError as error:
        raise HitotsuError(f"{path}: {error}") from error


def _like(player: int, recording: Recording) -> int:
    """Return who of a recording takes the seat of `player` when nobody was named: the same, or the only one."""
    struck = {hit.player for hit in recording.hits if hit.drop is None}
    return player if player in struck or len(struck) != 1 else min(struck)


def _friend(options: RoundOptions, player: int, persona: str, mixer: DrumMixer) -> SimulatedSource:
    """Seat a simulated drummer, at the tempo that was asked for or at one of its own."""
    rng = np.random.default_rng(options.seed).spawn(len(PLAYERS))[player - 1]  # as `simulate` seats its two
    asked = options.bpm[player - 1]
    bpm = float(rng.uniform(*_FRIEND_BPM)) if asked is None else asked
    pattern = options.patterns[player - 1]
    return SimulatedSource(persona, player, bpm=bpm, pattern=pattern, rng=rng, listener=partial(hear, mixer))


def _header(options: RoundOptions, players: tuple[Player, Player], feel: str) -> Header:
    created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Header(created, players, options.mode, options.seconds, Settings(feel))


def _player(specs: tuple[SeatSpec, SeatSpec], devices: Devices, player: int) -> Player:
    """Describe where a player's hits come from, as far as it is known."""
    spec, device = specs[player - 1], devices.seats.taken_by(player)
    if spec.kind in BY_ITSELF or device is None:
        return Player(spec.kind, spec.name if spec.number is None else f"{spec.name}#{spec.number}")
    kind, _, name = device.partition(":")
    kit = devices.kit(player)
    return Player(kind, name or FRIEND, None if kit is None else kit.id)


def _journal(record: Path | None, header: Header) -> Journal:
    return Journal(record or paths.recording_path(header), header)

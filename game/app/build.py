"""Building a round: from what was asked for to the table that the scene plays on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from game.audio.mixer import DrumMixer
from game.inputs.keyboard import KeyboardInput
from game.inputs.midi import MidiInput
from game.inputs.monitorlog import MonitorLogSource, is_monitor_log
from game.model.errors import HitotsuError
from game.model.hit import PLAYERS
from game.model.recording import DEFAULT_FEEL, Header, Player, Settings
from game.scenes.table import Notice, Table
from game.session.clock import Clock
from game.session.resting import RestingSource
from game.session.round import Round, RoundSettings
from game.session.seats import Seats, SeatSpec
from game.session.simulation import FileSource, SimulatedSource
from game.session.sources import HitSource
from game.storage import formats, paths
from game.storage.journal import Journal

_FRIEND_BPM: Final = (92.0, 124.0)
"""Range from which a simulated friend takes its first tempo."""
_PATTERNS: Final = {1: "rock8", 2: "eighth"}
_BY_ITSELF: Final = ("sim", "file")
_SOUND_KEYS: Final = {"silent": "no_sound", "pygame": "plain_sound"}


@dataclass(frozen=True, slots=True)
class RoundOptions:
    """What was asked for."""

    specs: tuple[SeatSpec, SeatSpec] = (SeatSpec("any"), SeatSpec("any"))
    mode: str = "one-heart"
    seconds: float = 120.0
    feel: str = DEFAULT_FEEL
    record: Path | None = None
    """Where the recording goes; None = the folder of recordings."""


def build_table(options: RoundOptions, clock: Clock, mixer: DrumMixer) -> Table:
    """Open what a round needs.

    Raises:
        HitotsuError: A kit, persona or file that was asked for is not there.
    """
    seats = Seats(options.specs)
    midi = _midi(options.specs, seats, clock, mixer)
    keys = KeyboardInput(clock, seats.seat_of, mixer.strike) if _wants(options.specs, "any", "keyboard") else None
    own = {
        player: RestingSource(_own_source(spec, player, mixer))
        for player, spec in zip(PLAYERS, options.specs, strict=True)
        if spec.kind in _BY_ITSELF
    }
    for player in own:
        seats.bind(options.specs[player - 1].kind, player)
    live: list[HitSource] = [source for source in (midi, keys) if source is not None]
    return Table(
        round=Round(_settings(options, seats)),
        seats=seats,
        sources=[*live, *own.values()],
        drums=mixer,
        keys=keys,
        header=partial(_header, options),
        player=partial(_player, options.specs, seats, midi),
        journal=partial(_journal, options.record),
        notices=partial(_notices, midi, mixer),
        live=live,
        resting=tuple(own.values()),
    )


def _notices(midi: MidiInput | None, mixer: DrumMixer) -> Sequence[Notice]:
    about_midi = [] if midi is None else [Notice(text, None if midi.devices else "no_midi") for text in midi.notices]
    status = mixer.status
    about_sound = [Notice(status.notice, _SOUND_KEYS.get(status.backend))] if status.notice else []
    return [*about_midi, *about_sound]


def _wants(specs: tuple[SeatSpec, SeatSpec], *kinds: str) -> bool:
    return any(spec.kind in kinds for spec in specs)


def _settings(options: RoundOptions, seats: Seats) -> RoundSettings:
    known = frozenset(player for player in PLAYERS if options.specs[player - 1].kind != "any")
    by_itself = frozenset(player for player in known if options.specs[player - 1].kind in _BY_ITSELF)
    both = len(known) == len(PLAYERS)
    return RoundSettings(options.seconds, options.feel, seated=known, ready=known if both else by_itself)


def _midi(specs: tuple[SeatSpec, SeatSpec], seats: Seats, clock: Clock, mixer: DrumMixer) -> MidiInput | None:
    if not _wants(specs, "any", "midi"):
        return None
    named = {player: _port(specs, player) for player in PLAYERS if specs[player - 1].kind == "midi"}
    wanted = [*named.values(), *(["any"] if _wants(specs, "any") else [])]
    midi = MidiInput(clock, seats.seat_of, mixer.strike, wanted=wanted)
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


def _own_source(spec: SeatSpec, player: int, mixer: DrumMixer) -> HitSource:
    assert spec.name is not None
    if spec.kind == "sim":
        rng = np.random.default_rng()
        bpm = float(rng.uniform(*_FRIEND_BPM))
        pattern = _PATTERNS[player]
        return SimulatedSource(spec.name, player, bpm=bpm, pattern=pattern, rng=rng, listener=mixer.strike)
    path = Path(spec.name)
    if path.suffix.lower() not in formats.FORMATS and is_monitor_log(path):
        return MonitorLogSource(path, player, spec.number, mixer.strike)
    number = player if spec.number is None else spec.number
    return FileSource(formats.read(path), number, player, mixer.strike)


def _header(options: RoundOptions, players: tuple[Player, Player]) -> Header:
    created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Header(created, players, options.mode, options.seconds, Settings(options.feel))


def _player(specs: tuple[SeatSpec, SeatSpec], seats: Seats, midi: MidiInput | None, player: int) -> Player:
    """Describe where a player's hits come from, as far as it is known."""
    spec, device = specs[player - 1], seats.taken_by(player)
    if spec.kind in _BY_ITSELF or device is None:
        return Player(spec.kind, spec.name)
    kind, _, name = device.partition(":")
    return Player(kind, name, midi.kit_of(device).id if midi is not None and kind == "midi" else None)


def _journal(record: Path | None, header: Header) -> Journal:
    return Journal(record or paths.recording_path(header), header)

"""A duet as it was played: everything a replay needs, and the result it claims."""

from dataclasses import dataclass, field

from game.model.hit import Event, Hit
from game.model.result import Result
from game.model.versions import ENGINE_VERSION, FORMAT_VERSION

FEELS = ("gentle", "true")
DEFAULT_FEEL = "gentle"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen for this duet and changes how it is judged or shown."""

    feel: str = DEFAULT_FEEL
    """`gentle` or `true`: the windows of `together` in play, never the score."""
    reorder_s: float = 0.010
    """How long hits wait to be put in time order, s."""


@dataclass(frozen=True, slots=True)
class Player:
    """Where one player's hits came from."""

    source: str
    """`midi`, `keyboard`, `sim`, `file` or `csv`."""
    port: str | None = None
    """MIDI port name, persona or file, as the source has one."""
    kit: str | None = None
    """Identifier of the kit map that was used."""
    offset_ms: float = 0.0
    """How much this kit reports late, ms: judged time = time_s - offset_ms / 1000."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a recording."""

    created: str
    """ISO 8601, UTC."""
    players: tuple[Player, Player]
    mode: str = "one-heart"
    seconds: float | None = None
    """Planned length of the round in seconds; None where none was planned (CSV)."""
    settings: Settings = field(default_factory=Settings)
    format: int = FORMAT_VERSION
    engine: int = ENGINE_VERSION


@dataclass(frozen=True, slots=True)
class Recording:
    """Inputs and outcome of one duet."""

    header: Header
    hits: tuple[Hit, ...]
    """Every note-on, also those filtered out (`drop`), in file order."""
    events: tuple[Event, ...] = ()
    claimed: Result | None = None
    """The result the file claims, or None where the round never ended."""
    notices: tuple[str, ...] = ()
    """What was wrong with the file though it could be read (cut in the middle of a line, ...)."""

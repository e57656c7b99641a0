"""What the notes of a drum kit mean: maps read from `assets/kits/*.toml`.

`union.toml` holds what most kits send; every other map says only what its kit sends differently.
"""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from game.model.assets import asset
from game.model.errors import HitotsuError

_ZONE = (
    r"^(kick|snare\.(head|rim|xstick)|tom[1-4]\.(head|rim)|aux[1-4]\.(head|rim)|splash|china"
    r"|hihat\.((closed|open)_(bow|edge|bell)|half_(bow|edge)|bow|edge|pedal|splash)"
    r"|(crash[1-3]|ride)\.(bow|edge|bell))$"
)
_UNION: Final = "union"

Note = Annotated[int, msgspec.Meta(ge=0, le=127)]
Zone = Annotated[str, msgspec.Meta(pattern=_ZONE)]
Cymbal = Annotated[str, msgspec.Meta(pattern=r"^(crash[1-3]|ride|splash|china)$")]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class HatPedal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the hi-hat pedal is reported."""

    controllers: tuple[Note, ...] = (4,)
    """Controller numbers it may use; 0 = open, the highest value = closed."""
    closed_at_least: Note = 90
    """The highest value to expect before a higher one has been seen."""
    closed_from: Share = 0.70
    """Share of the highest value from which a one-note hat counts as closed."""
    open_below: Share = 0.55
    """Share of the highest value up to which it counts as open; in between it stays what it was."""


class KitMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one make of kit sends."""

    id: str
    name: str
    """What players call it."""
    ports: tuple[str, ...] = ()
    """Parts of port names by which it is recognised."""
    makers: tuple[str, ...] = ()
    """Names of its maker alone: they tell only where no model is named."""
    confidence: Literal["high", "medium", "low", "guess"] = "medium"
    """How well its notes are known."""
    notes: dict[Note, Zone] = {}
    """MIDI note to zone."""
    chokes: dict[Note, Cymbal] = {}
    """Notes that mean a hand on a cymbal, and which cymbal: never strokes."""
    hat: HatPedal = HatPedal()


def read_kit(path: Path) -> KitMap:
    """Read a kit map.

    Raises:
        HitotsuError: The file cannot be read or says something a kit cannot be.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=KitMap)
    except OSError as error:
        raise HitotsuError(f"{path}: this kit map cannot be read ({error.strerror}).") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise HitotsuError(f"{path}: this is not a kit map: {error}") from error


@cache
def union_kit() -> KitMap:
    """Return the map for kits of unknown make."""
    return read_kit(asset("kits", f"{_UNION}.toml"))


@cache
def known_kits() -> tuple[KitMap, ...]:
    """Return the maps of all kits that can be recognised, each filled up from the union map."""
    paths = sorted(asset("kits").glob("*.toml"))
    return tuple(_filled(read_kit(path)) for path in paths if path.stem != _UNION)


def recognise(port_name: str) -> KitMap:
    """Return the map of the kit that a port is named after, or the union map.

    A model goes before its maker, then the longest name that fits wins, as whole words: `TD-1` is not found in
    `TD-17`, and `Pearl ePro` is no `Pearl`.
    """
    found = [(is_model, len(part), kit) for part, is_model, kit in _port_names() if _names(part, port_name)]
    return max(found, key=lambda one: one[:2])[2] if found else union_kit()


@cache
def _port_names() -> tuple[tuple[str, bool, KitMap], ...]:
    kits = (union_kit(), *known_kits())  # the union map names the pads that play whatever they are set to
    return tuple(
        (part, is_model, kit)
        for kit in kits
        for is_model, parts in ((True, kit.ports), (False, kit.makers))
        for part in parts
    )


def _filled(kit: KitMap) -> KitMap:
    union = union_kit()
    notes = {note: zone for note, zone in union.notes.items() if note not in kit.chokes}
    chokes = {note: cymbal for note, cymbal in union.chokes.items() if note not in kit.notes}
    return msgspec.structs.replace(kit, notes={**notes, **kit.notes}, chokes={**chokes, **kit.chokes})


def _names(part: str, port_name: str) -> bool:
    more_of_it = r"(?!\d)" if part[-1].isdigit() else r"(?![^\W\d_])" if part[-1].isalpha() else ""
    return re.search(rf"(?<![^\W_]){re.escape(part)}{more_of_it}", port_name, re.IGNORECASE) is not None

"""What the notes of a drum kit mean: maps read from `assets/kits/*.toml`.

`union.toml` holds what most kits send; every other map says only what its kit sends differently.
"""

import re
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec

from game.model.assets import asset
from game.model.errors import HitotsuError
from game.model.toml_text import read_toml

_ZONE = (
    r"^(kick|snare\.(head|rim|xstick)|tom[1-4]\.(head|rim)|aux[1-4]\.(head|rim)|splash|china"
    r"|hihat\.((closed|open)_(bow|edge|bell)|half_(bow|edge)|bow|edge|pedal|splash)"
    r"|(crash[1-3]|ride)\.(bow|edge|bell))$"
)
_BYTE = "[0-7][0-9A-F]"
_IDENTITY = rf"^((?!00){_BYTE}|00( {_BYTE}){{2}})( {_BYTE}){{2}}(( {_BYTE}){{2}})?$"
_UNION: Final = "union"
_NEVER_GRABS: Final = 128
_LONGEST: Final = 250
_SHORT: Final = 60
"""So many letters are shown of what is wrong, and of an entry."""

_SUCH: Final = {"notes": '"snare.head"', "chokes": '"crash1"'}

Note = Annotated[int, msgspec.Meta(ge=0, le=127)]
Zone = Annotated[str, msgspec.Meta(pattern=_ZONE)]
Cymbal = Annotated[str, msgspec.Meta(pattern=r"^(crash[1-3]|ride|splash|china)$")]
Identity = Annotated[str, msgspec.Meta(pattern=_IDENTITY)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Name = Annotated[str, msgspec.Meta(pattern=r"[^\W_]")]
"""Has a letter or figure: an empty part of a port's name would be found in all of them."""


class HatPedal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the hi-hat pedal is reported."""

    controllers: tuple[Note, ...] = (4,)
    """Controller numbers it may use; 0 = open, the highest value = closed."""
    closed_at_least: Annotated[int, msgspec.Meta(ge=1, le=127)] = 90
    """The highest value to expect before a higher one has been seen."""
    closed_from: Share = 0.70
    """Share of the highest value from which a one-note hat counts as closed."""
    open_below: Share = 0.55
    """Share of the highest value up to which it counts as open; in between it stays what it was."""
    splash_when_open: bool = False
    """Whether the foot's chick and its splash come on one note, and the pedal tells which: held down or let go."""
    may_be_inverted: bool = False
    """Whether its owner may have turned it round, 0 = closed: then the chicks tell, for the foot is down."""


class KitMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one make of kit sends."""

    id: Name
    name: Name
    """What players call it."""
    ports: tuple[Name, ...] = ()
    """Parts of port names by which it is recognised."""
    fingers: tuple[Name, ...] = ()
    """Those of `ports` that fingers play, which press on after a stroke: no pressure of theirs is a grab."""
    makers: tuple[Name, ...] = ()
    """Names of its maker alone: they tell only where no model is named."""
    identity: tuple[Identity, ...] = ()
    """What its identity replies begin with: maker (1 byte, or 3 from 00 on), family (2) and, if need be, model (2)."""
    confidence: Literal["high", "medium", "low", "guess"] = "medium"
    """How well its notes are known."""
    family: str = ""
    """Kits of one family put the same pads on the same notes, `union` those that the union map describes well; "" = it
    is alone."""
    sends: tuple[Note, ...] = ()
    """Every note it sends, as far as is known: by these it is recognised where its port has no name."""
    notes: dict[Note, Zone] = {}
    """MIDI note to zone."""
    chokes: dict[Note, Cymbal] = {}
    """Notes that mean a hand on a cymbal, and which cymbal: never strokes."""
    ignored: tuple[Note, ...] = ()
    """Notes that are neither strokes nor hands, such as the lever under a snare: they are not recorded."""
    hat: HatPedal = HatPedal()
    grab_from: Annotated[int, msgspec.Meta(ge=1, le=128)] = 1
    """Pressure on a cymbal (polyphonic aftertouch, 0 to 127) from which a hand grabs it and does not merely rest there;
    128 = never."""

    def is_stroke(self, note: int) -> bool:
        """Tell whether this note, known or not, is a stroke."""
        return note not in self.chokes and note not in self.ignored


def read_kit(path: Path) -> KitMap:
    """Read a kit map.

    Raises:
        HitotsuError: The file cannot be read or says something a kit cannot be.
    """
    try:
        raw = read_toml(path.read_bytes().decode())
        kit = msgspec.convert(raw, KitMap, strict=True, str_keys=True)
    except OSError as error:
        raise HitotsuError(f"{path}: this kit map cannot be read ({error.strerror}).") from error
    except msgspec.ValidationError as error:
        raise HitotsuError(f"{path}: this is not a kit map: {_wrong_entry(raw) or _shown(str(error))}") from error
    except ValueError as error:
        raise HitotsuError(f"{path}: this is not a kit map: {_shown(str(error))}") from error
    trouble = _contradiction(kit)
    if trouble is not None:
        raise HitotsuError(f"{path}: this is not a kit map: {trouble}.")
    return kit


def _contradiction(kit: KitMap) -> str | None:
    """Say which of its entries cannot both be so, or None."""
    tables = {"notes": kit.notes.keys(), "chokes": kit.chokes.keys(), "ignored": set(kit.ignored)}
    for (one, here), (other, there) in combinations(tables.items(), 2):
        for note in sorted(here & there):
            return f"{note} stands under {one} and under {other}"
    if kit.hat.open_below > kit.hat.closed_from:
        return f"hat.open_below = {kit.hat.open_below} is more than hat.closed_from = {kit.hat.closed_from}"
    stray = next((part for part in kit.fingers if part not in kit.ports), None)
    return None if stray is None else f"fingers names {_shown(repr(stray), _SHORT)}, which is not among the ports"


def _wrong_entry(raw: dict[str, Any]) -> str | None:
    """Name the entry of a table that is wrong: the reader itself tells only which table it stands in."""
    tables: dict[str, Any] = {"notes": dict[Note, Zone], "chokes": dict[Note, Cymbal]}
    for table, kind in tables.items():
        entries = raw.get(table)
        for key, value in entries.items() if isinstance(entries, dict) else ():
            try:
                msgspec.convert({key: value}, kind, strict=True, str_keys=True)
            except msgspec.ValidationError:
                entry = f"{table}.{_shown(key, _SHORT)} = {_shown(_told(value), _SHORT)}"
                return f"{entry}: a note is 0 to 127, what it means is such as {_SUCH[table]}."
    return None


def _told(value: object) -> str:
    try:
        return repr(value)
    except (ValueError, RecursionError):  # thousands of digits, or of brackets
        return "…"


def _shown(text: str, longest: int = _LONGEST) -> str:
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(letter if letter.isprintable() else "·" for letter in short)


@cache
def union_kit() -> KitMap:
    """Return the map for kits of unknown make."""
    return read_kit(asset("kits", f"{_UNION}.toml"))


@cache
def known_kits() -> tuple[KitMap, ...]:
    """Return the maps of all kits that can be recognised, each filled up from the union map."""
    paths = sorted(asset("kits").glob("*.toml"))
    return tuple(filled(read_kit(path)) for path in paths if path.stem != _UNION)


def recognise(port_name: str) -> KitMap:
    """Return the map of the kit that a port is named after, or the union map.

    A model goes before its maker, then the longest name that fits wins, as whole words: `TD-1` is not found in
    `TD-17`, and `Pearl ePro` is no `Pearl`.
    """
    found = [(is_model, len(part), part, kit) for part, is_model, kit in _port_names() if _names(part, port_name)]
    if not found:
        return union_kit()
    *_, part, kit = max(found, key=lambda one: one[:2])
    return msgspec.structs.replace(kit, grab_from=_NEVER_GRABS) if part in kit.fingers else kit


def is_named(port_name: str) -> bool:
    """Tell whether a port is named after a kit, or after pads that play whatever they are set to."""
    return any(_names(part, port_name) for part, _, _ in _port_names())


@cache
def _port_names() -> tuple[tuple[str, bool, KitMap], ...]:
    kits = (union_kit(), *known_kits())  # the union map names the pads that play whatever they are set to
    return tuple(
        (part, is_model, kit)
        for kit in kits
        for is_model, parts in ((True, kit.ports), (False, kit.makers))
        for part in parts
    )


def filled(kit: KitMap) -> KitMap:
    """Return a map with what the union map says of all the notes that it does not mention itself."""
    union, other = union_kit(), {*kit.notes, *kit.chokes, *kit.ignored}
    notes = {note: zone for note, zone in union.notes.items() if note not in other}
    chokes = {note: cymbal for note, cymbal in union.chokes.items() if note not in other}
    return msgspec.structs.replace(kit, notes={**notes, **kit.notes}, chokes={**chokes, **kit.chokes})


def _names(part: str, port_name: str) -> bool:
    more_of_it = r"(?!\d)" if part[-1].isdigit() else r"(?![^\W\d_])" if part[-1].isalpha() else ""
    return re.search(rf"(?<![^\W_]){re.escape(part)}{more_of_it}", port_name, re.IGNORECASE) is not None

"""Which pad is which note in a MIDI file: General MIDI out, and in whatever kits and music programs write."""

import tomllib
from functools import cache
from typing import Final

from game.model.assets import asset
from game.model.hit import Hit
from game.model.pads import pad_of_zone

_NOTE_OF_PAD: Final[dict[str, int]] = {
    "kick": 36, "snare": 38, "snare_rim": 37, "tom1": 48, "tom2": 45, "tom3": 43,
    "hat_closed": 42, "hat_open": 46, "hat_pedal": 44, "crash": 49, "ride": 51,
    "hit": 60,  # the high bongo: a drum that belongs to no kit
}  # fmt: skip
_NOTE_OF_ZONE: Final[dict[str, int]] = {"snare.rim": 40, "ride.bell": 53}
"""Places that General MIDI has a sound of their own for."""
_UNKNOWN: Final = "hit"


@cache
def _zones() -> dict[int, str]:
    """Return note to zone as most kits send them, which is General MIDI wherever that knows the note."""
    union = tomllib.loads(asset("kits", "union.toml").read_text("utf-8"))
    return {int(note): zone for note, zone in union["notes"].items()}


def note_of(hit: Hit) -> int:
    """Return the General MIDI drum note of a stroke."""
    return _NOTE_OF_ZONE.get(hit.zone or "", _NOTE_OF_PAD[hit.pad])


def zone_of(note: int) -> str | None:
    """Return the place on the kit that a note means, or None where kits do not agree on one."""
    return _zones().get(note)


def pad_of(note: int) -> str:
    """Return the pad that a note means; one that belongs to no kit is a pad of unknown kind."""
    zone = zone_of(note)
    return _UNKNOWN if zone is None else pad_of_zone(zone)

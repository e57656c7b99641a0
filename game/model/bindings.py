"""Which key of the keyboard is which pad of which half."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from game.model.key_names import NUMBER_OF_KEY
from game.model.pads import PADS

HALVES: Final = ("left", "right")
KEYED_PADS: Final = tuple(pad for pad in PADS if pad != "hit")
"""The pads that keys can be: all that have a name."""

_FIRST: Final[Mapping[str, Mapping[str, str]]] = {
    "left": {
        "kick": "LeftCtrl Space", "snare": "S", "snare_rim": "W", "tom1": "E", "tom2": "D", "tom3": "C",
        "hat_closed": "A", "hat_open": "Q", "hat_pedal": "Z", "crash": "R V", "ride": "F",
    },
    "right": {
        "kick": "RightCtrl Return", "snare": "K", "snare_rim": "I", "tom1": "O", "tom2": "L", "tom3": "Period",
        "hat_closed": "J", "hat_open": "U", "hat_pedal": "M", "crash": "P Slash", "ride": "Semicolon",
    },
}  # fmt: skip
"""Pads that one pair of hands never needs together share a column of keys, so that keyboards that read only two keys
of a block at once lose none. Each kick has a second key for small keyboards."""


class Place(NamedTuple):
    """One pad of one half."""

    half: str
    """One of `HALVES`."""
    pad: str
    """One of `KEYED_PADS`."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """Every key is at most one pad; a pad may have several keys, or none."""

    keys: tuple[tuple[str, Place], ...] = ()
    """Key (a name of `key_names`) and its place; the first key of a pad is the one that is shown."""

    def keys_of(self, place: Place) -> tuple[str, ...]:
        """Return the keys of one pad, the one to be shown first."""
        return tuple(key for key, at in self.keys if at == place)

    def place_of(self, key: str) -> Place | None:
        """Return what a key strikes, or None."""
        return dict(self.keys).get(key)

    def bound(self, place: Place, key: str) -> "Bindings":
        """Give a pad one key, which is its only one from now on; a key that was another pad's moves here.

        Raises:
            KeyError: This key cannot be a drum.
        """
        if key not in NUMBER_OF_KEY:
            raise KeyError(key)
        return _sorted([*((other, at) for other, at in self.keys if other != key and at != place), (key, place)])


def bindings_of(table: Mapping[Place, tuple[str, ...]]) -> Bindings:
    """Return bindings by pad; of a key that is named twice the first pad has it."""
    keys: dict[str, Place] = {}
    for place, names in table.items():
        for key in names:
            keys.setdefault(key, place)
    return _sorted(list(keys.items()))


def _sorted(keys: list[tuple[str, Place]]) -> Bindings:
    """Return bindings in the order of the pads: the same keys are equal however they came about."""
    order = {half: i for i, half in enumerate(HALVES)}
    return Bindings(tuple(sorted(keys, key=lambda one: (order[one[1].half], KEYED_PADS.index(one[1].pad)))))


FIRST_KEYS: Final = {Place(half, pad): tuple(_FIRST[half][pad].split()) for half in HALVES for pad in KEYED_PADS}
"""The keys of each pad where nobody chose others."""
FIRST_BINDINGS: Final = bindings_of(FIRST_KEYS)

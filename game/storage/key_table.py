"""The keys of the pads as the settings file writes them: `[keyboard.left]`, `snare = ["S"]`."""

from collections.abc import Mapping
from typing import Any

from game.model.bindings import FIRST_BINDINGS, FIRST_KEYS, HALVES, KEYED_PADS, Bindings, Place, bindings_of
from game.model.key_names import NUMBER_OF_KEY


def read_keys(table: object) -> tuple[Bindings, list[str]]:
    """Return the keys, and what makes no sense in the table, one part of a sentence each.

    A pad that is not named, or named without sense, has its first keys, unless another pad was given them.
    """
    if not isinstance(table, Mapping):
        return FIRST_BINDINGS, ["keyboard is not a table"]
    named, troubles = _named(table)
    chosen = bindings_of(named)
    twice = [
        f'keyboard.{place.half}.{place.pad} names "{key}", which is also {other.half}.{other.pad}'
        for place, keys in named.items()
        for key in keys
        if (other := chosen.place_of(key)) is not None and other != place
    ]
    rest = {place: keys for place, keys in FIRST_KEYS.items() if place not in named}
    return bindings_of({**named, **rest}), [*troubles, *twice]


def _named(table: Mapping[str, Any]) -> tuple[dict[Place, tuple[str, ...]], list[str]]:
    """Return the pads that are named with sense, and what is wrong with the others."""
    named: dict[Place, tuple[str, ...]] = {}
    troubles = [f"keyboard.{half} is not a table" for half in HALVES if not isinstance(table.get(half, {}), Mapping)]
    for place, keys in _given(table).items():
        wrong = _wrong(keys)
        if wrong is None:
            named[place] = tuple(dict.fromkeys(keys))
        else:
            troubles.append(f"keyboard.{place.half}.{place.pad} {wrong}")
    return named, troubles


def _given(table: Mapping[str, Any]) -> dict[Place, Any]:
    halves = {half: table[half] for half in HALVES if isinstance(table.get(half), Mapping)}
    return {Place(half, pad): pads[pad] for half, pads in halves.items() for pad in KEYED_PADS if pad in pads}


def _wrong(keys: object) -> str | None:
    """Return why this is no list of keys that can be drums, or None."""
    if not isinstance(keys, list):
        return 'is not a list of keys such as ["S"]'
    bad = next((key for key in keys if not isinstance(key, str) or key not in NUMBER_OF_KEY), None)
    return None if bad is None else f"names {bad!r:.40}, which is no key that can be a drum"


def written_keys(held: object, bindings: Bindings) -> object:
    """Return the table to be written: what was there and is not ours stays; where all keys are the first ones, no more.

    A table without sense stays as it is as long as nobody chose a key.
    """
    if read_keys(held)[0] == bindings and read_keys(held)[1]:
        return held
    table = dict(held) if isinstance(held, Mapping) else {}
    for half in HALVES:
        was = table.pop(half, {})
        others = {pad: keys for pad, keys in was.items() if pad not in KEYED_PADS} if isinstance(was, Mapping) else {}
        ours = (
            {} if bindings == FIRST_BINDINGS else {pad: list(bindings.keys_of(Place(half, pad))) for pad in KEYED_PADS}
        )
        if others or ours:
            table[half] = {**others, **ours}
    return table

"""What of a TOML table can be written again: reading takes larger numbers and deeper nests than writing does."""

from collections.abc import Mapping
from typing import Any, Final

DEEPEST: Final = 32
"""Tables and lists inside one another."""
MOST_BITS: Final = 2048
"""Of a whole number: some 600 digits."""


def writable(table: Mapping[str, Any], above: tuple[str, ...] = ()) -> tuple[dict[str, Any], list[str]]:
    """Return what can be written again, and the full names of what cannot, such as `keyboard.left.snare`."""
    kept: dict[str, Any] = {}
    left: list[str] = []
    for name, value in table.items():
        place = (*above, name)
        if isinstance(value, dict) and len(place) < DEEPEST:
            inner, more = writable(value, place)
            left += more
            if inner or not more:
                kept[name] = inner
        elif _fits(value, DEEPEST - len(place)):
            kept[name] = value
        else:
            left.append(".".join(place))
    return kept, left


def _fits(value: object, deep: int) -> bool:
    if isinstance(value, int):
        return value.bit_length() <= MOST_BITS
    if not isinstance(value, dict | list):
        return True
    inside = value.values() if isinstance(value, dict) else value
    return deep > 0 and all(_fits(one, deep - 1) for one in inside)

"""Small differences: no two strokes in a row sound the same, and no two players' drums are tuned the same."""

from typing import Final, NamedTuple


class Variant(NamedTuple):
    """How one rendering of a stroke differs from the plain one; it is as loud."""

    cents: float
    """Tuned up, in hundredths of a semitone."""
    harder: float
    """Struck harder by this much of the velocity range, in colour."""


VARIANTS: Final = (Variant(0.0, 0.0), Variant(6.0, -0.030), Variant(-5.0, 0.030), Variant(3.0, 0.015))
SEAT_CENTS: Final = {0: 0.0, 1: 12.0, 2: -12.0}
"""How each player's kit is tuned; 0 is nobody's."""
_TURNS: Final = (0, 1, 2, 3, 1, 0, 2, 1, 3)
"""Variants in turn: nine, so that no beat always falls on the same one."""


class Turns:
    """Whose turn it is: the same strokes always vary alike."""

    def __init__(self) -> None:
        """Begin with the plain one everywhere."""
        self._counts: dict[tuple[int, str], int] = {}

    def next(self, player: int, voice: str) -> int:
        """Return the number of the variant for a player's next stroke on a voice."""
        count = self._counts.get((player, voice), 0)
        self._counts[player, voice] = count + 1
        return _TURNS[count % len(_TURNS)]

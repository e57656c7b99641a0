"""What is heard while no music is played: a seat taken, ready or not, a choice, a step back."""

from collections.abc import Mapping
from typing import Final

from game.session.join import Join
from game.session.pad_keys import Command

SeatStates = Mapping[int, tuple[bool, bool, tuple[bool, ...]]]
"""Of each player: seated, ready, and what was switched on."""

COMMAND_SOUNDS: Final = {Command.CHOOSE: "choose", Command.DOUBLE: "choose", Command.BACK: "back"}
"""Voices of the commands on a card; a step makes none beside the pad's own."""
READY: Final = "ready"


def seats_of(join: Join) -> SeatStates:
    """Return the seats as they are now."""
    return {
        player: (seat.seated, seat.ready, (seat.own_sound, seat.left_handed, bool(join.feel_steps % 2)))
        for player, seat in join.seats.items()
    }


def seat_sounds(before: SeatStates, after: SeatStates) -> list[str]:
    """Return the voices of what changed, each once: `seat`, `ready`, `back`, `choose`."""
    voices = dict.fromkeys(voice for player in after if (voice := _sound(before[player], after[player])) is not None)
    return list(voices)


def _sound(before: tuple[bool, bool, tuple[bool, ...]], after: tuple[bool, bool, tuple[bool, ...]]) -> str | None:
    if after[0] != before[0]:
        return "seat" if after[0] else "back"
    if after[1] != before[1]:
        return READY if after[1] else "back"
    return "choose" if after[2] != before[2] else None

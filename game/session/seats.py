"""Who sits where: devices claim the two seats by hitting."""

import re
from dataclasses import dataclass
from threading import Lock
from typing import Final

from game.model.errors import HitotsuError
from game.model.hit import PLAYERS
from game.session.pad_keys import PadKeys

KEYBOARD_HALVES: Final = ("keyboard:left", "keyboard:right")
_SPEC: Final = re.compile(r"(?P<kind>any|keyboard)|(?P<with>midi|sim|file):(?P<name>.+)")
_KINDS: Final = "any, keyboard, midi:NAME, midi:NAME#2, sim:PERSONA or file:PATH#PLAYER"


@dataclass(frozen=True, slots=True)
class SeatSpec:
    """Where a player's hits are wanted from."""

    kind: str
    """`any`, `keyboard`, `midi`, `sim` or `file`."""
    name: str | None = None
    """Port, persona or file."""
    number: int | None = None
    """Which one of that name (MIDI), or which player of the file; None = the first."""


def parse_seat(text: str, argument: str) -> SeatSpec:
    """Read a seat argument such as `midi:TD-17#2`.

    Raises:
        HitotsuError: The text names no source.
    """
    found = _SPEC.fullmatch(text)
    if found is None:
        message = f"{argument}: '{text}' is not a source; use {_KINDS}."
        raise HitotsuError(message)
    if found["kind"]:
        return SeatSpec(found["kind"])
    name, mark, number = found["name"].rpartition("#")
    if mark and name and number.isdecimal():
        return SeatSpec(found["with"], name, int(number))
    return SeatSpec(found["with"], found["name"])


class Seats:
    """Maps device keys to players. Safe to ask from driver threads."""

    def __init__(self, specs: tuple[SeatSpec, SeatSpec]) -> None:
        """Set the table; seats of `any` are free until somebody hits."""
        self._lock = Lock()
        self._specs = specs
        self._of: dict[str, int] = {}
        self._offered: frozenset[int] = frozenset()
        self._keys: dict[str, PadKeys] = {}
        """What is known of each device's pads, all evening, wherever it sits."""
        self._set()

    def _set(self) -> None:
        specs = self._specs
        keyboards = [player for player, spec in zip(PLAYERS, specs, strict=True) if spec.kind == "keyboard"]
        if len(keyboards) == 2:
            self._of.update(zip(KEYBOARD_HALVES, PLAYERS, strict=True))
        elif keyboards:
            self._of.update(dict.fromkeys(KEYBOARD_HALVES, keyboards[0]))

    def clear(self) -> None:
        """Free every seat that was taken by hitting."""
        with self._lock:
            kept = {device: seat for device, seat in self._of.items() if self._specs[seat - 1].kind == "midi"}
            self._of = kept
            self._set()

    def free(self, player: int) -> None:
        """Free one seat."""
        with self._lock:
            self._of = {device: seat for device, seat in self._of.items() if seat != player}

    def empty(self, player: int) -> None:
        """Free one seat whose kit is away; a kit that was asked for by name keeps its seat for when it is back."""
        if self._specs[player - 1].kind == "any":
            self.free(player)

    def offer(self, players: frozenset[int]) -> None:
        """Let the next devices without a seat take these players' seats, whoever has them."""
        with self._lock:
            self._offered = players

    def bind(self, device: str, player: int) -> None:
        """Give a named device to a player."""
        with self._lock:
            self._of[device] = player

    def seat_of(self, device: str) -> int | None:
        """Return the player of a device; the first unknown device takes the first free seat of kind `any`."""
        with self._lock:
            seat = self._of.get(device)
            if seat is None:
                seat = self._free_seat() or self._offered_seat() or self._other_half(device)
                if seat is not None:
                    self._of[device] = seat
            return seat

    def taken_by(self, player: int) -> str | None:
        """Return the first device that plays for a seat, or None while the seat is free."""
        with self._lock:
            return next((device for device, seat in self._of.items() if seat == player), None)

    def learn(self, player: int, keys: PadKeys) -> PadKeys:
        """Remember the menu keys of a player's device; return all that is known of them this evening."""
        device = self.taken_by(player)
        if device is None:
            return keys
        with self._lock:
            known = self._keys.get(device)
            self._keys[device] = keys if known is None else known.joined(keys)
            return self._keys[device]

    def _free_seat(self) -> int | None:
        taken = set(self._of.values())
        wanted = zip(PLAYERS, self._specs, strict=True)
        return next((player for player, spec in wanted if spec.kind == "any" and player not in taken), None)

    def _offered_seat(self) -> int | None:
        seat = min(self._offered, default=None)
        if seat is not None:
            self._offered -= {seat}
            self._of = {device: player for device, player in self._of.items() if player != seat}
        return seat

    def _other_half(self, device: str) -> int | None:
        """With both seats taken, the second half of a keyboard plays along with its first half."""
        if device not in KEYBOARD_HALVES:
            return None
        return next((self._of[half] for half in KEYBOARD_HALVES if half in self._of), None)

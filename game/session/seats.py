"""Who sits where: devices claim the two seats by hitting."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from threading import Lock
from typing import Final

from game.model.errors import HitotsuError
from game.model.hit import PLAYERS
from game.session.pad_keys import PadKeys

KEYBOARD_HALVES: Final = ("keyboard:left", "keyboard:right")
MEANT_STROKES: Final = 4
"""Whoever strikes the other half of the keyboard so often in a round plays on both; fewer may be slips."""
KIT: Final = "midi:"
"""How the key of a kit on a MIDI cable begins."""
_SPEC: Final = re.compile(r"(?P<kind>any|keyboard)|(?P<with>midi|sim|file):(?P<name>.+)")
_DIGITS: Final = 9  # of a number that can be meant
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
    if mark and name and number.isdecimal() and len(number) <= _DIGITS:
        return SeatSpec(found["with"], name, int(number))
    return SeatSpec(found["with"], found["name"])


class Seats:
    """Maps device keys to players. Safe to ask from driver threads."""

    def __init__(self, specs: tuple[SeatSpec, SeatSpec], sat: Mapping[str, int] | None = None) -> None:
        """Set the table; seats of `any` are free until somebody hits.

        Args:
            specs: What was asked for.
            sat: Where devices sat before: whichever hits gets the same seat again if it is free.
        """
        self._lock = Lock()
        self._specs = specs
        self._turned = False
        self._of: dict[str, int] = {}
        self._named: dict[str, int] = {}
        """Kits that were asked for by name, and the seat that each gets back in every menu."""
        self._left: dict[str, int] = {}
        """Kits whose seats were taken while they were away, the latest last: each takes its own back by a stroke."""
        self._along: dict[str, int] = {}
        """Halves of a keyboard that play along with the other half, and how often each was struck."""
        self._sat = dict(sat or {})
        self._settling = True
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
        """Free every seat that was taken by hitting. A swap stays."""
        with self._lock:
            self._of = dict(self._named)
            self._left = {}
            self._along = {}
            self._offered = frozenset()
            self._settling = True
            self._set()

    def free(self, player: int) -> None:
        """Free one seat; a kit that was asked for by name has it back."""
        with self._lock:
            self._vacate(player)
            self._loosen()
            self._left = _without(self._left, player)
            self._of.update({device: seat for device, seat in self._named.items() if seat == player})

    def offer(self, players: frozenset[int]) -> None:
        """Let the next devices without a seat take these players' seats, whoever has them."""
        with self._lock:
            if players - self._offered:
                self._loosen(MEANT_STROKES)
            self._offered = players

    def bind(self, device: str, player: int) -> None:
        """Give a device to a player; it keeps the seat where that was asked for by the kit's name."""
        with self._lock:
            self._vacate(player)
            self._of[device] = player
            if self._specs[player - 1].kind == "midi" and device.startswith(KIT):
                self._named[device] = player

    def seat_of(self, device: str) -> int | None:
        """Return the player of a device that was struck; one without a seat takes one if it may.

        That is, first of these: the seat that was taken from it while it was away; a free one of kind `any` (where it
        sat last, or the first); one that is offered; for half a keyboard, the seat of the other half.
        """
        with self._lock:
            seat = self._of.get(device)
            if seat is None:
                seat = self._own(device) or self._free_seat(device) or self._offered_seat() or self._other_half(device)
                if seat is not None:
                    self._of[device] = seat
                    self._remember(device, seat)
            if device in self._along:
                self._along[device] += 1
            return seat

    def sits(self, device: str) -> int | None:
        """Return the player of a device; nothing is claimed."""
        with self._lock:
            return self._of.get(device)

    def settle(self, *, moving: bool) -> None:
        """Tell whether players are still taking their seats, or play."""
        with self._lock:
            if self._settling and not moving:
                self._loosen()
            self._settling = moving

    def has_seat_for(self, device: str) -> bool:
        """Tell whether players are taking seats and this device has one, or one that is free."""
        with self._lock:
            return self._settling and (device in self._of or self._free_seat(device) is not None)

    def swap(self) -> None:
        """Let everybody play for the other seat, for the rest of the evening."""
        with self._lock:
            self._turned = not self._turned
            self._specs = self._specs[::-1]
            self._of, self._named = _mirrored(self._of), _mirrored(self._named)
            self._left, self._sat = _mirrored(self._left), _mirrored(self._sat)
            self._offered = frozenset(3 - seat for seat in self._offered)
            for device, seat in self._of.items():
                self._remember(device, seat)

    @property
    def turned(self) -> bool:
        """Whether each seat now is what was asked for as the other one."""
        return self._turned

    @property
    def sat(self) -> dict[str, int]:
        """Where devices that took a seat by hitting sat last, the latest last."""
        with self._lock:
            return dict(self._sat)

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

    def _vacate(self, seat: int) -> None:
        self._of = _without(self._of, seat)
        self._along = {half: strokes for half, strokes in self._along.items() if half in self._of}

    def _loosen(self, strokes: float = inf) -> None:
        """Let halves of a keyboard go that play along and were struck less often: somebody may need one."""
        loose = {half for half, struck in self._along.items() if struck < strokes}
        self._of = {device: seat for device, seat in self._of.items() if device not in loose}
        self._along = {half: struck for half, struck in self._along.items() if half not in loose}

    def _own(self, device: str) -> int | None:
        """Let a kit have back the seat that was taken from it; whoever lost it later has lost it to this one."""
        seat = self._left.get(device)
        if seat is None:
            return None
        self._vacate(seat)
        earlier = list(self._left)[: list(self._left).index(device)]
        self._left = {other: its for other, its in self._left.items() if its != seat or other in earlier}
        return seat

    def _free_seat(self, device: str) -> int | None:
        taken = set(self._of.values())
        wanted = zip(PLAYERS, self._specs, strict=True)
        free = [player for player, spec in wanted if spec.kind == "any" and player not in taken]
        last = self._sat.get(device)
        return last if last in free else next(iter(free), None)

    def _remember(self, device: str, seat: int) -> None:
        if self._specs[seat - 1].kind == "any":
            self._sat.pop(device, None)
            self._sat[device] = seat

    def _offered_seat(self) -> int | None:
        seat = min(self._offered, default=None)
        if seat is not None:
            self._offered -= {seat}
            for device in [device for device, its in self._of.items() if its == seat]:
                self._left.pop(device, None)
                self._left[device] = seat
            self._vacate(seat)
        return seat

    def _other_half(self, device: str) -> int | None:
        """With both seats taken, the second half of a keyboard plays along with its first half."""
        if device not in KEYBOARD_HALVES:
            return None
        seat = next((self._of[half] for half in KEYBOARD_HALVES if half in self._of), None)
        if seat is not None:
            self._along[device] = 0
        return seat


def _mirrored(seats: Mapping[str, int]) -> dict[str, int]:
    return {device: 3 - seat for device, seat in seats.items()}


def _without(seats: Mapping[str, int], seat: int) -> dict[str, int]:
    return {device: its for device, its in seats.items() if its != seat}

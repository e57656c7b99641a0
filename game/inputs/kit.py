"""One kit: from its messages to hits, chokes and closing hats, with everything that has to be remembered in between."""

from collections.abc import Callable, Sequence
from typing import Final

from game.inputs.decode import Says, decode
from game.inputs.filters import FilterBank
from game.inputs.hat import HatState
from game.inputs.kitmap import KitMap, union_kit
from game.inputs.recognition import Recogniser, Why
from game.model.hit import Event, Hit
from game.model.pads import pad_of_zone
from game.session.pad_keys import SOFTEST

Owner = Callable[[bool], int | None]
"""Tells who plays this kit (1, 2 or None), given whether this may claim a seat: a real stroke may, no soft one."""

GRAB_S: Final = 0.060
"""How long after a grab the hand's own touch may still be sent as a stroke, s; before it, `rhythm.artefacts` tells."""
GRAB_SOFT: Final = 0.35
"""A touch is softer than this."""

_CYMBALS = ("crash", "ride")
_SHARED_PADS = ("crash", "tom3", "hit")
"""Pads that several instruments of one kit fold to."""
_HATS = ("hat_closed", "hat_open", "hat_pedal")


class Kit:
    """A kit at one port. Used by one thread at a time."""

    def __init__(self, owner: Owner, kit_map: KitMap | None = None) -> None:
        """Begin with a kit that has not been touched; without a map it is one of unknown make."""
        self._recogniser = Recogniser(kit_map or union_kit())
        self.map = self._recogniser.map
        self._owner = owner
        self._filters = FilterBank()
        self._hats: dict[int, HatState] = {}
        self._held: set[str] = set()
        self._grabbed_s: dict[str, float] = {}
        """When each cymbal was last grabbed."""
        self._on = {Says.STRIKE: self._strike, Says.PRESSURE: self._pressure, Says.CONTROL: self._control}

    @property
    def why(self) -> Why:
        """What told which kit it is."""
        return self._recogniser.why

    def message(self, time_s: float, message: Sequence[int]) -> Hit | Event | None:
        """Take one whole MIDI message and return the hit, choke or closing of the hat it is, or None."""
        says = decode(message)
        if says is not None:
            return self._on[says](time_s, (message[0] & 0x0F) + 1, message[1], message[2])
        if self._recogniser.reply(message):
            self._change_map()
        return None

    def _strike(self, time_s: float, channel: int, note: int, velocity: int) -> Hit | Event | None:
        if self._recogniser.strike(note):
            self._change_map()
        if note in self.map.ignored:
            return None
        if note in self.map.chokes:
            return self._choke(time_s, self.map.chokes[note])
        zone = self.map.notes.get(note)
        hat = self._hats.get(channel)
        if zone and hat:
            zone = hat.struck(zone)
        pad = _pad(zone, hat)
        if zone and self._is_touch(time_s, zone, velocity):
            drop: str | None = "retrigger"
        else:
            drop = self._filters.judge(time_s, pad, velocity / 127, _place(pad, zone, note))
        if zone and drop is None:  # who strikes a cymbal is not holding it, whether or not the kit said so
            self._held.discard(_instrument(zone))
        player = self._owner(drop is None and velocity / 127 >= SOFTEST)
        if player is None:
            return None
        opening = hat.open if hat and pad in _HATS else None
        return Hit(time_s, player, pad, velocity / 127, zone, opening, note, channel, drop)

    def _is_touch(self, time_s: float, zone: str, velocity: int) -> bool:
        """Tell whether this is the hand that has just grabbed the cymbal."""
        grabbed_s = self._grabbed_s.get(_instrument(zone))
        return grabbed_s is not None and 0 <= time_s - grabbed_s <= GRAB_S and velocity < GRAB_SOFT * 127

    def _pressure(self, time_s: float, _channel: int, note: int, value: int) -> Event | None:
        zone = self.map.notes.get(note, "")
        cymbal = _instrument(zone)
        if pad_of_zone(zone) not in _CYMBALS:
            return None
        if 2 * value < self.map.grab_from:
            self._held.discard(cymbal)
        if value < self.map.grab_from or cymbal in self._held:  # a resting hand; or the same grab for bow and edge
            return None
        self._held.add(cymbal)
        return self._choke(time_s, cymbal)

    def _control(self, time_s: float, channel: int, number: int, value: int) -> Event | None:
        if number not in self.map.hat.controllers:
            return None
        hat = self._hats.get(channel)
        if hat is None:
            hat = self._hats[channel] = HatState(self.map.hat)
        return self._silence(time_s, "pedal", "hat_pedal") if hat.control(value) else None

    def _change_map(self) -> None:
        self.map = self._recogniser.map
        self._held.clear()
        self._grabbed_s.clear()
        self._hats.clear()  # the pedal may be told by another controller; it speaks again with the next move

    def _choke(self, time_s: float, cymbal: str) -> Event | None:
        self._grabbed_s[cymbal] = time_s
        return self._silence(time_s, "choke", pad_of_zone(cymbal))

    def _silence(self, time_s: float, kind: str, pad: str) -> Event | None:
        player = self._owner(False)  # noqa: FBT003 - no stroke
        return None if player is None else Event(time_s, kind, player=player, pad=pad)


def _pad(zone: str | None, hat: HatState | None) -> str:
    if zone is None:  # a stroke on something, whatever it is
        return "hit"
    return hat.pad(zone) if hat else pad_of_zone(zone)


def _place(pad: str, zone: str | None, note: int) -> str | None:
    """Name the sensor where it is finer than the pad: two crashes may be struck at once, as may two unknown pads."""
    if zone is None:
        return f"note {note}"
    return _instrument(zone) if pad in _SHARED_PADS else None


def _instrument(zone: str) -> str:
    return zone.partition(".")[0]

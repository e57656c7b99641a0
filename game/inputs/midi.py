"""Drum kits: every stroke stamped as it arrives, heard at once, and handed to the main thread."""

from collections.abc import Mapping, Sequence
from queue import SimpleQueue
from typing import Final

from game.inputs.device import Device, Outlets, Tap
from game.inputs.kitmap import KitMap, recognise
from game.inputs.names import ANY, Port, find_port, list_ports
from game.inputs.ports import MidiError, MidiSystem
from game.inputs.probe import no_midi_notice
from game.inputs.recognition import Why
from game.inputs.registry import Registry
from game.model.errors import HitotsuError
from game.model.hit import Event, Hit
from game.session.clock import Clock
from game.session.sources import HasSeat, Listener, SeatOf

SCAN_S: Final = 1.0
"""How often the list of ports is looked at, s."""


STEADY_APIS: Final = ("jack",)
"""Where the driver's own clock was measured to stamp better: 99 % of stamps late by less than 3.3 ms, against 6.2 ms,
while the main thread computes all the time."""

_REFUSED: Final = "this kit cannot be opened. Another program may be using it: close that one and try again."


class MidiInput:
    """All kits that were asked for, as one source of hits.

    A kit that is unplugged gives `Event("unplugged")` and, when it is back, `Event("plugged")`, if it has a player.
    """

    def __init__(
        self,
        clock: Clock,
        seat_of: SeatOf,
        listener: Listener,
        *,
        wanted: Sequence[str] = (ANY,),
        tap: Tap | None = None,
        steady: bool | None = None,
        has_seat: HasSeat | None = None,
    ) -> None:
        """Open the kits.

        Args:
            clock: Stamps the messages.
            seat_of: Tells who plays a device; asked at every stroke that counts, on the driver's thread.
            listener: Gets every such stroke, on the driver's thread.
            wanted: `any` (every kit, also those plugged in later), `midi:NAME` or `midi:NAME#2`.
            tap: Gets every message with what became of it, on the driver's thread.
            steady: Whether the driver's own clock stamps the messages; None = where that was found to be better.
            has_seat: Tells whether a second kit on one cable could sit down; None = never.

        Raises:
            HitotsuError: A kit that was asked for by name is not there or cannot be opened.
        """
        named = [name for name in wanted if name != ANY]
        self._system = _connect(named)
        if steady is None:
            steady = self._system is not None and self._system.api in STEADY_APIS
        self._outlets = Outlets(clock, seat_of, listener, SimpleQueue(), tap, steady, has_seat or _never)
        self._devices: dict[str, Device] = {}
        self._registry = Registry()
        self._keys: dict[str, str] = {}
        self._refused: set[str] = set()
        self._notices: dict[str, None] = {} if self._system else {no_midi_notice(): None}
        self._any = ANY in wanted
        self._next_scan_s = clock.now() + SCAN_S
        self._start(named)

    @property
    def devices(self) -> tuple[str, ...]:
        """Keys of the kits that are open and plugged in."""
        return tuple(key for key, device in self._devices.items() if device.plugged)

    @property
    def notices(self) -> tuple[str, ...]:
        """What is missing or went wrong, each said once."""
        faults = (device.fault for device in self._devices.values() if device.fault)
        return (*self._notices, *faults)

    def key_of(self, wanted: str) -> str:
        """Return the key of the device that `midi:NAME` or `midi:NAME#2` stood for when the input was opened."""
        return self._keys[wanted]

    def kit_of(self, key: str) -> KitMap:
        """Return the map by which the device of this key is understood."""
        return self._device_of(key).kit(key).map

    def why_of(self, key: str) -> Why:
        """Return what told which kit the device of this key is."""
        return self._device_of(key).kit(key).why

    def _device_of(self, key: str) -> Device:
        return self._devices[key if key in self._devices else key.rpartition("@")[0]]

    def poll(self, now_s: float) -> Sequence[Hit | Event]:
        """Return the hits, chokes and (un)pluggings since the last call, oldest first; may be called all the time."""
        changes = self.rescan(now_s) if now_s >= self._next_scan_s else []
        arrived = [self._outlets.queue.get_nowait() for _ in range(self._outlets.queue.qsize())]
        return sorted([*arrived, *changes], key=lambda item: item.time_s)

    def rescan(self, now_s: float) -> list[Event]:
        """Look at the ports now: notice what is gone, open what is back and, if any kit will do, what is new."""
        self._next_scan_s = now_s + SCAN_S
        if self._system is None:
            return []
        here = self._here(self._system)
        self._refused &= here.keys()
        changes = [change for device in self._devices.values() for change in self._follow(self._system, device, here)]
        self._open_new(self._system, here)
        return [Event(now_s, kind, player=player) for kind, player in changes]

    def heard(self, hit: Hit) -> None:
        """Do nothing: kits do not listen."""

    def close(self) -> None:
        """Let go of every kit; may be called twice."""
        for device in self._devices.values():
            device.close()
        if self._system is not None:
            self._system.close()
            self._system = None

    def _start(self, named: Sequence[str]) -> None:
        if self._system is None:
            return
        here = self._here(self._system)
        try:
            for name in named:
                self._open_named(self._system, name, here)
        except HitotsuError:
            self.close()
            raise
        self._open_new(self._system, here)

    def _here(self, system: MidiSystem) -> Mapping[str, Port]:
        try:
            names = system.names()
        except MidiError as error:
            self._notices[f"MIDI does not answer any more ({error}). Start the game again when it is back."] = None
            names = []
        return self._registry.update(list_ports(names, system.api))

    def _open_named(self, system: MidiSystem, name: str, here: Mapping[str, Port]) -> None:
        port = find_port(name, list(here.values()))
        key = next(key for key, listed in here.items() if listed == port)
        self._keys[name] = key
        if key not in self._devices and not self._open(system, key, port):
            raise HitotsuError(f"{name}: {_REFUSED}")
        self._devices[key].named = True

    def _open_new(self, system: MidiSystem, here: Mapping[str, Port]) -> None:
        known = self._devices.keys() | self._refused
        for key, port in here.items():
            if self._any and port.is_kit and key not in known and not self._open(system, key, port):
                self._notices[f"{key}: {_REFUSED}"] = None

    def _open(self, system: MidiSystem, key: str, port: Port) -> bool:
        device = Device(key, self._outlets, recognise(port.name))
        try:
            device.plug(system, port)
        except MidiError:
            self._refused.add(key)
            device.close()
            return False
        self._devices[key] = device
        return True

    def _follow(self, system: MidiSystem, device: Device, here: Mapping[str, Port]) -> list[tuple[str, int]]:
        port = here.get(device.key)
        if device.plugged == (port is not None):
            return []
        device.plugged = False
        if port is not None:
            try:
                device.plug(system, port)
            except MidiError:
                return []
        kind = "plugged" if device.plugged else "unplugged"
        return [(kind, player) for player in device.owners(kind)]


def _never(_key: str) -> bool:
    return False


def _connect(named: Sequence[str]) -> MidiSystem | None:
    try:
        return MidiSystem()
    except MidiError as error:
        if named:
            raise HitotsuError(f"{named[0]}: {no_midi_notice()}") from error
        return None

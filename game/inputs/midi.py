"""Drum kits: every stroke stamped as it arrives, heard at once, and handed to the main thread."""

from collections.abc import Mapping, Sequence
from queue import SimpleQueue
from typing import Final

from game.inputs.asking import Question
from game.inputs.device import Device, Outlets, Tap
from game.inputs.kitmap import KitMap, is_named, recognise
from game.inputs.names import ANY, Port, find_port, list_ports, name_of
from game.inputs.ports import MidiError, MidiSystem
from game.inputs.probe import no_midi_notice
from game.inputs.recognition import Why
from game.inputs.registry import Registry
from game.model.errors import HitotsuError
from game.model.hit import Event, Hit
from game.session.clock import Clock
from game.session.sources import HasSeat, Listener, SeatOf

SCAN_S: Final = 0.25
"""How often the list of ports is looked at, s: a kit that was pulled is missed, and one that is back plays, within this
time. One look takes 0.05 ms."""
RETRY_S: Final = 3.0
"""How often a kit that could not be opened is tried again, s: a failed try takes up to 40 ms (JACK)."""

STEADY_APIS: Final = ("jack",)
"""Where the driver's own clock was measured to stamp better: 99 % of stamps late by less than 3.3 ms, against 6.2 ms,
while the main thread computes all the time."""

UNNUMBERED: Final = ("core", "winmm")
"""Where kits of one name are told apart by their place in the list alone, which changes when one is pulled."""

_REFUSED: Final = "this kit cannot be opened: another program may be using it. Close that one, and the kit plays."


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
        sits: SeatOf | None = None,
    ) -> None:
        """Open the kits.

        Args:
            clock: Stamps the messages.
            seat_of: Tells who plays a device; asked at every stroke that counts, on the driver's thread.
            listener: Gets every hit, grab and closing of a hat, on the driver's thread.
            wanted: `any` (every kit, also those plugged in later), `midi:NAME` or `midi:NAME#2`.
            tap: Gets every message with what became of it, on the driver's thread.
            steady: Whether the driver's own clock stamps the messages; None = where that was found to be better.
            has_seat: Tells whether a second kit on one cable could sit down; None = never.
            sits: Tells who plays a device and claims nothing; None = `seat_of` never does.

        Raises:
            HitotsuError: A kit that was asked for by name is not there or cannot be opened.
        """
        named = [name for name in wanted if name != ANY]
        self._system = _connect(named)
        if steady is None:
            steady = self._system is not None and self._system.api in STEADY_APIS
        self._outlets = Outlets(clock, seat_of, listener, SimpleQueue(), tap, steady, has_seat or _never, sits)
        self._devices: dict[str, Device] = {}
        self._registry = Registry()
        self._keys: dict[str, str] = {}
        self._refused: dict[str, float] = {}
        """Kits that could not be opened, and when each is tried next, s."""
        self._questions: list[Question] = []
        self._notices: dict[str, None] = {} if self._system else {no_midi_notice(): None}
        self._any = ANY in wanted
        now_s = clock.now()
        self._next_scan_s = now_s + SCAN_S
        self._start(named, now_s)

    @property
    def devices(self) -> tuple[str, ...]:
        """Keys of the kits that are open and plugged in."""
        return tuple(key for key, device in self._devices.items() if device.plugged)

    @property
    def notices(self) -> tuple[str, ...]:
        """What is missing or went wrong, each said once."""
        faults = (device.fault for device in self._devices.values() if device.fault)
        refused = (refusal(key) for key in self._refused)
        return (*self._notices, *refused, *faults)

    @property
    def refused(self) -> tuple[str, ...]:
        """Keys of the kits that are plugged in and cannot be opened: another program may hold them."""
        return tuple(self._refused)

    @property
    def asking(self) -> bool:
        """Whether some kit behind a plain cable is being asked who it is."""
        return bool(self._questions)

    def plugged(self, key: str) -> bool:
        """Tell whether the device of this key is plugged in and open."""
        return self._device_of(key).plugged

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
        self._questions = [question for question in self._questions if question.pending(now_s)]
        if self._system is None:
            return []
        here = self._here(self._system)
        self._refused = {key: next_s for key, next_s in self._refused.items() if key in here}
        devices, were = self._devices.values(), self.devices
        changes = [change for device in devices for change in self._follow(self._system, device, here, now_s)]
        if self._system.api in UNNUMBERED:
            self._open_twins(self._system, were, here, now_s)
        self._open_new(self._system, here, now_s)
        return [Event(now_s, kind, player=player) for kind, player in changes]

    def _open_twins(self, system: MidiSystem, were: Sequence[str], here: Mapping[str, Port], now_s: float) -> None:
        """Open every kit of a name again once one of them is back: it may be another one that had gone."""
        back = {name_of(key) for key in self.devices if key not in were}
        for key in were:
            if key in here and name_of(key) in back:
                self._plug(system, self._devices[key], here[key], now_s)

    def heard(self, hit: Hit) -> None:
        """Do nothing: kits do not listen."""

    def close(self) -> None:
        """Let go of every kit; may be called twice."""
        for question in self._questions:
            question.close()
        for device in self._devices.values():
            device.close()
        if self._system is not None:
            self._system.close()
            self._system = None

    def _start(self, named: Sequence[str], now_s: float) -> None:
        if self._system is None:
            return
        here = self._here(self._system)
        try:
            for name in named:
                self._open_named(self._system, name, here, now_s)
        except HitotsuError:
            self.close()
            raise
        self._open_new(self._system, here, now_s)

    def _here(self, system: MidiSystem) -> Mapping[str, Port]:
        try:
            names = system.names()
        except MidiError as error:
            self._notices[f"MIDI does not answer any more ({error}). Start the game again when it is back."] = None
            names = []
        return self._registry.update(list_ports(names, system.api))

    def _open_named(self, system: MidiSystem, name: str, here: Mapping[str, Port], now_s: float) -> None:
        port = find_port(name, list(here.values()))
        key = next(key for key, listed in here.items() if listed == port)
        self._keys[name] = key
        if key not in self._devices and not self._open(system, key, port, now_s):
            raise HitotsuError(refusal(name))

    def _open_new(self, system: MidiSystem, here: Mapping[str, Port], now_s: float) -> None:
        for key, port in here.items():
            if self._any and port.is_kit and key not in self._devices:
                self._open(system, key, port, now_s)

    def _open(self, system: MidiSystem, key: str, port: Port, now_s: float) -> bool:
        if now_s < self._refused.get(key, now_s):
            return False
        device = Device(key, self._outlets, recognise(port.name))
        if self._plug(system, device, port, now_s):
            self._devices[key] = device
            self._ask(port, now_s)
        else:
            device.close()
        return device.plugged

    def _ask(self, port: Port, now_s: float) -> None:
        """Ask what hangs on a plain cable: each time it is plugged in it may be another kit."""
        if port.is_kit and not is_named(port.name):
            self._questions.append(Question(port, now_s))

    def _plug(self, system: MidiSystem, device: Device, port: Port, now_s: float) -> bool:
        """Open a kit now, or find out when to try again."""
        try:
            device.plug(system, port)
        except MidiError:
            self._refused[device.key] = now_s + RETRY_S
        else:
            self._refused.pop(device.key, None)
        return device.plugged

    def _follow(
        self, system: MidiSystem, device: Device, here: Mapping[str, Port], now_s: float
    ) -> list[tuple[str, int]]:
        port, was = here.get(device.key), device.plugged
        if port is None:
            device.plugged = False
        elif not was and now_s >= self._refused.get(device.key, now_s) and self._plug(system, device, port, now_s):
            self._ask(port, now_s)
        if device.plugged == was:
            return []
        kind = "plugged" if device.plugged else "unplugged"
        return [(kind, player) for player in device.owners]


def _never(_key: str) -> bool:
    return False


def refusal(key: str) -> str:
    """Say that a kit cannot be opened, and what to do."""
    return f"{key}: {_REFUSED}"


def _connect(named: Sequence[str]) -> MidiSystem | None:
    try:
        return MidiSystem()
    except MidiError as error:
        if named:
            raise HitotsuError(f"{named[0]}: {no_midi_notice()}") from error
        return None

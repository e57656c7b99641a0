"""One drum kit while it is played: what its driver's thread does with every message."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import SimpleQueue

from game.inputs.decode import Says, decode
from game.inputs.kit import Kit
from game.inputs.kitmap import KitMap
from game.inputs.names import Port, channel_key
from game.inputs.ports import MidiSystem, OpenPort
from game.inputs.recognition import Why
from game.inputs.stamps import SteadyStamps
from game.model.hit import Event, Hit
from game.session.clock import Clock
from game.session.merged import Channels, telling_drum
from game.session.pad_keys import SOFTEST
from game.session.sources import HasSeat, Listener, SeatOf


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message as it came, and what became of it."""

    time_s: float
    device: str
    """Key of the kit, such as `midi:TD-17#1`."""
    message: bytes
    outcome: Hit | Event | None


Tap = Callable[[Arrival], None]
"""Sees every message, on the driver's thread: the monitor and its log."""


@dataclass(frozen=True, slots=True)
class Outlets:
    """What every device of one input shares."""

    clock: Clock
    seat_of: SeatOf
    listener: Listener
    queue: "SimpleQueue[Hit | Event]"
    tap: Tap | None = None
    steady: bool = False
    """Whether the driver's own clock stamps the messages."""
    has_seat: HasSeat = lambda _key: False
    sits: SeatOf | None = None
    """Tells who plays a device and claims nothing; None = `seat_of` never does."""


class Part:
    """One kit at a port, and who plays it."""

    def __init__(self, key: str, outlets: Outlets, kit_map: KitMap) -> None:
        """Begin with a kit that has not been touched."""
        self.key = key
        self.kit = Kit(self.owner, kit_map)
        self._claim = outlets.seat_of
        self._sits = outlets.sits or outlets.seat_of

    def owner(self, claims: bool) -> int | None:  # noqa: FBT001 - the contract of `Kit`
        """Return who plays this kit, 1 or 2, or None; asked anew each time, for seats are exchanged and taken over."""
        return (self._claim if claims else self._sits)(self.key)


class Device:
    """What is at a port: one kit, or two on one cable. `receive` runs on the driver's thread, all else on the main."""

    def __init__(self, key: str, outlets: Outlets, kit_map: KitMap) -> None:
        """Prepare for a kit that has not been opened yet."""
        self.key = key
        self.plugged = False
        self.fault: str | None = None
        """What went wrong with a message, or None."""
        self._port: OpenPort | None = None
        self._outlets = outlets
        self._map = kit_map
        self._parts = [Part(key, outlets, kit_map)]
        self._channels = Channels()
        self._stamps = SteadyStamps()

    @property
    def keys(self) -> tuple[str, ...]:
        """The key of each kit here: the device's own, and that of a second kit once it has been told apart."""
        return tuple(part.key for part in self._parts)

    @property
    def map(self) -> KitMap:
        """By what its messages are understood now; a reply or its notes may tell better while it is open."""
        return self._parts[0].kit.map

    @property
    def why(self) -> Why:
        """What told which kit it is."""
        return self._parts[0].kit.why

    def kit(self, key: str) -> Kit:
        """Return the kit of this key."""
        return next((part.kit for part in self._parts if part.key == key), self._parts[0].kit)

    @property
    def owners(self) -> list[int]:
        """The players whose kits are here."""
        return [player for part in self._parts if (player := part.owner(claims=False)) is not None]

    def plug(self, system: MidiSystem, port: Port) -> None:
        """Open the kit, or open it again.

        Raises:
            MidiError: It is gone, or another program holds it.
        """
        self.plugged = False
        if self._port is None:
            self._port = system.open(port.index, self.receive)
        else:
            self._stamps.reset()
            self._port.reopen(port.index)
        self.plugged = True

    def close(self) -> None:
        """Let go of the port; may be called twice."""
        if self._port is not None:
            self._port.close()

    def receive(self, message: Sequence[int], delta_s: float) -> None:
        """Stamp a message, let what it is be heard and queue it."""
        time_s = self._outlets.clock.now()
        try:
            if self._outlets.steady:
                time_s = self._stamps.stamp(time_s, delta_s)
            part = self._part(time_s, message)
            outcome = part.kit.message(time_s, message)
            if outcome is not None:
                self._deliver(outcome)
            if self._outlets.tap is not None:
                self._outlets.tap(Arrival(time_s, part.key, bytes(message), outcome))
        except Exception as error:  # noqa: BLE001 - whatever a listener does, the kit plays on
            self.fault = f"{self.key}: a message could not be handled ({error!r})."

    def _part(self, time_s: float, message: Sequence[int]) -> Part:
        """Return the kit that a message comes from: the first one, unless its channel is known to be the second's."""
        says = decode(message)
        if says is None:
            return self._parts[0]
        channel = (message[0] & 0x0F) + 1
        if says is Says.STRIKE and message[2] / 127 >= SOFTEST:  # softer notes may be cross-talk
            self._tell_apart(time_s, channel, message[1])
        return self._parts[channel in self._channels.second]

    def _tell_apart(self, time_s: float, channel: int, note: int) -> None:
        """Let a stroke show whether its channel is a second kit's."""
        kit_map = self._parts[0].kit.map
        drum = telling_drum(kit_map.notes.get(note), note) if kit_map.is_stroke(note) else None
        key = self.keys[-1] if len(self._parts) > 1 else channel_key(self.key, channel)
        is_second = self._channels.strike(time_s, channel, drum, free=lambda: self._outlets.has_seat(key))
        if is_second and len(self._parts) == 1:
            self._parts.append(Part(key, self._outlets, self._map))

    def _deliver(self, outcome: Hit | Event) -> None:
        try:
            self._outlets.listener(outcome)
        finally:
            self._outlets.queue.put(outcome)

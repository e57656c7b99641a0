"""One drum kit while it is played: what its driver's thread does with every message."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import SimpleQueue

from game.inputs.kit import Kit
from game.inputs.kitmap import KitMap
from game.inputs.names import Port
from game.inputs.ports import MidiSystem, OpenPort
from game.inputs.recognition import Why
from game.inputs.stamps import SteadyStamps
from game.model.hit import Event, Hit
from game.session.clock import Clock
from game.session.sources import Listener, SeatOf


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message as it came, and what became of it."""

    time_s: float
    device: str
    """Device key, such as `midi:TD-17#1`."""
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


class Device:
    """A kit at a port. `receive` runs on the driver's thread, everything else on the main thread."""

    def __init__(self, key: str, outlets: Outlets, kit_map: KitMap) -> None:
        """Prepare for a kit that has not been opened yet."""
        self.key = key
        self.plugged = False
        self.named = False
        """Whether somebody asked for this very kit, and so has it before the first stroke."""
        self.fault: str | None = None
        """What went wrong with a message, or None."""
        self._player: int | None = None
        self._port: OpenPort | None = None
        self._outlets = outlets
        self._kit = Kit(self.owner, kit_map)
        self._stamps = SteadyStamps()

    @property
    def map(self) -> KitMap:
        """By what its messages are understood now; a reply or its notes may tell better while it is open."""
        return self._kit.map

    @property
    def why(self) -> Why:
        """What told which kit it is."""
        return self._kit.why

    def plug(self, system: MidiSystem, port: Port) -> None:
        """Open the kit, or open it again.

        Raises:
            MidiError: It is gone, or another program holds it.
        """
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

    def owner(self, no_stroke: str | None) -> int | None:
        """Return who plays this kit, 1 or 2, or None. What is no stroke never claims a seat: it goes to who had it."""
        if no_stroke is None or (self.named and self._player is None):
            self._player = self._outlets.seat_of(self.key)
        return self._player

    def receive(self, message: Sequence[int], delta_s: float) -> None:
        """Stamp a message, let its hit be heard and queue it."""
        time_s = self._outlets.clock.now()
        try:
            if self._outlets.steady:
                time_s = self._stamps.stamp(time_s, delta_s)
            outcome = self._kit.message(time_s, message)
            if outcome is not None:
                self._deliver(outcome)
            if self._outlets.tap is not None:
                self._outlets.tap(Arrival(time_s, self.key, bytes(message), outcome))
        except Exception as error:  # noqa: BLE001 - whatever a listener does, the kit plays on
            self.fault = f"{self.key}: a message could not be handled ({error!r})."

    def _deliver(self, outcome: Hit | Event) -> None:
        try:
            if isinstance(outcome, Hit) and outcome.drop is None:
                self._outlets.listener(outcome)
        finally:
            self._outlets.queue.put(outcome)

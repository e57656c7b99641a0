"""Two drummers on one keyboard, by where the keys lie and not by what is printed on them."""

from collections.abc import Mapping, Sequence
from typing import Final

import pygame

from game.inputs.key_times import KeyTimes
from game.model.bindings import FIRST_BINDINGS, Bindings
from game.model.hit import Event, Hit
from game.model.key_names import NUMBER_OF_KEY
from game.session.clock import Clock
from game.session.sources import Listener, SeatOf

LEFT: Final = "keyboard:left"
RIGHT: Final = "keyboard:right"
VELOCITY: Final = 100 / 127

_DEVICES: Final[Mapping[str, str]] = {"left": LEFT, "right": RIGHT}


class KeyboardInput:
    """The keyboard as two kits without dynamics. Everything happens on the main thread."""

    def __init__(self, clock: Clock, seat_of: SeatOf, listener: Listener, bindings: Bindings = FIRST_BINDINGS) -> None:
        """Take the same arguments as every input, and the keys; `clock` stamps keys that come without a time."""
        self._clock = clock
        self._seat_of = seat_of
        self._listener = listener
        self._held: set[int] = set()
        self._hits: list[Hit] = []
        self._times = KeyTimes()
        self._places: dict[int, tuple[str, str]] = {}
        self.rebind(bindings)

    def rebind(self, bindings: Bindings) -> None:
        """Let other keys be the pads, from the next one that goes down."""
        self._places = {NUMBER_OF_KEY[key]: (_DEVICES[at.half], at.pad) for key, at in bindings.keys}

    def handle(self, event: pygame.event.Event, now_s: float | None = None) -> bool:
        """Take one event of the window and tell whether it was a stroke.

        Args:
            event: Any event; only keys going down strike. A key held down strikes once. What the window system says of
                a key comes before it, and tells when it went down.
            now_s: When the events were fetched, s on the session clock.
        """
        if event.type == pygame.SYSWMEVENT:
            self._times.hear(getattr(event, "event", None), self._now(now_s))
        elif event.type == pygame.WINDOWFOCUSLOST:  # keys let go elsewhere are never reported
            self._held.clear()
        elif event.type == pygame.KEYUP:
            self._held.discard(event.scancode)
        elif event.type == pygame.KEYDOWN and event.scancode not in self._held:
            self._held.add(event.scancode)
            return self._strike(event.scancode, self._times.pressed(self._now(now_s)))
        return False

    def _now(self, now_s: float | None) -> float:
        return self._clock.now() if now_s is None else now_s

    def poll(self, now_s: float) -> Sequence[Hit | Event]:
        """Return the strokes since the last call."""
        hits, self._hits = self._hits, []
        return hits

    def heard(self, hit: Hit) -> None:
        """Do nothing: hands do not listen here."""

    def close(self) -> None:
        """Forget what is held and queued; may be called twice."""
        self._held.clear()
        self._hits.clear()

    def _strike(self, key: int, time_s: float) -> bool:
        device, pad = self._places.get(key, (None, ""))
        player = None if device is None else self._seat_of(device)
        if player is None:
            return False
        hit = Hit(time_s, player, pad, VELOCITY)
        self._hits.append(hit)
        self._listener(hit)
        return True

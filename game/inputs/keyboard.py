"""Two drummers on one keyboard, by where the keys lie and not by what is printed on them."""

from collections.abc import Mapping, Sequence
from typing import Final

import pygame

from game.model.hit import Event, Hit
from game.session.clock import Clock
from game.session.sources import Listener, SeatOf

LEFT: Final = "keyboard:left"
RIGHT: Final = "keyboard:right"
VELOCITY: Final = 100 / 127

PADS_OF_KEYS: Final[Mapping[str, Mapping[int, str]]] = {
    LEFT: {
        pygame.KSCAN_A: "hat_closed", pygame.KSCAN_Q: "hat_open", pygame.KSCAN_Z: "hat_pedal",
        pygame.KSCAN_S: "snare", pygame.KSCAN_W: "snare_rim",
        pygame.KSCAN_E: "tom1", pygame.KSCAN_D: "tom2", pygame.KSCAN_C: "tom3",
        pygame.KSCAN_R: "crash", pygame.KSCAN_F: "ride", pygame.KSCAN_V: "crash",
        pygame.KSCAN_LCTRL: "kick", pygame.KSCAN_SPACE: "kick",
    },
    RIGHT: {
        pygame.KSCAN_J: "hat_closed", pygame.KSCAN_U: "hat_open", pygame.KSCAN_M: "hat_pedal",
        pygame.KSCAN_K: "snare", pygame.KSCAN_I: "snare_rim",
        pygame.KSCAN_O: "tom1", pygame.KSCAN_L: "tom2", pygame.KSCAN_PERIOD: "tom3",
        pygame.KSCAN_P: "crash", pygame.KSCAN_SEMICOLON: "ride", pygame.KSCAN_SLASH: "crash",
        pygame.KSCAN_RCTRL: "kick", pygame.KSCAN_RETURN: "kick",
    },
}  # fmt: skip
"""Physical key to pad, per half. Pads that one pair of hands never needs together share a column of keys, so that
keyboards that read only two keys of a block at once lose none. Each kick has a second key for small keyboards."""

_DEVICE_OF_KEY: Final = {key: half for half, keys in PADS_OF_KEYS.items() for key in keys}


class KeyboardInput:
    """The keyboard as two kits without dynamics. Everything happens on the main thread."""

    def __init__(self, clock: Clock, seat_of: SeatOf, listener: Listener) -> None:
        """Take the same arguments as every input; `clock` stamps keys that come without a time."""
        self._clock = clock
        self._seat_of = seat_of
        self._listener = listener
        self._held: set[int] = set()
        self._hits: list[Hit] = []

    def handle(self, event: pygame.event.Event, now_s: float | None = None) -> bool:
        """Take one event of the window and tell whether it was a stroke.

        Args:
            event: Any event; only keys going down strike. A key held down strikes once.
            now_s: When the events were fetched, s on the session clock.
        """
        if event.type == pygame.WINDOWFOCUSLOST:  # keys let go elsewhere are never reported
            self._held.clear()
        elif event.type == pygame.KEYUP:
            self._held.discard(event.scancode)
        elif event.type == pygame.KEYDOWN and event.scancode not in self._held:
            self._held.add(event.scancode)
            return self._strike(event.scancode, self._clock.now() if now_s is None else now_s)
        return False

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
        device = _DEVICE_OF_KEY.get(key)
        player = None if device is None else self._seat_of(device)
        if device is None or player is None:
            return False
        hit = Hit(time_s, player, PADS_OF_KEYS[device][key], VELOCITY)
        self._hits.append(hit)
        self._listener(hit)
        return True

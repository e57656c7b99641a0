"""MIDI messages in words: what a kit said, and what became of it."""

from typing import Final

from game.inputs.kit import Kit
from game.inputs.kitmap import KitMap
from game.inputs.recognition import Why
from game.model.hit import Event, Hit

_CHANNEL: Final[dict[int, tuple[str, ...]]] = {
    0x80: ("note off {}", "velocity {}"),
    0x90: ("note on {}", "velocity {}"),
    0xA0: ("pressure on note {}", "{}"),
    0xB0: ("controller {}", "{}"),
    0xC0: ("program {}",),
    0xD0: ("pressure {}",),
    0xE0: ("pitch bend {}", "{}"),
}
"""The words for each data byte, by the upper half of the first byte."""
_SYSTEM: Final[dict[int, str]] = {
    0xF0: "system exclusive", 0xF1: "time code", 0xF2: "song position", 0xF3: "song select", 0xF6: "tune request",
    0xF8: "clock", 0xFA: "start", 0xFB: "continue", 0xFC: "stop", 0xFE: "active sensing", 0xFF: "reset",
}  # fmt: skip
TOLD: Final[dict[Why, str]] = {
    Why.NAME: "by its name",
    Why.IDENTITY: "by what it answers",
    Why.NOTES: "by the notes it plays, it or its family",
}
"""How a kit was recognised."""
_STREAMED: Final = (0xF8, 0xFE)
_SHOWN_ONCE: Final = " (sent all the time; not shown again)"
_WHY: Final[dict[str, str]] = {
    "floor": "softer than a stroke on this pad",
    "pedal": "the cymbals ringing after the foot",
    "layer": "the same strike told as a second note",
    "retrigger": "the pad ringing on",
    "crosstalk": "the rack shaken by a harder hit",
}
_WIDTH: Final = 44


class Reader:
    """Reads the messages of one kit through the filters that the game uses."""

    def __init__(self, kit_map: KitMap) -> None:
        """Begin with a kit that has not been hit."""
        self._kit = Kit(lambda _drop: 1, kit_map)
        self._streamed: set[int] = set()

    def read(self, time_s: float, message: bytes) -> str | None:
        """Return a message and what became of it as one line; None for what is sent all the time, after the first."""
        outcome = self._kit.message(time_s, message)
        told = words(message)
        if message and message[0] in _STREAMED:
            if message[0] in self._streamed:
                return None
            self._streamed.add(message[0])
            return told + _SHOWN_ONCE
        became = _became(outcome)
        return f"{told:<{_WIDTH}}  {became}".rstrip()


def words(message: bytes) -> str:
    """Return what a message says, with its channel counted from 1, such as `note on 38, velocity 90, channel 10`."""
    if not message:
        return "nothing"
    status, data = message[0], message[1:]
    parts = _CHANNEL.get(status & 0xF0)
    if parts is None:
        return f"{_SYSTEM.get(status, f'unknown {status}')}{f', {len(data)} bytes' if data else ''}"
    if len(data) != len(parts):
        return f"cut off: {' '.join(str(byte) for byte in message)}"
    told = [part.format(byte) for part, byte in zip(parts, data, strict=True)]
    return ", ".join([*told, f"channel {(status & 0x0F) + 1}"])


def _became(outcome: Hit | Event | None) -> str:
    """Say which pad it was and what the filters did; nothing for what is no stroke."""
    if outcome is None:
        return ""
    if isinstance(outcome, Event):
        return "the hat is closed" if outcome.kind == "pedal" else f"{outcome.pad} choked"
    place = outcome.pad if outcome.zone in (None, outcome.pad) else f"{outcome.pad} ({outcome.zone})"
    opening = "" if outcome.open is None else f", {outcome.open:.0%} open"
    verdict = "counts" if outcome.drop is None else f"dropped, {outcome.drop}: {_WHY[outcome.drop]}"
    return f"{place}{opening}: {verdict}"

"""What MIDI ports are called: by the system, by the player who asks for one, and by the game (the device key)."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from game.model.errors import HitotsuError

ANY: Final = "any"
PREFIX: Final = "midi:"

_NOT_KITS: Final = re.compile(
    r"midi through|iac driver|loopmidi|virmidi|gs wavetable|network session"
    r"|^client-|^hitotsu\b|\b(ctrl|control|daw|editor)\b",
    re.IGNORECASE,
)
"""Loopbacks, ports of our own, and the second ports of kits and keyboards that carry no strokes."""

_PLAIN_PORT: Final = re.compile(r"(midi)?[ _-]?(out|output)?( ?1)?", re.IGNORECASE)
"""What `TD-17:TD-17 MIDI 1` and `TD-17:MIDI OUT` say after the kit's name: nothing that a player has to know."""

_BRIDGED: Final = re.compile(
    r"a2j(?:midid)?:(?P<a2j>.+?) \[\d+\] \(capture\): (?:\[\d+\] )?(?P<a2j_port>.+)"
    r"|Midi-Bridge:(?P<pipewire>.+?):\(capture_\d+\) (?P<pipewire_port>.+)"
)
"""How JACK names a port of ALSA: after the program that brings it there, with a number that replugging changes."""


_OUTWARD: Final = (
    (re.compile(r"\(playback"), "(capture"),
    (re.compile(r"midi_playback_"), "midi_capture_"),
    (re.compile(r"^MIDIOUT(?=\d+ \()"), "MIDIIN"),
    (re.compile(r"(:.*\bMIDI[ _-]?)IN\b"), r"\1OUT"),
    (re.compile(r"(:.*\bmidi[ _-]?)in\b"), r"\1out"),
    (re.compile(r":in(put)?\b"), r":out\1"),
)
"""How the name of a device's output differs from that of its input: what goes in there comes out here."""


@dataclass(frozen=True, slots=True)
class Port:
    """One input port as it is listed now."""

    index: int
    """Its place in the system's list."""
    address: str
    """Tells it from all others as long as it is plugged in."""
    name: str
    """Its name without what the system adds; equal kits have equal names."""

    @property
    def is_kit(self) -> bool:
        """False for loopbacks and control ports, which `any` leaves alone."""
        return _NOT_KITS.search(self.name) is None


def list_ports(names: Sequence[str], api: str, *, beside: Sequence[str] = ()) -> tuple[Port, ...]:
    """Describe the ports a MIDI system lists under these names; `beside` are names that count as taken."""
    bare = [_without_index(name.strip(), index) if api == "winmm" else name.strip() for index, name in enumerate(names)]
    seen: Counter[str] = Counter()
    ports = []
    for index, name in enumerate(bare):
        seen[name] += 1
        ports.append(Port(index, f"{name}#{seen[name]}", _identity(name, [*bare, *beside], api)))
    return tuple(ports)


def outputs_beside(port: Port, inputs: Sequence[str], outputs: Sequence[str], api: str) -> tuple[int, ...]:
    """Return the places, in a list of outputs, of those at the device of an input.

    One that is called as the input is at the same device; where there is none, every one of the device's name may be.
    """
    listed = list_ports([_as_input(name.strip()) for name in outputs], api, beside=inputs)
    same = [one for one in listed if one.address == port.address] or [one for one in listed if one.name == port.name]
    return tuple(one.index for one in same)


def find_port(wanted: str, ports: Sequence[Port]) -> Port:
    """Return the port that `midi:NAME` or `midi:NAME#2` (the second of that name) asks for.

    An equal name goes before a whole word in a longer one (`TD-1` is not `TD-17`), a word before any part of it.

    Raises:
        HitotsuError: There is none; the message lists the ports there are.
    """
    name, number = _split(wanted)
    matches = _matches(name, ports)
    if len(matches) >= number:
        return matches[number - 1]
    there = ", ".join(f'"{port.name}"' for port in ports) or "none"
    raise HitotsuError(f"{wanted}: no such MIDI port. Ports there are: {there}. Plug in the kit or name one of them.")


def device_key(name: str, ordinal: int) -> str:
    """Return the key of the `ordinal`-th device (from 1) of this name, for example `midi:TD-17#1`."""
    return f"{PREFIX}{name}#{ordinal}"


def channel_key(key: str, channel: int) -> str:
    """Return the key of a second kit on one cable, for example `midi:UM-ONE#1@11` for the one on channel 11."""
    return f"{key}@{channel}"


def name_of(key: str) -> str:
    """Return the name in a device's key: `TD-17` of `midi:TD-17#1`."""
    return key.removeprefix(PREFIX).rpartition("#")[0]


def _as_input(name: str) -> str:
    for outward, inward in _OUTWARD:
        name = outward.sub(inward, name)
    return name


def _without_index(name: str, index: int) -> str:
    return name.removesuffix(f" {index}")


def _identity(name: str, names: Sequence[str], api: str) -> str:
    if api == "alsa":
        name = re.sub(r" \d+:\d+$", "", name)
    if api == "jack":
        original = re.sub(r"-\d\d:", ":", name, count=1)
        # `TD-17` is a name of its own: two figures are JACK's counter only beside the port they were added for
        name = _unbridged(original if original in names else name)
    if api == "core":
        name = name.removesuffix(" Port 1")
    name = re.sub(r"^\d+- ", "", name)
    name = re.sub(r"^MIDIIN\d+ \((.*)\)$", r"\1", name).strip()
    return _without_plain_port(name)


def _unbridged(name: str) -> str:
    """Return `TD-17:TD-17 MIDI 1` for `a2j:TD-17 [20] (capture): TD-17 MIDI 1`."""
    found = _BRIDGED.fullmatch(name)
    return ":".join(part.strip() for part in found.groups() if part) if found else name


def _without_plain_port(name: str) -> str:
    client, _, port = name.partition(":")
    return client if _PLAIN_PORT.fullmatch(port.strip().removeprefix(client).strip()) else name


def _split(wanted: str) -> tuple[str, int]:
    found = re.fullmatch(r"midi:(.+?)(?:#(\d{1,9}))?", wanted, re.IGNORECASE)
    number = int(found[2] or 1) if found else 0
    if not found or number < 1:
        raise HitotsuError(f"{wanted}: a MIDI source is written midi:NAME or midi:NAME#2 (the second of that name).")
    return found[1].strip().casefold(), number


def _matches(name: str, ports: Sequence[Port]) -> list[Port]:
    word = re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])")
    tests: tuple[Callable[[str], object], ...] = (
        lambda listed: name in (listed, listed.partition(":")[0]),
        word.search,
        lambda listed: name in listed,
    )
    ranked = sorted(ports, key=lambda port: not port.is_kit)
    found = ([port for port in ranked if test(port.name.casefold())] for test in tests)
    return next(filter(None, found), [])

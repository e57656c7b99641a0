"""What MIDI this machine has."""

import sys
from dataclasses import dataclass

from game.inputs.names import list_ports
from game.inputs.ports import MidiError, MidiSystem

_CURES = {
    "linux": "Load the kernel's sequencer (modprobe snd-seq), or start a JACK server (apt install jackd2, then jackd).",
    "darwin": "Open Audio MIDI Setup and check that MIDI is running.",
    "win32": "Check in the device manager that Windows Audio is running.",
}


@dataclass(frozen=True, slots=True)
class MidiStatus:
    """Whether kits can be played here."""

    available: bool
    apis: tuple[str, ...] = ()
    """The MIDI system that answers: `core`, `winmm`, `alsa` or `jack`."""
    ports: tuple[str, ...] = ()
    """Names of the inputs there are."""
    notice: str | None = None
    """What is missing, what still works and what to do."""


def probe_midi() -> MidiStatus:
    """Look at this machine's MIDI; never raises."""
    try:
        system = MidiSystem()
    except MidiError:
        return MidiStatus(available=False, notice=no_midi_notice())
    try:
        ports = list_ports(system.names(), system.api)
    except MidiError as error:
        return MidiStatus(available=False, apis=(system.api,), notice=f"MIDI does not answer ({error}).")
    finally:
        system.close()
    names = tuple(port.name for port in ports)
    notice = None if names else "No drum kit is connected. Plug one in by USB, or play on the keyboard."
    return MidiStatus(available=True, apis=(system.api,), ports=names, notice=notice)


def no_midi_notice() -> str:
    """Say that there is no MIDI system, what still works and what to do."""
    cure = _CURES.get(sys.platform, "Install a MIDI driver.")
    return f"No MIDI system was found, so drum kits cannot be played; the keyboard can. {cure}"

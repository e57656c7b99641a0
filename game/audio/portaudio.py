"""Find PortAudio and choose a device."""

import sys
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Final

from game.audio.output import SoundUnavailableError
from game.audio.quiet import quiet_stderr

_SYSTEMS: Final = (
    "ASIO", "Windows WASAPI", "Windows WDM-KS", "Windows DirectSound",
    "Core Audio", "JACK Audio Connection Kit", "ALSA", "OSS",
)  # fmt: skip
"""PortAudio's names of sound systems, best first. MME is left out: it starts sounds at uneven times."""

_MISSING: Final = {
    "linux": "PortAudio is not installed (on Debian and Ubuntu: sudo apt install libportaudio2)",
    "darwin": "PortAudio is not installed (brew install portaudio)",
}
NO_DEVICE: Final = "PortAudio found no sound device"


@dataclass(frozen=True, slots=True)
class Device:
    """One output."""

    index: int
    name: str
    system: str
    """PortAudio's name of the sound system it is reached through."""
    sample_rate: int
    """Its own rate, Hz."""

    @property
    def label(self) -> str:
        """Return a name for people."""
        return f"{self.name} ({self.system})"


def load_portaudio() -> ModuleType:
    """Return the `sounddevice` module.

    Raises:
        SoundUnavailableError: It, or the PortAudio library under it, is missing.
    """
    try:
        with quiet_stderr():
            return import_module("sounddevice")  # opens PortAudio
    except ImportError as problem:
        raise SoundUnavailableError("sounddevice is not installed (pip install sounddevice)") from problem
    except OSError as problem:
        raise SoundUnavailableError(_MISSING.get(sys.platform, "PortAudio is not installed")) from problem
    except Exception as problem:  # PortAudio's own error, whose class a failed import does not give
        raise SoundUnavailableError(f"PortAudio does not start ({problem})") from problem


def outputs(sounddevice: ModuleType) -> list[Device]:
    """Return every stereo output, the default one of the best sound system first."""
    systems = sounddevice.query_hostapis()
    found = []
    for index, entry in enumerate(sounddevice.query_devices()):
        system = systems[entry["hostapi"]]
        if entry["max_output_channels"] >= 2 and system["name"] in _SYSTEMS:
            device = Device(index, entry["name"], system["name"], round(entry["default_samplerate"]))
            found.append((_SYSTEMS.index(device.system), index != system["default_output_device"], index, device))
    return [device for *_, device in sorted(found, key=lambda row: row[:3])]


def best_device(sounddevice: ModuleType) -> Device:
    """Return the output to play on.

    Raises:
        SoundUnavailableError: There is none.
    """
    found = outputs(sounddevice)
    if not found:
        raise SoundUnavailableError(NO_DEVICE)
    return found[0]

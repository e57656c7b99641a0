"""Find PortAudio and choose a device."""

import ctypes.util
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

from game.audio.output import SoundUnavailableError
from game.model.quiet import quiet_stderr

_JACK: Final = "JACK Audio Connection Kit"
_SYSTEMS: Final = (
    "ASIO", "Windows WASAPI", "Windows WDM-KS", "Windows DirectSound",
    "Core Audio", _JACK, "ALSA", "OSS",
)  # fmt: skip
"""PortAudio's names of sound systems, best first. MME is left out: it starts sounds at uneven times."""

_MISSING: Final = {
    "linux": "PortAudio is not installed (on Debian and Ubuntu: sudo apt install libportaudio2)",
    "darwin": "PortAudio is not installed (brew install portaudio)",
}
_COPIES: Final = 20
"""More fresh copies of the library are not taken in one evening."""
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
    channels: int = 2
    """2, or 1 where there is one loudspeaker."""

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
    """Return every output, the default one of the best sound system first; one loudspeaker only where all are so.

    Raises:
        SoundUnavailableError: PortAudio does not tell.
    """
    try:
        systems, entries = sounddevice.query_hostapis(), sounddevice.query_devices()
    except sounddevice.PortAudioError as problem:
        raise SoundUnavailableError(f"PortAudio does not tell which sound devices there are ({problem})") from problem
    found = []
    for index, entry in enumerate(entries):
        system = systems[entry["hostapi"]]
        if entry["max_output_channels"] >= 1 and system["name"] in _SYSTEMS:
            rate, channels = round(entry["default_samplerate"]), min(2, entry["max_output_channels"])
            device = Device(index, entry["name"], system["name"], rate, channels)
            other = index != system["default_output_device"]
            found.append((channels == 1, _SYSTEMS.index(device.system), other, index, device))
    return [device for *_, device in sorted(found, key=lambda row: row[:4])]


def best_device(sounddevice: ModuleType) -> Device:
    """Return the output to play on.

    Raises:
        SoundUnavailableError: There is none.
    """
    found = outputs(sounddevice)
    if not found:
        raise SoundUnavailableError(NO_DEVICE)
    return found[0]


def look_again() -> None:
    """Let PortAudio find what came and went; nothing may be playing but on a device that is lost.

    PortAudio waits for ever for a JACK server that has died, and asked to end it takes the program down. Where it knew
    a JACK server it is therefore left as it is, and a fresh copy of the library is taken.

    Raises:
        SoundUnavailableError: PortAudio does not start again.
    """
    sounddevice = sys.modules.get("sounddevice")
    if sounddevice is None:
        return
    try:
        with quiet_stderr():
            if _knows_jack(sounddevice) and sys.platform == "linux":
                _take_copy()
            else:
                _start_again(sounddevice)
    except (OSError, sounddevice.PortAudioError) as problem:
        raise SoundUnavailableError(f"PortAudio does not start again ({problem})") from problem


def _knows_jack(sounddevice: ModuleType) -> bool:
    try:
        return any(system["name"] == _JACK for system in sounddevice.query_hostapis())
    except sounddevice.PortAudioError:  # it did not start again the last time
        return False


def _start_again(sounddevice: ModuleType) -> None:
    with suppress(sounddevice.PortAudioError):  # it did not start again the last time
        sounddevice._terminate()
    sounddevice._initialize()


def _take_copy() -> None:
    """Import `sounddevice` anew on a copy of the library, which the system takes for another one."""
    _copies.append(sys.modules["sounddevice"])
    if len(_copies) > _COPIES:
        raise OSError("too often")
    with tempfile.TemporaryDirectory(prefix="hitotsu-") as folder:
        copy = Path(folder, f"portaudio{len(_copies)}.so")
        shutil.copyfile(_library(), copy)
        for name in ("rtmixer", "sounddevice"):
            sys.modules.pop(name, None)
        with _found_at(copy):
            import_module("sounddevice")


_copies: list[ModuleType] = []
"""Those that were left: their streams must not be collected."""


@cache
def _library() -> Path:
    """Return where the PortAudio in use lies."""
    lines = Path("/proc/self/maps").read_text("utf-8").splitlines()
    return next(Path(line.split(maxsplit=5)[5]) for line in lines if "portaudio" in line)


@contextmanager
def _found_at(copy: Path) -> Iterator[None]:
    """Let the search for the library find the copy."""
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: str(copy) if name == "portaudio" else search(name)
    try:
        yield
    finally:
        ctypes.util.find_library = search

"""What the end-to-end tests stand on: real parts of the system. A part that is missing skips its tests."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import screen as screens
from keys import KeyPlayer
from midi_desk import clock, kits, opened

__all__ = ["clock", "kits", "opened"]  # fixtures


@dataclass(frozen=True)
class JackServer:
    """A JACK server of our own, without a sound card."""

    name: str
    pid: int
    rate: int = 48000
    block: int = 128

    @property
    def env(self) -> dict[str, str]:
        """The environment in which programs find this server and use it for MIDI."""
        return {**os.environ, **_environment(self.name)}


@pytest.fixture(scope="session")
def jack_server() -> Iterator[JackServer]:
    """Start a JACK server that nobody else uses; this process and those it starts find it."""
    if not shutil.which("jackd"):
        pytest.skip("jackd is not installed (apt install jackd2)")
    name = f"hitotsu{os.getpid()}"
    process = _start(name)
    if process is None:
        pytest.skip("jackd is installed but does not start here")
    before = {key: os.environ.get(key) for key in _environment(name)}
    os.environ.update(_environment(name))
    yield JackServer(name, process.pid)
    for key, value in before.items():
        os.environ.pop(key, None)
        if value is not None:
            os.environ[key] = value
    _end(process)


def _environment(name: str) -> dict[str, str]:
    return {"JACK_DEFAULT_SERVER": name, "JACK_NO_START_SERVER": "1", "HITOTSU_MIDI": "jack"}


def _start(name: str) -> "subprocess.Popen[bytes] | None":
    for real_time in ("-R", "-r"):
        command = ["jackd", "-n", name, real_time, "-d", "dummy", "-r", "48000", "-p", "128"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if _answers(name, process):
            return process
        _end(process)
    return None


def _answers(name: str, process: "subprocess.Popen[bytes]", timeout_s: float = 8.0) -> bool:
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline and process.poll() is None:
        listed = subprocess.run(["jack_lsp", "-s", name], capture_output=True, check=False)
        if listed.returncode == 0:
            return True
        time.sleep(0.1)
    return False


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)


@pytest.fixture(scope="session")
def screen() -> Iterator[screens.Screen]:
    """An X server of our own with a screen of 1920 x 1080."""
    if not screens.can_be_opened():
        pytest.skip(screens.MISSING)
    opened = screens.Screen()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def silence() -> dict[str, str]:
    """What makes a program find neither a JACK server nor a sound card: the same on every machine."""
    return {**_environment("nobody"), "SDL_AUDIODRIVER": "dummy"}


@pytest.fixture(scope="session")
def unseen(silence: dict[str, str]) -> dict[str, str]:
    """For rounds that nobody looks at or listens to."""
    return {**os.environ, **silence, "SDL_VIDEODRIVER": "dummy"}


@pytest.fixture
def keyboard(screen: screens.Screen) -> Iterator[KeyPlayer]:
    """Hands on the keyboard of that screen."""
    with KeyPlayer(screen.name) as player:
        yield player

"""What the benches of timing stand on: a JACK server and a screen of their own, and what else the machine did."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / part) for part in ("e2e", "audio"))]

import screen as screens  # noqa: E402

RATE, BLOCK = 48000, 128
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # standard output holds figures


@contextmanager
def jack_server(number: int = 1) -> Iterator[dict[str, str]]:
    """Start a JACK server without a sound card; give the environment in which programs find it."""
    name = f"bench{os.getpid()}n{number}"
    env = {**os.environ, "JACK_DEFAULT_SERVER": name, "JACK_NO_START_SERVER": "1", "HITOTSU_MIDI": "jack"}
    command = ["jackd", "-n", name, "-R", "-d", "dummy", "-r", str(RATE), "-p", str(BLOCK)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        waiting = ["jack_wait", "-s", name, "-w", "-t", "10"]
        subprocess.run(waiting, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        yield env
    finally:
        server.terminate()
        server.wait(5)


@contextmanager
def screen(env: Mapping[str, str], size: tuple[int, int] = (1920, 1080)) -> Iterator[dict[str, str]]:
    """Open a screen without glass; give the environment in which programs find it, and this server."""
    opened = screens.Screen(size)
    try:
        yield {**opened.env, **{key: value for key, value in env.items() if key.startswith(("JACK_", "HITOTSU_"))}}
    finally:
        opened.close()


def told() -> str:
    """Say what the machine is, and how busy it was in the last minute."""
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return f"{os.cpu_count()} processors, load average of the last minute {busy:.2f}"

"""Asking who it is what hangs on a plain cable.

The request is sent by a program of its own: opening an output and letting go of it takes a tenth of a second where it
was measured (JACK), and the library lets nothing else of its program run meanwhile.
"""

import contextlib
import subprocess
import sys
from pathlib import Path
from typing import Final

from game.inputs.names import Port, list_ports, outputs_beside
from game.inputs.ports import MidiError, MidiOutputs, MidiSystem

REQUEST: Final = (0xF0, 0x7E, 0x7F, 0x06, 0x01, 0xF7)
"""What devices of every maker understand: who is there?"""
PATIENCE_S: Final = 5.0
"""A program that takes longer hangs, and is ended."""

_ROOT: Final = Path(__file__).resolve().parents[2]
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Question:
    """One request on its way. What is answered arrives at the input, like everything else a kit says."""

    def __init__(self, port: Port, now_s: float) -> None:
        """Send it to the device whose input this is; where that has no output, or a busy one, to nobody."""
        self._until_s = now_s + PATIENCE_S
        self._process: subprocess.Popen[bytes] | None = None
        command = [sys.executable, "-m", "game.inputs.asking", port.address]
        with contextlib.suppress(OSError, ValueError):  # ValueError: a name that no command line takes
            self._process = subprocess.Popen(
                command, cwd=_ROOT, close_fds=False, creationflags=_NO_WINDOW,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip

    def pending(self, now_s: float) -> bool:
        """Tell whether it is still on its way."""
        if self._process is None or self._process.poll() is not None:
            return False
        if now_s >= self._until_s:
            self.close()
            return False
        return True

    def close(self) -> None:
        """Leave it at that; may be called twice."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def ask(address: str) -> None:
    """Send the request to the device whose input has this address.

    Raises:
        MidiError: An output is gone, or another program holds it.
    """
    system = MidiSystem()
    outputs = MidiOutputs(system.api)
    try:
        names = system.names()
        port = next((port for port in list_ports(names, system.api) if port.address == address), None)
        for index in () if port is None else outputs_beside(port, names, outputs.names(), system.api):
            outputs.send(index, REQUEST)
    finally:
        outputs.close()
        system.close()


if __name__ == "__main__":
    with contextlib.suppress(MidiError):
        ask(sys.argv[1])

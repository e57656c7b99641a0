"""Drum kits without drums: JACK ports of a process of its own that send what they are told to.

Tests use `VirtualKits`; the file itself, run as a program, is the other process. Times are `time.perf_counter()`,
which both processes read from the same clock.
"""

import ctypes
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

NOTE_ON = 0x99
STARTING_S = 0.05
USB_MESSAGES_PER_MS = 16
"""64 bytes a millisecond, 4 a message. JACK itself loses messages beyond about 200 in one block."""


class Note(NamedTuple):
    """One message to send."""

    at_s: float
    """Seconds after the start of the playing."""
    kit: str
    """The name under which the kit was plugged in."""
    message: tuple[int, ...]


class VirtualKits:
    """A handful of kits that can be plugged in, played and pulled out."""

    def __init__(self, env: dict[str, str] | None = None) -> None:
        command = [sys.executable, str(Path(__file__))]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)

    def __enter__(self) -> "VirtualKits":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def plug(self, kit: str, name: str | None = None) -> None:
        """Plug in a kit that asks JACK for `name`; `kit` is what the test calls it."""
        self._ask("plug", kit=kit, name=name or kit)

    def unplug(self, kit: str) -> None:
        self._ask("unplug", kit=kit)

    def listen(self, kit: str, name: str | None = None, *, answer: Sequence[int] = ()) -> None:
        """Give a kit a MIDI input, at which it answers every message that it is sent."""
        self._ask("listen", kit=kit, name=name or kit, answer=list(answer))

    def told(self, kit: str) -> list[list[int]]:
        """Return what was sent to that input."""
        return self._ask("told", kit=kit)

    def hit(self, kit: str, note: int = 38, velocity: int = 100) -> float:
        """Send one note-on and return when it was sent."""
        return self.play([Note(0, kit, (NOTE_ON, note, velocity))])[0]

    def send(self, kit: str, *messages: Sequence[int]) -> list[float]:
        """Send messages without a pause and return when each was sent."""
        return self.play([Note(0, kit, tuple(message)) for message in messages])

    def burst(self, kit: str, messages: Sequence[Sequence[int]]) -> None:
        """Send messages as fast as a full-speed USB cable carries them; return when all are sent."""
        self._ask("burst", kit=kit, messages=messages)

    def play(self, notes: Sequence[Note]) -> list[float]:
        """Play notes at their times and return when each was sent, once all are."""
        self.start(notes)
        return self.finish()

    def start(self, notes: Sequence[Note]) -> None:
        """Begin to play and return at once; `finish` waits for the end."""
        self._write("play", notes=sorted(notes, key=lambda note: note.at_s))

    def finish(self) -> list[float]:
        return self._read()

    def close(self) -> None:
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
            try:
                self._process.wait(10)
            finally:
                self._process.kill()
                self._process.stdout.close()

    def _ask(self, command: str, **arguments: Any) -> Any:
        self._write(command, **arguments)
        return self._read()

    def _write(self, command: str, **arguments: Any) -> None:
        self._process.stdin.write(json.dumps([command, arguments]) + "\n")
        self._process.stdin.flush()

    def _read(self) -> Any:
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the virtual kits have ended: see standard error")
        return json.loads(line)


class _Kits:
    def __init__(self) -> None:
        libjack = ctypes.CDLL("libjack.so.0", mode=ctypes.RTLD_GLOBAL)
        libjack.jack_set_error_function(ctypes.CDLL(None).labs)  # does nothing, and needs no GIL in JACK's thread
        import supriya_midi

        self._library = supriya_midi
        self._outs: dict[str, Any] = {}
        self._ins: dict[str, Any] = {}
        self._told: dict[str, list[list[int]]] = {}

    def plug(self, kit: str, name: str) -> None:
        out = self._library.MidiOut(self._library.RtMidiAPI.UNIX_JACK, client_name=name)
        self._outs[kit] = out.open_virtual_port("MIDI OUT")

    def unplug(self, kit: str) -> None:
        self._outs.pop(kit).delete()

    def listen(self, kit: str, name: str, answer: list[int]) -> None:
        told = self._told[kit] = []

        def heard(message: Sequence[int], _delta_s: float, _data: object) -> None:
            told.append(list(message))
            if answer:
                self._outs[kit].send_message(answer)

        self._ins[kit] = self._library.MidiIn(self._library.RtMidiAPI.UNIX_JACK, client_name=name)
        self._ins[kit].ignore_types(False, False, False)
        self._ins[kit].set_callback(heard)
        self._ins[kit].open_virtual_port("MIDI IN")

    def told(self, kit: str) -> list[list[int]]:
        return self._told[kit]

    def close(self) -> None:
        for port in (*self._ins.values(), *self._outs.values()):
            port.delete()

    def burst(self, kit: str, messages: list[list[int]]) -> None:
        for start in range(0, len(messages), USB_MESSAGES_PER_MS):
            for message in messages[start : start + USB_MESSAGES_PER_MS]:
                self._outs[kit].send_message(message)
            time.sleep(0.001)

    def play(self, notes: list[tuple[float, str, list[int]]]) -> list[float]:
        start = time.perf_counter() + STARTING_S
        return [self._play(start + at_s, self._outs[kit], message) for at_s, kit, message in notes]

    @staticmethod
    def _play(when: float, out: Any, message: list[int]) -> float:
        while (left := when - time.perf_counter()) > 0:
            time.sleep(left)
        sent = time.perf_counter()
        out.send_message(message)
        return sent


def _serve() -> None:
    kits = _Kits()
    for line in sys.stdin:
        command, arguments = json.loads(line)
        print(json.dumps(getattr(kits, command)(**arguments)), flush=True)
    kits.close()


if __name__ == "__main__":
    _serve()

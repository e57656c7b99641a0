"""Hands on a keyboard: a process of its own that presses keys of an X server at exact times (XTEST).

Tests use `KeyPlayer`; the file itself, run as a program, is the other process. Times are `time.perf_counter()`,
which both processes read from the same clock.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

STARTING_S = 0.05
HELD_S = 0.04
"""How long a struck key stays down, s."""

LEFT = {
    "hat_closed": "a", "hat_open": "q", "hat_pedal": "z", "snare": "s", "snare_rim": "w",
    "tom1": "e", "tom2": "d", "tom3": "c", "crash": "r", "ride": "f", "kick": "Control_L",
}  # fmt: skip
RIGHT = {
    "hat_closed": "j", "hat_open": "u", "hat_pedal": "m", "snare": "k", "snare_rim": "i",
    "tom1": "o", "tom2": "l", "tom3": "period", "crash": "p", "ride": "semicolon", "kick": "Control_R",
}  # fmt: skip
KEY_OF_PAD = {1: LEFT, 2: RIGHT}
"""The key of each player's pad, by what an American keyboard prints on it: the layout of a bare X server."""


class Press(NamedTuple):
    """One key to strike."""

    at_s: float
    """Seconds after the start of the playing."""
    key: str
    """Name of its keysym."""


class KeyPlayer:
    """Strikes keys."""

    def __init__(self, display: str) -> None:
        command = [sys.executable, str(Path(__file__)), display]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> "KeyPlayer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def strike(self, key: str) -> float:
        """Strike one key and return when it went down."""
        return self.play([Press(0, key)])[0]

    def play(self, presses: Sequence[Press]) -> list[float]:
        """Strike keys at their times and return when each went down, in the order given, once all are."""
        self.start(presses)
        return self.finish()

    def start(self, presses: Sequence[Press]) -> None:
        """Begin to play and return at once; `finish` waits for the end."""
        self._process.stdin.write(json.dumps(presses) + "\n")
        self._process.stdin.flush()

    def finish(self) -> list[float]:
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the key player has ended: see standard error")
        return json.loads(line)

    def close(self) -> None:
        if not self._process.stdin.closed:
            self._process.stdin.close()
            try:
                self._process.wait(10)
            finally:
                self._process.kill()
                self._process.stdout.close()


class _Keyboard:
    def __init__(self, display: str) -> None:
        from Xlib import XK, X
        from Xlib.display import Display
        from Xlib.ext import xtest

        self._down, self._up = X.KeyPress, X.KeyRelease
        self._display = Display(display)
        self._code = lambda key: self._display.keysym_to_keycode(XK.string_to_keysym(key))
        self._fake = xtest.fake_input

    def play(self, presses: list[tuple[float, str]]) -> list[float]:
        moves = sorted(self._moves(presses))
        sent: dict[int, float] = {}
        start = time.perf_counter() + STARTING_S
        for at_s, index, kind, code in moves:
            _wait_until(start + at_s)
            now = time.perf_counter()
            self._fake(self._display, kind, code)
            self._display.flush()
            if kind == self._down:
                sent[index] = now
        self._display.sync()
        return [sent[index] for index in range(len(presses))]

    def _moves(self, presses: list[tuple[float, str]]) -> list[tuple[float, int, Any, int]]:
        """Spell out strokes as keys going down and up; a key is up in time for its next stroke."""
        moves = []
        for index, (at_s, key) in enumerate(presses):
            code = self._code(key)
            again_s = min((t for t, other in presses if other == key and t > at_s), default=at_s + 1)
            up_s = at_s + min(HELD_S, (again_s - at_s) / 2)
            moves += [(at_s, index, self._down, code), (up_s, index, self._up, code)]
        return moves


def _wait_until(when: float) -> None:
    while (left := when - time.perf_counter()) > 0:
        time.sleep(left)


def _serve(display: str) -> None:
    keyboard = _Keyboard(display)
    for line in sys.stdin:
        print(json.dumps(keyboard.play(json.loads(line))), flush=True)


if __name__ == "__main__":
    _serve(sys.argv[1])

"""A screen without glass (Xvfb), and the hands of a desktop on it: closing windows, taking the focus, looking."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

TITLE = "Hitotsu"
NEEDED = ("Xvfb",)
MISSING = "Xvfb or python-xlib is not installed (apt install xvfb; pip install python-xlib)"


def can_be_opened() -> bool:
    """Tell whether this machine has what a screen needs."""
    try:
        import Xlib  # noqa: F401
    except ImportError:
        return False
    return all(map(shutil.which, NEEDED))


class Screen:
    """One X server."""

    def __init__(self, size: tuple[int, int] = (1920, 1080)) -> None:
        from Xlib.display import Display

        self.size = size
        command = ["Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", f"{size[0]}x{size[1]}x24"]
        self._server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.name = ":" + self._server.stdout.readline().decode().strip()
        self._display = Display(self.name)
        self._root = self._display.screen().root

    @property
    def env(self) -> dict[str, str]:
        """The environment in which programs find this screen."""
        env = {key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"}
        return {**env, "DISPLAY": self.name, "SDL_VIDEODRIVER": "x11"}

    def close(self) -> None:
        self._display.close()
        self._server.terminate()
        self._server.wait(5)
        self._server.stdout.close()

    def window(self, timeout_s: float = 15.0) -> Any:
        """Return the game's window once it is on the screen."""
        name = self._display.intern_atom("_NET_WM_NAME")
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            for window in self._root.query_tree().children:
                if window.get_full_text_property(name) == TITLE:
                    return window
            time.sleep(0.05)
        raise TimeoutError(f"no window is called {TITLE}")

    def ask_to_close(self) -> None:
        """Do what the cross in the window's frame does."""
        from Xlib import X
        from Xlib.protocol.event import ClientMessage

        protocols, delete = (self._display.intern_atom(name) for name in ("WM_PROTOCOLS", "WM_DELETE_WINDOW"))
        window = self.window()
        event = ClientMessage(window=window, client_type=protocols, data=(32, [delete, X.CurrentTime, 0, 0, 0]))
        window.send_event(event)
        self._display.sync()

    @contextmanager
    def another_window_in_front(self) -> Iterator[None]:
        """Give the keyboard's focus to another window, and back to the game's afterwards."""
        from Xlib import X

        other = self._root.create_window(0, 0, 80, 80, 0, X.CopyFromParent)
        other.map()
        self._display.sync()
        other.set_input_focus(X.RevertToNone, X.CurrentTime)
        self._display.sync()
        try:
            yield
        finally:
            self.window().set_input_focus(X.RevertToNone, X.CurrentTime)
            other.destroy()
            self._display.sync()

    def picture(self) -> np.ndarray:
        """Return what the screen shows: height x width x (red, green, blue)."""
        from Xlib import X

        width, height = self.size
        image = self._root.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF)
        pixels = np.frombuffer(image.data, np.uint8).reshape(height, width, 4)
        return pixels[:, :, 2::-1]

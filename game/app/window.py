"""The window: opening it, or saying in one sentence why that cannot be."""

import ctypes
import os
import re
import sys
import warnings
from typing import Final

import pygame

from game.inputs.key_times import listen_to_window
from game.model.errors import HitotsuError
from game.model.quiet import quiet_stderr

SMALLEST: Final = (640, 360)
LARGEST: Final = (7680, 4320)
COMMON: Final = ((3840, 2160), (2560, 1440), (1920, 1080), (1280, 720), (1024, 576), SMALLEST)
_ROOM: Final = 0.92
"""Share of the desktop that a window may fill, so that its frame stays on the screen."""
_SIZE: Final = re.compile(r"(\d{1,5})[xX](\d{1,5})")
_CLASS_NAMES: Final = ("SDL_VIDEO_X11_WMCLASS", "SDL_VIDEO_WAYLAND_WMCLASS")
_OFFSCREEN: Final = ("offscreen", "dummy", "evdev")
_FULL_DESKTOP: Final = 0x1001
"""SDL_WINDOW_FULLSCREEN_DESKTOP."""
_SAY_NOTHING: Final = ("SDL_SetWindowSize", "SDL_SetWindowPosition")
"""Functions of SDL that return nothing."""
_NO_DISPLAY: Final = (
    "No screen was found: start the game on a desktop (on Linux DISPLAY or WAYLAND_DISPLAY must be set), "
    "or set SDL_VIDEODRIVER=dummy to play without a picture."
)


def parse_size(text: str) -> tuple[int, int]:
    """Read a size such as `1280x720`.

    Raises:
        HitotsuError: It is no size, or one that the picture does not fit into.
    """
    found = _SIZE.fullmatch(text.strip())
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(low <= side <= high for low, side, high in zip(SMALLEST, size, LARGEST, strict=True)):
        low, high = (f"{w}x{h}" for w, h in (SMALLEST, LARGEST))
        raise HitotsuError(f"--size: '{text}' is not a size from {low} to {high}, such as 1280x720.")
    return size


def open_window(size: tuple[int, int] | None, *, fullscreen: bool, cut: bool = False) -> pygame.Surface:
    """Open the game's window: of this size, or the largest common one that fits the desktop.

    `cut`: no larger than the desktop, whatever size is wished.

    Raises:
        HitotsuError: There is no screen.
    """
    wanted = os.environ.get("SDL_VIDEODRIVER")
    for name in _CLASS_NAMES:
        os.environ.setdefault(name, "hitotsu")
    if sys.platform == "linux":
        # Uploading a software picture through GL costs 5 to 10 ms a frame; X11's own way costs about 1.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    try:
        with quiet_stderr():  # libwayland complains there before X11 is tried
            pygame.display.init()
        if not wanted and pygame.display.get_driver() in _OFFSCREEN:
            raise HitotsuError(_NO_DISPLAY)
        pygame.display.set_caption("Hitotsu")
        desktop = pygame.display.get_desktop_sizes()[0]
        wished = size or _fitting(desktop)
        pygame.display.set_mode(_cut(wished, desktop) if cut else wished, pygame.RESIZABLE)
        if fullscreen:
            toggle_fullscreen()
    except pygame.error as error:
        raise HitotsuError(_NO_DISPLAY) from error
    listen_to_window()
    pygame.font.init()
    pygame.mouse.set_visible(False)
    pygame.key.set_repeat()
    pygame.key.stop_text_input()
    surface = pygame.display.get_surface()
    assert surface is not None
    return surface


def _fitting(desktop: tuple[int, int]) -> tuple[int, int]:
    room = (desktop[0] * _ROOM, desktop[1] * _ROOM)
    return next((size for size in COMMON if size[0] <= room[0] and size[1] <= room[1]), SMALLEST)


def _cut(size: tuple[int, int], desktop: tuple[int, int]) -> tuple[int, int]:
    return min(size[0], desktop[0]), min(size[1], desktop[1])


def toggle_fullscreen() -> None:
    """Let the window fill its screen, or give it its size back; it stays the same window and keeps its keys.

    On X11 this takes a tenth of a second, in which no key is fetched: kits sound and are stamped all the same, and keys
    are stamped by the window system (`inputs.key_times`).
    """
    window = _window()
    full = not pygame.display.is_fullscreen()
    if _ask_sdl("SDL_SetWindowFullscreen", window.id, _FULL_DESKTOP if full else 0):
        return
    if full:
        window.set_fullscreen(desktop=True)
    else:
        window.set_windowed()


def change_window(size: tuple[int, int] | None, *, fullscreen: bool) -> None:
    """Give the open window this size, or let it fill its screen.

    Args:
        size: px; None = the largest common one that fits. It is never larger than the screen: nobody steers blind.
        fullscreen: whether it fills the screen instead.
    """
    if fullscreen != pygame.display.is_fullscreen():
        toggle_fullscreen()
    if fullscreen:
        return
    desktop = pygame.display.get_desktop_sizes()[0]
    width, height = _cut(size or _fitting(desktop), desktop)
    window, middle = _window(), pygame.WINDOWPOS_CENTERED
    if not _ask_sdl("SDL_SetWindowSize", window.id, width, height):
        window.size = width, height
    if not _ask_sdl("SDL_SetWindowPosition", window.id, middle, middle):
        window.position = middle


def _window() -> pygame.Window:
    """Return the window itself: `pygame.display` alone makes a new one for each change, and loses keys meanwhile."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return pygame.Window.from_display_module()


def _ask_sdl(function: str, window: int, *numbers: int) -> bool:
    """Ask SDL itself for a change and tell whether it took it.

    While it waits for the screen, up to a tenth of a second, pygame would let no other thread run.
    """
    try:
        sdl = ctypes.CDLL(pygame.base.__file__)  # whatever SDL pygame is linked with
        find, change = sdl.SDL_GetWindowFromID, getattr(sdl, function)
    except (OSError, AttributeError):
        return False
    find.restype, find.argtypes = ctypes.c_void_p, (ctypes.c_uint32,)
    change.restype, change.argtypes = ctypes.c_int, (ctypes.c_void_p, *(ctypes.c_int for _ in numbers))
    failed = change(find(window), *numbers)
    return function in _SAY_NOTHING or failed == 0

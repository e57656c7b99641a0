"""`hitotsu doctor`: what this machine has and lacks."""

import os
import platform
import shutil
from dataclasses import dataclass
from typing import Final

import click
import pygame
from rich.text import Text

import game
from game.audio.mixer import probe_audio
from game.commands.output import results
from game.inputs.probe import probe_midi
from game.model.assets import asset
from game.model.quiet import quiet_stderr
from game.storage import paths
from game.storage.settings import settings_path

_NO_PICTURE: Final = ("offscreen", "dummy", "evdev")
"""Video drivers of SDL that draw where nobody sees it."""
_ENOUGH_BYTES: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the machine."""

    part: str
    told: str
    """What there is."""
    advice: str | None = None
    """What is missing, what still works and what to do; None where all is well."""


@click.command()
def doctor() -> None:
    """Tell what this machine has and lacks, each with what to do, and where the recordings lie."""
    console = results()
    for finding in (_python(), _screen(), _sound(), _midi(), _assets(), _recordings(), _settings()):
        mark, style = ("✓", "green") if finding.advice is None else ("!", "yellow")
        console.print(Text(f"{mark} ", style=style).append(f"{finding.part:<11}", style="bold"), finding.told, sep="")
        if finding.advice is not None:
            console.print(f"{'':13}{finding.advice[:1].upper()}{finding.advice[1:].rstrip('.')}.")


def _python() -> Finding:
    told = f"Hitotsu {game.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return Finding("Python", told)


def _screen() -> Finding:
    driver, sizes = _display()
    if driver is None:
        return Finding(
            "Screen",
            "none",
            "Nothing can be shown, but every command without a picture works: start the game on a desktop "
            "(on Linux DISPLAY or WAYLAND_DISPLAY must be set).",
        )
    told = f"{', '.join(f'{width} x {height}' for width, height in sizes)}, driver {driver}"
    if driver in _NO_PICTURE:
        return Finding(
            "Screen", told, f"SDL_VIDEODRIVER={driver} draws where nobody sees it: unset it to see the game."
        )
    return Finding("Screen", told)


def _display() -> tuple[str | None, list[tuple[int, int]]]:
    """Return the video driver and the sizes of the screens; no driver where only an unasked-for unseen one answers."""
    try:
        with quiet_stderr():
            pygame.display.init()
            driver = pygame.display.get_driver()
            sizes = pygame.display.get_desktop_sizes()
    except pygame.error:
        return None, []
    finally:
        pygame.display.quit()
    unseen = driver in _NO_PICTURE and not os.environ.get("SDL_VIDEODRIVER")
    return (None, []) if unseen else (driver, sizes)


def _sound() -> Finding:
    status = probe_audio()
    if status.backend == "silent":
        return Finding("Sound", "none", status.notice)
    parts = [status.device or "a device", f"through {status.backend}"]
    if status.sample_rate is not None:
        parts.append(f"{status.sample_rate} Hz")
    if status.latency_s is not None:
        parts.append(f"{status.latency_s * 1000:.1f} ms from strike to loudspeaker")
    return Finding("Sound", ", ".join(parts), status.notice)


def _midi() -> Finding:
    status = probe_midi()
    if not status.available:
        return Finding("MIDI", "none", status.notice)
    return Finding("MIDI", f"{', '.join(status.ports) or 'no kit'} ({', '.join(status.apis)})", status.notice)


def _assets() -> Finding:
    kit = asset("sounds", "drums", "index.csv")
    if kit.is_file():
        return Finding("Assets", str(asset()))
    return Finding("Assets", "incomplete", f"{kit} is missing: install Hitotsu again.")


def _recordings() -> Finding:
    folder = paths.recordings_folder()
    trouble = paths.home_trouble()
    if trouble is not None:
        return Finding("Recordings", str(folder), trouble)
    kept = len(list(folder.glob("*.hitotsu")))
    told = f"{folder} ({kept} {'duet' if kept == 1 else 'duets'})"
    ground = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
    if shutil.disk_usage(ground).free < _ENOUGH_BYTES:
        return Finding("Recordings", told, "The disk is nearly full: make room, so that duets can be kept.")
    return Finding("Recordings", told)


def _settings() -> Finding:
    path = settings_path()
    return Finding("Settings", f"{path}{'' if os.path.lexists(path) else ' (none saved yet)'}")

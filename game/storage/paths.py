"""Where the player's own files lie, and names for new ones that never take the place of an old one."""

import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from game.model.errors import HitotsuError
from game.model.recording import Header
from game.storage.files import obstacle

HOME_VARIABLE = "HITOTSU_HOME"
"""Environment variable that puts every file of the player into another folder."""


def home() -> Path:
    """Return the folder of the player's own files: the system's place for user data, or `HITOTSU_HOME`."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("hitotsu", appauthor=False)


def cache_folder() -> Path:
    """Return the folder of what can be made again at any time; it need not exist yet."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen) / "cache" if chosen else platformdirs.user_cache_path("hitotsu", appauthor=False)


def home_trouble() -> str | None:
    """Return a sentence where the player's own files cannot be kept at home, else None."""
    trouble = obstacle(home() / "recordings" / "name")
    if trouble is None:
        return None
    return f"{home()} cannot keep duets and choices ({trouble}): set {HOME_VARIABLE} to another folder."


def check_home() -> None:
    """Refuse a home that was chosen and keeps nothing; the system's own place is never refused: duets step aside.

    Raises:
        HitotsuError: `HITOTSU_HOME` names no folder that can be written to.
    """
    trouble = home_trouble()
    if trouble is not None and os.environ.get(HOME_VARIABLE):
        raise HitotsuError(trouble)


def recordings_folder() -> Path:
    """Return the folder that duets are recorded into; it need not exist yet."""
    return home() / "recordings"


def recording_path(header: Header) -> Path:
    """Return where a duet with this header belongs, such as `.../2026-11-24_10-00-00_one-heart.hitotsu`.

    The name is built from the header alone; `Journal` and `free_path` step aside for a file that exists.
    """
    created = header.created.removesuffix("Z").replace("T", "_").replace(":", "-")
    name = re.sub(r"[^\w.-]+", "-", f"{created}_{header.mode}", flags=re.ASCII)
    return recordings_folder() / f"{name}.hitotsu"


def numbered(path: Path) -> Iterator[Path]:
    """Yield `path`, then `name-2`, `name-3`, ... beside it."""
    yield path
    for number in itertools.count(2):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def free_path(path: Path) -> Path:
    """Return `path`, or the first numbered name beside it that nothing lies at yet."""
    return next(candidate for candidate in numbered(path) if not os.path.lexists(candidate))

"""Kinds of arguments that several commands take."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from game.model.errors import HitotsuError
from game.storage.files import obstacle

FILE = click.Path(path_type=Path, readable=False)
"""A file's name; what is wrong with the file itself is said by whoever reads it."""

_RECORDING: Final = ".hitotsu"


def number(least: float, most: float) -> Callable[[str], float]:
    """Return a reader of numbers from `least` to `most`, written with a point whatever the locale."""

    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:  # NaN fails every comparison
            raise click.BadParameter(f"{text!r} is not a number from {least:g} to {most:g}")
        return value

    return number


def recording_file(path: Path | None) -> Path | None:
    """Take what `--record` names, after seeing that a recording can be kept there; its folders need not exist yet.

    Raises:
        HitotsuError: The name is no recording's, or the place takes no new file.
    """
    if path is None:
        return None
    trouble = obstacle(path)
    if trouble is not None:
        raise HitotsuError(f"--record: '{path}' cannot be written: {trouble}.")
    if path.suffix.lower() != _RECORDING or path.is_dir():
        raise HitotsuError(f"--record: '{path}' must be the name of a file that ends in {_RECORDING}.")
    return path

"""Kinds of arguments that several commands take."""

from collections.abc import Callable
from pathlib import Path

import click

FILE = click.Path(path_type=Path, readable=False)
"""A file's name; what is wrong with the file itself is said by whoever reads it."""


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

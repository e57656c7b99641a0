"""TOML from anywhere, with one kind of error for everything that can be wrong with it."""

import tomllib
from typing import Any


def read_toml(text: str) -> dict[str, Any]:
    """Return what a text in TOML says.

    Raises:
        ValueError: It is no TOML, or more than can be read; the message says why, in one line.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:
        raise ValueError("a number in it has too many digits") from error

"""How commands speak: results on standard output, sentences about trouble on standard error."""

import sys

from rich.console import Console


def say(sentence: str) -> None:
    """Print one line on standard error."""
    print(" ".join(sentence.split()), file=sys.stderr)


def results() -> Console:
    """Return a console on standard output that neither wraps long lines nor reads names as markup."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


def progress() -> Console:
    """Return a console on standard error, for signs of life that only a terminal shows."""
    return Console(stderr=True, markup=False, emoji=False)

"""Cases judged, as functions of a module, so that other processes can do it too."""

from cases import duet
from strategies import recording

from game.session.replay import judge


def score_of(name: str, seed: int) -> float | None:
    """Score of one of `CASES` at the tempo of a seed."""
    first, second = duet(name, seed)
    return judge(recording([*first, *second])).score

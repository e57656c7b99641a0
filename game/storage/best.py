"""The best duets so far, one for each kind of round, in one small file."""

from pathlib import Path

import msgspec

from game.model.errors import HitotsuError
from game.storage import paths
from game.storage.files import read_whole, write_whole


class Best(msgspec.Struct, frozen=True):
    """The best round of its kind."""

    score: float
    together_s: float
    recording: str | None = None
    """File name of the recording, where it was kept."""


def best_path() -> Path:
    """Return where the bests lie; the file need not exist yet."""
    return paths.home() / "best.json"


def kind_of(mode: str, seconds: float, sources: tuple[str, str]) -> str:
    """Name a kind of round: rounds of other lengths, and with a simulated friend, are bests of their own."""
    solo = "+solo" if any(source in ("sim", "file") for source in sources) else ""
    return f"{mode}/{seconds:g}{solo}"


def load_bests() -> dict[str, Best]:
    """Return the best round of each kind; an unreadable file counts as none and is put aside when next written."""
    try:
        return msgspec.json.decode(read_whole(best_path()), type=dict[str, Best])
    except (HitotsuError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def keep_best(kind: str, best: Best) -> bool:
    """Keep a round if it beats the best of its kind; return whether it did and the disk took it."""
    bests = load_bests()
    if kind in bests and bests[kind].score >= best.score:
        return False
    path = best_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not bests:
            path.rename(paths.free_path(path.with_suffix(".broken.json")))
        write_whole(path, msgspec.json.format(msgspec.json.encode({**bests, kind: best})))
    except (OSError, HitotsuError):
        return False
    return True

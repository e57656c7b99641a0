"""Where the things that the game shows and plays lie: inside the installed package, or beside it in a checkout."""

from pathlib import Path

_GAME = Path(__file__).parent.parent


def asset(*parts: str) -> Path:
    """Return the path of one asset, for example `asset("sounds", "drums", "kick_v1.wav")`."""
    inside = _GAME / "assets"
    return (inside if inside.is_dir() else _GAME.parent / "assets").joinpath(*parts)

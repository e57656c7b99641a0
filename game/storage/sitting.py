"""Where each kit sat last, in one small file: a convenience that never stands in the way."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import msgspec

from game.model.errors import HitotsuError
from game.storage import paths
from game.storage.files import read_whole, write_whole

MOST_KITS: Final = 32
"""So many are kept, the latest last."""
_KITS: Final = "midi:"

_Seat = Annotated[int, msgspec.Meta(ge=1, le=2)]


def sitting_path() -> Path:
    """Return where it lies; the file need not exist yet."""
    return paths.home() / "seats.json"


def load_sitting() -> dict[str, int]:
    """Return the seat (1 or 2) by device key, the latest last; an unreadable file counts as none."""
    try:
        return msgspec.json.decode(read_whole(sitting_path()), type=dict[str, _Seat])
    except (HitotsuError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def keep_sitting(sat: Mapping[str, int]) -> None:
    """Keep where kits sat; halves of a keyboard are nobody's own. What the disk refuses is not kept."""
    kits = {device: seat for device, seat in sat.items() if device.startswith(_KITS)}
    latest = dict(list(kits.items())[-MOST_KITS:])
    if not latest or list(latest.items()) == list(load_sitting().items()):
        return
    path = sitting_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, msgspec.json.format(msgspec.json.encode(latest)))
    except (OSError, HitotsuError, UnicodeError):
        return

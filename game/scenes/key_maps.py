"""What cards show of the pads that steer them."""

from collections.abc import Mapping
from typing import Final

from game.inputs.kitmap import union_kit
from game.model.hit import PLAYERS
from game.session.pad_keys import Command, PadKeys
from game.ui.views import STANDARD_KEYS, KeyMap

PARTIAL_KITS: Final = ("Yamaha EAD10", "Audiofront eDRUMin", "MegaDrum, Edrumulus")
"""Makes that are sold without pads or with a few: their name tells nothing about what stands there."""
_SHOWN: Final = {
    Command.UP: "up", Command.DOWN: "down", Command.NEXT: "down", Command.CHOOSE: "choose", Command.BACK: "back",
}  # fmt: skip


def is_whole(device: str, kit_name: str | None) -> bool:
    """Tell whether a device is known to have the four pads of the usual menu keys."""
    if device.startswith("keyboard"):
        return True
    return kit_name is not None and kit_name not in (union_kit().name, *PARTIAL_KITS)


def key_map(keys: PadKeys) -> KeyMap:
    """Return a kit's menu keys as they are drawn."""
    if keys.standard:
        return STANDARD_KEYS
    meanings = keys.meanings()
    if any(":" in name for name in keys.met):
        shown = tuple(_SHOWN[meanings[name]] if name in meanings else None for name in keys.met)
        return KeyMap((), shown, keys.small)
    met = tuple((name, _SHOWN[meanings[name]]) for name in keys.met if name in meanings)
    return KeyMap(met, (), keys.small)


def key_maps(keys: Mapping[int, PadKeys]) -> tuple[KeyMap, ...]:
    """Return both players' menu keys as they are drawn."""
    return tuple(key_map(keys.get(player, PadKeys())) for player in PLAYERS)

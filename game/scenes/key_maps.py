"""What cards show of the pads that steer them."""

from collections.abc import Mapping
from typing import Final

from game.inputs.kitmap import union_kit
from game.model.bindings import HALVES, Bindings, Place
from game.model.hit import PLAYERS
from game.model.key_names import short_name
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


def home_rows(bindings: Bindings, between: str = " ") -> tuple[str, str]:
    """Return four drum keys of each half, to show which keys are drums: the home row where nobody chose others."""
    left, right = (_few_keys(bindings, half, between) for half in HALVES)
    return left, right


def _few_keys(bindings: Bindings, half: str, between: str) -> str:
    keys = (bindings.keys_of(Place(half, pad)) for pad in ("hat_closed", "snare", "tom2", "ride"))
    return between.join(short_name(of_pad[0]) for of_pad in keys if of_pad)

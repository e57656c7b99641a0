"""The pads of a kit, the finer zones that kits report, and how zones fold into pads."""

from typing import Final

PADS: Final = (
    "kick", "snare", "snare_rim", "tom1", "tom2", "tom3",
    "hat_closed", "hat_open", "hat_pedal", "crash", "ride", "hit",
)  # fmt: skip
"""Every pad name that hits, recordings and CSV files may use; `hit` is one pad of unknown kind."""

KEY_PADS: Final = ("tom1", "tom2", "snare", "crash")
"""The four pads that steer menus: up, down, choose, back."""

DROPS: Final = ("floor", "pedal", "layer", "retrigger", "crosstalk", "menu")
"""Why a note-on is not judged, in the order in which the reasons are tried."""

_PAD_OF_ZONE: Final[dict[str, str]] = {
    "kick": "kick",
    "snare.head": "snare", "snare.rim": "snare_rim", "snare.xstick": "snare_rim",
    "hihat.closed_bow": "hat_closed", "hihat.closed_edge": "hat_closed", "hihat.closed_bell": "hat_closed",
    "hihat.half_bow": "hat_open", "hihat.half_edge": "hat_open",
    "hihat.open_bow": "hat_open", "hihat.open_edge": "hat_open", "hihat.open_bell": "hat_open",
    "hihat.bow": "hat_closed", "hihat.edge": "hat_closed",
    "hihat.pedal": "hat_pedal", "hihat.splash": "hat_pedal",
}  # fmt: skip
_PAD_OF_INSTRUMENT: Final[dict[str, str]] = {
    "tom1": "tom1", "tom2": "tom2", "tom3": "tom3", "tom4": "tom3",
    "crash": "crash", "crash1": "crash", "crash2": "crash", "crash3": "crash",
    "splash": "crash", "china": "crash", "ride": "ride",
}  # fmt: skip


def pad_of_zone(zone: str) -> str:
    """Fold a zone such as `tom4.rim` to its pad; zones without a lane of their own become `hit`.

    A hat zone whose openness only a controller tells (`hihat.bow`) folds to `hat_closed`; the input layer,
    which knows the controller, chooses `hat_open` where that is right.
    """
    return _PAD_OF_ZONE.get(zone) or _PAD_OF_INSTRUMENT.get(zone.partition(".")[0], "hit")

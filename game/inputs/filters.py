"""Filters that can be decided the moment a note arrives: what a trigger adds to what a drummer played.

A hit is never held back, so only what already sounded is looked at. Nothing is thrown away either: a note that no
drummer meant is marked with the reason. A filter that needs the future belongs to the judging of recordings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LAYER_S: Final = 0.005
"""One strike sent as several notes (head and rim, layered voices) arrives within this time."""
GHOST_S: Final = 0.045
"""How long after a foot chick the meeting cymbals ring on, s."""
GHOST_RATIO: Final = {"hat_open": 1.0, "hat_closed": 0.55}
"""What rings on is softer than this share of the chick; a hat reported closed, which sticks play far more often, softer
still."""
CROSSTALK_S: Final = 0.012
"""How long a hard hit shakes the other pads of the same rack, s."""
CROSSTALK_RATIO: Final = 0.35
"""A note softer than this share of the hard hit is the rack shaking."""
CROSSTALK_HARD: Final = 0.6
"""Only hits at least this hard shake the rack that much."""
HAND_S: Final = 0.4
"""A hand that struck this sensor so shortly before is there, s: slow eighths."""
HAND_RATIO: Final = {"crosstalk": 2.0, "pedal": 1.5}
"""A hand plays on at about its loudness: such a stroke is at most this many times louder than this one, by reason."""

_MIDI: Final = 127.0
_ROUNDING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class PadRule:
    """What counts as a stroke on one kind of pad."""

    place: str
    """Pads that are one sensor share a place."""
    floor: float
    """Softest velocity that counts, 0 to 1."""
    window_s: float
    """How long the pad may ring on after a hit, s."""
    louder: float | None
    """A hit inside the window counts when it is this many times louder; None = never."""
    on_rack: bool = True
    """False for what the feet play: it stands on the floor, so the rack does not shake it."""


def _rule(place: str, floor: int, window_ms: int, louder: float | None, *, on_rack: bool = True) -> PadRule:
    return PadRule(place, floor / _MIDI, window_ms / 1000, louder, on_rack)


RULES: Final[dict[str, PadRule]] = {
    "kick": _rule("kick", 7, 35, 2.0, on_rack=False),
    "snare": _rule("snare", 2, 20, 1.5),
    "snare_rim": _rule("snare", 2, 20, 1.5),
    "tom1": _rule("tom1", 8, 22, 2.0),
    "tom2": _rule("tom2", 8, 22, 2.0),
    "tom3": _rule("tom3", 8, 22, 2.0),
    "hat_closed": _rule("hat", 6, 22, 2.0),
    "hat_open": _rule("hat", 6, 22, 2.0),
    "hat_pedal": _rule("hat_pedal", 16, 60, None, on_rack=False),
    "crash": _rule("crash", 6, 30, 2.0),
    "ride": _rule("ride", 6, 30, 2.0),
    "hit": _rule("hit", 8, 25, 2.0),
}
"""One row per pad: floor and window in the units of kit makers (MIDI velocity, ms)."""


@dataclass(frozen=True, slots=True)
class _Note:
    time_s: float
    velocity: float
    place: str
    rule: PadRule
    pad: str


class FilterBank:
    """The filters of one kit, with what they remember of it."""

    def __init__(self, rules: dict[str, PadRule] = RULES) -> None:
        """Begin with a kit that has not been hit."""
        self._rules = rules
        self._last: dict[str, _Note] = {}

    def judge(self, time_s: float, pad: str, velocity: float, place: str | None = None) -> str | None:
        """Return why this note is not a stroke (one of `DROPS`), or None for a stroke.

        Args:
            time_s: When it arrived, s.
            pad: One of `PADS`.
            velocity: 0 to 1.
            place: What shares a sensor with it, where that is finer than the pad (`crash2`).
        """
        rule = self._rules[pad]
        note = _Note(time_s, velocity, place or rule.place, rule, pad)
        reason = next((name for name, fits in _REASONS if fits(note, self._last)), None)
        if reason is None:
            self._last[note.place] = note
        return reason


def _is_below_floor(note: _Note, last: dict[str, _Note]) -> bool:
    return note.velocity < note.rule.floor


def _is_pedal_ghost(note: _Note, last: dict[str, _Note]) -> bool:
    chick = last.get("hat_pedal")
    if chick is None or note.pad not in GHOST_RATIO or not _since(chick, note, GHOST_S):
        return False
    return note.velocity < GHOST_RATIO[note.pad] * chick.velocity and not _plays_here(note, last, "pedal")


def _is_layer(note: _Note, last: dict[str, _Note]) -> bool:
    first = last.get(note.place)
    return first is not None and _since(first, note, LAYER_S) and note.velocity <= first.velocity


def _is_retrigger(note: _Note, last: dict[str, _Note]) -> bool:
    first = last.get(note.place)
    if first is None or not _since(first, note, note.rule.window_s):
        return False
    if note.time_s - first.time_s <= LAYER_S:
        return False
    return note.rule.louder is None or note.velocity < note.rule.louder * first.velocity - _ROUNDING


def _is_crosstalk(note: _Note, last: dict[str, _Note]) -> bool:
    shaken = note.rule.on_rack and any(
        hard.velocity >= CROSSTALK_HARD
        and note.velocity < CROSSTALK_RATIO * hard.velocity
        and place != note.place
        and _since(hard, note, CROSSTALK_S)
        for place, hard in last.items()
    )
    return shaken and not _plays_here(note, last, "crosstalk")


def _plays_here(note: _Note, last: dict[str, _Note], reason: str) -> bool:
    """Tell whether a hand is at this sensor, and plays about as softly."""
    before, ratio = last.get(note.place), HAND_RATIO[reason]
    return before is not None and _since(before, note, HAND_S) and before.velocity <= ratio * note.velocity


def _since(earlier: _Note, note: _Note, window_s: float) -> bool:
    return 0 <= note.time_s - earlier.time_s <= window_s


_REASONS: Final[tuple[tuple[str, Callable[[_Note, dict[str, _Note]], bool]], ...]] = (
    ("floor", _is_below_floor),
    ("pedal", _is_pedal_ghost),
    ("layer", _is_layer),
    ("retrigger", _is_retrigger),
    ("crosstalk", _is_crosstalk),
)

"""Which pads of a kit are the menu keys: the four that most kits have, or those that were met at the seats."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from game.model.hit import Hit

SOFTEST: Final = 0.157
"""Softer strokes than a velocity of 20 (which a hit keeps as 0.157) are cross-talk, not a choice."""
SMALL_STROKES: Final = 5
"""So many strokes on fewer than four pads, none of them a key of most kits, and the kit has no more."""
KEYED_STROKES: Final = 9
"""The same where one of them is a key: whoever steers by it may have more pads."""
LONE_STROKES: Final = 24
"""So many strokes of music on one pad alone, where no other was ever struck, and the kit has no more."""


class Command(Enum):
    """What a pad or key asks of a card."""

    UP = "up"
    DOWN = "down"
    CHOOSE = "choose"
    BACK = "back"
    NEXT = "next"
    """Any pad of a small kit steps on, from the last row to the first."""
    DOUBLE = "double"
    """Two quick strokes on such a pad choose: the step of the first is taken back."""


STANDARD: Final[Mapping[str, Command]] = {
    "tom1": Command.UP, "tom2": Command.DOWN, "snare": Command.CHOOSE, "crash": Command.BACK,
}  # fmt: skip
"""The keys of a kit that has them, in the order in which another kit's pads take their places."""
_KEYS: Final = tuple(STANDARD.values())
_DRUM_OF_PAD: Final = {"snare_rim": "snare", "hat_closed": "hat", "hat_open": "hat", "hat_pedal": "hat"}
_NAMELESS: Final = "hit"


def pad_name(hit: Hit) -> str:
    """Return what tells one pad of a kit from another: its drum, or for pads of unknown kind their zone or note."""
    if hit.pad == _NAMELESS:
        return f"{_NAMELESS}:{hit.note if hit.zone is None else hit.zone.partition('.')[0]}"
    return _DRUM_OF_PAD.get(hit.pad, hit.pad)


@dataclass(frozen=True, slots=True)
class PadKeys:
    """The menu keys of one kit, as far as its pads have been met."""

    met: tuple[str, ...] = ()
    """Its different pads (`pad_name`), in the order in which they were first struck."""
    strokes: int = 0
    """Strokes at the seats and on cards."""
    alone: int = 0
    """Strokes of music as long as one pad is all that was met."""
    whole: bool = False
    """The kit is known to have the four standard keys."""

    def after(self, hit: Hit) -> "PadKeys":
        """Return what is known after a stroke at the seats; cross-talk is no meeting."""
        return self if hit.velocity < SOFTEST else replace(self._with(pad_name(hit)), strokes=self.strokes + 1)

    def with_pad(self, hit: Hit) -> "PadKeys":
        """Return the same with a stroke in the music: it tells little about pads that are not played."""
        if hit.velocity < SOFTEST:
            return self
        known = self._with(pad_name(hit))
        return replace(known, alone=self.alone + 1) if len(known.met) == 1 and self.alone < LONE_STROKES else known

    def with_one_pad(self) -> "PadKeys":
        """Return the same for a kit whose player got ready by one pad: it is taken to have no other."""
        return replace(self, alone=LONE_STROKES)

    def _with(self, name: str) -> "PadKeys":
        return self if name in self.met else replace(self, met=(*self.met, name))

    def joined(self, other: "PadKeys") -> "PadKeys":
        """Return what both know, this one's pads first."""
        met = self.met + tuple(name for name in other.met if name not in self.met)
        strokes, alone = max(self.strokes, other.strokes), max(self.alone, other.alone)
        return PadKeys(met, strokes, alone, self.whole or other.whole)

    def known_whole(self) -> "PadKeys":
        """Return the same for a kit that is known to have the four standard keys."""
        return self if self.whole else replace(self, whole=True)

    @property
    def small(self) -> bool:
        """Whether the kit is taken to have fewer than four pads."""
        keyed = any(name in STANDARD for name in self.met)
        enough = self.strokes >= (KEYED_STROKES if keyed else SMALL_STROKES)
        lone = self.alone >= LONE_STROKES and len(self.met) == 1
        return (enough or lone) and len(self.met) < len(_KEYS) and not self.whole

    @property
    def lone(self) -> bool:
        """Whether one pad is all that was met of it, and it may have no other."""
        return len(self.met) == 1 and not self.whole

    @property
    def has_back(self) -> bool:
        """Whether some pad is known to go back."""
        return self.whole or Command.BACK in {self.meanings().get(name) for name in self.met}

    def surely(self, name: str, command: Command) -> bool:
        """Tell whether a pad of this name (`pad_name`) is known to be there, and to be this key."""
        return (self.whole or name in self.met) and self.meanings().get(name) is command

    @property
    def standard(self) -> bool:
        """Whether its keys are those of most kits, as far as is known."""
        return not self.small and not self._borrowed()

    def meanings(self) -> Mapping[str, Command]:
        """Return the menu key that each pad of this kit is, by `pad_name`."""
        if self.small:
            return {**STANDARD, **self._few()}
        nameless = {name: Command.CHOOSE for name in self.met if name.startswith(_NAMELESS)}
        return {**STANDARD, **(self._borrowed() or nameless)}

    def command(self, hit: Hit) -> Command | None:
        """Return what a stroke asks for, or None."""
        unmet = Command.CHOOSE if hit.pad == _NAMELESS and self.standard else None
        return self.meanings().get(pad_name(hit), unmet)

    def _borrowed(self) -> dict[str, Command]:
        """Return the pads, in the order in which they were met, that stand in for the keys that were not met."""
        if self.whole or len(self.met) < len(_KEYS):
            return {}
        missing = [key for name, key in STANDARD.items() if name not in self.met]
        others = [name for name in self.met if name not in STANDARD]
        return dict(zip(others, missing, strict=False))

    def _few(self) -> dict[str, Command]:
        """Return the keys of a small kit: snare and crash keep theirs if another pad can step."""
        names = dict.fromkeys(self.met, Command.NEXT)
        for name in ("snare", "crash"):
            steps = [other for other, key in names.items() if key is Command.NEXT and other != name]
            if name in names and steps:
                names[name] = STANDARD[name]
        return names

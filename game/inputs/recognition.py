"""Which kit it is where the name of its port does not tell: by what it answers about itself, or by its notes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from game.inputs.kitmap import KitMap, known_kits, union_kit

MIN_NOTES: Final = 6
"""So many different notes have to speak for a family of kits."""
MIN_STRUCK: Final = 2
"""A note speaks once it came this often: one may be a slip of the stick or of the trigger."""
MIN_AGAINST: Final = 2
"""So many of the notes that speak must be unknown to every other family."""

_BEGIN: Final = 0xF0
_REPLY: Final = (0x06, 0x02)
_MAKER_AT: Final = 5
_LENGTHS: Final = (15, 17)
"""A reply with a maker's number of one byte and of three; shorter ones are cut off."""


class Why(StrEnum):
    """What told which kit it is."""

    NAME = "name"
    IDENTITY = "identity"
    NOTES = "notes"
    NOTHING = "nothing"


def kit_of_identity(message: Sequence[int]) -> KitMap | None:
    """Return the kit that answers `F0 7E xx 06 02 maker family model version F7` about itself, if it is known."""
    if len(message) not in _LENGTHS or message[0] != _BEGIN or message[1] != 0x7E or message[-1] != 0xF7:
        return None
    body = tuple(message[_MAKER_AT:-1])
    if tuple(message[3:_MAKER_AT]) != _REPLY or not all(0 <= byte < 0x80 for byte in body):
        return None
    return next((kit for begins, kit in _identities() if body[: len(begins)] == begins), None)


def kits_of_notes(seen: Iterable[int]) -> tuple[KitMap, ...]:
    """Return the kits that send every one of these notes."""
    notes = frozenset(seen)
    return tuple(kit for kit, sends in _sent() if notes <= sends)


def kit_of_notes(seen: Mapping[int, int]) -> KitMap | None:
    """Return the kit that these notes (how often each came) speak for, or None while they leave a doubt.

    Exactly one family of kits sends all of them; kick and snare are among them; enough of them came often enough, and
    every other family lacks more than one. Within a family the kit is meant whose notes are known best. The family that
    the union map describes needs no other. Kits whose notes are but a guess give way to all others.
    """
    fit = _better_known(kits_of_notes(seen))
    speak = frozenset(note for note, struck in seen.items() if struck >= MIN_STRUCK)
    families = {_family(kit) for kit in fit}
    if len(families) != 1 or union_kit().id in families or len(speak) < MIN_NOTES:
        return None
    for family, sends in _families().items():
        if family not in families and len(speak - sends) < MIN_AGAINST:
            return None
    kit = min(fit, key=lambda one: _CONFIDENCE.index(one.confidence))
    struck = {kit.notes.get(note, "").partition(".")[0] for note in speak}
    return kit if {"kick", "snare"} <= struck else None


class Recogniser:
    """Follows what one kit says about itself. Used by one thread at a time."""

    def __init__(self, kit_map: KitMap) -> None:
        """Begin with the kit that the port is named after, or the union map."""
        self.map = kit_map
        self.why = Why.NOTHING if kit_map.id == union_kit().id else Why.NAME
        self._seen: Counter[int] = Counter()

    def reply(self, message: Sequence[int]) -> bool:
        """Take a message that is no channel's; return whether the map is another one now.

        What a kit answers about itself goes before the name of a port.
        """
        if not message or message[0] != _BEGIN:
            return False
        kit = kit_of_identity(message)
        return kit is not None and self._is(kit, Why.IDENTITY)

    def strike(self, note: int) -> bool:
        """Take a note; return whether the map is another one now. Notes are asked only where nothing else told."""
        if self.why is not Why.NOTHING:
            return False
        self._seen[note] += 1
        if self._seen[note] != MIN_STRUCK:
            return False
        kit = kit_of_notes(self._seen)
        return kit is not None and self._is(kit, Why.NOTES)

    def _is(self, kit: KitMap, why: Why) -> bool:
        self.why = why
        changed, self.map = kit.id != self.map.id, kit
        return changed


_CONFIDENCE: Final = ("high", "medium", "low", "guess")


@cache
def _identities() -> tuple[tuple[tuple[int, ...], KitMap], ...]:
    """Return what replies begin with, the most particular first."""
    listed = [(tuple(bytes.fromhex(begins)), kit) for kit in known_kits() for begins in kit.identity]
    return tuple(sorted(listed, key=lambda one: -len(one[0])))


@cache
def _sent() -> tuple[tuple[KitMap, frozenset[int]], ...]:
    return tuple((kit, frozenset(kit.sends)) for kit in known_kits())


@cache
def _families() -> Mapping[str, frozenset[int]]:
    """Return every note that any kit of a family sends, as far as that is more than a guess."""
    families: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for kit in _better_known(known_kits()):
        families[_family(kit)] |= frozenset(kit.sends)
    return dict(families)


def _better_known(kits: tuple[KitMap, ...]) -> tuple[KitMap, ...]:
    return tuple(kit for kit in kits if kit.confidence != "guess") or kits


def _family(kit: KitMap) -> str:
    return kit.family or kit.id

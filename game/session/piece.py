"""The music of the band: an original piece in the five notes of D, E, F sharp, A and B, so that nothing can clash.

Three sections of four bars, each four beats of two eighths: dusk, the path, dawn. A part says for every eighth which of
its chord's five tones it plays (1 to 5, `.` = none); the bass plays the root (1), its fifth (5) or the octave (8).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

from game.model.snapshot import Snapshot

EIGHTHS: Final = 32
"""Eighths of a section."""
LAYERS: Final = ("taiko", "bass", "koto", "electric_piano", "strings", "melody")
"""In the order in which they join."""
SECTIONS: Final = ("dusk", "path", "dawn")
HELD_S: Final = 0.125
"""Notes are held for a multiple of this."""
PITCH_CLASSES: Final = frozenset({2, 4, 6, 9, 11})

_BRIGHTER: Final = (0.34, 0.68)
"""How light it is when the path, and when dawn, begins."""


class Sounding(NamedTuple):
    """A note as it is to be heard; by its name it can be asked for wherever a voice can."""

    instrument: str
    midi_note: int
    seconds: float
    """How long it is held."""

    @property
    def name(self) -> str:
        """Return the name: notes that are held nearly alike share it."""
        return f"{self.instrument} {self.midi_note} {max(1, ceil(self.seconds / HELD_S))}"

    @classmethod
    def read(cls, name: str) -> "Sounding | None":
        """Return the note of a name, or None where it names no note."""
        instrument, *numbers = name.split(" ")
        if len(numbers) != 2:
            return None
        return cls(instrument, int(numbers[0]), int(numbers[1]) * HELD_S)


class Note(NamedTuple):
    """One note of the piece."""

    layer: int
    """Its place in `LAYERS`."""
    instrument: str
    midi_note: int
    eighths: float
    """How long it is held."""
    level: float
    """0 to 1, within its layer."""


@dataclass(frozen=True, slots=True)
class _Chord:
    root: int
    """Of the bass."""
    fifth: int
    tones: tuple[int, int, int, int, int]
    """Of the plucked and struck parts, low to high."""
    held: tuple[int, ...]
    """Of the strings."""


_CHORDS: Final = {
    "D": _Chord(38, 45, (62, 66, 69, 74, 76), (50, 57, 66)),
    "B": _Chord(35, 42, (59, 62, 66, 71, 74), (47, 54, 62)),
    "A": _Chord(33, 40, (57, 64, 69, 71, 76), (45, 52, 59)),
    "E": _Chord(40, 47, (59, 64, 66, 71, 76), (52, 59, 66)),
}
_HARMONY: Final = {"dusk": "BDAB", "path": "DAEB", "dawn": "DBEA"}
"""One chord a bar."""


class _Part(NamedTuple):
    """What one instrument plays: a string of 32 eighths for each section it plays in."""

    layer: str
    instrument: str
    eighths: float
    level: float
    up: int
    """Octaves above the chord's own tones."""
    bars: dict[str, str]


_PARTS: Final = (
    _Part("bass", "acoustic_bass", 4, 1.0, 0, {
        "dusk": "1.......1.......1.......1...5...",
        "path": "1...1...1...5...1...1...1..5..5.",
        "dawn": "1..1..5.1..1..5.1..1..5.1.1.5.8.",
    }),
    _Part("koto", "koto", 3, 0.9, 0, {
        "dusk": "..3...4...2...3...3...5...4.3...",
        "path": "1.3.4.3.1.2.4.2.1.3.4.5.1.3.4.2.",
        "dawn": "13434.4.13435.4.12434.5.13454.3.",
    }),
    _Part("electric_piano", "electric_piano", 3, 0.8, 0, {
        "dusk": "....3.......3.......3.......2...",
        "path": "..3...3...3...3...3...3...3...4.",
        "dawn": "..3..3..3.3..3....3..3..3.4..3..",
    }),
    _Part("electric_piano", "electric_piano", 3, 0.65, 0, {
        "dusk": "....4.......4.......5.......4...",
        "path": "..4...4...4...4...5...4...4...5.",
        "dawn": "..5..4..5.4..5....4..5..4.5..4..",
    }),
    _Part("melody", "shakuhachi", 7, 0.9, 0, {
        "dusk": "4.......5.......3...............",
        "dawn": "4.....5.4.......5.......4.......",
    }),
    _Part("melody", "shamisen", 3, 0.8, 0, {
        "path": "4..5..4.3.......4..3..2.3.......",
    }),
    _Part("melody", "vibraphone", 4, 0.7, 1, {
        "dawn": "....2.......3.......2...3...1...",
    }),
)  # fmt: skip
_HELD: Final = (0, 4)
"""The strings renew their chord on these eighths of a bar."""
_HELD_EIGHTHS: Final = 4.5


def section(shot: Snapshot) -> str:
    """Return which section fits the picture: the lighter it is, the later."""
    return SECTIONS[sum(shot.light >= light for light in _BRIGHTER)]


def notes_at(name: str, eighth: int) -> tuple[Note, ...]:
    """Return what begins on an eighth of a section, counted from its first; after the last it begins again."""
    return _SCORE[name, eighth % EIGHTHS]


def all_notes() -> frozenset[tuple[str, int]]:
    """Return every instrument and MIDI note that the piece needs."""
    return frozenset((note.instrument, note.midi_note) for notes in _SCORE.values() for note in notes)


def _written(name: str, eighth: int) -> Iterator[Note]:
    chord = _CHORDS[_HARMONY[name][eighth // 8]]
    bass = {"1": chord.root, "5": chord.fifth, "8": chord.root + 12}
    for part in _PARTS:
        sign = part.bars.get(name, "." * EIGHTHS)[eighth]
        if sign == ".":
            continue
        pitch = bass[sign] if part.layer == "bass" else chord.tones[int(sign) - 1] + 12 * part.up
        yield Note(LAYERS.index(part.layer), part.instrument, pitch, part.eighths, part.level)
    if eighth % 8 in _HELD:
        for pitch in chord.held:
            yield Note(LAYERS.index("strings"), "strings", pitch, _HELD_EIGHTHS, 0.8)


_SCORE: Final = {(name, eighth): tuple(_written(name, eighth)) for name in SECTIONS for eighth in range(EIGHTHS)}

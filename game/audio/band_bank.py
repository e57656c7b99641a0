"""All that is heard beside the drums, at one sample rate: kept short in memory, and placed when it is asked for."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Final, Generic

from game.audio import band, band_notes, instruments, layers, levels, loudness, packed
from game.audio.band import BAND_VOICES, TAIKO, band_voice, seconds_of_voice
from game.audio.band_notes import note_sound, seconds_of, tuned_note
from game.audio.levels import STEP_DB
from game.audio.output import Sound
from game.audio.packed import Keeper, Packed, content_of, pack, unpack
from game.audio.voices import Stereo, placed
from game.model.assets import asset
from game.model.errors import HitotsuError
from game.session import piece
from game.session.piece import Sounding, all_notes

MOST_BYTES: Final = 24_000_000
"""Memory of what is ready; what was not asked for longest is given up first."""
_RECIPE: Final = (band, band_notes, instruments, layers, levels, loudness, packed, piece)
"""The modules that make these sounds: what was kept by others is of no use."""


def is_music(voice: str) -> bool:
    """Tell whether a voice is the band's, and not an answer or a click: it follows the band's own fader."""
    return voice == TAIKO or Sounding.read(voice) is not None


def seconds_of_sound(voice: str) -> float:
    """Return how long a voice or a note by its name sounds."""
    note = Sounding.read(voice)
    return seconds_of_voice(voice) if note is None else seconds_of(note)


class BandBank:
    """The voices, and every note of the piece, at one sample rate."""

    def __init__(self, sample_rate: int, keeper: Keeper | None = None) -> None:
        """Begin with what was kept; the rest is made when it is first asked for, or by `steps`."""
        self.sample_rate = sample_rate
        self._keeper = keeper
        self._made: dict[str, Packed] = {}
        self._content: str | None = None
        if keeper is not None:
            folder = asset("sounds", "band")
            sources = [*sorted(path for path in folder.iterdir() if path.is_file())] if folder.is_dir() else [folder]
            self._content = content_of([*sources, *(Path(module.__file__ or "") for module in _RECIPE)])
            kept = keeper.get(self._kind, self._content) if self._content else None
            self._made |= unpack(kept, dict[str, Packed]) or {}

    @property
    def _kind(self) -> str:
        return f"band-{self.sample_rate}"

    @property
    def nbytes(self) -> int:
        """Return the memory of what is made, bytes."""
        return sum(one.nbytes for one in list(self._made.values()))

    def steps(self) -> Iterator[None]:
        """Make everything that is missing, one sound between two steps, and keep it.

        Raises:
            HitotsuError: A sound file is missing or broken.
        """
        made_anew = False
        for name in _EVERYTHING:
            if name not in self._made:
                made_anew = True
                self._whole(name)
                yield
        if made_anew and self._keeper is not None and self._content is not None:
            self._keeper.put(self._kind, self._content, pack(self._made))

    def sound(self, voice: str, gain: float) -> Stereo:
        """Return a voice, or a note by its name (`session.piece.Sounding`), frames x 2, full scale = 1.

        Raises:
            HitotsuError: A sound file is missing or broken.
        """
        note = Sounding.read(voice)
        if note is None:
            return placed(self._whole(voice).times(gain), 0.0)
        return note_sound(note, self._whole(f"{note.instrument} {note.midi_note}"), self.sample_rate, gain)

    def _whole(self, name: str) -> Packed:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = _make(name, self.sample_rate)
        return made


_EVERYTHING: Final = (*BAND_VOICES, *(f"{instrument} {midi_note}" for instrument, midi_note in sorted(all_notes())))


def _make(name: str, rate: int) -> Packed:
    if name in BAND_VOICES:
        return Packed.of(band_voice(name, rate))
    instrument, midi_note = name.split(" ")
    return tuned_note(instrument, int(midi_note), rate)


class BandSounds(Generic[Sound]):
    """Sounds of the bank in an output's own form, at the levels that were asked for."""

    def __init__(self, bank: BandBank, prepare: Callable[[Stereo], Sound]) -> None:
        """Place sounds when they are asked for; `prepare` gives one the output's own form."""
        self._bank = bank
        self._prepare = prepare
        self._ready: OrderedDict[tuple[str, int], tuple[Sound, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    @property
    def nbytes(self) -> int:
        """Return the memory of what is ready, bytes."""
        return self._bytes

    def ready(self, voice: str, lowered: int) -> Sound | None:
        """Return a sound lowered by so many loudness steps, or None if it has to be made first."""
        with self._lock:
            if (voice, lowered) not in self._ready:
                return None
            self._ready.move_to_end((voice, lowered))
            return self._ready[voice, lowered][0]

    def get(self, voice: str, lowered: int) -> Sound:
        """Return a sound, made now where it is not ready.

        Raises:
            HitotsuError: A sound file is missing or broken.
        """
        ready = self.ready(voice, lowered)
        if ready is not None:
            return ready
        samples = self._bank.sound(voice, 10 ** (-lowered * STEP_DB / 20))
        sound = self._prepare(samples)
        with self._lock:
            if (voice, lowered) not in self._ready:
                self._ready[voice, lowered] = (sound, samples.nbytes)
                self._bytes += samples.nbytes
            while self._bytes > MOST_BYTES:
                self._bytes -= self._ready.popitem(last=False)[1][1]
        return sound

    def warm_up(self) -> Iterator[None]:
        """Make everything in the bank, one sound between two steps; what is missing is told when it is to play."""
        steps = self._bank.steps()
        while True:
            try:
                next(steps)
            except (StopIteration, HitotsuError):
                return
            yield

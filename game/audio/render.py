"""The sound of a duet without a device: what the drummers heard, as one array."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.audio.band_bank import BandBank
from game.audio.drum_mixer import hear
from game.audio.drums import KitMixer
from game.audio.output import AudioStatus
from game.audio.voices import Stereo, VoiceBank
from game.model.hit import SILENCING, Event, Hit
from game.model.recording import Recording
from game.session.accompaniment import accompany
from game.session.band import Cue
from game.session.clock import ManualClock

SAMPLE_RATE: Final = 48000
_BLOCK: Final = 1 << 18
_LEAD_S: Final = 1.0
"""A rendered recording begins at a whole second at least so long before its first line."""


@dataclass(slots=True, eq=False)
class Placed:
    """A sound on the time line."""

    first: int
    sound: Stereo


class Tape:
    """An output that remembers what it is given."""

    lasts_s: float = 0.0
    """How long it is at least, also where nothing sounds."""

    def __init__(self, sample_rate: int, clock: ManualClock) -> None:
        """Record at a rate; the clock tells when something is struck."""
        self.sample_rate = sample_rate
        self.placed: list[Placed] = []
        self._clock = clock
        self._finished = 0

    def prepare(self, samples: Stereo) -> Stereo:
        """Return the samples as they are."""
        return samples

    def now(self) -> float:
        """Return the clock's time: the tape has no other."""
        return self._clock.now()

    def play(self, sound: Stereo, start_s: float | None = None) -> Placed:
        """Place a sound at the present or a given time."""
        self.placed.append(Placed(self._frame(start_s), sound))
        return self.placed[-1]

    def fade(self, playing: Placed, seconds: float) -> None:
        """Let a sound fall silent from the present time on."""
        cut = self._frame() - playing.first
        if cut < 0:
            playing.sound = playing.sound[:0]
            return
        kept = playing.sound[: cut + round(seconds * self.sample_rate)].copy()
        fade = kept[cut:]
        fade *= np.cos(np.linspace(0, np.pi / 2, len(fade), dtype=np.float32))[:, np.newaxis] ** 2
        playing.sound = kept

    def status(self) -> AudioStatus:
        """Return that this is no device."""
        return AudioStatus("offline", self.sample_rate)

    def dropouts(self) -> int:
        """Return 0: nothing can come too late."""
        return 0

    def close(self) -> None:
        """Forget everything."""
        self.placed.clear()

    @property
    def frames(self) -> int:
        """Return how many frames there are up to the end of the last sound."""
        least = round(self.lasts_s * self.sample_rate)
        return max((one.first + len(one.sound) for one in self.placed), default=least)

    def mixed(self) -> Stereo:
        """Return the sum of everything that was placed."""
        return np.concatenate([np.zeros((0, 2), np.float32), *self.blocks()])

    def blocks(self) -> Iterator[Stereo]:
        """Yield the same sum piece by piece, after what `finished` has yielded."""
        for start in range(self._finished, self.frames, _BLOCK):
            yield self._block(start, min(_BLOCK, self.frames - start))

    def finished(self) -> Iterator[Stereo]:
        """Yield the pieces that lie before the present, each once, and forget the sounds that ended in them.

        A piece after which nothing sounds is held back: it may be the last one, which ends with its last sound.
        """
        while (end := self._finished + _BLOCK) <= self._frame() and end < self.frames:
            yield self._block(self._finished, _BLOCK)
            self._finished = end
            self.placed = [one for one in self.placed if one.first + len(one.sound) > end]

    def _block(self, start: int, frames: int) -> Stereo:
        total = np.zeros((frames, 2), dtype=np.float32)
        heard = [one for one in self.placed if one.first < start + frames and one.first + len(one.sound) > start]
        for one in sorted(heard, key=lambda one: one.first):
            at = max(one.first - start, 0)
            part = one.sound[max(start - one.first, 0) :][: frames - at]
            total[at : at + len(part)] += part
        return total

    def _frame(self, time_s: float | None = None) -> int:
        return round((self._clock.now() if time_s is None else time_s) * self.sample_rate)


def render(
    hits: Iterable[Hit],
    sample_rate: int = SAMPLE_RATE,
    *,
    events: Iterable[Event] = (),
    muted: Iterable[int] = (),
    volume: float = 1.0,
    bank: VoiceBank | None = None,
) -> Stereo:
    """Return the sound of a duet, frames by (left, right), full scale = 1.

    The first frame is time 0 of the session clock; the last is the end of the last sound. Dropped hits and muted
    players are silent. Of the events `choke` and `pedal` are heard. Nothing is clipped or limited.

    Args:
        hits: Strokes in any order, none before time 0.
        sample_rate: Frames per second.
        events: What else happened.
        muted: Players who are not heard.
        volume: Fader, 0 to 1.
        bank: Voices of this sample rate, where there are some already.

    Raises:
        HitotsuError: The recorded drums are missing or broken.
    """
    sound = _Performance(sample_rate, muted=muted, volume=volume, bank=bank)
    for _ in sound.moments(hits, events, ()):
        pass
    return sound.tape.mixed()


def render_recording(
    recording: Recording, *, bank: VoiceBank | None = None, band: BandBank | None = None
) -> Iterator[Stereo]:
    """Yield piece by piece what the pair heard of a recording: their drums, the band and small answers, at 48 kHz.

    Strokes that were filtered out live are silent, strokes made in menus sound as they did. Frame 0 is the recording's
    time 0, or the last whole second that lies at least a second before its first line where that is later. Where
    nothing is to be heard, it is silent up to its last line, or for its planned time where it has none.

    Raises:
        HitotsuError: A recorded sound is missing or broken.
    """
    origin_s = _origin_s(recording)
    moved = replace(
        recording,
        hits=tuple(replace(hit, time_s=hit.time_s - origin_s) for hit in recording.hits),
        events=tuple(replace(event, time_s=event.time_s - origin_s) for event in recording.events),
    )
    heard = [replace(hit, drop=None) if hit.drop == "menu" else hit for hit in moved.hits]
    sound = _Performance(SAMPLE_RATE, bank=bank, band=band)
    sound.tape.lasts_s = seconds_of(recording)
    for _ in sound.moments(heard, moved.events, accompany(moved)):
        yield from sound.tape.finished()
    yield from sound.tape.blocks()


def seconds_of(recording: Recording) -> float:
    """Return how long a recording sounds, but for what rings on after its last line."""
    times_s = _times_s(recording)
    return max(times_s) - _origin_s(recording) if times_s else recording.header.seconds or 0.0


def is_silent(recording: Recording) -> bool:
    """Tell whether nobody struck anything that is heard."""
    return not any(hit.drop in (None, "menu") for hit in recording.hits)


def _origin_s(recording: Recording) -> float:
    return max(0.0, (min(_times_s(recording), default=0.0) - _LEAD_S) // 1.0)


def _times_s(recording: Recording) -> list[float]:
    return [hit.time_s for hit in recording.hits] + [event.time_s for event in recording.events]


class _Performance:
    """A duet on tape."""

    def __init__(
        self,
        sample_rate: int,
        *,
        muted: Iterable[int] = (),
        volume: float = 1.0,
        bank: VoiceBank | None = None,
        band: BandBank | None = None,
    ) -> None:
        self._clock = ManualClock()
        self.tape = Tape(sample_rate, self._clock)
        bank = bank or VoiceBank(sample_rate)
        self._mixer = KitMixer(self.tape, bank, self._clock, muted=muted, volume=volume, band=band)

    def moments(
        self, hits: Iterable[Hit], events: Iterable[Event], cues: Iterable[tuple[float, Cue]]
    ) -> Iterator[None]:
        """Play; pause before each moment, when all that comes before it is certain."""
        moments: list[tuple[float, Hit | Event | Cue]] = [(hit.time_s, hit) for hit in hits]
        moments += [(event.time_s, event) for event in events if event.kind in SILENCING]
        for time_s, moment in sorted([*moments, *cues], key=lambda pair: pair[0]):
            self._clock.now_s = time_s
            yield
            if isinstance(moment, Cue):
                self._mixer.play_at(moment.time_s, moment.sound, moment.level)
            else:
                hear(self._mixer, moment)

"""The sound of a duet without a device: what the drummers heard, as one array."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.audio.band_bank import BandBank
from game.audio.drum_mixer import SILENCING, hear
from game.audio.drums import KitMixer
from game.audio.output import AudioStatus
from game.audio.voices import Stereo, VoiceBank
from game.model.hit import Event, Hit
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
        """Yield the same sum piece by piece."""
        waiting = sorted(self.placed, key=lambda one: one.first, reverse=True)
        sounding: list[Placed] = []
        for start in range(0, self.frames, _BLOCK):
            total = np.zeros((min(_BLOCK, self.frames - start), 2), dtype=np.float32)
            while waiting and waiting[-1].first < start + len(total):
                sounding.append(waiting.pop())
            for one in sounding:
                at = max(one.first - start, 0)
                part = one.sound[max(start - one.first, 0) :][: len(total) - at]
                total[at : at + len(part)] += part
            sounding = [one for one in sounding if one.first + len(one.sound) > start + len(total)]
            yield total

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
    return _tape(hits, events, (), sample_rate, muted=muted, volume=volume, bank=bank).mixed()


def render_recording(recording: Recording, *, bank: VoiceBank | None = None, band: BandBank | None = None) -> Tape:
    """Return what the pair heard of a recording: their drums, the band and the game's small answers, at 48 kHz.

    Strokes that were filtered out live are silent, strokes made in menus sound as they did. Frame 0 is the recording's
    time 0, or the last whole second that lies at least a second before its first line where that is later. Where
    nothing is to be heard, it is silent up to its last line, or for its planned time where it has none.

    Raises:
        HitotsuError: A recorded sound is missing or broken.
    """
    moments: list[Hit | Event] = [*recording.hits, *recording.events]
    first_s = min((moment.time_s for moment in moments), default=0.0)
    origin_s = max(0.0, (first_s - _LEAD_S) // 1.0)
    moved = replace(
        recording,
        hits=tuple(replace(hit, time_s=hit.time_s - origin_s) for hit in recording.hits),
        events=tuple(replace(event, time_s=event.time_s - origin_s) for event in recording.events),
    )
    heard = [replace(hit, drop=None) if hit.drop == "menu" else hit for hit in moved.hits]
    tape = _tape(heard, moved.events, accompany(moved), SAMPLE_RATE, bank=bank, band=band)
    tape.lasts_s = max((moment.time_s - origin_s for moment in moments), default=recording.header.seconds or 0.0)
    return tape


def _tape(
    hits: Iterable[Hit],
    events: Iterable[Event],
    cues: Iterable[tuple[float, Cue]],
    sample_rate: int,
    *,
    muted: Iterable[int] = (),
    volume: float = 1.0,
    bank: VoiceBank | None = None,
    band: BandBank | None = None,
) -> Tape:
    clock = ManualClock()
    tape = Tape(sample_rate, clock)
    mixer = KitMixer(tape, bank or VoiceBank(sample_rate), clock, muted=muted, volume=volume, band=band)
    moments: list[tuple[float, Hit | Event | Cue]] = [(hit.time_s, hit) for hit in hits]
    moments += [(event.time_s, event) for event in events if event.kind in SILENCING]
    for time_s, moment in sorted([*moments, *cues], key=lambda pair: pair[0]):
        clock.now_s = time_s
        if isinstance(moment, Cue):
            mixer.play_at(moment.time_s, moment.sound, moment.level)
        else:
            hear(mixer, moment)
    return tape

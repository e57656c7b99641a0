"""The sound of a duet without a device: what the drummers heard, as one array."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.audio.drums import KitMixer
from game.audio.output import AudioStatus
from game.audio.voices import Stereo, VoiceBank
from game.model.hit import Event, Hit
from game.session.clock import ManualClock

SAMPLE_RATE: Final = 48000


@dataclass(slots=True, eq=False)
class Placed:
    """A sound on the time line."""

    first: int
    sound: Stereo


class Tape:
    """An output that remembers what it is given."""

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

    def mixed(self) -> Stereo:
        """Return the sum of everything that was placed."""
        length = max((one.first + len(one.sound) for one in self.placed), default=0)
        total = np.zeros((length, 2), dtype=np.float32)
        for one in self.placed:
            total[one.first : one.first + len(one.sound)] += one.sound
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
    players are silent. Of the events only `choke` is heard. Nothing is clipped or limited.

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
    clock = ManualClock()
    tape = Tape(sample_rate, clock)
    mixer = KitMixer(tape, bank or VoiceBank(sample_rate), clock, muted=muted, volume=volume)
    chokes = (event for event in events if event.kind == "choke" and event.player and event.pad)
    moments: list[Hit | Event] = [*hits, *chokes]
    for moment in sorted(moments, key=lambda moment: moment.time_s):
        clock.now_s = moment.time_s
        if isinstance(moment, Hit):
            mixer.strike(moment)
        else:
            mixer.choke(moment.player or 0, moment.pad or "")
    return tape.mixed()

"""Baked strokes kept ready, so that a strike only has to hand one over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Final, Generic

from game.audio.kit import BLENDS, TICK, TICK_VELOCITY
from game.audio.levels import LOUDNESS_STEPS, velocity_step
from game.audio.output import Sound
from game.audio.variation import VARIANTS
from game.audio.voices import Stereo, Stroke, VoiceBank
from game.audio.workshop import Workshop

TOTAL_BYTES: Final = 240_000_000
"""Recorded drums and baked strokes together stay under this."""
_RARE: Final = frozenset({"tom1_rim", "tom2_rim", "tom3_rim", "tom4", "crash2", "splash", "hit"})
"""Voices that few kits have: baked when they are first struck."""
_WARM_SHARE: Final = 0.7
"""Of the memory, for what is usual; the rest is for what is rare, and for the variants of what is played."""
_SHORT: Final = frozenset({"snare", "snare_rim", "snare_cross_stick", "hat_closed", "hat_pedal", "hat_half_open"})
"""Voices that take little memory, and are played softly more than others: all of their strokes are made ready."""
_LOUD: Final = velocity_step(0.45)
"""Strokes of all voices at least so loud are made ready first."""


@dataclass(frozen=True, slots=True)
class Baked(Generic[Sound]):
    """A stroke in the output's own form."""

    sound: Sound
    size: int
    """Bytes."""
    seconds: float


class StrokeCache(Generic[Sound]):
    """Baked strokes by what they are, the oldest given up first when memory runs out."""

    def __init__(self, bank: VoiceBank, prepare: Callable[[Stereo], Sound], workshop: Workshop) -> None:
        """Bake from a bank; `prepare` gives a stroke the output's own form. Both are called from any thread.

        What can wait is baked in the workshop.
        """
        self._bank = bank
        self._prepare = prepare
        self._workshop = workshop
        self._room = TOTAL_BYTES - bank.nbytes
        self._baked: dict[Stroke, Baked[Sound]] = {}
        self._bytes = 0
        self._lock = Lock()
        self._lowered: set[int] = set()
        """The volumes of which something is ready."""
        self._waiting: set[Stroke] = set()

    @property
    def nbytes(self) -> int:
        """Return the memory of the strokes that are ready, bytes."""
        return self._bytes

    def get(self, stroke: Stroke) -> Baked[Sound]:
        """Return a stroke, baked now if it is not ready."""
        return self._ready(stroke) or self._bake(stroke)

    def at_once(self, stroke: Stroke) -> Baked[Sound] | None:
        """Return a stroke, or what is nearest to it, which is heard rather than late; None where nothing is near.

        It is itself made ready for the next time.
        """
        ready = self._ready(stroke)
        if ready is None:
            ready = next((near for one in self._near(stroke) if (near := self._ready(one)) is not None), None)
            if ready is not None:
                self._bake_later(stroke)
        return ready

    def _near(self, stroke: Stroke) -> Iterator[Stroke]:
        """Yield what comes nearest: the same stroke, and what is left of another volume, as loud as this is to be."""
        plain = _plain(stroke)
        yield plain
        yield from (stroke._replace(variant=variant) for variant in range(1, len(VARIANTS)))
        for lowered in sorted(self._lowered - {stroke.lowered}, key=lambda other: abs(other - stroke.lowered)):
            step = stroke.step + stroke.lowered - lowered
            yield plain._replace(step=min(max(step, 0), LOUDNESS_STEPS), lowered=lowered)

    def _ready(self, stroke: Stroke) -> Baked[Sound] | None:
        with self._lock:
            baked = self._baked.pop(stroke, None)
            if baked is not None:
                self._baked[stroke] = baked  # those that were heard last are given up last
            return baked

    def _bake_later(self, stroke: Stroke) -> None:
        with self._lock:
            known = stroke in self._waiting
            self._waiting.add(stroke)
        if not known:
            self._workshop.do(lambda: self._bake_waiting(stroke))

    def _bake_waiting(self, stroke: Stroke) -> None:
        with self._lock:
            wanted = stroke in self._waiting
            self._waiting.discard(stroke)
        if wanted:
            self._bake(stroke)

    def warm_up(self, lowered: int) -> Iterator[None]:
        """Make the usual strokes ready one by one, as far as memory goes, then give up those of another volume."""
        with self._lock:
            self._waiting.clear()
            outdated = [stroke for stroke in self._baked if stroke.lowered != lowered]
        room = _WARM_SHARE * self._room
        for stroke in usual_strokes(lowered):
            if room <= 0:
                break
            room -= self.get(stroke).size
            yield
        for stroke in outdated:  # giving back so much memory at once would hold up every thread
            self._give_up(stroke)
            yield
        self._lowered &= {lowered}

    def _give_up(self, stroke: Stroke) -> None:
        with self._lock:
            baked = self._baked.pop(stroke, None)
            self._bytes -= 0 if baked is None else baked.size

    def clear(self) -> None:
        """Give up everything."""
        with self._lock:
            self._baked.clear()
            self._waiting.clear()
            self._bytes = 0

    def _bake(self, stroke: Stroke) -> Baked[Sound]:
        samples = self._bank.bake(stroke)
        baked = Baked(self._prepare(samples), samples.nbytes, len(samples) / self._bank.sample_rate)
        with self._lock:
            if stroke not in self._baked:
                self._baked[stroke] = baked
                self._bytes += baked.size
                self._lowered.add(stroke.lowered)
            while self._bytes > self._room:
                self._bytes -= self._baked.pop(next(iter(self._baked))).size
        return baked


def _plain(stroke: Stroke) -> Stroke:
    """Return the usual stroke that is nearest."""
    blend = BLENDS.get(stroke.voice)
    return stroke._replace(variant=0, voice=stroke.voice if blend is None else blend.nearest)


def usual_strokes(lowered: int) -> list[Stroke]:
    """Return what two players are likely to strike, the likeliest first, and the game's own click."""
    usual = (stroke for stroke in Stroke.every(lowered) if stroke.voice not in _RARE)
    strokes = sorted(usual, key=lambda one: (one.step > _LOUD, one.voice not in _SHORT))
    return [Stroke(0, TICK, velocity_step(TICK_VELOCITY), lowered), *strokes]

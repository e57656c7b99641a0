"""Baked strokes kept ready, so that a strike only has to hand one over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Final, Generic

from game.audio.kit import BLENDS
from game.audio.levels import velocity_step
from game.audio.output import Sound
from game.audio.voices import Stereo, Stroke, VoiceBank
from game.audio.workshop import Workshop

TOTAL_BYTES: Final = 240_000_000
"""Recorded drums and baked strokes together stay under this."""
_RARE: Final = frozenset({"tom1_rim", "tom2_rim", "tom3_rim", "tom4", "crash2", "splash", "hit"})
"""Voices that few kits have: baked when they are first struck."""
_WARM_SHARE: Final = 0.7
"""Of the memory, for what is usual; the rest is for what is rare, and for the variants of what is played."""
_SOFT: Final = velocity_step(0.15)
"""Softer strokes than this are made ready last."""


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
        self._warms = False
        self._waiting: set[Stroke] = set()

    @property
    def nbytes(self) -> int:
        """Return the memory of the strokes that are ready, bytes."""
        return self._bytes

    def get(self, stroke: Stroke) -> Baked[Sound]:
        """Return a stroke, baked now if it is not ready.

        Once warm, what is nearest to it is heard rather than late, and it is made ready for the next time.
        """
        ready = self._ready(stroke)
        plain = _plain(stroke)
        if ready is None and self._warms and plain != stroke:
            ready = self._ready(plain)
            self._bake_later(stroke)
        return ready or self._bake(stroke)

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
        """Forget what is ready; the steps make the usual strokes ready one by one, as far as memory goes."""
        with self._lock:
            old, self._baked, self._bytes = self._baked, {}, 0
            self._waiting.clear()
        self._warms = True
        return self._warm(old, lowered)

    def clear(self) -> None:
        """Give up everything."""
        with self._lock:
            self._baked.clear()
            self._waiting.clear()
            self._bytes = 0

    def _warm(self, old: dict[Stroke, Baked[Sound]], lowered: int) -> Iterator[None]:
        while old:  # giving back so much memory at once would hold up every thread
            old.popitem()
            yield
        for stroke in usual_strokes(lowered):
            if self._bytes > _WARM_SHARE * self._room:
                return
            if self._ready(stroke) is None:
                self._bake(stroke)
            yield

    def _bake(self, stroke: Stroke) -> Baked[Sound]:
        samples = self._bank.bake(stroke)
        baked = Baked(self._prepare(samples), samples.nbytes, len(samples) / self._bank.sample_rate)
        with self._lock:
            if stroke not in self._baked:
                self._baked[stroke] = baked
                self._bytes += baked.size
            while self._bytes > self._room:
                self._bytes -= self._baked.pop(next(iter(self._baked))).size
        return baked


def _plain(stroke: Stroke) -> Stroke:
    """Return the usual stroke that is nearest."""
    blend = BLENDS.get(stroke.voice)
    return stroke._replace(variant=0, voice=stroke.voice if blend is None else blend.nearest)


def usual_strokes(lowered: int) -> list[Stroke]:
    """Return what two players are likely to strike, the likeliest first."""
    return sorted(
        (stroke for stroke in Stroke.every(lowered) if stroke.voice not in _RARE), key=lambda one: one.step > _SOFT
    )

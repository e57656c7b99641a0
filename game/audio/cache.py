"""Baked strokes kept ready, so that a strike only has to hand one over."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Final, Generic

from game.audio.levels import velocity_step
from game.audio.output import Sound
from game.audio.voices import Stereo, Stroke, VoiceBank

TOTAL_BYTES: Final = 280_000_000
"""Recordings and baked strokes together stay under this."""
_RARE: Final = frozenset({"tom1_rim", "tom2_rim", "tom3_rim", "tom4", "crash2", "splash", "hit"})
"""Voices that few kits have: baked when they are first struck."""
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

    def __init__(self, bank: VoiceBank, prepare: Callable[[Stereo], Sound]) -> None:
        """Bake from a bank; `prepare` gives a stroke the output's own form. Both are called from any thread."""
        self._bank = bank
        self._prepare = prepare
        self._room = TOTAL_BYTES - bank.nbytes
        self._baked: dict[Stroke, Baked[Sound]] = {}
        self._bytes = 0
        self._lock = Lock()
        self._stop = Event()
        self._warming: Thread | None = None

    @property
    def nbytes(self) -> int:
        """Return the memory of the strokes that are ready, bytes."""
        return self._bytes

    def get(self, stroke: Stroke) -> Baked[Sound]:
        """Return a stroke, baked now if it is not ready."""
        return self._baked.get(stroke) or self._bake(stroke)

    def warm_up(self, lowered: int) -> None:
        """Forget what is ready and make the usual strokes ready on a thread of its own, as far as memory goes."""
        self._stop.set()
        self._stop = stop = Event()
        with self._lock:
            self._baked.clear()
            self._bytes = 0
        # No daemon: one that is still in C++ when Python ends takes the process down.
        self._warming = Thread(target=self._warm, args=(lowered, stop), name="warm-up")
        self._warming.start()

    def stop(self) -> None:
        """End the warm-up; it is over when this returns."""
        self._stop.set()
        if self._warming is not None:
            self._warming.join()

    def _warm(self, lowered: int, stop: Event) -> None:
        for stroke in usual_strokes(lowered):
            if stop.is_set() or self._bytes > 0.9 * self._room:
                return
            self.get(stroke)

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


def usual_strokes(lowered: int) -> list[Stroke]:
    """Return what two players are likely to strike, the likeliest first."""
    return sorted(
        (stroke for stroke in Stroke.every(lowered) if stroke.voice not in _RARE), key=lambda one: one.step > _SOFT
    )

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
        self._warms = False
        self._waiting: dict[Stroke, None] = {}
        self._baking: Thread | None = None

    @property
    def nbytes(self) -> int:
        """Return the memory of the strokes that are ready, bytes."""
        return self._bytes

    def get(self, stroke: Stroke) -> Baked[Sound]:
        """Return a stroke, baked now if it is not ready.

        Once warm, it is heard in its plain form rather than late: its variant waits for `bake_waiting`.
        """
        ready = self._ready(stroke)
        if ready is None and self._warms and stroke.variant:
            ready = self._ready(stroke._replace(variant=0))
            self._waiting[stroke] = None
        return ready or self._bake(stroke)

    def _ready(self, stroke: Stroke) -> Baked[Sound] | None:
        with self._lock:
            baked = self._baked.pop(stroke, None)
            if baked is not None:
                self._baked[stroke] = baked  # those that were heard last are given up last
            return baked

    def bake_waiting(self) -> None:
        """Make the variants that were missed ready for the next time, on a thread that ends by itself."""
        if self._waiting and not self._stop.is_set() and (self._baking is None or not self._baking.is_alive()):
            self._baking = Thread(target=self._bake_waiting, args=(self._stop,), name="variants")
            self._baking.start()

    def _bake_waiting(self, stop: Event) -> None:
        while self._waiting and not stop.is_set():
            self._bake(self._waiting.popitem()[0])

    def warm_up(self, lowered: int) -> None:
        """Forget what is ready and make the usual strokes ready on a thread of its own, as far as memory goes."""
        self._stop.set()
        self._stop = stop = Event()
        with self._lock:
            self._baked.clear()
            self._waiting.clear()
            self._bytes = 0
        self._warms = True
        # No daemon: one that is still in C++ when Python ends takes the process down.
        self._warming = Thread(target=self._warm, args=(lowered, stop), name="warm-up")
        self._warming.start()

    def stop(self) -> None:
        """End all baking ahead; it is over when this returns."""
        self._stop.set()
        for thread in (self._warming, self._baking):
            if thread is not None:
                thread.join()

    def _warm(self, lowered: int, stop: Event) -> None:
        for stroke in usual_strokes(lowered):
            if stop.is_set() or self._bytes > _WARM_SHARE * self._room:
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

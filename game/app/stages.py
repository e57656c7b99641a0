"""Stages are drawn on a thread of their own, so that nobody waits for one when the window's size is new."""

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pygame

from game import __version__
from game.storage.rasters import RasterFile
from game.ui.raster import draw_anew, rasterising_with
from game.ui.stage import Stage

if TYPE_CHECKING:
    from typing_extensions import Buffer

_STAGE_AREA: Final = 24.0
"""How many windows full of pixels a stage takes, roughly: what its progress is measured by."""

Size = tuple[int, int]
Warm = Callable[[Size], Iterable[None]]
"""Makes ready what is laid over a stage of a size: up to the first stop before the stage is given, the rest later."""


class _GivenUp(Exception):  # noqa: N818 - nothing went wrong: nobody needs this stage any more
    """Ends the drawing of a stage that is not needed any more."""


class _Job:
    """A stage being drawn."""

    def __init__(self, size: Size, folder: Path) -> None:
        self.size = size
        self.progress = 0.0
        self.given_up = threading.Event()
        self.future: Future[Stage] | None = None
        self._file = folder / f"{__version__}-{size[0]}x{size[1]}.zip"
        self._kept: RasterFile | None = None
        self._to_warm: Iterator[None] = iter(())

    def run(self, warm: Warm) -> Stage:
        whole = False
        self._kept = RasterFile(self._file)
        try:
            with rasterising_with(self._raster):
                stage = Stage(self.size)
            whole = True
        finally:
            self._kept.close(whole=whole)
        self._to_warm = iter(warm(self.size))
        next(self._to_warm, None)
        return stage

    def warm_rest(self) -> None:
        for _ in self._to_warm:
            if self.given_up.is_set():
                return

    def _raster(self, svg: str, size: Size) -> pygame.Surface:
        if self.given_up.is_set():
            raise _GivenUp
        assert self._kept is not None
        self.progress = min(1.0, self.progress + size[0] * size[1] / (_STAGE_AREA * self.size[0] * self.size[1]))
        name = _name(svg, size)
        pixels = self._kept.get(name, 4 * size[0] * size[1])
        if pixels is not None:
            return pygame.image.frombuffer(pixels, size, "BGRA")
        image = draw_anew(svg, size)
        self._kept.put(name, memoryview(cast("Buffer", image.get_buffer())))  # without a copy
        return image


def _name(svg: str, size: Size) -> str:
    """Return what the pixels depend on, as a name: the drawing itself, its size, and who rasterises it."""
    maker = pygame.version.ver, pygame.image.get_sdl_image_version(), size
    return hashlib.sha1(f"{maker}{svg}".encode(), usedforsecurity=False).hexdigest()


class Stages:
    """Draws one stage at a time; a newer wish takes the place of an older one."""

    def __init__(self, folder: Path, warm: Warm = lambda _: ()) -> None:
        """Keep pixels in `folder`; `warm` makes ready, on the thread, what is laid over a stage in a round."""
        self._folder = folder
        self._warm = warm
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stages")
        self._job: _Job | None = None
        self._given: _Job | None = None

    def ask(self, size: Size) -> None:
        """Begin a stage of this size, unless it is being drawn already."""
        if self._job is not None and self._job.size == size:
            return
        self.give_up()
        self._job = job = _Job(size, self._folder)
        job.future = self._worker.submit(job.run, self._warm)
        self._worker.submit(job.warm_rest)

    @property
    def progress(self) -> float:
        """Return how much of the present stage is drawn, 0 to 1."""
        return 0.0 if self._job is None else self._job.progress

    def take(self) -> Stage | None:
        """Return the stage that was asked for, once; None while there is none."""
        future = None if self._job is None else self._job.future
        if future is None or not future.done():
            return None
        self._job, self._given = None, self._job
        return future.result()

    def give_up(self) -> None:
        """Let go of the stage that is being drawn, and of what is made ready for the one before."""
        for job in (self._job, self._given):
            if job is not None:
                job.given_up.set()
        self._job = self._given = None

    def aside(self, work: Callable[[], object]) -> None:
        """Let something small be drawn on the thread, when no stage is being drawn."""
        self._worker.submit(work)

    def close(self) -> None:
        """End the thread."""
        self.give_up()
        self._worker.shutdown()

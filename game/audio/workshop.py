"""One thread that makes sounds ready: first what is about to be heard, then what is usual."""

from collections import deque
from collections.abc import Callable, Iterator
from threading import Condition, Thread, current_thread, main_thread
from typing import Final

_LOOK_UP_S: Final = 0.5
"""How often it looks whether the program has ended without closing it."""


class Workshop:
    """Work for one thread, which begins with the first work and ends with `close`. Any thread may bring work."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._changed = Condition()
        self._urgent: deque[Callable[[], object]] = deque()
        self._jobs: deque[Callable[[], object]] = deque()
        self._steps: Iterator[object] | None = None
        self._thread: Thread | None = None
        self._working = self._closed = False

    def do(self, job: Callable[[], object], *, first: bool = False) -> None:
        """Do a job soon, after those that were brought before it, or ahead of all that are not `first`."""
        with self._changed:
            if not self._closed:
                (self._urgent if first else self._jobs).append(job)
                self._wake()

    def go_through(self, steps: Iterator[object]) -> None:
        """Take one step after another while there is no job; the steps brought before are given up."""
        with self._changed:
            if not self._closed:
                self._steps = steps
                self._wake()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until everything is done, at most so long; tell whether it is."""
        with self._changed:
            return self._changed.wait_for(self._idle, seconds)

    def close(self) -> None:
        """Give up what is left; when this returns the thread has ended."""
        with self._changed:
            self._closed = True
            self._urgent.clear()
            self._jobs.clear()
            self._steps = None
            self._changed.notify_all()
            thread = self._thread
        if thread is not None and thread is not current_thread():
            thread.join()

    def _idle(self) -> bool:
        return not (self._working or self._urgent or self._jobs or self._steps is not None)

    def _wake(self) -> None:
        if self._thread is None:
            # No daemon: one that is still in C++ when Python ends takes the process down.
            self._thread = Thread(target=self._run, name="workshop")
            self._thread.start()
        self._changed.notify_all()

    def _run(self) -> None:
        try:
            while (job := self._next()) is not None:
                job()
        finally:
            with self._changed:
                self._thread, self._working = None, False
                self._changed.notify_all()

    def _next(self) -> Callable[[], object] | None:
        with self._changed:
            self._working = False
            while not self._closed:
                jobs = self._urgent or self._jobs
                if jobs or self._steps is not None:
                    self._working = True
                    return jobs.popleft() if jobs else self._step
                self._changed.notify_all()
                if not self._changed.wait(_LOOK_UP_S) and not main_thread().is_alive():
                    break
            return None

    def _step(self) -> None:
        steps = self._steps
        if steps is None or next(steps, self) is not self:
            return
        with self._changed:
            if self._steps is steps:
                self._steps = None

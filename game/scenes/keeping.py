"""Keeping a duet: the journal while it is played, and the result of what was kept."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import floor
from pathlib import Path
from typing import Final

from game.model.hit import Event, Hit
from game.model.result import Result
from game.scenes.table import Table
from game.session.engine import DuetEngine, EngineSettings
from game.session.replay import Judged, judge_fully
from game.session.round import Phase
from game.storage.journal import Journal
from game.storage.recordings import parse_recording

LEAD_S: Final = 1.0
"""A recording's time 0 lies at least so long before its first line: a stroke may arrive after a later one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a round ended."""

    judged: Judged
    path: Path | None
    """Where the recording lies, or None where nothing was played or no place would take it."""
    notices: tuple[str, ...]
    solo: bool = False
    """Whether somebody played by itself."""

    @property
    def result(self) -> Result:
        """The result that was kept."""
        return self.judged.result


class Keeper:
    """Opens the recording as soon as it is known who plays, and keeps every line from the first hit on.

    A recording's time 0 is a whole second of the session clock shortly before its first line, however late in the
    evening its round is played.
    """

    def __init__(self, table: Table) -> None:
        """Keep the round of a table."""
        self._table = table
        self._journal: Journal | None = None
        self._early: list[Hit | Event] = []
        self._origin_s = 0.0
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="result")
        self._judged: Future[Judged] | None = None
        self._outcome: Future[Outcome] | None = None

    @property
    def notices(self) -> tuple[str, ...]:
        """What the disk refused."""
        return tuple(self._journal.notices) if self._journal else ()

    def keep(self, item: Hit | Event) -> None:
        """Keep one line, any time before `finish`; nothing is written for a round in which nobody struck anything."""
        if self._journal is not None:
            self._write(self._journal, item)
        elif self._judged is None:
            self._early.append(item)
            if self._known() and self._struck():
                self._open()

    def _known(self) -> bool:
        """Tell whether the header can be written: both have chosen who plays, and in which feel."""
        return self._table.round.phase is not Phase.SEATS

    def _struck(self) -> bool:
        return any(isinstance(item, Hit) for item in self._early)

    def _open(self) -> None:
        table = self._table
        self._origin_s = max(float(floor(min(item.time_s for item in self._early) - LEAD_S)), 0.0)
        self._journal = table.journal(table.header((table.player(1), table.player(2)), table.round.feel))
        for item in self._early:
            self._write(self._journal, item)
        self._early.clear()

    def _write(self, journal: Journal, item: Hit | Event) -> None:
        time_s = max(item.time_s - self._origin_s, 0.0)
        if isinstance(item, Hit):
            journal.hit(replace(item, time_s=time_s))
        else:
            journal.event(replace(item, time_s=time_s))

    def conclude(self) -> Future[Judged]:
        """Judge the recording as read back, on the worker; further calls return the same.

        Strokes that come after the end can still be kept meanwhile: they change nothing.
        """
        if self._judged is None:
            if self._journal is None and self._struck():
                self._open()
            if self._journal is None:
                self._judged = self._worker.submit(_nothing)
            else:
                data = self._journal.secure()
                self._judged = self._worker.submit(_judge, self._journal.path, data)
        return self._judged

    def finish(self) -> Future[Outcome]:
        """Write the last line, the result, on the worker once it is known; further calls return the same."""
        if self._outcome is None:
            judged = self.conclude()
            self._outcome = self._worker.submit(lambda: self._finish(self._journal, judged.result()))
            self._worker.shutdown(wait=False)
        return self._outcome

    def _finish(self, journal: Journal | None, judged: Judged) -> Outcome:
        solo = bool(self._table.own)
        if journal is None:
            return Outcome(judged, None, (), solo)
        journal.result(judged.result)
        path = journal.finish()
        return Outcome(judged, path, tuple(journal.notices), solo)


def _nothing() -> Judged:
    return Judged(DuetEngine(EngineSettings()).result(), (), (), ())


def _judge(path: Path, data: bytes) -> Judged:
    return judge_fully(parse_recording(path, data))

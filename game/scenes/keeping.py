"""Keeping a duet: the journal while it is played, and the result of what was kept."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from game.model.hit import Event, Hit
from game.model.result import Result
from game.scenes.table import Table
from game.session.engine import DuetEngine, EngineSettings
from game.session.replay import Judged, judge_fully
from game.session.round import Phase
from game.storage.journal import Journal
from game.storage.recordings import parse_recording


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
    """Opens the recording as soon as it is known who plays, and keeps every line from the first hit on."""

    def __init__(self, table: Table) -> None:
        """Keep the round of a table."""
        self._table = table
        self._journal: Journal | None = None
        self._early: list[Hit | Event] = []
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="result")
        self._outcome: Future[Outcome] | None = None

    @property
    def notices(self) -> tuple[str, ...]:
        """What the disk refused."""
        return tuple(self._journal.notices) if self._journal else ()

    def keep(self, item: Hit | Event) -> None:
        """Keep one line; nothing is written for a round in which nobody struck anything."""
        if self._journal is None:
            self._early.append(item)
            if self._known() and self._struck():
                self._open()
        else:
            self._write(self._journal, item)

    def _known(self) -> bool:
        """Tell whether the header can be written: both have chosen who plays, and in which feel."""
        return self._table.round.phase is not Phase.SEATS

    def _struck(self) -> bool:
        return any(isinstance(item, Hit) for item in self._early)

    def _open(self) -> None:
        table = self._table
        self._journal = table.journal(table.header((table.player(1), table.player(2)), table.round.feel))
        for item in self._early:
            self._write(self._journal, item)
        self._early.clear()

    @staticmethod
    def _write(journal: Journal, item: Hit | Event) -> None:
        if isinstance(item, Hit):
            journal.hit(item)
        else:
            journal.event(item)

    def conclude(self) -> Future[Outcome]:
        """Judge the recording as read back, on the worker, and write its last line; further calls return the same."""
        if self._outcome is None:
            if self._journal is None and self._struck():
                self._open()
            self._outcome = self._worker.submit(self._conclude, self._journal)
            self._worker.shutdown(wait=False)
        return self._outcome

    def _conclude(self, journal: Journal | None) -> Outcome:
        if journal is None:
            return Outcome(Judged(DuetEngine(EngineSettings()).result(), (), (), ()), None, (), self._solo)
        judged = judge_fully(parse_recording(journal.path, journal.secure()))
        journal.result(judged.result)
        path = journal.finish()
        return Outcome(judged, path, tuple(journal.notices), self._solo)

    @property
    def _solo(self) -> bool:
        return bool(self._table.own)

"""`hitotsu verify`: whether recordings give the result that they claim."""

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import click

from game.commands.options import FILE
from game.commands.output import say
from game.commands.score import working
from game.model.errors import HitotsuError
from game.model.versions import ENGINE_VERSION
from game.session.verify import Difference, Each, Verdict, Verification
from game.session.verify import verify as judge_again
from game.storage import formats

_DIFFERS, _WRONG = 1, 2
_MANY_HITS: Final = 400
_TOLD: Final = 6
_UNPROVEN: Final = (Verdict.NO_CLAIM, Verdict.OTHER_ENGINE)
"""Neither holds nor fails: there is nothing to compare."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One object per file, one line each.")
@click.option("--strict", is_flag=True, help="Status 1 also for a file that claims nothing, or by another engine.")
@click.pass_context
def verify(context: click.Context, *, files: tuple[Path, ...], as_json: bool, strict: bool) -> None:
    """Judge FILEs again and compare with the results they claim, in every digit.

    Every recording is also judged at 50 update rates, from 1 to 99 a second: none may change anything. Exit status: 0
    no file differs, 1 one does, 2 one cannot be read. A file without a result, or with one of another engine's, is no
    failure unless --strict is given.
    """
    status = 0
    for file in files:
        try:
            done = _verify(file)
        except HitotsuError as error:
            say(str(error))
            status = _WRONG
            continue
        click.echo(json.dumps(_keys(file, done), allow_nan=False) if as_json else f"{file}: {_told(done)}")
        fails = done.verdict is Verdict.DIFFERS or (strict and done.verdict in _UNPROVEN)
        status = max(status, _DIFFERS if fails else 0)
    context.exit(status)


def _verify(file: Path) -> Verification:
    recording = formats.read(file)
    for notice in recording.notices:
        say(notice)
    with working(f"verifying {file}") as tell, _spread(len(recording.hits)) as each:
        return judge_again(recording, each=each, tried=lambda count: tell(f", {count} update rates tried"))


@contextmanager
def _spread(hits: int) -> Iterator[Each]:
    """Give a `map` over this machine's processors, where there is enough work to pay for starting them."""
    workers = os.cpu_count() or 1
    if workers == 1 or hits < _MANY_HITS:
        yield map
        return
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_leave_ctrl_c)
    try:
        yield pool.map
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_ctrl_c() -> None:
    """Let the program itself answer Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _told(done: Verification) -> str:
    """Say in one line how a file stands to what it claims."""
    if done.unequal_rates_hz:
        rates = ", ".join(str(rate) for rate in done.unequal_rates_hz)
        return f"differs at {rates} updates a second{_list(done.differences, '; also ')}"
    if done.verdict is Verdict.DIFFERS:
        return f"differs{_list(done.differences, ': ')}"
    at = f"the same at {len(done.rates_hz)} update rates"
    if done.verdict is Verdict.MATCHES:
        return f"matches in every digit, {at}"
    if done.claimed is None:
        return f"claims no result, so there is nothing to compare; {at}"
    made_by = done.claimed.engine
    return f"made by engine {made_by} and cannot be compared, this is engine {ENGINE_VERSION}; {at}"


def _list(differences: tuple[Difference, ...], before: str) -> str:
    told = [f"{d.key} claimed {_value(d.claimed)}, found {_value(d.found)}" for d in differences[:_TOLD]]
    if len(differences) > _TOLD:
        told.append(f"and {len(differences) - _TOLD} more, which --json tells")
    return before + "; ".join(told) if told else ""


def _value(value: object) -> str:
    return "nothing" if value is None else json.dumps(value)


def _keys(file: Path, done: Verification) -> dict[str, Any]:
    return {
        "file": str(file),
        "verdict": done.verdict.value,
        "engine": ENGINE_VERSION,
        "claimed_engine": None if done.claimed is None else done.claimed.engine,
        "differences": [asdict(difference) for difference in done.differences],
        "rates_hz": list(done.rates_hz),
        "unequal_rates_hz": list(done.unequal_rates_hz),
    }

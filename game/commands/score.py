"""`hitotsu score`: judges recordings again."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.text import Text

from game.commands.options import FILE
from game.commands.output import progress, results, say
from game.commands.summary import describe, timeline_table
from game.model.errors import HitotsuError
from game.model.recording import FEELS
from game.model.result import Result, TimelineRow
from game.session.replay import judge_with_timeline
from game.storage import formats
from game.storage.results import to_json

Rows = tuple[TimelineRow, ...] | None


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One object per file, one line each.")
@click.option("--timeline", is_flag=True, help="Also what was shown, every half second.")
@click.option("--feel", type=click.Choice(FEELS), help="Judge `together` in this feel; the score stays.")
@click.pass_context
def score(context: click.Context, *, files: tuple[Path, ...], as_json: bool, timeline: bool, feel: str | None) -> None:
    """Judge the duets in FILEs (.hitotsu or .csv) again and print the result.

    A file that cannot be judged is told about and passed over; the exit status is 2 then.
    """
    all_well = True
    for file in files:
        try:
            with _working(file):
                result, rows = _judge(file, feel, timeline=timeline)
        except HitotsuError as error:
            say(str(error))
            all_well = False
        else:
            (_show_json if as_json else show)(file, result, rows)
    if not all_well:
        context.exit(2)


@contextmanager
def _working(file: Path) -> Iterator[None]:
    """Show on a terminal that something is being done."""
    console = progress()
    if console.is_terminal:
        with console.status(Text(f"judging {file}")):
            yield
    else:
        yield


def _judge(file: Path, feel: str | None, *, timeline: bool) -> tuple[Result, Rows]:
    recording = formats.read(file)
    for notice in recording.notices:
        say(notice)
    if timeline:
        return judge_with_timeline(recording, feel=feel)
    result, _ = judge_with_timeline(recording, feel=feel, step_s=None)
    return result, None


def _show_json(file: Path, result: Result, rows: Rows) -> None:
    click.echo(json.dumps(to_json(result, str(file), rows), allow_nan=False))


def show(file: Path | None, result: Result, rows: Rows = None) -> None:
    """Print a result for people; `file` is None for a duet that no file holds."""
    console = results()
    console.print(Text(str(file) if file else "Your duet", style="bold"))
    for label, told in describe(result):
        console.print(Text(f"  {label:<10}", style="dim").append(told, style="not dim"))
    if rows is not None:
        console.print(timeline_table(rows))
    console.print()

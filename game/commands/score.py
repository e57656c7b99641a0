"""`hitotsu score`: judges recordings again."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from rich.text import Text

from game.commands.options import FILE
from game.commands.output import progress, results, say
from game.commands.summary import describe, timeline_table
from game.model.errors import HitotsuError
from game.model.recording import FEELS, Recording
from game.model.result import Result, TimelineRow
from game.session.replay import judge_with_timeline
from game.storage import formats
from game.storage.midifile import read_midi_pair
from game.storage.results import to_json

Rows = tuple[TimelineRow, ...] | None


@click.command()
@click.argument("files", nargs=-1, type=FILE, metavar="FILE...")
@click.option("--player1", type=FILE, metavar="A.mid", help="One performance: with --player2 a duet of two files.")
@click.option("--player2", type=FILE, metavar="B.mid", help="The other performance.")
@click.option("--json", "as_json", is_flag=True, help="One object per file, one line each.")
@click.option("--timeline", is_flag=True, help="Also what was shown, every half second.")
@click.option("--feel", type=click.Choice(FEELS), help="Judge `together` in this feel; the score stays.")
@click.pass_context
def score(
    context: click.Context,
    *,
    files: tuple[Path, ...],
    player1: Path | None,
    player2: Path | None,
    as_json: bool,
    timeline: bool,
    feel: str | None,
) -> None:
    """Judge the duets in FILEs (.hitotsu, .csv or .mid) again and print the result.

    Two players who were recorded apart, each in a MIDI file of their own, are judged with --player1 and --player2.
    A file that cannot be judged is told about and passed over; the exit status is 2 then.
    """
    all_well = True
    for name, read in _duets(files, player1, player2):
        try:
            with working(f"judging {name}"):
                result, rows = _judge(read(), feel, timeline=timeline)
        except HitotsuError as error:
            say(str(error))
            all_well = False
        else:
            (_show_json if as_json else show)(name, result, rows)
    if not all_well:
        context.exit(2)


def _duets(
    files: tuple[Path, ...], player1: Path | None, player2: Path | None
) -> list[tuple[Path | str, Callable[[], Recording]]]:
    """Return what to call each duet, and how to read it."""
    duets: list[tuple[Path | str, Callable[[], Recording]]] = [(file, partial(formats.read, file)) for file in files]
    if player1 is not None and player2 is not None:
        duets.append((f"{player1} + {player2}", partial(read_midi_pair, player1, player2)))
    elif player1 is not None or player2 is not None:
        raise click.UsageError("--player1 and --player2 go together: name a file for each")
    if not duets:
        raise click.UsageError("missing argument FILE..., or --player1 and --player2")
    return duets


@contextmanager
def working(told: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal that something is being done; gives a function that tells how far it has come."""
    console = progress()
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(Text(told)) as status:
        yield lambda more: status.update(Text(f"{told}{more}"))


def _judge(recording: Recording, feel: str | None, *, timeline: bool) -> tuple[Result, Rows]:
    for notice in recording.notices:
        say(notice)
    if timeline:
        return judge_with_timeline(recording, feel=feel)
    result, _ = judge_with_timeline(recording, feel=feel, step_s=None)
    return result, None


def _show_json(file: Path | str, result: Result, rows: Rows) -> None:
    click.echo(json.dumps(to_json(result, str(file), rows), allow_nan=False))


def show(file: Path | str | None, result: Result, rows: Rows = None) -> None:
    """Print a result for people; `file` is None for a duet that no file holds."""
    console = results()
    console.print(Text(str(file) if file else "Your duet", style="bold"))
    for label, told in describe(result):
        console.print(Text(f"  {label:<10}", style="dim").append(told, style="not dim"))
    if rows is not None:
        console.print(timeline_table(rows))
    console.print()

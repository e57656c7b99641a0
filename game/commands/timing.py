"""`hitotsu timing`: how late strokes, keys, pictures and sound are on this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Final, NamedTuple

import click

from game.app.timing.figures import Figure, Report
from game.app.timing.measure import Progress, measure
from game.app.window import parse_size
from game.commands.options import number
from game.commands.output import progress, results


class _Row(NamedTuple):
    name: str
    """Key in the JSON and in the report."""
    title: str
    means: str
    """What it says about playing here."""
    unit: str = "ms"


_ROWS: Final = (
    _Row("midi", "MIDI stamp", "How much later than it was sent through a virtual port a stroke is stamped."),
    _Row("voice", "MIDI to sound device", "How much later than it was sent a stroke is with the sound device."),
    _Row("device", "Sound device", "From there to the loudspeaker, as the device states it."),
    _Row("underruns", "Underruns", "Blocks of sound that came too late: each may be heard as a crackle.", ""),
    _Row("keys", "Key stamp", "How long a key that goes down at any moment waits until it is looked at and stamped."),
    _Row("engine", "Judging a stroke", "What the judge's answer to one stroke of a busy duet costs."),
    _Row("frame", "Picture", "Drawing and showing one picture of a busy duet: up to 16.7 ms gives 60 a second."),
)
_LEFT_OUT: Final = (
    "Not measured: the way from the pad through kit and cable to this machine, the keyboard's own scan, the screen's "
    "delay and the air (3 ms a metre). docs/timing.md says what is known of them."
)
_HEAD: Final = f"{'':22}{'n':>8}{'median':>9}{'p99':>9}{'max':>9}"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object, for programs.")
@click.option("--size", metavar="WxH", help="Size of the picture, such as 1920x1080.")
@click.option("--seconds", type=number(1, 600), default=10, show_default=True, help="How long to measure.")
def timing(*, as_json: bool, size: str | None, seconds: float) -> None:
    """Measure how late strokes, keys, pictures and sound are on this machine.

    The game plays a busy duet by itself, in its window and with sound, while soft strokes are sent to it through a MIDI
    port of its own at known times. It takes --seconds and about four more; leave the machine alone meanwhile.
    """
    asked = None if size is None else parse_size(size)
    with _signs_of_life() as told:
        report = measure(asked, seconds, told)
    if as_json:
        click.echo(json.dumps(_keys(report), ensure_ascii=False))
    else:
        results().print("\n".join(_lines(report)))


@contextmanager
def _signs_of_life() -> Iterator[Progress]:
    """Give a function that tells on a terminal what is being done."""
    console = progress()
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("") as status:
        yield lambda told: status.update(f"{told} ...")


def _lines(report: Report) -> Iterator[str]:
    drawn = "Nothing drawn" if report.size is None else f"A busy duet at {report.size[0]} x {report.size[1]}"
    yield f"{drawn}, {report.seconds:g} s; sound: {report.sound or 'none'}"
    yield _HEAD
    for row in _ROWS:
        figure = report.figures.get(row.name)
        if figure is None:
            yield f"{row.title:<22}{'-':>8}"
        else:
            yield _numbers(row, figure)
        yield f"    {row.means if figure is not None else report.missing[row.name]}"
    yield _LEFT_OUT


def _numbers(row: _Row, figure: Figure) -> str:
    cells = "".join(f"{'' if ms is None else f'{ms:.2f}':>9}" for ms in (figure.median, figure.p99, figure.max))
    lost = f"   {figure.lost} lost" if figure.lost else ""
    return f"{row.title:<22}{figure.n:>8}{cells} {row.unit}{lost}".rstrip()


def _keys(report: Report) -> dict[str, object]:
    figures, missing = report.figures, report.missing
    return {
        "size": report.size,
        "seconds": report.seconds,
        "sound": report.sound,
        "figures": {row.name: _figure_keys(figures[row.name], row) for row in _ROWS if row.name in figures},
        "missing": {row.name: missing[row.name] for row in _ROWS if row.name in missing},
    }


def _figure_keys(figure: Figure, row: _Row) -> dict[str, object]:
    rounded = {key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(figure).items()}
    return {**rounded, "unit": row.unit or None, "means": row.means}

"""`hitotsu convert`: the same duet in another format."""

from pathlib import Path

import click

from game.commands.options import FILE
from game.commands.output import say
from game.storage import formats


@click.command()
@click.argument("source", type=FILE, metavar="IN")
@click.argument("target", type=FILE, metavar="OUT")
def convert(source: Path, target: Path) -> None:
    """Write the duet of file IN as file OUT; the endings .hitotsu, .csv and .mid name the formats.

    A .csv and a .mid keep the judged hits only; the .mid has the pair's joint pulse as its tempo, so that bars line up
    in a music program. An OUT that exists is replaced.
    """
    writer = formats.format_of(target)
    recording = formats.read(source)
    for notice in recording.notices:
        say(notice)
    writer.write(target, recording)

"""`hitotsu simulate`: a duet that nobody played."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from game.commands.options import FILE, number
from game.model.recording import DEFAULT_FEEL, FEELS, Recording
from game.rhythm.beat_clock import FASTEST_BPM, SLOWEST_BPM
from game.rhythm.drummers import DEAF, PERSONAS
from game.rhythm.patterns import PATTERNS
from game.session.replay import judge
from game.session.simulation import LONGEST_S
from game.session.simulation import simulate as play_out
from game.storage import formats

_BPM = number(SLOWEST_BPM, FASTEST_BPM)


class _Simulate(click.Command):
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List who can play and what."""
        with formatter.section("Personas"):
            formatter.write_text(f"{' '.join(PERSONAS)} (with {DEAF} after it: the same hands, but does not listen)")
        with formatter.section("Patterns"):
            formatter.write_dl([(name, pattern.description) for name, pattern in PATTERNS.items()])


@click.command(cls=_Simulate)
@click.option("--player1", default="expert", show_default=True, metavar="PERSONA", help="Who plays on the left.")
@click.option("--player2", default="trained", show_default=True, metavar="PERSONA", help="Who plays on the right.")
@click.option("--bpm", type=_BPM, default=112.0, show_default=True, help="Tempo at which player 1 begins.")
@click.option("--bpm2", type=_BPM, help="Tempo at which player 2 begins; the same unless given.")
@click.option("--pattern1", default="rock8", show_default=True, metavar="NAME", help="What player 1 plays.")
@click.option("--pattern2", default="eighth", show_default=True, metavar="NAME", help="What player 2 plays.")
@click.option("--seconds", type=number(1, LONGEST_S), default=120.0, show_default=True, help="Length of the round.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Same seed, same duet.")
@click.option("--feel", type=click.Choice(FEELS), default=DEFAULT_FEEL, show_default=True, help="Kept in the file.")
@click.option("-o", "output", type=FILE, required=True, metavar="FILE", help="The recording; replaced if it exists.")
def simulate(output: Path, **wanted: str | float | None) -> None:
    """Record a duet of two simulated drummers, each of whom hears only the other's hits."""
    write = formats.format_of(output).write
    play: Callable[..., Recording] = play_out
    recording = play(**wanted)
    write(output, replace(recording, claimed=judge(recording)))

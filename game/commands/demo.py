"""`hitotsu demo`: two simulated drummers find each other."""

import tempfile
from pathlib import Path
from typing import Final

import click
import numpy as np

from game.app.build import RoundOptions
from game.app.house import PlayOptions
from game.app.play import play as play_rounds
from game.app.window import parse_size
from game.commands.options import FILE, number, recording_file
from game.commands.output import say
from game.commands.play import read_shot
from game.commands.score import show
from game.model.settings import LANGUAGES
from game.session.attract import FEEL, PAIR, SECONDS
from game.session.seats import SeatSpec

PERSONAS: Final = (PAIR[0].persona, PAIR[1].persona)
BPM: Final = (PAIR[0].bpm, PAIR[1].bpm)
_SEEDS: Final = 1_000_000


@click.command()
@click.option("--seconds", type=number(1, 3600), default=SECONDS, show_default=True, help="Length of the round.")
@click.option("--seed", type=click.IntRange(min=0), help="Which two drummers; others each time unless given.")
@click.option("--size", metavar="WxH", help="Size of the window, such as 1280x720.")
@click.option("--fullscreen", is_flag=True, help="Fill the screen.")
@click.option("--record", type=FILE, metavar="FILE", help="Keep the duet here; never over an existing file.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the texts; as last chosen unless given.")
@click.option("--shot", "shots", multiple=True, metavar="FILE@SECONDS", help="Save a picture at that time.")
def demo(
    *,
    seconds: float,
    seed: int | None,
    size: str | None,
    fullscreen: bool,
    record: Path | None,
    lang: str | None,
    shots: tuple[str, ...],
) -> None:
    """Watch two simulated drummers, one steady and one learning, find one beat.

    They begin at different tempos, and each hears the other's strokes and nothing else, by the same way as players of
    kits. Only --record keeps the duet.
    """
    kept = recording_file(record)
    seed = int(np.random.default_rng().integers(_SEEDS)) if seed is None else seed
    with tempfile.TemporaryDirectory(prefix="hitotsu-") as passing:
        options = PlayOptions(
            round=RoundOptions(
                specs=(SeatSpec("sim", PERSONAS[0]), SeatSpec("sim", PERSONAS[1])),
                seconds=seconds, feel=FEEL, bpm=BPM, patterns=(PAIR[0].pattern, PAIR[1].pattern), seed=seed,
                record=kept or Path(passing, "demo.hitotsu"),
            ),
            size=None if size is None else parse_size(size),
            fullscreen=fullscreen,
            lang=lang,
            by_itself=True,
            shots=tuple(read_shot(text) for text in shots),
        )  # fmt: skip
        for outcome in play_rounds(options, say):
            for notice in outcome.notices:
                say(notice)
            show(f"The demo of seed {seed}" if record is None else outcome.path, outcome.result)

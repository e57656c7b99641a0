"""`hitotsu play`: straight into a round."""

import sys
from pathlib import Path
from typing import Final

import click

from game.app.build import RoundOptions
from game.app.house import PlayOptions
from game.app.loop import Shot
from game.app.play import play as play_rounds
from game.app.window import parse_size
from game.commands.options import FILE, number, recording_file
from game.commands.output import say
from game.commands.score import show
from game.model.errors import HitotsuError
from game.model.recording import FEELS
from game.model.settings import LANGUAGES
from game.scenes.keeping import Outcome
from game.session.outing import MODE
from game.session.outing import SECONDS as EVENING_SECONDS
from game.session.seats import parse_seat
from game.storage.files import obstacle

_SOURCE = "SRC"
SECONDS: Final = {"one-heart": 120.0, MODE: EVENING_SECONDS}
"""What can be played, and how long a round of it is."""


@click.command()
@click.option("--mode", type=click.Choice(list(SECONDS)), default="one-heart", show_default=True, help="What to play.")
@click.option("--seconds", type=number(1, 3600), help="Length of a round: 120, in an evening 90 unless given.")
@click.option("--player1", default="any", show_default=True, metavar=_SOURCE, help="Who plays on the left.")
@click.option("--player2", default="any", show_default=True, metavar=_SOURCE, help="Who plays on the right.")
@click.option("--size", metavar="WxH", help="Size of the window, such as 1280x720.")
@click.option("--fullscreen", is_flag=True, help="Fill the screen.")
@click.option("--record", type=FILE, metavar="FILE", help="Where the recording goes; never over an existing file.")
@click.option("--feel", type=click.Choice(FEELS), help="How wide the sun opens; as last chosen unless given.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the texts; as last chosen unless given.")
@click.option("--own-sound", type=click.Choice(["1", "2"]), multiple=True, help="This player's kit sounds by itself.")
@click.option("--shot", "shots", multiple=True, metavar="FILE@SECONDS", help="Save a picture at that time.")
@click.option("--stay", is_flag=True, help="Keep the result on the screen.")
@click.option("--title", is_flag=True, hidden=True, help="Open on the title screen: what `hitotsu` alone does.")
def play(
    *,
    mode: str,
    seconds: float | None,
    player1: str,
    player2: str,
    size: str | None,
    fullscreen: bool,
    record: Path | None,
    feel: str | None,
    lang: str | None,
    own_sound: tuple[str, ...],
    shots: tuple[str, ...],
    stay: bool,
    title: bool,
) -> None:
    """Play a round, or an evening: three rounds, from dusk to dawn, with the sides exchanged before each next one.

    SRC: any (whoever hits first), keyboard, midi:NAME or midi:NAME#2 (the second of that name), sim:PERSONA, or
    file:PATH#PLAYER. With both given there is no menu: the clock starts when the second player first hits.
    """
    specs = (parse_seat(player1, "--player1"), parse_seat(player2, "--player2"))
    options = PlayOptions(
        round=RoundOptions(specs, mode, seconds or SECONDS[mode], feel, record=recording_file(record)),
        size=None if size is None else parse_size(size),
        fullscreen=fullscreen,
        lang=lang,
        shots=tuple(read_shot(text) for text in shots),
        stay=stay or title,
        title=title,
        own_sound=frozenset(int(player) for player in own_sound),
    )
    play_rounds(options, say, _tell)


def _tell(outcome: Outcome) -> None:
    """Print how a round ended, as soon as it is known."""
    for notice in outcome.notices:
        say(notice)
    show(outcome.path, outcome.result)
    sys.stdout.flush()


def read_shot(text: str) -> Shot:
    """Read a picture to be taken, such as `duet.png@30`."""
    name, _, at = text.rpartition("@")
    try:
        at_s = float(at)
    except ValueError:
        at_s = float("nan")
    if not name or not 0 <= at_s < float("inf"):  # NaN fails every comparison
        raise HitotsuError(f"--shot: '{text}' is not FILE@SECONDS, such as duet.png@30.")
    path = Path(name)
    if path.suffix.lower() != ".png" or obstacle(path) is not None or not path.parent.is_dir():
        raise HitotsuError(f"--shot: '{path}' cannot be saved; name a .png file in a folder that is there.")
    return Shot(path, at_s)

"""`hitotsu convert`: the same duet in another format, or as sound."""

from pathlib import Path
from typing import Final

import click

from game.commands.options import FILE
from game.commands.output import say
from game.model.errors import HitotsuError
from game.model.recording import Recording
from game.storage import formats
from game.storage.files import write_parts

_SOUND: Final = ".wav"


@click.command()
@click.argument("source", type=FILE, metavar="IN")
@click.argument("target", type=FILE, metavar="OUT")
def convert(source: Path, target: Path) -> None:
    """Write the duet of file IN as file OUT; the endings .hitotsu, .csv and .mid name the formats, .wav is sound.

    A .csv and a .mid keep the judged hits only; the .mid has the pair's joint pulse as its tempo, so that bars line up
    in a music program. A .wav (48 kHz, 16 bit, stereo) holds what both heard: their drums, the band and the small
    sounds; the same IN gives the same samples. An OUT that exists is replaced.
    """
    _refuse_sound(source)
    write = _write_sound if target.suffix.lower() == _SOUND else formats.format_of(target, _SOUND).write
    recording = formats.read(source)
    for notice in recording.notices:
        say(notice)
    write(target, recording)


def _refuse_sound(source: Path) -> None:
    if source.suffix.lower() == _SOUND:
        raise HitotsuError(f"{source} is sound, from which no strokes can be read: name a .hitotsu, .csv or .mid file.")


def _write_sound(path: Path, recording: Recording) -> None:
    from game.audio.render import SAMPLE_RATE, render_recording  # noqa: PLC0415 - other formats need no sound
    from game.audio.wav import MAX_FRAMES, wav_parts  # noqa: PLC0415

    tape = render_recording(recording)
    if not tape.placed:
        say(f"{path} is silent: in this duet nobody struck anything that was meant as a stroke.")
    if tape.frames > MAX_FRAMES:
        hours, most = (frames / SAMPLE_RATE / 3600 for frames in (tape.frames, MAX_FRAMES))
        raise HitotsuError(f"{path}: this duet lasts {hours:.1f} hours, and a .wav file holds at most {most:.1f}.")
    write_parts(path, wav_parts(tape.blocks(), tape.frames, SAMPLE_RATE))

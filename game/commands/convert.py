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
_RINGS_H: Final = 0.01
"""Longer than anything rings on, hours."""


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
    from game.audio import render  # noqa: PLC0415 - other formats need no sound
    from game.audio.wav import MAX_FRAMES, WavParts  # noqa: PLC0415

    hours, most = render.seconds_of(recording) / 3600, MAX_FRAMES / render.SAMPLE_RATE / 3600
    if hours + _RINGS_H > most:
        raise HitotsuError(f"{path}: this duet lasts {hours:.1f} hours, and a .wav file holds at most {most:.1f}.")
    if render.is_silent(recording):
        say(f"{path} is silent: in this duet nobody struck anything that was meant as a stroke.")
    parts = WavParts(render.render_recording(recording), render.SAMPLE_RATE)
    write_parts(path, parts, parts.header)

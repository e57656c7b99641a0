"""`hitotsu kits`: which kits are connected, and how each was recognised."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Final

import click

from game.commands.messages import TOLD
from game.commands.options import number
from game.commands.output import say
from game.inputs.kitmap import KitMap, is_named, recognise, union_kit
from game.inputs.midi import MidiInput, refusal
from game.inputs.names import Port, list_ports, name_of
from game.inputs.ports import MidiError, MidiSystem
from game.inputs.probe import no_midi_notice
from game.inputs.recognition import Why
from game.inputs.registry import Registry
from game.session.clock import SystemClock

_HEAD = ("source", "port", "kit", "id", "recognised")
_NONE = "No drum kit is connected. Plug one in by USB, or play on the keyboard."
_KNOWN: Final = {
    "high": "its notes are well known",
    "medium": "its notes are known",
    "low": "its notes are known in part",
    "guess": "its notes are a guess from its relatives",
}
_POLL_S: Final = 0.05
_ANSWER_S: Final = 0.2
"""How long after it was asked a kit behind a cable may take to answer, s."""


@dataclass(frozen=True, slots=True)
class Connected:
    """One kit that is plugged in."""

    key: str
    """As `--player1` wants it, such as `midi:TD-17#1`."""
    port: str
    kit: KitMap
    why: Why

    @property
    def recognised(self) -> bool:
        """Whether its make is known; else it is read by the map for any kit."""
        return self.kit.id != union_kit().id


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object per kit, one line each.")
@click.option(
    "--listen",
    "listen_s",
    type=number(0, 3600),
    default=0,
    metavar="SECONDS",
    help="Listen before listing: play every pad, and a kit behind a plain MIDI cable may be recognised by its notes.",
)
def kits(*, as_json: bool, listen_s: float) -> None:
    """List the kits that are connected and how they were recognised.

    The first column is what --player1 and --player2 of `hitotsu play` take. A kit of unknown make plays all the same,
    by a map that holds what most kits send.
    """
    connected, others = _look()
    if connected and listen_s:
        say(f"Listening for {listen_s:g} s: play every pad a few times.")
    if connected and (listen_s or not all(is_named(kit.port) for kit in connected)):
        connected = list({kit.key: kit for kit in (*connected, *_listened(listen_s))}.values())
    if as_json:
        for kit in connected:
            click.echo(json.dumps(_keys(kit)))
    elif connected:
        click.echo("\n".join(_lines(connected)))
    if others and not connected:
        say(f"Ports that are no kits: {', '.join(others)}.")


def _look() -> tuple[list[Connected], list[str]]:
    """Return the kits that are plugged in, and the names of ports that are none; says what is missing."""
    try:
        system = MidiSystem()
    except MidiError:
        say(no_midi_notice())
        return [], []
    try:
        ports = Registry().update(list_ports(system.names(), system.api))
        for key, port in ports.items():
            if port.is_kit and not _opens(system, port):
                say(refusal(key))
    except MidiError as error:
        say(f"MIDI does not answer ({error}).")
        return [], []
    finally:
        system.close()
    connected = [_named(key, port.name) for key, port in ports.items() if port.is_kit]
    if not connected:
        say(_NONE)
    return connected, [port.name for port in ports.values() if not port.is_kit]


def _opens(system: MidiSystem, port: Port) -> bool:
    """Tell whether a kit can be played now, and no other program holds it."""
    try:
        system.open(port.index, lambda _message, _delta_s: None).close()
    except MidiError:
        return False
    return True


def _named(key: str, port: str) -> Connected:
    kit = recognise(port)
    return Connected(key, port, kit, Why.NOTHING if kit.id == union_kit().id else Why.NAME)


def _listened(seconds: float) -> list[Connected]:
    """Return the kits and what they told of themselves within this time, or until those that are asked answer."""
    clock, pause = SystemClock(), Event()
    midi = MidiInput(clock, lambda _key: None, lambda _hit: None)
    answered_s = 0.0
    try:
        while midi.asking or clock.now() < max(seconds, answered_s):
            midi.poll(clock.now())
            answered_s = clock.now() + _ANSWER_S if midi.asking else answered_s
            pause.wait(_POLL_S)
        for notice in {*midi.notices} - {refusal(key) for key in midi.refused}:  # those have been told
            say(notice)
        return [Connected(key, name_of(key), midi.kit_of(key), midi.why_of(key)) for key in midi.devices]
    finally:
        midi.close()


def _lines(connected: Sequence[Connected]) -> Iterator[str]:
    """Yield a row for each kit under a head; no name is ever cut, however narrow the terminal."""
    rows = [_HEAD, *((one.key, one.port, one.kit.name, one.kit.id, _how(one)) for one in connected)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _how(one: Connected) -> str:
    told = TOLD.get(one.why)
    return "no: read by the map for any kit" if told is None else f"{told}; {_KNOWN[one.kit.confidence]}"


def _keys(one: Connected) -> dict[str, object]:
    return {
        "source": one.key,
        "port": one.port,
        "kit": one.kit.id,
        "name": one.kit.name,
        "recognised": one.recognised,
        "why": one.why.value,
        "confidence": one.kit.confidence if one.recognised else None,
    }

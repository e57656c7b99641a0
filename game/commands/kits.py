"""`hitotsu kits`: which kits are connected, and how each was recognised."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from game.commands.output import say
from game.inputs.kitmap import KitMap, recognise, union_kit
from game.inputs.names import list_ports
from game.inputs.ports import MidiError, MidiSystem
from game.inputs.probe import no_midi_notice
from game.inputs.registry import Registry

_HEAD = ("source", "port", "kit", "id", "recognised")
_NONE = "No drum kit is connected. Plug one in by USB, or play on the keyboard."
_FOUND = {
    "high": "by its name; its notes are well known",
    "medium": "by its name; its notes are known",
    "low": "by its name; its notes are known in part",
    "guess": "by its name; its notes are a guess from its relatives",
}


@dataclass(frozen=True, slots=True)
class Connected:
    """One kit that is plugged in."""

    key: str
    """As `--player1` wants it, such as `midi:TD-17#1`."""
    port: str
    kit: KitMap

    @property
    def recognised(self) -> bool:
        """Whether its make is known; else it is read by the map for any kit."""
        return self.kit.id != union_kit().id


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object per kit, one line each.")
def kits(*, as_json: bool) -> None:
    """List the kits that are connected and how they were recognised.

    The first column is what --player1 and --player2 of `hitotsu play` take. A kit of unknown make plays all the same,
    by a map that holds what most kits send.
    """
    connected, others = _look()
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
    except MidiError as error:
        say(f"MIDI does not answer ({error}).")
        return [], []
    finally:
        system.close()
    connected = [Connected(key, port.name, recognise(port.name)) for key, port in ports.items() if port.is_kit]
    if not connected:
        say(_NONE)
    return connected, [port.name for port in ports.values() if not port.is_kit]


def _lines(connected: Sequence[Connected]) -> Iterator[str]:
    """Yield a row for each kit under a head; no name is ever cut, however narrow the terminal."""
    rows = [_HEAD, *((one.key, one.port, one.kit.name, one.kit.id, _how(one)) for one in connected)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _how(one: Connected) -> str:
    return _FOUND[one.kit.confidence] if one.recognised else "no: read by the map for any kit"


def _keys(one: Connected) -> dict[str, object]:
    return {
        "source": one.key,
        "port": one.port,
        "kit": one.kit.id,
        "name": one.kit.name,
        "recognised": one.recognised,
        "confidence": one.kit.confidence if one.recognised else None,
    }

"""`hitotsu monitor`: every message of the kits as it arrives."""

import json
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

import click

from game.commands.messages import TOLD, Reader
from game.commands.options import FILE, number
from game.commands.output import say
from game.inputs.device import Arrival
from game.inputs.midi import MidiInput
from game.inputs.probe import no_midi_notice
from game.model.errors import HitotsuError
from game.session.clock import SystemClock
from game.storage.files import refusal
from game.storage.paths import free_path

_LOOK_S: Final = 0.05
"""How long a message or a signal may find the loop asleep; a message wakes it at once."""
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@click.command()
@click.option("--log", type=FILE, metavar="FILE", help="Keep every message, as JSON Lines; never over another file.")
@click.option("--seconds", type=number(0, 86_400), help="End after this time; else with Ctrl+C.")
def monitor(*, log: Path | None, seconds: float | None) -> None:
    """Show every message of every kit as it arrives: time, kit, what it says, its pad and what the filters did.

    Kits may come and go meanwhile. A log can be played again: `hitotsu play --player1 file:LOG`.
    """
    arrivals: SimpleQueue[Arrival] = SimpleQueue()
    clock = SystemClock()
    midi = MidiInput(clock, _nobody, _unheard, tap=arrivals.put)
    try:
        if no_midi_notice() in midi.notices:
            raise HitotsuError(no_midi_notice())
        with _kept(log) as keep, _until_told() as told:
            watch = _Watch(midi, keep)
            while not told() and (seconds is None or clock.now() < seconds):
                watch.look(clock.now())
                watch.show(arrivals)
            watch.show(arrivals)
    finally:
        midi.close()


def _nobody(_: str) -> None:
    """Nobody plays: every kit is only looked at."""


def _unheard(_: object) -> None:
    """Nothing sounds."""


class _Watch:
    """Tells what comes, and which kits are there."""

    def __init__(self, midi: MidiInput, keep: Callable[[Arrival], None]) -> None:
        self._midi = midi
        self._keep = keep
        self._readers: dict[str, Reader] = {}
        self._here: set[str] | None = None
        self._said: set[str] = set()
        self._names: dict[str, str] = {}

    def look(self, now_s: float) -> None:
        """Notice which kits came and went."""
        self._midi.poll(now_s)
        here = set(self._midi.devices)
        if self._here is None and not here:
            say("No drum kit is connected yet; waiting for one.")
        before = self._here or set()
        for key in sorted(here ^ before):
            say(f"{key} is plugged in: {self._midi.kit_of(key).name}." if key in here else f"{key} was unplugged.")
        self._here = here
        self._tell_changes(here)
        for notice in self._midi.notices:
            if notice not in self._said:
                self._said.add(notice)
                say(notice)

    def _tell_changes(self, here: Iterable[str]) -> None:
        """Say which kit turned out to be another one than its port's name told."""
        for key in sorted(here):
            name = self._midi.kit_of(key).name
            if self._names.setdefault(key, name) != name:
                self._names[key] = name
                say(f"{key} is recognised: {name}, {TOLD[self._midi.why_of(key)]}.")

    def show(self, arrivals: "SimpleQueue[Arrival]") -> None:
        """Wait a moment for a message and print all that came."""
        try:
            arrival = arrivals.get(timeout=_LOOK_S)
            while True:
                self._show(arrival)
                arrival = arrivals.get_nowait()
        except Empty:
            pass

    def _show(self, arrival: Arrival) -> None:
        self._keep(arrival)
        reader = self._readers.get(arrival.device)
        if reader is None:
            reader = self._readers[arrival.device] = Reader(self._midi.kit_of(arrival.device))
        told = reader.read(arrival.time_s, arrival.message)
        if told is not None:
            click.echo(f"{arrival.time_s:12.6f}  {arrival.device}  {told}")


@contextmanager
def _kept(path: Path | None) -> Iterator[Callable[[Arrival], None]]:
    """Give a function that keeps a message in the log, where one is wanted; each line goes to the system at once."""
    if path is None:
        yield lambda _: None
        return
    free = free_path(path)
    if free != path:
        say(f"{path} is there already; the log goes to {free}.")
    try:
        with free.open("xb", buffering=0) as file:
            yield lambda arrival: _log(file, arrival)
    except OSError as error:
        raise HitotsuError(f"{free} cannot be written: {refusal(error)}.") from error


def _log(file: RawIOBase, arrival: Arrival) -> None:
    line = {"t": round(arrival.time_s, 6), "port": arrival.device, "bytes": list(arrival.message)}
    file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


@contextmanager
def _until_told() -> Iterator[Callable[[], bool]]:
    """Give a function that tells whether Ctrl+C or the system asked for the end."""
    asked: list[int] = []
    before = {which: signal.getsignal(which) for which in _SIGNALS}
    for which in _SIGNALS:
        signal.signal(which, lambda which, _frame: asked.append(which))
    try:
        yield lambda: bool(asked)
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)

"""Strokes sent through a MIDI port of our own at known times, and what the game makes of them."""

from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from threading import Event as Signal
from threading import Thread
from typing import Final

from game.app.timing.figures import Figure, spread
from game.inputs.device import Arrival
from game.inputs.midi import MidiInput
from game.inputs.ports import MidiError, MidiSystem, VirtualOutput
from game.model.errors import HitotsuError
from game.model.hit import Event, Hit
from game.session.clock import Clock
from game.session.sources import Listener

NAME: Final = "Hitotsu timing"
_NOTE_ON: Final = 0x99
_NOTES: Final = (36, 38, 48, 45)
_SOFT: Final = 24
_NUMBERS: Final = 40
"""Each stroke carries its number in its velocity, soft beside the duet."""
_EVERY_S: Final = 0.0373
"""Two busy hands; no divisor of a frame or of a block of sound, so that strokes fall everywhere in them."""
_STILL_COMING_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class _Sent:
    time_s: float
    message: bytes


class VirtualKit:
    """A kit that is struck by this program itself and heard as any kit is."""

    def __init__(self, clock: Clock, listener: Listener) -> None:
        """Plug it in; all that it does is given to `listener`, on the driver's thread.

        Raises:
            MidiError: This machine's MIDI has no virtual ports.
        """
        system = MidiSystem()
        system.close()
        self._clock, self._listener = clock, listener
        self._output = VirtualOutput(system.api, NAME)
        try:
            self._input = MidiInput(clock, lambda _: 1, self._struck, wanted=(f"midi:{NAME}",), tap=self._arrived)
        except HitotsuError as error:
            self._output.close()
            raise MidiError(str(error)) from error
        self._sent: list[_Sent] = []
        self._stamped: list[_Sent] = []
        self._heard: list[_Sent] = []
        self._done = Signal()
        self._player = Thread(target=self._play, name="virtual-kit", daemon=True)

    def begin(self) -> None:
        """Begin to strike."""
        self._player.start()

    def end(self) -> None:
        """Strike no more, and unplug it once the last stroke has come."""
        self._done.set()
        if self._player.is_alive():
            self._player.join()
            Signal().wait(_STILL_COMING_S)
        self._input.close()
        self._output.close()

    def stamps(self, since_s: float, until_s: float) -> Figure:
        """Describe how much later than it was sent each stroke was stamped."""
        return _late(self._sent, self._stamped, since_s, until_s)

    def sounds(self, since_s: float, until_s: float) -> Figure:
        """Describe how much later than it was sent each stroke was in the hands of the sound device."""
        return _late(self._sent, self._heard, since_s, until_s)

    def _play(self) -> None:
        begun_s = self._clock.now()
        for number in count():
            at_s = begun_s + number * _EVERY_S
            if self._done.wait(max(0.0, at_s - self._clock.now())):
                return
            message = bytes((_NOTE_ON, _NOTES[number % len(_NOTES)], _SOFT + number % _NUMBERS))
            self._sent.append(_Sent(self._clock.now(), message))
            with suppress(MidiError):  # what is sent into the void is told as lost
                self._output.send(message)

    def _arrived(self, arrival: Arrival) -> None:
        self._stamped.append(_Sent(arrival.time_s, arrival.message))

    def _struck(self, moment: Hit | Event) -> None:
        self._listener(moment)
        if isinstance(moment, Hit) and moment.drop is None:
            message = bytes((_NOTE_ON, moment.note or 0, round(moment.velocity * 127)))
            self._heard.append(_Sent(self._clock.now(), message))


def _late(sent: list[_Sent], came: list[_Sent], since_s: float, until_s: float) -> Figure:
    """Compare what was sent within a time with what came of it, by the strokes' numbers and in order."""
    late_s, place, lost = [], 0, 0
    for stroke in sent:
        arrived = place < len(came) and came[place].message == stroke.message
        if since_s <= stroke.time_s < until_s:
            late_s += [came[place].time_s - stroke.time_s] if arrived else []
            lost += not arrived
        place += arrived
    return spread(late_s, lost)

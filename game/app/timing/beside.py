"""What is measured beside the picture: strokes through a MIDI port of our own, and the sound device."""

from functools import partial
from types import TracebackType
from typing import Final

from game.app.timing.figures import Figure
from game.app.timing.strokes import VirtualKit
from game.audio.drum_mixer import DrumMixer, hear
from game.inputs.ports import MidiError
from game.inputs.probe import no_midi_notice, probe_midi
from game.session.clock import Clock

_NO_VIRTUAL: Final = (
    "A program can open no MIDI port of its own here ({reason}), so no stroke can be sent at a known time: "
    "`hitotsu monitor` shows every message of a real kit with its time."
)
_NO_SOUND: Final = "The drums are silent here: `hitotsu doctor` says why, and what to do."
_NOT_TOLD: Final = "The drums sound through {backend}, which does not tell it: `hitotsu doctor` says what would."
"""Where the sound system keeps it to itself."""


class Beside:
    """Measures while something else goes on: from entering the block to its end."""

    def __init__(self, clock: Clock, mixer: DrumMixer, settling_s: float, seconds: float) -> None:
        """Prepare; what happens in the first `settling_s` is not counted, nor what happens after `seconds` more."""
        self._clock = clock
        self._mixer = mixer
        self._settling_s = settling_s
        self._seconds = seconds
        self._since_s = self.until_s = 0.0
        self._late: int | None = None
        self.figures: dict[str, Figure] = {}
        self.missing: dict[str, str] = {}
        """Name of a figure that there is none of, and why."""
        self.sound: str | None = None
        """Where the drums sound, or None."""

    def __enter__(self) -> "Beside":
        """Begin to strike."""
        self._kit = self._plug_in()
        self._late = self._mixer.dropouts()
        self._since_s = self._clock.now() + self._settling_s
        self.until_s = self._since_s + self._seconds
        if self._kit is not None:
            self._kit.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Strike no more, and sum up."""
        if self._kit is not None:
            self._kit.end()
            self.figures["midi"] = self._kit.stamps(self._since_s, self.until_s)
            self.figures["voice"] = self._kit.sounds(self._since_s, self.until_s)
        self._listen_to_the_device()

    def counts(self, time_s: float) -> bool:
        """Tell whether what happened then is counted."""
        return self._since_s <= time_s < self.until_s

    def _plug_in(self) -> VirtualKit | None:
        try:
            return VirtualKit(self._clock, partial(hear, self._mixer))
        except MidiError as reason:
            told = _NO_VIRTUAL.format(reason=reason) if probe_midi().available else no_midi_notice()
        self.missing |= dict.fromkeys(("midi", "voice"), told)
        return None

    def _listen_to_the_device(self) -> None:
        status = self._mixer.status
        if status.backend == "silent":
            self.missing |= dict.fromkeys(("voice", "device", "underruns"), _NO_SOUND)
            self.figures.pop("voice", None)
            return
        self.sound = f"{status.device or 'a device'} through {status.backend}"
        not_told = _NOT_TOLD.format(backend=status.backend)
        if status.latency_s is None:
            self.missing["device"] = not_told
        else:
            self.figures["device"] = Figure(1, 1000 * status.latency_s)
        late = self._mixer.dropouts()
        if late is None or self._late is None:
            self.missing["underruns"] = not_told
        else:
            self.figures["underruns"] = Figure(late - self._late)

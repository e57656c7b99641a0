"""Ticks and seconds: the tempo map of a MIDI file, in both directions."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

TICKS_PER_BEAT: Final = 9600
"""Fine enough that no stroke moves by more than 0.1 ms, coarse enough for every music program."""
DEFAULT_US: Final = 500_000
"""Microseconds per beat of a file that names no tempo: 120 BPM."""
BEATS_PER_BAR: Final = 4
_LONGEST_US: Final = 0xFFFFFF
_US: Final = 1_000_000
_FRAMES: Final = (24, 25, 29, 30)


@dataclass(frozen=True, slots=True)
class TempoMap:
    """The beats of a file to be written; beat 0 lies at time 0."""

    beats_us: tuple[int, ...]
    """When every beat is, microseconds, rising."""
    first_bar: int
    """The beat that begins the first whole bar."""

    @classmethod
    def of(cls, beats_s: Sequence[float]) -> "TempoMap":
        """Lead up to the first of the given beats from time 0; it begins a bar. Without beats the tempo is 120 BPM."""
        beats_us = [beat for beat in sorted({round(beat_s * _US) for beat_s in beats_s}) if beat > 0]
        if len(beats_us) < 2:
            return cls((0, DEFAULT_US), 0)
        step_us = beats_us[1] - beats_us[0]
        ahead = max(1, round(beats_us[0] / step_us), ceil(beats_us[0] / _LONGEST_US))
        lead_us = [beats_us[0] * n // ahead for n in range(ahead)]
        return cls((*lead_us, *beats_us), ahead)

    @property
    def bars_begin_after(self) -> int:
        """Beats of the short bar before the first whole one; 0 where there is none."""
        return self.first_bar % BEATS_PER_BAR

    def ticks(self, time_s: float) -> int:
        """Return the tick nearest to a moment."""
        beats, time_us = self.beats_us, time_s * _US
        beat = min(bisect_right(beats, time_us) - 1, len(beats) - 2)
        share = (time_us - beats[beat]) / (beats[beat + 1] - beats[beat])
        return round((beat + share) * TICKS_PER_BEAT)

    def tempos(self) -> list[tuple[int, int]]:
        """Return (tick, microseconds per beat) wherever the tempo changes."""
        changes: list[tuple[int, int]] = []
        for beat, (here_us, next_us) in enumerate(zip(self.beats_us, self.beats_us[1:], strict=False)):
            if not changes or changes[-1][1] != next_us - here_us:
                changes.append((beat * TICKS_PER_BEAT, next_us - here_us))
        return changes


class TickClock:
    """Turns the ticks of a file that was read into seconds."""

    def __init__(self, division: int, tempos: Iterable[tuple[int, int]]) -> None:
        """Take the division of the header and (tick, microseconds per beat) in any order."""
        self._frames_s = _frame_ticks_s(division)
        self._division = division
        self._marks: list[tuple[int, float, int]] = [(0, 0.0, DEFAULT_US)]
        for tick, tempo_us in sorted(tempos, key=lambda change: change[0]):
            self._marks.append((tick, self.seconds(tick), tempo_us))

    def seconds(self, tick: int) -> float:
        """Return when a tick is, s."""
        if self._frames_s is not None:
            return tick * self._frames_s
        i = bisect_right(self._marks, tick, key=lambda mark: mark[0]) - 1
        since, at_s, tempo_us = self._marks[i]
        return at_s + (tick - since) * tempo_us / (self._division * _US)


def is_division(division: int) -> bool:
    """Tell whether the header's division can be counted with: ticks per beat, or per frame of film."""
    return division > 0 or (-(division >> 8) in _FRAMES and division & 0xFF > 0)


def _frame_ticks_s(division: int) -> float | None:
    """Return the seconds of one tick where the header counts frames of film instead of beats."""
    if division > 0:
        return None
    frames, ticks = -(division >> 8), division & 0xFF
    frames_hz = 30_000 / 1001 if frames == 29 else float(frames)
    return 1 / (frames_hz * ticks)

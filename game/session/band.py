"""What the band plays with the pair: a taiko on the beat they share, then layer after layer, and a shimmer.

Values in, cues out. The beat is predicted, never answered (`follower`); the band follows and does not lead. It claims
no downbeat: bars are counted from the moment of coming together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf, sqrt
from typing import Final

from game.model.snapshot import Snapshot
from game.session.events import DuetEvent, Matched
from game.session.feel import Feel
from game.session.follower import Follower, Lines
from game.session.piece import LAYERS, Sounding, notes_at, section

AHEAD_S: Final = 0.15
"""How long before its time a sound is cued: short, since it cannot be taken back."""
BAR_BEATS: Final = 4
"""The taiko comes in over one bar."""
LAYER_BEATS: Final = 8
"""Each further layer comes in over so many beats together."""
THINS: Final = {"near": 0.5}
"""Layers that go with each beat while the two are no longer one, by state."""
_THINS: Final = 1.5
LOST_BEATS: Final = 2
"""Once no beat is shared, everything fades within so many beats."""
_SURELY: Final = 0.25
"""A stroke that is expected on a beat is waited for over this share of it."""
LOUD: Final = 1.2
"""As loud as so many strokes a second at full velocity the band plays at its full level, and softer as the two do."""
_VELOCITY_POWER: Final = 3.2
"""How the drums' energy grows with velocity."""
UNSTRESSED: Final = 0.85
"""Level of every second stroke of the taiko."""
SHIMMERS_EVERY_BEATS: Final = {"together": 4.0}
"""While two find each other a shimmer may answer every beat; once they are one the band does."""
_FRESH_BEATS: Final = 2.25
"""A match that is told later than this answers nothing any more; it is told with the next stroke of the pair."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One sound of the band."""

    time_s: float
    """When it is to be heard, on the clock that the band was asked with."""
    voice: str
    """`taiko`, `shimmer`, or an instrument."""
    level: float
    """0 to 1."""
    midi_note: int | None = None
    """Of an instrument."""
    seconds: float | None = None
    """How long an instrument is held, s; None = until it has died away."""

    @property
    def sound(self) -> str:
        """Return what the sound is called: the voice, or the name of a note."""
        if self.midi_note is None or self.seconds is None:
            return self.voice
        return Sounding(self.voice, self.midi_note, self.seconds).name


@dataclass(slots=True)
class _Ensemble:
    """Who plays now, and where in the piece."""

    beat: Follower
    feel: Feel
    warmth: float = 0.0
    """How many layers are in: 2.5 = two whole ones and half of the third."""
    room: float = 1.0
    """How much of its level fits under the drums."""
    lost: int = 0
    """Beats since there was a beat to share."""
    eighth: int = 0
    """The next eighth of the piece, counted from coming together."""
    left: int = 0
    """Eighths that are still to be cued within the beat that was fixed last."""
    section: str = ""

    def breathe(self, shot: Snapshot, lines: Lines | None) -> bool:
        """Let layers come or go by one beat's worth, and tell whether anything is left, or kept for after a rest.

        Where both rest the band does too: it counts on in silence with all its layers, and comes in with them.
        """
        state = _heard(shot)
        hushed = _hushed(shot, self.beat.last_s, self.beat.period_s)
        away = lines is None or state == "waiting" or self.beat.astray >= BAR_BEATS
        self.lost = self.lost + 1 if hushed or away else 0
        if not hushed:
            self._move(state)
            self.room = _room(shot, self.room)
        return self.warmth > 0 and not (away and self.lost > LOST_BEATS)

    def _move(self, state: str) -> None:
        if state == "together":
            self.warmth = min(self.warmth + 1 / (BAR_BEATS if self.warmth < 1 else LAYER_BEATS), float(len(LAYERS)))
        elif self.warmth > 1:
            self.warmth = max(self.warmth - THINS.get(state, _THINS), 1.0)
        else:
            self.warmth = max(self.warmth - 1 / BAR_BEATS, 0.0)

    def level(self, layer: int) -> float:
        """Return how loud a layer is, 0 to 1."""
        return self.room * min(max(self.warmth - layer, 0.0), 1.0) * max(1 - self.lost / (LOST_BEATS + 1), 0.0)


@dataclass(slots=True)
class Band:
    """Decides what is played through one round."""

    _ensemble: _Ensemble | None = None
    _shot: Snapshot = field(default_factory=lambda: Snapshot(paused=True))
    _ahead_s: float = 0.0
    _end_s: float = inf
    _cued_s: float = -inf
    _shimmered_s: float = -inf

    def plan(self, shot: Snapshot, now_s: float) -> list[Cue]:
        """Return the sounds that are to be handed on now, each once and none in the past.

        Args:
            shot: the duet now. Call this every few hundredths of a second, also while it rests.
            now_s: the same moment on the clock of the cues (the session's).
        """
        self._shot = shot
        self._ahead_s = now_s - shot.now_s
        if shot.left_s is not None and (shot.left_s > 0 or self._end_s == inf):
            self._end_s = shot.now_s + shot.left_s
        lines = Lines.of(shot)
        self._look(shot, lines)
        if self._ensemble is not None:
            self._ensemble.beat.listen(shot)
        return list(self._due(shot, lines))

    def matched(self, events: Iterable[DuetEvent], now_s: float) -> Cue | None:
        """Return the soft answer to strokes that have just met, or None where none is due.

        Args:
            events: what the round told since the last call.
            now_s: now, on the clock of the cues.
        """
        since_s = now_s - self._ahead_s - _FRESH_BEATS * self._shot.beat_s
        met = any(isinstance(event, Matched) and event.time_s >= since_s for event in events)
        pause_s = SHIMMERS_EVERY_BEATS.get(self._shot.state, 1.0) * self._shot.beat_s
        if not met or self._shot.paused or now_s - self._shimmered_s < pause_s:
            return None
        self._shimmered_s = now_s
        return Cue(now_s, "shimmer", 1.0)

    def _look(self, shot: Snapshot, lines: Lines | None) -> None:
        """Stop in a rest, and find the beat where there is none yet or too much was missed."""
        beat = None if self._ensemble is None else self._ensemble.beat
        if shot.paused or (beat is not None and shot.now_s - beat.last_s > 2 * beat.period_s):
            self._ensemble = None
        if self._ensemble is None and lines is not None and shot.state == "together" and not shot.paused:
            beat = Follower.first(shot, lines)
            self._ensemble = _Ensemble(beat, Feel.of(beat.period_s), section=section(shot))

    def _due(self, shot: Snapshot, lines: Lines | None) -> Iterator[Cue]:
        """Go on through the piece as far as sounds have to be handed on now."""
        while (band := self._ensemble) is not None:
            beat_s = band.beat.next_s(lines)
            passed = 1 - band.left / band.feel.eighths_per_beat
            time_s = band.beat.last_s + passed * (beat_s - band.beat.last_s) if band.left else beat_s
            time_s += band.beat.lag_s
            if time_s - shot.now_s > AHEAD_S:
                return
            if band.left:
                band.left -= 1
                yield from self._eighth(band, shot, time_s)
            elif band.beat.last_s >= self._end_s or not band.breathe(shot, lines):
                self._ensemble = None  # the beat that the end falls into is played out
            else:
                yield from self._beat(band, shot, lines)

    def _beat(self, band: _Ensemble, shot: Snapshot, lines: Lines | None) -> Iterator[Cue]:
        stressed, time_s = band.beat.count % 2 == 0, band.beat.next_s(lines) + band.beat.lag_s
        band.beat.go_on(lines)
        doubled = time_s + self._ahead_s - self._cued_s < band.beat.period_s / 2
        if time_s >= shot.now_s and not doubled and band.level(0) > 0:
            self._cued_s = time_s + self._ahead_s
            yield Cue(self._cued_s, "taiko", band.level(0) * (1.0 if stressed else UNSTRESSED))
        yield from self._eighth(band, shot, time_s)
        band.left = band.feel.eighths_per_beat - 1

    def _eighth(self, band: _Ensemble, shot: Snapshot, time_s: float) -> Iterator[Cue]:
        if band.eighth % 8 == 0:  # only here may the music change
            band.section = section(shot) if band.eighth % 16 == 0 else band.section
            band.feel = band.feel.for_beat(band.beat.period_s)
        eighth_s = band.beat.period_s / band.feel.eighths_per_beat
        notes = notes_at(band.section, band.eighth)
        band.eighth += 1
        if time_s < shot.now_s:
            return
        for note in notes:
            if (level := band.level(note.layer)) > 0:
                seconds = note.eighths * eighth_s
                yield Cue(time_s + self._ahead_s, note.instrument, level * note.level, note.midi_note, seconds)


def _heard(shot: Snapshot) -> str:
    """Return the state, where one who has stopped is no longer together with the other."""
    stopped = shot.state == "together" and not all(player.present for player in shot.players)
    return "near" if stopped else shot.state


def _room(shot: Snapshot, before: float) -> float:
    """Return how much of the band's level fits under the drums of the last beats, 0 to 1; rests are left out."""
    strokes = sorted((onset.time_s, onset.velocity) for player in shot.players for onset in player.onsets)
    lasts_s = sum(min(after - since, shot.beat_s) for (since, _), (after, _) in pairwise(strokes))
    if lasts_s < shot.beat_s / 2:  # the first strokes after a long rest tell nothing yet
        return before
    energy = sum(velocity**_VELOCITY_POWER for _, velocity in strokes[1:]) / lasts_s
    return min(sqrt(energy / LOUD), 1.0)


def _hushed(shot: Snapshot, beat_s: float, period_s: float) -> bool:
    """Tell whether the stroke did not come that was to end a gap: a beat, or the longest of the last eight beats.

    The gaps of a groove are music; a longer one is a rest, or the end.
    """
    times_s = sorted(onset.time_s for player in shot.players for onset in player.onsets)
    gap_s = max((after - before for before, after in pairwise(times_s)), default=0.0)
    silent_s = beat_s - times_s[-1] if times_s else inf
    return silent_s > max(gap_s, period_s) - _SURELY * period_s

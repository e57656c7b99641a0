"""Simulated drummers with human timing, who play by ear: they hear hits and nothing else.

The beat is a timekeeper with white noise and a motor delay that adds M(n+1) - M(n) to each interval (Wing &
Kristofferson 1973), with linear phase correction (Vorberg & Wing 1996), period correction (Mates 1994), and the
anticipation and joint steps of ADAM (van der Steen & Keller 2013). Asynchrony is own minus heard time: positive = this
drummer is late.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np

from game.model.errors import HitotsuError
from game.rhythm.beat_clock import FASTEST_BPM, SLOWEST_BPM, BeatClock
from game.rhythm.hearing import Ear
from game.rhythm.patterns import TICKS_PER_BAR, TICKS_PER_BEAT, VELOCITY, listing, pattern_named

DEAF: Final = "+deaf"
"""After a persona's name: the same hands, but does not listen."""

_REFERENCE_BEAT_S: Final = 0.5
_COMMITTED_S: Final = 0.030
"""A stroke this close is under way: what is heard now only moves the ones after it."""
_FAR: Final = 0.40
"""Onsets further than this share of a line from every line are not taken as a partner's stroke on that line."""
_TEMPO_JND: Final = 0.03
"""Smallest tempo difference, ln, that is heard as one: 3 to 3.2 % for four to six intervals (Drake & Botte 1993)."""
_PAD_JITTER_S: Final = 0.001
_VELOCITY_SD: Final = 0.06
_QUIETEST: Final = 0.1


@dataclass(frozen=True, slots=True)
class Persona:
    """How steady a drummer is, and how far it goes towards its partner. Gains are per beat."""

    timekeeper_ms: float
    """SD of one beat of the inner timekeeper, ms at a beat of 500 ms; grows with the beat."""
    motor_ms: float
    """SD of the delay between the inner beat and the stroke, ms at any tempo."""
    phase_correction: float = 0.0
    """Share of an asynchrony that the next beat makes up for (alpha)."""
    period_correction: float = 0.0
    """Share of an asynchrony, and of a tempo difference that can be heard, that changes the beat period (beta)."""
    anticipation: float = 0.0
    """0 = expects the partner's last interval again, 1 = goes on with its trend (m)."""
    joint_weight: float = 0.0
    """Share of the way from the own plan to where the partner is expected (gamma)."""

    @property
    def listens(self) -> bool:
        """Whether anything that it hears changes what it plays."""
        return self.phase_correction > 0 or self.period_correction > 0 or self.joint_weight > 0

    def deaf(self) -> "Persona":
        """Return the same hands without ears."""
        return replace(self, phase_correction=0.0, period_correction=0.0, joint_weight=0.0)


PERSONAS: Final[Mapping[str, Persona]] = {
    #                      timekeeper motor alpha beta  m    gamma
    "metronome": Persona(0.0, 2.0),
    "expert": Persona(6.0, 3.0, 0.35, 0.05, 0.7, 0.10),
    "trained": Persona(10.0, 5.0, 0.35, 0.05, 0.5, 0.05),
    "novice": Persona(18.0, 8.0, 0.35, 0.05),
    "weak": Persona(25.0, 12.0, 0.30, 0.05),
    "leader": Persona(10.0, 5.0, 0.10, 0.01),
    "follower": Persona(10.0, 5.0, 0.80, 0.10),
    "cooperative": Persona(10.0, 5.0, 0.40, 0.05, 0.5, 0.10),
    "stubborn": Persona(25.0, 12.0),
}
"""Who can sit in a seat. Musicians correct .3 to .5 of an asynchrony, nobody more than all of it; period correction is
0 to .2. Pairs of the first four reach asynchronies of about 10, 17, 31 and 43 ms SD at 120 BPM."""


def persona_named(name: str) -> Persona:
    """Return one of `PERSONAS`, without ears where the name ends in `+deaf`.

    Raises:
        HitotsuError: there is no such persona; the sentence lists those there are.
    """
    base = name.removesuffix(DEAF)
    if base not in PERSONAS:
        known = listing(PERSONAS)
        raise HitotsuError(f"There is no persona {name!r}; choose one of {known}, each also with {DEAF} after it.")
    return PERSONAS[base].deaf() if name.endswith(DEAF) else PERSONAS[base]


class Stroke(NamedTuple):
    """One pad struck once."""

    time_s: float
    pad: str
    velocity: float


@dataclass(slots=True)
class _Planned:
    """A stroke to come."""

    tick: int
    delay_s: float
    pad: str
    velocity: float
    committed_s: float | None = None


class Drummer:
    """A drummer in virtual or real time: ask when the next stroke is due, let it strike, tell it what it hears.

    The same generator state, tempo, pattern and heard onsets give the same strokes.
    """

    def __init__(
        self, persona: str | Persona, *, bpm: float, pattern: str, rng: np.random.Generator, start_s: float
    ) -> None:
        """Sit down to begin with beat 1 at `start_s`.

        Raises:
            HitotsuError: unknown persona or pattern, or a tempo outside 20 to 400 BPM.
        """
        self._persona = persona_named(persona) if isinstance(persona, str) else persona
        self._pattern = pattern_named(pattern)
        check_bpm(bpm)
        self._rng = rng
        scale = self._persona.timekeeper_ms / 1000 / _REFERENCE_BEAT_S
        self._clock = BeatClock(start_s, 60 / bpm, lambda period_s: float(rng.normal()) * scale * period_s)
        self._ear = Ear()
        self._lines = 2
        self._in_tempo = False
        self._planned: list[_Planned] = []
        self._struck_s: dict[int, float] = {}
        self._last_s = 0.0
        self._heard_tick = -TICKS_PER_BEAT
        self._judged_beat = 0
        self._heard_beats: deque[tuple[int, float]] = deque(maxlen=3)
        self._plan(self._pattern.next_tick(-1))

    @property
    def bpm(self) -> float:
        """The tempo that its inner beat has now."""
        return 60 / self._clock.period_s

    @property
    def next_time_s(self) -> float:
        """When it will strike next, unless it hears something before."""
        return max(self._last_s, min(self._time_of(stroke) for stroke in self._planned))

    def strike(self) -> list[Stroke]:
        """Play what is due at `next_time_s` and return it; times never run backwards."""
        now_s = self._last_s = self.next_time_s
        due = [stroke for stroke in self._planned if self._time_of(stroke) <= now_s]
        tick = due[0].tick
        self._struck_s.setdefault(tick, now_s)
        self._planned = [stroke for stroke in self._planned if stroke not in due]
        if not self._planned:
            self._plan(self._pattern.next_tick(tick))
        return [Stroke(now_s, stroke.pad, stroke.velocity) for stroke in due]

    def hear(self, time_s: float, velocity: float) -> None:
        """Take in the partner's onset and adapt the beats to come."""
        if not self._persona.listens:
            return
        self._commit(time_s)
        self._ear.add(time_s, velocity)
        self._follow_tempo(time_s)
        tick = self._tick_of(time_s)
        if tick is None or tick <= self._heard_tick:
            return
        share = min((tick - self._heard_tick) / TICKS_PER_BEAT, 1.0)
        self._heard_tick = tick
        self._adapt(tick, time_s, share)

    def wait_until(self, time_s: float) -> None:
        """Rest: nothing is due before `time_s`; the groove goes on from where it was."""
        late_s = time_s - self.next_time_s
        if late_s > 0:
            self._last_s = time_s
            self._clock.postpone(late_s)
            for stroke in self._planned:
                stroke.committed_s = None

    def _plan(self, tick: int) -> None:
        """Draw the motor delay of the step at `tick`, and each limb's own small part of it."""
        self._struck_s = {old: time_s for old, time_s in self._struck_s.items() if old > tick - TICKS_PER_BAR}
        motor_s = self._rng.normal() * self._persona.motor_ms / 1000
        for pad in self._pattern.pads_at[tick % TICKS_PER_BAR]:
            jitter_s, loudness = self._rng.normal(size=2) * (_PAD_JITTER_S, _VELOCITY_SD)
            velocity = min(max(VELOCITY[pad] + loudness, _QUIETEST), 1.0)
            self._planned.append(_Planned(tick, float(motor_s + jitter_s), pad, float(velocity)))

    def _time_of(self, stroke: _Planned) -> float:
        if stroke.committed_s is not None:
            return stroke.committed_s
        return self._clock.time_of(stroke.tick / TICKS_PER_BEAT) + stroke.delay_s

    def _own_time(self, tick: int) -> float:
        """When this drummer struck or will strike a tick; where it plays nothing there, when its beat passes it."""
        if tick in self._struck_s:
            return self._struck_s[tick]
        planned_s = [self._time_of(stroke) for stroke in self._planned if stroke.tick == tick]
        return min(planned_s, default=self._clock.time_of(tick / TICKS_PER_BEAT))

    def _commit(self, now_s: float) -> None:
        for stroke in self._planned:
            if (due_s := self._time_of(stroke)) < now_s + _COMMITTED_S:
                stroke.committed_s = due_s

    def _tick_of(self, time_s: float) -> int | None:
        """Return the tick of the own groove that an onset belongs to, or None where it lies between the lines.

        Both drummers count in the finer of their two divisions: if one counted in quarters and the other in 16ths, both
        could feel late at once and would run away. Of thirds against halves or quarters only the beats are compared.
        """
        lines, own_lines = self._lines, self._pattern.lines
        if own_lines % lines == 0:
            lines = own_lines
        position = self._clock.position_of(time_s) * lines
        line = round(position)
        tick = line * TICKS_PER_BEAT // lines
        shared = lines % own_lines == 0 or tick % TICKS_PER_BEAT == 0
        return tick if shared and abs(position - line) <= _FAR else None

    def _adapt(self, tick: int, time_s: float, share: float) -> None:
        """Correct phase and period by a `share` of a beat's worth: a partner in 8ths is not corrected for twice."""
        asynchrony_s = self._own_time(tick) - time_s
        shift_s = -self._persona.phase_correction * share * asynchrony_s
        stretch_s = -self._persona.period_correction * share * asynchrony_s if self._in_tempo else 0.0
        if tick % TICKS_PER_BEAT == 0:
            shift_s -= self._persona.joint_weight * self._expected_gap(tick, time_s, asynchrony_s + shift_s)
        self._clock.correct(tick / TICKS_PER_BEAT, shift_s, stretch_s)

    def _expected_gap(self, tick: int, time_s: float, left_s: float) -> float:
        """Return own minus partner's time to be expected at the next beat, s; `left_s` is left over from this one."""
        self._heard_beats.append((tick // TICKS_PER_BEAT, time_s))
        (beats, times_s) = np.array(self._heard_beats).T
        if len(beats) < 3 or beats[-1] - beats[0] > 4:
            return 0.0
        before_s, last_s = np.diff(times_s) / np.diff(beats)
        expected_s = float(last_s + self._persona.anticipation * (last_s - before_s))
        gap_s = self._clock.period_s - expected_s
        return left_s + gap_s if abs(gap_s) < 0.15 * self._clock.period_s else 0.0

    def _follow_tempo(self, time_s: float) -> None:
        """Once a beat, go part of the way to a partner whose tempo is heard to differ."""
        beat = int(self._clock.position_of(time_s))
        if beat <= self._judged_beat:
            return
        self._judged_beat = beat
        heard = self._ear.listen(self._clock.period_s)
        # Asynchronies tell about the tempo only once it is nearly the same; before, they say where in the beat one is.
        self._in_tempo = heard is not None and abs(heard.log_ratio) <= _TEMPO_JND
        if heard is None:
            return
        self._lines = self._ear.lines_against(self._clock.position_of) if self._in_tempo else heard.lines
        if not self._in_tempo:
            step = float(np.expm1(self._persona.period_correction * heard.log_ratio))
            self._clock.correct(beat, 0.0, step * self._clock.period_s)


def check_bpm(bpm: float) -> None:
    """Accept tempos that people can play.

    Raises:
        HitotsuError: a tempo outside 20 to 400 BPM, or not a number.
    """
    if not SLOWEST_BPM <= bpm <= FASTEST_BPM:
        raise HitotsuError(f"A tempo of {bpm:g} BPM cannot be played; choose one from 20 to 400.")

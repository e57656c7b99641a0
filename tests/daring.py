"""Two drummers who see the dares and take them up, or play on: beat by beat, hearing each other."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count

import numpy as np
from case_parts import START_S, Hands

from game.model.hit import Hit
from game.session.dare_rules import ALREADY, RULES
from game.session.dares import Dares
from game.session.engine import DuetEngine, EngineSettings

REACTION_BEATS = 2
"""How long two need to see what a picture asks for."""
PLAYED_BEATS = 20
STEP = 1.13
"""How much faster, or slower, they become."""

Strokes = tuple[tuple[float, str, float], ...]
"""(place in the beat, pad, velocity)."""

GROOVES: Mapping[str, tuple[Strokes, ...]] = {
    "rock8": (
        ((0, "kick", 0.8), (0, "hat_closed", 0.45), (0.5, "hat_closed", 0.35)),
        ((0, "snare", 0.85), (0, "hat_closed", 0.45), (0.5, "hat_closed", 0.35)),
    ),
    "eighth": (((0, "snare", 0.7), (0.5, "snare", 0.55)), ((0, "tom1", 0.7), (0.5, "snare", 0.55))),
    "quarter": (((0, "snare", 0.7),), ((0, "tom1", 0.6),)),
    "backbeat": (((0, "kick", 0.8),), ((0, "snare", 0.8),)),
}


@dataclass(frozen=True)
class Acting:
    """What both do in one beat of a dare."""

    strokes: Callable[[int, int, Strokes], Strokes]
    """(beat since the start, player, the groove's strokes) -> the strokes that are played."""
    tempo: Callable[[int], float] = lambda _: 1.0


def _quieter(beat: int, _: int, strokes: Strokes) -> Strokes:
    factor = 0.45 if beat < 6 else 1.15
    return tuple((place, pad, velocity * factor) for place, pad, velocity in strokes)


def _swapped(beat: int, player: int, strokes: Strokes) -> Strokes:
    """Whoever was busier, or player 1, has the fuller part first; then the other one."""
    full = (player == 1) == (beat < 8)
    pad = strokes[0][1]
    return ((0, pad, 0.7), (0.5, pad, 0.5)) if full else ((0, pad, 0.7),)


def _alternating(beat: int, player: int, strokes: Strokes) -> Strokes:
    mine = (beat // 4) % 2 == player - 1
    return ((0, strokes[0][1], 0.7), (0.5, strokes[0][1], 0.6)) if mine else ()


ACTS: Mapping[str, Acting] = {
    "rest": Acting(lambda beat, _, strokes: () if 3 <= beat < 7 else strokes),
    "soft_loud": Acting(_quieter),
    "swap": Acting(_swapped),
    "faster": Acting(lambda _b, _p, strokes: strokes, lambda beat: STEP ** min(beat / 4, 1)),
    "slower": Acting(lambda _b, _p, strokes: strokes, lambda beat: STEP ** -min(beat / 4, 1)),
    "answer": Acting(_alternating),
    "crash": Acting(lambda beat, _, strokes: (*strokes, (0, "crash", 0.9)) if beat == 3 else strokes),
    "gaps": Acting(lambda _, player, strokes: (((player - 1) / 2, strokes[0][1], 0.7),)),
    "one_pad": Acting(lambda _, player, strokes: tuple((place, "tom2", 0.6) for place, _, _ in strokes[-2:])),
}


class OneDare(Dares):
    """Offers one dare only, again and again, whatever they have done before."""

    def __init__(self, stretch, together, name):
        super().__init__(stretch, together)
        self._name = name

    def _names(self, before, now):
        can = self._can(self._name, now) and not ALREADY[self._name](before)
        return [self._name] if can else []


class Watching(Dares):
    """Asks every rule of every phrase at its end: what was done that nobody had asked for."""

    def __init__(self, stretch, together, *, only_together=True):
        super().__init__(stretch, together)
        self._only_together = only_together
        self._phrase, self._began = None, None
        self.chances: Counter[str] = Counter()
        self.by_chance: Counter[str] = Counter()

    def judged(self, now):
        length_s, begin_run_s = self._stretch.phrase_s, self._stretch.begin_run_s
        if begin_run_s is None or length_s is None:
            return []
        together = now.state == "together"
        if together:
            self._lines.append((now.time_s, now.line_period_s))
        if not together and self._only_together:
            return []
        phrase = int((now.time_s - begin_run_s) // length_s)
        if phrase != self._phrase:
            if self._began is not None:
                self._ask(*self._began)
            line_s = self._line_s(now.time_s - 4 * now.beat_s) if together else now.line_period_s
            self._phrase, self._began = phrase, (now.time_s, now.beat_s, line_s)
        self._forget(now.time_s - 3 * length_s - 20 * now.beat_s)
        return []

    def _ask(self, since_s, beat_s, line_s):
        passage = self._passage(since_s, beat_s, line_s)
        before = self._passage(since_s - self._stretch.phrase_s, beat_s, line_s)
        before = replace(before, onsets=tuple(onset for onset in before.onsets if onset.time_s <= since_s))
        for name, rule in RULES.items():
            if not ALREADY[name](before):
                self.chances[name] += 1
                self.by_chance[name] += rule(passage)


def watched(hits, *, seconds, only_together=True) -> Watching:
    """Judge hits and return what was done by chance; strangers are also asked where they are not together."""
    engine = DuetEngine(EngineSettings("gentle", round_s=seconds))
    watching = Watching(engine.stretch, engine._tally.together, only_together=only_together)
    engine._dares = watching
    for hit in sorted(hits, key=lambda hit: hit.time_s):
        engine.queue(hit)
    engine.result()
    return watching


def random_duet(seed, *, per_second=3.0, seconds=120.0):
    """Two who strike anything at any time, as loudly as it happens."""
    rng = np.random.default_rng(seed)
    pads = ("kick", "snare", "tom1", "tom2", "hat_closed", "crash")
    return [
        Hit(float(time_s), player, str(rng.choice(pads)), float(rng.uniform(0.2, 1)))
        for player in (1, 2)
        for time_s in np.sort(rng.uniform(START_S, START_S + seconds, int(per_second * seconds)))
    ]


class Duo:
    """Plays a round through an engine; reads off it what is asked for."""

    def __init__(self, seed, hands: Hands, *, beat_s, grooves=("rock8", "quarter"), seconds=120.0, dare=None):
        self.engine = DuetEngine(EngineSettings("gentle", round_s=seconds))
        if dare is not None:
            self.engine._dares = OneDare(self.engine.stretch, self.engine._tally.together, dare)
        self.events: list[object] = []
        self.hits: list[Hit] = []
        self._rng = np.random.default_rng(seed)
        self._hands, self._beat_s = hands, beat_s
        self._grooves = [GROOVES[name] for name in grooves]
        self._seconds = seconds
        self._waiting: list[tuple[float, int, Hit]] = []
        self._order = count()

    def play(self, *, daring: bool):
        """Play to the end; `daring` ones do what they see. Returns the result."""
        times_s = np.full(2, START_S) + self._rng.normal(size=2) * self._hands.motor_s
        acting, since, heard, factor, base = None, 0, True, 1.0, 1.0
        seen = (None, None)
        for beat in count():
            now_s = float(times_s.min())
            if now_s > START_S + self._seconds + 1:
                break
            self._hear_until(now_s - 0.1)
            shot = self.engine.snapshot(now_s)
            if daring and shot.dare is not None and (shot.phrase, shot.dare) != seen:
                seen, since, base = (shot.phrase, shot.dare), beat + REACTION_BEATS, factor
                acting = ACTS[shot.dare]
            step = beat - since
            active = acting is not None and 0 <= step < PLAYED_BEATS and not shot.dare_met
            factor = base * acting.tempo(step) if active else factor
            heard = self._strike(beat, times_s, factor, acting if active else None, step)
            times_s = self._next(times_s, factor, coupled=heard)
        self._hear_until(np.inf)
        return self.engine.result()

    def _next(self, times_s, factor, *, coupled):
        hands, beat_s = self._hands, self._beat_s / factor
        noise = self._rng.normal(size=2) * hands.timekeeper_s(beat_s) + self._rng.normal(size=2) * hands.motor_s
        pull = (times_s[1] - times_s[0]) * hands.alpha * np.array([1, -1]) if coupled else 0.0
        return times_s + beat_s + noise + pull

    def _strike(self, beat, times_s, factor, acting, step):
        """Plan one beat's strokes; tell whether anything was struck, and so heard."""
        struck = False
        for player in (1, 2):
            strokes = self._grooves[player - 1][beat % 2]
            if acting is not None:
                strokes = acting.strokes(step, player, strokes)
            for place, pad, velocity in strokes:
                late_s = self._rng.normal() * (self._hands.motor_s if place else 0.001)
                loud = float(np.clip(velocity + self._rng.normal() * 0.06, 0.1, 1))
                time_s = float(times_s[player - 1] + place * self._beat_s / factor + late_s)
                heappush(self._waiting, (time_s, next(self._order), Hit(time_s, player, pad, loud)))
                struck = True
        return struck

    def _hear_until(self, until_s):
        while self._waiting and self._waiting[0][0] <= until_s:
            hit = heappop(self._waiting)[2]
            self.hits.append(hit)
            self.engine.queue(hit)
        if until_s < np.inf:
            self.events += self.engine.update(until_s)


def offers(result, name: str | None = None) -> Iterator[bool]:
    """Whether each dare of a result, or each of one kind, was met."""
    return (dare.met for dare in result.dares if name in (None, dare.name))

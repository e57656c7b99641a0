"""What moves between two snapshots: springs, fades, arms, lanterns that light, deer that arrive."""

import math
from dataclasses import dataclass, replace
from typing import Final

from game.model.snapshot import Snapshot
from game.ui import gestures, goals, springs
from game.ui.gestures import DrummerMotion

DEER_THRESHOLDS: Final = (-1.0, -1.0, 0.3, 0.3, 0.5, 0.5, 0.7, 0.7, 0.85, 0.85)
"""Daylight above which each deer comes."""
_GAP_S = 0.350
_JOIN_S = 0.420
_CLOSING = 0.300 / 0.420
"""Share of the joining in which the halves close; in the rest the sun lands."""
_CALM_JOIN_S = 0.300
_RAYS_S = 0.700
_RIPPLES_S = 1.2
_LANTERN_S = 0.500
_DEER_S = 3.0
_BOW_S = 1.1
_LEAD_S = 0.400
_STONES = 8
_PETALS_S = 4.0
_LEAD_DEGREES = 26.0
_CHEER_S = 0.9
_SUNSET_S = 1.0
"""The sun sinks no faster than this from the sky to the hill."""
_BURST_S = 1.4
_CALM_LEAD_DEGREES = 10.0
_FLOW_S = 0.7
"""Marks take this long to their places when the beat is heard on another level."""
_SIZE_S = 0.5
_DIGITS_S = 0.4


@dataclass(frozen=True, slots=True)
class MotionState:
    """Everything that is smoothed over time, at one moment. Lengths are stage units, levels 0 to 1."""

    gap: float = 0.0
    """Between the halves."""
    slip: float = 0.0
    """How much higher the Sun's half rides."""
    lead_degrees: float = 0.0
    """Swing of the lead lantern, positive towards player 2."""
    lead_shown: float = 0.0
    """How far the lead lantern has appeared."""
    joined: float = 0.0
    """The halves becoming one sun."""
    near: float = 0.0
    """The outline of the whole sun."""
    rays: float = 0.0
    ripples: float = 0.0
    """The circles around the sun that the beats of both flow inward on."""
    pulse: tuple[float, float] = (0.0, 0.0)
    """Each half's answer to its player's own stroke."""
    light: float = 0.0
    lanterns: tuple[float, ...] = (0.0,) * 8
    stones: tuple[float, ...] = (0.0,) * _STONES
    """How bright each stone lantern burns, far to near, left and right in turn."""
    deer: tuple[float, ...] = (1.0, 1.0) + (0.0,) * 8
    """How far each deer has come."""
    leaving: tuple[bool, ...] = (False,) * 10
    """Which deer have turned round and walk away."""
    bow: float = 0.0
    """How deep the front pair of deer bows."""
    petals: float = 0.0
    """Share of the petals that are in the air."""
    sink: float = 0.0
    """How far the sun has sunk towards the hill."""
    warm: float = 0.0
    """How much evening light there is."""
    burst: float = 0.0
    """How far the hearts have flown that the last crash of both sets free."""
    flow_beat_s: float = 0.52
    """How long a beat is on the ribbons: marks glide when the beat is heard on another level."""
    mark_sizes: tuple[float, float] = (1.0, 1.0)
    """How large each player's marks are, so that fast playing stays readable: 1 down to 0.45."""
    digits: tuple[float, float] = (3.0, 3.0)
    """How many digits wide each tempo is; what stands beside it glides to its place."""
    calm: bool = False
    """What would only move for its looks stands still."""
    drummers: tuple[DrummerMotion, DrummerMotion] = (DrummerMotion(), DrummerMotion())


class Motion:
    """Follows snapshots smoothly. Time comes in as `dt`: no clock is read here."""

    def __init__(self, *, calm: bool = False) -> None:
        """Start from nothing; `calm` leaves out everything that moves only for its looks."""
        self.calm = calm
        """Whether it does now; may change at any moment."""
        self._state: MotionState | None = None
        self._speed: dict[str, float] = {}
        self._from = (0.0, 0.0)
        """Gap and slip at the moment in which the halves began to close."""
        self._burning = 0.0
        """Stone lanterns due, 0 to 8."""
        self._digits = [3.0, 3.0]
        self._cheer_s = _CHEER_S
        self._phrase: int | None = None

    @staticmethod
    def at_rest(snapshot: Snapshot) -> MotionState:
        """Return the state that the picture settles in if `snapshot` stays."""
        together = float(snapshot.state == "together")
        return MotionState(
            gap=goals.gap(snapshot),
            slip=goals.slip(snapshot),
            lead_degrees=_LEAD_DEGREES * max(-1.0, min(1.0, snapshot.lead or 0.0)),
            lead_shown=float(snapshot.lead is not None),
            joined=together,
            near=float(snapshot.state == "near"),
            rays=together * (1 - snapshot.sunset),
            ripples=together * (1 - snapshot.sunset),
            light=snapshot.light,
            lanterns=tuple(map(float, snapshot.lanterns)),
            stones=(together,) * _STONES,
            deer=tuple(float(snapshot.light > threshold) for threshold in DEER_THRESHOLDS),
            bow=together,
            petals=goals.petals(snapshot),
            sink=snapshot.sunset,
            warm=snapshot.sunset,
            burst=float(snapshot.one_heart),
            flow_beat_s=snapshot.beat_s,
            mark_sizes=(goals.mark_size(snapshot, 0), goals.mark_size(snapshot, 1)),
            digits=(goals.digits(snapshot.players[0], 2.0), goals.digits(snapshot.players[1], 2.0)),
            drummers=(gestures.gesture(snapshot, 0), gestures.gesture(snapshot, 1)),
        )

    def advance(self, snapshot: Snapshot, dt: float) -> MotionState:
        """Move on by `dt` seconds towards `snapshot` and return where everything is now."""
        goal = self.at_rest(gestures.without_beat(snapshot) if self.calm else snapshot)
        if self.calm:
            goal = _calmed(goal)
        if self._state is None:
            self._state, self._burning, self._digits = goal, sum(goal.stones), [*goal.digits]
        dt = max(0.0, min(dt, 0.25))
        self._cheer_s = 0.0 if self._to_cheer(snapshot, self._state, goal) else self._cheer_s + dt
        self._state = self._moved(self._state, goal, snapshot, dt)
        return self._state

    def _to_cheer(self, snapshot: Snapshot, old: MotionState, goal: MotionState) -> bool:
        """Tell whether the sticks go up now: the two become one, or end a phrase as one."""
        ended = self._phrase is not None and snapshot.phrase != self._phrase
        self._phrase = snapshot.phrase
        return bool(goal.joined) and (old.joined == 0 or ended) and not self.calm

    def _moved(self, old: MotionState, goal: MotionState, snapshot: Snapshot, dt: float) -> MotionState:
        joined = springs.towards(old.joined, goal.joined, dt / (_CALM_JOIN_S if self.calm else _JOIN_S))
        gap, slip = self._closed(old, goal, joined, dt)
        degrees = goal.lead_degrees if goal.lead_shown else old.lead_degrees
        swing, self._speed["lead"] = self._swung(old.lead_degrees, degrees, dt)
        flow = self._damped("flow", math.log(old.flow_beat_s), math.log(goal.flow_beat_s), dt, _FLOW_S)
        sizes = zip(("size 1", "size 2"), old.mark_sizes, goal.mark_sizes, strict=True)
        first, second = (self._damped(name, before, after, dt, _SIZE_S) for name, before, after in sizes)

        def faded(before: float, after: float, seconds: float) -> float:
            return springs.towards(before, after, dt / seconds)

        return replace(
            goal,
            lead_shown=faded(old.lead_shown, goal.lead_shown, _LEAD_S),
            near=faded(old.near, goal.near, _RAYS_S),
            rays=faded(old.rays, goal.rays, _RAYS_S),
            ripples=faded(old.ripples, goal.ripples, _RIPPLES_S),
            bow=faded(old.bow, goal.bow, _BOW_S),
            petals=faded(old.petals, goal.petals, _PETALS_S),
            sink=faded(old.sink, goal.sink, _SUNSET_S),
            warm=faded(old.warm, goal.warm, _SUNSET_S),
            burst=faded(old.burst, goal.burst, _BURST_S),
            gap=gap,
            slip=slip,
            flow_beat_s=math.exp(flow),
            mark_sizes=(first, second),
            digits=(self._room(0, old, snapshot, dt), self._room(1, old, snapshot, dt)),
            lead_degrees=swing,
            joined=joined,
            pulse=(0.0, 0.0) if self.calm else (goals.pulse(snapshot, 0), goals.pulse(snapshot, 1)),
            light=springs.towards(old.light, goal.light, dt * 0.05 / 0.6),
            lanterns=_each(old.lanterns, goal.lanterns, dt / _LANTERN_S),
            stones=_each(old.stones, self._lit(old, goal, snapshot, dt), dt / _LANTERN_S),
            deer=_each(old.deer, goal.deer, dt / _DEER_S),
            leaving=tuple(there < here for here, there in zip(old.deer, goal.deer, strict=True)),
            drummers=self._drummers(goal, snapshot),
        )

    def _closed(self, old: MotionState, goal: MotionState, joined: float, dt: float) -> tuple[float, float]:
        """Return gap and slip: on springs, but while the halves close on the way of the join itself."""
        if goal.joined and joined > 0 and not self.calm:
            if old.joined == 0:
                self._from = (old.gap, old.slip)
            left = springs.closing(joined / _CLOSING)
            self._speed |= {"gap": 0.0, "slip": 0.0}
            return min(old.gap, self._from[0] * left), self._from[1] * left
        gap = self._damped("gap", old.gap, goal.gap, dt, _GAP_S)
        return gap, self._damped("slip", old.slip, goal.slip, dt, _GAP_S)

    def _room(self, player: int, old: MotionState, snapshot: Snapshot, dt: float) -> float:
        """Return how many digits wide a tempo is: a digit more has its room at once, one less gives it up softly."""
        goal = self._digits[player] = goals.digits(snapshot.players[player], self._digits[player])
        return max(goal, springs.towards(old.digits[player], goal, dt / _DIGITS_S))

    def _damped(self, name: str, old: float, goal: float, dt: float, settle_s: float) -> float:
        """Return where a value on a spring without overshoot is after `dt`; `name` tells whose speed it has."""
        value, self._speed[name] = springs.critically_damped(old, self._speed.get(name, 0.0), goal, dt, settle_s)
        return value

    def _lit(self, old: MotionState, goal: MotionState, snapshot: Snapshot, dt: float) -> tuple[float, ...]:
        """Return which stone lanterns are to burn: a pair more with every bar, one less with every bar apart."""
        bars = dt / (4 * max(0.2, snapshot.beat_s))
        rising = bool(goal.joined)
        self._burning = springs.towards(self._burning, _STONES * goal.joined, bars * (2 if rising else 1))
        # The second lantern of a pair lights one beat after the first.
        due = [self._burning > (i - 0.5 if rising and i % 2 else i) for i in range(_STONES)]
        return tuple(float(lit or (rising and level > 0.5)) for lit, level in zip(due, old.stones, strict=True))

    def _swung(self, degrees: float, target: float, dt: float) -> tuple[float, float]:
        speed = self._speed.get("lead", 0.0)
        if self.calm:
            return springs.critically_damped(degrees, speed, target, dt, 0.6)
        return springs.swinging(degrees, speed, target, dt, frequency_hz=1.6, damping=0.35)

    def _drummers(self, goal: MotionState, snapshot: Snapshot) -> tuple[DrummerMotion, DrummerMotion]:
        if self._cheer_s >= _CHEER_S:
            return goal.drummers
        return gestures.gesture(snapshot, 0, cheering=True), gestures.gesture(snapshot, 1, cheering=True)


def _each(old: tuple[float, ...], goal: tuple[float, ...], step: float) -> tuple[float, ...]:
    return tuple(springs.towards(a, b, step) for a, b in zip(old, goal, strict=True))


def _calmed(goal: MotionState) -> MotionState:
    """Return the same without what only moves for its looks; light and colour stay."""
    return replace(
        goal,
        lead_degrees=goal.lead_degrees * _CALM_LEAD_DEGREES / _LEAD_DEGREES,
        rays=goal.joined,
        ripples=goal.joined,
        bow=0.0,
        petals=0.0,
        sink=0.0,
        calm=True,
        drummers=(gestures.calmed(goal.drummers[0]), gestures.calmed(goal.drummers[1])),
    )

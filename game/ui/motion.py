"""What moves between two snapshots: springs, fades, arms, lanterns that light, deer that arrive."""

from dataclasses import dataclass, replace
from typing import Final

from game.model.snapshot import PlayerView, Snapshot
from game.ui import springs
from game.ui.kit import DRUM_OF_PAD

DEER_THRESHOLDS: Final = (-1.0, -1.0, 0.3, 0.3, 0.5, 0.5)
"""Daylight above which each deer comes."""
_GAP_S = 0.350
_JOIN_S = 0.420
_CALM_JOIN_S = 0.300
_RAYS_S = 0.700
_LANTERN_S = 0.500
_DEER_S = 3.0
_PETALS_S = 4.0
_LEAD_DEGREES = 26.0
_ABSENT_GAP = 110.0
_ARM_HOLD_S = 2.0
_CHEER_S = 0.9
_SUNSET_S = 1.0
"""The sun sinks no faster than this from the sky to the hill."""
_BURST_S = 1.4
_CALM_LEAD_DEGREES = 10.0
_LEFT_DRUMS = frozenset({"hat", "crash", "tom1"})
_RIGHT_DRUMS = frozenset({"tom2", "floor", "ride"})
_HAND_FREE_S = 0.6
_LIFTS = ((0.045, 0), (0.090, 1), (0.270, 2))
"""Age of a stroke up to which an arm shows each of its three frames: contact, rebound, lifted."""


@dataclass(frozen=True, slots=True)
class ArmPose:
    """Where one arm is."""

    drum: str
    """A drum of the picture, or `rest` or `up`."""
    frame: int = 1
    """0 contact, 1 rebound, 2 lifted."""


@dataclass(frozen=True, slots=True)
class DrummerMotion:
    """One drummer at one moment."""

    left: ArmPose = ArmPose("rest")
    """The arm on the viewer's left."""
    right: ArmPose = ArmPose("rest")
    mood: str = "smile"
    nod: float = 0.0
    """How far the head is down, stage units."""
    glow: tuple[tuple[str, float], ...] = ()
    """Drums that glow, with their level 0 to 1."""


@dataclass(frozen=True, slots=True)
class MotionState:
    """Everything that is smoothed over time, at one moment. Lengths are stage units, levels 0 to 1."""

    gap: float = 0.0
    """Between the halves."""
    slip: float = 0.0
    """How much higher the Sun's half rides."""
    lead_degrees: float = 0.0
    """Swing of the lead lantern, positive towards player 2."""
    joined: float = 0.0
    """The halves becoming one sun."""
    near: float = 0.0
    """The outline of the whole sun."""
    rays: float = 0.0
    pulse: tuple[float, float] = (0.0, 0.0)
    """Each half's answer to its player's own stroke."""
    light: float = 0.0
    lanterns: tuple[float, ...] = (0.0,) * 8
    stones: float = 0.0
    """How many stone lanterns burn, 0 to 8."""
    deer: tuple[float, ...] = (1.0, 1.0, 0.0, 0.0, 0.0, 0.0)
    """How far each deer has come."""
    petals: float = 0.0
    """Share of the petals that are in the air."""
    sink: float = 0.0
    """How far the sun has sunk towards the hill."""
    warm: float = 0.0
    """How much evening light there is."""
    burst: float = 0.0
    """How far the hearts have flown that the last crash of both sets free."""
    calm: bool = False
    """What would only move for its looks stands still."""
    drummers: tuple[DrummerMotion, DrummerMotion] = (DrummerMotion(), DrummerMotion())


class Motion:
    """Follows snapshots smoothly. Time comes in as `dt`: no clock is read here."""

    def __init__(self, *, calm: bool = False) -> None:
        """Start from nothing; `calm` leaves out everything that moves only for its looks."""
        self._calm = calm
        self._state: MotionState | None = None
        self._speed = {"gap": 0.0, "slip": 0.0, "lead": 0.0}
        self._together_s = 0.0

    @staticmethod
    def at_rest(snapshot: Snapshot) -> MotionState:
        """Return the state that the picture settles in if `snapshot` stays."""
        together = snapshot.state == "together"
        return MotionState(
            gap=_gap_target(snapshot),
            slip=_slip_target(snapshot),
            lead_degrees=_lead_target(snapshot),
            joined=float(together),
            near=float(snapshot.state == "near"),
            rays=float(together) * (1 - snapshot.sunset),
            light=snapshot.light,
            lanterns=tuple(map(float, snapshot.lanterns)),
            stones=8.0 if together else 0.0,
            deer=tuple(float(snapshot.light > threshold) for threshold in DEER_THRESHOLDS),
            petals=0.8 if together else 0.0,
            sink=snapshot.sunset,
            warm=snapshot.sunset,
            burst=float(snapshot.one_heart),
            drummers=(_drummer(snapshot, 0, springs.FLASH_S), _drummer(snapshot, 1, springs.FLASH_S)),
        )

    def advance(self, snapshot: Snapshot, dt: float) -> MotionState:
        """Move on by `dt` seconds towards `snapshot` and return where everything is now."""
        goal = self.at_rest(snapshot)
        if self._calm:
            goal = _calmed(goal)
        if self._state is None:
            self._state = goal
        dt = max(0.0, min(dt, 0.25))
        self._together_s = self._together_s + dt if goal.joined else 0.0
        self._state = self._moved(self._state, goal, snapshot, dt)
        return self._state

    def _moved(self, old: MotionState, goal: MotionState, snapshot: Snapshot, dt: float) -> MotionState:
        gap, self._speed["gap"] = springs.critically_damped(old.gap, self._speed["gap"], goal.gap, dt, _GAP_S)
        slip, self._speed["slip"] = springs.critically_damped(old.slip, self._speed["slip"], goal.slip, dt, _GAP_S)
        swing, self._speed["lead"] = self._swung(old.lead_degrees, goal.lead_degrees, dt)
        bars = dt / (4 * max(0.2, snapshot.beat_s))
        light_step = dt * 0.05 / 0.6
        return MotionState(
            gap=gap,
            slip=slip,
            lead_degrees=swing,
            joined=springs.towards(old.joined, goal.joined, dt / (_CALM_JOIN_S if self._calm else _JOIN_S)),
            near=springs.towards(old.near, goal.near, dt / _RAYS_S),
            rays=springs.towards(old.rays, goal.rays, dt / _RAYS_S),
            pulse=(0.0, 0.0) if self._calm else (_pulse(snapshot, 0), _pulse(snapshot, 1)),
            light=springs.towards(old.light, goal.light, light_step),
            lanterns=tuple(
                springs.towards(a, b, dt / _LANTERN_S) for a, b in zip(old.lanterns, goal.lanterns, strict=True)
            ),
            stones=springs.towards(old.stones, goal.stones, bars * 2),
            deer=tuple(springs.towards(a, b, dt / _DEER_S) for a, b in zip(old.deer, goal.deer, strict=True)),
            petals=0.0 if self._calm else springs.towards(old.petals, goal.petals, dt / _PETALS_S),
            sink=springs.towards(old.sink, goal.sink, dt / _SUNSET_S),
            warm=springs.towards(old.warm, goal.warm, dt / _SUNSET_S),
            burst=springs.towards(old.burst, goal.burst, dt / _BURST_S),
            calm=self._calm,
            drummers=(self._drummer(snapshot, 0), self._drummer(snapshot, 1)),
        )

    def _swung(self, degrees: float, target: float, dt: float) -> tuple[float, float]:
        if self._calm:
            return springs.critically_damped(degrees, self._speed["lead"], target, dt, 0.6)
        return springs.swinging(degrees, self._speed["lead"], target, dt, frequency_hz=1.6, damping=0.35)

    def _drummer(self, snapshot: Snapshot, index: int) -> DrummerMotion:
        drummer = _drummer(snapshot, index, _ARM_HOLD_S)
        glow = _glow(snapshot.players[index], snapshot.now_s, springs.FLASH_S + springs.SAFE_GAP_S)
        if 0 < self._together_s < _CHEER_S and not self._calm:
            up = ArmPose("up")
            drummer = replace(drummer, left=up, right=up)
        nod = 0.0 if self._calm else max(drummer.nod, _beat_nod(snapshot))
        return replace(drummer, nod=nod, glow=glow)


def _calmed(goal: MotionState) -> MotionState:
    """Return the same without what only moves for its looks; light and colour stay."""
    return replace(
        goal,
        lead_degrees=goal.lead_degrees * _CALM_LEAD_DEGREES / _LEAD_DEGREES,
        rays=goal.joined,
        petals=0.0,
        sink=0.0,
        calm=True,
        drummers=(replace(goal.drummers[0], nod=0.0), replace(goal.drummers[1], nod=0.0)),
    )


def _gap_target(snapshot: Snapshot) -> float:
    if snapshot.state == "together":
        return 0.0
    if not all(player.present for player in snapshot.players):
        return _ABSENT_GAP
    gap = springs.gap_units(snapshot.difference_percent)
    # Never quite closed before the two are one: the last step is the join.
    return max(8.0, min(gap, 30.0) if snapshot.state == "near" else gap)


def _slip_target(snapshot: Snapshot) -> float:
    return 0.0 if snapshot.state == "together" else springs.slip_units(snapshot.slip_ms)


def _lead_target(snapshot: Snapshot) -> float:
    return _LEAD_DEGREES * max(-1.0, min(1.0, snapshot.lead or 0.0))


def _pulse(snapshot: Snapshot, index: int) -> float:
    onsets = snapshot.players[index].onsets
    return springs.pulse_level([snapshot.now_s - onset.time_s for onset in onsets[:-3:-1]])


def _beat_nod(snapshot: Snapshot) -> float:
    """Return the nod on the felt beat: 80 ms down, 160 ms up; none where a head would shake, over three a second."""
    if snapshot.beat_time_s is None or snapshot.beat_s < springs.SAFE_GAP_S:
        return 0.0
    since = (snapshot.now_s - snapshot.beat_time_s) % snapshot.beat_s
    until = snapshot.beat_s - since
    depth = 10.0 if snapshot.state == "together" else 6.0
    if until < 0.080:
        return depth * (1 - until / 0.080)
    return depth * max(0.0, 1 - since / 0.160)


def _drummer(snapshot: Snapshot, index: int, hold_s: float) -> DrummerMotion:
    """Return a drummer whose arms stay at what was struck within the last `hold_s` seconds."""
    player = snapshot.players[index]
    if snapshot.one_heart:
        glow = _glow(player, snapshot.now_s, springs.FLASH_S)
        return DrummerMotion(ArmPose("up"), ArmPose("up"), "joy", glow=glow)
    strokes = _strokes(player, snapshot.now_s, hold_s)
    crash = any(drum == "crash" and age <= springs.FLASH_S for drum, age in strokes)
    kicks = [age for drum, age in strokes if drum == "kick" and age <= springs.FLASH_S]
    left, right = _arms(strokes)
    return DrummerMotion(
        left=left,
        right=right,
        mood="joy" if crash else _mood(snapshot, index),
        nod=12 * springs.ease_out(min(kicks) / springs.FLASH_S) if kicks else 0.0,
        glow=_glow(player, snapshot.now_s, springs.FLASH_S),
    )


def _strokes(player: PlayerView, now_s: float, within_s: float) -> list[tuple[str, float]]:
    """Return (drum, age) of recent strokes, newest first."""
    return [
        (DRUM_OF_PAD.get(onset.pad, "snare"), now_s - onset.time_s)
        for onset in reversed(player.onsets)
        if 0 <= now_s - onset.time_s <= within_s
    ]


def _arms(strokes: list[tuple[str, float]]) -> tuple[ArmPose, ArmPose]:
    """Share strokes between two arms: the snare goes to the right one while the left one plays hat or crash."""
    busy = any(drum in _LEFT_DRUMS and age <= _HAND_FREE_S for drum, age in strokes)
    left = right = None
    for drum, age in strokes:
        pose = ArmPose(drum, next((frame for until, frame in _LIFTS if age < until), 1))
        if drum in _LEFT_DRUMS or (drum == "snare" and not busy):
            left = left or pose
        elif drum in _RIGHT_DRUMS or drum == "snare":
            right = right or pose
    return left or ArmPose("rest"), right or ArmPose("rest")


def _mood(snapshot: Snapshot, index: int) -> str:
    if snapshot.state == "together":
        return "joy"
    if snapshot.state in {"apart", "waiting"}:
        return "right" if index == 0 else "left"
    return "smile"


def _glow(player: PlayerView, now_s: float, within_s: float) -> tuple[tuple[str, float], ...]:
    ages: dict[str, list[float]] = {}
    for drum, age in _strokes(player, now_s, within_s):
        ages.setdefault(drum, []).append(age)
    return tuple((drum, springs.flash_level(list_of_ages)) for drum, list_of_ages in ages.items())

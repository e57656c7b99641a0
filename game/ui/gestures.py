"""What the drummers do: arms, nods, looks and struck drums, from a snapshot alone."""

import math
from dataclasses import dataclass, replace
from typing import Final

from game.model.snapshot import PlayerView, Snapshot
from game.ui import springs
from game.ui.kit import DRUM_OF_PAD

LIFTS: Final = (4.0, 12.0, 20.0, 28.0, 36.0, 44.0)
"""How high a stick stands above its drum in each frame of an arm, stage units; 0 is the contact."""
LOW_STROKES: Final = 0.5
"""How high a stick springs back between fast strokes on one drum: low, as hands do, and it does not flicker."""
HOVER: Final = 2
"""The frame in which an arm waits over the drum that it struck last."""
TAIL_LAG_S: Final = 0.080
"""The headband's tails follow the head this much later."""
_HOLD_S: Final = 2.0
_CONTACT_S, _REBOUND_S, _SINK_S = 0.035, 0.090, 0.180
_RAISE_S: Final = 0.140
"""A stick that waits is raised this long before the next beat of both."""
_DOWN_S, _UP_S = 0.080, 0.160
_BEAT_NOD, _JOY_NOD, _KICK_NOD = 6.0, 10.0, 12.0
_LEFT_DRUMS: Final = frozenset({"hat", "crash", "tom1"})
_RIGHT_DRUMS: Final = frozenset({"tom2", "floor", "ride"})
_HAND_FREE_S: Final = 0.6
_CALM_BEAT_S: Final = 0.5
"""To quicker beats heads nod less."""
_LOOK_LEAD: Final = 0.2
_LEANS: Final = {"joy": 3, "left": 2, "right": 2}
CRASH_LEAN: Final = 5
"""How far a head leans away from a crash that was struck just now, degrees."""


@dataclass(frozen=True, slots=True)
class ArmPose:
    """Where one arm is."""

    drum: str
    """A drum of the picture, or `rest` or `up`."""
    frame: int = HOVER
    """Which of `LIFTS`."""


@dataclass(frozen=True, slots=True)
class DrummerMotion:
    """One drummer at one moment."""

    left: ArmPose = ArmPose("rest")
    """The arm on the viewer's left."""
    right: ArmPose = ArmPose("rest")
    mood: str = "smile"
    nod: float = 0.0
    """How far the head is down, stage units."""
    tail: float = 0.0
    """How far it was down a moment ago: where the headband's tails are."""
    lean: int = 0
    """How far the head leans towards the partner, degrees; negative = away."""
    glow: tuple[tuple[str, float], ...] = ()
    """Drums that glow, with their level 0 to 1."""


def gesture(snapshot: Snapshot, index: int, *, cheering: bool = False) -> DrummerMotion:
    """Return what a drummer (0 or 1) does at the snapshot's time.

    Args:
        snapshot: the duet.
        index: 0 or 1.
        cheering: an arm that does not strike just now is up; strokes come first.
    """
    player, now_s = snapshot.players[index], snapshot.now_s
    glow = _glow(player, now_s, springs.FLASH_S + springs.SAFE_GAP_S)
    if snapshot.one_heart:
        return DrummerMotion(ArmPose("up"), ArmPose("up"), "joy", lean=_LEANS["joy"], glow=glow)
    strokes = _strokes(player, now_s, _HOLD_S)
    crash = any(drum == "crash" and age <= springs.FLASH_S for drum, age in strokes)
    left, right = _arms(strokes, None if cheering else _raised(snapshot))
    mood = "joy" if crash else _mood(snapshot, index)
    nod = _nod(snapshot, player, now_s)
    lean = _crash_lean(snapshot, index) if crash else _LEANS.get(mood, 0) + round(2 * nod / _KICK_NOD)
    return DrummerMotion(left, right, mood, nod, _nod(snapshot, player, now_s - TAIL_LAG_S), lean, glow)


def calmed(drummer: DrummerMotion) -> DrummerMotion:
    """Return the same drummer without what moves only for its looks."""
    return replace(drummer, nod=0.0, tail=0.0, lean=_LEANS.get(drummer.mood, 0))


def without_beat(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot in which nothing is done ahead of a beat."""
    return replace(snapshot, beat_time_s=None)


def _crash_lean(snapshot: Snapshot, index: int) -> int:
    """Return the lean away from the crash, which stands on the viewer's left unless the player is left-handed."""
    return CRASH_LEAN if (index == 0) != snapshot.left_handed[index] else -CRASH_LEAN


def _strokes(player: PlayerView, now_s: float, within_s: float) -> list[tuple[str, float]]:
    """Return (drum, age) of recent strokes, newest first."""
    return [
        (DRUM_OF_PAD.get(onset.pad, "snare"), now_s - onset.time_s)
        for onset in reversed(player.onsets)
        if 0 <= now_s - onset.time_s <= within_s
    ]


def _arms(strokes: list[tuple[str, float]], raised: float | None) -> tuple[ArmPose, ArmPose]:
    """Share strokes between two arms: the snare goes to the right one while the left one plays hat or crash.

    Args:
        strokes: drums and ages, newest first.
        raised: how far an arm that waits is raised for the next beat, 0 to 1; None = it is up and cheers.
    """
    busy = any(drum in _LEFT_DRUMS and age <= _HAND_FREE_S for drum, age in strokes)
    left = right = None
    for i, (drum, age) in enumerate(strokes):
        lift = springs.stick_lift(age, (_CONTACT_S, _REBOUND_S, _SINK_S))
        before = next((older for other, older in strokes[i + 1 :] if other == drum), None)
        if lift is not None and before is not None and before - age < springs.SAFE_GAP_S:
            lift *= LOW_STROKES
        pose = _pose(drum, lift, raised)
        if drum in _LEFT_DRUMS or (drum == "snare" and not busy):
            left = left or pose
        elif drum in _RIGHT_DRUMS or drum == "snare":
            right = right or pose
    idle = ArmPose("up" if raised is None else "rest")
    return left or idle, right or idle


def _pose(drum: str, lift: float | None, raised: float | None) -> ArmPose:
    """Return an arm over its drum: `lift` 0 to 1 after a stroke, None while it waits."""
    top = len(LIFTS) - 1
    if lift is not None:
        return ArmPose(drum, max(0, min(top, round(lift * top))))
    return ArmPose("up") if raised is None else ArmPose(drum, HOVER + round(raised * (top - HOVER)))


def _raised(snapshot: Snapshot) -> float:
    """Return how far sticks that wait are raised for the next beat of both, 0 to 1."""
    beat = _around_beat(snapshot, snapshot.now_s)
    if beat is None:
        return 0.0
    since, until = beat
    if until < _RAISE_S:
        return math.sin(math.pi / 2 * (1 - until / _RAISE_S))
    return max(0.0, 1 - since / _DOWN_S)


def _around_beat(snapshot: Snapshot, now_s: float) -> tuple[float, float] | None:
    """Return the time since the last beat of both and until the next, s, or None without one."""
    if snapshot.beat_time_s is None or snapshot.beat_s <= 0:
        return None
    since = (now_s - snapshot.beat_time_s) % snapshot.beat_s
    return since, snapshot.beat_s - since


def _nod(snapshot: Snapshot, player: PlayerView, now_s: float) -> float:
    """Return how far a head is down: with a kick at once, with the felt beat 80 ms before and 160 ms after it."""
    beat = _around_beat(snapshot, now_s)
    kick = _kick_nod(player, now_s, None if beat is None else (beat[0], snapshot.beat_s))
    if beat is None:
        return kick
    if snapshot.beat_s < springs.SAFE_GAP_S:  # over three a second a head would shake, not nod
        return kick
    since, until = beat
    depth = _JOY_NOD if snapshot.state == "together" else _BEAT_NOD
    depth *= min(1.0, (snapshot.beat_s / _CALM_BEAT_S) ** 2)
    down = 1 - until / _DOWN_S if until < _DOWN_S else max(0.0, 1 - since / _UP_S)
    return max(kick, depth * math.sin(math.pi / 2 * down))


def _kick_nod(player: PlayerView, now_s: float, beat: tuple[float, float] | None) -> float:
    """Return the nod of the last kick; kicks that follow fast, or fall between the beats, do not shake the head.

    Args:
        player: who kicks.
        now_s: now, s.
        beat: time since the last felt beat and its length, s, or None without one.
    """
    ages = [age for drum, age in _strokes(player, now_s, springs.FLASH_S + springs.SAFE_GAP_S) if drum == "kick"]
    if not ages or ages[0] > springs.FLASH_S or len(ages) > 1:
        return 0.0
    if beat is not None:
        since, beat_s = beat
        off_s = abs((since - ages[0] + beat_s / 2) % beat_s - beat_s / 2)
        if off_s > _DOWN_S:
            return 0.0
    return _KICK_NOD * springs.ease_out(ages[0] / springs.FLASH_S)


def _mood(snapshot: Snapshot, index: int) -> str:
    if snapshot.state == "together":
        return "joy"
    partner = "right" if index == 0 else "left"
    if snapshot.state == "waiting" or not snapshot.players[1 - index].present:
        return partner
    if snapshot.state == "apart":
        return partner if abs(snapshot.lead or 0.0) >= _LOOK_LEAD or snapshot.lead is None else "focus"
    return "smile"


def _glow(player: PlayerView, now_s: float, within_s: float) -> tuple[tuple[str, float], ...]:
    ages: dict[str, list[float]] = {}
    for drum, age in _strokes(player, now_s, within_s):
        ages.setdefault(drum, []).append(age)
    levels = ((drum, springs.flash_level(list_of_ages)) for drum, list_of_ages in ages.items())
    return tuple((drum, level) for drum, level in levels if level > 0)

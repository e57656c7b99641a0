"""A beat that follows the pair's own, for what has to be handed on before it is heard.

The rule. A beat is fixed `AHEAD_S` before it sounds, on the joint lines as they are known then. Small distances are the
engine's and the players' noise: a beat makes up for a share of them, and never moves by more than `MOST_S`. Where the
joint tempo has left the follower's by more than `LEAP`, the players have jumped: it goes with them at once. Where the
lines name another multiple of its beat (half, double) it stays on its own; where they fit nothing for a bar, or are
lost, it ends.
"""

from dataclasses import dataclass, field
from math import floor
from typing import Final

from game.model.snapshot import PlayerView, Snapshot
from game.rhythm.onsets import PAD_WEIGHT

PHASE_SHARE: Final = 0.40
"""Share of the distance to the joint line that one beat makes up for."""
PERIOD_SHARE: Final = 0.15
"""Share of that distance which the beats to come are longer."""
TEMPO_SHARE: Final = 0.05
"""Share of the distance to the joint tempo that one beat makes up for."""
MOST_S: Final = 0.012
"""The most that one beat is moved while the tempo holds."""
LEAP: Final = 0.055
"""Tempos this far apart (ln) are a jump of the players."""
_FARTHEST_S: Final = 0.030
"""A line further off than this says no more about the tempo than one at this distance."""
_SAME_LEVEL: Final = 0.22
"""The joint beat is the follower's own, and not another level of it, up to this share apart."""
_FITS: Final = 0.12
"""A beat that differs by more than this share from a whole number of lines is none of theirs."""
_REACH_S: Final = 0.050
LATER: Final = 0.6
"""Where between the middle of both strokes (0) and the later one (1) a beat means to fall: a band that is always a
little ahead of somebody makes the pair hurry."""
_LAG_SHARE: Final = 0.08
"""Share of the distance to both players' strokes that each beat adds to the lag."""
_LAG_S: Final = (-0.015, 0.030)
_OWN_SHARE: Final = 0.18
"""A stroke this near to a beat, as a share of it, is a stroke on that beat."""
_KNOWN_S: Final = 0.12
"""How long after a beat both players' strokes on it are known."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The joint lines, as they are known now."""

    time_s: float
    line_s: float
    beat_s: float

    @classmethod
    def of(cls, shot: Snapshot) -> "Lines | None":
        """Return the lines of a snapshot, or None where no beat is shared."""
        if shot.beat_time_s is None:
            return None
        return cls(shot.beat_time_s, shot.line_s or shot.beat_s, shot.beat_s)

    def beat_like(self, beat_s: float) -> float | None:
        """Return the joint beat on the level of a beat, or the whole number or part of lines like it, s, or None."""
        if abs(self.beat_s / beat_s - 1) < _SAME_LEVEL:
            return self.beat_s
        lines = beat_s / self.line_s
        fitting_s = self.line_s * round(lines) if lines >= 1 else self.line_s / round(1 / lines)
        return fitting_s if abs(fitting_s / beat_s - 1) < _FITS else None

    def distance(self, time_s: float, beat_s: float) -> float:
        """Return how far after a moment its line lies, s."""
        unit_s = min(self.line_s, beat_s)
        return (self.time_s - time_s + unit_s / 2) % unit_s - unit_s / 2


@dataclass(slots=True)
class Follower:
    """The beat. Times run with the snapshots."""

    last_s: float
    """When the newest beat that is fixed sounds."""
    period_s: float
    count: int = 0
    """Beats so far."""
    astray: int = 0
    """Beats since the lines last fitted."""
    lag_s: float = 0.0
    """How much later than the lines beats are sounded, learned from where the players' strokes really fall."""
    _sounded_s: list[float] = field(default_factory=list)

    @classmethod
    def first(cls, shot: Snapshot, lines: Lines) -> "Follower":
        """Begin on those lines of the beat where the strongest strokes of both lie, its next beat to come."""
        starts_s = [lines.time_s + k * lines.line_s for k in range(max(1, round(shot.beat_s / lines.line_s)))]
        weights = [_weights(player, starts_s, shot.beat_s, lines.line_s) for player in shot.players]
        sums = [sum(both) for both in zip(*weights, strict=True)]
        start_s = starts_s[sums.index(max(sums))]
        return cls(start_s + floor((shot.now_s - start_s) / shot.beat_s) * shot.beat_s, shot.beat_s)

    def next_s(self, lines: Lines | None) -> float:
        """Return when the next beat comes."""
        expected_s = self.last_s + self.period_s
        joint_s = lines.beat_like(self.period_s) if lines else None
        if lines is None or joint_s is None:
            return expected_s
        if self._leaps(joint_s):
            ahead_s = self.last_s + joint_s
            return ahead_s + _within(lines.distance(ahead_s, joint_s), joint_s / 4)
        return expected_s + _within(PHASE_SHARE * lines.distance(expected_s, joint_s), MOST_S)

    def listen(self, shot: Snapshot) -> None:
        """Learn from the strokes of both players on the beats that have sounded."""
        while self._sounded_s and self._sounded_s[0] < shot.now_s - _KNOWN_S:
            sounded_s = self._sounded_s.pop(0)
            reach_s = min(_OWN_SHARE * self.period_s, 0.09)
            own_s = [_nearest(player, sounded_s, reach_s) for player in shot.players]
            if None not in own_s:
                one_s, other_s = (time_s for time_s in own_s if time_s is not None)
                meant_s = (1 - LATER) * (one_s + other_s) / 2 + LATER * max(one_s, other_s)
                self.lag_s += _LAG_SHARE * _within(meant_s - sounded_s, _FARTHEST_S)
                self.lag_s = min(max(self.lag_s, _LAG_S[0]), _LAG_S[1])

    def go_on(self, lines: Lines | None) -> None:
        """Take the next beat for fixed."""
        joint_s = lines.beat_like(self.period_s) if lines else None
        before_s, self.last_s = self.last_s, self.next_s(lines)
        if lines is not None and joint_s is not None:
            if self._leaps(joint_s):
                self.period_s = joint_s
            else:
                distance_s = lines.distance(before_s + self.period_s, joint_s)
                self.period_s += TEMPO_SHARE * (joint_s - self.period_s)
                self.period_s += PERIOD_SHARE * _within(distance_s, _FARTHEST_S)
        self._sounded_s.append(self.last_s + self.lag_s)
        self.astray = 0 if joint_s is not None else self.astray + 1
        self.count += 1

    def _leaps(self, joint_s: float) -> bool:
        return abs(joint_s / self.period_s - 1) > LEAP


def _nearest(player: PlayerView, time_s: float, reach_s: float) -> float | None:
    """Return when a player struck nearest to a moment, s, or None where nothing was struck within reach of it."""
    near = [onset.time_s for onset in player.onsets if abs(onset.time_s - time_s) <= reach_s]
    return min(near, key=lambda struck_s: abs(struck_s - time_s), default=None)


def _weights(player: PlayerView, starts_s: list[float], beat_s: float, line_s: float) -> list[float]:
    """Return how much of a player's weight lies on the beats of each start; the heaviest is 1: both have one voice."""
    reach_s = min(_REACH_S, line_s / 2)
    weights = [
        sum(
            onset.velocity * PAD_WEIGHT.get(onset.pad, 0.8)
            for onset in player.onsets
            if abs((onset.time_s - start_s + beat_s / 2) % beat_s - beat_s / 2) < reach_s
        )
        for start_s in starts_s
    ]
    heaviest = max(weights)
    return [weight / heaviest if heaviest else 0.0 for weight in weights]


def _within(value: float, most: float) -> float:
    return min(max(value, -most), most)

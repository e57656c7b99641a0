"""The dares: what each asks of two drummers, as a rule over the strokes of one phrase.

Every rule has the form "somewhere in this passage they did it", so that it can be asked at any moment and of any
phrase: of the one that goes by now, and of the one before, for what two already do is no dare.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rhythm.onsets import Onset

Times = NDArray[np.float64]

MET_S: Final = 0.060
"""Strokes of the two this close are one."""
BACK_S: Final = 0.100
"""How far apart the first strokes after a silence may be: nobody has heard the beat for a bar."""
REST_BEATS: Final = (3.5, 12.0)
"""Shortest and longest silence."""
BAR_BEATS: Final = 4.0
LOUDER: Final = 0.15
"""By how much the mean velocity must rise, 0 to 1."""
LOUDER_SIGMAS: Final = 3.0
"""The rise over its standard error: among strokes of all sizes a greater rise is asked for."""
PART_BEATS: Final = 6.0
"""How long each of the two has the fuller part."""
FULLER: Final = 1.75
"""Strokes of the fuller part for each of the other."""
TEMPO_STEP: Final = (1.08, 1.30)
"""Least and most change of tempo: a change of the beat's level is none."""
HELD_BEATS: Final = 2.0
"""How long a new tempo must be held."""
TURN_STROKES: Final = 3
TURNS: Final = 3
TURN_BEATS: Final = 1.0
"""A turn lasts at least this long."""
ANSWER_BEATS: Final = 4.0
"""An answer comes within this time of the end of the turn before."""
CRASHES: Final = 2
"""Who strikes more crashes than this has not struck one together."""
ONE_BAR: Final = 3.5
"""From the first stroke of a bar to the last, beats."""
TWO_BARS: Final = 7.5
"""From the first stroke of two bars to the last, beats."""
CLEAR_BEATS: Final = 0.2
"""A stroke in a gap is this far from the partner's."""
MOSTLY: Final = 0.8


@dataclass(frozen=True, slots=True)
class Passage:
    """What was played in one phrase, and shortly before it, as the rules see it. Times run, s."""

    onsets: tuple[Onset, ...]
    """Of both players, oldest first."""
    since_s: float
    """From when it counts; what lies before is only compared with."""
    beat_s: float
    """The joint beat at `since_s`."""
    tempos: tuple[tuple[float, float], ...] = ()
    """(time, tempo there over the tempo at `since_s`), for the moments in which the two were together."""

    def of(self, player: int, since_s: float) -> list[Onset]:
        """Return one player's onsets from a moment on."""
        return [onset for onset in self.onsets if onset.player == player and onset.time_s >= since_s]

    def times(self, player: int, since_s: float = -np.inf) -> Times:
        """Return when one player struck, from a moment on."""
        return np.array([onset.time_s for onset in self.of(player, since_s)], dtype=np.float64)

    @property
    def last_s(self) -> float:
        """When the last onset was."""
        return self.onsets[-1].time_s if self.onsets else -np.inf


def rest_together(passage: Passage) -> bool:
    """Tell whether both were silent for a bar and came back in as one."""
    shortest_s, longest_s = (beats * passage.beat_s for beats in REST_BEATS)
    return any(
        before.time_s >= passage.since_s
        and shortest_s <= after.time_s - before.time_s <= longest_s
        and all(_rests(passage.times(player), before.time_s, after.time_s, passage.beat_s) for player in (1, 2))
        for before, after in pairwise(passage.onsets)
    )


def _rests(times_s: Times, before_s: float, after_s: float, beat_s: float) -> bool:
    """Tell whether a player played up to a silence, came back at its end, and went on."""
    played = np.sum((times_s <= before_s) & (times_s > before_s - BAR_BEATS * beat_s))
    back = times_s[(times_s >= after_s) & (times_s < after_s + BAR_BEATS * beat_s)]
    return bool(played >= 2 and len(back) >= 2 and back[0] - after_s <= BACK_S)


def soft_then_loud(passage: Passage) -> bool:
    """Tell whether both played softly for a bar, and then both loudly for a bar."""
    bar_s = BAR_BEATS * passage.beat_s
    splits = np.array([onset.time_s for onset in passage.onsets if onset.time_s >= passage.since_s + 0.75 * bar_s])
    splits = splits[splits <= passage.last_s - 0.75 * bar_s]
    risen = np.ones(len(splits), dtype=np.bool_)
    for player in (1, 2):
        risen &= _risen(passage.of(player, passage.since_s), splits, bar_s)
    return bool(risen.any())


def _risen(onsets: Sequence[Onset], splits: Times, bar_s: float) -> NDArray[np.bool_]:
    """Tell at which moments a player's strokes of the next bar are louder than those of the bar before."""
    times_s = np.array([onset.time_s for onset in onsets])
    velocity = np.array([onset.velocity for onset in onsets])
    sums = [np.concatenate([[0.0], np.cumsum(values)]) for values in (np.ones(len(times_s)), velocity, velocity**2)]
    edges = [np.searchsorted(times_s, splits + shift_s - BACK_S) for shift_s in (-bar_s, 0.0, bar_s)]
    soft, loud = ([total[to] - total[since] for total in sums] for since, to in pairwise(edges))
    enough = (soft[0] >= TURN_STROKES) & (loud[0] >= TURN_STROKES)
    rise = np.zeros(len(splits))
    error = np.zeros(len(splits))
    for (count, total, squares), sign in ((soft, -1.0), (loud, 1.0)):
        some = np.maximum(count, 1.0)
        rise += sign * total / some
        error += np.maximum(squares / some - (total / some) ** 2, 0.0) / np.maximum(count - 1, 1.0)
    return np.asarray(enough & (rise >= LOUDER) & (rise >= LOUDER_SIGMAS * np.sqrt(error)), dtype=np.bool_)


def parts_swapped(passage: Passage) -> bool:
    """Tell whether the fuller part went over from one player to the other."""
    reach_s = PART_BEATS * passage.beat_s
    times = [passage.times(player) for player in (1, 2)]
    splits = np.concatenate(times)
    splits = splits[(splits >= passage.since_s) & (splits <= passage.last_s - reach_s + passage.beat_s)]
    before, after = ([_counts(own, splits + shift_s, reach_s) for own in times] for shift_s in (-reach_s, 0.0))
    return any(
        bool((_fuller(before[one], before[other]) & _fuller(after[other], after[one])).any())
        for one, other in ((0, 1), (1, 0))
    )


def _counts(times_s: Times, since_s: Times, length_s: float) -> NDArray[np.int64]:
    ends = np.searchsorted(times_s, since_s + length_s - MET_S)
    return np.asarray(ends - np.searchsorted(times_s, since_s - MET_S), dtype=np.int64)


def _fuller(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray((other >= 2) & (one >= FULLER * other), dtype=np.bool_)


def faster(passage: Passage) -> bool:
    """Tell whether both became clearly faster and stayed together."""
    return _tempo_held(passage, *TEMPO_STEP)


def slower(passage: Passage) -> bool:
    """Tell whether both became clearly slower and stayed together."""
    least, most = TEMPO_STEP
    return _tempo_held(passage, 1 / most, 1 / least)


def _tempo_held(passage: Passage, least: float, most: float) -> bool:
    held_since_s: float | None = None
    for time_s, ratio in passage.tempos:
        if not least <= ratio <= most:
            held_since_s = None
        elif held_since_s is None:
            held_since_s = time_s
        elif time_s - held_since_s >= HELD_BEATS * passage.beat_s:
            return True
    return False


def answered(passage: Passage) -> bool:
    """Tell whether the two played in turns: one, the other, and the one again."""
    turns: list[tuple[int, float, float]] = []
    for player, first_s, last_s in _turns(passage):
        follows = turns and turns[-1][0] != player and first_s - turns[-1][2] <= ANSWER_BEATS * passage.beat_s
        turns = [*turns, (player, first_s, last_s)] if follows else [(player, first_s, last_s)]
        if len(turns) == TURNS:
            return True
    return False


def _turns(passage: Passage) -> list[tuple[int, float, float]]:
    """Return who played alone from when to when; where the two strike as one a turn goes over."""
    runs: list[list[Onset]] = []
    onsets = [onset for onset in passage.onsets if onset.time_s >= passage.since_s]
    for onset, following in zip(onsets, [*onsets[1:], None], strict=True):
        if following is not None and following.player != onset.player and following.time_s - onset.time_s <= MET_S:
            runs.append([])
        if not runs or not runs[-1] or runs[-1][-1].player != onset.player:
            runs.append([])
        runs[-1].append(onset)
    spans = [(run[0].player, run[0].time_s, run[-1].time_s) for run in runs if len(run) >= TURN_STROKES]
    return [span for span in spans if span[2] - span[1] >= TURN_BEATS * passage.beat_s]


def crashed_together(passage: Passage) -> bool:
    """Tell whether the two struck one crash at once, and did not try it over and over."""
    crashes = [[o.time_s for o in passage.of(player, passage.since_s) if "crash" in o.pads] for player in (1, 2)]
    first, second = (times[:CRASHES] for times in crashes)
    return any(abs(one - other) <= MET_S for one in first for other in second)


def filled_gaps(passage: Passage) -> bool:
    """Tell whether for two bars each played in the gaps that the other left."""
    clear_s, reach_s = CLEAR_BEATS * passage.beat_s, TWO_BARS * passage.beat_s
    onsets = [onset for onset in passage.onsets if onset.time_s >= passage.since_s]
    if not onsets:
        return False
    times_s, who = np.array([onset.time_s for onset in onsets]), np.array([onset.player for onset in onsets])
    change = np.concatenate([[False], who[1:] != who[:-1]])
    apart = np.concatenate([[False], np.diff(times_s) >= clear_s])
    alternate = np.concatenate([[0], np.cumsum(change & apart)])
    ones = np.concatenate([[0], np.cumsum(who == 1)])
    first = np.arange(len(times_s))
    end = np.searchsorted(times_s, times_s + reach_s, side="right")
    whole = times_s + reach_s <= times_s[-1] + 0.5 * passage.beat_s
    count, own = end - first, ones[end] - ones[first]
    steps = alternate[end] - alternate[first + 1]
    both = np.minimum(own, count - own) >= BAR_BEATS - 1
    return bool((whole & both & (steps >= MOSTLY * (count - 1))).any())


def one_pad_each(passage: Passage) -> bool:
    """Tell whether for two bars each kept to a single pad."""
    return _one_pad_each(passage, TWO_BARS)


def _one_pad_each(passage: Passage, beats: float) -> bool:
    first, second = (_single_pad_runs(passage.of(player, passage.since_s)) for player in (1, 2))
    return any(_overlap(one, other, beats * passage.beat_s) for one in first for other in second)


def _single_pad_runs(onsets: Sequence[Onset]) -> list[list[float]]:
    runs: list[list[float]] = []
    pad: str | None = None
    for onset in onsets:
        own = onset.pads[0] if len(onset.pads) == 1 else None
        if own is None or own != pad:
            runs.append([])
        pad = own
        if own is not None:
            runs[-1].append(onset.time_s)
    return [run for run in runs if len(run) >= BAR_BEATS]


def _overlap(one: Sequence[float], other: Sequence[float], length_s: float) -> bool:
    since_s, until_s = max(one[0], other[0]), min(one[-1], other[-1])
    inside = (sum(since_s <= time_s <= until_s for time_s in run) for run in (one, other))
    return until_s - since_s >= length_s and min(inside) >= BAR_BEATS


Rule = Callable[[Passage], bool]

RULES: Final[Mapping[str, Rule]] = {
    "rest": rest_together,
    "soft_loud": soft_then_loud,
    "swap": parts_swapped,
    "faster": faster,
    "slower": slower,
    "answer": answered,
    "crash": crashed_together,
    "gaps": filled_gaps,
    "one_pad": one_pad_each,
}
"""Every dare, by the name of its picture."""
ALREADY: Final[Mapping[str, Rule]] = {**RULES, "one_pad": lambda passage: _one_pad_each(passage, ONE_BAR)}
"""What two do by themselves is no dare; whoever keeps to one pad for a bar may do so for two by chance."""

"""Dares: pictures on the cord that ask two who are already one for something more.

Once two lanterns are lit, each next phrase offers one. Met, it gilds the phrase's lantern; missed, it costs nothing,
and the score never hears of it. Which is offered follows from the strokes alone, so that a recording, judged again at
any update rate, tells the same dares.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import floor, inf, log2
from statistics import median
from typing import Final

from game.model.result import Dare
from game.model.snapshot import Snapshot
from game.rhythm.judge import Judgement
from game.rhythm.onsets import Onset
from game.session.dare_rules import ALREADY, BAR_BEATS, RULES, Passage
from game.session.events import DareMet, DareOffered, DuetEvent
from game.session.stretch import PHRASES, Stretch
from game.session.tally import TogetherTally

LIT: Final = 2
"""Lanterns that must be lit before the first dare."""
ROOM_BEATS: Final = 12.0
ROOM_S: Final = 5.0
"""What must be left of a phrase for a dare to be offered in it, beats and seconds."""
LEAD_IN_BEATS: Final = 8.0
TEMPO_ROOM: Final[Mapping[str, tuple[float, float]]] = {"faster": (0.0, 160.0), "slower": (65.0, 1000.0)}
"""From and up to which tempo a dare is offered, BPM."""
SHADES: Final = 0.1
"""Whose velocities differ by less has no way to play softly."""
KIT_PADS: Final = 2
"""Who strikes fewer pads may have no cymbal."""
_LAST: Final = PHRASES - 1
"""The last phrase belongs to the end of the round."""


@dataclass(slots=True)
class _Shown:
    """What a player has shown so far: which dares make sense."""

    pads: set[str] = field(default_factory=set)
    softest: float = 1.0
    loudest: float = 0.0

    def add(self, onset: Onset) -> None:
        self.pads |= set(onset.pads)
        self.softest, self.loudest = min(self.softest, onset.velocity), max(self.loudest, onset.velocity)


@dataclass(frozen=True, slots=True)
class _Offer:
    """The dare that is on the cord."""

    phrase: int
    name: str
    since_s: float
    beat_s: float
    line_s: float


class Dares:
    """Offers dares and sees whether they are met. Everything happens at the times of onsets, which run."""

    def __init__(self, stretch: Stretch, together: TogetherTally) -> None:
        """Share the round's stretch and its time together."""
        self._stretch = stretch
        self._together = together
        self._shown = {1: _Shown(), 2: _Shown()}
        self._onsets: deque[Onset] = deque()
        self._lines: deque[tuple[float, float]] = deque()
        self._heard = 0
        self._offer: _Offer | None = None
        self._told: dict[int, Dare] = {}

    @property
    def told(self) -> tuple[Dare, ...]:
        """Every dare that was offered so far, in order."""
        return tuple(self._told.values())

    def heard(self, onset: Onset) -> None:
        """Take one onset, in time order."""
        if self._stretch.phrase_s is not None:
            self._heard += 1
            self._onsets.append(onset)
            self._shown[onset.player].add(onset)

    def judged(self, now: Judgement) -> list[DuetEvent]:
        """Take one judgement, after the tally has; return what it meant for the dares."""
        length_s, begin_run_s = self._stretch.phrase_s, self._stretch.begin_run_s
        if length_s is None or begin_run_s is None:
            return []
        phrase = floor((now.time_s - begin_run_s) / length_s)
        self._forget(now.time_s - 2 * length_s - LEAD_IN_BEATS * now.beat_s)
        if now.state != "together":
            self._close(phrase)
            return []
        self._lines.append((now.time_s, now.line_period_s))
        events = self._look(now)
        self._close(phrase)
        ends_s = begin_run_s + (phrase + 1) * length_s
        if 0 <= phrase < _LAST and ends_s - now.time_s >= max(ROOM_BEATS * now.beat_s, ROOM_S):
            events += self._dare(phrase, ends_s - length_s, now)
        return events

    def on(self, shot: Snapshot) -> Snapshot:
        """Return what to draw, with the dare of the present phrase and the lanterns that were gilded."""
        present = None if shot.phrase is None else self._told.get(shot.phrase)
        return replace(
            shot,
            dare=None if present is None else present.name,
            dare_met=present is not None and present.met,
            gilded=tuple(i in self._told and self._told[i].met for i in range(PHRASES)),
        )

    def _forget(self, before_s: float) -> None:
        while self._onsets and self._onsets[0].time_s < before_s:
            self._onsets.popleft()
        while self._lines and self._lines[0][0] < before_s:
            self._lines.popleft()

    def _close(self, phrase: int) -> None:
        """Take the dare off the cord once its phrase is over."""
        if self._offer is not None and self._offer.phrase != phrase:
            self._offer = None

    def _look(self, now: Judgement) -> list[DuetEvent]:
        """Tell whether the dare on the cord has been met."""
        offer = self._offer
        if offer is None or not RULES[offer.name](self._passage(offer.since_s, offer.beat_s, offer.line_s)):
            return []
        self._offer = None
        self._told[offer.phrase] = replace(self._told[offer.phrase], met=True)
        return [DareMet(now.time_s, offer.phrase, offer.name)]

    def _dare(self, phrase: int, began_s: float, now: Judgement) -> list[DuetEvent]:
        """Offer what they have not been dared yet, can do, and did not do in the phrase before."""
        if phrase in self._told or sum(self._together.lit()[:phrase]) < LIT:
            return []
        line_s = self._line_s(now.time_s - BAR_BEATS * now.beat_s)
        before = self._passage(began_s - (self._stretch.phrase_s or 0.0), now.beat_s, line_s)
        names = self._names(before, now)
        if not names:
            return []
        name = names[self._heard % len(names)]
        self._told[phrase] = Dare(name, phrase)
        self._offer = _Offer(phrase, name, now.time_s, now.beat_s, line_s)
        return [DareOffered(now.time_s, phrase, name)]

    def _names(self, before: Passage, now: Judgement) -> list[str]:
        """Return what may be dared after what they did before."""
        done = {dare.name for dare in self._told.values()}
        return [name for name in RULES if name not in done and self._can(name, now) and not ALREADY[name](before)]

    def _can(self, name: str, now: Judgement) -> bool:
        slowest, fastest = TEMPO_ROOM.get(name, (0.0, inf))
        shown = self._shown.values()
        needs = {
            "soft_loud": min(own.loudest - own.softest for own in shown) >= SHADES,
            "crash": min(len(own.pads) for own in shown) >= KIT_PADS,
        }
        return slowest <= 60 / now.beat_s <= fastest and needs.get(name, True)

    def _line_s(self, since_s: float) -> float:
        """Return the line's period around now, s."""
        return median(line_s for time_s, line_s in self._lines if time_s >= since_s)

    def _passage(self, since_s: float, beat_s: float, line_s: float) -> Passage:
        lead_in_s = since_s - LEAD_IN_BEATS * beat_s
        onsets = sorted((o for o in self._onsets if o.time_s >= lead_in_s), key=lambda o: (o.time_s, o.player))
        tempos = ((time_s, level_tempo(line_s / own_s)) for time_s, own_s in self._lines if time_s >= since_s)
        return Passage(tuple(onsets), since_s, beat_s, tuple(tempos))


def level_tempo(ratio: float) -> float:
    """Fold a ratio of tempos by octaves to between .71 and 1.41: finer lines are no faster playing."""
    return float(ratio / 2 ** round(log2(ratio)))

"""Note-ons that no drummer meant and that only what comes after gives away.

What a kit adds *after* a stroke is marked when it arrives. Three things it adds *before* one can be told in a
recording alone: cross-talk that overtakes the hard hit, hats that ring while the foot is still pressing them together,
and the hand that touches a cymbal before the kit calls it a choke.

A soft stroke is easily mistaken for one of these. So the hand has the benefit of the doubt: where it plays about as
softly at the same place just before or after, it played this one too.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Final

from game.model.hit import Event, Hit

GHOST_S: Final = 0.012
"""How much earlier than the hard hit its cross-talk may be reported, s: the spread of the pads' scan times."""
GHOST_RATIO: Final = 0.31
"""Cross-talk is at most this share of the hard hit; two limbs that strike together are seldom so unequal."""
GHOST_HARD: Final = 0.4
"""Only hits at least this hard shake the other pads: softer ones would shake them less than a pad can notice."""
STOMP_S: Final = 0.040
"""How long before its chick a foot can make the cymbals ring, s: the last part of the pedal's way."""
STOMP_OPEN_RATIO: Final = 0.95
"""An open hat this share of the chick or louder was struck: a bark, which the foot cuts short, is a loud stroke."""
STOMP_CLOSED_RATIO: Final = 0.55
"""The same for a hat that is reported closed, which a stick plays softly far more often."""
CHOKE_S: Final = 0.060
"""How long before the choke the grabbing hand may touch the cymbal, s."""
CHOKE_SOFT: Final = 0.35
"""A touch is softer than this; a cymbal that is struck and caught at once is struck harder."""
HAND_S: Final = 0.4
"""A hand that strikes this place so shortly before or after is there, s: slow eighths."""
HAND_RATIO: Final = {"ghost_before": 2.0, "hat_before_chick": 1.5}
"""A hand plays on at about its loudness: such a stroke is at most this many times louder, by rule.

More for what is soft by nature. Nothing excuses a touch: a choke is too plain a sign.
"""

_SLACK_S: Final = 5e-7
"""Half a microsecond: recordings hold whole ones, and a difference of floats must not decide."""
_PEDAL: Final = "hat_pedal"
_FEET: Final = ("kick", _PEDAL)
"""What stands on the floor is not shaken by the rack."""
_SHARED_PADS: Final = ("crash", "tom3", "hit")
"""Pads that several instruments of one kit fold to."""
_PLACE_OF: Final = {"snare_rim": "snare", "hat_closed": "hat", "hat_open": "hat"}
_STOMP_RATIO: Final = {"hat_open": STOMP_OPEN_RATIO, "hat_closed": STOMP_CLOSED_RATIO}

_Chokes = Mapping[tuple[int | None, str | None], list[float]]
"""When each player's pads were choked, rising."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """One stroke with what follows it."""

    hit: Hit
    harder: float
    """The hardest hit elsewhere within `GHOST_S`, the hat's foot aside; 0 where there is none."""
    chick: float
    """The loudest chick within `STOMP_S`; 0 where there is none."""
    choked: bool
    """Whether this pad is choked within `CHOKE_S`."""


def artefacts(hits: Sequence[Hit], events: Iterable[Event] = ()) -> dict[int, str]:
    """Return which hits of one recording are artefacts: their index, and the rule (one of `RULES`) that tells.

    The same hits and events give the same answer in any order and at any time; players are judged apart.

    Args:
        hits: Every note-on; those with a `drop` are neither judged nor a cause.
        events: Everything else that was recorded; of these only a `choke` matters.
    """
    chokes = _chokes_of(events)
    found: dict[int, str] = {}
    for player in {hit.player for hit in hits}:
        mine = [i for i, hit in enumerate(hits) if hit.player == player and hit.drop is None]
        mine.sort(key=lambda i: hits[i].time_s)
        rules = _judge([hits[i] for i in mine], chokes)
        found |= {i: rule for i, rule in zip(mine, rules, strict=True) if rule is not None}
    return found


def _judge(hits: Sequence[Hit], chokes: _Chokes) -> list[str | None]:
    """Return the rule for every hit of one player, given in time order.

    Only what is above suspicion tells where a hand is: artefacts that recur must not speak for each other.
    """
    suspected = [_rule(moment) for moment in _moments(hits, chokes)]
    before = _softest(hits, suspected)
    after = _softest(reversed(hits), reversed(suspected))[::-1]
    return [
        None if min(softest) <= HAND_RATIO.get(rule or "", 0.0) * hit.velocity else rule
        for hit, rule, *softest in zip(hits, suspected, before, after, strict=True)
    ]


def _place(hit: Hit) -> str:
    """Name the sensor that was struck, as finely as the kit tells."""
    if hit.pad in _SHARED_PADS and (hit.zone is not None or hit.note is not None):
        return f"note {hit.note}" if hit.zone is None else hit.zone.partition(".")[0]
    return _PLACE_OF.get(hit.pad, hit.pad)


def _chokes_of(events: Iterable[Event]) -> _Chokes:
    chokes: dict[tuple[int | None, str | None], list[float]] = {}
    for event in events:
        if event.kind == "choke":
            chokes.setdefault((event.player, event.pad), []).append(event.time_s)
    return {key: sorted(times) for key, times in chokes.items()}


# ---- what follows a hit ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Window:
    """Going one way through time: the greatest values of the last `window_s`, place by place."""

    window_s: float
    _places: dict[str, deque[tuple[float, float]]] = field(default_factory=dict)
    """(time, value), the latest last; an earlier one is kept only while it is the greater one."""

    def add(self, time_s: float, place: str, value: float) -> None:
        held = self._places.setdefault(place, deque())
        while held and held[-1][1] <= value:
            held.pop()
        held.append((time_s, value))

    def at(self, time_s: float, place: str) -> float | None:
        """Return the greatest value at one place, or None where there was nothing."""
        held = self._places.get(place, deque())
        while held and abs(held[0][0] - time_s) > self.window_s + _SLACK_S:
            held.popleft()
        return held[0][1] if held else None

    def beside(self, time_s: float, place: str) -> float:
        """Return the greatest value at all other places, or 0 where there was nothing."""
        values = (self.at(time_s, other) for other in self._places if other != place)
        return max((value for value in values if value is not None), default=0.0)


def _moments(hits: Sequence[Hit], chokes: _Chokes) -> list[_Moment]:
    """Look ahead from every hit. They come in time order, and those of one instant are ahead of each other."""
    rack, foot = _Window(GHOST_S), _Window(STOMP_S)
    moments: list[_Moment] = []
    unseen = len(hits)
    for hit in reversed(hits):
        while unseen and not hits[unseen - 1].time_s < hit.time_s:
            unseen -= 1
            later = hits[unseen]
            (foot if later.pad == _PEDAL else rack).add(later.time_s, _place(later), later.velocity)
        place = _place(hit)
        chick = foot.beside(hit.time_s, place)
        moments.append(_Moment(hit, rack.beside(hit.time_s, place), chick, _is_choked(hit, chokes)))
    return moments[::-1]


def _softest(hits: Iterable[Hit], suspected: Iterable[str | None]) -> list[float]:
    """Return how softly the place of each suspected hit was struck within `HAND_S` before it; infinite where not.

    Going back in time, before means after.
    """
    window, found = _Window(HAND_S), []
    for hit, rule in zip(hits, suspected, strict=True):
        softest = None if rule is None else window.at(hit.time_s, _place(hit))
        found.append(inf if softest is None else -softest)
        if rule is None:
            window.add(hit.time_s, _place(hit), -hit.velocity)
    return found


def _is_choked(hit: Hit, chokes: _Chokes) -> bool:
    times = chokes.get((hit.player, hit.pad), [])
    first = bisect_left(times, hit.time_s - _SLACK_S)
    return first < len(times) and times[first] - hit.time_s <= CHOKE_S + _SLACK_S


# ---- the rules ------------------------------------------------------------------------------------------------------


def _is_touch(moment: _Moment) -> bool:
    return moment.choked and moment.hit.velocity < CHOKE_SOFT


def _is_stomp(moment: _Moment) -> bool:
    return moment.hit.velocity < _STOMP_RATIO.get(moment.hit.pad, 0.0) * moment.chick


def _is_ghost(moment: _Moment) -> bool:
    shaken = moment.hit.pad not in _FEET and moment.harder >= GHOST_HARD
    return shaken and moment.hit.velocity <= GHOST_RATIO * moment.harder


_RULES: Final[dict[str, Callable[[_Moment], bool]]] = {
    "cymbal_before_choke": _is_touch,
    "hat_before_chick": _is_stomp,
    "ghost_before": _is_ghost,
}
RULES: Final = tuple(_RULES)
"""The rules, in the order in which they are tried."""


def _rule(moment: _Moment) -> str | None:
    return next((name for name, fits in _RULES.items() if fits(moment)), None)

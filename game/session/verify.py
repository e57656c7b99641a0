"""Judging a recording again and comparing with the result it claims, in every digit and at many update rates."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum
from functools import partial
from math import ceil, inf
from operator import itemgetter
from typing import Any, Final

from game.model.recording import Recording
from game.model.result import Result
from game.model.versions import ENGINE_VERSION
from game.session.replay import engine_for, judge

RATES_HZ: Final = tuple(range(1, 100, 2))
"""Fifty update rates, updates a second: none may change a result."""
Each = Callable[[Callable[[int], Result], Sequence[int]], Iterable[Result]]
"""A `map`: results in the order of the rates."""
_ANSWERED_S: Final = 4.0
"""In a silence the updates before its last seconds find nothing left to judge."""


class Verdict(Enum):
    """How a recording stands to the result it claims."""

    MATCHES = "matches"
    """The same in every digit, at every update rate."""
    DIFFERS = "differs"
    """The strokes give another result than the file claims, or the update rate changes it."""
    NO_CLAIM = "no claim"
    """The file holds no result: the round never ended, or it is of a format without one."""
    OTHER_ENGINE = "other engine"
    """The result was made by other rules, so it cannot be compared."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not what it should be."""

    key: str
    """Where in the result, such as `tempo.bpm.0`."""
    claimed: object
    found: object


@dataclass(frozen=True, slots=True)
class Verification:
    """A recording judged again."""

    verdict: Verdict
    found: Result
    claimed: Result | None
    differences: tuple[Difference, ...]
    """Claimed against found; empty where nothing could be compared."""
    rates_hz: tuple[int, ...]
    """Update rates that were tried, updates a second."""
    unequal_rates_hz: tuple[int, ...]
    """Those of them at which the strokes gave another result."""


def verify(
    recording: Recording,
    *,
    rates_hz: Sequence[int] = RATES_HZ,
    each: Each = map,
    tried: Callable[[int], object] | None = None,
) -> Verification:
    """Judge a recording again, once as always and once at every update rate, and compare.

    Args:
        recording: what is to be verified, with or without a claim.
        rates_hz: update rates, updates a second.
        each: how the rates are gone through, such as a pool's `map`.
        tried: told how many rates have been tried, for a sign of life.
    """
    found = judge(recording)
    unequal: list[int] = []
    for count, result in enumerate(each(partial(judge_at, recording), rates_hz), 1):
        if result != found:
            unequal.append(rates_hz[count - 1])
        if tried is not None:
            tried(count)
    claimed = recording.claimed
    comparable = claimed is not None and claimed.engine == ENGINE_VERSION
    return Verification(
        verdict=_verdict(claimed, found, steady=not unequal),
        found=found,
        claimed=claimed,
        differences=tuple(differences(claimed, found)) if claimed is not None and comparable else (),
        rates_hz=tuple(rates_hz),
        unequal_rates_hz=tuple(unequal),
    )


def told_by(claimed: Result, found: Result) -> Result:
    """Return what was found without what a file from before those keys existed cannot claim.

    They were added without another engine, since they change no other key.
    """
    journey = None if claimed.journey is None else found.journey
    if journey is not None and claimed.journey is not None and claimed.journey.whole is None:
        journey = replace(journey, whole=None)
    return replace(found, dares=None if claimed.dares is None else found.dares, journey=journey)


def _verdict(claimed: Result | None, found: Result, *, steady: bool) -> Verdict:
    if not steady:
        return Verdict.DIFFERS
    if claimed is None:
        return Verdict.NO_CLAIM
    if claimed.engine != ENGINE_VERSION:
        return Verdict.OTHER_ENGINE
    return Verdict.MATCHES if claimed == told_by(claimed, found) else Verdict.DIFFERS


def judge_at(recording: Recording, rate_hz: int) -> Result:
    """Judge a recording as it would go by, with `rate_hz` updates a second; each stroke comes at its judged time."""
    engine = engine_for(recording)
    for event in recording.events:
        if event.kind in ("paused", "resumed"):
            engine.mark(event)
    offsets_s = [player.offset_ms / 1000 for player in recording.header.players]
    judged_s = [(hit.time_s - offsets_s[hit.player - 1], hit) for hit in recording.hits]
    last_s = -inf
    for time_s, hit in sorted(judged_s, key=itemgetter(0)):
        for tick in range(ceil(max(last_s, time_s - _ANSWERED_S) * rate_hz), ceil(time_s * rate_hz)):
            engine.update(tick / rate_hz)
        engine.queue(hit)
        last_s = time_s
    return engine.result()


def differences(claimed: Result, found: Result) -> Iterator[Difference]:
    """Yield every value in which two results differ, in the order of the result's keys."""
    theirs, ours = (dict(_leaves(asdict(one))) for one in (claimed, told_by(claimed, found)))
    for key in {**ours, **theirs}:
        if theirs.get(key) != ours.get(key):
            yield Difference(key, theirs.get(key), ours.get(key))


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, object]]:  # noqa: ANN401
    """Yield every number and text of a nested result under its dotted key."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else None
    if inner is None:
        yield key, value
        return
    for name, part in inner:
        yield from _leaves(part, f"{key}.{name}" if key else str(name))

"""No input, however odd, gives an exception, a warning, a number that is none, or a score outside 0 to 100."""

from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import recording, steady

from game.model.hit import Event, Hit
from game.model.pads import DROPS, PADS
from game.session.engine import DuetEngine, EngineSettings
from game.session.replay import judge_fully

PAIR = steady(1, period_s=0.5, seconds=20) + steady(2, period_s=0.5, start_s=1.01, seconds=20, pad="kick")
TIMELINE_UP_TO_S = 600.0


def numbers(value):
    """Every number of a value, however deep it lies."""
    if isinstance(value, dict):
        return [n for inner in value.values() for n in numbers(inner)]
    if isinstance(value, (list, tuple)):
        return [n for inner in value for n in numbers(inner)]
    return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


def check(some, feel="true"):
    """Judge a recording: everything that is told about it must be a number that makes sense."""
    times = [hit.time_s for hit in some.hits]
    short = not times or max(times) - min(times) < TIMELINE_UP_TO_S
    judged = judge_fully(some, feel=feel, step_s=0.5 if short else None)
    result, together = judged.result, judged.result.together
    assert np.isfinite(numbers(asdict(judged))).all()
    assert (result.score is None) == (result.reason is not None) == (result.parts is None)
    assert all(score is None or 0 <= score <= 100 for score in (result.score, *(row.score for row in judged.timeline)))
    assert all(0 <= part <= 1 for part in numbers(asdict(result.parts) if result.parts else {}))
    assert 0 <= together.longest_s <= together.seconds + 1e-5
    assert together.seconds <= result.seconds + 1e-5
    assert 0 <= result.lanterns <= 8
    return result


MOMENTS = st.one_of(
    st.floats(-5, 40), st.sampled_from((0.0, 1.0, 1.03, 1.2, 400.0)), st.integers(0, 400).map(lambda n: n / 10)
)
MARKS = ("begin", "end", "paused", "resumed", "paused", "resumed", "choke", "unplugged")


def scattered():
    """Hits anywhere, on pads that exist or not, some of them dropped."""
    one = st.builds(
        Hit,
        time_s=MOMENTS,
        player=st.sampled_from((1, 2)),
        pad=st.sampled_from((*PADS, "cowbell", "")),
        velocity=st.one_of(st.sampled_from((0.0, 1.0)), st.floats(0, 1)),
        drop=st.sampled_from((None,) * 9 + DROPS),
    )
    return st.lists(one, max_size=60)


@st.composite
def bursts(draw):
    """Runs of even or hurried strokes by one player or both, with silences between them, or on top of each other."""
    hits, now_s = [], draw(st.floats(-2, 5))
    for _ in range(draw(st.integers(1, 5))):
        player = draw(st.sampled_from((1, 2, None)))
        gap_s = draw(st.sampled_from((0.0, 1e-6, 0.003, 0.03, 0.2, 0.5, 1.3)))
        pad, velocity = draw(st.sampled_from(PADS)), draw(st.sampled_from((0.0, 0.5, 1.0)))
        for i in range(draw(st.integers(1, 60))):
            hits.append(Hit(now_s, player or 1 + i % 2, pad, velocity))
            now_s += gap_s
        now_s += draw(st.sampled_from((-3.0, 0.0, 1.0, 7.0, 60.0)))
    return hits


@settings(max_examples=40)
@given(
    st.one_of(scattered(), bursts()),
    st.lists(st.builds(Event, time_s=MOMENTS, kind=st.sampled_from(MARKS)), max_size=10),
    st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000)),
    st.one_of(st.none(), st.floats(0.001, 100)),
    st.sampled_from(("true", "gentle")),
)
def test_any_hits_and_any_marks_in_any_order(hits, events, offsets_ms, seconds, feel):
    check(recording(hits, events=events, offsets_ms=offsets_ms, seconds=seconds), feel)


def moved(by_s):
    return [replace(hit, time_s=hit.time_s + by_s) for hit in PAIR]


def hurried(count, seconds):
    return [Hit(1 + seconds * i / count, 1 + i % 2, PADS[i % 5], (i % 11) / 10) for i in range(count)]


def marks(*entries):
    return tuple(Event(time_s, kind) for time_s, kind in entries)


BEGUN = marks((1.01, "begin"))
ODD = {
    "one hit": ([Hit(1, 1, "snare", 0.5)], ()),
    "one each": ([Hit(1, 1, "hit", 0), Hit(1, 2, "hit", 1)], ()),
    "all at one time": (hurried(2000, 0.0), ()),
    "10 000 in a second": (hurried(10_000, 1.0), ()),
    "an hour of silence": ([*PAIR, *moved(3600)], ()),
    "hours between strokes": ([replace(hit, time_s=hit.time_s * 7200) for hit in PAIR], ()),
    "near 1e9": (moved(1e9), ()),
    "before zero": (moved(-30), marks((-29.5, "begin"), (-12.0, "end"))),
    "across zero": (moved(-10), ()),
    "softest": ([replace(hit, velocity=0.0) for hit in PAIR], ()),
    "loudest": ([replace(hit, velocity=1.0) for hit in PAIR], ()),
    "pads nobody knows": ([replace(hit, pad="cowbell") for hit in PAIR], ()),
    "before the beginning": (PAIR, marks((15.0, "begin"), (21.0, "end"))),
    "after the end": (PAIR, marks((1.01, "begin"), (5.0, "end"))),
    "begin after end": (PAIR, marks((15.0, "begin"), (5.0, "end"))),
    "begin at end": (PAIR, marks((5.0, "begin"), (5.0, "end"))),
    "begin after everything": (PAIR, marks((500.0, "begin"), (501.0, "end"))),
    "end before everything": (PAIR, marks((-1.0, "begin"), (0.0, "end"))),
    "never resumed": (PAIR, (*BEGUN, Event(8.0, "paused"))),
    "resumed, never paused": (PAIR, (*BEGUN, Event(8.0, "resumed"))),
    "paused before it began": (PAIR, marks((0.2, "paused"), (6.0, "resumed"))),
    "paused at the end": (PAIR, marks((10.0, "paused"), (12.0, "end"), (14.0, "resumed"))),
    "pauses of no length": (PAIR, tuple(Event(t, kind) for t in range(30) for kind in ("paused", "resumed"))),
    "pauses everywhere": (PAIR, tuple(Event(t / 10, ("paused", "resumed")[t % 2]) for t in range(300))),
}


@pytest.mark.parametrize(("hits", "events"), ODD.values(), ids=ODD)
@pytest.mark.parametrize("seconds", [None, 20.0], ids=["no plan", "planned"])
def test_odd_input(hits, events, seconds):
    check(recording(hits, events=events, seconds=seconds))


def test_a_common_pulse_is_heard_wherever_it_lies_on_the_clock():
    """Odd, but no reason for a poor score."""
    for name in ("near 1e9", "before zero", "across zero", "softest", "loudest", "pads nobody knows"):
        assert check(recording(*ODD[name][:1], events=ODD[name][1])).score > 90, name


def test_a_live_engine_bears_strokes_and_marks_that_come_far_too_late():
    engine = DuetEngine(EngineSettings(round_s=15))
    for i, hit in enumerate(sorted(PAIR, key=lambda hit: -hit.time_s)):
        engine.queue(hit)
        engine.update(hit.time_s + 0.3 * (i % 3))
        if i % 7 == 0:
            engine.mark(Event(hit.time_s, ("paused", "resumed")[i % 2]))
        assert np.isfinite(numbers(asdict(engine.snapshot(hit.time_s)))).all()

    assert np.isfinite(numbers(asdict(engine.result()))).all()

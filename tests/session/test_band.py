"""The band plays on the pair's beat, and only while there is one; a shimmer answers strokes that meet."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from band_pairs import GROOVES, cues_of, distances, pair, together
from case_parts import EXPERT, TRAINED, ramp, steady
from cases import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.snapshot import OnsetView, PlayerView, Snapshot
from game.session.band import AHEAD_S, BAR_BEATS, UNSTRESSED, Band
from game.session.engine import DuetEngine, EngineSettings
from game.session.events import Matched, StateChanged


@pytest.mark.parametrize(
    ("hands", "tempo", "seeds"),
    [(EXPERT, steady, 4), (EXPERT, ramp(-0.15), 3), (EXPERT, ramp(0.15), 3), (TRAINED, steady, 4)],
    ids=["experts", "experts, faster", "experts, slower", "trained"],
)
def test_the_taiko_falls_on_the_beat(hands, tempo, seeds):
    misses, off = [], []
    for seed, grooves in enumerate(GROOVES[:seeds]):
        beats, hits = pair(seed, hands=hands, tempo=tempo, grooves=grooves)
        times = together(*cues_of(hits, rate_hz=25), beats)
        halves = np.sort(np.concatenate([beats, (beats[1:] + beats[:-1]) / 2]))
        misses += list(distances(halves, times))
        off += list(distances(beats, times) > 0.1)

    assert len(misses) > 70 * seeds
    assert np.mean(np.array(misses) < 0.025) > 0.95
    assert np.mean(off) < 0.05, "between the beats, where the weaker strokes lie"


def test_it_never_leaps():
    beats, hits = pair(1, tempo=ramp(0.15))
    times = together(*cues_of(hits), beats)
    jumps_s = np.abs(np.diff(np.diff(times)))

    assert len(times) > 90
    assert np.median(jumps_s) < 0.004
    assert jumps_s.max() < 0.020


def test_it_beats_once_a_beat():
    beats, hits = pair(1)
    cues, _ = cues_of(hits)

    assert min(b.time_s - a.time_s for a, b in pairwise(cues)) > 0.9 * np.diff(beats).min()


def steady_shots(seconds, *, line_from=0.0, beat_s=0.5, lines=4, strokes=((0.0, "kick"),), moved=lambda _: 0.0):
    """Snapshots, 50 a second, of a pair that plays the same strokes (seconds into the beat, pad) in every beat."""
    for frame in range(int(seconds * 50)):
        now_s = frame / 50
        beats = [k * beat_s for k in range(int(now_s / beat_s) - 8, int(now_s / beat_s) + 1)]
        onsets = tuple(OnsetView(beat + at_s + moved(beat), pad, 0.7) for beat in beats for at_s, pad in strokes)
        player = PlayerView(present=True, onsets=onsets)
        yield Snapshot(
            now_s, "together", (player, player), beat_s=beat_s,
            beat_time_s=now_s - now_s % beat_s + line_from + moved(now_s), line_s=beat_s / lines, lines_per_beat=lines,
        )  # fmt: skip


def cues_for(shots, voice="taiko"):
    band = Band()
    return [cue for shot in shots for cue in band.plan(shot, shot.now_s) if voice in (None, cue.voice)]


@pytest.mark.parametrize("line_from", [0.0, 0.125, -0.125, 0.25])
@pytest.mark.parametrize("heavy_s", [0.0, 0.125, 0.25, 0.375])
def test_of_the_lines_it_takes_those_that_both_mark_most(line_from, heavy_s):
    strokes = [(k * 0.125, "snare" if k * 0.125 == heavy_s else "hat_closed") for k in range(4)]
    cues = cues_for(steady_shots(6, line_from=line_from, strokes=strokes))

    assert len(cues) >= 10
    assert [(cue.time_s - heavy_s + 0.25) % 0.5 - 0.25 for cue in cues] == pytest.approx([0] * len(cues), abs=1e-6)


def test_lines_that_leap_are_followed_step_by_step():
    cues = cues_for(
        steady_shots(20, lines=1, strokes=((0.25, "kick"),), moved=lambda now_s: 0.06 if now_s > 8 else 0.0)
    )
    gaps_s = np.diff([cue.time_s for cue in cues])

    assert np.abs(gaps_s - 0.5).max() < 0.020, "a leap of 60 ms in one beat would be heard"
    assert np.abs(np.diff(gaps_s)).max() < 0.013
    assert cues[-1].time_s % 0.5 == pytest.approx(0.06, abs=0.002)


def test_lines_that_no_longer_fit_end_it_over_a_bar_and_it_begins_on_the_new_ones():
    shots = [*steady_shots(10), *(s for s in steady_shots(30, beat_s=0.36, lines=1) if s.now_s >= 10)]
    cues = cues_for(shots)
    levels = [cue.level for cue in cues]
    low = levels.index(min(levels[8:]), 8)

    assert 10 < cues[low].time_s < 16
    assert np.diff([cue.time_s for cue in cues[-10:]]) == pytest.approx([0.36] * 9, abs=0.001)
    assert max(levels[-2:]) == 1.0


def test_a_rest_of_a_moment_cues_no_beat_twice():
    band, times = Band(), []
    for shot in steady_shots(10):
        times += [cue.time_s for cue in band.plan(shot, shot.now_s) if cue.voice == "taiko"]
        band.plan(replace(shot, paused=True), shot.now_s)

    assert len(times) > 15
    assert np.diff(times).min() > 0.4


def test_it_comes_in_over_a_bar():
    _, hits = pair(2)
    levels = [cue.level for cue in cues_of(hits)[0]]

    assert levels[: BAR_BEATS + 1] == [0.25, 0.5 * UNSTRESSED, 0.75, UNSTRESSED, 1.0]
    assert min(levels[BAR_BEATS:]) == UNSTRESSED


@pytest.mark.parametrize("name", ["uncoupled 10 %", "random 2/s + random 2/s", "one silent", "pulse + random 5/s"])
def test_for_two_who_are_not_one_it_is_silent(name):
    for seed in range(2):
        rng = np.random.default_rng(seed)
        first, second = CASES[name](rng, 0.5)
        assert cues_of([*first, *second])[0] == []


def test_a_pause_stops_it_at_once_and_then_it_comes_in_anew():
    _, hits = pair(3)
    cues, _ = cues_of(hits, pauses=[(30.0, 40.0)])
    after = [cue for cue in cues if cue.time_s > 40]

    assert not [cue for cue in cues if 30 + AHEAD_S < cue.time_s < 40]
    assert [cue.level for cue in after[:3]] == [0.25, 0.5 * UNSTRESSED, 0.75]


def test_cues_carry_the_clock_they_were_asked_with():
    _, hits = pair(4)
    plain, _ = cues_of(hits)
    moved, _ = cues_of(hits, clock_s=100.0)

    assert [cue.time_s + 100 for cue in plain] == pytest.approx([cue.time_s for cue in moved])


def test_how_often_it_is_asked_changes_little():
    _, hits = pair(4)
    often, _ = cues_of(hits, rate_hz=200)
    seldom, _ = cues_of(hits, rate_hz=25)

    assert len(often) == len(seldom)
    assert np.abs(np.subtract([c.time_s for c in often], [c.time_s for c in seldom])).max() < 0.02


def test_it_ends_with_the_round():
    _, hits = pair(6)
    cues, _ = cues_of(hits, seconds=40.0)
    engine = DuetEngine(EngineSettings("true", round_s=30.0))
    band, last_s = Band(), 0.0
    waiting = sorted(hits, key=lambda hit: -hit.time_s)
    for frame in range(40 * 60):
        while waiting and waiting[-1].time_s <= frame / 60:
            engine.queue(waiting.pop())
        engine.update(frame / 60)
        last_s = max([last_s, *(cue.time_s for cue in band.plan(engine.snapshot(frame / 60), frame / 60))])

    end_s = engine.stretch.planned_end_s()
    assert cues[-1].time_s > 38
    assert end_s <= last_s < end_s + 0.6, "the beat that the end falls into is played out, and no more"


def test_nothing_known_is_nothing_played():
    assert Band().plan(Snapshot(state="together"), 0.0) == []
    assert Band().matched([Matched(0.0, 1)], 0.0) is None


SHOTS = st.lists(
    st.tuples(
        st.sampled_from([0.001, 0.016, 0.02, 0.1, 0.4, 3.0]),  # seconds since the one before
        st.sampled_from(["together", "together", "together", "near", "apart", "waiting"]),
        st.floats(0.2, 1.2),  # beat
        st.sampled_from([1, 2, 3, 4, 6]),
        st.one_of(st.none(), st.floats(-3.0, 0.3)),  # a line, from now
        st.booleans(),
        st.lists(st.tuples(st.floats(-5, 0), st.sampled_from(["kick", "snare", "ride"]), st.floats(0, 1)), max_size=5),
    ),
    max_size=60,
)


@given(SHOTS)
@settings(max_examples=150)
def test_whatever_is_seen_each_beat_is_cued_once_and_ahead(rows):
    band, now_s, cued, was_together = Band(), 10.0, [], False
    for step_s, state, beat_s, lines, line_s, paused, strokes in rows:
        now_s += step_s
        onsets = tuple(OnsetView(now_s + ago_s, pad, velocity) for ago_s, pad, velocity in sorted(strokes))
        player = PlayerView(present=True, onsets=onsets)
        shot = Snapshot(
            now_s, state, (player, replace(player, onsets=onsets[::2])), beat_s=beat_s,
            beat_time_s=None if line_s is None else now_s + line_s, line_s=beat_s / lines, lines_per_beat=lines,
            paused=paused and state != "together",
        )  # fmt: skip
        was_together |= state == "together" and not shot.paused
        cues = band.plan(shot, now_s)
        assert not cues or (was_together and not shot.paused)
        for cue in cues:
            assert now_s <= cue.time_s <= now_s + AHEAD_S
            assert 0 < cue.level <= 1
            if cue.voice == "taiko":
                cued.append(cue)
    assert all(b.time_s - a.time_s > 0.09 for a, b in pairwise(cued))


def looking_at(state, now_s=10.0, **changes):
    band = Band()
    band.plan(Snapshot(now_s, state, beat_s=0.5, **changes), now_s + 5.0)
    return band


def test_a_stroke_that_was_met_shimmers_once_a_beat():
    band = looking_at("near")
    heard = [band.matched([Matched(10 + t, 1), Matched(10 + t, 2)], 15 + t) for t in np.arange(0, 4, 0.1)]
    cues = [cue for cue in heard if cue]

    assert {cue.voice for cue in cues} == {"shimmer"}
    assert np.diff([cue.time_s for cue in cues]) == pytest.approx([0.5] * 7, abs=0.11)
    assert cues[0].time_s == 15


def test_once_together_it_shimmers_once_a_bar():
    band = looking_at("together")
    cues = [cue for t in np.arange(0, 8, 0.1) if (cue := band.matched([Matched(10 + t, 1)], 15 + t))]

    assert np.diff([cue.time_s for cue in cues]) == pytest.approx([2.0] * 3, abs=0.11)


def test_nothing_else_shimmers():
    assert looking_at("near").matched([StateChanged(10.0, "near")], 15.0) is None
    assert looking_at("near").matched([], 15.0) is None
    assert looking_at("near", paused=True).matched([Matched(10.0, 1)], 15.0) is None
    assert looking_at("near").matched([Matched(7.0, 1)], 15.0) is None, "strokes of long ago, found to have met now"

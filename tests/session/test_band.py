"""The band plays on the pair's beat, and only while there is one; a shimmer answers strokes that meet."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from case_parts import EXPERT, TRAINED, coupled, play, ramp, steady
from cases import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.snapshot import OnsetView, PlayerView, Snapshot
from game.session.band import AHEAD_S, BAR_BEATS, LOST_BEATS, UNSTRESSED, Band
from game.session.engine import DuetEngine, EngineSettings
from game.session.events import Matched, StateChanged

GROOVES = [("quarter", "quarter"), ("rock8", "eighth"), ("backbeat", "rock8"), ("funk16", "quarter")]


def cues_of(hits, seconds=60.0, *, voice="taiko", pauses=(), rate_hz=60, clock_s=0.0):
    """Play hits to an engine as time goes by; return a voice's cues (None = all), and the state of each."""
    engine, band = DuetEngine(EngineSettings("true", round_s=seconds)), Band()
    waiting = sorted(hits, key=lambda hit: -hit.time_s)
    cues, states = [], []
    for frame in range(int(seconds * rate_hz)):
        now_s = frame / rate_hz
        while waiting and waiting[-1].time_s <= now_s:
            engine.queue(waiting.pop())
        engine.update(now_s)
        shot = replace(engine.snapshot(now_s), paused=any(a <= now_s < b for a, b in pauses))
        for cue in band.plan(shot, now_s + clock_s):
            assert now_s + clock_s <= cue.time_s <= now_s + clock_s + AHEAD_S
            if voice in (None, cue.voice):
                cues.append(cue)
                states.append(shot.state)
    return cues, states


def pair(seed, *, beat_s=0.5, hands=EXPERT, tempo=steady, grooves=("rock8", "quarter")):
    """Return the middle of both players' beats, and the hits."""
    rng = np.random.default_rng(seed)
    one, two = coupled(rng, beat_s, (hands, hands), tempo=tempo)
    count = min(len(one), len(two))
    hits = [*play(rng, 1, one, grooves[0]), *play(rng, 2, two, grooves[1])]
    return (one[:count] + two[:count]) / 2, hits


def together(cues, states, beats):
    times = [cue.time_s for cue, state in zip(cues, states, strict=True) if state == "together"]
    return np.array([time_s for time_s in times if time_s < beats[-2]])


def distances(beats, times):
    return np.abs(np.asarray(beats)[:, np.newaxis] - times).min(axis=0)


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


STOP_S = 25.0


def without(hits, *, since_s=STOP_S, until_s=np.inf, players=(1, 2)):
    return [hit for hit in hits if hit.player not in players or not since_s <= hit.time_s < until_s]


@pytest.mark.parametrize("beat_s", [0.34, 0.5, 0.8])
@pytest.mark.parametrize("grooves", GROOVES)
def test_where_both_stop_a_beat_without_them_is_enough_and_two_later_it_is_gone(beat_s, grooves):
    _, hits = pair(2, beat_s=beat_s, grooves=grooves)
    hits = without(hits)
    last_s = max(hit.time_s for hit in hits)
    cues, _ = cues_of(hits, voice=None)
    taiko = [cue for cue in cues if cue.voice == "taiko"]
    beat_s = np.median(np.diff([cue.time_s for cue in taiko]))
    levels = [cue.level for cue in taiko if cue.time_s > last_s - 0.5 * beat_s]

    assert beat_s < max(cue.time_s for cue in cues) - last_s < (2 + LOST_BEATS + 0.3) * beat_s
    assert min(levels[:2]) >= UNSTRESSED
    assert levels[-1] < 0.4, "it fades, it is not cut"


@pytest.mark.parametrize(("velocity", "level"), [(0.9, 1.0), (0.4, 0.5), (0.15, 0.12)])
def test_it_is_as_soft_as_the_two_are(velocity, level):
    _, hits = pair(2)
    cues, _ = cues_of([replace(hit, velocity=velocity) for hit in hits], seconds=30.0)

    assert max(cue.level for cue in cues) == pytest.approx(level, rel=0.35)


def test_as_they_grow_loud_it_grows_with_them_and_makes_no_leap():
    _, hits = pair(2)
    cues, _ = cues_of([replace(hit, velocity=0.2 if hit.time_s < STOP_S else 0.8) for hit in hits])
    levels = [cue.level for cue in cues[1::2] if cue.time_s > STOP_S - 3]

    assert levels == pytest.approx(sorted(levels), abs=0.01)
    assert levels[-1] > 3 * levels[0]


def test_who_plays_on_alone_hears_it_go_layer_by_layer():
    _, hits = pair(2, grooves=("quarter", "quarter"))
    alone = without(hits, players=(2,))
    last_s = max(hit.time_s for hit in alone if hit.player == 2)
    cues, _ = cues_of(alone, voice=None)
    lasts_s = {voice: max(cue.time_s for cue in cues if cue.voice == voice) for voice in ("taiko", "koto", "strings")}

    assert last_s < lasts_s["strings"] < lasts_s["koto"] < lasts_s["taiko"] < last_s + 12.5 * 0.5
    assert cues[-1].level < 0.4


@pytest.mark.parametrize("grooves", GROOVES)
def test_in_a_bar_of_rest_it_rests_too_and_comes_in_with_all_its_layers(grooves):
    beats, hits = pair(2, grooves=grooves)
    first, back = (int(np.searchsorted(beats, STOP_S)) + k for k in (0, 4))
    cues, _ = cues_of(without(hits, since_s=beats[first] - 0.1, until_s=beats[back] - 0.1), voice=None)

    def between(since_s, until_s):
        return [cue for cue in cues if since_s <= cue.time_s < until_s]

    assert between(beats[back] - 0.1, beats[back] + 0.1) == []
    again = between(beats[back] + 0.1, beats[back + 8])
    assert {cue.voice for cue in between(beats[first - 8], beats[first])} <= {cue.voice for cue in again}
    taiko = [cue for cue in again if cue.voice == "taiko"]
    assert min(cue.level for cue in taiko) >= UNSTRESSED
    assert len(taiko) >= 7
    assert distances(beats, [cue.time_s for cue in taiko]).max() < 0.06


@pytest.mark.parametrize("rest_beats", [5, 7, 8])
def test_after_a_long_rest_it_is_no_louder_than_before(rest_beats):
    beats, hits = pair(2, grooves=("quarter", "quarter"))
    soft = [replace(hit, velocity=0.25) for hit in hits]
    first = int(np.searchsorted(beats, STOP_S))
    back_s = beats[first + rest_beats] - 0.1
    cues, _ = cues_of(without(soft, since_s=beats[first] - 0.1, until_s=back_s))
    before = max(cue.level for cue in cues if cue.time_s < beats[first])
    after = [cue.level for cue in cues if back_s + 0.2 < cue.time_s < back_s + 3]

    assert len(after) >= 3
    assert max(after) < 1.3 * before


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

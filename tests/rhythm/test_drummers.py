"""Simulated drummers against the closed forms of their model, and against each other."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.errors import HitotsuError
from game.rhythm.drummers import PERSONAS, Drummer, Persona, persona_named
from game.rhythm.patterns import PATTERNS

PROMISED = ["metronome", "expert", "trained", "novice", "weak", "leader", "follower", "cooperative", "stubborn"]


def drummer(persona, *, bpm=120.0, pattern="quarter", seed=0, start_s=1.0):
    return Drummer(persona, bpm=bpm, pattern=pattern, rng=np.random.default_rng(seed), start_s=start_s)


def listen_to_each_other(one, two, until_s):
    """Stroke times of both until a time."""
    times_s = ([], [])
    while True:
        seat = int(two.next_time_s < one.next_time_s)
        own, other = (one, two)[seat], (one, two)[1 - seat]
        if own.next_time_s > until_s:
            return tuple(np.array(played) for played in times_s)
        for stroke in own.strike():
            times_s[seat].append(stroke.time_s)
            other.hear(stroke.time_s, stroke.velocity)


def asynchronies_ms(persona1, persona2, *, beats=1200, seed=0):
    one, two = drummer(persona1, seed=seed), drummer(persona2, seed=seed + 1000)
    times1, times2 = listen_to_each_other(one, two, beats / 2)
    both = min(len(times1), len(times2))
    return 1000 * (times1[:both] - times2[:both])


def solo(persona, count, seed=0, **how):
    alone = drummer(persona, seed=seed, **how)
    return np.array([alone.strike()[0].time_s for _ in range(count)])


def vorberg_wing_sd_ms(timekeeper_ms, motor_ms, gain):
    """SD of the asynchrony of two equal players whose phase corrections add up to `gain`."""
    keepers, motors = 2 * timekeeper_ms**2, 2 * motor_ms**2
    return np.sqrt(motors + (keepers + gain**2 * motors) / (gain * (2 - gain)))


def test_all_promised_personas_exist():
    assert list(PERSONAS) == PROMISED


@pytest.mark.parametrize(("timekeeper_ms", "motor_ms"), [(6, 3), (10, 5), (18, 8), (25, 12)])
def test_phase_correction_gives_the_spread_of_the_closed_form(timekeeper_ms, motor_ms):
    persona = Persona(timekeeper_ms, motor_ms, phase_correction=0.35)
    spread_ms = np.mean([np.std(asynchronies_ms(persona, persona, seed=seed)) for seed in range(3)])
    assert spread_ms == pytest.approx(vorberg_wing_sd_ms(timekeeper_ms, motor_ms, 0.7), rel=0.10)


@pytest.mark.parametrize("alpha", [0.15, 0.35, 0.6, 0.85])
def test_the_spread_follows_the_gain(alpha):
    persona = Persona(10, 5, phase_correction=alpha)
    spread_ms = np.mean([np.std(asynchronies_ms(persona, persona, seed=seed)) for seed in range(3)])
    assert spread_ms == pytest.approx(vorberg_wing_sd_ms(10, 5, 2 * alpha), rel=0.15)


@pytest.mark.parametrize(("name", "spread_ms"), [("expert", 10), ("trained", 17), ("novice", 31), ("weak", 43)])
def test_pairs_are_as_close_as_people_of_their_skill(name, spread_ms):
    measured = np.mean([np.std(asynchronies_ms(name, name, seed=seed)) for seed in range(3)])
    assert measured == pytest.approx(spread_ms, rel=0.25)


def test_deaf_pairs_drift_apart():
    far_ms = [np.abs(asynchronies_ms("trained+deaf", "trained+deaf", seed=seed)).max() for seed in range(3)]
    near_ms = [np.abs(asynchronies_ms("trained", "trained", seed=seed)).max() for seed in range(3)]
    assert np.median(far_ms) > 250
    assert max(near_ms) < 100


@pytest.mark.parametrize("name", ["expert+deaf", "trained+deaf", "novice+deaf", "weak+deaf"])
def test_solo_intervals_are_those_of_wing_and_kristofferson(name):
    persona = PERSONAS[name.removesuffix("+deaf")]
    intervals_ms = 1000 * np.diff(solo(name, 8000))
    variance = persona.timekeeper_ms**2 + 2 * persona.motor_ms**2
    lag1 = np.corrcoef(intervals_ms[:-1], intervals_ms[1:])[0, 1]
    assert np.std(intervals_ms) == pytest.approx(np.sqrt(variance), rel=0.05)
    assert lag1 == pytest.approx(-(persona.motor_ms**2) / variance, abs=0.04)
    assert -0.5 < lag1 < 0


@pytest.mark.parametrize("name", ["metronome", "expert+deaf", "trained+deaf", "novice+deaf", "stubborn"])
@pytest.mark.parametrize("bpm", [60, 112, 200])
def test_who_does_not_listen_keeps_the_tempo(name, bpm):
    times_s = solo(name, 5000, bpm=bpm)
    assert 60 / np.mean(np.diff(times_s)) == pytest.approx(bpm, rel=0.003)


def test_timekeeper_noise_grows_with_the_beat():
    slow, fast = (np.std(np.diff(solo(Persona(10, 0), 4000, bpm=bpm))) for bpm in (60, 120))
    assert slow / fast == pytest.approx(2, rel=0.06)


@pytest.mark.parametrize("grooves", [("quarter", "quarter"), ("rock8", "eighth"), ("shuffle", "swing")])
@pytest.mark.parametrize("name", ["expert", "trained", "novice", "cooperative"])
def test_two_who_listen_find_each_other(name, grooves):
    one, two = (
        drummer(name, bpm=bpm, pattern=groove, seed=bpm) for bpm, groove in zip((100, 120), grooves, strict=True)
    )
    listen_to_each_other(one, two, 40)
    bpm = []
    for until_s in np.arange(42, 62, 2):
        listen_to_each_other(one, two, until_s)
        bpm.append((one.bpm, two.bpm))
    first, second = np.mean(bpm, axis=0)
    assert abs(np.log(first / second)) < 0.03
    assert 100 < first < 120


def test_two_metronomes_never_do():
    one, two = (drummer("metronome", bpm=bpm, seed=bpm) for bpm in (100, 120))
    times1, times2 = listen_to_each_other(one, two, 120)
    assert 60 / np.mean(np.diff(times1)) == pytest.approx(100, rel=1e-3)
    assert 60 / np.mean(np.diff(times2)) == pytest.approx(120, rel=1e-3)


@pytest.mark.parametrize("heard", ["eighth", "sixteenth", "four", "kick1", "off8", "shuffle", "clave"])
def test_a_listener_goes_to_a_metronome_whatever_it_plays(heard):
    friend, metronome = drummer("cooperative", bpm=112), drummer("metronome", bpm=118, pattern=heard, seed=1)
    listen_to_each_other(friend, metronome, 90)
    bpm = []
    for until_s in range(91, 111):
        listen_to_each_other(friend, metronome, until_s)
        bpm.append(friend.bpm)
    assert np.mean(bpm) == pytest.approx(118, rel=0.02)


def test_half_time_is_the_same_pulse():
    friend, slow = drummer("trained", bpm=116, pattern="eighth"), drummer("metronome", bpm=60, seed=1)
    listen_to_each_other(friend, slow, 60)
    assert friend.bpm == pytest.approx(120, rel=0.03)


def test_a_leader_moves_its_partner_more_than_itself():
    leader, follower = drummer("leader", bpm=110), drummer("follower", bpm=120, seed=1)
    listen_to_each_other(leader, follower, 60)
    assert leader.bpm == pytest.approx(110, abs=3.5)
    assert follower.bpm == pytest.approx(leader.bpm, rel=0.03)


def test_noise_does_not_pull_a_listener_away():
    rng = np.random.default_rng(5)
    friend, heard = drummer("trained"), np.sort(rng.uniform(1, 121, 360))
    for time_s in heard:
        while friend.next_time_s <= time_s:
            friend.strike()
        friend.hear(float(time_s), 0.7)
    assert friend.bpm == pytest.approx(120, rel=0.10)


def test_the_tempo_that_is_heard_may_be_double_triggered():
    friend, metronome = drummer("trained", bpm=114), drummer("metronome", bpm=120, seed=1)
    while friend.next_time_s < 60:
        while metronome.next_time_s <= friend.next_time_s:
            stroke = metronome.strike()[0]
            friend.hear(stroke.time_s, stroke.velocity)
            friend.hear(stroke.time_s + 0.018, stroke.velocity * 0.3)
        friend.strike()
    assert friend.bpm == pytest.approx(120, rel=0.03)


@settings(deadline=None, max_examples=60)
@given(
    persona=st.sampled_from([*PROMISED, "weak+deaf"]),
    pattern=st.sampled_from(list(PATTERNS)),
    bpm=st.floats(20, 400),
    start_s=st.floats(0, 2),
    gaps_s=st.lists(st.floats(0, 1.5), max_size=60),
    velocity=st.floats(0, 1),
)
def test_whatever_is_heard_time_runs_forward(persona, pattern, bpm, start_s, gaps_s, velocity):
    one = drummer(persona, bpm=bpm, pattern=pattern, start_s=start_s)
    played, now_s = [], 0.0
    for gap_s in gaps_s:
        now_s += gap_s
        while one.next_time_s <= now_s:
            played += one.strike()
        one.hear(now_s, velocity)
        assert one.next_time_s >= now_s
    played += itertools.chain.from_iterable(one.strike() for _ in range(20))
    times_s = [stroke.time_s for stroke in played]
    assert times_s == sorted(times_s)
    assert times_s[0] >= 0
    assert all(0 < stroke.velocity <= 1 for stroke in played)


def test_the_same_seed_plays_the_same():
    assert np.array_equal(solo("weak", 200, seed=4), solo("weak", 200, seed=4))
    assert not np.array_equal(solo("weak", 200, seed=4), solo("weak", 200, seed=5))


@pytest.mark.parametrize(("bpm", "moved"), [(400, False), (250, True)])
def test_a_stroke_under_way_is_not_called_back(bpm, moved):
    sixteenth_s = 60 / bpm / 4
    one = drummer(Persona(0, 0, phase_correction=0.8), bpm=bpm, pattern="sixteenth")
    struck_s, due_s = one.strike()[0].time_s, one.next_time_s
    one.hear(struck_s + 0.38 * sixteenth_s, 0.8)
    assert (one.next_time_s != due_s) == moved


def test_a_stroke_that_was_due_keeps_its_time_though_something_was_heard_since():
    one = drummer("trained")
    due_s = one.next_time_s
    one.hear(due_s + 0.004, 0.8)
    assert one.strike()[0].time_s == due_s


def test_even_the_fastest_shaky_roll_runs_forward():
    times_s = solo("weak", 2000, bpm=400, pattern="sixteenth")
    assert np.all(np.diff(times_s) >= 0)


def test_after_a_rest_the_groove_goes_on_from_where_it_was():
    rested, going = drummer("expert", pattern="rock8"), drummer("expert", pattern="rock8")
    for _ in range(7):
        rested.strike(), going.strike()
    rested.wait_until(30.0)
    rest_s = 30.0 - going.next_time_s
    for _ in range(20):
        for late, early in zip(rested.strike(), going.strike(), strict=True):
            assert late.pad == early.pad
            assert late.time_s == pytest.approx(early.time_s + rest_s)
    assert rest_s > 20


def test_a_rest_that_is_over_changes_nothing():
    one = drummer("expert")
    due_s = one.next_time_s
    one.wait_until(due_s - 0.1)
    assert one.next_time_s == due_s


@pytest.mark.parametrize("bpm", [19.9, 401, 0, -1, float("nan"), float("inf")])
def test_a_tempo_nobody_can_play_is_refused(bpm):
    with pytest.raises(HitotsuError, match="from 20 to 400"):
        drummer("trained", bpm=bpm)


@pytest.mark.parametrize("name", ["bonham", "trained+mute", "+deaf", "", "Trained"])
def test_an_unknown_persona_is_answered_with_the_known_ones(name):
    with pytest.raises(HitotsuError, match="metronome, expert, trained, novice, weak"):
        persona_named(name)

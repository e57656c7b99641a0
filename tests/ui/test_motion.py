from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ui.duets import NOW_S, apart, onsets

from game.model.snapshot import STATES, OnsetView, PlayerView, Snapshot
from game.ui.gestures import HOVER, LIFTS, ArmPose
from game.ui.motion import Motion


def settle(motion, snapshot, seconds, step=1 / 60):
    state = motion.advance(snapshot, 0.0)
    for _ in range(round(seconds / step)):
        state = motion.advance(snapshot, step)
    return state


@pytest.mark.parametrize("state", ["waiting", "listening", "apart", "near", "together"])
def test_everything_comes_to_rest_where_at_rest_says(state):
    motion = Motion()
    motion.advance(Snapshot(now_s=0.0), 0.0)
    snapshot = apart(state=state, light=0.6, beat_time_s=None)
    goal, end = Motion.at_rest(snapshot), settle(motion, snapshot, 20)
    for name in (
        "gap",
        "slip",
        "lead_degrees",
        "joined",
        "near",
        "rays",
        "light",
        "lanterns",
        "ripples",
        "stones",
        "deer",
        "bow",
        "petals",
    ):
        assert getattr(end, name) == pytest.approx(getattr(goal, name), abs=0.05), name


@pytest.mark.parametrize("step", [1 / 30, 1 / 240])
def test_the_frame_rate_does_not_change_where_the_halves_are(step):
    fast, slow = Motion(), Motion()
    for motion in (fast, slow):
        motion.advance(apart(difference_percent=0.0), 0.0)
    a = settle(fast, apart(), 0.2, 1 / 60)
    b = settle(slow, apart(), 0.2, step)
    assert a.gap == pytest.approx(b.gap, abs=0.01)
    assert a.slip == pytest.approx(b.slip, abs=0.01)


def test_joining_takes_less_than_half_a_second_and_closes_the_gap():
    motion = Motion()
    motion.advance(apart(), 0.0)
    state = settle(motion, apart(state="together"), 0.2)
    assert 0 < state.joined < 1
    state = settle(motion, apart(state="together"), 0.3)
    assert state.joined == 1.0


def test_light_follows_slowly():
    motion = Motion()
    motion.advance(apart(light=0.0), 0.0)
    assert settle(motion, apart(light=1.0), 0.6).light <= 0.06


class TestPulse:
    """A half of the sun answers each of its player's strokes."""

    def levels(self, gap_s, *, pads=("kick",)):
        """Levels just after each stroke and just before the next one."""
        found = []
        for i in range(6, 12):
            for now_s in (i * gap_s + 0.005, (i + 1) * gap_s - 0.005):
                times = [n * gap_s + 0.001 * hand for n in range(i + 1) for hand in range(len(pads))]
                hits = tuple(OnsetView(t, pads[k % len(pads)], 0.8) for k, t in enumerate(times) if t <= now_s)
                player = PlayerView(112, 4, 0, True, hits)
                shot = apart(now_s=now_s, beat_time_s=None, players=(player, PlayerView()))
                found.append(settle(Motion(), shot, 0.02).pulse[0])
        return found

    @pytest.mark.parametrize("bpm", [60, 92, 120, 160])
    @pytest.mark.parametrize("pads", [("kick",), ("kick", "hat_closed")], ids=["one hand", "two at once"])
    def test_every_stroke_of_eighths_is_seen(self, bpm, pads):
        levels = self.levels(30 / bpm, pads=pads)
        assert all(struck > 0.85 and waiting <= 0.5 for struck, waiting in zip(levels[::2], levels[1::2], strict=True))

    def test_a_roll_does_not_make_it_tremble(self):
        levels = self.levels(0.1)
        assert max(levels) - min(levels) < 0.1
        assert min(levels) > 0.3


def struck(pad, age_s, state="apart"):
    player = PlayerView(112, 4, 0, True, (OnsetView(NOW_S - age_s, pad, 0.8),))
    return apart(state=state, beat_time_s=None, players=(player, PlayerView()))


@pytest.mark.parametrize(
    ("pad", "side", "drum"),
    [
        ("snare", "left", "snare"),
        ("hat_closed", "left", "hat"),
        ("crash", "left", "crash"),
        ("tom1", "left", "tom1"),
        ("tom2", "right", "tom2"),
        ("tom3", "right", "floor"),
        ("ride", "right", "ride"),
    ],
)
def test_the_stick_is_on_the_drum_the_moment_it_is_struck(pad, side, drum):
    drummer = Motion.at_rest(struck(pad, 0.0)).drummers[0]
    assert getattr(drummer, side) == ArmPose(drum, 0)
    assert dict(drummer.glow)[drum] == 1.0
    lifted = Motion.at_rest(struck(pad, 0.125)).drummers[0]
    assert getattr(lifted, side).drum == drum
    assert LIFTS[getattr(lifted, side).frame] >= 36
    assert Motion.at_rest(struck(pad, 0.19)).drummers[0].glow == ()
    assert getattr(Motion.at_rest(struck(pad, 0.40)).drummers[0], side) == ArmPose(drum, HOVER)


def test_a_kick_is_a_nod_and_moves_no_arm():
    drummer = Motion.at_rest(struck("kick", 0.01)).drummers[0]
    assert drummer.nod > 8
    assert (drummer.left, drummer.right) == (ArmPose("rest"), ArmPose("rest"))


def test_hat_and_snare_together_take_two_arms():
    player = PlayerView(112, 4, 0, True, (OnsetView(NOW_S, "hat_closed", 0.8), OnsetView(NOW_S, "snare", 0.8)))
    drummer = Motion.at_rest(replace(apart(), players=(player, PlayerView()))).drummers[0]
    assert (drummer.left.drum, drummer.right.drum) == ("hat", "snare")


def test_calm_motion_keeps_the_meaning_and_drops_the_show():
    motion = Motion(calm=True)
    motion.advance(apart(), 0.0)
    state = settle(motion, apart(state="together"), 3)
    assert (state.joined, state.petals, state.pulse) == (1.0, 0.0, (0.0, 0.0))
    assert all(drummer.nod == 0 for drummer in state.drummers)


def test_calm_that_is_chosen_meanwhile_counts_from_the_next_picture():
    snapshot = apart(state="together", light=0.8, beat_time_s=None)
    for before, after in ((False, True), (True, False)):
        motion, other = Motion(calm=before), Motion(calm=after)
        settle(motion, snapshot, 5)
        motion.calm = after
        changed, settled = settle(motion, snapshot, 20), settle(other, snapshot, 20)
        assert (changed.calm, changed.petals) == (after, pytest.approx(settled.petals, abs=0.02))


def test_calm_motion_swings_ten_degrees_at_most_and_never_over():
    motion = Motion(calm=True)
    degrees = [motion.advance(apart(lead=1.0), 0.0).lead_degrees]
    for lead in (1.0, -1.0, 1.0):
        degrees += [motion.advance(apart(lead=lead), 1 / 60).lead_degrees for _ in range(90)]
    assert max(map(abs, degrees)) <= 10
    assert degrees[-1] == pytest.approx(10, abs=0.5)


def test_calm_motion_joins_by_a_short_cross_fade():
    motion = Motion(calm=True)
    motion.advance(apart(), 0.0)
    assert settle(motion, apart(state="together"), 0.32).joined == 1.0


@pytest.mark.parametrize("calm", [False, True])
def test_the_sun_sinks_in_the_end_and_the_light_warms(calm):
    motion = Motion(calm=calm)
    motion.advance(apart(state="together"), 0.0)
    sinking = [
        motion.advance(apart(state="together", sunset=i / 240, beats_left=8 - i // 30), 1 / 60) for i in range(241)
    ]
    assert sinking[-1].warm == pytest.approx(1, abs=0.02)
    assert sinking[-1].sink == pytest.approx(0 if calm else 1, abs=0.02)
    assert max(abs(b.sink - a.sink) for a, b in pairwise(sinking)) < 0.02
    assert sinking[-1].rays == pytest.approx(1 if calm else 0, abs=0.05)
    rising = settle(motion, apart(), 1.5)
    assert (rising.sink, rising.warm) == (0, 0)


@pytest.mark.parametrize("calm", [False, True])
def test_one_heart_raises_all_sticks_and_frees_the_hearts_once(calm):
    motion = Motion(calm=calm)
    motion.advance(apart(state="together"), 0.0)
    end = apart(state="together", one_heart=True)
    flown = [motion.advance(end, 1 / 60).burst for _ in range(120)]
    assert flown == sorted(flown)
    assert 0 < flown[0] < 0.1
    assert flown[-1] == 1.0
    for drummer in motion.advance(end, 1 / 60).drummers:
        assert (drummer.left, drummer.right, drummer.mood) == (ArmPose("up"), ArmPose("up"), "joy")


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(STATES), st.floats(0, 1), st.floats(-1, 1), st.booleans(), st.booleans(), st.floats(0, 0.5)
        ),
        min_size=1,
        max_size=40,
    )
)
def test_calm_motion_holds_still_whatever_happens(moments):
    motion = Motion(calm=True)
    for state, sunset, lead, one_heart, present, dt in moments:
        players = tuple(PlayerView(112, 4, 0, present, onsets()) for _ in range(2))
        snapshot = apart(state=state, sunset=sunset, lead=lead, one_heart=one_heart, players=players)
        shown = motion.advance(snapshot, dt)
        assert (shown.petals, shown.pulse, shown.sink) == (0.0, (0.0, 0.0), 0.0)
        assert abs(shown.lead_degrees) <= 10 + 1e-9
        assert all(drummer.nod == 0 for drummer in shown.drummers)


def test_a_long_pause_between_frames_breaks_nothing():
    motion = Motion()
    motion.advance(apart(), 0.0)
    state = motion.advance(
        apart(difference_percent=1.0, players=(PlayerView(112, present=True, onsets=onsets()),) * 2), 600.0
    )
    assert 0 <= state.gap <= 150

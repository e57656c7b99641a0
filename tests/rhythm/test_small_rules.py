import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rhythm.beat import lines_per_beat, shown_period
from game.rhythm.groove import groove
from game.rhythm.lock import FEELS, Lock, Moment, fits
from game.rhythm.offset import MAX_S, OffsetEstimator
from game.rhythm.path import Labels
from game.rhythm.ratio import COMPLEX, SIMPLE, RatioTracker, log_difference
from game.rhythm.scoring import Factors


def labels(line, accent):
    n = len(line)
    times = np.arange(n) * 0.1
    return Labels(times, times, np.zeros(n, int), np.array(line), np.zeros(n, bool), np.array(accent, float))


class TestRatio:
    def test_half_time_is_the_same_tempo(self):
        difference, ratio = RatioTracker().update(1.0, 0.5, now_s=0, beat_s=0.5)

        assert (difference, ratio) == (pytest.approx(0), (2, 1))

    def test_100_against_120_is_18_percent_apart_without_a_shared_grid(self):
        difference, _ = RatioTracker().update(0.6, 0.5, now_s=0, beat_s=0.5)

        assert difference == pytest.approx(-np.log(1.2))

    def test_three_against_two_needs_a_shared_grid(self):
        tracker = RatioTracker()

        assert tracker.update(0.6, 0.4, now_s=0, beat_s=0.5, among=SIMPLE + COMPLEX)[1] == (3, 2)
        assert tracker.update(0.6, 0.4, now_s=1, beat_s=0.5)[1] in SIMPLE

    def test_a_ratio_is_held_for_three_beats(self):
        tracker = RatioTracker()
        tracker.update(0.5, 0.5, now_s=0, beat_s=0.5, among=SIMPLE + COMPLEX)
        held = [tracker.update(0.5, 0.4, now_s=t, beat_s=0.5, among=SIMPLE + COMPLEX)[1] for t in (1, 2, 2.4, 2.6)]

        assert held == [(1, 1), (1, 1), (1, 1), (4, 3)] or held[:3] == [(1, 1)] * 3

    @given(st.floats(0.08, 1.2), st.floats(0.08, 1.2), st.sampled_from(SIMPLE + COMPLEX))
    def test_swapping_the_players_turns_the_sign(self, first, second, ratio):
        assert log_difference(first, second, ratio) == pytest.approx(-log_difference(second, first, ratio[::-1]))


class TestBeat:
    def test_kick_and_snare_mark_the_beat_of_16ths(self):
        line = np.arange(-31, 1)
        accent = np.where(line % 4 == 0, 0.8, 0.2)

        assert lines_per_beat(0.15, labels(line, accent), None) == 4

    def test_even_16ths_are_not_counted_in_threes(self):
        line = np.arange(-31, 1)

        assert lines_per_beat(0.178, labels(line, np.full(32, 0.5)), None) in (2, 4)

    def test_a_shuffle_is_counted_in_threes(self):
        line = np.array([i for i in range(-35, 1) if i % 3 != 1])
        accent = np.where(line % 3 == 0, 0.8, 0.2)

        assert lines_per_beat(0.17, labels(line, accent), None) == 3

    @pytest.mark.parametrize(("line_s", "beat_s", "shown"), [(0.25, 0.52, 0.5), (0.125, 0.5, 0.5), (1.0, 0.5, 0.5)])
    def test_a_tempo_is_shown_on_the_level_of_the_beat(self, line_s, beat_s, shown):
        assert shown_period(line_s, beat_s) == pytest.approx(shown)


class TestGroove:
    def test_unison_hocket_and_answering_can_all_be_full(self):
        beats = np.arange(-15, 1)
        first_bars, second_bars = beats[(beats + 15) % 8 < 4], beats[(beats + 15) % 8 >= 4]

        assert groove(beats, beats, 1).value == 1
        assert groove(beats[::2], beats[1::2], 1).value == pytest.approx(1)
        assert groove(first_bars, second_bars, 1).value == pytest.approx(1)

    def test_too_little_says_nothing(self):
        assert groove(np.array([0, -4]), np.arange(-15, 1), 1).value == 0.5

    @given(st.lists(st.integers(-63, 0), max_size=40), st.lists(st.integers(-63, 0), max_size=40))
    def test_it_is_symmetric_and_bounded(self, first, second):
        u, v = np.array(first, int), np.array(second, int)

        assert 0 <= groove(u, v, 4).value <= 1
        assert groove(u, v, 4).value == pytest.approx(groove(v, u, 4).value)


class TestOffset:
    def test_a_constant_lateness_is_learned(self):
        offset = OffsetEstimator()
        for _ in range(60):
            offset.learn(0.025)

        assert offset.mu_s == pytest.approx(0.025, abs=0.003)

    @given(st.lists(st.floats(-1, 1), max_size=200))
    def test_it_stays_in_its_range(self, values):
        offset = OffsetEstimator()
        for value in values:
            offset.learn(value)

        assert abs(offset.mu_s) <= MAX_S

    def test_it_is_found_before_the_joint_pulse_works(self):
        offset = OffsetEstimator()
        for beat in range(12):
            offset.seek(0.5 * beat + 0.040, 0.5 * beat, 0.5, 0.5, quality=0.0)

        assert offset.mu_s == pytest.approx(0.040, abs=0.002)


def moment(beat, *, phase=1.0, evidence=1.0, difference=0.0, long_difference=0.0, moved=False):
    factors = Factors(1, phase, 1, 1, evidence)
    return Moment(
        0.5 * beat, 0.5, factors, difference, 0.0, long_difference, moved, True, evidence, (True, True), False
    )  # fmt: skip


moments = st.lists(
    st.builds(
        dict,
        phase=st.floats(0, 1),
        evidence=st.floats(0, 1),
        difference=st.floats(-0.1, 0.1),
        long_difference=st.one_of(st.none(), st.floats(-0.05, 0.05)),
        moved=st.booleans(),
    ),
    max_size=60,
)


class TestLock:
    def test_four_good_beats_make_one(self):
        lock = Lock(FEELS["true"])

        assert [lock.update(moment(beat)) for beat in range(5)] == ["near"] * 4 + ["together"]

    def test_one_bad_moment_does_not_break_it_and_two_beats_do(self):
        lock = Lock(FEELS["true"])
        for beat in range(6):
            lock.update(moment(beat))

        assert lock.update(moment(6, phase=0.0)) == "together"
        assert lock.update(moment(7)) == "together"
        assert [lock.update(moment(beat, phase=0.0)) for beat in (8, 9, 10)][-1] == "apart"

    def test_a_sudden_change_breaks_it_after_one_beat(self):
        lock = Lock(FEELS["true"])
        for beat in range(6):
            lock.update(moment(beat))

        assert [lock.update(moment(beat, moved=True)) for beat in (6, 7)] == ["together", "near"]

    @pytest.mark.parametrize(
        ("change", "inside", "outside"),
        [("phase", 0.40, 0.39), ("evidence", 0.80, 0.79), ("difference", 0.0199, 0.0201),
         ("long_difference", 0.0149, 0.0151)],
    )  # fmt: skip
    def test_the_windows_of_true_end_where_they_should(self, change, inside, outside):
        window = FEELS["true"].enter

        assert fits(moment(0, **{change: inside}), window)
        assert not fits(moment(0, **{change: outside}), window)

    @given(moments)
    def test_gentle_is_never_darker_than_true(self, sequence):
        true, gentle = Lock(FEELS["true"]), Lock(FEELS["gentle"])
        for beat, values in enumerate(sequence):
            true.update(moment(beat, **values))
            gentle.update(moment(beat, **values))

            assert gentle.locked or not true.locked

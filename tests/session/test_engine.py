from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import duets, recording, steady

from game.model.hit import Event, Hit
from game.session.engine import DuetEngine, EngineSettings
from game.session.events import Began, LanternLit, Matched, StateChanged
from game.session.replay import judge, judge_fully, judge_with_timeline

PAIR = steady(1, period_s=0.5, seconds=30) + steady(2, period_s=0.5, start_s=1.01, seconds=30, pad="kick")


def play(some, *, step_s=0.05, until_s=35.0, **kwargs):
    """Let an engine hear hits as time goes by; return it and what happened."""
    engine = DuetEngine(EngineSettings(**kwargs))
    waiting = sorted(some, key=lambda hit: -hit.time_s)
    events, now_s = [], 0.0
    while now_s < until_s:
        while waiting and waiting[-1].time_s <= now_s:
            engine.queue(waiting.pop())
        events += engine.update(now_s)
        now_s += step_s
    return engine, events


def numbers(value):
    """Every number of a result."""
    if isinstance(value, dict):
        return [n for inner in value.values() for n in numbers(inner)]
    if isinstance(value, (list, tuple)):
        return [n for inner in value for n in numbers(inner)]
    return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


class TestADuet:
    def test_two_at_one_tempo_are_together(self):
        result = judge(recording(PAIR))

        assert result.score > 95
        assert result.tempo.bpm == pytest.approx((120, 120), abs=0.5)
        assert result.together.fraction > 0.8
        assert result.asynchrony.mean_ms == pytest.approx(-10, abs=1)
        assert result.lanterns == 7  # the first eighth of a short round is spent on finding each other

    def test_the_one_who_is_late_is_named_by_the_sign(self):
        late = [replace(hit, time_s=hit.time_s + 0.02) if hit.player == 1 else hit for hit in PAIR]

        assert judge(recording(late)).asynchrony.mean_ms == pytest.approx(10, abs=1)

    def test_the_faster_one_is_named_by_the_sign(self):
        faster = steady(1, period_s=0.5 / 1.06) + steady(2, period_s=0.5)

        result = judge(recording(faster))
        assert result.tempo.difference_percent == pytest.approx(5.8, abs=1)
        assert result.score < 25

    def test_a_kit_that_reports_late_is_put_right_by_its_offset(self):
        late = [replace(hit, time_s=hit.time_s + 0.05) if hit.player == 2 else hit for hit in PAIR]

        assert judge(recording(late, offsets_ms=(0.0, 50.0))).asynchrony == judge(recording(PAIR)).asynchrony

    def test_what_happens_is_told(self):
        _, events = play(PAIR, round_s=29.5)

        assert [event for event in events if isinstance(event, Began)] == [Began(1.01)]
        assert [event.state for event in events if isinstance(event, StateChanged)][-1] == "together"
        assert {event.player for event in events if isinstance(event, Matched)} == {1, 2}
        assert [event.phrase for event in events if isinstance(event, LanternLit)][:3] == [1, 2, 3]

    def test_dropped_strokes_are_not_judged(self):
        rng = np.random.default_rng(3)
        noise = [Hit(float(t), 1, "snare", 0.9, drop="crosstalk") for t in rng.uniform(1, 30, 200)]

        assert judge(recording(PAIR + noise)) == judge(recording(PAIR))

    @pytest.mark.parametrize(
        ("some", "reason"),
        [
            ([], "Nobody played."),
            ([hit for hit in PAIR if hit.player == 1], "Player 2 did not play."),
            ([hit for hit in PAIR if hit.player == 2], "Player 1 did not play."),
            ([*PAIR[:20], Hit(11, 2, "snare", 0.5)], "Too little was played by both at the same time to judge."),
        ],
    )
    def test_no_data_is_no_score_and_says_why(self, some, reason):
        result = judge(recording(some))

        assert (result.score, result.parts, result.reason) == (None, None, reason)

    def test_strokes_after_the_end_change_nothing(self):
        begin, end = Event(1.01, "begin"), Event(20.0, "end")
        until = [hit for hit in PAIR if hit.time_s <= 20]
        rng = np.random.default_rng(1)
        after = [Hit(float(t), 1 + i % 2, "tom1", 0.8) for i, t in enumerate(rng.uniform(20.001, 40, 80))]

        expected = judge(recording(until, seconds=19, events=(begin, end)))
        assert judge(recording(until + after, seconds=19, events=(begin, end))) == expected

    def test_a_crash_together_at_the_end_is_measured(self):
        crashes = [Hit(30.5, 1, "crash", 0.9), Hit(30.531, 2, "crash", 0.9)]

        assert judge(recording(PAIR + crashes)).finale_ms == pytest.approx(31)
        assert judge(recording(PAIR)).finale_ms is None


class TestPauses:
    @pytest.mark.parametrize("rest_s", [0.8, 7.3, 25.0, 600.0])
    def test_a_pause_of_any_length_stops_the_clock_and_costs_nothing(self, rest_s):
        def paused_for(seconds):
            cut = [replace(hit, time_s=hit.time_s + seconds) if hit.time_s > 15.2 else hit for hit in PAIR]
            marks = (Event(15.2, "paused"), Event(15.2 + seconds, "resumed"))
            return judge(recording(cut, events=marks))

        result, plain = paused_for(rest_s), judge(recording(PAIR))

        assert numbers(asdict(result)) == pytest.approx(numbers(asdict(paused_for(1.0))), abs=1e-5)
        assert (result.seconds, result.hits) == (pytest.approx(plain.seconds), plain.hits)
        assert result.score > 90
        assert result.together.seconds == pytest.approx(plain.together.seconds, abs=2.5)

    def test_after_a_pause_nobody_is_called_absent(self):
        engine, _ = play(PAIR, until_s=15.0, round_s=60)
        engine.mark(Event(15.0, "paused"))
        engine.mark(Event(90.0, "resumed"))

        assert engine.snapshot(90.1).state == "together"
        assert engine.snapshot(90.1).players[0].bpm == 120

    def test_marks_in_any_order_of_the_file_mean_the_same(self):
        marks = (Event(15.2, "paused"), Event(17.2, "resumed"))

        assert judge(recording(PAIR, events=marks)) == judge(recording(PAIR, events=marks[::-1]))

    def test_what_is_struck_in_a_pause_is_not_judged(self):
        marks = (Event(15.2, "paused"), Event(20.2, "resumed"))
        moved = [replace(hit, time_s=hit.time_s + 5) if hit.time_s > 15.2 else hit for hit in PAIR]
        noise = [Hit(15.3 + 0.21 * i, 1, "snare", 1.0) for i in range(20)]

        assert judge(recording(moved + noise, events=marks)) == judge(recording(moved, events=marks))

    def test_the_round_ends_that_much_later(self):
        engine, _ = play(PAIR, until_s=5, round_s=10)
        engine.mark(Event(5.0, "paused"))
        engine.mark(Event(9.0, "resumed"))

        assert engine.stretch.planned_end_s() == pytest.approx(1.01 + 10 + 4)


class TestInvariance:
    @settings(max_examples=6, deadline=None)
    @given(duets(), st.floats(0.03, 0.9), st.floats(0, 0.2))
    def test_any_update_rate_gives_the_same_result_in_every_digit(self, some, step_s, start_s):
        expected = judge(recording(some))
        rated, rows = judge_with_timeline(recording(some), step_s=step_s + start_s)

        assert rated == expected
        steps = [int(edge(hit.time_s for hit in some) / (step_s + start_s)) for edge in (min, max)]
        assert len(rows) == steps[1] - steps[0]

    @pytest.mark.parametrize("step_s", [1 / 7, 1 / 61, 1 / 97, 1 / 200])
    def test_a_flam_whose_main_stroke_meets_the_partner_is_heard_alike_at_any_rate(self, step_s):
        main = steady(1, period_s=0.25, seconds=20)
        flams = [replace(hit, time_s=round(hit.time_s - 0.011, 6), velocity=0.2, pad="tom1") for hit in main]
        some = main + flams + steady(2, period_s=0.25, seconds=20, pad="kick")
        engine, _ = play(some, step_s=step_s, until_s=22.0)

        assert engine.result() == play(some, step_s=25.0, until_s=26.0)[0].result()

    @pytest.mark.parametrize("late_ms", [60.0, 17.3])
    def test_a_kit_that_is_put_right_is_judged_as_one_that_was_right(self, late_ms):
        some = steady(1, period_s=0.25, seconds=20) + steady(2, period_s=0.25, seconds=20)
        late = [replace(hit, time_s=round(hit.time_s + late_ms / 1000, 6)) if hit.player == 1 else hit for hit in some]

        assert judge(recording(late, offsets_ms=(late_ms, 0.0))).score == judge(recording(some)).score

    def test_strokes_without_a_partner_are_no_pairs(self):
        first, second = steady(1, period_s=0.5, seconds=40), steady(2, period_s=0.5, start_s=1.01, seconds=12)
        both = [hit for hit in first if hit.time_s <= second[-1].time_s + 0.5]
        counts = [judge(recording([*own, *second])).asynchrony.pairs for own in (first, both)]

        assert counts[0] == counts[1] > 0

    def test_asking_twice_gives_the_same_result(self):
        engine, _ = play(PAIR, round_s=60)

        assert engine.result() == engine.result()

    def test_a_snapshot_changes_nothing(self):
        asked, plain = (DuetEngine(EngineSettings(round_s=20)) for _ in range(2))
        for i, hit in enumerate(sorted(PAIR, key=lambda hit: hit.time_s)):
            for engine in (asked, plain):
                engine.queue(hit)
                engine.update(hit.time_s)
            asked.snapshot(hit.time_s + 0.1 * (i % 40))

        assert asked.result() == plain.result()


def test_what_the_card_shows_counts_from_begin_and_leaves_pauses_out():
    menu = [Hit(0.2, 1, "kick", 0.5, drop="menu")]
    shifted = [replace(hit, time_s=hit.time_s + (30 if hit.time_s > 15.2 else 20)) for hit in PAIR]
    marks = (Event(35.2, "paused"), Event(45.2, "resumed"))
    judged = judge_fully(recording([*menu, *shifted], events=marks))
    times = [row.t for row in judged.played]

    assert judged.timeline[0].t == 0.5
    assert 0 <= times[0] < 0.5
    assert times[-1] == pytest.approx(judged.result.seconds, abs=0.5)
    assert np.diff(times).max() < 1.0


def test_strokes_that_a_shorter_beat_has_no_room_for_leave_the_ribbons_one_by_one():
    slow_then_fast = steady(1, period_s=0.9, seconds=12) + steady(2, period_s=0.9, start_s=1.01, seconds=12)
    slow_then_fast += [hit for player in (1, 2) for hit in steady(player, period_s=0.3, start_s=12.0, seconds=20)]
    engine = DuetEngine(EngineSettings())
    hits = sorted(slow_then_fast, key=lambda hit: -hit.time_s)
    before, lost, now_s = None, [], 0.0
    while now_s < 20.0:
        now_s += 0.02
        while hits and hits[-1].time_s <= now_s:
            engine.queue(hits.pop())
        engine.update(now_s)
        shot = engine.snapshot(now_s)
        player = shot.players[0]
        shown = [stroke.time_s for stroke in (*player.passing, *player.onsets)]
        assert shown == sorted(set(shown))
        assert all(stroke.time_s >= now_s - 8 * shot.beat_s for stroke in player.onsets)
        if before is not None and shot.beat_s < 0.8 * before.beat_s:
            was = [stroke.time_s for stroke in before.players[0].onsets if stroke.time_s > now_s - 8 * before.beat_s]
            lost.append(set(was) - set(shown))
        before = shot
    assert lost
    assert not any(lost)
    assert before.players[0].passing == ()

"""The few things that are shown with a rule of their own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.hit import Hit
from game.session.engine import DuetEngine, EngineSettings
from game.session.numbers import Light, ShownBpm, ShownBpms, ShownChevrons, lead


@pytest.mark.parametrize(
    ("percent", "signs"),
    [
        (None, (0, 0)), (0.0, (0, 0)), (1.2, (0, 0)), (1.8, (-1, 1)), (-2.7, (1, -1)), (3.3, (-2, 2)), (-5.7, (2, -2)),
        (6.3, (-3, 3)), (-40.0, (3, -3)),
    ],
)  # fmt: skip
def test_the_faster_is_asked_to_ease_and_the_slower_to_lift_alike(percent, signs):
    assert ShownChevrons().update(percent, 0.0) == signs


def test_chevrons_stay_while_the_difference_wavers_about_a_step():
    shown = ShownChevrons()
    assert shown.update(3.4, 0.0) == (-2, 2)
    assert {shown.update(3.0 + 0.2 * (-1) ** i, 1.0 + i) for i in range(20)} == {(-2, 2)}
    assert shown.update(2.7, 30.0) == (-1, 1)
    assert shown.update(3.1, 31.0) == (-1, 1)
    assert shown.update(-1.3, 32.0) == (0, 0)
    assert shown.update(-2.0, 32.3) == (0, 0), "at most twice a second"
    assert shown.update(-2.0, 32.5) == (1, -1)
    assert shown.update(None, 32.6) == (0, 0)


@given(st.lists(st.floats(-20, 20), min_size=2, max_size=60))
def test_chevrons_never_flicker_and_never_point_the_wrong_way(differences):
    shown, changed_s, before = ShownChevrons(), -1.0, (0, 0)
    for i, difference in enumerate(differences):
        after = shown.update(difference, i * 0.1)
        assert after[0] == -after[1]
        if after != before:
            assert i * 0.1 - changed_s >= 0.5 - 1e-9
            assert after[1] * difference >= 0
            changed_s, before = i * 0.1, after


def test_both_numbers_go_over_to_another_level_together():
    numbers = ShownBpms()
    assert numbers.update((92.0, 91.0), 0.0) == (92, 91)
    assert numbers.update((92.0, 92.0), 1.0) == (92, 92)
    assert numbers.update((184.0, 184.0), 1.2) == (92, 92), "the second one has just changed"
    assert numbers.update((184.0, 184.0), 1.5) == (184, 184)
    assert numbers.update((None, 184.0), 1.6) == (None, 184)
    assert numbers.update((92.0, 92.0), 2.2) == (92, 92)
    assert numbers.update((92.0, 69.0), 2.8) == (92, 69)
    assert numbers.update((122.7, 92.0), 3.0) == (92, 69), "four to three is another level, too"
    assert numbers.update((122.7, 92.0), 3.3) == (123, 92)


def test_a_shown_tempo_changes_at_most_twice_a_second_and_not_for_little():
    shown = ShownBpm()
    assert shown.update(118.4, 0.0) == 118
    assert shown.update(118.55, 5.0) == 118
    assert shown.update(118.7, 10.0) == 119
    assert shown.update(124.0, 10.4) == 119
    assert shown.update(124.0, 10.5) == 124
    assert shown.update(None, 10.6) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(40, 240), min_size=2, max_size=60))
def test_a_shown_tempo_never_flickers(tempos):
    shown, changed_s = ShownBpm(), 0.0
    before = shown.update(tempos[0], 0.0)
    for i, bpm in enumerate(tempos[1:], 1):
        after = shown.update(bpm, i * 0.1)
        if after != before:
            assert i * 0.1 - changed_s >= 0.5 - 1e-9
            changed_s = i * 0.1
        before = after


@pytest.mark.parametrize(("slip_s", "way"), [(0.0, 0.0), (0.06, 1.0), (-0.03, -0.5), (0.5, 1.0)])
def test_the_lead_lantern_is_full_at_sixty_milliseconds(slip_s, way):
    assert lead(slip_s) == pytest.approx(way)


def test_dawn_falls_at_half_the_speed_at_which_it_rises():
    rising, falling = Light(), Light(value=1.0)
    rising.update(True, 0.0)
    falling.update(False, 0.0)
    assert 1 - falling.at(20.0) == pytest.approx(rising.at(10.0))
    assert rising.at(30.0) == pytest.approx(0.63, abs=0.01)


def test_a_player_who_stops_becomes_an_outline_after_four_beats_and_leads_no_more():
    beat_s = 0.5
    hits = sorted(
        (Hit(i * beat_s, player, "snare", 0.8) for player in (1, 2) for i in range(60 if player == 1 else 40)),
        key=lambda hit: hit.time_s,
    )
    engine = DuetEngine(EngineSettings(round_s=60))
    seen = {}
    for tick in range(600):
        now_s = tick * 0.05
        while hits and hits[0].time_s <= now_s:
            engine.queue(hits.pop(0))
        engine.update(now_s)
        seen[tick] = engine.snapshot(now_s)
    playing, stopped = seen[390], seen[int((39 * beat_s + 4.5 * beat_s) / 0.05)]
    assert [player.present for player in playing.players] == [True, True]
    assert playing.lead is not None
    assert [player.present for player in stopped.players] == [True, False]
    assert stopped.lead is None

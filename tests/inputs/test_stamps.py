import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.stamps import SteadyStamps

WAITS = st.lists(st.tuples(st.floats(0.01, 1.0), st.floats(0, 0.05)), min_size=1, max_size=60)


def stamped(gaps_and_waits, began_s=7.0):
    """Messages that came after these gaps and waited this long before they arrived; returns (true, arrived, stamp)."""
    stamps, true_s, arrived_s, rows = SteadyStamps(), began_s, began_s, []
    for gap_s, wait_s in gaps_and_waits:
        true_s += gap_s
        arrived_s = max(arrived_s, true_s + wait_s)  # no message overtakes another
        rows.append((true_s, arrived_s, stamps.stamp(arrived_s, gap_s)))
    return rows


@given(WAITS)
def test_a_stamp_is_never_later_than_the_arrival_and_never_out_of_order(waits):
    rows = stamped(waits)
    assert all(stamp <= arrived + 1e-9 for _, arrived, stamp in rows)
    assert [stamp for *_, stamp in rows] == sorted(stamp for *_, stamp in rows)


def test_once_one_message_came_straight_through_waiting_no_longer_shows():
    rows = stamped([(0.3, 0.004), (0.3, 0.0), (0.3, 0.006), (0.3, 0.1), (0.3, 0.002)])
    assert [stamp for *_, stamp in rows[1:]] == pytest.approx([true for true, *_ in rows[1:]])


def test_a_drifting_driver_clock_is_followed():
    stamps, now_s = SteadyStamps(), 0.0
    for _ in range(3000):
        now_s += 0.1
        stamp = stamps.stamp(now_s, 0.1 * (1 - 1e-4))
    assert now_s - stamp == pytest.approx(20.0 * 1e-4, abs=2e-4)


def test_a_driver_clock_that_was_set_back_is_noticed():
    stamps, now_s, late = SteadyStamps(), 0.0, []
    for n in range(60):
        now_s += 0.1
        late.append(now_s - stamps.stamp(now_s, 0.05 if n == 10 else 0.1))
    assert max(late[10:38]) == pytest.approx(0.05)
    assert max(late[42:]) == pytest.approx(0.0)


def test_a_burst_that_waited_for_one_long_call_is_stamped_when_it_came():
    rows = stamped([(0.3, 0.0)] * 3 + [(0.025, 0.3 - 0.025 * n) for n in range(12)] + [(0.3, 0.0)])
    assert [stamp for *_, stamp in rows] == pytest.approx([true for true, *_ in rows])

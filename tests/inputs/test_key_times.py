"""Keys stamped by the window system: messages as X sends them."""

import struct

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.key_times import KeyTimes
from game.inputs.keyboard import KeyboardInput
from game.session.clock import ManualClock

PRESS, RELEASE, MOTION = 2, 3, 6


def message(time_ms, kind=PRESS):
    """Return an XKeyEvent of the server's time."""
    head = struct.pack("@iLiPLLLL", kind, 7, 0, 0, 1, 1, 0, int(time_ms) % 2**32)
    return head.ljust(192, b"\0")


def struck(rows, began_ms=1000.0):
    """Strike after these gaps, s, each fetched so much later; return (true, fetched, stamp), s."""
    times, true_s, fetched_s, told = KeyTimes(), 5.0, 5.0, []
    for gap_s, wait_s in rows:
        true_s += gap_s
        fetched_s = max(fetched_s, true_s + wait_s)
        times.hear(message(began_ms + 1000 * true_s), fetched_s)
        told.append((true_s, fetched_s, times.pressed(fetched_s)))
    return told


@given(st.lists(st.tuples(st.floats(0.01, 1.0), st.floats(0, 0.2)), min_size=1, max_size=40))
def test_a_stamp_is_never_later_than_the_key_was_fetched_nor_before_the_one_before(rows):
    told = struck(rows)
    assert all(stamp <= fetched for _, fetched, stamp in told)
    assert [stamp for *_, stamp in told] == sorted(stamp for *_, stamp in told)


def test_a_key_that_waited_is_stamped_when_it_went_down():
    told = struck([(0.3, 0.001), (0.2371, 0.0005), (0.1234, 0.1), (0.05, 0.05), (0.3111, 0.0021)])
    assert [stamp for *_, stamp in told[1:]] == pytest.approx([true for true, *_ in told[1:]], abs=0.0016)


def test_whole_milliseconds_make_no_key_early_on_average():
    told = struck([(0.1 + 0.00037 * i, 0.0) for i in range(60)])
    late_s = [stamp - true for true, _, stamp in told[10:]]
    assert sum(late_s) / len(late_s) == pytest.approx(0.0, abs=0.0003)


def test_keys_that_are_let_go_tell_of_the_server_s_clock_too():
    times = KeyTimes()
    times.hear(message(1000), 1.05)
    times.hear(message(1040, RELEASE), 1.04)
    times.hear(message(2000), 2.08)
    assert times.pressed(2.08) == pytest.approx(2.0, abs=0.0011)


@pytest.mark.parametrize("jump_ms", [-500, -2000, -90_000, 2000])
def test_a_server_s_clock_that_jumps_makes_no_key_early(jump_ms):
    times, early_s = KeyTimes(), []
    for i in range(60):
        at_s = 5.0 + 0.2 * i
        times.hear(message(90_000 + 1000 * at_s + (jump_ms if i >= 20 else 0)), at_s)
        early_s.append(at_s - times.pressed(at_s))
    assert max(early_s) < 0.0011


def test_a_time_that_was_told_long_ago_is_of_another_key():
    times = KeyTimes()
    times.hear(message(5000), 5.0)
    assert times.pressed(35.0) == 35.0


def test_the_server_s_clock_may_begin_anew():
    told = struck([(0.3, 0.001)] * 4 + [(0.3, 0.09)], began_ms=2**32 - 6000.0)
    true_s, _, stamp = told[-1]
    assert stamp == pytest.approx(true_s, abs=0.0016)


@pytest.mark.parametrize("strange", [None, b"", b"\2\0\0\0", b"\2" * 60, "a text", 3, message(9, MOTION), message(0)])
def test_what_tells_no_time_leaves_the_time_of_fetching(strange):
    times = KeyTimes()
    times.hear(message(5000), 5.0)
    times.hear(strange, 5.2)
    assert times.pressed(5.3) == 5.3


def test_a_time_that_cannot_be_is_not_believed():
    times = KeyTimes()
    times.hear(message(5000), 5.0)
    times.pressed(5.0)
    times.hear(message(5000), 9.0)
    assert times.pressed(9.0) == 9.0


def test_a_message_counts_for_the_key_behind_it_and_for_no_other():
    heard = []
    keyboard = KeyboardInput(ManualClock(), lambda device: 1, heard.append)

    def fetched(kind, at_s, **values):
        keyboard.handle(pygame.event.Event(kind, **values), at_s)

    def key(code, at_s, up_s):
        fetched(pygame.SYSWMEVENT, at_s, event=message(1000 * at_s))
        fetched(pygame.KEYDOWN, at_s, scancode=code)
        fetched(pygame.SYSWMEVENT, up_s, event=message(1000 * up_s, RELEASE))
        fetched(pygame.KEYUP, up_s, scancode=code)

    key(pygame.KSCAN_S, 1.0, 1.02)
    key(pygame.KSCAN_ESCAPE, 1.5, 1.52)  # no drum: its time is for nobody
    fetched(pygame.SYSWMEVENT, 2.1, event=message(2000))
    fetched(pygame.KEYDOWN, 2.1, scancode=pygame.KSCAN_D)
    fetched(pygame.KEYDOWN, 2.2, scancode=pygame.KSCAN_F)  # the window system said nothing of it
    fetched(pygame.SYSWMEVENT, 2.3, hwnd=1, msg=256, wparam=0, lparam=0)
    fetched(pygame.KEYDOWN, 2.4, scancode=pygame.KSCAN_A)
    assert [hit.time_s for hit in heard] == pytest.approx([1.0, 2.0, 2.2, 2.4], abs=0.0011)

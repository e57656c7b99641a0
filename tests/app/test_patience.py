"""Keys that come while the picture may not change wait for their turn."""

from itertools import pairwise

import pygame
from hypothesis import given
from hypothesis import strategies as st

from game.app.patience import Patience
from game.model.bindings import FIRST_BINDINGS, Place
from game.session.pace import APART_S, Pace

ESC, ENTER, DOWN, F1 = pygame.K_ESCAPE, pygame.K_RETURN, pygame.K_DOWN, pygame.K_F1
DRUM, KICK = pygame.K_a, pygame.K_SPACE
CODES = {ENTER: pygame.KSCAN_RETURN, ESC: pygame.KSCAN_ESCAPE, DRUM: pygame.KSCAN_A, KICK: pygame.KSCAN_SPACE}


def down(key):
    return pygame.event.Event(pygame.KEYDOWN, key=key, scancode=CODES.get(key, 0))


class Hands:
    """Presses keys; those in `changes` change the whole picture."""

    def __init__(self, changes=(ESC, F1), bindings=FIRST_BINDINGS):
        self.pace, self.changes, self.handled = Pace(), changes, []
        self.patience = Patience(self.pace.free, lambda: bindings)

    def fetch(self, now_s, *keys):
        for event in self.patience.due([down(key) for key in keys], now_s):
            self.handled.append((now_s, event.key))
            if event.key in self.changes:
                self.pace.note(now_s)

    def taken(self):
        return [key for _, key in self.handled]


def test_the_first_key_counts_at_once_and_the_next_ones_as_soon_as_they_may_in_their_order():
    hands = Hands()
    hands.fetch(1.0, F1)
    hands.fetch(1.15, DOWN)
    hands.fetch(1.3, ENTER)
    hands.fetch(1.34, ESC)
    assert hands.taken() == [F1]
    hands.fetch(1.36)
    assert hands.taken() == [F1, DOWN, ENTER, ESC]
    hands.fetch(1.4, ESC)
    hands.fetch(1.7)
    assert hands.taken()[-1:] == [ESC]
    assert len(hands.handled) == 4
    hands.fetch(1.72)
    assert len(hands.handled) == 5


def test_drums_never_wait():
    hands = Hands()
    hands.fetch(1.0, ESC)
    hands.fetch(1.05, ESC, DRUM, KICK)
    assert hands.handled == [(1.0, ESC), (1.05, DRUM), (1.05, KICK)]


def test_a_menu_key_that_is_a_drum_waits_only_behind_others():
    hands = Hands(bindings=FIRST_BINDINGS.bound(Place("left", "kick"), "Return"))
    hands.fetch(1.0, ESC)
    hands.fetch(1.05, ENTER)
    assert hands.taken() == [ESC, ENTER]
    hands.fetch(1.1, DOWN, ENTER)
    assert hands.taken() == [ESC, ENTER]
    hands.fetch(1.4)
    assert hands.taken() == [ESC, ENTER, DOWN, ENTER]


def test_who_hammers_on_a_key_does_not_steer_long_after():
    hands = Hands()
    for i in range(40):
        hands.fetch(1 + 0.05 * i, ESC)
    end_s = 1 + 0.05 * 39
    for i in range(100):
        hands.fetch(end_s + 0.05 * i)
    assert hands.handled[-1][0] <= end_s + 2


@given(st.lists(st.tuples(st.floats(0.001, 0.4), st.sampled_from([ESC, ENTER, DOWN, F1, DRUM])), max_size=50))
def test_the_picture_never_changes_faster_than_its_pace_and_nothing_is_handled_out_of_order(presses):
    hands, now_s = Hands(), 0.0
    for wait_s, key in presses:
        now_s += wait_s
        hands.fetch(now_s, key)
    changes = [at_s for at_s, key in hands.handled if key in hands.changes]
    assert all(later - earlier >= APART_S for earlier, later in pairwise(changes))
    steered = iter([key for _, key in presses if key != DRUM])
    assert all(key in steered for key in hands.taken() if key != DRUM)  # a subsequence

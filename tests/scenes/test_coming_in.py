"""Menus come in over 160 ms, slower towards the end; what they mean begins at once."""

from functools import partial

import numpy as np
import pygame
import pytest
from by_hand import PAIR, Game

from game.model.hit import Hit
from game.scenes.settings import SettingsScene
from game.session.rest_gesture import SILENT_S
from game.storage.recordings import read_recording
from game.ui import menu_card

TIMES_S = (0.02, 0.05, 0.08, 0.12, 0.2, 0.3)


@pytest.fixture
def game(stage, tmp_path):
    return partial(Game, stage, tmp_path / "duet.hitotsu")


def brightness_of(evening):
    """How bright what no card covers is, at some moments."""
    start_s, seen = evening.clock.now(), []
    for time_s in TIMES_S:
        evening.step(start_s + time_s - evening.clock.now())
        surface = pygame.Surface((640, 360))
        for _ in evening.now.parts(surface, evening.clock.now()):
            pass
        seen.append(float(pygame.surfarray.array3d(surface)[:, 2:12].mean()))
    return np.array(seen)


def comes_in(seen):
    """Tell whether it darkens steadily, most of it at first, and stands after 160 ms."""
    steps = -np.diff(seen)
    assert seen[4] == pytest.approx(seen[5], abs=0.2)
    return seen[0] > seen[4] + 5 and (steps[:4] > 0).all() and seen[2] - seen[4] < 0.2 * (seen[0] - seen[4]) + 2


def test_the_rest_card_comes_in_and_the_pause_begins_with_the_key(game):
    evening = game(PAIR, seconds=30.0)
    evening.run(5.0)
    paused_s = evening.clock.now()
    evening.press(pygame.K_ESCAPE)
    assert evening.played.paused
    assert comes_in(brightness_of(evening))
    evening.run(6.0)
    assert [event.time_s for event in read_recording(evening.path).events if event.kind == "paused"] == [
        pytest.approx(paused_s, abs=1e-6)
    ]


def test_the_settings_come_in(game):
    evening = game(title=True)
    evening.step()
    evening.now = SettingsScene(evening.evening)
    for _ in evening.now.parts(pygame.Surface((640, 360)), evening.clock.now()):
        pass
    assert comes_in(brightness_of(evening))


def test_esc_is_taken_at_once_and_not_again_within_350_ms(game):
    evening = game(PAIR, seconds=30.0)
    evening.run(5.0)
    states = []
    for _ in range(8):
        evening.press(pygame.K_ESCAPE)
        states.append(evening.played.paused)
        evening.step(0.1)
    assert states == [True, True, True, True, False, False, False, False]


def test_a_lost_focus_rests_at_any_moment(game):
    evening = game(PAIR, seconds=30.0)
    evening.run(5.0)
    evening.press(pygame.K_ESCAPE)
    evening.run(5.5)
    evening.press(pygame.K_ESCAPE)
    assert not evening.played.paused
    evening.send(pygame.WINDOWFOCUSLOST)
    assert evening.played.paused


def test_what_an_unusual_kit_shows_at_rest_is_made_ready_when_the_round_begins(game, monkeypatch):
    strokes = [(0.2, 1, "kick"), (0.3, 2, "kick")]
    strokes += [(1.0 + i, 1, ("kick", "hat_closed")[i % 2]) for i in range(6)]
    evening = game(known=frozenset(), seconds=30.0)
    aside = []
    monkeypatch.setattr(evening.evening, "aside", aside.append)
    evening.script.add([Hit(*stroke, 0.8) for stroke in strokes])
    evening.run(7.5)
    assert any(not keys.standard for keys in evening.played.join.keys.values())
    evening.played.join.seats[1].ready = evening.played.join.seats[2].ready = True
    evening.played._start_if_complete(evening.clock.now())
    evening.step()
    (work,) = aside
    work()
    made = []
    monkeypatch.setattr(menu_card, "draw_keys", lambda *given, **named: made.append(given))
    evening.run(evening.clock.now() + 0.5)
    evening.press(pygame.K_ESCAPE)
    evening.run(evening.clock.now() + SILENT_S)
    evening.picture()
    assert evening.played.paused
    assert made == []

"""The flash rule in menus: whatever is struck or pressed there, no region blinks more than three times a second."""

import pygame
import pytest
from flashes import Watch
from scenes.by_hand import PAIR, Game

from game.model.hit import Hit
from game.scenes.settings import SettingsScene
from game.session.round import Phase
from game.ui.stage import Stage

SIZE = (320, 180)
RATE_HZ = 60
SECONDS = 3.0
ROLLS = [
    *((per_s, ("tom2", "tom1")) for per_s in (5.0, 6.2, 7.0, 8.3)),
    *((8.3, pads) for pads in (("tom2",), ("tom1",), ("tom1", "snare"))),
]
KEYS = [(pygame.K_DOWN, pygame.K_UP), (pygame.K_DOWN,), (pygame.K_UP,)]


@pytest.fixture(scope="module")
def small():
    return Stage(SIZE)


def watched(game, press=None, seconds=SECONDS):
    """Look at a scene for a while; `press` is called before every picture with its number."""
    watch, surface = Watch(RATE_HZ), pygame.Surface(game.evening.stage.layout.size, depth=32)
    for i in range(round(seconds * RATE_HZ)):
        if press is not None:
            press(i)
        game.step(1 / RATE_HZ)
        for _ in game.now.parts(surface, game.clock.now()):
            pass
        watch.see(surface)
    return watch


def rolled(game, per_s, pads, players=(1,)):
    """Look at a scene while pads are struck in turn, by both players on the same pads."""
    start_s = game.clock.now() + 0.1
    game.script.add([
        Hit(start_s + i / per_s + 0.001 * player, player, pads[i % len(pads)], 0.8)
        for i in range(int((SECONDS - 0.1) * per_s)) for player in players
    ])  # fmt: skip
    return watched(game)


def every(game, frames, keys):
    """Return what presses keys in turn, one every so many pictures."""

    def press(number):
        if number % frames == 0:
            game.press(keys[number // frames % len(keys)])

    return press


def settings(small, path):
    game = Game(small, path)
    game.now = SettingsScene(game.evening)
    return game


def resting(small, path):
    """Return a round that rests, whose players have been silent long enough to steer."""
    game = Game(small, path, PAIR, seconds=30.0)
    game.run(2.0)
    game.press(pygame.K_ESCAPE)
    game.script.items.clear()
    game.run(4.0)
    return game


def seats(small, path):
    game = Game(small, path, [Hit(0.01, 1, "kick", 0.8), Hit(0.02, 2, "kick", 0.8)], known=frozenset())
    game.run(0.3)
    return game


@pytest.mark.parametrize("roll", ROLLS, ids=str)
@pytest.mark.parametrize("menu", [settings, resting])
def test_a_roll_that_steers_a_menu_does_not_flash(small, tmp_path, menu, roll):
    watch = rolled(menu(small, tmp_path / "a.hitotsu"), *roll)
    assert watch.held, watch.found


@pytest.mark.parametrize("roll", [*ROLLS, (7.0, ("tom1", "crash"))], ids=str)
def test_rolls_of_both_at_the_seats_do_not_flash(small, tmp_path, roll):
    watch = rolled(seats(small, tmp_path / "a.hitotsu"), *roll, players=(1, 2))
    assert watch.held, watch.found


@pytest.mark.parametrize("keys", KEYS, ids=str)
@pytest.mark.parametrize("menu", [settings, resting, seats])
def test_twelve_keys_a_second_do_not_flash(small, tmp_path, menu, keys):
    game = menu(small, tmp_path / "a.hitotsu")
    watch = watched(game, every(game, 5, keys))
    assert watch.held, watch.found


def test_esc_again_and_again_in_a_round_does_not_flash(small, tmp_path):
    game = Game(small, tmp_path / "a.hitotsu", PAIR, seconds=30.0)
    game.run(4.0)
    watch = watched(game, every(game, 8, (pygame.K_ESCAPE,)))
    assert watch.held, watch.found


@pytest.mark.parametrize("opener", [pygame.K_F1, pygame.K_RETURN, pygame.K_F3])
def test_in_and_out_of_a_screen_again_and_again_does_not_flash(small, tmp_path, opener):
    game = Game(small, tmp_path / "a.hitotsu", known=frozenset(), title=True)
    watch = watched(game, every(game, 8, (opener, pygame.K_ESCAPE)))
    assert watch.held, watch.found


@pytest.mark.parametrize("row", [3, 4, 6, 7])
def test_in_and_out_of_a_page_again_and_again_does_not_flash(small, tmp_path, row):
    game = settings(small, tmp_path / "a.hitotsu")
    for _ in range(row):
        game.press(pygame.K_DOWN)
    game.run(1.0)
    watch = rolled(game, 8.0, ("snare", "crash"))
    assert watch.held, watch.found


def test_a_roll_of_both_that_begins_at_the_seats_does_not_flash_in_the_duet(stage, tmp_path):
    """Kicks have the largest marks, and a ribbon is not yet full when a round begins."""
    kicks = [Hit(0.3 + i / 5 + 0.001 * player, player, "kick", 0.8) for i in range(18) for player in (1, 2)]
    first = [Hit(0.05, 1, "kick", 0.8), Hit(0.07, 2, "kick", 0.8)]
    game = Game(stage, tmp_path / "a.hitotsu", first + kicks, known=frozenset())
    watch = watched(game, seconds=4.0)
    assert game.played.phase is Phase.PLAYING
    assert watch.held, watch.found


def test_no_step_of_a_roll_is_lost(small, tmp_path):
    game = resting(small, tmp_path / "a.hitotsu")
    start_s = game.clock.now()
    strokes = [Hit(start_s + i / 8, 1, "tom2", 0.8) for i in range(6)]
    chosen = []
    for hit in strokes:
        game.script.add([hit])
        game.run(hit.time_s + 0.03)
        chosen.append(game.now._rest_card.focus)
    assert chosen == [1, 2, 3, 4, 5, 0]

"""The settings of the real program, by real keys, and what they leave in the file."""

import tomllib

import pytest
from keys import Press
from running import Game, changed_share, is_whole_picture, picture

pytestmark = pytest.mark.e2e
STEP_S = 0.15
WALK = ("F1", "Return", "Down", "Down", "Down", "Return", "Return", "Escape", "Escape", "Escape")
"""Settings; the next language; down to the sound; the next volume; back, back to the title, out."""
KEPT = 'volume = 4\nfeel = "loud"\nshoes = 2\n'


def test_language_and_volume_are_chosen_on_the_screen_and_found_in_the_file(keyboard, screen, silence, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text(KEPT)
    env = {**screen.env, **silence, "HITOTSU_HOME": str(home)}
    page = tmp_path / "page.png"
    arguments = (
        "--title",
        "--player1",
        "keyboard",
        "--player2",
        "keyboard",
        "--size",
        "640x360",
        "--shot",
        f"{page}@999",
    )
    with Game(tmp_path, *arguments, env=env) as game:
        game.wait_until_it_listens()
        keyboard.play([Press(i * STEP_S, key) for i, key in enumerate(WALK)])
        ended = game.end(10)

    assert ended.status == 0
    assert 'feel is \'loud\', not one of "gentle", "true"' in ended.err
    held = tomllib.loads((home / "settings.toml").read_text(encoding="utf-8"))
    assert (held["lang"], held["volume"], held["feel"], held["shoes"]) == ("ja", 6, "loud", 2)
    assert is_whole_picture(page)
    assert changed_share(picture(page), picture(tmp_path / "ready.png")) > 0.01, "the title is in the new language"

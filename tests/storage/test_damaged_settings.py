"""Settings files that were damaged: the game starts, keeps what is chosen, and loses nothing that lay there."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.model.settings import EveningSettings
from game.storage.settings import load_settings, save_settings, settings_path

HEX = "0x" + "f" * 5000
DEEP = "[" * 250 + "]" * 250
DOTS = "x" + ".x" * 1500
GOOD = 'lang = "ja"\nvolume = 3\n\n[keyboard.left]\nsnare = ["X"]\n\n[theirs]\ncolour = "red"\n'
ODD = [HEX, DEEP, "1" * 5000, "1" * 4000, "[" * 5000, "{x = " * 90 + "1" + "}" * 90, f"[1, {HEX}]", "1e999", "07:61:00"]
PLACES = ["volume", "lang", "theirs", "own_sound", "keyboard", "keyboard.left", "keyboard.left.snare", DOTS]
LINES = st.builds("{} = {}\n".format, st.sampled_from(PLACES), st.sampled_from(ODD))


@pytest.fixture(autouse=True, scope="module")
def home(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HITOTSU_HOME", str(tmp_path_factory.mktemp("home")))
        yield settings_path().parent


def lay(data):
    for file in settings_path().parent.glob("*"):
        file.unlink()
    settings_path().write_bytes(data)


@st.composite
def damaged(draw):
    """A settings file that somebody or something has changed for the worse."""
    data = draw(st.just(GOOD) | LINES | st.text(max_size=40) | st.builds("{1}{0}{1}".format, st.just(GOOD), LINES))
    data = data.encode()[: draw(st.none() | st.integers(0, len(data)))]
    for place in draw(st.lists(st.integers(0, max(0, len(data) - 1)), max_size=4)):
        data = data[:place] + draw(st.binary(max_size=2)) + data[place + 1 :]
    return data


@settings(max_examples=100)
@given(damaged())
@example(GOOD.encode() + f"[more]\n{DOTS} = 1".encode())
@example(f'"a\\nb" = {HEX}'.encode())
def test_the_game_starts_with_any_file_and_keeps_the_next_choice(home, data):
    lay(data)
    read, said = load_settings()
    assert said is None or (str(settings_path()) in said and "\n" not in said)
    assert said is None or len(said) < 1000 + 2 * len(str(settings_path()))
    chosen = replace(read, volume=7, calm=not read.calm)
    assert save_settings(chosen) is None

    again, said = load_settings()
    assert again == chosen or said is not None
    assert again.volume == 7
    assert again.calm is chosen.calm
    held = [file.read_bytes() for file in home.glob("*.toml")]
    if data not in held:  # keys that nobody chose are not written
        was, now = (tomllib.loads(text.decode("utf-8-sig")) for text in (data, held[0]))
        assert set(was) - {"keyboard"} <= set(now)


@pytest.mark.parametrize("odd", [HEX, DEEP, f"[1, {HEX}]", "1" * 4000])
@pytest.mark.parametrize(("name", "told"), [
    ("theirs.number", "theirs.number"), ("keyboard.left.ride", "keyboard.left.ride"), ("window", "window"),
    (f"theirs{DOTS[1:]}", "theirs.x.x"),
])  # fmt: skip
def test_what_cannot_be_written_again_is_named_put_aside_and_costs_nothing_else(home, name, told, odd):
    text = f'{name} = {odd}\nlang = "ja"\nkeyboard.left.snare = ["X"]\ntheirs.colour = "red"\n'
    lay(text.encode())
    read, said = load_settings()
    assert told in said
    assert "settings.broken.toml" in said
    assert (read.lang, read.keyboard.keys_of(read.keyboard.place_of("X"))) == ("ja", ("X",))
    assert save_settings(replace(read, volume=2)) is None
    assert (home / "settings.broken.toml").read_bytes() == text.encode()

    assert load_settings() == (replace(read, volume=2), None)
    assert tomllib.loads(settings_path().read_text())["theirs"] == {"colour": "red"}


def test_a_number_of_thousands_of_digits_is_said_in_plain_words():
    lay(b"volume = " + b"1" * 5000)
    read, said = load_settings()
    assert read == EveningSettings()
    assert "number" in said
    assert "sys." not in said


def test_whose_sound_it_is_is_said_in_whole_numbers():
    lay(b"own_sound = [1.0]\nlang = 'ja'")
    read, said = load_settings()
    assert read == EveningSettings(lang="ja")
    assert "own_sound" in said

"""The settings file: nothing in it is lost, and what makes no sense costs only itself."""

import tomllib
from dataclasses import replace

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.bindings import FIRST_BINDINGS, HALVES, KEYED_PADS, Place
from game.model.key_names import NUMBER_OF_KEY
from game.model.recording import FEELS
from game.model.settings import BANDS, LANGUAGES, WINDOWS, EveningSettings
from game.storage.key_table import read_keys
from game.storage.settings import load_settings, save_settings, settings_path

WHO = st.sampled_from([(), (1,), (2,), (1, 2)])
PLACES = st.builds(Place, st.sampled_from(HALVES), st.sampled_from(KEYED_PADS))
MOVES = st.lists(st.tuples(PLACES, st.sampled_from(sorted(NUMBER_OF_KEY))), max_size=8)


def moved(moves):
    bindings = FIRST_BINDINGS
    for place, key in moves:
        bindings = bindings.bound(place, key)
    return bindings


CHOSEN = st.builds(
    EveningSettings, st.sampled_from(LANGUAGES), st.sampled_from(FEELS), st.integers(0, 10), st.booleans(),
    st.booleans(), st.booleans(), st.sampled_from(WINDOWS), WHO, WHO, MOVES.map(moved), st.sampled_from(BANDS),
)  # fmt: skip
ODD = st.one_of(st.integers(-99, 99), st.booleans(), st.text(max_size=5), st.floats(), st.lists(st.integers(0, 3)))
NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
EXTRA = st.dictionaries(NAMES.map("x".__add__), ODD | st.dictionaries(NAMES, ODD, max_size=2), max_size=3)


@pytest.fixture(autouse=True, scope="module")
def home(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HITOTSU_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def written():
    settings_path().unlink(missing_ok=True)
    return lambda text: settings_path().write_text(text, encoding="utf-8")


def held():
    return tomllib.loads(settings_path().read_text(encoding="utf-8"))


def same(one, other):
    return repr(one) == repr(other)  # a NaN is what it was


@settings(max_examples=40, deadline=None)
@given(CHOSEN, EXTRA, st.dictionaries(NAMES.map("x".__add__), ODD, max_size=2))
def test_whatever_is_chosen_is_read_again_and_what_is_unknown_stays(chosen, extra, more):
    settings_path().write_text(tomli_w.dumps({**extra, "keyboard": {"left": more, "xylophone": 3}}), encoding="utf-8")
    for each in (chosen, EveningSettings(), chosen):
        assert save_settings(each) is None
        assert load_settings() == (each, None)
        assert all(same(held()[name], value) for name, value in extra.items())
        assert all(same(held()["keyboard"]["left"][name], value) for name, value in more.items())
        assert held()["keyboard"]["xylophone"] == 3


@settings(max_examples=60, deadline=None)
@given(CHOSEN, st.sampled_from(["lang", "feel", "volume", "muted", "calm", "seen_help", "window", "own_sound"]), ODD)
def test_a_bad_value_costs_itself_alone_and_is_named(chosen, name, odd):
    settings_path().unlink(missing_ok=True)
    save_settings(chosen)
    settings_path().write_text(tomli_w.dumps({**held(), name: odd}), encoding="utf-8")
    read, said = load_settings()

    if said is None:
        assert odd in (getattr(read, name), list(read.own_sound))
    else:
        assert name in said
        assert str(settings_path()) in said
        assert read == replace(chosen, **{name: getattr(EveningSettings(), name)})
        before = held()[name]
        save_settings(read.swapped().with_left_handed(1))
        assert same(held()[name], before), "what was written by hand stays until the players choose"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_end_in_a_traceback_or_are_lost(data):
    settings_path().write_bytes(data)
    load_settings()
    left = list(settings_path().parent.glob("*.toml"))
    assert [file.read_bytes() for file in left] == [data]
    left[0].unlink()


@pytest.mark.parametrize("text", ["][", "volume = 3\nvolume = 4", "a = " + "[" * 5000])
def test_a_file_that_is_no_toml_is_put_aside_also_while_the_game_runs(written, text):
    written(text)
    read, said = load_settings()
    assert read == EveningSettings()
    assert "settings.broken.toml" in said
    assert not settings_path().exists()
    written(text)
    assert save_settings(EveningSettings(volume=2)) is None

    assert load_settings() == (EveningSettings(volume=2), None)
    kept = sorted(file.name for file in settings_path().parent.glob("*broken*"))
    assert len(kept) == 2
    for name in kept:
        (settings_path().parent / name).unlink()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("keyboard = 5", "keyboard is not a table"),
        ("[keyboard]\nleft = 5", "keyboard.left is not a table"),
        ("[keyboard.left]\nsnare = 'S'", "keyboard.left.snare is not a list"),
        ("[keyboard.left]\nsnare = ['Escape']", "keyboard.left.snare names 'Escape'"),
        ("[keyboard.right]\nkick = [7]", "keyboard.right.kick names 7"),
        ("[keyboard.left]\nsnare = ['X']\nride = ['X']", 'keyboard.left.ride names "X", which is also left.snare'),
    ],
)
def test_damaged_keys_are_named_and_the_others_stay(written, text, part):
    written(f"volume = 3\n{text}\n")
    read, said = load_settings()

    assert part in said
    assert said.count(str(settings_path())) == 1
    assert read.volume == 3
    assert read.keyboard.keys_of(Place("right", "snare")) == ("K",)
    save_settings(read)
    if "'X'" not in text:
        assert part in load_settings()[1]


def test_a_key_that_is_given_to_a_pad_by_hand_is_taken_from_the_pad_that_had_it_first(written):
    written("[keyboard.left]\nsnare = ['A']\n")
    read, said = load_settings()

    assert said is None
    assert read.keyboard.place_of("A") == Place("left", "snare")
    assert read.keyboard.keys_of(Place("left", "hat_closed")) == ()


def test_keys_that_nobody_chose_are_not_written():
    save_settings(EveningSettings())
    assert "keyboard" not in held()


@settings(max_examples=60, deadline=None)
@given(MOVES)
def test_every_key_is_at_most_one_pad_and_a_taken_key_moves(moves):
    bindings = FIRST_BINDINGS
    for place, key in moves:
        was, bindings = bindings, bindings.bound(place, key)
        names = [name for name, _ in bindings.keys]
        assert len(set(names)) == len(names)
        assert bindings.keys_of(place) == (key,)
        for other in {at for _, at in was.keys} - {place}:
            assert bindings.keys_of(other) == tuple(name for name in was.keys_of(other) if name != key)
    table = {half: {pad: list(bindings.keys_of(Place(half, pad))) for pad in KEYED_PADS} for half in HALVES}
    assert read_keys(table) == (bindings, [])


def test_a_link_to_a_file_kept_elsewhere_stays_a_link(tmp_path):
    chosen = EveningSettings(lang="ko")
    elsewhere = tmp_path / "mine.toml"
    elsewhere.write_text("mine = 1\n")
    settings_path().symlink_to(elsewhere)

    assert save_settings(chosen) is None
    assert settings_path().is_symlink()
    assert tomllib.loads(elsewhere.read_text())["mine"] == 1
    assert load_settings() == (chosen, None)

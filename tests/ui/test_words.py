import re
import string
import tomllib

import pytest

from game.model.assets import asset
from game.model.errors import HitotsuError
from game.ui import text, words
from game.ui.words import LANGUAGES, Words


def table(lang):
    return tomllib.loads(asset("text", f"{lang}.toml").read_text(encoding="utf-8"))


def flat(lang):
    return {(screen, key): value for screen, texts in table(lang).items() for key, value in texts.items()}


def blanks(value):
    return sorted(name for _, name, _, _ in string.Formatter().parse(value) if name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_blanks(lang):
    english, other = flat("en"), flat(lang)
    assert other.keys() == english.keys()
    assert {key: blanks(value) for key, value in other.items()} == {
        key: blanks(value) for key, value in english.items()
    }
    assert all(value.strip() for value in other.values())


def drawn(shown, weight):
    """Tell whether the fonts have every character: what they lack is drawn as a question mark."""
    return all(text._known(run, text._file(hangul, weight)) == run for hangul, run in text.runs(shown))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("weight", [700, 900])
def test_the_fonts_can_write_every_text(lang, weight):
    missing = [value for value in flat(lang).values() if not drawn(value, weight)]
    assert not missing


@pytest.mark.parametrize("weight", [700, 900])
def test_the_fonts_can_write_whatever_latin_a_device_is_called(weight):
    assert drawn("".join(chr(code) for code in range(32, 127)) + "éüñøß", weight)
    assert not drawn("\u0e01", weight)


def test_every_text_is_shown_somewhere(root):
    code = "".join(
        file.read_text(encoding="utf-8") for file in (root / "game").rglob("*.py") if file.name != "words.py"
    )
    unused = [key for _, key in flat("en") if not re.search(rf'\.{key}\b|"{key}"', code)]
    assert not unused


def test_words_hold_what_the_file_says():
    assert Words("ko").pause.title == table("ko")["pause"]["title"]
    assert Words("ja").result.found == table("ja")["result"]["found"]


def test_an_unknown_language_is_named():
    with pytest.raises(HitotsuError, match="'fr' is not known"):
        Words("fr")


def test_a_file_without_a_text_says_which(monkeypatch, tmp_path):
    broken = table("en")
    del broken["pause"]["title"]
    lines = [f"[{screen}]\n" + "".join(f'{key} = "x"\n' for key in texts) for screen, texts in broken.items()]
    (tmp_path / "en.toml").write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(words, "asset", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(HitotsuError, match=r"en\.toml.*title"):
        Words("en")

"""Every text the player reads, in the three languages of the game."""

import tomllib
from functools import lru_cache
from typing import Final

import msgspec

from game.model.assets import asset
from game.model.errors import HitotsuError
from game.ui.texts import Texts

LANGUAGES: Final = ("en", "ja", "ko")
_TITLED: Final = ("ready", "pause", "settings")
"""Screens whose titles are told in every language where there is room."""


class Words:
    """The texts of one language: `Words("en").pause.title`."""

    __slots__ = (
        "badge", "best", "cable", "common", "credits", "join", "lang", "notice", "outing", "pads", "pause", "ready",
        "result", "rollover", "settings", "title",
    )  # fmt: skip

    def __init__(self, lang: str = "en") -> None:
        """Read one language.

        Args:
            lang: one of `LANGUAGES`.

        Raises:
            HitotsuError: the language is not known, or its file is missing a text.
        """
        if lang not in LANGUAGES:
            raise HitotsuError(f"The language {lang!r} is not known: choose one of {', '.join(LANGUAGES)}.")
        texts = _read(lang)
        self.lang = lang
        self.common, self.title, self.ready, self.join = texts.common, texts.title, texts.ready, texts.join
        self.pause, self.best, self.result, self.notice = texts.pause, texts.best, texts.result, texts.notice
        self.cable, self.badge, self.outing = texts.cable, texts.badge, texts.outing
        self.settings, self.pads, self.rollover, self.credits = (
            texts.settings,
            texts.pads,
            texts.rollover,
            texts.credits,
        )

    def pad(self, pad: str) -> str:
        """Return what a pad is called, by its name in recordings."""
        name: str = getattr(self.pads, pad)
        return name


@lru_cache(maxsize=16)
def titles_elsewhere(title: str, lang: str) -> tuple[str, ...]:
    """Return a screen's title in the other languages: whoever sits there finds theirs. Nothing for other texts."""
    known = {other: Words(other) for other in LANGUAGES}
    for screen in _TITLED:
        titles = {other: str(getattr(words, screen).title) for other, words in known.items()}
        if titles[lang] == title:
            return tuple(told for other, told in titles.items() if other != lang)
    return ()


def _read(lang: str) -> Texts:
    file = asset("text", f"{lang}.toml")
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Texts)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise HitotsuError(f"The texts in {file.name} cannot be read ({error}): install the game again.") from error

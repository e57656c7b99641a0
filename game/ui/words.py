"""Every text the player reads, in the three languages of the game."""

import tomllib
from typing import Final

import msgspec

from game.model.assets import asset
from game.model.errors import HitotsuError

LANGUAGES: Final = ("en", "ja", "ko")


class _Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of one screen; names in braces are filled in with `str.format`."""


class Common(_Screen, frozen=True):
    """Words that several screens share."""

    up: str
    down: str
    choose: str
    back: str


class Ready(_Screen, frozen=True):
    """Taking a seat and getting ready."""

    title: str
    free_seat: str
    strike_snare: str
    is_ready: str
    both: str
    take_back: str
    begin: str
    device_keyboard: str
    device_sim: str
    device_file: str
    left_keys: str
    right_keys: str


class Pause(_Screen, frozen=True):
    """The rest card."""

    title: str
    resume: str
    leave: str
    leave_hint: str


class Outcome(_Screen, frozen=True):
    """The result card."""

    found: str
    found_at_once: str
    never: str
    no_score: str
    no_score_alone: str
    warm_top: str
    warm_high: str
    warm_middle: str
    warm_low: str
    warm_none: str
    tempo: str
    together: str
    hits: str
    journey: str
    thirds: str
    part_tempo: str
    part_phase: str
    part_groove: str
    part_balance: str
    lanterns: str
    one_heart: str
    again: str
    home: str
    ms: str
    nothing: str


class Notice(_Screen, frozen=True):
    """One-sentence notices."""

    no_sound: str
    no_midi: str
    plain_sound: str
    unplugged: str
    plugged: str


class _Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    common: Common
    ready: Ready
    pause: Pause
    result: Outcome
    notice: Notice


class Words:
    """The texts of one language: `Words("en").pause.title`."""

    __slots__ = ("common", "lang", "notice", "pause", "ready", "result")

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
        self.common, self.ready, self.pause = texts.common, texts.ready, texts.pause
        self.result, self.notice = texts.result, texts.notice


def _read(lang: str) -> _Texts:
    file = asset("text", f"{lang}.toml")
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _Texts)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise HitotsuError(f"The texts in {file.name} cannot be read ({error}): install the game again.") from error

"""The players' choices in one small TOML file; a broken file is put aside, never lost and never in the way."""

import tomllib
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import tomli_w

from game.model.errors import HitotsuError
from game.model.settings import VOLUME_STEPS, EveningSettings
from game.storage import paths
from game.storage.files import read_whole, write_whole


class _File(msgspec.Struct, frozen=True):
    """What the file may hold; anything else in it is passed over."""

    lang: Literal["en", "ja", "ko"] = "en"
    feel: Literal["gentle", "true"] = "gentle"
    volume: Annotated[int, msgspec.Meta(ge=0, le=VOLUME_STEPS)] = 8
    muted: bool = False
    calm: bool = False
    seen_help: bool = False


def settings_path() -> Path:
    """Return where the choices lie; the file need not exist yet."""
    return paths.home() / "settings.toml"


def load_settings() -> tuple[EveningSettings, str | None]:
    """Return the choices, and a sentence where the file could not be read (it is kept beside the new one)."""
    path = settings_path()
    try:
        if not path.exists():
            return EveningSettings(), None
        kept = msgspec.convert(tomllib.loads(read_whole(path).decode()), _File)
    except (
        OSError,
        RecursionError,
        HitotsuError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        msgspec.ValidationError,
    ) as error:
        aside = paths.free_path(path.with_suffix(".broken.toml"))
        with suppress(OSError):
            path.rename(aside)
        return EveningSettings(), f"{path} cannot be read ({error}): the game begins with its own choices again."
    return EveningSettings(**msgspec.structs.asdict(kept)), None


def save_settings(settings: EveningSettings) -> str | None:
    """Keep the choices; return a sentence where that was not possible."""
    path = settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, tomli_w.dumps(asdict(settings)).encode())
    except OSError as error:
        return f"{path} cannot be written ({error.strerror or error}): your choices last for this evening."
    except HitotsuError as error:
        return str(error)
    return None

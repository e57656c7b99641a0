"""The players' choices in one small TOML file.

What the game does not know stays in the file. One value that makes no sense costs only itself, and stays too until
that choice is made anew. A file that is no TOML, or holds what cannot be written again, is put aside: never lost and
never in the way.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import tomli_w

from game.model.errors import HitotsuError
from game.model.recording import FEELS
from game.model.settings import BANDS, LANGUAGES, VOLUME_STEPS, WINDOWS, EveningSettings
from game.model.toml_text import read_toml
from game.storage import paths
from game.storage.files import read_whole, write_whole
from game.storage.key_table import read_keys, written_keys
from game.storage.writable import writable

_PLAYERS: Final[tuple[list[int], ...]] = ([], [1], [2], [1, 2])
_FIRST: Final = EveningSettings()
_TOLD: Final = 3
"""So many of the values that cannot be written again are named."""


def _one_of(values: tuple[str, ...]) -> tuple[Callable[[Any], bool], str]:
    return lambda value: isinstance(value, str) and value in values, "one of " + ", ".join(f'"{v}"' for v in values)


_SWITCH: Final = (lambda value: isinstance(value, bool), "true or false")
_WHO: Final = (
    lambda value: value in _PLAYERS and all(type(one) is int for one in value),
    "[], [1], [2] or [1, 2]",
)
_LEVEL: Final = (
    lambda value: type(value) is int and 0 <= value <= VOLUME_STEPS,
    f"a whole number from 0 to {VOLUME_STEPS}",
)
_RULES: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "lang": _one_of(LANGUAGES), "feel": _one_of(FEELS), "volume": _LEVEL, "muted": _SWITCH, "calm": _SWITCH,
    "band": _one_of(BANDS), "seen_help": _SWITCH, "window": _one_of(WINDOWS), "own_sound": _WHO, "left_handed": _WHO,
}  # fmt: skip
"""What each value may be: the check, and how it is said."""


def settings_path() -> Path:
    """Return where the choices lie; the file need not exist yet."""
    return paths.home() / "settings.toml"


def load_settings() -> tuple[EveningSettings, str | None]:
    """Return the choices, and a sentence that names what could not be read."""
    path = settings_path()
    try:
        held, left = writable(_held(path))
    except (OSError, HitotsuError) as error:
        return EveningSettings(), f"{path} cannot be read ({error}): the game begins with its own choices."
    except ValueError as error:
        aside = _put_aside(path)
        where = f"it lies now in {aside}" if aside is not None else "it could not be put aside"
        return EveningSettings(), f"{path} is no settings file ({error}): {where}, and the game begins with its own."
    troubles = [f"{name} is {_quoted(held[name])}, not {_RULES[name][1]}" for name in _RULES if _senseless(held, name)]
    keyboard, about_keys = read_keys(held.get("keyboard", {}))
    good = {name: held[name] for name in _RULES if name in held and not _senseless(held, name)}
    chosen: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in good.items()}
    troubles += about_keys
    said = [f"{path}: {'; '.join(troubles)}: the game has its own choice there."] if troubles else []
    said += [_left_out(path, left)] if left else []
    return EveningSettings(**chosen, keyboard=keyboard), " ".join(said) or None


def save_settings(settings: EveningSettings) -> str | None:
    """Keep the choices, and all else that the file holds; return a sentence where that was not possible."""
    path = settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = _held_or_put_aside(path)
        write_whole(path, tomli_w.dumps(_with(held, settings)).encode())
    except OSError as error:
        return f"{path} cannot be written ({error.strerror or error}): your choices last for this evening."
    except HitotsuError as error:
        return str(error)
    return None


def _left_out(path: Path, names: list[str]) -> str:
    named = ", ".join(_shown(name) for name in names[:_TOLD])
    more = ", …" if len(names) > _TOLD else ""
    aside = paths.free_path(_aside(path)).name
    return (
        f"{path}: {named}{more} holds too large a number or too many lists inside one another: "
        f"with your next choice the file as it is goes to {aside}, and all the rest stays."
    )


def _held(path: Path) -> dict[str, Any]:
    """Return what the file holds; ValueError = it is no TOML."""
    if not path.exists():
        return {}
    return read_toml(read_whole(path).decode("utf-8-sig"))


def _held_or_put_aside(path: Path) -> dict[str, Any]:
    try:
        held, left = writable(_held(path))
    except ValueError:
        held, left = {}, [path.name]
    if left and _put_aside(path) is None:
        raise HitotsuError(f"{path} cannot be read or moved: your choices last for this evening.")
    return held


def _put_aside(path: Path) -> Path | None:
    """Give a file another name beside it, and return that."""
    aside = paths.free_path(_aside(path))
    try:
        path.rename(aside)
    except OSError:
        return None
    return aside


def _aside(path: Path) -> Path:
    return path.with_suffix(".broken.toml")


def _senseless(held: Mapping[str, Any], name: str) -> bool:
    return name in held and not _RULES[name][0](held[name])


def _with(held: Mapping[str, Any], settings: EveningSettings) -> dict[str, Any]:
    """Return what the file shall hold: a value without sense stays where the choice is the game's own."""
    now = dict(held)
    for name in _RULES:
        chosen = getattr(settings, name)
        if not (_senseless(held, name) and chosen == getattr(_FIRST, name)):
            now[name] = list(chosen) if isinstance(chosen, tuple) else chosen
    keyboard = written_keys(held.get("keyboard", {}), settings.keyboard)
    now.pop("keyboard", None)
    return now if keyboard in ({}, None) else {**now, "keyboard": keyboard}


def _quoted(value: object) -> str:
    return _shown(repr(value))


def _shown(text: str) -> str:
    short = text if len(text) <= 40 else text[:39] + "…"
    return "".join(letter if letter.isprintable() else "·" for letter in short)

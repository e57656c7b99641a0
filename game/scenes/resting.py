"""The rest card on the screen: what its rows show and do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pygame

from game.model.recording import FEELS
from game.model.settings import LANGUAGES, VOLUME_STEPS, EveningSettings
from game.scenes.evening import Evening
from game.scenes.key_maps import key_maps
from game.session.cards import REST_ROWS, Choice, RestCard
from game.session.pad_keys import Command, PadKeys
from game.ui.bar import bar_place
from game.ui.kept import made_ready
from game.ui.menu_card import draw_menu, ready_menu
from game.ui.sheet import coming_in
from game.ui.views import Row
from game.ui.words import Words


def draw_rest(
    surface: pygame.Surface, evening: Evening, card: RestCard, keys: Mapping[int, PadKeys], now_s: float
) -> None:
    """Draw the rest card over the duet; `keys` are the menu keys of both kits."""
    words, asked = evening.words, card.asked(now_s)
    with coming_in(now_s - card.since_s):
        draw_menu(
            surface,
            words.pause.title,
            rest_rows(words, evening.settings, asked=asked is not None),
            card.focus,
            words,
            _hint(words, REST_ROWS[card.focus]),
            bar=bar_place(card.steps, now_s),
            asked=asked,
            kits=key_maps(keys),
        )


def rest_ways(hands: Sequence[PadKeys | None]) -> tuple[str | None, ...]:
    """Return how each player asks for a rest: `crash` or `back` twice, or `four` strokes; None = has no hands."""
    return tuple(None if keys is None else _rest_way(keys) for keys in hands)


def _rest_way(keys: PadKeys) -> str:
    if keys.surely("crash", Command.BACK):
        return "crash"
    return "back" if keys.has_back else "four"


def _hint(words: Words, focused: Choice) -> str:
    return words.pause.feel_hint if focused is Choice.FEEL else words.pause.leave_hint


def ready_rest(size: tuple[int, int], words: Words) -> Iterator[None]:
    """Render the rest card in a language piece by piece, whatever its rows may say."""
    states = [
        rest_rows(words, EveningSettings(volume=level, feel=FEELS[level % 2], calm=bool(level % 2)), asked=level == 0)
        for level in range(VOLUME_STEPS + 1)
    ]
    return ready_menu(size, words.pause.title, states, (words.pause.feel_hint, words.pause.leave_hint), words)


def ready_kits(size: tuple[int, int], keys: Mapping[int, PadKeys]) -> None:
    """Render what the rest card shows of these kits, in every language."""
    for words in (Words(lang) for lang in LANGUAGES):
        rows, hints = rest_rows(words, EveningSettings()), (words.pause.leave_hint,)
        for _ in made_ready(size, ready_menu(size, words.pause.title, (rows,), hints, words, kits=key_maps(keys))):
            pass


def rest_rows(words: Words, settings: EveningSettings, *, asked: bool = False) -> tuple[Row, ...]:
    """Return the rows of the rest card; `asked`: leaving was chosen once, and is meant if it is chosen again."""
    rows = {
        Choice.RESUME: Row(words.pause.resume, "play"),
        Choice.FEEL: feel_row(words, settings),
        Choice.VOLUME: volume_row(words, settings),
        Choice.MOTION: motion_row(words, settings),
        Choice.LANGUAGE: language_row(words),
        Choice.LEAVE: Row(words.pause.leave_again, "sure") if asked else Row(words.pause.leave, "go"),
    }
    return tuple(rows[choice] for choice in REST_ROWS)


def feel_row(words: Words, settings: EveningSettings) -> Row:
    """Return the row of the feel, here, at the seats and in the settings."""
    join, true = words.join, settings.feel == "true"
    return Row(join.feel, "choice", join.feel_true if true else join.feel_gentle, place=(int(true), 2))


def volume_row(words: Words, settings: EveningSettings) -> Row:
    """Return the row of the drums' volume."""
    return Row(words.pause.volume, "bar", level=0 if settings.muted else settings.volume)


def motion_row(words: Words, settings: EveningSettings) -> Row:
    """Return the row of how much moves."""
    pause, calm = words.pause, settings.calm
    return Row(pause.motion, "choice", pause.motion_calm if calm else pause.motion_full, place=(int(calm), 2))


def language_row(words: Words) -> Row:
    """Return the row of the language."""
    return Row(words.pause.language, "choice", words.pause.language_name, place=(LANGUAGES.index(words.lang), 3))


def switch_row(words: Words, text: str, *, on: bool, player: int | None = None) -> Row:
    """Return a row that is on or off; `player` 1 or 2 = whose it is."""
    value = words.common.on if on else words.common.off
    return Row(text, "choice", value, place=(int(on), 2), player=None if player is None else player - 1)


def set_on_rest_card(evening: Evening, choice: Choice) -> None:
    """Carry out a row that sets something; the feel counts from the next round on."""
    settings = evening.settings
    changed = {
        Choice.FEEL: settings.next_feel(),
        Choice.VOLUME: settings.next_volume(),
        Choice.MOTION: replace(settings, calm=not settings.calm),
        Choice.LANGUAGE: settings.next_lang(),
    }
    evening.choose(changed.get(choice, settings))

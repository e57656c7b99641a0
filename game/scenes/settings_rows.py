"""What the pages of the settings show: each row with what is chosen, and the keyboard test."""

from typing import Final

import pygame

from game.model.bindings import HALVES, KEYED_PADS, Bindings, Place
from game.model.hit import PLAYERS
from game.model.key_names import short_name
from game.model.settings import BANDS, FITTING, FULL_SCREEN, WINDOWS
from game.scenes.evening import Evening
from game.scenes.resting import feel_row, language_row, motion_row, switch_row, volume_row
from game.session.rollover import CHORDS, Ask, Rollover
from game.session.settings_menu import BACK_ROW, SURE_ROW, Page, SettingsMenu
from game.session.steps import Step, Steps
from game.ui.bar import bar_place
from game.ui.menu_card import draw_menu
from game.ui.views import KeyCap, KeyMap, RolloverView, Row
from game.ui.words import Words

MOST_ROWS: Final = 8


def draw_page(
    surface: pygame.Surface, evening: Evening, menu: SettingsMenu, kits: tuple[KeyMap, ...], now_s: float
) -> None:
    """Draw a page of rows; of a long one, those around the row that is steered."""
    rows, words = page_rows(evening, menu, now_s), evening.words
    first = _first(menu.focus, len(rows))
    shown = rows[first : first + MOST_ROWS]
    bar = bar_place(_shown_steps(menu.steps, len(rows), first), now_s)
    beside = f"{menu.focus + 1} / {len(rows)}" if len(rows) > MOST_ROWS else None
    draw_menu(
        surface, _title(menu.page, words), shown, menu.focus - first, words, hint(menu, words) or "",
        bar=bar, asked=menu.asked(now_s), kits=kits, beside=beside,
    )  # fmt: skip


def _shown_steps(steps: Steps, count: int, first: int) -> Steps:
    """Return the latest steps among the rows that are shown, counted from the `first` of them."""
    shown: list[Step] = []
    for step in reversed(steps):
        if _first(step.before, count) != first or _first(step.row, count) != first:
            break
        shown.append(Step(step.time_s, step.before - first, step.row - first))
    return tuple(reversed(shown))


def _first(focus: int, count: int) -> int:
    return max(0, min(focus - MOST_ROWS // 2, count - MOST_ROWS))


def _title(page: Page, words: Words) -> str:
    texts = words.settings
    return {
        Page.MAIN: texts.title, Page.SOUND: texts.sound, Page.SEATS: texts.seats, Page.KEYBOARD: texts.keyboard,
        Page.LEFT: texts.keys, Page.RIGHT: texts.keys,
    }.get(page, texts.title)  # fmt: skip


def hint(menu: SettingsMenu, words: Words) -> str | None:
    """Return the line under the rows: what to do, or what has just happened."""
    texts, bound = words.settings, menu.bound
    if bound is not None and bound.key is None:
        return texts.not_this
    if menu.waiting is not None:
        return texts.press_or_strokes if menu.small else texts.press
    if bound is not None and bound.key is not None and bound.was is not None:
        return texts.moved.format(key=short_name(bound.key), pad=_place_name(bound.was, words))
    if menu.half is not None:
        return texts.keys_hint
    row = menu.rows[menu.focus] if menu.rows else ""
    about = {
        "feel": words.pause.feel_hint, "window": texts.window_hint,
        "own_sound_1": texts.sound_hint, "own_sound_2": texts.sound_hint,
    }  # fmt: skip
    return about.get(row, texts.seats_hint if menu.page is Page.SEATS else None)


def page_rows(evening: Evening, menu: SettingsMenu, now_s: float) -> tuple[Row, ...]:
    """Return the rows of the page that is on."""
    if menu.half is not None:
        rows = {pad: _key_row(evening, menu, Place(menu.half, pad)) for pad in KEYED_PADS}
    else:
        rows = _rows(evening, asked=menu.asked(now_s) is not None)
    rows[BACK_ROW] = Row(evening.words.common.back, "go")
    return tuple(rows[name] for name in menu.rows)


def _rows(evening: Evening, *, asked: bool) -> dict[str, Row]:
    """Return every row of the pages that are not about single keys."""
    words, chosen = evening.words, evening.settings
    texts, join = words.settings, words.join
    return {
        "lang": language_row(words),
        "feel": feel_row(words, chosen),
        "motion": motion_row(words, chosen),
        "sound": Row(texts.sound),
        "seats": Row(texts.seats),
        "window": Row(texts.window, "choice", _window(chosen.window, words), place=_place(chosen.window, WINDOWS)),
        "keyboard": Row(texts.keyboard),
        "credits": Row(texts.credits),
        "volume": volume_row(words, chosen),
        "band": Row(texts.band, "choice", _band(chosen.band, words), place=_place(chosen.band, BANDS)),
        "muted": switch_row(words, texts.all_sound, on=not chosen.muted),
        **{f"own_sound_{n}": _seat_row(words, join.own_sound, n, chosen.own_sound) for n in PLAYERS},
        **{f"left_handed_{n}": _seat_row(words, join.left_handed, n, chosen.left_handed) for n in PLAYERS},
        "swap": Row(texts.swap, "choice"),
        "left": Row(texts.keys, player=0),
        "right": Row(texts.keys, player=1),
        "test": Row(texts.test),
        SURE_ROW: Row(texts.first_keys_again, "sure") if asked else Row(texts.first_keys, "choice"),
    }  # fmt: skip


def _seat_row(words: Words, text: str, player: int, who: tuple[int, ...]) -> Row:
    return switch_row(words, text, on=player in who, player=player)


def _window(window: str, words: Words) -> str:
    texts = words.settings
    return {FITTING: texts.window_fitting, FULL_SCREEN: texts.window_full}.get(window, window.replace("x", " × "))


def _band(band: str, words: Words) -> str:
    return {"full": words.settings.band_full, "soft": words.settings.band_soft}.get(band, words.common.off)


def _place(value: str, values: tuple[str, ...]) -> tuple[int, int]:
    return values.index(value), len(values)


def _key_row(evening: Evening, menu: SettingsMenu, place: Place) -> Row:
    words, keys = evening.words, evening.settings.keyboard.keys_of(place)
    named = "  ".join(short_name(key) for key in keys) or words.settings.no_key
    value = "…" if menu.waiting == place else named
    return Row(words.pad(place.pad), "choice", value, player=HALVES.index(place.half))


def _place_name(place: Place, words: Words) -> str:
    return f"{words.pad(place.pad)} {HALVES.index(place.half) + 1}"


def rollover_view(test: Rollover, words: Words) -> RolloverView:
    """Return what the keyboard test shows."""
    texts = words.rollover
    done = tuple(i not in test.lost if i < test.step else None for i in range(len(CHORDS)))
    if test.ask is Ask.DONE:
        found = texts.lost if test.lost else texts.whole
        return RolloverView((), found, _losses(test, words), done, over=True)
    caps = tuple(
        KeyCap(HALVES.index(place.half), short_name(key), words.pad(place.pad), key in test.held)
        for place, key in test.wanted()
    )
    ask = texts.hold if test.ask is Ask.HOLD else texts.let_go
    heard = texts.heard.format(keys="  ".join(short_name(key) for key in test.held) or "–")
    return RolloverView(caps, ask, (heard,), done)


def _losses(test: Rollover, words: Words) -> tuple[str, ...]:
    """Return which chords do not arrive, and what helps; nothing where all of them do."""
    chords = (_chord(CHORDS[step], missing, test.bindings, words) for step, missing in sorted(test.lost.items()))
    return (*chords, words.rollover.advice) if test.lost else ()


def _chord(pads: tuple[str, ...], missing: tuple[Place, ...], bindings: Bindings, words: Words) -> str:
    """Name a chord and the keys of it that did not arrive."""
    keys = (short_name(key) for place in missing for key in bindings.keys_of(place)[:1])
    return f"{' + '.join(words.pad(pad) for pad in pads)}:  {'  '.join(keys)}"

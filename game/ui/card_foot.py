"""The foot of the result card: the lanterns, what was special about the round, and where to go from here."""

from typing import Final

from game.model.result import Result
from game.session.badges import BADGES, Badge, badges
from game.session.finale import ONE_HEART_MS
from game.ui.badges import badge_words, medal
from game.ui.home_keys import draw_home_keys
from game.ui.outing_card import lantern_row
from game.ui.shapes import heart
from game.ui.sheet import Box, Sheet
from game.ui.text import Style
from game.ui.theme import CREAM, VERMILION
from game.ui.words import Words

_FOOT: Final[Box] = (40, 962, 1840, 100)
_LANTERNS: Final = (282.0, 1018.0)
_TOLD, _MEDALS = 1004.0, 1000.0
"""Baseline of the sentence and middle of the medals: above where a notice may be."""
_PLACES: Final = (542.0, 642.0, 742.0)
_TEXT, _TEXT_END = 808.0, 1296.0
_UNEARNED: Final = (960.0, 1060.0, 1160.0)
_UNEARNED_TEXT, _UNEARNED_END = 520.0, 900.0
"""Where medals and sentence are while nothing is earned: the sentence then tells of the lanterns, and stands there."""
_MEDAL: Final = 1.6


def draw_foot(sheet: Sheet, result: Result, words: Words) -> None:
    """Draw lanterns, medals, one sentence and the two keys; the sentence stands beside what it tells of."""
    gilded = sum(dare.met for dare in result.dares or ())
    lantern_row(sheet, _LANTERNS, result.lanterns, gilded, pitch=52, scale=0.66)
    won = badges(result)
    apart_ms = None if result.finale_ms is None else abs(result.finale_ms)
    one_heart_ms = apart_ms if apart_ms is not None and apart_ms <= ONE_HEART_MS else None
    told = _told(won, one_heart=one_heart_ms is not None)
    if result.score is not None:
        _draw_medals(sheet, won, told)
    text = words.result.lanterns.format(count=result.lanterns)
    left, right = (_TEXT, _TEXT_END) if won else (_UNEARNED_TEXT, _UNEARNED_END)
    if told is not None:
        text = badge_words(told, words)
    if one_heart_ms is not None:
        text = words.result.one_heart.format(ms=round(one_heart_ms))
        if told is None or told.name != "heart":  # a last crash together is told also where it earns no medal
            sheet.drawing.add(heart(left + 18, _TOLD - 12, 18, VERMILION))
            left += 52
    sheet.text((left, _TOLD), text, Style(34, CREAM, 700, shadow=True), _FOOT, width=right - left)
    draw_home_keys(sheet, words, _FOOT)


def _told(won: tuple[Badge, ...], *, one_heart: bool) -> Badge | None:
    """Return the badge that the sentence tells of: the last crash, which is heard, else the rarest."""
    heart_badge = next((badge for badge in won if one_heart and badge.name == "heart"), None)
    return heart_badge or next(iter(won), None)


def _draw_medals(sheet: Sheet, won: tuple[Badge, ...], told: Badge | None) -> None:
    """Draw the told medal next to its sentence, the rarest others, and pale ones that are still to be earned."""
    others = [badge for badge in won if badge is not told][: len(_PLACES) - 1]
    earned = [badge for badge in (told, *others) if badge is not None]
    pale = [badge for badge in reversed(BADGES) if badge not in won][: len(_PLACES) - len(earned)]
    places = _PLACES if earned else _UNEARNED
    for x, badge in zip(reversed(places), [*earned, *pale], strict=False):
        sheet.drawing.add(medal(badge.name, x, _MEDALS, _MEDAL, pale=badge in pale))

"""The page at the end of an evening: its three rounds side by side, from dusk to dawn."""

from functools import lru_cache
from typing import Final

import pygame

from game.session.outing import PARTS, Page, Row, light_in
from game.session.stretch import PHRASES
from game.ui import dares, disc, svg
from game.ui.badges import RADIUS, badge_words, medal
from game.ui.home_keys import draw_home_keys, homeward_overlay
from game.ui.lanterns import hanging_shape
from game.ui.scenery import sky_stops
from game.ui.shapes import mark, paper
from game.ui.sheet import Box, Overlay, Sheet, lay
from game.ui.svg import Stop
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, INK, MUTED_ON_PAPER, PLAYERS, SUN, TEXT_ON_PAPER, mix
from game.ui.words import Words

_SHADE: Final[tuple[Stop, ...]] = ((0, INK, 0.88), (0.24, INK, 0.8), (0.4, INK, 0.5), (1, INK, 0.66))
_HEADER: Final[Box] = (72, 36, 1776, 200)
_COLUMNS: Final[tuple[Box, ...]] = ((64, 252, 580, 692), (670, 252, 580, 692), (1276, 252, 580, 692))
_PICTURE: Final = 244.0
"""Height of a column's picture."""
_HORIZON: Final = 190.0
_FOOTER: Final[Box] = (40, 962, 1840, 100)
_GROWN: Final = 0.1
"""Who held a tenth of the time more in the end is told so."""
_MOST_MEDALS: Final = 8
_MEDAL, _PITCH = 1.35, 80.0
"""How large a medal is beside its own size, and from one to the next, stage units."""


def draw_outing(
    surface: pygame.Surface, page: Page, words: Words, *, homeward: bool = False, small: bool = False
) -> None:
    """Draw the page over whatever is on `surface`; rendered once and kept.

    Args:
        surface: what to draw on.
        page: the evening.
        words: the language.
        homeward: a kit without a pad to go back has stepped from `again` to `home`.
        small: somebody steers by such a kit.
    """
    lay(surface, [outing_overlay(surface.get_size(), page, words, small=small)])
    if homeward:
        lay(surface, [homeward_overlay(surface.get_size())])


def outing_overlay(size: tuple[int, int], page: Page, words: Words, *, small: bool = False) -> Overlay:
    """Return the page as an overlay for a window of `size` pixels."""
    return _overlay(size, page, words.lang, small=small)


def sentence(page: Page, words: Words) -> str:
    """Return the sentence that tells the evening."""
    rows, texts = page.rows, words.outing
    if page.grown is not None and page.grown >= _GROWN:
        return texts.grown.format(first=round(100 * rows[0].held), last=round(100 * rows[-1].held))
    if page.longest is not None and page.longest.longest_s >= 1:
        held = max(2, round(page.longest.longest_s))
        return texts.longest.format(held=held, part=getattr(texts, page.longest.part))
    return words.result.never


def lantern_row(
    sheet: Sheet, middle: tuple[float, float], lit: int, gilded: int, *, pitch: float, scale: float, edge: str = GOLD
) -> None:
    """Draw the eight lanterns of a round in a row, as many golden as dares were met, with stars of that `edge`."""
    for i in range(PHRASES):
        place = svg.place(middle[0] + (i - (PHRASES - 1) / 2) * pitch, middle[1], scale)
        gold = dares.gilt_shape(sheet.drawing, edge) if i < gilded else ""
        lantern = hanging_shape(sheet.drawing, 1.0 if i < lit else 0.0)
        sheet.drawing.add(svg.group(place, gold, lantern))


@lru_cache(maxsize=2)
def _overlay(size: tuple[int, int], page: Page, lang: str, *, small: bool) -> Overlay:
    sheet, words = Sheet(size, shade=_SHADE), Words(lang)
    _draw_header(sheet, page, words)
    for i, box in enumerate(_COLUMNS):
        _draw_column(sheet, box, PARTS[i], page.rows[i] if i < len(page.rows) else None, words)
    _draw_footer(sheet, page, words, small=small)
    return sheet.finish()


def _draw_header(sheet: Sheet, page: Page, words: Words) -> None:
    left, top, width, _ = _HEADER
    sheet.text((left, top + 60), words.outing.title, Style(44, GOLD, 900, shadow=True), _HEADER, width=700)
    told = Style(50, CREAM, 900, shadow=True)
    sheet.text((left, top + 122), sentence(page, words), told, _HEADER, width=width)
    text = words.outing.lanterns_gold if page.gilded else words.outing.lanterns
    count = text.format(count=page.lanterns, all=page.of_lanterns, gilded=page.gilded)
    style = Style(36, CREAM, 700, shadow=True)
    sheet.text((left, top + 180), count, style, _HEADER, width=width / 2 - 20)
    if page.led_by_both:
        led, right = words.outing.both_led, left + width
        sheet.text((right, top + 180), led, style, _HEADER, anchor="right", width=width / 2 - 20)


def _draw_column(sheet: Sheet, box: Box, part: str, row: Row | None, words: Words) -> None:
    sheet.card(box, paper(*box))
    _draw_place(sheet, box, part, row)
    left, top, width, height = box
    name = Style(46, MUTED_ON_PAPER, 900) if row is None else Style(46, CREAM, 900, shadow=True)
    sheet.text((left + 36, top + 62), getattr(words.outing, part), name, box, width=width - 250)
    middle = left + width / 2
    if row is None:
        text, place = words.outing.not_played, (middle, top + (_PICTURE + height) / 2 + 14)
        sheet.text(place, text, Style(36, MUTED_ON_PAPER, 700), box, anchor="centre", width=width - 72)
        return
    if row.score is not None:
        score = Style(60, CREAM, 900, tabular=True, shadow=True)
        sheet.text((left + width - 36, top + 70), str(round(row.score)), score, box, anchor="right")
    lantern_row(sheet, (middle, top + _PICTURE + 66), row.lanterns, row.gilded, pitch=64, scale=0.8, edge=SUN.dark)
    for i, (label, value) in enumerate(_told(row, words)):
        y = top + _PICTURE + 178 + i * 76
        sheet.drawing.add(svg.line(left + 36, y + 22, left + width - 36, y + 22, MUTED_ON_PAPER, 2, 0.25))
        sheet.text((left + 36, y), label, Style(34, MUTED_ON_PAPER, 700), box, width=width * 0.56)
        if value is not None:
            sheet.text((left + width - 36, y), value, Style(40, TEXT_ON_PAPER, 900), box, anchor="right", width=170)
    y = top + _PICTURE + 178 + 3 * 76
    sheet.text((left + 36, y), words.outing.ahead, Style(34, MUTED_ON_PAPER, 700), box, width=width * 0.56)
    _draw_ahead(sheet, left + width - 58, y - 12, row)


def _told(row: Row, words: Words) -> tuple[tuple[str, str], ...]:
    texts = words.outing
    found = "–" if row.found_s is None else texts.seconds.format(value=round(row.found_s))
    return (
        (texts.found, found),
        (texts.held, texts.seconds.format(value=round(row.longest_s))),
        (texts.together, texts.percent.format(value=round(100 * row.held))),
    )


def _draw_ahead(sheet: Sheet, x: float, y: float, row: Row) -> None:
    """Draw the sign of the side that went ahead, or both where neither did."""
    sides = (0, 1) if row.led is None else (row.seats.index(row.led),)
    for i, side in enumerate(reversed(sides)):
        sheet.drawing.add(mark(side, x - i * 50, y, 19, PLAYERS[side].paper))


def _draw_place(sheet: Sheet, box: Box, part: str, row: Row | None) -> None:
    """Draw a little of the place as it was at the end of the round: the closer the two, the higher their sun."""
    left, top, width, _ = box
    light, held = light_in(part, 0.0 if row is None else row.held), 0.0 if row is None else row.held
    horizon, right = top + _HORIZON, left + width
    frame = (
        f"M{svg.points(left, top + _PICTURE)}L{svg.points(left, top + 32)}Q{svg.points(left, top, left + 32, top)}"
        f"L{svg.points(right - 32, top)}Q{svg.points(right, top, right, top + 32)}L{svg.points(right, top + _PICTURE)}Z"
    )
    seen = 0.35 if row is None else 1.0
    sky = sheet.drawing.linear(0, top - 40, 0, top + _PICTURE + 80, *sky_stops(light))
    sheet.drawing.add(svg.path(frame, sky, opacity=seen))
    if row is not None:
        _draw_sun(sheet, left + width / 2, horizon - 14 - 64 * held, held)
    for height, bend, shade in ((0.0, 46.0, 0.42), (26.0, 22.0, 0.2)):
        y = horizon + height
        hill = (
            f"M{svg.points(left, top + _PICTURE)}L{svg.points(left, y)}"
            f"Q{svg.points(left + width * (0.3 + shade), y - bend, right, y + bend / 3)}"
            f"L{svg.points(right, top + _PICTURE)}Z"
        )
        sheet.drawing.add(svg.path(hill, mix(mix("#2D3766", "#86AE66", light), INK, shade), opacity=seen))


def _draw_sun(sheet: Sheet, x: float, y: float, held: float) -> None:
    """Draw both halves: joined where the two were one all the time."""
    sheet.drawing.add(sheet.drawing.glow(x, y, 150, "#FFE9B0", 0.3 + 0.4 * held))
    for player, side in ((0, -1), (1, 1)):
        place = svg.place(x + side * 40 * (1 - held), y, 62 / disc.RADIUS)
        sheet.drawing.add(svg.group(place, disc.half_shape(sheet.drawing, player)))


def _draw_footer(sheet: Sheet, page: Page, words: Words, *, small: bool) -> None:
    left, middle = _FOOTER[0] + 24 + RADIUS * _MEDAL, 1014.0
    shown = page.badges[:_MOST_MEDALS]
    for i, badge in enumerate(shown):
        sheet.drawing.add(medal(badge.name, left + i * _PITCH, middle, _MEDAL))
    told = badge_words(shown[0], words) if shown else ""
    text = words.join.small if small else told
    at = left + len(shown) * _PITCH
    sheet.text((at, middle + 12), text, Style(32, CREAM, 700, shadow=True), _FOOTER, width=1270 - at)
    draw_home_keys(sheet, words, _FOOTER)

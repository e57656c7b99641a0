"""The result card: the journey first, then the score, then everything for those who look deeper."""

from collections.abc import Sequence
from functools import lru_cache
from statistics import fmean

import pygame

from game.model.result import Result, TimelineRow
from game.ui import disc, drummer, plots, svg
from game.ui.card_foot import draw_foot
from game.ui.home_keys import homeward_overlay
from game.ui.menu_card import draw_keys
from game.ui.shapes import heart, mark, paper
from game.ui.sheet import Box, Overlay, Sheet, lay
from game.ui.text import Style
from game.ui.theme import CREAM, GOLD, INK, MUTED, MUTED_ON_PAPER, PLAYERS, TEXT_ON_PAPER, VERMILION, VERMILION_ON_PAPER
from game.ui.views import STANDARD_KEYS, KeyMap
from game.ui.words import LANGUAGES, Words

Kits = tuple[KeyMap, ...]

_TEMPO: Box = (64, 300, 1180, 404)
_HITS: Box = (1276, 300, 580, 404)
_CLOSENESS: Box = (64, 732, 578, 222)
_AHEAD: Box = (666, 732, 578, 222)
_PARTS: Box = (1276, 732, 580, 222)
_HEADER: Box = (366, 40, 1064, 250)
_KITS: Box = (1436, 24, 420, 266)
_HALF_TITLE = 340.0
_KIT_SIZE, _LOOSE_SIZE = 98.0, 76.0
_TITLE = Style(36, TEXT_ON_PAPER, 900)
_SHADE = ((0, INK, 0.9), (0.24, INK, 0.84), (0.36, INK, 0.5), (1, INK, 0.6))
"""Darkens what is behind the cards, most behind the sentence."""
_ONE_LINE = 44
"""A sentence that fits into one line at this size or above is not broken into two."""
_AT_ONCE_S = 2.0
_WARM_LINES = ((85.0, "warm_top"), (65.0, "warm_high"), (40.0, "warm_middle"), (0.0, "warm_low"))


def draw_result(
    surface: pygame.Surface,
    result: Result,
    timeline: Sequence[TimelineRow],
    words: Words,
    asynchronies_ms: Sequence[float] = (),
    *,
    best: str | None = None,
    homeward: bool = False,
    kits: Kits = (),
) -> None:
    """Draw the result of a duet over whatever is on `surface`; rendered once per result and kept.

    Args:
        surface: what to draw on.
        result: the duet, judged.
        timeline: what was shown, row by row; the plots leave out what it does not hold.
        words: the language.
        asynchronies_ms: player 1 minus player 2 at matched strokes; with them the histogram is drawn, without them
            mean and spread.
        best: the sentence about this pair's best, or None to leave it out.
        homeward: a kit without a pad to go back has stepped from `again` to `home`.
        kits: the menu keys of both players' kits; they are shown unless both have the usual ones.
    """
    overlay = result_overlay(surface.get_size(), result, timeline, words, asynchronies_ms, best=best, kits=kits)
    lay(surface, [overlay])
    if homeward:
        lay(surface, [homeward_overlay(surface.get_size())])


def result_overlay(
    size: tuple[int, int],
    result: Result,
    timeline: Sequence[TimelineRow],
    words: Words,
    asynchronies_ms: Sequence[float] = (),
    *,
    best: str | None = None,
    kits: Kits = (),
) -> Overlay:
    """Return the result card as an overlay for a window of `size` pixels."""
    shown = kits if any(keys != STANDARD_KEYS for keys in kits) else ()
    return _overlay(size, result, tuple(timeline), words.lang, tuple(asynchronies_ms), best=best, kits=shown)


@lru_cache(maxsize=2)
def _overlay(
    size: tuple[int, int],
    result: Result,
    timeline: tuple[TimelineRow, ...],
    lang: str,
    asynchronies_ms: tuple[float, ...],
    *,
    best: str | None,
    kits: Kits,
) -> Overlay:
    words = Words(lang)
    sheet = Sheet(size, shade=_SHADE)
    _draw_score(sheet, result)
    _draw_header(sheet, result, words, best)
    if kits:
        _draw_kits(sheet, words, kits)
    else:
        _draw_faces(sheet, result)
    _draw_tempo(sheet, result, timeline, words)
    _draw_hits(sheet, result, asynchronies_ms, words)
    _draw_closeness(sheet, timeline, words)
    _draw_ahead(sheet, timeline, asynchronies_ms, words)
    _draw_parts(sheet, result, words)
    draw_foot(sheet, result, words)
    return sheet.finish()


def journey(result: Result, words: Words) -> str:
    """Return the sentence that tells what the two of them did."""
    together = result.together
    if together.first_s is None or together.longest_s < 1:
        return words.result.never
    held = max(2, round(together.longest_s))
    if together.first_s < _AT_ONCE_S:
        return words.result.found_at_once.format(held=held)
    return words.result.found.format(first=round(together.first_s), held=held)


def warm_line(result: Result, words: Words) -> str:
    """Return a line that says how close they were, kindly; without a score, what it takes, and never who was missed."""
    if result.score is None:
        return words.result.no_score_alone if 0 in result.hits else words.result.no_score
    key = next(name for least, name in _WARM_LINES if result.score >= least)
    return str(getattr(words.result, key))


def _draw_score(sheet: Sheet, result: Result) -> None:
    x, y, scale = 184, 156, 112 / disc.RADIUS
    sheet.drawing.add(sheet.drawing.glow(x, y, 250, "#FFE9B0", 0.55, 0.2))
    for reach, seen in ((1.17, 0.5), (1.32, 0.3)):
        sheet.drawing.add(svg.circle(x, y, 112 * reach, "none", CREAM, 4, seen))
    sheet.drawing.add(svg.group(svg.place(x, y, scale), disc.sun_shape(sheet.drawing)))
    sheet.drawing.add(svg.circle(x, y, 78, "#FFEFC2"), heart(x, y + 6, 72, VERMILION))
    if result.score is not None:
        number = Style(64, "#FFFFFF", 900, tabular=True)
        sheet.text((x, y + 20), str(round(result.score)), number, (x - 118, y - 118, 236, 236), anchor="centre")


def _draw_header(sheet: Sheet, result: Result, words: Words, best: str | None) -> None:
    sentence = journey(result, words) if result.score is not None else words.result.warm_none
    style = Style(54 if best is None else 48, CREAM, 900, shadow=True)
    one_line = sheet.type.fitted(sentence, style, 1040)
    style = one_line if one_line.size >= _ONE_LINE else style
    top = 112.0 if best is None else 96.0
    rows = sheet.lines((372, top), sentence, style, _HEADER, width=1040, most=2)
    below = top + rows * style.size * 1.25
    warm = Style(38 if best is None else 34, GOLD, 700)
    roomy = best is None and rows == 1 and sheet.layout.roomy
    most = 1 if rows > 1 or roomy else 2
    rows = sheet.lines((374, below + 4), warm_line(result, words), warm, _HEADER, width=1040, most=most)
    if roomy:
        others = "   ".join(warm_line(result, Words(lang)) for lang in LANGUAGES if lang != words.lang)
        sheet.text((374, below + 58), others, Style(30, MUTED, 700), _HEADER, width=1040)
    if best is not None:
        sheet.drawing.add(heart(390, below + rows * 42 + 2, 15, VERMILION))
        sheet.text((420, below + rows * 42 + 14), best, Style(34, CREAM, 700, shadow=True), _HEADER, width=980)


def _draw_faces(sheet: Sheet, result: Result) -> None:
    for player, x in ((0, 1520), (1, 1750)):
        mood = "joy" if (result.score or 0) >= 40 else "smile"
        sheet.drawing.add(svg.group(svg.place(x, 300 + 262 * 0.94, 0.94), drummer.bust(player, mood)))


def _draw_kits(sheet: Sheet, words: Words, kits: Kits) -> None:
    """Draw which pads are the keys of each kit, where the usual ones are not there."""
    for player, keys in enumerate(kits):
        x = 1534.0 + 212 * player
        sheet.drawing.add(mark(player, x, 44, 15, PLAYERS[player].main))
        draw_keys(sheet, (x, 146, _LOOSE_SIZE if keys.loose else _KIT_SIZE), keys, player)
    if any(keys.small for keys in kits):
        style = Style(28, CREAM, 700)
        sheet.lines((1640, 244), words.join.small, style, _KITS, anchor="centre", width=_KITS[2])


def _titled(sheet: Sheet, box: Box, title: str, width: float = 300) -> Box:
    sheet.card(box, paper(*box))
    sheet.text((box[0] + 36, box[1] + 54), title, _TITLE, box, width=width)
    return box


def _draw_tempo(sheet: Sheet, result: Result, timeline: tuple[TimelineRow, ...], words: Words) -> None:
    box = _titled(sheet, _TEMPO, words.result.tempo)
    frame = plots.tempo_frame(timeline, (box[0] + 112, box[1] + 96, box[2] - 172, box[3] - 168))
    if frame is None:
        _say_nothing(sheet, box, words, result)
        return
    left = box[0] + 60 + sheet.type.width(words.result.tempo, _TITLE) + 30
    for player, x in ((0, left), (1, left + 106)):
        colour = PLAYERS[player].paper
        sheet.drawing.add(
            mark(player, x, box[1] + 42, 13, colour), svg.line(x + 20, box[1] + 42, x + 56, box[1] + 42, colour, 8)
        )
    if round(result.together.seconds) > 0:
        sheet.drawing.add(svg.rect(left + 206, box[1] + 28, 44, 28, 10, GOLD))
        text = words.result.together.format(time=plots.clock(result.together.seconds))
        sheet.text((left + 264, box[1] + 53), text, Style(30, MUTED_ON_PAPER, 700), box, width=360)
    plots.tempo_curves(sheet, frame, timeline, box)


def _draw_hits(sheet: Sheet, result: Result, asynchronies_ms: tuple[float, ...], words: Words) -> None:
    box = _titled(sheet, _HITS, words.result.hits)
    asynchrony = result.asynchrony
    area = (box[0] + 46, box[1] + 84, box[2] - 92, box[3] - 168)
    if asynchrony.pairs == 0 or asynchrony.mean_absolute_ms is None:
        plots.histogram(sheet, area, (), box)
        return
    text = words.result.ms.format(value=round(asynchrony.mean_absolute_ms))
    sheet.text((box[0] + box[2] - 36, box[1] + 54), text, Style(36, VERMILION_ON_PAPER, 900), box, anchor="right")
    if asynchronies_ms:
        plots.histogram(sheet, area, asynchronies_ms, box)
    else:
        plots.spread(sheet, area, asynchrony, box)


def _draw_closeness(sheet: Sheet, timeline: tuple[TimelineRow, ...], words: Words) -> None:
    box = _titled(sheet, _CLOSENESS, words.result.journey, width=_HALF_TITLE)
    plots.closeness(sheet, _half_frame(box, 0, 100, timeline), timeline, box)
    first, last = _thirds(timeline) if timeline else (None, None)
    if first is None or last is None:
        return
    right, y, style = box[0] + box[2] - 36, box[1] + 54, Style(36, TEXT_ON_PAPER, 900, tabular=True)
    sheet.text((right, y), str(last), style, box, anchor="right")
    tip = right - sheet.type.width(str(last), style) - 14
    sheet.drawing.add(plots.arrow(tip - 34, tip, y - 12, MUTED_ON_PAPER))
    sheet.text((tip - 48, y), str(first), style, box, anchor="right")


def _half_frame(box: Box, low: float, high: float, timeline: tuple[TimelineRow, ...]) -> plots.Frame:
    start_s, end_s = (timeline[0].t, timeline[-1].t) if timeline else (0.0, 0.0)
    return plots.Frame((box[0] + 96, box[1] + 90, box[2] - 132, box[3] - 114), low, high, start_s, end_s)


def _draw_ahead(
    sheet: Sheet, timeline: tuple[TimelineRow, ...], asynchronies_ms: tuple[float, ...], words: Words
) -> None:
    box = _titled(sheet, _AHEAD, words.result.ahead, width=_HALF_TITLE)
    shown = [row.asynchrony_ms for row in timeline if row.asynchrony_ms is not None]
    limit = plots.ahead_limit(shown)
    plots.ahead(sheet, _half_frame(box, -limit, limit, timeline), timeline)
    values = asynchronies_ms or tuple(shown)
    if values:
        first = round(100 * sum((value < 0) + (value == 0) / 2 for value in values) / len(values))
        style = Style(36, TEXT_ON_PAPER, 900, tabular=True)
        at = (box[0] + box[2] - 36, box[1] + 54)
        sheet.text(at, f"{first} : {100 - first}", style, box, anchor="right")


def _thirds(timeline: tuple[TimelineRow, ...]) -> tuple[int | None, int | None]:
    """Return the meter's mean over the first and the last third, or None where it showed nothing."""
    start, span = timeline[0].t, timeline[-1].t - timeline[0].t

    def mean(low: float, high: float) -> int | None:
        shown = [row.score for row in timeline if row.score is not None and low <= row.t - start <= high]
        return round(fmean(shown)) if shown else None

    return mean(0, span / 3), mean(span * 2 / 3, span)


def _draw_parts(sheet: Sheet, result: Result, words: Words) -> None:
    box = sheet.card(_PARTS, paper(*_PARTS))
    parts, names = result.parts, words.result
    shares = (parts.tempo, parts.phase, parts.groove, parts.balance) if parts else (None,) * 4
    named = (names.part_tempo, names.part_phase, names.part_groove, names.part_balance)
    values = list(zip(named, shares, strict=True))
    plots.bars(sheet, (box[0] + 36, box[1] + 18, box[2] - 72, box[3] - 36), values, box)


def _say_nothing(sheet: Sheet, box: Box, words: Words, result: Result) -> None:
    """Say that too little was heard, and show who was: a half each, an outline where nobody struck."""
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2 - 32
    for player, side in ((0, -1), (1, 1)):
        heard = result.hits[player] > 0
        shape = disc.half_shape(sheet.drawing, player) if heard else disc.absent_shape(player, paper=True)
        sheet.drawing.add(svg.group(svg.place(x + side * 34, y, 76 / disc.RADIUS), shape))
    style = Style(32, MUTED_ON_PAPER, 700)
    sheet.lines((x, y + 128), words.result.nothing, style, box, anchor="centre", width=box[2] - 80)

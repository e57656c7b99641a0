"""Plots on paper: both tempo curves, asynchronies, closeness over the round, bars of the score's parts."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.model.result import Asynchrony, TimelineRow
from game.ui import svg
from game.ui.shapes import chevron, heart, mark
from game.ui.sheet import Box, Sheet
from game.ui.svg import Point
from game.ui.text import Style
from game.ui.theme import GOLD, MUTED_ON_PAPER, PAPER, PLAYERS, TEXT_ON_PAPER, VERMILION

_SMALL = Style(28, MUTED_ON_PAPER, 700, tabular=True)
_TICK_STEPS = (2, 5, 10, 20, 50, 100)
_MOST_POINTS = 120
_BINS = 25
_BIN_MS = 8.0
_WINDOW_MS = 40.0
_LEAST_AHEAD_MS, _MOST_AHEAD_MS = 20.0, 60.0
_TIME_STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800)
_MOST_STEPS = 5
_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot's area and the values at its edges."""

    box: Box
    low: float
    high: float
    start_s: float
    end_s: float

    def x(self, time_s: float) -> float:
        """Return where a time stands."""
        return self.box[0] + self.box[2] * (time_s - self.start_s) / max(1e-9, self.end_s - self.start_s)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        share = (value - self.low) / max(1e-9, self.high - self.low)
        return self.box[1] + self.box[3] * (1 - max(0.0, min(1.0, share)))


def clock(seconds: float) -> str:
    """Return seconds as minutes and seconds, `1:05`."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def tempo_frame(timeline: Sequence[TimelineRow], box: Box) -> Frame | None:
    """Return the frame that holds both tempos, or None where no tempo was heard."""
    tempos = [bpm for row in timeline for bpm in row.bpm if bpm is not None]
    if not tempos or len(timeline) < 2:
        return None
    low, high = min(tempos), max(tempos)
    room = max(3.0, (high - low) * 0.12)
    return Frame(box, low - room, high + room, timeline[0].t, timeline[-1].t)


def tempo_curves(sheet: Sheet, frame: Frame, timeline: Sequence[TimelineRow], card: Box) -> None:
    """Draw bands where the two were together, a grid, and both tempos."""
    _bands(sheet, frame, timeline)
    _grid(sheet, frame, card)
    _time_axis(sheet, frame, card)
    _between(sheet, frame, timeline)
    curves = [_pieces(timeline, frame, _bpm_of(player)) for player in (0, 1)]
    for player in (1, 0):
        for piece in curves[player]:
            data = svg.smooth(piece)
            sheet.drawing.add(svg.path(data, "none", PAPER, 13), svg.path(data, "none", PLAYERS[player].paper, 8))
    for player in (1, 0):
        _signs(sheet, player, curves[player], frame)
    last = [piece[-1][-1] for piece in curves if piece]
    if timeline[-1].state == "together" and len(last) == 2:
        sheet.drawing.add(heart(frame.x(frame.end_s), (last[0][1] + last[1][1]) / 2, 22, VERMILION))


def _between(sheet: Sheet, frame: Frame, timeline: Sequence[TimelineRow]) -> None:
    """Shade what lies between both tempos: how far apart the two were."""
    upper, lower = (_pieces(timeline, frame, _bpm_of(player), where=_both) for player in (0, 1))
    for there, back in zip(upper, lower, strict=True):
        outline = svg.smooth(there) + "".join(f"L{svg.points(*point)}" for point in reversed(back)) + "Z"
        sheet.drawing.add(svg.path(outline, PLAYERS[1].paper, opacity=0.16))


def _both(row: TimelineRow) -> bool:
    return None not in row.bpm


def _bpm_of(player: int) -> Callable[[TimelineRow], float | None]:
    return lambda row: row.bpm[player]


def _pieces(
    timeline: Sequence[TimelineRow],
    frame: Frame,
    value: Callable[[TimelineRow], float | None],
    *,
    where: Callable[[TimelineRow], bool] = lambda _: True,
) -> list[list[Point]]:
    """Return curves through the rows `where` there is a value; a gap of no data stays a gap."""
    step = max(1, len(timeline) // _MOST_POINTS)
    pieces: list[list[Point]] = [[]]
    for i, row in enumerate(timeline):
        found = value(row) if where(row) else None
        if found is None:
            pieces.append([])
        elif i % step == 0 or i == len(timeline) - 1 or not pieces[-1]:
            pieces[-1].append((frame.x(row.t), frame.y(found)))
    return [piece for piece in pieces if len(piece) > 1]


def _bands(sheet: Sheet, frame: Frame, timeline: Sequence[TimelineRow]) -> None:
    x, y, w, h = frame.box
    began: float | None = None
    for row, following in zip(timeline, [*timeline[1:], None], strict=True):
        if row.state == "together" and began is None:
            began = row.t
        if began is not None and (following is None or following.state != "together"):
            left, right = frame.x(began), frame.x(following.t if following else row.t)
            width = max(6.0, right - left)
            sheet.drawing.add(svg.rect(min(left, x + w - width), y - 10, width, h + 20, 12, GOLD, opacity=0.55))
            began = None


def _grid(sheet: Sheet, frame: Frame, card: Box) -> None:
    x, _, w, _ = frame.box
    step = next((step for step in _TICK_STEPS if (frame.high - frame.low) / step <= 5), _TICK_STEPS[-1])
    tick = -(-int(frame.low) // step) * step
    while tick <= frame.high:
        y = frame.y(tick)
        if tick >= frame.low:
            sheet.drawing.add(svg.line(x, y, x + w, y, TEXT_ON_PAPER, 2, 0.16))
            sheet.text((x - 20, y + 10), str(tick), _SMALL, card, anchor="right")
        tick += step


def _time_axis(sheet: Sheet, frame: Frame, card: Box) -> None:
    span = frame.end_s - frame.start_s
    whole_hours = math.ceil(span / _MOST_STEPS / _HOUR_S) * _HOUR_S
    step = next((step for step in _TIME_STEPS_S if span / step <= _MOST_STEPS), whole_hours)
    y = frame.box[1] + frame.box[3] + 46
    at = 0.0
    while at <= span + 0.5:
        sheet.text((frame.x(frame.start_s + min(at, span)), y), clock(at), _SMALL, card, anchor="centre")
        at += step


def _signs(sheet: Sheet, player: int, pieces: list[list[Point]], frame: Frame) -> None:
    """Put the player's sign on the curve now and then: colour is never alone."""
    every = frame.box[2] / 4
    due = frame.box[0] + (every / 2 if player else 0)
    for x, y in (point for piece in pieces for point in piece):
        if x >= due:
            sheet.drawing.add(mark(player, x, y, 12, PLAYERS[player].paper, PAPER, 4))
            due = x + every


def histogram(sheet: Sheet, box: Box, asynchronies_ms: Sequence[float], card: Box) -> None:
    """Draw how many matched strokes had which asynchrony: left = player 1 first, right = player 2 first."""
    counts = [0] * _BINS
    for value in asynchronies_ms:
        counts[max(0, min(_BINS - 1, round(value / _BIN_MS) + _BINS // 2))] += 1
    x, y, w, h = box
    cell, most = w / _BINS, max(1, *counts)
    _window(sheet, box, cell / _BIN_MS)
    for i, count in enumerate(counts):
        middle = i == _BINS // 2
        colour = VERMILION if middle else PLAYERS[0 if i < _BINS // 2 else 1].paper
        tall = max(6.0, (h - 20) * count / most)
        sheet.drawing.add(svg.rect(x + i * cell + 2, y + h - tall, cell - 4, tall, min(7.0, tall / 2), colour))
    _asynchrony_axis(sheet, box, cell / _BIN_MS, card)


def spread(sheet: Sheet, box: Box, asynchrony: Asynchrony, card: Box) -> None:
    """Draw mean and spread of the asynchronies on the same scale as the histogram."""
    x, y, w, h = box
    per_ms = w / _BINS / _BIN_MS
    _window(sheet, box, per_ms)
    mean, sd = asynchrony.mean_ms or 0.0, asynchrony.sd_ms or 0.0
    limit = _BINS / 2 * _BIN_MS - 6
    middle = x + w / 2 + per_ms * max(-limit, min(limit, mean))
    left, right = (x + w / 2 + per_ms * max(-limit, min(limit, mean + way * sd)) for way in (-1, 1))
    at = y + h * 0.5
    player = 0 if mean < 0 else 1
    sheet.drawing.add(svg.line(left, at, right, at, PLAYERS[player].paper, 22, 0.35))
    sheet.drawing.add(svg.line(left, at - 30, left, at + 30, PLAYERS[player].paper, 6))
    sheet.drawing.add(svg.line(right, at - 30, right, at + 30, PLAYERS[player].paper, 6))
    sheet.drawing.add(heart(middle, at, 26, VERMILION))
    _asynchrony_axis(sheet, box, per_ms, card)


def _window(sheet: Sheet, box: Box, per_ms: float) -> None:
    x, y, w, h = box
    half = _WINDOW_MS * per_ms
    sheet.drawing.add(svg.rect(x + w / 2 - half, y, 2 * half, h, 12, GOLD, opacity=0.5))


def _asynchrony_axis(sheet: Sheet, box: Box, per_ms: float, card: Box) -> None:
    x, y, w, h = box
    base = y + h + 5
    sheet.drawing.add(svg.line(x, base, x + w, base, TEXT_ON_PAPER, 3, 0.35))
    for player, side, end in ((0, 1, x), (1, -1, x + w)):
        colour = PLAYERS[player].paper
        sign = chevron(end + side * 52, base + 38, 10, colour, -90 * side, 6)
        sheet.drawing.add(mark(player, end + side * 16, base + 38, 13 - player, colour), sign)
    sheet.drawing.add(heart(x + w / 2, base + 36, 15, VERMILION))
    for side, text in ((-1, "−40"), (1, "+40")):
        sheet.text((x + w / 2 + side * _WINDOW_MS * per_ms, base + 47), text, _SMALL, card, anchor="centre")


def closeness(sheet: Sheet, frame: Frame, timeline: Sequence[TimelineRow], card: Box) -> None:
    """Draw the meter over the round as a hill, with a line at each third."""
    x, y, w, h = frame.box
    for piece in _pieces(timeline, frame, lambda row: row.score):
        outline = svg.smooth(piece) + f"L{svg.points(piece[-1][0], y + h)}L{svg.points(piece[0][0], y + h)}Z"
        sheet.drawing.add(svg.path(outline, GOLD, opacity=0.75), svg.path(svg.smooth(piece), "none", VERMILION, 7))
    sheet.drawing.add(svg.line(x, y + h, x + w, y + h, TEXT_ON_PAPER, 3, 0.5))
    for third in (1, 2):
        at = x + w * third / 3
        sheet.drawing.add(svg.line(at, y, at, y + h, TEXT_ON_PAPER, 2, 0.2))
    for value in (50, 100) if timeline else ():
        sheet.text((x - 20, frame.y(value) + 10), str(value), _SMALL, card, anchor="right")


def ahead_limit(asynchronies_ms: Sequence[float]) -> float:
    """Return the asynchrony at the edge of the plot of who was ahead, ms: small ones stay small."""
    return max(_LEAST_AHEAD_MS, min(_MOST_AHEAD_MS, max(map(abs, asynchronies_ms), default=0.0)))


def ahead(sheet: Sheet, frame: Frame, timeline: Sequence[TimelineRow]) -> None:
    """Draw who struck first over the round: above the line player 1, below it player 2."""
    x, y, w, h = frame.box
    middle = y + h / 2
    for piece in _pieces(timeline, frame, lambda row: None if row.asynchrony_ms is None else -row.asynchrony_ms):
        for player, nearest in ((0, min), (1, max)):
            edge = [(at, nearest(value, middle)) for at, value in piece]
            outline = [(piece[0][0], middle), *edge, (piece[-1][0], middle)]
            sheet.drawing.add(svg.polygon(outline, PLAYERS[player].paper))
    sheet.drawing.add(svg.line(x, middle, x + w, middle, TEXT_ON_PAPER, 4))
    for player, at in ((0, y + h * 0.2), (1, y + h * 0.8)):
        sheet.drawing.add(mark(player, x - 42, at, 16 - player, PLAYERS[player].paper))


def arrow(start: float, end: float, y: float, colour: str) -> str:
    """Return an arrow to the right."""
    head = svg.path(f"M{end - 10} {y - 9}L{end} {y}L{end - 10} {y + 9}", "none", colour, 5)
    return svg.line(start, y, end, y, colour, 5) + head


def bars(sheet: Sheet, box: Box, values: Sequence[tuple[str, float | None]], card: Box) -> None:
    """Draw named shares 0 to 1 as bars, one under the other; an unknown one stays empty."""
    x, y, w, h = box
    step = h / len(values)
    for i, (name, share) in enumerate(values):
        middle = y + step * (i + 0.5)
        sheet.text((x, middle + 11), name, Style(30, TEXT_ON_PAPER, 700), card, width=170)
        length = w - 180 - 80
        sheet.drawing.add(svg.rect(x + 180, middle - 11, length, 22, 11, "#E4D5B6"))
        if share is None:
            continue
        if share > 0.01:
            sheet.drawing.add(svg.rect(x + 180, middle - 11, max(22.0, length * min(1.0, share)), 22, 11, VERMILION))
        number = Style(32, TEXT_ON_PAPER, 900, tabular=True)
        sheet.text((x + w, middle + 11), str(round(100 * share)), number, card, anchor="right")

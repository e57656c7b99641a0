"""The gold bar on the row that is steered, and its way from row to row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pygame

from game.session.steps import Step, Steps
from game.ui import svg
from game.ui.kept import kept
from game.ui.sheet import Box, Overlay, Sheet
from game.ui.springs import SAFE_GAP_S
from game.ui.theme import GOLD, Layout
from game.ui.views import Bar

GLIDE_S: Final = 0.16
TURN_S: Final = 0.6
"""So much longer the way takes with each turn of direction that came just before."""
MOST_TURNS: Final = 2
ROLL_SPEED: Final = 1.4
"""Rows a second that it goes at most after so many turns, however far it is steered."""
NOTCH: Final = 28.0
"""How far the notch stands out on the left of a row, stage units."""


def bar_place(steps: Steps, now_s: float) -> Bar | None:
    """Return where the bar is at `now_s`, or None once it has come.

    A step takes it to its row in 160 ms. Where steps that follow each other within 333 ms turn to and fro, each takes
    longer than the one before, so that in a roll the bar stays between the rows instead of blinking on both; once no
    step follows it comes.
    """
    glide_s, start = GLIDE_S, 0.0
    turns_s: list[float] = []
    last: Step | None = None
    for step in steps:
        start = float(step.before) if last is None else _on_the_way(start, last, glide_s, step.time_s)
        if last is None or step.time_s - last.time_s >= SAFE_GAP_S:
            turns_s.clear()
        elif (step.row - step.before) * (last.row - last.before) < 0:
            turns_s.append(step.time_s)
        turning = sum(step.time_s - turn_s < 1 for turn_s in turns_s)
        glide_s = GLIDE_S + TURN_S * min(MOST_TURNS, turning)
        if turning >= MOST_TURNS:
            glide_s = max(glide_s, 3 * abs(step.row - start) / ROLL_SPEED)  # it begins three times as fast as its mean
        last = step
    if last is None:
        return None
    at = _on_the_way(start, last, glide_s, now_s)
    return None if at == last.row else Bar(at, last.row, turning=glide_s > GLIDE_S)


def _on_the_way(start: float, step: Step, glide_s: float, now_s: float) -> float:
    since_s = max(0.0, now_s - step.time_s)
    left = _left(min(since_s, SAFE_GAP_S) / glide_s) * _left((since_s - SAFE_GAP_S) / GLIDE_S)
    return step.row + (start - step.row) * left


def _left(share: float) -> float:
    """Return how much of a way is left, fast first."""
    return (1 - max(0.0, min(1.0, share))) ** 3


def bar_overlays(size: tuple[int, int], boxes: Sequence[Box], bar: Bar) -> list[Overlay]:
    """Return the bar over rows that lie in `boxes`, and the notch that tells which row is chosen."""
    notch = bar.row if bar.turning else bar.at
    return [_lowered(size, boxes, _plate(size, boxes[0]), bar.at), _lowered(size, boxes, _notch(size, boxes[0]), notch)]


def bar_area(size: tuple[int, int], boxes: Sequence[Box], at: float) -> pygame.Rect:
    """Return the pixels that the bar covers where it is `at` rows from the top."""
    layout, (x, y, w, h) = Layout(size), boxes[0]
    pitch = boxes[1][1] - y if len(boxes) > 1 else 0.0
    return pygame.Rect(layout.at(x, y + at * pitch), (layout.length(w), layout.length(h)))


def _lowered(size: tuple[int, int], boxes: Sequence[Box], picture: Overlay, rows: float) -> Overlay:
    """Return a picture of the first row at another one."""
    down = bar_area(size, boxes, rows).top - bar_area(size, boxes, 0).top
    return replace(picture, corner=(picture.corner[0], picture.corner[1] + down))


@kept(8)
def _plate(size: tuple[int, int], box: Box) -> Overlay:
    sheet = Sheet(size)
    sheet.drawing.add(svg.rect(*box, 28, GOLD))
    return sheet.finish(box)


@kept(8)
def _notch(size: tuple[int, int], box: Box) -> Overlay:
    sheet, (x, y, _, h) = Sheet(size), box
    middle, reach = y + h / 2, h * 0.2
    corners = (x - 20, middle - reach), (x - 20, middle + reach), (x + 6, middle)
    sheet.drawing.add(svg.polygon(corners, GOLD, GOLD, 6))
    return sheet.finish((x - NOTCH, middle - reach - 8, NOTCH + 14, 2 * reach + 16))

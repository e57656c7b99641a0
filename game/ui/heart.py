"""The disc in play: two halves, the threads between them, the lead lantern, and the sun they become."""

import math
from collections.abc import Iterator
from itertools import pairwise

import pygame

from game.model.snapshot import Snapshot
from game.ui import disc, svg
from game.ui.lanterns import hanging_shape
from game.ui.motion import MotionState
from game.ui.shapes import heart
from game.ui.sprite import Sprite
from game.ui.svg import Drawing
from game.ui.theme import CREAM, INK, MOON, PLAYERS, SUN, VERMILION, Layout, rgb

_PULSES = 5
_PULSE_SCALE = 0.03
_SWING_STEP = 3
_SWING_MOST = 36
_LANTERN_ARM = disc.RADIUS * 0.8 + 100
_PIVOT = (disc.CENTRE[0], disc.CENTRE[1] + disc.RADIUS * 0.2)
_THREADS = ((-0.42, CREAM, 4), (0.0, VERMILION, 6), (0.42, CREAM, 4))
_SQUASH = (0.0, 0.01, 0.02, 0.03, 0.04)
_SUNK = 150
"""How far the sun sinks in the end, stage units: its rim touches the hill."""
_LEAD_GONE = 0.45
"""How far the sun has sunk when the lead lantern is gone: any deeper, it would hang before the stone lanterns."""
_HEARTS = 14
_HEART_SIZES = (34, 24, 28)
_HEART_COLOURS = (VERMILION, SUN.light, MOON.light, CREAM)
_MEETING, _COVERED = 0.62, 0.8
"""Levels of joining at which the sun begins to show and at which it covers the halves."""
_BENDS = 16
"""Straight pieces that a thread is drawn with."""
_Weights = tuple[float, float, float, float]
_WEIGHTS: tuple[_Weights, ...] = tuple(
    ((1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3) for u in (i / _BENDS for i in range(_BENDS + 1))
)


class Heart:
    """Everything in the middle of the picture."""

    def __init__(self, layout: Layout) -> None:
        """Render halves, sun, threads and lantern for one window size."""
        scale = layout.scale
        self._layout = layout
        self._halves = [
            [Sprite.of(disc.half(player, size), scale).packed() for size in _pulse_sizes()] for player in (0, 1)
        ]
        self._absent = [Sprite.of(disc.absent_half(player), scale).packed() for player in (0, 1)]
        self._lights = [Sprite.of(disc.half_light(player), scale) for player in (0, 1)]
        self._landing = [Sprite.of(disc.sun(squash), scale) for squash in _SQUASH]
        self._sun = [Sprite.of(disc.sun(0, size), scale) for size in _pulse_sizes()]
        self._sunlight = Sprite.of(disc.sun_light(), scale)
        self._hearts = [Sprite.of(_small_heart(i), scale) for i in range(_HEARTS)]
        self._promise = Sprite.of(disc.promise(), scale)
        self._warmth = _warmth(scale)
        self._dots = Sprite.of(_lead_scale(), scale)
        self._swings = {
            degrees: Sprite.of(_lead_lantern(degrees), scale)
            for degrees in range(-_SWING_MOST, _SWING_MOST + 1, _SWING_STEP)
        }

    def lead_box(self) -> pygame.Rect:
        """Return the pixels where the lead lantern swings."""
        reach = _LANTERN_ARM + 96
        side = reach * math.sin(math.radians(_SWING_MOST)) + 90
        left, top = self._layout.at(_PIVOT[0] - side, _PIVOT[1] - 8)
        right, bottom = self._layout.at(_PIVOT[0] + side, _PIVOT[1] + reach)
        return pygame.Rect(left, top, right - left, bottom - top)

    def box(self) -> pygame.Rect:
        """Return the pixels in which the halves move, their light included."""
        wide, tall = disc.RADIUS * 1.70 + 79, disc.RADIUS * 1.25 + 28
        left, top = self._layout.at(disc.CENTRE[0] - wide, disc.CENTRE[1] - tall)
        right, bottom = self._layout.at(disc.CENTRE[0] + wide, disc.CENTRE[1] + tall)
        return pygame.Rect(left, top, right - left, bottom - top)

    def sun_box(self) -> pygame.Rect:
        """Return the pixels of the joined sun."""
        r = disc.RADIUS + 8
        left, top = self._layout.at(disc.CENTRE[0] - r, disc.CENTRE[1] - r)
        right, bottom = self._layout.at(disc.CENTRE[0] + r, disc.CENTRE[1] + r)
        return pygame.Rect(left, top, right - left, bottom - top)

    def parts(self, target: pygame.Surface, snapshot: Snapshot, motion: MotionState) -> Iterator[None]:
        """Draw the middle of the picture."""
        shown = motion.lead_shown * max(0.0, 1 - motion.sink / _LEAD_GONE)
        if shown > 0:
            self._draw_lead(target, motion, shown)
            yield
        if motion.joined < _COVERED:
            self._draw_lights(target, snapshot, motion)
            yield
            self._draw_threads(target, motion)
            yield
            self._draw_halves(target, snapshot, motion)
            yield
        if motion.joined > 0:
            self._draw_sun(target, motion)
            yield
        if motion.burst > 0:
            self._draw_burst(target, motion)
            yield

    def _half_at(self, index: int, motion: MotionState) -> tuple[float, float]:
        side = (-1, 1)[index]
        return disc.CENTRE[0] + side * motion.gap / 2, _height(motion) + side * motion.slip / 2

    def _draw_lights(self, target: pygame.Surface, snapshot: Snapshot, motion: MotionState) -> None:
        for index, player in enumerate(snapshot.players):
            if player.present:
                x, y = self._half_at(index, motion)
                place = self._layout.at(x + (-1, 1)[index] * disc.RADIUS * 0.45, y)
                self._lights[index].draw(target, *place)
        if motion.near > 0:
            self._promise.draw(
                target, *self._layout.at(disc.CENTRE[0], _height(motion)), alpha=round(motion.near * 255)
            )

    def _draw_halves(self, target: pygame.Surface, snapshot: Snapshot, motion: MotionState) -> None:
        for index, player in enumerate(snapshot.players):
            sprites = self._halves[index]
            sprite = sprites[round(motion.pulse[index] * (_PULSES - 1))] if player.present else self._absent[index]
            sprite.draw(target, *self._layout.at(*self._half_at(index, motion)))

    def _draw_threads(self, target: pygame.Surface, motion: MotionState) -> None:
        if motion.gap < 4:
            return
        for height, colour, width in _THREADS:
            if motion.gap <= 30 and height:
                continue
            places = self._thread(height, motion)
            if motion.near > 0 and not height:
                dx, dy = self._warmth.offset
                target.fblits([(self._warmth.surface, (x + dx, y + dy)) for x, y in places])
            self._string(target, colour, width, places)

    def _string(self, target: pygame.Surface, colour: str, width: float, places: list[svg.Point]) -> None:
        """Draw a soft line of `width` stage units through pixels."""
        thick = max(1, round(width * self._layout.scale))
        for start, end in pairwise(places):
            pygame.draw.aaline(target, rgb(colour), start, end, thick)

    def _thread(self, height: float, motion: MotionState) -> list[svg.Point]:
        """Return points, in pixels, of a thread that hangs between the same height of both halves."""
        (x0, y0), (x1, y1) = self._half_at(0, motion), self._half_at(1, motion)
        y0, y1 = y0 + disc.RADIUS * height, y1 + disc.RADIUS * height
        sag = 8 + motion.gap * 0.30 if motion.gap > 30 else 0.0
        corners = ((x0 - 8, y0), (x0 + motion.gap * 0.3, y0 + sag), (x1 - motion.gap * 0.3, y1 + sag), (x1 + 8, y1))
        return [self._exact(*_bezier(corners, weights)) for weights in _WEIGHTS]

    def _exact(self, x: float, y: float) -> svg.Point:
        return (x - self._layout.left) * self._layout.scale, (y - self._layout.top) * self._layout.scale

    def _draw_sun(self, target: pygame.Surface, motion: MotionState) -> None:
        # The halves close first; the common sun appears over them in the last part and lands softly.
        begins = 0.0 if motion.calm else _MEETING
        shown = max(0.0, min(1.0, (motion.joined - begins) / (_COVERED - begins)))
        landing = 0.0 if motion.calm else max(0.0, 1 - abs(motion.joined - 0.86) / 0.14)
        sprite = self._landing[round(landing * (len(_SQUASH) - 1))]
        if motion.joined >= 1:
            sprite = self._sun[round(max(motion.pulse) * (_PULSES - 1))]
        place = self._layout.at(disc.CENTRE[0], _height(motion))
        # The backdrop's light stays where the sun was; the sinking sun brings its own.
        self._sunlight.draw(target, *place, alpha=round(shown * motion.sink * 255))
        sprite.draw(target, *place, alpha=round(shown * 255))

    def _draw_burst(self, target: pygame.Surface, motion: MotionState) -> None:
        """Draw the hearts that fly out once and then stay: nothing goes bright and dark again."""
        flown = 1.0 if motion.calm else 1 - (1 - motion.burst) ** 3
        alpha = round(255 * min(1.0, motion.burst * 2.5))
        for i, sprite in enumerate(self._hearts):
            angle = 2 * math.pi * (i + 0.5) / _HEARTS
            reach = disc.RADIUS * (1.0 + (0.52 + 0.24 * (i % 2)) * flown)
            x, y = disc.CENTRE[0] + 1.16 * reach * math.sin(angle), _height(motion) - reach * math.cos(angle)
            sprite.draw(target, *self._layout.at(x, y), alpha=alpha)

    def _draw_lead(self, target: pygame.Surface, motion: MotionState, shown: float) -> None:
        degrees = max(-_SWING_MOST, min(_SWING_MOST, motion.lead_degrees))
        x0, y0 = _PIVOT[0], _PIVOT[1] + _height(motion) - disc.CENTRE[1]
        alpha = round(shown * 255)
        self._dots.draw(target, *self._layout.at(x0, y0), alpha=alpha)
        swing = math.radians(degrees)
        x, y = x0 + _LANTERN_ARM * math.sin(swing), y0 + _LANTERN_ARM * math.cos(swing)
        reach = (_LANTERN_ARM - 52) * shown  # the thread is let down with the lantern
        top = (x0 + reach * math.sin(swing), y0 + reach * math.cos(swing))
        self._string(target, CREAM, 4, [self._exact(x0, y0), self._exact(*top)])
        step = round(degrees / _SWING_STEP) * _SWING_STEP
        self._swings[step].draw(target, *self._layout.at(x, y), alpha=alpha)


def _height(motion: MotionState) -> float:
    """Return how high the middle of the disc stands: it sinks softly, first and last slowly."""
    return disc.CENTRE[1] + _SUNK * motion.sink * motion.sink * (3 - 2 * motion.sink)


def _small_heart(index: int) -> Drawing:
    r = _HEART_SIZES[index % len(_HEART_SIZES)]
    drawing = Drawing(-r * 1.4, -r * 1.4, r * 2.8, r * 2.8)
    drawing.add(heart(0, 0, r * 1.16, INK, 0.35), heart(0, 0, r, _HEART_COLOURS[index % len(_HEART_COLOURS)]))
    return drawing


def _pulse_sizes() -> list[float]:
    """Return how large the disc is drawn, from rest to a player's own stroke."""
    return [1 + _PULSE_SCALE * i / (_PULSES - 1) for i in range(_PULSES)]


def _bezier(corners: tuple[svg.Point, svg.Point, svg.Point, svg.Point], weights: _Weights) -> svg.Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    a, b, c, d = weights
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _warmth(scale: float) -> Sprite:
    """Return the light around a point of the thread while the two come near."""
    drawing = Drawing(-22, -22, 44, 44)
    drawing.add(drawing.glow(0, 0, 22, "#FFE9B0", 0.28))
    return Sprite.of(drawing, scale)


def _lead_scale() -> Drawing:
    """Return the dots behind the lead lantern, seen from its pivot."""
    r = _LANTERN_ARM + 52
    drawing = Drawing(-r * 0.6, r * 0.7, r * 1.2, r * 0.4)
    for i in range(-5, 6):
        angle = math.radians(90 - i * 6)
        colour = CREAM if i == 0 else PLAYERS[0 if i < 0 else 1].main
        drawing.add(svg.circle(r * math.cos(angle), r * math.sin(angle), 4.5 if i else 7, colour))
    return drawing


def _lead_lantern(degrees: float) -> Drawing:
    drawing = Drawing(-100, -100, 200, 200)
    drawing.add(svg.group(svg.place(0, 0, 0.95, -degrees), hanging_shape(drawing, 1)))
    return drawing

"""The scenery behind the duet: five hours between dusk and dawn, cross-faded into one picture that is kept."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import pygame

from game.ui.motion import MotionState
from game.ui.raster import laid
from game.ui.rays import LEVELS, TURNS, Rays
from game.ui.scenery import landscape
from game.ui.svg import Drawing, rect
from game.ui.theme import Layout

_HOURS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_LIGHT_STEPS: Final = 64
_WARM_STEPS: Final = 16
_TURNS_PER_S: Final = 10
"""Places of the rays that they pass in a second: two degrees."""
_EVENING: Final = (
    (0.0, "#FF7A3C", 0.0), (0.22, "#FF7A3C", 0.04), (0.44, "#FF8A4A", 0.42), (0.56, "#FFB25E", 0.62),
    (0.70, "#FF8C42", 0.42), (1.0, "#B8481E", 0.26),
)  # fmt: skip
"""Light of the sinking sun: most at the horizon; the top stays blue so that the numbers can be read."""
_BANDS: Final = 12
"""The picture is made anew in this many strips, so that input is never kept waiting."""
_REPAINT_S: Final = 0.09
"""A picture that runs is made anew over this time and shown when it is whole, so that no frame takes long."""
_LEAP: Final = 4
"""More steps than these are no change of light but another scene: that one is painted at once."""


class _Look(NamedTuple):
    """How the scenery looks, in steps."""

    light: int
    warm: int
    rays: int
    turn: int

    @property
    def hour(self) -> tuple[int, int]:
        return self.light, self.warm

    def is_far_from(self, other: "_Look") -> bool:
        return any(abs(a - b) > _LEAP for a, b in zip(self[:3], other[:3], strict=True))


_NOTHING: Final = _Look(-99, 0, 0, 0)


class Backdrop:
    """Sky, land and the sun's rays at any daylight."""

    def __init__(self, layout: Layout) -> None:
        """Paint the hours for one window size."""
        self._hours = [_opaque(landscape(layout, hour).render(layout.scale), layout.size) for hour in _HOURS]
        self._evening = _evening(layout)
        self._rays = Rays(layout)
        self._unlit, self._shown, self._next = (pygame.Surface(layout.size, depth=32) for _ in range(3))
        self._bands = _bands(layout.size)
        self._look = self._coming = _NOTHING
        """What is shown, and what is being painted to be shown next: the same if nothing is."""
        self._painted, self._since_s, self._now_s = 0, 0.0, 0.0
        self._unlit_hour = self._lit_hour = self._next_hour = _NOTHING.hour
        """The hour of the scenery without the sun's light, the one that the light was made for, and that of the picture
        which is painted over."""

    def parts(self, target: pygame.Surface, motion: MotionState, now_s: float) -> Iterator[None]:
        """Draw the scenery in its daylight, with the sun's rays as they stand at `now_s`, in parts."""
        look = _look(motion, now_s)
        runs = 0 < now_s - self._now_s < _REPAINT_S and not look.is_far_from(self._look)
        self._now_s = now_s
        if not runs:
            self._begin(look, now_s - _REPAINT_S)
        elif self._coming == self._look:
            self._begin(look, now_s)
        yield from self._paint_due(now_s)
        for band in self._bands:
            target.blit(self._shown, band, band)
        yield

    def _begin(self, look: _Look, since_s: float) -> None:
        self._coming, self._since_s, self._painted = look, since_s, 0
        if look != self._look:
            self._rays.turn(look.turn, look.rays)

    def _paint_due(self, now_s: float) -> Iterator[None]:
        coming = self._coming
        if coming == self._look:
            return
        new_ground = self._next_hour != coming.hour
        new_hour, new_light = self._unlit_hour != coming.hour, coming.rays > 0 and self._lit_hour != coming.hour
        # What is given up half way belongs to no hour.
        self._unlit_hour = _NOTHING.hour if new_hour else self._unlit_hour
        self._lit_hour = _NOTHING.hour if new_light else self._lit_hour
        self._next_hour = _NOTHING.hour if new_ground else self._next_hour
        due = max(1, math.ceil((now_s - self._since_s) / _REPAINT_S * _BANDS))
        for band in self._bands[self._painted : due]:
            if new_hour:
                self._paint_hour(band, coming)
            if new_light:
                self._rays.rest_on(self._unlit, band)
            if new_ground or band.colliderect(self._rays.box):
                self._next.blit(self._unlit, band, band)
            if coming.rays:
                self._rays.shine(self._next, band)
            self._painted += 1
            yield
        if self._painted == _BANDS:
            self._look, self._next_hour, self._unlit_hour = coming, self._look.hour, coming.hour
            self._lit_hour = coming.hour if new_light else self._lit_hour
            self._shown, self._next = self._next, self._shown

    def _paint_hour(self, band: pygame.Rect, look: _Look) -> None:
        place = min(look.light / _LIGHT_STEPS, 1.0) * (len(_HOURS) - 1)
        hour = min(int(place), len(_HOURS) - 2)
        _mix(self._unlit, self._hours[hour], self._hours[hour + 1], place - hour, band)
        if look.warm:
            self._evening.set_alpha(255 * look.warm // _WARM_STEPS)
            self._unlit.blit(self._evening, band, band)


def _look(motion: MotionState, now_s: float) -> _Look:
    rays = round(motion.rays * LEVELS)
    turn = 0 if motion.calm or not rays else int(now_s * _TURNS_PER_S) % TURNS
    return _Look(round(motion.light * _LIGHT_STEPS), round(motion.warm * _WARM_STEPS), rays, turn)


def _mix(target: pygame.Surface, start: pygame.Surface, end: pygame.Surface, share: float, band: pygame.Rect) -> None:
    """Paint a band of the picture that is `share` of the way from one to the other."""
    alpha = round(share * 255)
    if alpha < 255:  # an opaque picture that is told to be opaque is copied many times slower
        target.blit(start, band, band)
    end.set_alpha(alpha if alpha < 255 else None)
    if alpha:
        target.blit(end, band, band)
    end.set_alpha(None)


def _bands(size: tuple[int, int]) -> list[pygame.Rect]:
    edges = [size[1] * i // _BANDS for i in range(_BANDS + 1)]
    return [pygame.Rect(0, top, size[0], bottom - top) for top, bottom in pairwise(edges)]


def _opaque(image: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    return laid(image, pygame.Surface(size, depth=32))


def _evening(layout: Layout) -> pygame.Surface:
    drawing = Drawing(*layout.view)
    left, top, width, height = layout.view
    drawing.add(rect(left, top, width, height, 0, drawing.linear(0, top, 0, top + height, *_EVENING)))
    return drawing.render(layout.scale)

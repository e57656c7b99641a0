"""What lives in the scenery: stone lanterns, deer, falling leaves and petals."""

import math
from collections.abc import Iterator

import numpy as np
import pygame

from game.ui import lanterns
from game.ui.deer import STRIDE, deer
from game.ui.foliage import maple_leaf, petal
from game.ui.motion import MotionState
from game.ui.sprite import Blend, Sprite
from game.ui.svg import Drawing
from game.ui.theme import Layout

_DEER = (
    (1206, 880, 0.46, True, True, 0.0), (668, 884, 0.44, False, False, 0.0), (1240, 930, 0.60, True, True, 0.0),
    (650, 946, 0.60, False, True, 0.0), (846, 1054, 0.76, False, False, 0.75), (1084, 1054, 0.78, True, True, 0.75),
    (942, 888, 0.24, False, True, 0.0), (980, 894, 0.23, True, False, 0.0), (688, 1016, 0.38, False, False, 0.0),
    (1236, 1020, 0.36, True, False, 0.0),
)  # fmt: skip
"""(x, y, scale, looks left, antlers, how deep it bows); they come in this order,
a far pair on the path and two fawns last."""
_BEHIND = (6, 7, 0, 1, 2, 3)
_BEFORE = (8, 9, 4, 5)
"""Which deer stand behind the stone lanterns and which before them, far to near."""
_WALK_FRAMES = 4
_BOW_FRAMES = 6
_WALK_FROM = 500
"""How far a deer comes, in its own measure: small ones are far away, and no faster."""
_APPEARS = 0.2
"""Share of the way on which it comes into sight."""
_PETALS = 50
_TURNS = 8
_MAPLE = ("#EE6A3C", "#FFA04A", "#D94F3A")
_CHERRY = ("#FFD3DC", "#FFE9EC", "#FFBCCB")


class Garden:
    """Stone lanterns, deer and petals."""

    def __init__(self, layout: Layout) -> None:
        """Render everything for one window size."""
        self._layout = layout
        scales = sorted({scale for _, _, scale in lanterns.STONE_PLACES})
        self._light = {scale: Sprite.of(lanterns.stone_light(scale), layout.scale) for scale in scales}
        self._stones = {
            (scale, lit): self._hours(lanterns.stone(scale, lit=lit, t=0.0), lanterns.stone(scale, lit=lit, t=0.85))
            for scale in scales
            for lit in (False, True)
        }
        self._still = [self._bows(i) for i in range(len(_DEER))]
        self._walking = [self._steps(i) for i in range(len(_DEER))]
        self._petals = _petals(layout.scale)

    def _hours(self, dusk: Drawing, dawn: Drawing) -> Blend:
        return Blend(Sprite.of(dusk, self._layout.scale), Sprite.of(dawn, self._layout.scale))

    def _bows(self, index: int) -> list[Blend]:
        _, _, scale, flip, antlers, deep = _DEER[index]
        bows = [deep * i / (_BOW_FRAMES - 1) for i in range(_BOW_FRAMES)] if deep else [0.0]
        return [self._hours(*(deer(scale, t, flip=flip, antlers=antlers, bow=bow) for t in (0.0, 1.0))) for bow in bows]

    def _steps(self, index: int) -> tuple[list[Blend], list[Blend]]:
        """Return the steps of a deer that comes, and of one that has turned round."""
        _, _, scale, flip, antlers, _ = _DEER[index]
        if index < 2:  # the first two were here before us
            return [], []
        coming = [
            self._hours(*(deer(scale, t, flip=flip, antlers=antlers, stride=i / _WALK_FRAMES) for t in (0.0, 1.0)))
            for i in range(_WALK_FRAMES)
        ]
        return coming, [step.flipped() for step in coming]

    def parts(self, target: pygame.Surface, motion: MotionState) -> Iterator[None]:
        """Draw deer behind the lanterns, lanterns, and the deer in front."""
        for index in _BEHIND:
            self._draw_deer(target, index, motion)
        yield
        for index, (x, y, scale) in enumerate(lanterns.STONE_PLACES):
            self._draw_stone(target, (x, y), scale, motion.stones[index], motion.light)
            if index % 4 == 3:
                yield
        for index in _BEFORE:
            self._draw_deer(target, index, motion)
        yield

    def _draw_stone(
        self, target: pygame.Surface, at: tuple[float, float], scale: float, level: float, light: float
    ) -> None:
        place = self._layout.at(*at)
        self._light[scale].draw(target, *place, alpha=round(level * 255))
        self._stones[scale, level > 0.5].at(light).draw(target, *place)

    def _draw_deer(self, target: pygame.Surface, index: int, motion: MotionState) -> None:
        come = motion.deer[index]
        if come <= 0:
            return
        at_x, y, scale, flip, _, deep = _DEER[index]
        x = float(at_x)
        alpha = 255
        if motion.calm:
            frame, alpha = self._still[index][0], round(come * 255)
        elif come < 1:
            way = (1 - come) * _WALK_FROM
            steps = self._walking[index][motion.leaving[index]]
            frame = steps[int(way / (4 * STRIDE) * _WALK_FRAMES) % _WALK_FRAMES]
            x += way * scale if flip else -way * scale
            alpha = round(255 * min(1.0, come / _APPEARS))
        else:
            frame = self._still[index][round(_soft(motion.bow) * (_BOW_FRAMES - 1)) if deep else 0]
        frame.at(motion.light).draw(target, *self._layout.at(x, y), alpha=alpha)

    def falling(self, target: pygame.Surface, share: float, now_s: float) -> None:
        """Draw the leaves and petals in the air: `share` 0 to 1 of them, where they are at `now_s`."""
        x0, y0, width, height = self._layout.view
        for i in range(math.ceil(share * _PETALS)):
            kind, x, y, speed, phase = self._petals.paths[i]
            down = (y + now_s * speed) % 1.1 - 0.05
            across = (x + 0.02 * math.sin(now_s * 0.7 + phase) - 0.004 * now_s) % 1.0
            turn = int(now_s * 1.5 + phase * 2) % _TURNS
            alpha = min(1.0, share * _PETALS - i)
            place = self._layout.at(x0 + across * width, y0 + down * height)
            # Maple falls on the Sun's side, cherry on the Moon's.
            family = self._petals.maple if across < 0.45 else self._petals.cherry
            family[kind % 3][turn].draw(target, *place, alpha=round(alpha * 235))


def _soft(share: float) -> float:
    """Return a way from 0 to 1 that begins and ends slowly."""
    return share * share * (3 - 2 * share)


class _Petals:
    def __init__(self, maple: list[list[Sprite]], cherry: list[list[Sprite]]) -> None:
        rng = np.random.default_rng(21)
        self.maple, self.cherry = maple, cherry
        self.paths = [
            (i, rng.uniform(), rng.uniform(), rng.uniform(0.03, 0.07), rng.uniform(0, 6.28)) for i in range(_PETALS)
        ]


def _petals(scale: float) -> _Petals:
    def turned(kind: str, colour: str, r: float) -> list[Sprite]:
        sprites = []
        for i in range(_TURNS):
            drawing = Drawing(-r * 1.4, -r * 1.4, r * 2.8, r * 2.8)
            turn = 360 / _TURNS * i
            drawing.add(maple_leaf(0, 0, r, colour, turn) if kind == "maple" else petal(r, colour, turn))
            sprites.append(Sprite.of(drawing, scale))
        return sprites

    maple = [turned("maple", colour, r) for colour, r in zip(_MAPLE, (9, 12, 14), strict=True)]
    cherry = [turned("cherry", colour, r) for colour, r in zip(_CHERRY, (8, 10, 13), strict=True)]
    return _Petals(maple, cherry)

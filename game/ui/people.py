"""The two drummers in play: one picture of body and kit each, and heads, arms and struck drums laid over it."""

from collections.abc import Iterator

import pygame

from game.ui import drummer, kit, svg
from game.ui.gestures import CRASH_LEAN, LIFTS, ArmPose, DrummerMotion
from game.ui.sprite import Sprite
from game.ui.svg import Drawing
from game.ui.theme import Layout

PLACES = ((350, 1046), (1570, 1046))
"""Where the drummers sit: the floor under their stools, stage units."""
_SCALE = 1.05
_TARGETS = {
    -1: ("snare", "hat", "crash", "tom1"),
    1: ("snare", "tom2", "floor", "ride"),
}
_RESTS = {-1: ("snare", 34), 1: ("floor", 44)}
_RAISED = {-1: ("crash", 70), 1: ("ride", 70)}
_LEANS = {
    "joy": (-CRASH_LEAN, 3, 4, CRASH_LEAN),
    "left": (2, 3, 4),
    "right": (2, 3, 4),
    "smile": (0, 1, 2),
    "focus": (0, 1, 2),
}
"""Every lean of a head that is drawn, towards the partner, degrees."""
_TAIL_TURNS = (-14, -7, 0, 7, 14)
_TAIL_SWING = 1.6
"""Degrees by which the headband's tails lift for each unit that the head is below where it was."""


class _Figure:
    """One drummer at one kit."""

    def __init__(self, player: int, scale: float) -> None:
        """Render a figure as a right-handed player sits there."""
        self.body = Sprite.of(_body(player, flip=False), scale).packed()
        self.struck = {name: Sprite.of(kit.struck(name, player), scale) for name in kit.PAD_PLACES}
        self.arms = {side: self._poses(player, side, scale) for side in (-1, 1)}

    def mirrored(self, player: int, scale: float) -> "_Figure":
        """Return the same figure as a left-handed player sits there."""
        figure = object.__new__(_Figure)
        figure.body = Sprite.of(_body(player, flip=True), scale).packed()
        figure.struck = {name: sprite.flipped() for name, sprite in self.struck.items()}
        figure.arms = {
            side: {pose: arm.flipped().packed() for pose, arm in arms.items()} for side, arms in self.arms.items()
        }
        return figure

    @staticmethod
    def _poses(player: int, side: int, scale: float) -> dict[ArmPose, Sprite]:
        aims = {ArmPose(pad, i): (pad, lift) for pad in _TARGETS[side] for i, lift in enumerate(LIFTS)}
        aims |= {ArmPose("rest"): _RESTS[side], ArmPose("up"): _RAISED[side]}
        return {
            pose: Sprite.of(drummer.arm(player, side, pad, lift), scale).packed() for pose, (pad, lift) in aims.items()
        }


class People:
    """Both drummers."""

    def __init__(self, layout: Layout) -> None:
        """Render bodies, heads, arms and struck drums for one window size."""
        self._layout = layout
        self._scale = layout.scale * _SCALE
        self._figures = {(player, False): _Figure(player, self._scale) for player in (0, 1)}
        for player in (0, 1):
            self._figures[player, True] = self._figures[player, False].mirrored(player, self._scale)
        self._heads = {
            (p, mood, lean): Sprite.of(_head(p, mood, lean), self._scale).packed()
            for p in (0, 1)
            for mood, leans in _LEANS.items()
            if mood != ("left", "right")[p]  # nobody looks away from the partner
            for lean in leans
        }
        self._tails = [[Sprite.of(_tails(p, turn), self._scale).packed() for turn in _TAIL_TURNS] for p in (0, 1)]

    def box(self, player: int) -> pygame.Rect:
        """Return the pixels that one drummer can touch."""
        x, y = PLACES[player]
        left, top = self._layout.at(x - 395, y - 575)
        right, bottom = self._layout.at(x + 395, y + 60)
        return pygame.Rect(left, top, right - left, bottom - top).clip(pygame.Rect((0, 0), self._layout.size))

    def parts(
        self, target: pygame.Surface, player: int, motion: DrummerMotion, *, flip: bool = False
    ) -> Iterator[None]:
        """Draw one drummer (0 or 1); `flip` mirrors the figure of a left-handed player."""
        x, y = self._layout.at(*PLACES[player])
        figure = self._figures[player, flip]
        figure.body.draw(target, x, y)
        yield
        self._draw_head(target, player, motion)
        for name, level in motion.glow:
            figure.struck[name].draw(target, x, y, alpha=round(level * 255))
        yield
        for side, pose in ((-1, motion.left), (1, motion.right)):
            poses = figure.arms[side]
            poses.get(pose, poses[ArmPose("rest")]).draw(target, x, y)
        yield

    def _draw_head(self, target: pygame.Surface, player: int, motion: DrummerMotion) -> None:
        """Draw a head, and the tails of its band where the head was a moment ago."""
        x, y = self._layout.at(*PLACES[player])
        lift = (motion.nod - motion.tail) * _TAIL_SWING
        turn = min(range(len(_TAIL_TURNS)), key=lambda i: abs(_TAIL_TURNS[i] - lift))
        self._tails[player][turn].draw(target, x, y + round(motion.tail * self._scale))
        lean = min(_LEANS[motion.mood], key=lambda drawn: abs(drawn - motion.lean))
        self._heads[player, motion.mood, lean].draw(target, x, y + round(motion.nod * self._scale))


def _body(player: int, *, flip: bool) -> Drawing:
    drawing = Drawing(-310, -500, 620, 530)
    shapes = kit.stands(), drummer.body(player), kit.front(drawing, player, flip=flip)
    drawing.add(*([svg.group("scale(-1 1)", *shapes)] if flip else shapes))
    return drawing


def _head(player: int, mood: str, lean: int) -> Drawing:
    drawing = Drawing(*drummer.HEAD_BOX)
    drawing.add(drummer.head(player, mood, lean if player == 0 else -lean))
    return drawing


def _tails(player: int, turn: float) -> Drawing:
    drawing = Drawing(*drummer.HEAD_BOX)
    drawing.add(drummer.tails(player, turn))
    return drawing

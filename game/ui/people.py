"""The two drummers in play: one picture of body and kit each, and heads, arms and struck drums laid over it."""

from collections.abc import Iterator

import pygame

from game.ui import drummer, kit
from game.ui.motion import ArmPose, DrummerMotion
from game.ui.sprite import Sprite
from game.ui.svg import Drawing
from game.ui.theme import Layout

PLACES = ((350, 1046), (1570, 1046))
"""Where the drummers sit: the floor under their stools, stage units."""
_SCALE = 1.05
_LIFTS = (4, 24, 44)
_TARGETS = {
    -1: ("snare", "hat", "crash", "tom1"),
    1: ("snare", "tom2", "floor", "ride"),
}
_RESTS = {-1: ("snare", 34), 1: ("floor", 44)}
_RAISED = {-1: ("crash", 70), 1: ("ride", 70)}


class People:
    """Both drummers."""

    def __init__(self, layout: Layout) -> None:
        """Render bodies, heads, arms and struck drums for one window size."""
        self._layout = layout
        self._scale = layout.scale * _SCALE
        self._bodies = [Sprite.of(_body(player), self._scale).packed() for player in (0, 1)]
        self._heads = {
            (p, mood): Sprite.of(_head(p, mood), self._scale).packed() for p in (0, 1) for mood in drummer.MOODS
        }
        self._struck = {
            (p, name): Sprite.of(kit.struck(name, p), self._scale) for p in (0, 1) for name in kit.PAD_PLACES
        }
        self._arms = {(p, side): self._poses(p, side) for p in (0, 1) for side in (-1, 1)}

    def _poses(self, player: int, side: int) -> dict[ArmPose, Sprite]:
        aims = {ArmPose(pad, i): (pad, lift) for pad in _TARGETS[side] for i, lift in enumerate(_LIFTS)}
        aims |= {ArmPose("rest"): _RESTS[side], ArmPose("up"): _RAISED[side]}
        return {
            pose: Sprite.of(drummer.arm(player, side, pad, lift), self._scale).packed()
            for pose, (pad, lift) in aims.items()
        }

    def box(self, player: int) -> pygame.Rect:
        """Return the pixels that one drummer can touch."""
        x, y = PLACES[player]
        left, top = self._layout.at(x - 395, y - 575)
        right, bottom = self._layout.at(x + 395, y + 60)
        return pygame.Rect(left, top, right - left, bottom - top).clip(pygame.Rect((0, 0), self._layout.size))

    def parts(self, target: pygame.Surface, player: int, motion: DrummerMotion) -> Iterator[None]:
        """Draw one drummer (0 or 1)."""
        x, y = self._layout.at(*PLACES[player])
        self._bodies[player].draw(target, x, y)
        yield
        nod = round(motion.nod * self._scale)
        self._heads[player, motion.mood].draw(target, x, y + nod)
        for name, level in motion.glow:
            self._struck[player, name].draw(target, x, y, alpha=round(level * 255))
        yield
        for side, pose in ((-1, motion.left), (1, motion.right)):
            poses = self._arms[player, side]
            poses.get(pose, poses[ArmPose("rest")]).draw(target, x, y)
        yield


def _body(player: int) -> Drawing:
    drawing = Drawing(-310, -500, 620, 530)
    drawing.add(kit.stands(), drummer.body(player), kit.front(drawing, player))
    return drawing


def _head(player: int, mood: str) -> Drawing:
    drawing = Drawing(*drummer.HEAD_BOX)
    tilt = {"joy": 4, "left": -2, "right": 2}.get(mood, 0)
    drawing.add(drummer.head(player, mood, tilt))
    return drawing

"""The picture of a duet: everything is rendered once for a window size, then drawn from snapshots alone."""

from collections.abc import Iterator

import pygame

from game.model.snapshot import Snapshot
from game.ui.backdrop import Backdrop
from game.ui.flow import Ribbons
from game.ui.garden import Garden
from game.ui.gestures import ArmPose, DrummerMotion
from game.ui.heart import Heart
from game.ui.hud import Hud
from game.ui.motion import MotionState
from game.ui.people import People
from game.ui.ripples import draw_ripples
from game.ui.theme import Layout

_GREETING = ((ArmPose("up"), ArmPose("tom2", 5)), (ArmPose("tom1", 5), ArmPose("up")))


class Stage:
    """Draws duets into windows of one size."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Render everything for a window of `size` pixels; takes a second or so, and is the only slow call."""
        self.layout = Layout(size)
        self._backdrop = Backdrop(self.layout)
        self._garden = Garden(self.layout)
        self._ribbons = Ribbons(self.layout)
        self._heart = Heart(self.layout)
        self._people = People(self.layout)
        self._hud = Hud(self.layout)

    def parts(self, surface: pygame.Surface, snapshot: Snapshot, motion: MotionState) -> Iterator[None]:
        """Draw one frame, stopping after each part of about a millisecond so that input can be read in between.

        Args:
            surface: what to draw on, of the stage's size.
            snapshot: the duet at this moment.
            motion: what is smoothed, from `Motion.advance` or `Motion.at_rest`.
        """
        yield from self.scenery(surface, motion, snapshot.now_s)
        if motion.ripples > 0:
            draw_ripples(surface, self.layout, snapshot, motion)
            yield
        if not snapshot.paused:  # what is read while playing would only shine through the card
            yield from self._ribbons.parts(surface, snapshot, motion)
            yield from self._heart.parts(surface, snapshot, motion)
        for player in (0, 1):
            flip = snapshot.left_handed[player]
            yield from self._people.parts(surface, player, motion.drummers[player], flip=flip)
        if not snapshot.paused:
            yield from self._hud.parts(surface, snapshot, motion)

    def scenery(self, surface: pygame.Surface, motion: MotionState, now_s: float) -> Iterator[None]:
        """Draw only the place, without the duet, in parts: what lies behind the title and the result."""
        yield from self._backdrop.parts(surface, motion, now_s)
        yield from self._garden.parts(surface, motion)
        self._garden.falling(surface, motion.petals, now_s)
        yield

    def people_at_rest(self, surface: pygame.Surface, mood: str = "smile") -> Iterator[None]:
        """Draw both drummers with a stick in the air, in parts: they greet behind the title.

        Args:
            surface: what to draw on, of the stage's size.
            mood: one of `drummer.MOODS`.
        """
        for player, (left, right) in enumerate(_GREETING):
            yield from self._people.parts(surface, player, DrummerMotion(left, right, mood))

    def draw(self, surface: pygame.Surface, snapshot: Snapshot, motion: MotionState) -> None:
        """Draw one whole frame."""
        for _ in self.parts(surface, snapshot, motion):
            pass

    def boxes(self) -> dict[str, pygame.Rect]:
        """Return where each thing of a snapshot shows, in pixels.

        `bpm1 bpm2 chevron1 chevron2 gap slip ribbon1 ribbon2 lanterns heart lead drummer1 drummer2 rays`; `rays` is
        everything that changes when the two become one. While the sun sinks, heart, gap and slip sink with it, and
        lead goes.
        """
        boxes = {
            "gap": self._heart.box(),
            "slip": self._heart.box(),
            "heart": self._heart.sun_box(),
            "lead": self._heart.lead_box(),
            "lanterns": self._hud.lantern_box(),
            "rays": pygame.Rect((0, 0), self.layout.size),
        }
        for player in (0, 1):
            boxes[f"bpm{player + 1}"] = self._hud.bpm_box(player)
            boxes[f"chevron{player + 1}"] = self._hud.chevron_box(player)
            boxes[f"ribbon{player + 1}"] = self._ribbons.box(player)
            boxes[f"drummer{player + 1}"] = self._people.box(player)
        return boxes

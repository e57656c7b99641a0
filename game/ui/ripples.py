"""Circles around the sun: the beats of both, which flow inward with the strokes on the ribbons."""

import pygame
from pygame import gfxdraw

from game.model.snapshot import Snapshot
from game.ui.disc import CENTRE
from game.ui.motion import MotionState
from game.ui.ribbon import FLOW_END, place_on_ribbon
from game.ui.theme import CREAM, Layout, rgb

_BEATS = 8
_SEEN, _SEEN_THIN = 60, 40
"""How strong a circle is, of 255, and how much stronger it is where its line is but one pixel wide."""
_FADE = 90.0
"""A circle comes and goes over this many stage units at both ends of its way."""
_HORIZON = 624
"""Circles stay in the sky, stage units from the upper edge."""
_COLOUR = rgb(CREAM)


def draw_ripples(target: pygame.Surface, layout: Layout, snapshot: Snapshot, motion: MotionState) -> None:
    """Draw a circle for each of the last eight beats of both; in calm motion they stand still."""
    whole = target.get_clip()
    _, horizon = layout.at(0, _HORIZON)
    target.set_clip(pygame.Rect(0, 0, layout.size[0], horizon).clip(whole))
    (x, y), width = layout.at(*CENTRE), layout.length(2)
    for radius, level in radii(layout, snapshot, motion.flow_beat_s, calm=motion.calm):
        alpha = round((_SEEN + _SEEN_THIN / width) * level * motion.ripples)
        r = round(radius * layout.scale)
        gfxdraw.aacircle(target, x, y, r, (*_COLOUR, alpha))
        for inner in range(1, width):
            gfxdraw.circle(target, x, y, r - inner, (*_COLOUR, alpha))
    target.set_clip(whole)


def radii(layout: Layout, snapshot: Snapshot, flow_beat_s: float, *, calm: bool) -> list[tuple[float, float]]:
    """Return radius (stage units) and level (0 to 1) of every circle at the snapshot's time.

    Args:
        layout: the window's.
        snapshot: the duet.
        flow_beat_s: how long a beat is on the ribbons, s: the circles flow with the strokes.
        calm: they stand still.
    """
    outer = layout.right - CENTRE[0]
    since = 0.5 * snapshot.beat_s
    if not calm and snapshot.beat_time_s is not None:
        since = (snapshot.now_s - snapshot.beat_time_s) % snapshot.beat_s
    places = (place_on_ribbon(1, since + beat * snapshot.beat_s, flow_beat_s, outer) for beat in range(_BEATS))
    return [(r, min(1.0, (r - FLOW_END) / _FADE, 0.15 + (outer - r) / _FADE)) for r in places if r > FLOW_END]

"""Strokes that flow along the ribbons: one's own, the partner's echo, and what joins them."""

from bisect import bisect_left
from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

import pygame

from game.model.snapshot import PlayerView, Snapshot
from game.ui import ribbon
from game.ui.disc import CENTRE
from game.ui.motion import MotionState
from game.ui.sprite import Sprite
from game.ui.theme import CREAM, Layout, rgb

_SIZES = range(8, 40)
_BEATS = 8
_MOST_LINES = 16
_LINE_STOPS = 10
_ON_BEAT = 0.25
"""A beat line brightens where a stroke that was met lies within this share of a beat."""
_BOND_OVER = 26
_BOND_WITHIN_BEATS = 0.5
_FADE_BEATS = 0.5
_HALF = ribbon.HEIGHT / 2 + 8


class _Stroke(NamedTuple):
    """A stroke on its way: how far out from the disc's centre it is, in stage units, and how it looks there."""

    time_s: float
    out: float
    size: int
    alpha: int
    matched: bool


class Ribbons:
    """Both ribbons with everything on them."""

    def __init__(self, layout: Layout) -> None:
        """Render bands, beat lines and marks for one window size."""
        self._layout = layout
        self._outer = layout.right - CENTRE[0]
        waves = layout.size[1] > 720
        self._bands = [Sprite.of(ribbon.band(player, self._outer, waves=waves), layout.scale) for player in (0, 1)]
        self._lines = {
            (side, lit): [self._line(i, side, lit=lit) for i in range(_LINE_STOPS)]
            for side in (-1, 1)
            for lit in (False, True)
        }
        kinds = {"own": ribbon.stroke_mark, "echo": ribbon.echo_mark, "matched": ribbon.matched_mark}
        self._marks = {
            (kind, player, size): Sprite.of(make(player, size), layout.scale)
            for kind, make in kinds.items()
            for player in (0, 1)
            for size in _SIZES
        }

    def _line(self, stop: int, side: int, *, lit: bool) -> Sprite:
        radius = ribbon.FLOW_END + (self._outer - ribbon.FLOW_END) * (stop + 0.5) / _LINE_STOPS
        return Sprite.of(ribbon.beat_line(radius, side, lit=lit, strong=False), self._layout.scale)

    def box(self, player: int) -> pygame.Rect:
        """Return the pixels of one ribbon (0 or 1) with everything that flows on it."""
        left, top = self._layout.at(CENTRE[0] + ribbon.INNER_END - 40, CENTRE[1] - _HALF)
        _, bottom = self._layout.at(0, CENTRE[1] + _HALF)
        right = self._layout.size[0]
        if player == 0:
            mirrored = self._layout.size[0] - left
            return pygame.Rect(0, top, mirrored, bottom - top)
        return pygame.Rect(left, top, right - left, bottom - top)

    def parts(self, target: pygame.Surface, snapshot: Snapshot, motion: MotionState) -> Iterator[None]:
        """Draw both ribbons at the snapshot's time."""
        centre = self._layout.at(*CENTRE)
        whole = target.get_clip()
        sizes, beat_s = motion.mark_sizes, motion.flow_beat_s
        first, second = (
            self._strokes(player, size, beat_s, snapshot.now_s)
            for player, size in zip(snapshot.players, sizes, strict=True)
        )
        strokes = first, second
        bonds = _bonds(*strokes, snapshot.beat_s * _BOND_WITHIN_BEATS)
        for player in (0, 1):
            for step in ("band", "echoes", "own"):
                target.set_clip(self.box(player).clip(whole))
                if step == "band":
                    self._bands[player].draw(target, *centre)
                    self._draw_lines(target, player, snapshot, beat_s)
                elif step == "echoes":
                    self._draw_marks(target, ("echo", "echo"), (1 - player, player), strokes[1 - player])
                    self._draw_bonds(target, player, bonds)
                else:
                    self._draw_marks(target, ("own", "matched"), (player, player), strokes[player])
                target.set_clip(whole)
                yield

    def _strokes(self, player: PlayerView, mark_size: float, beat_s: float, now_s: float) -> list[_Stroke]:
        """Return the strokes that are on the ribbons, oldest first."""
        flow_s, strokes = _BEATS * beat_s, []
        for onset in (*player.passing, *player.onsets):
            age_s = now_s - onset.time_s
            if age_s >= flow_s:
                continue
            radius = ribbon.MARK_RADIUS * ribbon.PAD_SIZES.get(onset.pad, 1.0) * (0.8 + 0.3 * onset.velocity)
            size = max(_SIZES[0], min(_SIZES[-1], round(radius * mark_size)))
            alpha = round(255 * min(1.0, (flow_s - age_s) / beat_s / _FADE_BEATS))
            out = ribbon.place_on_ribbon(1, max(0.0, age_s), beat_s, self._outer)
            strokes.append(_Stroke(onset.time_s, out, size, alpha, onset.matched))
        return strokes

    def _draw_lines(self, target: pygame.Surface, player: int, snapshot: Snapshot, beat_s: float) -> None:
        if snapshot.beat_time_s is None:
            return
        newest = (snapshot.now_s - snapshot.beat_time_s) % snapshot.beat_s
        met = [onset.time_s for onset in snapshot.players[player].onsets if onset.matched]
        for beat in range(min(_MOST_LINES, ceil((_BEATS * beat_s - newest) / snapshot.beat_s))):
            age_s = newest + beat * snapshot.beat_s
            time_s = snapshot.now_s - age_s
            near = _nearest(met, time_s)
            lit = near is not None and abs(met[near] - time_s) <= snapshot.beat_s * _ON_BEAT
            x = ribbon.place_on_ribbon(player, age_s, beat_s, self._outer)
            share = (abs(x) - ribbon.FLOW_END) / (self._outer - ribbon.FLOW_END)
            stop = max(0, min(_LINE_STOPS - 1, int(share * _LINE_STOPS)))
            self._lines[(-1, 1)[player], lit][stop].draw(target, *self._layout.at(CENTRE[0] + x, CENTRE[1]))

    def _draw_marks(
        self, target: pygame.Surface, kinds: tuple[str, str], who_where: tuple[int, int], strokes: list[_Stroke]
    ) -> None:
        """Draw one player's strokes on one ribbon, as the first kind, or as the second if they were met."""
        who, where = who_where
        side, (_, y) = (-1, 1)[where], self._layout.at(*CENTRE)
        full = []
        for stroke in strokes:
            sprite = self._marks[kinds[stroke.matched], who, stroke.size]
            x, _ = self._layout.at(CENTRE[0] + side * stroke.out, 0)
            if stroke.alpha < 255:  # only the oldest: they lie under the others
                sprite.draw(target, x, y, alpha=stroke.alpha)
            else:
                full.append((sprite.surface, (x + sprite.offset[0], y + sprite.offset[1])))
        target.fblits(full)

    def _draw_bonds(self, target: pygame.Surface, player: int, bonds: list[tuple[float, float]]) -> None:
        """Draw a bar from each stroke to its partner that lies apart from it."""
        thick = self._layout.length(5)
        for out in bonds:
            ends = [self._layout.at(CENTRE[0] + (-1, 1)[player] * far, CENTRE[1]) for far in out]
            (left, y), (right, _) = sorted(ends)
            bar = pygame.Rect(left, y - thick // 2, right - left, thick)
            pygame.draw.rect(target, rgb(CREAM), bar, border_radius=thick // 2)


def _bonds(first: list[_Stroke], second: list[_Stroke], within_s: float) -> list[tuple[float, float]]:
    """Return how far out two strokes lie that are each other's nearest in time and do not lie together."""
    mine, theirs = ([stroke.time_s for stroke in strokes] for strokes in (first, second))
    bonds = []
    for at, time_s in enumerate(mine):
        near = _nearest(theirs, time_s)
        if near is None or abs(theirs[near] - time_s) > within_s or _nearest(mine, theirs[near]) != at:
            continue
        out = first[at].out, second[near].out
        if abs(out[0] - out[1]) > _BOND_OVER:
            bonds.append(out)
    return bonds


def _nearest(times_s: list[float], time_s: float) -> int | None:
    """Return which of the times, in their order, is nearest."""
    at = bisect_left(times_s, time_s)
    if at and (at == len(times_s) or time_s - times_s[at - 1] <= times_s[at] - time_s):
        return at - 1
    return at if times_s else None

"""Strokes that flow along the ribbons: one's own, the partner's echo, and what joins them."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import pygame

from game.model.snapshot import OnsetView, Snapshot
from game.ui import ribbon
from game.ui.disc import CENTRE
from game.ui.sprite import Sprite
from game.ui.theme import CREAM, Layout, rgb

_SIZE_STEP = 2
_SIZES = range(8, 40, _SIZE_STEP)
_ROOMY = 11
"""Strokes on a ribbon up to which marks have their full size; more make them smaller, down to half."""
_SAME_STROKE_S = 0.03
_BEATS = 8
_LINE_STOPS = 10
_ON_BEAT = 0.25
"""A beat line brightens where a stroke that was met lies within this share of a beat."""
_BOND_OVER = 26
_BOND_WITHIN_BEATS = 0.5
_FADE_BEATS = 0.5
_HALF = ribbon.HEIGHT / 2 + 8


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

    def parts(self, target: pygame.Surface, snapshot: Snapshot) -> Iterator[None]:
        """Draw both ribbons at the snapshot's time."""
        centre = self._layout.at(*CENTRE)
        whole = target.get_clip()
        for player in (0, 1):
            own = self._seen(snapshot.players[player].onsets, snapshot)
            echoes = self._seen(snapshot.players[1 - player].onsets, snapshot)
            for step in ("band", "echoes", "own"):
                target.set_clip(self.box(player).clip(whole))
                if step == "band":
                    self._bands[player].draw(target, *centre)
                    self._draw_lines(target, player, snapshot)
                elif step == "echoes":
                    self._draw_echoes(target, player, (own, echoes), snapshot)
                else:
                    self._draw_own(target, player, own, snapshot)
                target.set_clip(whole)
                yield

    def _x(self, player: int, time_s: float, snapshot: Snapshot) -> float:
        return ribbon.place_on_ribbon(player, max(0.0, snapshot.now_s - time_s), snapshot.beat_s, self._outer)

    def _draw_lines(self, target: pygame.Surface, player: int, snapshot: Snapshot) -> None:
        if snapshot.beat_time_s is None:
            return
        newest = (snapshot.now_s - snapshot.beat_time_s) % snapshot.beat_s
        met = [onset.time_s for onset in snapshot.players[player].onsets if onset.matched]
        for beat in range(_BEATS):
            time_s = snapshot.now_s - newest - beat * snapshot.beat_s
            near = _nearest(met, time_s)
            lit = near is not None and abs(near - time_s) <= snapshot.beat_s * _ON_BEAT
            x = self._x(player, time_s, snapshot)
            share = (abs(x) - ribbon.FLOW_END) / (self._outer - ribbon.FLOW_END)
            stop = max(0, min(_LINE_STOPS - 1, int(share * _LINE_STOPS)))
            self._lines[(-1, 1)[player], lit][stop].draw(target, *self._layout.at(CENTRE[0] + x, CENTRE[1]))

    def _draw_echoes(
        self,
        target: pygame.Surface,
        player: int,
        onsets: tuple[list[OnsetView], list[OnsetView]],
        snapshot: Snapshot,
    ) -> None:
        own, echoes = onsets
        crowding = _crowding(echoes)
        for onset in echoes:
            self._draw_mark(target, "echo", (1 - player, player), onset, snapshot, crowding=crowding)
        for first, second in _pairs(own, echoes, snapshot.beat_s * _BOND_WITHIN_BEATS):
            self._draw_bond(target, self._x(player, first, snapshot), self._x(player, second, snapshot))

    def _draw_own(self, target: pygame.Surface, player: int, own: list[OnsetView], snapshot: Snapshot) -> None:
        crowding = _crowding(own)
        for onset in own:
            kind = "matched" if onset.matched else "own"
            self._draw_mark(target, kind, (player, player), onset, snapshot, crowding=crowding)

    @staticmethod
    def _seen(onsets: tuple[OnsetView, ...], snapshot: Snapshot) -> list[OnsetView]:
        oldest = snapshot.now_s - _BEATS * snapshot.beat_s
        return [onset for onset in onsets if onset.time_s > oldest]

    def _draw_mark(
        self,
        target: pygame.Surface,
        kind: str,
        who_where: tuple[int, int],
        onset: OnsetView,
        snapshot: Snapshot,
        *,
        crowding: float,
    ) -> None:
        who, where = who_where
        radius = ribbon.MARK_RADIUS * ribbon.PAD_SIZES.get(onset.pad, 1.0) * (0.8 + 0.3 * onset.velocity)
        size = max(_SIZES[0], min(_SIZES[-1], round(radius * crowding / _SIZE_STEP) * _SIZE_STEP))
        left_beats = _BEATS - (snapshot.now_s - onset.time_s) / snapshot.beat_s
        alpha = round(255 * max(0.0, min(1.0, left_beats / _FADE_BEATS)))
        place = self._layout.at(CENTRE[0] + self._x(where, onset.time_s, snapshot), CENTRE[1])
        self._marks[kind, who, size].draw(target, *place, alpha=alpha)

    def _draw_bond(self, target: pygame.Surface, x1: float, x2: float) -> None:
        if abs(x1 - x2) <= _BOND_OVER:
            return
        left, y = self._layout.at(CENTRE[0] + min(x1, x2), CENTRE[1])
        right, _ = self._layout.at(CENTRE[0] + max(x1, x2), CENTRE[1])
        thick = self._layout.length(5)
        bar = pygame.Rect(left, y - thick // 2, right - left, thick)
        pygame.draw.rect(target, rgb(CREAM), bar, border_radius=thick // 2)


def _crowding(onsets: list[OnsetView]) -> float:
    """Return how much smaller marks are drawn, so that fast playing stays readable: 1 down to 0.5."""
    apart = sum(after.time_s - before.time_s > _SAME_STROKE_S for before, after in pairwise(onsets)) + 1
    return max(0.5, min(1.0, _ROOMY / apart))


def _pairs(own: list[OnsetView], echoes: list[OnsetView], within_s: float) -> list[tuple[float, float]]:
    """Return times of strokes that are each other's nearest, at most `within_s` apart."""
    mine, theirs = [onset.time_s for onset in own], [onset.time_s for onset in echoes]
    pairs = []
    for time_s in mine:
        near = _nearest(theirs, time_s)
        if near is not None and abs(near - time_s) <= within_s and _nearest(mine, near) == time_s:
            pairs.append((time_s, near))
    return pairs


def _nearest(times_s: list[float], time_s: float) -> float | None:
    at = bisect_left(times_s, time_s)
    around = times_s[max(0, at - 1) : at + 1]
    return min(around, key=lambda other: abs(other - time_s)) if around else None

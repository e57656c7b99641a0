"""Numbers and counters of the picture: both tempos, who should ease or lift, the cord of eight lanterns."""

from collections.abc import Iterator
from dataclasses import replace

import pygame

from game.model.snapshot import PlayerView, Snapshot
from game.ui import dares, lanterns, svg
from game.ui.motion import MotionState
from game.ui.shapes import chevron, mark
from game.ui.sprite import Sprite
from game.ui.svg import Drawing
from game.ui.text import Style, Type
from game.ui.theme import CREAM, INK, NIGHT, PAPER, PLAYERS, STAGE_WIDTH, VERMILION, Layout

_MARGIN = 96
_BASELINE = 268
_NUMBER = Style(212, CREAM, 900, tabular=True)
_SHADOW = Style(212, INK, 900, tabular=True)
_SHADOW_ALPHA = 140
_SHADOW_DROP = 5
_LABEL = Style(36, CREAM, 900, tracking=90, shadow=True)
_NAME_AT = 42
"""From a number's baseline to the middle of the sign and label under it."""
_NAME_GROUND, _NAME_TALL = 0.5, 52
_DIGITS = 3
_CHEVRON_GAP = 66
_CHEVRON_MIDDLE = 76
_CHEVRON_EDGE = 4
"""Dark edge of a lit chevron, so that it is seen before a bright sky."""
_TAPS = 4
_TAP_STEP = 80
_CORD_SCALE = 0.78
_COUNT = Style(44, INK, 900)
_LAST = 7
_GLASS = (NIGHT, "#F0A53C", "#FFE7A3")
"""The present lantern's glass: empty, filling, and filling once it is sure to stay lit."""


class Hud:
    """Tempo numbers, chevrons and lanterns."""

    def __init__(self, layout: Layout, label: str = "BPM") -> None:
        """Render digits, signs and lanterns for one window size."""
        self._layout = layout
        type_ = Type(layout.scale)
        self._digits = [_digit(type_, digit, layout.scale) for digit in "0123456789"]
        self._cell = max(type_.line(digit, _NUMBER).width for digit in "0123456789")
        self._names = [_name(type_, player, label, layout.scale) for player in (0, 1)]
        self._taps = {(p, full): Sprite.of(_tap(p, full=full), layout.scale) for p in (0, 1) for full in (False, True)}
        self._chevrons = {
            (p, cue): Sprite.of(_chevrons(p, cue), layout.scale) for p in (0, 1) for cue in range(-3, 4) if cue
        }
        self._cord = Sprite.of(lanterns.cord(0.4, -layout.top), layout.scale).packed()
        self._places = [layout.at(*place) for place in lanterns.cord_places()]
        self._lanterns = [Sprite.of(lanterns.hanging(_CORD_SCALE, lit), layout.scale) for lit in (0.0, 1.0)]
        self._dares = {
            (name, met): Sprite.of(dares.card(name, met=met), layout.scale)
            for name in dares.PICTURES for met in (False, True)
        }  # fmt: skip
        self._gilt = Sprite.of(dares.gilt(), layout.scale)
        self._tags = [_tag(type_, count, layout.scale) for count in range(1, 9)]
        self._glass = [Sprite.of(lanterns.hanging(_CORD_SCALE, 1, glass=glass), layout.scale) for glass in _GLASS]

    @staticmethod
    def _edge(player: int) -> float:
        return _MARGIN if player == 0 else STAGE_WIDTH - _MARGIN

    def bpm_box(self, player: int) -> pygame.Rect:
        """Return the pixels of one tempo number or of the marks in its place."""
        x, top = self._layout.at(self._edge(player), _BASELINE - 190)
        _, bottom = self._layout.at(0, _BASELINE + 16)
        spare = self._layout.length(6)
        width = max(_DIGITS * self._cell, self._layout.length(_TAP_STEP * _TAPS)) + spare
        left = x - spare if player == 0 else x - width
        return pygame.Rect(left, top, width + spare, bottom - top)

    def _chevron_x(self, player: int, digits: float) -> float:
        side = 1 if player == 0 else -1
        return self._edge(player) + side * (digits * self._cell / self._layout.scale + _CHEVRON_GAP)

    def chevron_box(self, player: int) -> pygame.Rect:
        """Return the pixels of one player's chevrons beside a tempo of three digits."""
        x, y = self._layout.at(self._chevron_x(player, _DIGITS), _BASELINE - _CHEVRON_MIDDLE)
        wide, tall = self._layout.length(46), self._layout.length(80)
        return pygame.Rect(x - wide, y - tall, 2 * wide, 2 * tall)

    def lantern_box(self) -> pygame.Rect:
        """Return the pixels of the cord's lanterns, their light included."""
        left, top = self._layout.at(540, self._layout.top)
        right, bottom = self._layout.at(1380, 170)
        return pygame.Rect(left, top, right - left, bottom - top)

    def parts(self, target: pygame.Surface, snapshot: Snapshot, motion: MotionState) -> Iterator[None]:
        """Draw tempos, chevrons and lanterns."""
        for index, player in enumerate(snapshot.players):
            self._draw_tempo(target, index, player, motion.digits[index])
            yield
        self._draw_cord(target, snapshot, motion)
        yield

    def _draw_tempo(self, target: pygame.Surface, index: int, player: PlayerView, digits: float) -> None:
        edge = self._layout.at(self._edge(index), _BASELINE)
        side = 1 if index == 0 else -1
        if player.bpm is None:
            for tap in range(_TAPS):
                x, y = self._layout.at(self._edge(index) + side * (40 + tap * _TAP_STEP), _BASELINE - 76)
                self._taps[index, tap < player.taps].draw(target, x, y)
        else:
            text = str(max(0, player.bpm))[-_DIGITS:]
            left = edge[0] if index == 0 else edge[0] - len(text) * self._cell
            for i, digit in enumerate(text):
                self._digits[int(digit)].draw(target, left + i * self._cell + self._cell // 2, edge[1])
        self._names[index].draw(target, *edge)
        if player.chevrons:
            at = self._layout.at(self._chevron_x(index, digits), _BASELINE - _CHEVRON_MIDDLE)
            self._chevrons[index, max(-3, min(3, player.chevrons))].draw(target, *at)

    def _draw_cord(self, target: pygame.Surface, snapshot: Snapshot, motion: MotionState) -> None:
        self._cord.draw(target, *self._layout.at(0, self._layout.top))
        for i, place in enumerate(self._places):
            level = motion.lanterns[i]
            if level < 1:
                self._lanterns[0].draw(target, *place)
            self._lanterns[1].draw(target, *place, alpha=round(level * 255))
            if i < len(snapshot.gilded) and snapshot.gilded[i]:
                self._gilt.draw(target, *place)
            if i == snapshot.phrase and not snapshot.lanterns[i]:
                self._fill(target, place, snapshot)
            if i == snapshot.phrase and snapshot.dare is not None:
                self._dares[snapshot.dare, snapshot.dare_met].draw(target, *place)
            if i == _LAST and snapshot.beats_left:
                self._tags[min(snapshot.beats_left, len(self._tags)) - 1].draw(target, *place)

    def _fill(self, target: pygame.Surface, place: tuple[int, int], snapshot: Snapshot) -> None:
        """Fill the present lantern from below as its phrase goes on; brighter once it is sure to stay lit."""
        top, bottom = (place[1] + round(edge * _CORD_SCALE * self._layout.scale) for edge in lanterns.WINDOW)
        level = bottom - round((bottom - top) * max(0.0, min(1.0, snapshot.phrase_progress)))
        empty, filling, sure = self._glass
        empty.draw(target, *place)
        box = empty.box(*place)
        whole = target.get_clip()
        target.set_clip(pygame.Rect(box.left, level, box.width, bottom - level + 1).clip(whole))
        (sure if snapshot.phrase_share >= 0.5 else filling).draw(target, *place)
        target.set_clip(whole)


def _digit(type_: Type, digit: str, scale: float) -> Sprite:
    """Return one digit over its shadow, its origin on the baseline's middle."""
    line, shadow = type_.line(digit, _NUMBER), type_.line(digit, _SHADOW)
    drop = max(1, round(_SHADOW_DROP * scale))
    image = pygame.Surface((line.surface.get_width(), line.surface.get_height() + drop), pygame.SRCALPHA, 32)
    shadow.surface.set_alpha(_SHADOW_ALPHA)
    image.blit(shadow.surface, (0, drop))
    image.blit(line.surface, (0, 0))
    return Sprite(image, (-line.width // 2, -line.baseline)).packed()


def _tag(type_: Type, count: int, scale: float) -> Sprite:
    """Return the paper strip under the last lantern that counts the beats that are left, seen from the lantern."""
    drawing = Drawing(-30, 26, 60, 84)
    drawing.add(svg.line(0, 30, 0, 46, VERMILION, 4), svg.rect(-25, 44, 50, 60, 8, PAPER, VERMILION, 4))
    sprite = Sprite.of(drawing, scale)
    line = type_.line(str(count), _COUNT)
    x, y = -line.width // 2 - sprite.offset[0], round(91 * scale) - line.baseline - sprite.offset[1]
    sprite.surface.blit(line.surface, (x, y))
    return sprite


def _tap(player: int, *, full: bool) -> Drawing:
    drawing = Drawing(-48, -48, 96, 96)
    colour = PLAYERS[player].main
    drawing.add(mark(player, 0, 0, 28, colour if full else INK, colour, 6, 1 if full else 0.75))
    return drawing


def _chevrons(player: int, cue: int) -> Drawing:
    """Return three chevrons, as many of them in the player's colour as `cue` says; upward = lift."""
    drawing = Drawing(-50, -84, 100, 168)
    up = cue > 0
    turn = 0 if up else 180
    places = [(-1 if up else 1) * (i - 1) * 44 for i in range(3)]
    lit, unlit = places[: abs(cue)], places[abs(cue) :]
    drawing.add(*(chevron(0, y, 32, CREAM, turn, 15, 0.18) for y in unlit))
    drawing.add(*(chevron(0, y, 32, INK, turn, 15 + 2 * _CHEVRON_EDGE, 0.5) for y in lit))
    drawing.add(*(chevron(0, y, 32, PLAYERS[player].main, turn, 15) for y in lit))
    return drawing


def _name(type_: Type, player: int, label: str, scale: float) -> Sprite:
    """Return a player's sign and the label on their soft dark ground, seen from the number's outer end."""
    side, colour = (1, -1)[player], PLAYERS[player].main
    line = type_.line(label, replace(_LABEL, colour=colour))
    near, far = sorted((-8 * side, side * (82 + line.width / scale)))
    drawing = Drawing(near - 2, _NAME_AT - 30, far - near + 4, 60)
    ground = svg.rect(
        near, _NAME_AT - _NAME_TALL / 2, far - near, _NAME_TALL, _NAME_TALL / 2, INK, opacity=_NAME_GROUND
    )
    drawing.add(ground, mark(player, side * 24, _NAME_AT, 19, colour))
    sprite = Sprite.of(drawing, scale)
    left = round(side * 60 * scale) - (line.width if player else 0) - sprite.offset[0]
    sprite.surface.blit(line.surface, (left, round((_NAME_AT + 13) * scale) - line.baseline - sprite.offset[1]))
    return sprite

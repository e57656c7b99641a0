"""Cards over the picture: shapes and texts laid out in stage units, rendered once and kept."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Final

import pygame

from game.ui.raster import cropped
from game.ui.svg import Drawing, Stop, rect
from game.ui.text import Anchor, Style, Type
from game.ui.theme import INK, Layout, mix, rgb

Box = tuple[float, float, float, float]
"""x, y, width, height in stage units."""


@dataclass(frozen=True, slots=True)
class Written:
    """One line of text on an overlay and the card it must stay inside, px."""

    text: str
    box: pygame.Rect
    card: pygame.Rect


@dataclass(frozen=True, slots=True)
class Overlay:
    """A finished card picture."""

    surface: pygame.Surface
    corner: tuple[int, int]
    """Where its upper left corner lies in the window, px."""
    written: tuple[Written, ...]
    cards: tuple[pygame.Rect, ...]

    def cropped(self) -> "Overlay":
        """Return the same without what is empty around it."""
        surface, (x, y) = cropped(self.surface)
        return replace(self, surface=surface, corner=(self.corner[0] + x, self.corner[1] + y))


def veil(surface: pygame.Surface, share: float) -> None:
    """Darken a whole picture by `share` 0 to 1: what a dimmed sheet does, without a second picture to lay over it."""
    surface.fill(rgb(mix("#FFFFFF", INK, share * _shown.get())), special_flags=pygame.BLEND_RGB_MULT)


_shown: ContextVar[float] = ContextVar("shown", default=1.0)
"""How far the card that is drawn has come in."""
COMES_IN_S: Final = 0.16


@contextmanager
def coming_in(since_s: float) -> Iterator[None]:
    """Let what is laid over a picture meanwhile come in, veil and cards: `since_s` seconds after it was asked for."""
    token = _shown.set(1 - (1 - max(0.0, min(1.0, since_s / COMES_IN_S))) ** 3)
    try:
        yield
    finally:
        _shown.reset(token)


_watched: ContextVar[list[Overlay] | None] = ContextVar("watched", default=None)


@contextmanager
def watched() -> Iterator[list[Overlay]]:
    """Collect what is laid over pictures meanwhile, in order: what is written on a screen, and where."""
    seen: list[Overlay] = []
    token = _watched.set(seen)
    try:
        yield seen
    finally:
        _watched.reset(token)


def lay(surface: pygame.Surface, overlays: Iterable[Overlay]) -> None:
    """Lay finished pictures over a surface, each in its place."""
    seen, alpha = _watched.get(), round(255 * _shown.get())
    for overlay in overlays:
        if alpha < 255:
            overlay.surface.set_alpha(alpha)
        surface.blit(overlay.surface, overlay.corner)
        if alpha < 255:
            overlay.surface.set_alpha(255)
        if seen is not None:
            seen.append(overlay)


class Sheet:
    """Collects shapes and texts in stage units, then becomes an `Overlay`."""

    def __init__(self, size: tuple[int, int], *, shade: Sequence[Stop] = ()) -> None:
        """Begin an empty sheet for a window of `size` pixels; `shade` darkens what is behind it, from top to bottom."""
        self.layout = Layout(size)
        self.drawing = Drawing(*self.layout.view)
        self.type = Type(self.layout.scale)
        self._texts: list[tuple[float, float, str, Style, Anchor, Box]] = []
        self._cards: list[Box] = []
        self._shade = shade

    def card(self, box: Box, shape: str) -> Box:
        """Put a card with this outline down and return it."""
        self.drawing.add(shape)
        self._cards.append(box)
        return box

    def text(
        self,
        at: tuple[float, float],
        text: str,
        style: Style,
        card: Box,
        *,
        anchor: Anchor = "left",
        width: float | None = None,
    ) -> Style:
        """Write one line with its baseline at `at`, smaller if it is wider than `width`; return the style used."""
        if width is not None:
            style = self.type.fitted(text, style, width)
        self._texts.append((*at, text, style, anchor, card))
        return style

    def lines(
        self,
        at: tuple[float, float],
        text: str,
        style: Style,
        card: Box,
        *,
        anchor: Anchor = "left",
        width: float,
        most: int = 2,
    ) -> int:
        """Write a text in at most `most` lines of `width`, shrinking it if needed; return how many lines it took."""
        rows = self.type.wrapped(text, style, width)
        while len(rows) > most and style.size > 28:
            style = Style(style.size - 2, style.colour, style.weight, style.tracking, style.tabular, style.shadow)
            rows = self.type.wrapped(text, style, width)
        for i, row in enumerate(rows):
            self.text((at[0], at[1] + i * style.size * 1.25), row, style, card, anchor=anchor, width=width)
        return len(rows)

    def finish(self, part: Box | None = None) -> Overlay:
        """Render everything, or only what lies in one part of the window."""
        area = self._pixels(part).inflate(8, 8) if part else pygame.Rect((0, 0), self.layout.size)
        surface = pygame.Surface(area.size, pygame.SRCALPHA, 32)
        if self._shade:
            surface.blit(_shaded(area, self._shade), (0, 0))
        surface.blit(self._shapes(area), (0, 0))
        written = []
        for x, y, text, style, anchor, card in self._texts:
            px, py = self.layout.at(x, y)
            box = self.type.draw(surface, (px - area.x, py - area.y), text, style, anchor)
            written.append(Written(text, box.move(area.topleft), self._pixels(card)))
        return Overlay(surface, area.topleft, tuple(written), tuple(self._pixels(card) for card in self._cards))

    def _shapes(self, area: pygame.Rect) -> pygame.Surface:
        scale = self.layout.scale
        left, top = self.layout.left + area.x / scale, self.layout.top + area.y / scale
        self.drawing.view = (left, top, area.width / scale, area.height / scale)
        return self.drawing.render(scale)

    def _pixels(self, box: Box) -> pygame.Rect:
        left, top = self.layout.at(box[0], box[1])
        right, bottom = self.layout.at(box[0] + box[2], box[1] + box[3])
        return pygame.Rect(left, top, right - left, bottom - top)

    @property
    def window(self) -> Box:
        """The whole window as a box."""
        return self.layout.view


def _shaded(area: pygame.Rect, stops: Sequence[Stop]) -> pygame.Surface:
    """Return a vertical gradient: one column of it, stretched, is the same picture in a tenth of the time."""
    column = Drawing(0, 0, 1, area.height)
    column.add(rect(0, 0, 1, area.height, 0, column.linear(0, 0, 0, area.height, *stops)))
    return pygame.transform.scale(column.render(1), area.size)

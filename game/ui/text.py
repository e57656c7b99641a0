"""Text in the game's two families: Latin, kana and kanji in one, Hangul in the other, on one baseline."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import Final, Literal

import pygame

from game.model.assets import asset
from game.ui.theme import CREAM, INK, SMALLEST_TEXT, rgb

Anchor = Literal["left", "centre", "right"]
_FILES: Final = {900: "HitotsuMaru-900.ttf", 700: "HitotsuMaru-700.ttf"}
_KOREAN: Final = "HitotsuKR-B.ttf"
_KOREAN_SIZE: Final = 0.96
_HANGUL: Final = ((0xAC00, 0xD7A3), (0x1100, 0x11FF), (0x3130, 0x318F))
_NO_CHARACTER: Final = "\uffff"
_WIDE_BLANK: Final = "\u3000"
_SHADOW_DROP: Final = 0.02
_SHADOW_ALPHA: Final = 140


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks; sizes in stage units."""

    size: float
    colour: str = CREAM
    weight: int = 700
    tracking: int = 0
    """Extra room between letters in thousandths of the size."""
    tabular: bool = False
    """Every digit as wide as the widest, so that numbers do not jitter."""
    shadow: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One rendered line."""

    surface: pygame.Surface
    baseline: int
    """Pixels from the top of the surface to the baseline."""
    width: int
    """How far the text goes, px, without its shadow."""


class Type:
    """Renders text for one scale and remembers what it rendered."""

    def __init__(self, scale: float) -> None:
        """Set `scale`, pixels per stage unit."""
        self.scale = scale
        self._lines: dict[tuple[str, Style], Line] = {}

    def line(self, text: str, style: Style) -> Line:
        """Return one line as an image."""
        key = (text, style)
        if key not in self._lines:
            with _one_at_a_time:
                self._lines[key] = _render(text, style, self.scale)
        return self._lines[key]

    def width(self, text: str, style: Style) -> float:
        """Return how wide the line is, in stage units."""
        return self.line(text, style).width / self.scale

    def draw(
        self, target: pygame.Surface, at: tuple[int, int], text: str, style: Style, anchor: Anchor = "left"
    ) -> pygame.Rect:
        """Draw one line with its baseline through pixel `at`; return the box of its letters."""
        line = self.line(text, style)
        left = at[0] - {"left": 0, "centre": line.width // 2, "right": line.width}[anchor]
        target.blit(line.surface, (left, at[1] - line.baseline))
        height = round(style.size * self.scale)
        return pygame.Rect(left, at[1] - round(height * 0.86), line.width, round(height * 1.08))

    def fitted(self, text: str, style: Style, width: float) -> Style:
        """Return `style`, smaller until `text` fits into `width` stage units, never under the readable size."""
        while self.width(text, style) > width and style.size > SMALLEST_TEXT:
            style = replace(style, size=max(SMALLEST_TEXT, style.size - 2))
        return style

    def wrapped(self, text: str, style: Style, width: float) -> list[str]:
        """Return `text` in lines of at most `width` stage units."""
        lines, present = [], ""
        for piece in self._breakable(text, style, width):
            if present and self.width((present + piece).rstrip(), style) > width:
                lines.append(present.rstrip())
                present = ""
            present += piece
        return [*lines, present.rstrip()] if present.strip() else lines

    def _breakable(self, text: str, style: Style, width: float) -> list[str]:
        """Return pieces between which a line may break: blanks, Japanese stops, anywhere only if need be."""
        pieces: list[str] = []
        for piece in re.findall(r"[^ 、。！？]*[ 、。！？]+|[^ 、。！？]+$", text):
            pieces += self._parts(piece, style, width)
        return pieces

    def _parts(self, piece: str, style: Style, width: float) -> list[str]:
        """Return a piece as it is, or where it is too wide a path in its folders, or letter by letter."""
        if self.width(piece.rstrip(), style) <= width:
            return [piece]
        folders = re.findall(r"[^/]*/|[^/]+$", piece)
        return (
            [part for folder in folders for part in self._parts(folder, style, width)] if folders[1:] else list(piece)
        )


def is_hangul(char: str) -> bool:
    """Tell whether the Korean font draws this character."""
    return any(first <= ord(char) <= last for first, last in _HANGUL)


def runs(text: str) -> list[tuple[bool, str]]:
    """Split a text into runs of one font: (is it Hangul, characters). Blanks stay with what they follow."""
    found: list[tuple[bool, str]] = []
    for char in text:
        hangul = is_hangul(char)
        if found and (char == " " or found[-1][0] == hangul):
            found[-1] = (found[-1][0], found[-1][1] + char)
        else:
            found.append((hangul, char))
    return found


_one_at_a_time: Final = Lock()
"""A font draws one text at a time: stages are made on a thread of their own."""


@lru_cache(maxsize=256)
def _font(file: str, pixels: int) -> pygame.font.Font:
    if not pygame.font.get_init():
        pygame.font.init()
    if _font.cache_info().currsize == 0:
        pygame.register_quit(_font.cache_clear)  # a font does not outlive the library's end
    return pygame.font.Font(asset("fonts", file), pixels)


def _file(hangul: bool, weight: int) -> str:  # noqa: FBT001 - a run is a pair (is Hangul, text)
    return _KOREAN if hangul else _FILES[weight]


@lru_cache(maxsize=4096)
def _has_glyph(file: str, char: str) -> bool:
    """Tell whether a font has a glyph: what it lacks, it draws like a character that no font has."""
    if char.isspace():
        return True
    shown, unknown = (_font(file, 24).render(each, True, "white") for each in (char, _NO_CHARACTER))  # noqa: FBT003
    return pygame.image.tobytes(shown, "RGBA") != pygame.image.tobytes(unknown, "RGBA")


def _known(run: str, file: str) -> str:
    """Replace what the font cannot draw or what draws nothing: device and file names hold anything."""
    blanks_even = ((" " if char.isspace() and char != _WIDE_BLANK else char) for char in run)
    return "".join(char if _drawn(file, char) else "?" for char in blanks_even)


def _drawn(file: str, char: str) -> bool:
    return char in (" ", _WIDE_BLANK) or (char.isprintable() and _has_glyph(file, char))


def _render(text: str, style: Style, scale: float) -> Line:
    pixels = style.size * scale
    glyphs: list[tuple[int, pygame.font.Font, str]] = []
    pen = 0.0
    for hangul, run in runs(text):
        file = _file(hangul, style.weight)
        font = _font(file, max(1, round(pixels * (_KOREAN_SIZE if hangul else 1))))
        shown = _known(run, file)
        cell = max(font.size(digit)[0] for digit in "0123456789") if style.tabular else 0
        for piece in list(shown) if style.tracking or style.tabular else [shown]:
            advance = font.size(piece)[0]
            room = cell if style.tabular and piece.isdigit() else advance
            glyphs.append((round(pen + (room - advance) / 2), font, piece))
            pen += room + style.tracking * pixels / 1000
    width = round(pen - (style.tracking * pixels / 1000 if glyphs else 0))
    return _compose(glyphs, max(0, width), style, pixels)


def _compose(glyphs: list[tuple[int, pygame.font.Font, str]], width: int, style: Style, pixels: float) -> Line:
    drop = max(1, round(pixels * _SHADOW_DROP)) if style.shadow else 0
    ascent = max((font.get_ascent() for _, font, _ in glyphs), default=1)
    height = max((ascent - font.get_ascent() + font.get_height() for _, font, _ in glyphs), default=1)
    surface = pygame.Surface((width + drop + 2, height + drop), pygame.SRCALPHA, 32)
    for x, font, piece in glyphs if drop else ():
        shadow = font.render(piece, True, rgb(INK))  # noqa: FBT003 - pygame's own signature
        shadow.set_alpha(_SHADOW_ALPHA)
        surface.blit(shadow, (x, ascent - font.get_ascent() + drop))
    for x, font, piece in glyphs:
        surface.blit(font.render(piece, True, rgb(style.colour)), (x, ascent - font.get_ascent()))  # noqa: FBT003
    return Line(surface, ascent, width)

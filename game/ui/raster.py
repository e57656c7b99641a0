"""From SVG text to pixels: drawn anew, or by whoever keeps pixels that were drawn before."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

import pygame

Rasteriser = Callable[[str, tuple[int, int]], pygame.Surface]
"""Takes SVG text and a size in pixels; returns the picture with transparency, in the format that blits fastest."""

_BAND: Final = 200_000
"""Pixels that are copied in one go: the interpreter is not free meanwhile, and keys have to be heard."""


def draw_anew(svg: str, size: tuple[int, int]) -> pygame.Surface:
    """Return SVG text as an image of `size` pixels."""
    image = pygame.image.load_sized_svg(io.BytesIO(svg.encode()), size)
    image.set_alpha(None)  # copies what is there instead of laying it over
    return laid(image, pygame.Surface(size, pygame.SRCALPHA, 32))


_rasteriser: ContextVar[Rasteriser] = ContextVar("rasteriser", default=draw_anew)


def rasterise(svg: str, size: tuple[int, int]) -> pygame.Surface:
    """Return SVG text as an image of `size` pixels, from the present rasteriser."""
    return _rasteriser.get()(svg, size)


@contextmanager
def rasterising_with(rasteriser: Rasteriser) -> Iterator[None]:
    """Let `rasteriser` make every picture that this thread asks for."""
    token = _rasteriser.set(rasteriser)
    try:
        yield
    finally:
        _rasteriser.reset(token)


def laid(image: pygame.Surface, onto: pygame.Surface, how: int = 0) -> pygame.Surface:
    """Lay an image over another of its size, band by band, with the blend mode `how`; return that one."""
    for band in bands(image.get_size()):
        onto.blit(image, band, band, how)
    return onto


def cropped(image: pygame.Surface) -> tuple[pygame.Surface, tuple[int, int]]:
    """Return what of an image is not empty, and where it begins."""
    found = [
        box.move(band.topleft)
        for band in bands(image.get_size())
        if (box := image.subsurface(band).get_bounding_rect()).width
    ]
    if not found:
        return pygame.Surface((0, 0), pygame.SRCALPHA, 32), (0, 0)
    box = found[0].unionall(found[1:])
    part = image.subsurface(box)
    part.set_alpha(None)
    return laid(part, pygame.Surface(box.size, pygame.SRCALPHA, 32)), box.topleft


def bands(size: tuple[int, int], pixels: int = _BAND) -> list[pygame.Rect]:
    """Return the strips of an image from its top, of about `pixels` each."""
    width, height = size
    rows = max(1, pixels // max(1, width))
    return [pygame.Rect(0, top, width, min(rows, height - top)) for top in range(0, height, rows)]

"""Pictures that are saved while the music goes on."""

import io

import numpy as np
import pygame
import pytest

from game.app.pictures import Pictures, png


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (64, 48)])
def test_a_picture_shows_what_was_there(size):
    pixels = np.random.default_rng(0).integers(0, 256, (size[1], size[0], 3), np.uint8).tobytes()
    read = pygame.image.load(io.BytesIO(png(size, pixels)), "picture.png")
    assert read.get_size() == size
    assert pygame.image.tobytes(read, "RGB") == pixels


def test_what_is_drawn_later_is_not_in_the_picture(tmp_path):
    surface, pictures = pygame.Surface((40, 30)), Pictures()
    surface.fill("red")
    pictures.save(surface, tmp_path / "red.png")
    surface.fill("blue")
    pictures.save(surface, tmp_path / "blue.png")
    assert pictures.finish() == []
    colours = [pygame.image.load(tmp_path / f"{name}.png").get_at((20, 15))[:3] for name in ("red", "blue")]
    assert colours == [(255, 0, 0), (0, 0, 255)]


def test_a_picture_that_cannot_be_saved_is_told_at_the_end(tmp_path):
    pictures = Pictures()
    pictures.save(pygame.Surface((4, 4)), tmp_path / "gone" / "a.png")
    (problem,) = pictures.finish()
    assert "a.png: the picture cannot be saved (No such file or directory)." in problem

"""What must look as it did: pieces of the stage beside the pictures that were kept of them."""

import sys
from pathlib import Path

import pygame
import pytest

sys.path.append(str(Path(__file__).parents[1] / "golden"))
from pictures import COMMAND, MOST_MEAN, MOST_OTHER, PICTURES, difference, drawn, kept


def same(one, other):
    others, mean = difference(one, other)
    return others <= MOST_OTHER and mean <= MOST_MEAN


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_it_did(name, tmp_path):
    now = drawn(name)
    if same(now, kept(name)):
        return
    pygame.image.save(now, tmp_path / f"{name}.png")
    others, mean = difference(now, kept(name))
    pytest.fail(
        f"{name} looks different ({others:.1%} of its pixels, {mean:.1f} of 255 in the mean): see {tmp_path}; "
        f"if it is to look so, run {COMMAND}."
    )


@pytest.mark.parametrize("name", PICTURES)
def test_what_one_would_see_is_found(name):
    before = kept(name)
    moved, spotted = before.copy(), before.copy()
    moved.scroll(2, 0)
    spotted.fill("magenta", (before.get_width() // 3, before.get_height() // 3, 18, 18))
    paler = before.copy()
    paler.fill((6, 6, 6), special_flags=pygame.BLEND_RGB_ADD)
    assert not any(same(each, before) for each in (moved, spotted, paler))


def test_rounding_that_nobody_sees_is_none():
    before = kept("sun")
    rounded = before.copy()
    rounded.fill((1, 1, 1), special_flags=pygame.BLEND_RGB_ADD)
    assert same(rounded, before)

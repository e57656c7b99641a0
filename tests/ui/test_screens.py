"""Every screen, as it is drawn: what is written stays in its card, in the window, and clear of everything else."""

from itertools import combinations

import pygame
import pytest
from ui.menus import stage_of
from ui.screens import screens

from game.ui.sheet import watched
from game.ui.words import LANGUAGES, Words

WINDOWS = [((1280, 720), lang) for lang in LANGUAGES]
WINDOWS += [((1024, 768), "ja"), ((1920, 1080), "en"), ((2560, 1080), "ko")]
READINGS = ("bpm1", "bpm2", "chevron1", "chevron2", "ribbon1", "ribbon2", "lanterns")
WORDLESS = ("duet-", "help-")


def faults(overlays, size, readings):
    """What is wrong on one screen, in words."""
    window = pygame.Rect((0, 0), size)
    written = [each for overlay in overlays for each in overlay.written]
    for each in written:
        if not window.contains(each.box):
            yield f"{each.text!r} {each.box} leaves the window"
        if not each.card.contains(each.box):
            yield f"{each.text!r} {each.box} leaves its card {each.card}"
        for name, box in readings.items():
            if each.box.colliderect(box):
                yield f"{each.text!r} covers {name}"
    for first, second in combinations(written, 2):
        if first.box.colliderect(second.box):
            yield f"{first.text!r} covers {second.text!r}"
    for overlay in overlays:
        yield from (f"the card {card} leaves the window" for card in overlay.cards if not window.contains(card))


@pytest.mark.parametrize(("size", "lang"), WINDOWS, ids=str)
def test_what_is_written_on_a_screen_can_be_read(size, lang):
    stage = stage_of(size)
    surface = pygame.Surface(size, depth=32)
    boxes = {name: stage.boxes()[name] for name in READINGS}
    found = []
    for name, draw in screens(stage, Words(lang)):
        with watched() as overlays:
            draw(surface)
        assert overlays or name.startswith(WORDLESS), name
        over_duet = name.startswith(("rest-sign", "notice-"))
        found += [f"{name}: {fault}" for fault in faults(overlays, size, boxes if over_duet else {})]
    assert not found, "\n".join(found)


def test_a_text_that_covers_another_is_found():
    size = (1280, 720)
    with watched() as overlays:
        for name, draw in screens(stage_of(size), Words("en")):
            if name in {"title", "pause"}:
                draw(pygame.Surface(size, depth=32))
    assert any("covers" in fault for fault in faults(overlays, size, {}))
    assert any("covers" in fault for fault in faults(overlays, size, {"all": pygame.Rect((0, 0), size)}))
    assert any("leaves the window" in fault for fault in faults(overlays, (640, 360), {}))

"""What tests of cards share: rows, kits, and pictures as arrays."""

from functools import cache
from itertools import combinations

import numpy as np
import pygame

from game.ui.help_card import PAGES
from game.ui.join_card import draw_join
from game.ui.stage import Stage
from game.ui.views import STANDARD_KEYS, JoinView, KeyMap, Row
from game.ui.words import Words

SIZES = [(1024, 768), (1280, 720), (1920, 1080), (640, 360), (2560, 1080)]
USUAL = SIZES[:3]
LONG = "Alesis Strike Pro SE Super-Long Name MIDI 1 (24:0) in the back room"


def seat_rows(words, count=5):
    off = {"kind": "choice", "value": words.common.off, "place": (0, 2)}
    rows = (
        Row(words.join.ready, "play"),
        Row(words.join.own_sound, **off),
        Row(words.join.left_handed, "choice", words.common.on, place=(1, 2)),
        Row(words.join.feel, "choice", words.join.feel_true, place=(1, 2)),
        Row(words.join.friend, **off),
    )
    return rows[:count]


def small_rows(words):
    rows = seat_rows(words)
    return (*rows[:2], rows[4], Row(words.settings.title, "go"), Row(words.join.home_again, "sure"))


BORROWED = KeyMap((("ride", "up"), ("kick", "down"), ("hat", "choose"), ("tom3", "back")))
LOOSE = KeyMap((), ("up", "down", "choose", "back", None, None, None))
SMALL = KeyMap((("kick", "down"), ("snare", "choose")), (), small=True)
KEYS = [STANDARD_KEYS, BORROWED, LOOSE, SMALL]


def menu_rows(words):
    pause = words.pause
    rows = [
        Row(pause.resume, "play"),
        Row(words.join.feel, "choice", words.join.feel_gentle, place=(0, 2)),
        Row(pause.volume, "bar", level=7),
        Row(pause.motion, "choice", pause.motion_calm, place=(1, 2)),
        Row(pause.language, "choice", pause.language_name, place=(0, 3)),
        Row(pause.leave, "go"),
    ]
    return [*rows, rows[2], rows[3]]


stage_of = cache(Stage)


def pixels(size, draw):
    surface = pygame.Surface(size, depth=32)
    surface.fill((90, 90, 120))
    draw(surface)
    return pygame.surfarray.array3d(surface)


def joined(size, *seats):
    return pixels(size, lambda surface: draw_join(surface, JoinView(seats), Words("en")))


def luminance(pixels):
    """Relative luminance, 0 to 1, of colours 0 to 255."""
    shown = np.asarray(pixels) / 255
    linear = np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def check_places(name, parts, size):
    window = pygame.Rect((0, 0), size)
    written = [each for part in parts for each in part.written]
    assert written or name == f"help {PAGES - 1}", name
    panels = [card for part in parts for card in part.cards]
    for card in panels:
        assert window.contains(card), name
    for first, second in combinations(panels, 2):
        assert not first.colliderect(second), f"{name}: {first} covers {second}"
    for each in written:
        assert window.contains(each.box), f"{name}: {each.text!r} leaves the window"
        assert each.card.contains(each.box), f"{name}: {each.text!r} {each.box} not in {each.card}"
    for first, second in combinations(written, 2):
        assert not first.box.colliderect(second.box), f"{name}: {first.text!r} covers {second.text!r}"

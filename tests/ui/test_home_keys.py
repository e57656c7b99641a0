"""A kit without a pad to go back steps to the key that leads home: every card after a round shows so."""

import numpy as np
import pygame
import pytest
from ui.duets import result, timeline
from ui.screens import ROUNDS, pages

from game.ui.card import draw_result
from game.ui.exchange_card import draw_exchange
from game.ui.outing_card import draw_outing
from game.ui.sheet import watched
from game.ui.theme import GOLD, rgb
from game.ui.views import ExchangeView
from game.ui.words import Words

SIZE, WORDS = (1280, 720), Words("en")
CARDS = {
    "result": (
        lambda s, homeward: draw_result(s, result(), timeline(), WORDS, homeward=homeward),
        WORDS.result.home,
    ),
    "evening": (lambda s, homeward: draw_outing(s, pages()["whole"].page(), WORDS, homeward=homeward),
                WORDS.result.home),
    "exchange": (
        lambda s, homeward: draw_exchange(s, ExchangeView(1, ROUNDS[0], homeward=homeward), WORDS),
        WORDS.outing.enough,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CARDS)
def test_a_golden_frame_is_around_the_way_home_and_nothing_else(name):
    draw, text = CARDS[name]
    shown = []
    for homeward in (False, True):
        surface = pygame.Surface(SIZE, depth=32)
        with watched() as overlays:
            draw(surface, homeward)
        shown.append(pygame.surfarray.array3d(surface))
    (home,) = (each.box for overlay in overlays for each in overlay.written if each.text == text)
    changed = (shown[0] != shown[1]).any(axis=2)
    across, down = np.argwhere(changed).T
    assert across.min() < home.left - 30 < home.right < across.max()
    assert down.min() < home.top < home.bottom < down.max()
    assert (shown[1][changed] == rgb(GOLD)).all(axis=1).mean() > 0.5
    assert not changed[home.left : home.right, home.top : home.bottom].any()

"""Settings, keyboard test and credits: every text in its place, and nothing said that is not so."""

import numpy as np
import pygame
import pytest
from ui.menus import SIZES, SMALL, check_places, luminance

from game.model.assets import asset
from game.model.settings import EveningSettings
from game.scenes.settings_rows import MOST_ROWS, hint, page_rows, rollover_view
from game.session.rollover import CHORDS, Ask, Rollover
from game.session.settings_menu import Bound, Page, SettingsMenu
from game.ui.credits_card import CREDITS, credits_overlays
from game.ui.menu_card import menu_overlays
from game.ui.rollover_card import rollover_overlays
from game.ui.rows import row_overlay
from game.ui.theme import GOLD, KEY_BACK, rgb
from game.ui.title_card import title_overlays
from game.ui.views import Row, TitleView
from game.ui.words import LANGUAGES, Words


class Evening:
    """What the rows ask of an evening."""

    def __init__(self, words):
        self.words, self.settings = words, EveningSettings(words.lang, window="1920x1080")


def pages(size, words):
    evening = Evening(words)
    for page in Page:
        for small in (False, True):
            menu = SettingsMenu(page=page, small=small)
            rows = page_rows(evening, menu, 0.0)[:MOST_ROWS]
            for focus in range(len(rows)):
                menu._focus[page] = focus
                said = hint(menu, words)
                title, kits = words.settings.keyboard, (SMALL, SMALL) if small else ()
                yield f"{page} {focus}", menu_overlays(size, title, rows, focus, words, said, kits, "11 / 12")


def others(size, words):
    yield "title", title_overlays(size, TitleView(best=words.best.line.format(score=100)), words)
    yield "credits", credits_overlays(size, words)
    test = Rollover(EveningSettings().keyboard)
    for step in range(len(CHORDS)):
        test.step = step
        test.held = [key for _, key in test.wanted()]
        yield f"chord {step}", rollover_overlays(size, rollover_view(test, words), words)
        test.lost[step] = tuple(place for place, _ in test.wanted())
    test.ask, test.step = Ask.DONE, len(CHORDS)
    yield "lost", rollover_overlays(size, rollover_view(test, words), words)
    test.lost.clear()
    yield "whole", rollover_overlays(size, rollover_view(test, words), words)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)], ids=str)
def test_every_row_of_every_page_fits(size, lang):
    for name, parts in pages(size, Words(lang)):
        check_places(name, parts, size)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_test_credits_and_title_fit(size, lang):
    for name, parts in others(size, Words(lang)):
        check_places(name, parts, size)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hints_fit_too(lang):
    words, size = Words(lang), (1280, 720)
    menu = SettingsMenu(page=Page.LEFT, bound=Bound(None))
    rows = page_rows(Evening(words), menu, 0.0)[:MOST_ROWS]
    for said in (
        words.settings.not_this,
        words.settings.press,
        words.settings.press_or_strokes,
        words.settings.moved.format(key="R Ctrl", pad="W" * 14),
    ):
        check_places(said, menu_overlays(size, words.settings.keys, rows, 0, words, said), size)


def test_the_credits_say_what_the_file_of_credits_says():
    written = " ".join(asset("CREDITS.md").read_text(encoding="utf-8").replace('"', "“").split()).replace("“", "")
    for credit in CREDITS[:-1]:
        facts = [credit.work, *credit.makers.split(", "), *credit.licence.split(" 1.1")[:1]]
        for fact in facts:
            assert fact.replace("“", "").replace("”", "") in written.replace("**", ""), fact


@pytest.mark.parametrize("over", [False, True])
def test_the_keyboard_test_shows_the_pad_that_leaves_it_beside_the_key(over):
    size, words, test = (1920, 1080), Words("en"), Rollover(EveningSettings().keyboard)
    if over:
        test.ask, test.step = Ask.DONE, len(CHORDS)
    (card,) = rollover_overlays(size, rollover_view(test, words), words)
    pad = (pygame.surfarray.array3d(card.surface) == rgb(KEY_BACK)).all(axis=2)
    (said,) = (each.box.move(-card.corner[0], -card.corner[1]) for each in card.written
               if each.text == words.rollover.leave)  # fmt: skip
    assert pad[said.left - 90 : said.left, said.top - 20 : said.bottom + 20].sum() > 1500


@pytest.mark.parametrize("player", [0, 1])
def test_a_players_sign_stands_out_from_the_gold_of_the_steered_row(player):
    overlay = row_overlay((1920, 1080), (100, 100, 800, 100), Row("Own sound", player=player), 42, lit=True)
    surface = pygame.Surface((1920, 1080), depth=32)
    surface.fill(GOLD)
    surface.blit(overlay.surface, overlay.corner)
    shown = pygame.surfarray.array3d(surface)[160 - 26 : 160 + 26, 150].astype(float)
    light = luminance(shown)
    ground = luminance(rgb(GOLD))
    ratio = (ground + 0.05) / (light + 0.05)
    sign = np.flatnonzero(ratio > 2)
    outline = ratio[[*sign[1:4], *sign[-4:-1]]]
    assert outline.min() >= 3, "its edge"
    assert np.ptp(sign) + 1 == pytest.approx(2 * 17 * (1.18 if player else 1), abs=8)


@pytest.mark.parametrize("lost", [False, True])
def test_the_test_names_the_chord_and_the_keys_that_it_lost(lost):
    words, test = Words("en"), Rollover(EveningSettings().keyboard)
    test.ask, test.step = Ask.DONE, len(CHORDS)
    if lost:
        test.lost[1] = (test.wanted()[0][0],)
    shown = [
        written.text
        for part in rollover_overlays((1920, 1080), rollover_view(test, words), words)
        for written in part.written
    ]
    assert (words.rollover.whole in shown) is not lost
    assert ("Kick + Snare + Hi-hat closed:  L Ctrl" in shown) is lost
    assert (words.rollover.advice in shown) is lost

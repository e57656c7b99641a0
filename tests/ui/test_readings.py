"""What is read while playing can be read in any light and in any window: numbers, labels, chevrons."""

from dataclasses import replace

import numpy as np
import pygame
import pytest
from ui.duets import apart
from ui.menus import luminance, stage_of

from game.ui import disc
from game.ui.motion import Motion
from game.ui.theme import CREAM, PLAYERS, Layout, rgb

SHAPES = [(1920, 1080), (1280, 800), (1024, 768)]
HOURS = {"dusk": (0.0, 0.0), "dawn": (1.0, 0.0), "sunset": (1.0, 1.0)}
LARGE = 3.0
"""Least contrast of large text and of signs."""


def drawn(size, hour="dawn", state=None, **changes):
    light, sunset = HOURS[hour]
    shot = apart(light=light, sunset=sunset, **changes)
    surface = pygame.Surface(size, depth=32)
    stage_of(size).draw(surface, shot, replace(state or Motion.at_rest(shot), petals=0.0))
    return pygame.surfarray.array3d(surface).astype(int)


def contrast(pixels, size, box, colour):
    """Median contrast of a colour to what else lies in a box, which is given in stage units."""
    layout = Layout(size)
    (left, top), (right, bottom) = layout.at(*box[:2]), layout.at(*box[2:])
    inside, ink = pixels[left:right, top:bottom].reshape(-1, 3), np.array(rgb(colour))
    own, ground = luminance(ink), luminance(inside[np.abs(inside - ink).max(axis=1) > 70])
    return float(np.median((np.maximum(own, ground) + 0.05) / (np.minimum(own, ground) + 0.05)))


@pytest.mark.parametrize("size", SHAPES, ids=str)
@pytest.mark.parametrize("hour", HOURS)
def test_numbers_and_labels_stand_out_from_the_sky_at_any_hour(size, hour):
    shown = drawn(size, hour)
    for player, side in ((0, 1), (1, -1)):
        edge = 960 - side * 864
        number, label, sign = (sorted((edge + side * near, edge + side * far)) for near, far in
                               ((0, 324), (54, 144), (2, 46)))  # fmt: skip
        assert contrast(shown, size, (number[0], 110, number[1], 275), CREAM) >= LARGE
        for across in (label, sign):
            assert contrast(shown, size, (across[0], 290, across[1], 330), PLAYERS[player].main) >= LARGE


@pytest.mark.parametrize("size", SHAPES, ids=str)
@pytest.mark.parametrize("hour", HOURS)
def test_chevrons_have_an_edge_that_shows_them_in_a_bright_sky(size, hour):
    both = apart().players
    shown = drawn(size, hour, players=tuple(replace(p, chevrons=3 - 6 * i) for i, p in enumerate(both)))
    for player in (0, 1):
        box = stage_of(size).boxes()[f"chevron{player + 1}"]
        part = shown[box.left : box.right, box.top : box.bottom]
        colour = np.array(rgb(PLAYERS[player].main))
        lit = np.abs(part - colour).sum(axis=2) < 12
        beside = np.zeros_like(lit)
        reach = max(2, round(6 * Layout(size).scale))
        beside[:, reach:] = lit[:, :-reach]  # just under each stroke
        ratio = (luminance(colour) + 0.05) / (luminance(part[beside & ~lit]) + 0.05)
        assert np.median(ratio) >= LARGE


def lit_lanterns(size):
    """How far above the middle of the sun the light of the lanterns is, stage units, and what changed with it."""
    dark, lit = (drawn(size, "dusk", lanterns=(on,) * 8, phrase=7) for on in (False, True))
    changed = np.argwhere(np.abs(lit - dark).sum(axis=2) > 120)
    layout = Layout(size)
    return (layout.at(*disc.CENTRE)[1] - changed[:, 1].mean()) / layout.scale, dark


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768), (960, 960)], ids=str)
def test_the_lanterns_hang_as_near_the_numbers_in_a_tall_window_on_lines_from_its_edge(size):
    usual, _ = lit_lanterns((1280, 720))
    here, picture = lit_lanterns(size)
    assert here == pytest.approx(usual, abs=6)
    layout = Layout(size)
    x, high = layout.at(636, 0)[0], layout.at(0, layout.top + 60)[1]
    low = layout.at(0, 0)[1]
    row = picture[x - 10 : x + 11, high:low].sum(axis=2)
    beside = row[[0, -1]].mean(axis=0)
    if low - high > 20:
        assert (row.max(axis=0) > beside + 20).mean() > 0.95, "a line all the way"


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
@pytest.mark.parametrize(("percent", "slip_ms"), [(0.2, 0.0), (4.0, 60.0), (15.0, -60.0)])
def test_the_paper_of_a_dare_hides_nothing_of_the_sun_nor_of_a_half_that_rides_high(size, percent, slip_ms):
    layout = Layout(size)
    for phrase in range(8):
        shot = {"phrase": phrase, "difference_percent": percent, "slip_ms": slip_ms, "hour": "dusk"}
        state = Motion.at_rest(apart(difference_percent=percent, slip_ms=slip_ms))
        changed = (drawn(size, dare="crash", **shot) != drawn(size, **shot)).any(axis=2)
        assert changed.sum() > 1000 * layout.scale
        across, down = np.argwhere(changed).T
        for side in (-1, 1):
            x, y = layout.at(disc.CENTRE[0] + side * state.gap / 2, disc.CENTRE[1] + side * state.slip / 2)
            of_half = (across - x) * side >= 0
            away = np.hypot(across - x, down - y)[of_half] / layout.scale
            assert away.min(initial=999) > disc.RADIUS * 1.03, f"lantern {phrase + 1}"


def paced(bpm):
    both = apart().players
    return apart(players=tuple(replace(p, bpm=bpm, chevrons=2 - 4 * i) for i, p in enumerate(both)))


def chevron_room(size, shot, state):
    """Room between each number and its chevrons, in stage units."""
    layout = Layout(size)
    shown = drawn(size, "dusk", state, players=shot.players)
    rooms = []
    for player in (0, 1):
        across = slice(layout.size[0] // 2) if player == 0 else slice(layout.size[0] // 2, None)
        part = shown[across, layout.at(0, 110)[1] : layout.at(0, 265)[1]]
        number = np.argwhere(np.abs(part - rgb(CREAM)).sum(axis=2) < 12)[:, 0]
        cues = np.argwhere(np.abs(part - rgb(PLAYERS[player].main)).sum(axis=2) < 12)[:, 0]
        room = cues.min() - number.max() if player == 0 else number.min() - cues.max()
        rooms.append(room / layout.scale)
    return rooms


def test_chevrons_stand_beside_the_number_however_many_digits_it_has():
    size = (1280, 720)
    for bpm in (88, 118):
        shot = paced(bpm)
        assert max(chevron_room(size, shot, Motion.at_rest(shot))) < 60


def test_chevrons_stay_where_they_are_while_the_number_goes_between_99_and_100():
    for first in (96, 102):
        motion = Motion()
        motion.advance(paced(first), 0.0)
        settled = [motion.advance(paced(bpm), 0.5).digits for bpm in (100, 99, 100, 99, 98, 101, 99)]
        assert np.ptp(settled[1:]) < 0.02, first
    gone = [motion.advance(paced(92), 1 / 60).digits[0] for _ in range(60)]
    assert gone == sorted(gone, reverse=True)
    assert gone[5] > 2.5, "they glide"
    assert gone[-1] == pytest.approx(2, abs=0.02)

"""Small pictures of a duet's signals, from values."""

from functools import cache

import numpy as np
import pygame
from ui.duets import BEAT_S, NOW_S, apart

from game.model.snapshot import OnsetView, PlayerView
from game.ui.stage import Stage
from game.ui.theme import Layout, rgb

SIZE = (960, 540)
SMALL = (640, 360)
LAYOUT = Layout(SIZE)
BAR_S = 4 * BEAT_S


@cache
def stage(size):
    return Stage(size)


def picture(snapshot, motion, size=SIZE):
    surface = pygame.Surface(size, depth=32)
    stage(size).draw(surface, snapshot, motion)
    return pygame.surfarray.array3d(surface).astype(int)


def near(pixels, colour, reach=40):
    return np.abs(pixels - np.array(rgb(colour))).sum(axis=2) < reach


def quiet(**changes):
    players = (PlayerView(112, 4, 0, True), PlayerView(112, 4, 0, True))
    return apart(**({"players": players, "beat_time_s": None, "lead": None} | changes))


def strokes(beats, *, pad="snare", matched=True):
    return tuple(OnsetView(NOW_S - age * BEAT_S, pad, 0.7, matched) for age in sorted(beats, reverse=True))


def run(motion, snapshot, seconds, rate=50):
    return [motion.advance(snapshot, 1 / rate) for _ in range(round(seconds * rate))]

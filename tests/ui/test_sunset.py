"""The last eight beats: what goes with the sinking sun."""

from dataclasses import replace

import numpy as np
import pygame
from ui.duets import apart
from ui.signals import stage

from game.ui.motion import Motion
from game.ui.theme import Layout


def lead_seen(size, sunset, *, calm=False):
    """What the lead lantern and its dots change: how much, and how deep, stage units."""
    shown = []
    for lead in (0.6, None):
        snapshot = apart(state="together", lead=lead, sunset=sunset)
        state = Motion(calm=calm).advance(snapshot, 0.0)
        surface = pygame.Surface(size, depth=32)
        stage(size).draw(surface, snapshot, replace(state, petals=0.0))
        shown.append(pygame.surfarray.array3d(surface).astype(int))
    change = np.abs(shown[0] - shown[1]).sum(axis=2)
    rows = np.argwhere(change > 30)[:, 1]
    return change.max(), Layout(size).top + rows.max(initial=0) / Layout(size).scale


def test_the_lead_lantern_goes_with_the_sinking_sun_before_it_hangs_among_the_stone_lanterns():
    size = (1280, 720)
    day, begun = lead_seen(size, 0.0), lead_seen(size, 0.2)
    assert day[0] > begun[0] > 60
    for sunset in (0.0, 0.1, 0.2, 0.3, 0.4):
        assert lead_seen(size, sunset)[1] < 800
    for sunset in (0.5, 0.75, 1.0):
        assert lead_seen(size, sunset)[0] == 0
    assert lead_seen(size, 1.0, calm=True)[0] > 200, "what does not sink stays"

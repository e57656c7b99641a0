"""A window of any size: the old picture scaled, then a stage of its own, kept for the next start."""

import time
from types import SimpleNamespace

import numpy as np
import pygame
import pytest

from game.app.curtain import SETTLED_S, SMALLEST, Curtain, _strips, fitted, open_stage, stage_size
from game.app.stages import Stages
from game.model.snapshot import Snapshot
from game.ui import raster
from game.ui.motion import Motion
from game.ui.opening import draw_opening

QUIET = Snapshot(light=0.4)


@pytest.fixture
def stages(tmp_path):
    opened = Stages(tmp_path / "cache")
    yield opened
    opened.close()


def drawn(stage, size):
    surface = pygame.Surface(size, depth=32)
    stage.draw(surface, QUIET, Motion.at_rest(QUIET))
    return pygame.surfarray.array3d(surface)


def waited(take, seconds=30.0):
    deadline = time.monotonic() + seconds
    while (found := take()) is None:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return found


def counted(monkeypatch):
    made = []
    load = pygame.image.load_sized_svg
    monkeypatch.setattr(pygame.image, "load_sized_svg", lambda file, size: made.append(size) or load(file, size))
    return made


def test_a_stage_from_the_cache_is_the_same_picture_without_rasterising(stage, stages, tmp_path, monkeypatch):
    made = counted(monkeypatch)
    first = open_stage(stages, (640, 360))
    anew = len(made)
    again = open_stage(stages, (640, 360))
    assert anew > 100
    assert len(made) == anew
    assert (drawn(first, (640, 360)) == drawn(stage, (640, 360))).all()
    assert (drawn(again, (640, 360)) == drawn(stage, (640, 360))).all()
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert (drawn(open_stage(stages, (640, 360)), (640, 360)) == drawn(stage, (640, 360))).all()
    assert len(made) == 2 * anew


def test_a_newer_wish_takes_the_place_of_an_older_one(stages, tmp_path):
    for size in ((3000, 2000), (2000, 1500), (320, 180)):
        stages.ask(size)
    assert waited(stages.take).layout.size == (320, 180)
    assert [file.name.split("-")[-1] for file in (tmp_path / "cache").iterdir()] == ["320x180.zip"]


def test_a_resized_window_shows_the_old_picture_until_its_own_is_drawn(stage, stages):
    holder = SimpleNamespace(stage=stage)
    curtain = Curtain(holder, stages)
    window = pygame.Surface((640, 360), depth=32)
    assert curtain.canvas(window, 0.0) is window

    window = pygame.Surface((480, 400), depth=32)
    canvas = curtain.canvas(window, 1.0)
    assert canvas.get_size() == (640, 360)
    canvas.fill("red")
    assert sum(1 for _ in curtain.raised(window)) >= 1
    shown = (pygame.surfarray.array3d(window) == (255, 0, 0)).all(axis=2)
    assert shown[:, 65:335].all()
    assert not shown[:, :65].any()
    assert not shown[:, 335:].any()

    curtain.canvas(window, 1.0 + SETTLED_S)
    waited(lambda: curtain.canvas(window, 2.0) is window or None)
    assert holder.stage.layout.size == (480, 400)
    assert list(curtain.raised(window)) == []


def test_a_window_that_is_still_being_dragged_gets_no_stage_yet(stage, stages):
    curtain = Curtain(SimpleNamespace(stage=stage), stages)
    for i in range(20):
        curtain.canvas(pygame.Surface((500 + i, 300), depth=32), i * SETTLED_S * 0.9)
        assert stages.take() is None
        assert stages.progress == 0.0


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (700, 2), (160, 90), (319, 900)])
def test_no_window_is_too_small(stage, stages, size):
    assert stage_size(size) >= SMALLEST
    holder = SimpleNamespace(stage=stage)
    curtain = Curtain(holder, stages)
    window = pygame.Surface(size, depth=32)
    canvas = curtain.canvas(window, 0.0)
    canvas.fill("white")
    for _ in curtain.raised(window):
        pass
    assert pygame.surfarray.array3d(window).max() == 255


def test_the_scaled_picture_has_no_seams(stage, stages):
    curtain = Curtain(SimpleNamespace(stage=stage), stages)
    window = pygame.Surface((1913, 1077), depth=32)
    canvas = curtain.canvas(window, 0.0)
    ramp = np.linspace(0, 255, 360).astype(np.uint8)
    pygame.surfarray.blit_array(canvas, np.broadcast_to(ramp[None, :, None], (640, 360, 3)))
    assert sum(1 for _ in curtain.raised(window)) > 8
    place = fitted((640, 360), window.get_size())
    column = pygame.surfarray.array3d(window)[900, place.top : place.bottom, 0].astype(int)
    assert (np.diff(column) >= 0).all()
    assert np.diff(column).max() <= 2
    assert (column[0], column[-1]) == (0, 255)


def test_the_smallest_picture_covers_the_largest_window():
    place = fitted(SMALLEST, (7680, 4320))
    strips = list(_strips(SMALLEST, place))
    assert [target.top for _, target in strips] == [0, *(target.bottom for _, target in strips[:-1])]
    assert strips[-1][1].bottom == place.bottom
    assert all(pygame.Rect((0, 0), SMALLEST).contains(source) and source.height for source, _ in strips)


def test_the_halves_meet_when_the_picture_is_ready():
    surface = pygame.Surface((640, 360), depth=32)
    lit = []
    for share in (0.0, 0.5, 1.0):
        draw_opening(surface, share)
        bright = pygame.surfarray.array3d(surface).sum(axis=2)[:, 170] > 400
        lit.append(np.flatnonzero(bright))
    gaps = [int(np.diff(each).max()) for each in lit]
    assert gaps[0] > gaps[1] > gaps[2] == 1


def test_progress_runs_from_nothing_to_nearly_all(monkeypatch, tmp_path):
    stages, told = Stages(tmp_path), []
    draw = raster.draw_anew
    monkeypatch.setattr("game.app.stages.draw_anew", lambda svg, size: told.append(stages.progress) or draw(svg, size))
    open_stage(stages, (400, 225))
    stages.close()
    assert told == sorted(told)
    assert told[0] < 0.2
    assert 0.6 < told[-1] <= 1.0

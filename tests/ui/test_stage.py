from dataclasses import replace
from functools import cache

import numpy as np
import pygame
import pytest
from ui.duets import BEAT_S, NOW_S, apart, onsets

from game.model.snapshot import OnsetView, PlayerView
from game.ui import disc
from game.ui.motion import Motion
from game.ui.people import PLACES
from game.ui.stage import Stage
from game.ui.theme import MOON, SUN, VERMILION, Layout, rgb

SIZES = [(1280, 720), (1920, 1080)]
ODD_SIZES = [(640, 360), (1024, 768), (2560, 1080), (1280, 800), (3840, 1080)]


@cache
def stage(size):
    return Stage(size)


def picture(size, snapshot):
    surface = pygame.Surface(size, depth=32)
    # Petals fall everywhere: they have a test of their own.
    stage(size).draw(surface, snapshot, replace(Motion.at_rest(snapshot), petals=0.0))
    return pygame.surfarray.array3d(surface)


def changed(size, before, after):
    """Pixels (x, y) in which the two pictures differ."""
    return (picture(size, before) != picture(size, after)).any(axis=2)


def player(index, **changes):
    players = list(apart().players)
    players[index] = replace(players[index], **changes)
    return apart(players=tuple(players))


def with_onset(index, onset):
    return player(index, onsets=(*apart().players[index].onsets, onset))


CHANGES = {
    "bpm of player 1": (apart(), player(0, bpm=113), ["bpm1"]),
    "bpm of player 2": (apart(), player(1, bpm=98), ["bpm2", "chevron2"]),
    "bpm unknown": (apart(), player(0, bpm=None, taps=1), ["bpm1"]),
    "taps of player 1": (player(0, bpm=None, taps=1), player(0, bpm=None, taps=2), ["bpm1"]),
    "taps of player 2": (player(1, bpm=None, taps=3), player(1, bpm=None, taps=4), ["bpm2"]),
    "chevrons of player 1": (apart(), player(0, chevrons=-3), ["chevron1"]),
    "chevrons of player 2": (apart(), player(1, chevrons=0), ["chevron2"]),
    "difference": (apart(), apart(difference_percent=-12.0), ["gap"]),
    "difference, closed": (apart(), apart(difference_percent=0.5), ["gap"]),
    "slip": (apart(), apart(slip_ms=-55.0), ["slip"]),
    "lead": (apart(), apart(lead=-1.0), ["lead"]),
    "no lead": (apart(), apart(lead=None), ["lead"]),
    "old onsets of player 1": (apart(), player(0, onsets=onsets(-0.1)), ["ribbon1", "ribbon2", "drummer1"]),
    "matched onsets of player 2": (apart(), player(1, onsets=onsets(-0.08, matched=True)), ["ribbon2"]),
    "new onset of player 1": (
        apart(),
        with_onset(0, OnsetView(NOW_S - 0.01, "snare", 0.9)),
        ["ribbon1", "ribbon2", "drummer1"],
    ),
    "new onset of player 2": (
        apart(),
        with_onset(1, OnsetView(NOW_S - 0.01, "crash", 0.9)),
        ["ribbon1", "ribbon2", "drummer2"],
    ),
    "beat lines": (
        apart(),
        apart(beat_time_s=NOW_S - 0.45),
        ["ribbon1", "ribbon2", "drummer1", "drummer2"],
    ),
    "lanterns": (apart(), apart(lanterns=(True,) * 3 + (False,) * 5, phrase=3), ["lanterns"]),
    "progress of the phrase": (apart(), apart(phrase_progress=0.8), ["lanterns"]),
    "share of the phrase": (apart(), apart(phrase_share=0.6), ["lanterns"]),
    "beats left": (apart(sunset=0.5), apart(sunset=0.5, beats_left=4), ["lanterns"]),
    "one beat less": (apart(sunset=0.5, beats_left=4), apart(sunset=0.5, beats_left=3), ["lanterns"]),
    "player 1 left-handed": (apart(), apart(left_handed=(True, False)), ["drummer1"]),
    "player 2 left-handed": (apart(), apart(left_handed=(False, True)), ["drummer2"]),
    "near": (
        apart(difference_percent=2.0),
        apart(difference_percent=2.0, state="near"),
        ["gap", "drummer1", "drummer2"],
    ),
    "together": (apart(), apart(state="together"), ["rays"]),
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_shows_in_its_own_boxes_and_nowhere_else(size, name):
    before, after, boxes = CHANGES[name]
    difference = changed(size, before, after)
    for box in boxes:
        left, top, width, height = stage(size).boxes()[box]
        assert difference[left : left + width, top : top + height].any(), f"{box} shows nothing"
    for box in boxes:
        left, top, width, height = stage(size).boxes()[box]
        difference[left : left + width, top : top + height] = False
    places = np.argwhere(difference)
    assert places.size == 0, f"pixels change outside: {places[0]} to {places[-1]}"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_coming_together_fills_the_heart_and_the_sky(size):
    difference = changed(size, apart(), apart(state="together"))
    heart = stage(size).boxes()["heart"]
    x, y = stage(size).layout.at(*disc.CENTRE)
    assert picture(size, apart(state="together"))[x, y].tolist() == [232, 85, 58]
    assert difference[heart.left : heart.right, heart.top : heart.bottom].mean() > 0.7
    sky = stage(size).layout.at(960, 120)
    assert difference[sky[0] - 80 : sky[0] + 80, sky[1] - 20 : sky[1] + 20].mean() > 0.5


@pytest.mark.parametrize("size", [*SIZES, *ODD_SIZES], ids=str)
def test_boxes_lie_in_the_window_and_readings_do_not_cover_each_other(size):
    boxes = stage(size).boxes()
    window = pygame.Rect((0, 0), size)
    for name in ("bpm1", "bpm2", "chevron1", "chevron2", "ribbon1", "ribbon2", "lanterns", "gap", "heart"):
        assert window.contains(boxes[name]), name
    apart_names = ("bpm1", "bpm2", "chevron1", "chevron2", "ribbon1", "ribbon2", "drummer1", "drummer2")
    for i, first in enumerate(apart_names):
        for second in apart_names[i + 1 :]:
            assert not boxes[first].colliderect(boxes[second]), (first, second)


@pytest.mark.parametrize("size", ODD_SIZES, ids=str)
@pytest.mark.parametrize("state", ["waiting", "apart", "near", "together"])
def test_every_window_shape_is_drawn_to_its_edges(size, state):
    shown = picture(size, apart(state=state))
    for edge in (shown[0], shown[-1], shown[:, 0], shown[:, -1]):
        assert edge.any(axis=1).all()


def test_the_largest_window_is_drawn():
    surface = pygame.Surface((3840, 2160), depth=32)
    Stage((3840, 2160)).draw(surface, apart(), Motion.at_rest(apart()))
    assert pygame.transform.average_color(surface)[:3] != (0, 0, 0)


def test_a_picture_depends_on_nothing_but_its_snapshot():
    size = SIZES[0]
    first = picture(size, apart())
    picture(size, apart(state="together", light=1.0))
    assert (picture(size, apart()) == first).all()


def topmost(pixels, colour, layout):
    near = np.abs(pixels.astype(int) - np.array(rgb(colour))).sum(axis=2) < 12
    left, top = layout.at(disc.CENTRE[0] - 280, disc.CENTRE[1] - 260)
    right, bottom = layout.at(disc.CENTRE[0] + 280, disc.CENTRE[1] + 260)
    rows = near[left:right, top:bottom].any(axis=0)
    return top + int(np.argmax(rows))


@pytest.mark.parametrize(("slip_ms", "higher"), [(-60.0, "sun"), (60.0, "moon")])
def test_the_half_of_the_player_who_is_ahead_rides_higher(slip_ms, higher):
    size = SIZES[1]
    shown = picture(size, apart(slip_ms=slip_ms))
    sun, moon = (topmost(shown, colour, Layout(size)) for colour in (SUN.main, MOON.main))
    assert (moon - sun if higher == "sun" else sun - moon) == pytest.approx(46, abs=3)


def test_a_player_who_is_not_there_is_an_outline():
    size = SIZES[1]
    there, gone = picture(size, apart()), picture(size, player(1, present=False))
    x, y = Layout(size).at(disc.CENTRE[0] + 130, disc.CENTRE[1] + 60)
    assert there[x, y].sum() > 450
    assert gone[x, y].sum() < 300


def test_strokes_flow_from_the_outer_end_to_the_centre_in_eight_beats():
    size = SIZES[1]
    layout = Layout(size)
    bare = apart(players=(PlayerView(112, 4, 0, True), PlayerView(112, 4, 0, True)), beat_time_s=None)
    middles = []
    for beats in (0.5, 4.0, 7.4):
        onset = OnsetView(NOW_S - beats * BEAT_S, "snare", 0.7)
        one = replace(bare, players=(replace(bare.players[0], onsets=(onset,)), bare.players[1]))
        y = layout.at(0, disc.CENTRE[1])[1]
        row = changed(size, bare, one)[:, y]
        own, echo = (np.argwhere(half).mean() for half in (row[:960], row[960:]))
        assert own + (960 + echo) == pytest.approx(1920, abs=3)
        middles.append(own)
    assert middles[0] < 90
    assert middles == sorted(middles)
    assert 600 < middles[-1] < 714


def test_a_frame_that_is_given_up_half_way_leaves_no_trace():
    size = SIZES[0]
    dark, bright = apart(light=0.1), apart(light=0.9)
    whole = picture(size, bright)
    picture(size, dark)
    given_up = stage(size).parts(pygame.Surface(size, depth=32), bright, Motion.at_rest(bright))
    next(given_up)
    given_up.close()
    assert (picture(size, bright) == whole).all()


def test_a_frame_comes_in_many_parts():
    surface = pygame.Surface(SIZES[0], depth=32)
    assert sum(1 for _ in stage(SIZES[0]).parts(surface, apart(), Motion.at_rest(apart()))) > 15


def painted(size, step_beats, pads):
    """Pixels that one player's strokes on an empty ribbon paint, per stroke."""
    times = np.arange(0.25, 7.5, step_beats)[::-1]
    strokes = tuple(OnsetView(NOW_S - beats * BEAT_S, pad, 0.7) for beats in times for pad in pads)
    bare = apart(players=(PlayerView(112, 4, 0, True), PlayerView(112, 4, 0, True)), beat_time_s=None)
    one = replace(bare, players=(replace(bare.players[0], onsets=strokes), bare.players[1]))
    left, top, width, height = stage(size).boxes()["ribbon1"]
    return changed(size, bare, one)[left : left + width, top : top + height].sum() / len(times)


def test_fast_strokes_are_drawn_smaller_so_that_they_stay_apart():
    size = SIZES[1]
    slow, fast = painted(size, 1.0, ["snare"]), painted(size, 0.5, ["snare"])
    assert fast < 0.7 * slow
    assert painted(size, 1.0, ["snare", "hat_closed"]) == pytest.approx(slow, rel=0.05)


def middle_of_the_sun(size, snapshot, motion):
    surface = pygame.Surface(size, depth=32)
    stage(size).draw(surface, snapshot, motion)
    red = (pygame.surfarray.array3d(surface) == rgb(VERMILION)).all(axis=2)
    left, right = (Layout(size).at(disc.CENTRE[0] + side * 120, 0)[0] for side in (-1, 1))
    return np.argwhere(red[left:right, 200:]).mean(axis=0)[1] + 200


def test_the_sun_sinks_towards_the_hill_unless_the_picture_is_calm():
    size = SIZES[1]
    snapshots = [apart(state="together", lead=None, sunset=sunset) for sunset in (0.0, 0.5, 1.0)]
    heights = [middle_of_the_sun(size, snapshot, Motion.at_rest(snapshot)) for snapshot in snapshots]
    assert heights[1] - heights[0] > 60
    assert heights[2] - heights[1] > 60
    calm = [middle_of_the_sun(size, snapshot, Motion(calm=True).advance(snapshot, 0.0)) for snapshot in snapshots]
    assert calm[0] == calm[1] == calm[2]


def test_the_evening_light_is_warm_at_the_horizon_and_leaves_the_numbers_their_sky():
    size = SIZES[1]
    day, evening = (picture(size, apart(sunset=sunset)).astype(int) for sunset in (0.0, 1.0))
    horizon, top = (
        evening[:, rows].mean((0, 1)) - day[:, rows].mean((0, 1)) for rows in (slice(560, 640), slice(0, 200))
    )
    assert horizon[0] - horizon[2] > 40
    assert np.abs(top).max() < 12


@pytest.mark.parametrize("index", [0, 1])
def test_a_left_handed_player_strikes_on_the_other_side(index):
    size = SIZES[1]
    layout = Layout(size)
    for hand, side in ((False, -1), (True, 1)):
        hands = tuple(hand and i == index for i in (0, 1))
        quiet = player(index, onsets=())
        hit = player(index, onsets=(OnsetView(NOW_S - 0.001, "crash", 0.9),))
        lit = changed(size, replace(quiet, left_handed=hands), replace(hit, left_handed=hands))
        x, y = PLACES[index]
        cymbal = [layout.at(x + way * side * 176 * 1.05, y - 392 * 1.05) for way in (1, -1)]
        assert lit[cymbal[0][0] - 20 : cymbal[0][0] + 20, cymbal[0][1] - 10 : cymbal[0][1] + 10].mean() > 0.8
        assert not lit[cymbal[1][0] - 10 : cymbal[1][0] + 10, cymbal[1][1] - 10 : cymbal[1][1] + 10].any()


@pytest.mark.parametrize("calm", [False, True])
def test_hearts_fly_when_the_last_crash_was_one(calm):
    size = SIZES[0]
    end = apart(state="together", sunset=1.0)
    one = replace(end, one_heart=True)
    motion = Motion(calm=calm)
    motion.advance(end, 0.0)
    for _ in range(120):
        state = motion.advance(one, 1 / 60)
    surface = pygame.Surface(size, depth=32)
    stage(size).draw(surface, one, state)
    shown = pygame.surfarray.array3d(surface)
    before = pygame.Surface(size, depth=32)
    stage(size).draw(before, end, replace(state, burst=0.0))
    assert (shown != pygame.surfarray.array3d(before)).any(axis=2)[400:880].mean() > 0.02


def test_both_greet_behind_the_title():
    size = SIZES[0]
    surface = pygame.Surface(size, depth=32)
    for _ in stage(size).people_at_rest(surface, "joy"):
        pass
    shown = pygame.surfarray.array3d(surface).any(axis=2)
    boxes = stage(size).boxes()
    for name in ("drummer1", "drummer2"):
        box = boxes[name]
        assert shown[box.left : box.right, box.top : box.bottom].mean() > 0.2
        shown[box.left : box.right, box.top : box.bottom] = False
    assert not shown.any()

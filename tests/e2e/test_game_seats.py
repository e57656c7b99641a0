"""Taking seats by hitting, with nothing named beforehand: kits, halves of the keyboard, and a bare machine."""

import time

import pygame
import pytest
from keys import KEY_OF_PAD, Press
from running import Game, assert_kept_as_scored, picture, read_lines
from virtual_kits import NOTE_ON, Note, VirtualKits

from game.model.bindings import FIRST_BINDINGS
from game.scenes.key_maps import home_rows
from game.ui.notice import draw_notice
from game.ui.words import Words

pytestmark = pytest.mark.e2e
BEAT_S = 0.5
SNARE, KICK = 38, 36
SHOTS = {"first": 5, "second": 11, "third": 17.5}
"""When the screen is looked at, s: while the first notice stands, the second, and none."""
LONG_AFTER_S = 0.4
"""Between two strokes that must come one after the other."""


@pytest.fixture
def kits(jack_server):
    with VirtualKits(jack_server.env) as kits:
        yield kits


def menu_of(duet):
    """What was struck before the round: player and pad."""
    return [(hit["p"], hit["pad"]) for hit in duet.hits if hit.get("drop") == "menu"]


def test_the_first_kit_that_is_hit_sits_left(kits, jack_server, screen, tmp_path):
    kits.plug("late", "Studio Kit")
    kits.plug("early", "Studio Kit")
    env = {**jack_server.env, **screen.env}
    with Game(tmp_path, "--seconds", 6, "--size", "1280x720", env=env) as game:
        game.wait_until_it_listens()
        strokes = [(kit, note) for note in (KICK, SNARE, KICK) for kit in ("early", "late")]
        kits.play([Note(i * LONG_AFTER_S, kit, (NOTE_ON, note, 100)) for i, (kit, note) in enumerate(strokes)])
        kits.play([Note(i * BEAT_S, kit, (NOTE_ON, KICK, 90)) for i in range(1, 15) for kit in ("early", "late")])
        ended = game.end()
    duet = read_lines(game.recording)
    assert (ended.status, ended.err) == (0, "")
    assert menu_of(duet) == [(1, "kick"), (2, "kick"), (1, "snare"), (2, "snare")]
    assert [hit["p"] for hit in duet.judged[:2]] == [1, 2]
    assert [player["port"] for player in duet.header["players"]] == ["Studio Kit#2", "Studio Kit#1"]
    assert duet.times("begin") == [duet.of(2)[2]["t"]]
    assert_kept_as_scored(game.recording)


def test_two_kits_on_one_cable_sit_at_two_seats(kits, jack_server, screen, tmp_path):
    kits.plug("cable", "UM-ONE")
    env = {**jack_server.env, **screen.env}
    on = {1: NOTE_ON, 2: NOTE_ON + 1}
    with Game(tmp_path, "--seconds", 4, "--size", "640x360", env=env) as game:
        game.wait_until_it_listens()
        strokes = [(1, KICK), (2, KICK), (2, SNARE), (1, SNARE)]
        kits.play([Note(i * LONG_AFTER_S, "cable", (on[kit], note, 100)) for i, (kit, note) in enumerate(strokes)])
        kits.play([Note(i * BEAT_S, "cable", (on[kit], SNARE, 90)) for i in range(1, 11) for kit in (1, 2)])
        ended = game.end()
    duet = read_lines(game.recording)
    assert (ended.status, ended.err) == (0, "")
    assert menu_of(duet) == [(1, "kick"), (2, "kick"), (2, "snare"), (1, "snare")]
    assert [player["port"] for player in duet.header["players"]] == ["UM-ONE#1", "UM-ONE#1@11"]
    assert [len(duet.of(player)) for player in (1, 2)] == [len(duet.of(1))] * 2
    assert {hit.get("drop") for hit in duet.judged} == {None}
    assert_kept_as_scored(game.recording)


def test_two_pairs_of_hands_on_a_machine_with_nothing_but_a_keyboard(keyboard, screen, silence, tmp_path):
    env = {**screen.env, **silence, "SDL_AUDIODRIVER": "none of them"}
    shots = [part for name, at_s in SHOTS.items() for part in ("--shot", f"{tmp_path}/{name}.png@{at_s}")]
    with Game(tmp_path, "--seconds", 16, "--size", "1280x720", *shots, env=env) as game:
        game.wait_until_it_listens()
        right_first = [(2, "kick"), (1, "kick"), (2, "snare"), (1, "snare")]
        keyboard.play([Press(i * LONG_AFTER_S, KEY_OF_PAD[half][pad]) for i, (half, pad) in enumerate(right_first)])
        time.sleep(LONG_AFTER_S)
        keyboard.play([Press(i * BEAT_S, KEY_OF_PAD[half]["hat_closed"]) for i in range(34) for half in (1, 2)])
        ended = game.end()
    duet = read_lines(game.recording)
    assert ended.status == 0
    assert menu_of(duet) == [(1, "kick"), (2, "kick"), (1, "snare"), (2, "snare")]
    assert [player["source"] for player in duet.header["players"]] == ["keyboard", "keyboard"]
    assert [player["port"] for player in duet.header["players"]] == ["right", "left"]
    assert {hit["p"] for hit in duet.judged} == {1, 2}
    assert_kept_as_scored(game.recording)
    assert_told(ended.err, tmp_path)


def assert_told(err, folder):
    """Hold that what is missing was said in the terminal, and on the screen, one after the other, each for a while."""
    no_midi, no_sound = sorted(err.splitlines(), key=lambda line: "sound" in line)
    assert no_midi.startswith("No MIDI system was found")
    assert "no sound device was found" in no_sound.lower()
    seen = [picture(folder / f"{name}.png") for name in SHOTS]
    words, (left, right) = Words("en").notice, home_rows(FIRST_BINDINGS, "")
    texts = (words.no_sound, words.no_midi.format(left=left, right=right))
    told = [[is_written(text, on) for text in texts] for on in seen]
    assert told == [[True, False], [False, True], [False, False]]


def is_written(text, seen):
    """Tell whether a notice stands in a picture: its letters are there, and bright."""
    return any(_stands(text, seen, flat=flat) for flat in (False, True))  # as it is in a round, or at the seats


def _stands(text, seen, *, flat):
    pygame.font.init()
    blank = pygame.Surface(seen.shape[1::-1])
    draw_notice(blank, text, flat=flat)
    letters = pygame.surfarray.array3d(blank).swapaxes(0, 1).min(axis=2) > 200
    assert letters.sum() > 500
    return bool((seen[letters].min(axis=1) > 190).mean() > 0.95)

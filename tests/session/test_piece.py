"""The band's music: layers join and go one by one, on the pair's beat at any tempo, and the notes never argue."""

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest
from case_parts import TRAINED, coupled, play
from hypothesis import given
from hypothesis import strategies as st

from game.model.snapshot import OnsetView, PlayerView, Snapshot
from game.session.band import LAYER_BEATS, Band
from game.session.engine import DuetEngine, EngineSettings
from game.session.feel import Feel
from game.session.piece import EIGHTHS, LAYERS, PITCH_CLASSES, SECTIONS, all_notes, notes_at, section

LAYER_OF = {"taiko": "taiko", "acoustic_bass": "bass", "shakuhachi": "melody", "shamisen": "melody"}
LAYER_OF |= {"vibraphone": "melody"}


def layer_of(cue):
    return LAYER_OF.get(cue.voice, cue.voice)


def shots(seconds, state, *, beat_s=0.5, light=lambda _: 0.0):
    """Snapshots, 50 a second, of a pair in a state (of the time), with a shared beat unless it is `lost`."""
    for frame in range(int(seconds * 50)):
        now_s = frame / 50
        seen = state(now_s)
        line_s = None if seen == "lost" else now_s - now_s % beat_s
        name = "apart" if seen == "lost" else seen
        player = PlayerView(present=True, onsets=(OnsetView(now_s - now_s % beat_s, "kick", 0.7),))
        both = (player, player)
        yield Snapshot(now_s, name, both, beat_s=beat_s, beat_time_s=line_s, line_s=beat_s, light=light(now_s))


def heard(seconds, state, **how):
    band = Band()
    return [cue for shot in shots(seconds, state, **how) for cue in band.plan(shot, shot.now_s)]


def by_layer(cues):
    layers = defaultdict(list)
    for cue in cues:
        layers[layer_of(cue)].append(cue)
    return layers


def always(_):
    return "together"


def test_every_note_is_one_of_the_five():
    assert {note % 12 for _, note in all_notes()} <= PITCH_CLASSES


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_has_all_layers_but_the_drum(name):
    layers = {note.layer for eighth in range(EIGHTHS) for note in notes_at(name, eighth)}
    assert layers == set(range(1, len(LAYERS)))


def test_the_sections_are_different_music():
    scores = [tuple(notes_at(name, eighth) for eighth in range(EIGHTHS)) for name in SECTIONS]
    assert len(set(scores)) == len(SECTIONS)


def test_layers_join_one_by_one_and_each_comes_in_softly():
    layers = by_layer(heard(40, always))
    firsts = [layers[name][0].time_s for name in LAYERS]

    assert firsts == sorted(firsts)
    assert min(b - a for a, b in pairwise(firsts[1:])) > 0.5 * LAYER_BEATS * 0.5
    assert firsts[-1] < 30, "a pair that stays together hears all of it in half a minute"
    for name in LAYERS[1:]:
        assert layers[name][0].level < 0.4 * max(cue.level for cue in layers[name]), name


@pytest.mark.parametrize("state", ["near", "apart", "waiting"])
def test_as_the_pair_drifts_the_last_to_come_is_the_first_to_go(state):
    layers = by_layer(heard(70, lambda now_s: "together" if now_s < 40 else state))
    lasts = [layers[name][-1].time_s for name in ("taiko", "bass", "koto", "strings")]

    assert all(b < a + 1.0 for a, b in pairwise(lasts))
    assert 40.5 < lasts[0] < 50
    assert max(lasts) < 70


def test_a_lost_pulse_is_silent_two_beats_later():
    cues = heard(60, lambda now_s: "together" if now_s < 40 else "lost")
    last = [cue for cue in cues if cue.time_s > 40]
    assert max(cue.time_s for cue in last) <= 40 + 0.15 + 2 * 0.5
    assert [cue.level for cue in last if cue.voice == "taiko"][-1] < 0.4, "it fades, it is not cut"
    assert max(cue.time_s + (cue.seconds or 0) for cue in cues if cue.voice == "strings") < 40 + 3 * 0.5 + 0.6


def test_found_again_soon_it_goes_on_with_what_was_left():
    cues = heard(60, lambda now_s: "near" if 40 < now_s < 41.6 else "together")
    after = {layer_of(cue) for cue in cues if 42 < cue.time_s < 44}
    assert {"taiko", "bass", "koto", "electric_piano"} <= after


@given(st.floats(60, 180))
def test_at_any_tempo_the_piece_moves_at_a_walk(bpm):
    eighths_per_minute = bpm * Feel.of(60 / bpm).eighths_per_beat
    assert 140 <= eighths_per_minute <= 300


@given(st.floats(60, 180), st.floats(-0.04, 0.04))
def test_a_tempo_that_wavers_does_not_change_the_feel_to_and_fro(bpm, wavers):
    feel = Feel.of(60 / bpm)
    there = feel.for_beat(60 / bpm * (1 + wavers))
    assert there == feel or there.for_beat(60 / bpm) == there


@pytest.mark.parametrize("bpm", [60, 75, 112, 148, 180])
def test_every_note_lies_on_the_beat_or_an_even_part_of_it(bpm):
    beat_s = 60 / bpm
    cues = heard(40, always, beat_s=beat_s)
    part_s = beat_s / Feel.of(beat_s).eighths_per_beat
    off_s = [(cue.time_s + part_s / 2) % part_s - part_s / 2 for cue in cues]

    assert len({layer_of(cue) for cue in cues}) == len(LAYERS)
    assert np.abs(off_s).max() < 1e-3


def test_the_light_of_the_picture_chooses_the_section():
    assert [section(Snapshot(light=light)) for light in (0, 0.2, 0.4, 0.6, 0.8, 1)] == [
        "dusk", "dusk", "path", "path", "dawn", "dawn",
    ]  # fmt: skip
    cues = heard(60, always, light=lambda now_s: now_s / 60)
    melody = [cue.voice for cue in cues if layer_of(cue) == "melody"]
    assert melody.index("shamisen") < melody.index("vibraphone")


def test_held_notes_reach_to_the_next_of_their_chord():
    layers = by_layer(heard(40, always))
    strings = sorted({(cue.time_s, cue.seconds) for cue in layers["strings"]})
    assert all(a_s + held_s > b_s for (a_s, held_s), (b_s, _) in pairwise(strings))


@pytest.mark.parametrize("change", [-0.12, 0.12], ids=["faster", "slower"])
def test_a_jump_that_both_make_is_followed_within_four_beats(change):
    back = []
    for seed, grooves in enumerate([("quarter", "quarter"), ("rock8", "eighth"), ("backbeat", "rock8")]):
        rng = np.random.default_rng(seed)
        one, two = coupled(
            rng, 0.5, (TRAINED, TRAINED), length_s=36, tempo=lambda now_s: 1.0 if now_s < 25 else 1 + change
        )
        beats = (one[: min(len(one), len(two))] + two[: min(len(one), len(two))]) / 2
        taiko = played(sorted([*play(rng, 1, one, grooves[0]), *play(rng, 2, two, grooves[1])], key=time_of))
        jump = int(np.searchsorted(beats, 25.0))
        back += [np.abs(taiko - beat_s).min() for beat_s in beats[jump + 4 : jump + 8]]

    assert np.median(back) < 0.020
    assert np.mean(np.array(back) < 0.045) > 0.8


def time_of(hit):
    return hit.time_s


def played(hits):
    """Return when the taiko was cued by a pair's strokes, taken in 60 times a second."""
    engine, band, times, waiting = DuetEngine(EngineSettings("true", round_s=40.0)), Band(), [], list(reversed(hits))
    for frame in range(36 * 60):
        while waiting and waiting[-1].time_s <= frame / 60:
            engine.queue(waiting.pop())
        engine.update(frame / 60)
        shot = engine.snapshot(frame / 60)
        times += [cue.time_s for cue in band.plan(shot, frame / 60) if cue.voice == "taiko"]
    return np.array(times)

"""The band where the two rest, stop or play softly."""

from dataclasses import replace

import numpy as np
import pytest
from band_pairs import GROOVES, cues_of, distances, pair

from game.session.band import LOST_BEATS, UNSTRESSED

STOP_S = 25.0


def without(hits, *, since_s=STOP_S, until_s=np.inf, players=(1, 2)):
    return [hit for hit in hits if hit.player not in players or not since_s <= hit.time_s < until_s]


@pytest.mark.parametrize("beat_s", [0.34, 0.5, 0.8])
@pytest.mark.parametrize("grooves", GROOVES)
def test_where_both_stop_a_beat_without_them_is_enough_and_two_later_it_is_gone(beat_s, grooves):
    _, hits = pair(2, beat_s=beat_s, grooves=grooves)
    hits = without(hits)
    last_s = max(hit.time_s for hit in hits)
    cues, _ = cues_of(hits, voice=None)
    taiko = [cue for cue in cues if cue.voice == "taiko"]
    beat_s = np.median(np.diff([cue.time_s for cue in taiko]))
    levels = [cue.level for cue in taiko if cue.time_s > last_s - 0.5 * beat_s]

    assert beat_s < max(cue.time_s for cue in cues) - last_s < (2 + LOST_BEATS + 0.3) * beat_s
    assert min(levels[:2]) >= UNSTRESSED
    assert levels[-1] < 0.4, "it fades, it is not cut"


@pytest.mark.parametrize(("velocity", "level"), [(0.9, 1.0), (0.4, 0.5), (0.15, 0.12)])
def test_it_is_as_soft_as_the_two_are(velocity, level):
    _, hits = pair(2)
    cues, _ = cues_of([replace(hit, velocity=velocity) for hit in hits], seconds=30.0)

    assert max(cue.level for cue in cues) == pytest.approx(level, rel=0.35)


def test_as_they_grow_loud_it_grows_with_them_and_makes_no_leap():
    _, hits = pair(2)
    cues, _ = cues_of([replace(hit, velocity=0.2 if hit.time_s < STOP_S else 0.8) for hit in hits])
    levels = [cue.level for cue in cues[1::2] if cue.time_s > STOP_S - 3]

    assert levels == pytest.approx(sorted(levels), abs=0.01)
    assert levels[-1] > 3 * levels[0]


def test_who_plays_on_alone_hears_it_go_layer_by_layer():
    _, hits = pair(2, grooves=("quarter", "quarter"))
    alone = without(hits, players=(2,))
    last_s = max(hit.time_s for hit in alone if hit.player == 2)
    cues, _ = cues_of(alone, voice=None)
    lasts_s = {voice: max(cue.time_s for cue in cues if cue.voice == voice) for voice in ("taiko", "koto", "strings")}

    assert last_s < lasts_s["strings"] < lasts_s["koto"] < lasts_s["taiko"] < last_s + 12.5 * 0.5
    assert cues[-1].level < 0.4


@pytest.mark.parametrize("grooves", GROOVES)
def test_in_a_bar_of_rest_it_rests_too_and_comes_in_with_all_its_layers(grooves):
    beats, hits = pair(2, grooves=grooves)
    first, back = (int(np.searchsorted(beats, STOP_S)) + k for k in (0, 4))
    cues, _ = cues_of(without(hits, since_s=beats[first] - 0.1, until_s=beats[back] - 0.1), voice=None)

    def between(since_s, until_s):
        return [cue for cue in cues if since_s <= cue.time_s < until_s]

    assert between(beats[back] - 0.1, beats[back] + 0.1) == []
    again = between(beats[back] + 0.1, beats[back + 8])
    assert {cue.voice for cue in between(beats[first - 8], beats[first])} <= {cue.voice for cue in again}
    taiko = [cue for cue in again if cue.voice == "taiko"]
    assert min(cue.level for cue in taiko) >= UNSTRESSED
    assert len(taiko) >= 7
    assert distances(beats, [cue.time_s for cue in taiko]).max() < 0.06


@pytest.mark.parametrize("rest_beats", [5, 7, 8])
def test_after_a_long_rest_it_is_no_louder_than_before(rest_beats):
    beats, hits = pair(2, grooves=("quarter", "quarter"))
    soft = [replace(hit, velocity=0.25) for hit in hits]
    first = int(np.searchsorted(beats, STOP_S))
    back_s = beats[first + rest_beats] - 0.1
    cues, _ = cues_of(without(soft, since_s=beats[first] - 0.1, until_s=back_s))
    before = max(cue.level for cue in cues if cue.time_s < beats[first])
    after = [cue.level for cue in cues if back_s + 0.2 < cue.time_s < back_s + 3]

    assert len(after) >= 3
    assert max(after) < 1.3 * before

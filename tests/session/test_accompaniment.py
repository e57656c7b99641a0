"""Which moment sounds as what beside the drums; a recording is accompanied as its round was."""

from collections import Counter
from dataclasses import replace

import pytest

from game.model.hit import Event
from game.model.snapshot import Snapshot
from game.session.accompaniment import DRONE_EVERY_S, DRONE_LEVELS, Accompaniment, accompany
from game.session.events import LanternLit, Matched, StateChanged
from game.session.join import Join
from game.session.menu_sounds import COMMAND_SOUNDS, READY, seat_sounds, seats_of
from game.session.pad_keys import Command
from game.storage.formats import format_of, read
from game.storage.recordings import read_recording


def voices(cues):
    return [cue.voice for cue in cues]


def test_what_is_found_and_lit_is_told_once_and_losing_is_silent():
    heard = Accompaniment()
    found, lost = StateChanged(1.0, "together"), StateChanged(2.0, "apart")
    assert voices(heard.cues(Snapshot(1.0, "together"), [found], 1.0)) == ["found"]
    assert voices(heard.cues(Snapshot(2.0, "apart"), [lost], 2.0)) == []
    assert voices(heard.cues(Snapshot(3.0, "together"), [found], 3.0)) == [], "told a moment ago"
    assert voices(heard.cues(Snapshot(30.0, "together"), [found], 30.0)) == ["found"]
    assert voices(heard.cues(Snapshot(31.0, "together"), [LanternLit(31.0, 2)], 31.0)) == ["lantern"]


def test_calm_leaves_out_the_shimmer_and_nothing_else():
    met = [Matched(1.0, 1), LanternLit(1.0, 0)]
    shot = Snapshot(1.0, "near", difference_percent=2.0)
    full, calm = (voices(Accompaniment().cues(shot, met, 1.0, calm=calm)) for calm in (False, True))
    assert set(full) - set(calm) == {"shimmer"}
    assert set(calm) == {"lantern", "near"}


def test_the_drone_breathes_while_they_are_near_and_is_fuller_the_closer_they_are():
    heard, drones = Accompaniment(), []
    for frame in range(500):
        now_s = frame / 50
        percent = 8.0 - 0.8 * now_s
        state = "near" if now_s < 7 else "apart"
        drones += heard.cues(Snapshot(now_s, state, difference_percent=percent), [], now_s)
    times, levels = [cue.time_s for cue in drones], [cue.level for cue in drones]
    assert set(voices(drones)) == {"near"}
    assert times == pytest.approx([k * DRONE_EVERY_S for k in range(5)], abs=0.1)
    assert levels == sorted(levels)
    assert DRONE_LEVELS[0] <= levels[0] < levels[-1] <= DRONE_LEVELS[1]


def test_a_pause_and_the_end_are_silent():
    heard = Accompaniment()
    events = [StateChanged(1.0, "together"), LanternLit(1.0, 0)]
    near = Snapshot(1.0, "near")
    assert heard.cues(replace(near, paused=True), events, 1.0) == []
    assert voices(heard.cues(near, (), 2.0, over=True)) == ["over"]
    assert heard.cues(near, events, 3.0, over=True) == []


def test_one_heart_is_heard_instead_of_the_end():
    heard = Accompaniment()
    shot = Snapshot(1.0, "together", one_heart=True)
    assert voices(heard.cues(shot, (), 1.0)) == ["chord"]
    assert heard.cues(shot, (), 1.1, over=True) == []


@pytest.fixture
def finding(root):
    return read_recording(root / "tests" / "golden" / "finding-each-other.hitotsu")


def test_a_recording_is_accompanied_as_its_round_was(finding):
    cues = list(accompany(finding))
    counts = Counter(cue.voice for _, cue in cues)
    assert counts["taiko"] > 20
    assert counts["lantern"] == 6
    assert (counts["found"], counts["over"]) == (1, 1)
    assert all(now_s <= cue.time_s + 0.021 for now_s, cue in cues)
    assert max(now_s for now_s, _ in cues) == pytest.approx(26.1, abs=0.05)
    assert cues == list(accompany(finding))
    assert not [cue for _, cue in accompany(finding, calm=True) if cue.voice == "shimmer"]


@pytest.mark.parametrize("ending", ["csv", "mid"])
def test_strokes_from_other_formats_are_accompanied_as_well(finding, ending, tmp_path):
    path = tmp_path / f"duet.{ending}"
    format_of(path).write(path, finding)
    straight, other = (Counter(cue.voice for _, cue in accompany(duet)) for duet in (finding, read(path)))

    assert other["taiko"] > 8
    assert other["taiko"] == pytest.approx(straight["taiko"], abs=4)


def test_it_rests_in_a_pause_and_ends_where_the_round_was_left(finding):
    apart = [replace(hit, time_s=hit.time_s + (30 if hit.time_s > 12 else 0)) for hit in finding.hits]
    events = (Event(12.0, "paused"), Event(42.0, "resumed"), Event(50.0, "end"))
    cues = [now_s for now_s, _ in accompany(replace(finding, hits=tuple(apart), events=events))]
    assert not [now_s for now_s in cues if 12.02 < now_s < 42.0]
    assert max(cues) == pytest.approx(50.0, abs=0.05)


def test_each_part_of_an_evening_has_its_own_section(finding):
    basses = []
    for mode in ("evening-dusk", "evening-dawn"):
        recording = replace(finding, header=replace(finding.header, mode=mode))
        heard = Counter(cue.voice for _, cue in accompany(recording))
        basses.append(heard["acoustic_bass"])
    assert basses[1] > 2 * basses[0] > 0


def test_nobody_playing_is_silent(finding):
    assert list(accompany(replace(finding, hits=()))) == []


def test_the_seats_are_heard():
    join = Join()
    empty = seats_of(join)
    join.seats[1].seated = True
    seated = seats_of(join)
    join.seats[1].ready = True
    ready = seats_of(join)
    join.seats[1].own_sound = True
    assert seat_sounds(empty, seated) == ["seat"]
    assert seat_sounds(seated, ready) == [READY]
    assert seat_sounds(ready, seated) == ["back"]
    assert seat_sounds(ready, seats_of(join)) == ["choose"]
    assert seat_sounds(ready, ready) == []
    assert {COMMAND_SOUNDS.get(command) for command in Command} == {"choose", "back", None}

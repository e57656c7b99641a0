"""Rounds as `app` puts them together: what is kept after the end, when, and what the band answers."""

from dataclasses import replace
from functools import partial

import mido
import pytest
from by_hand import PAIR, Game

from game.app.build import Devices, RoundOptions, lay_table
from game.audio.mixer import open_mixer
from game.model.errors import HitotsuError
from game.model.hit import Hit
from game.scenes.play import PlayScene
from game.session.clock import ManualClock
from game.session.replay import judge
from game.session.seats import Seats, SeatSpec
from game.session.simulation import simulate
from game.storage.journal import Journal
from game.storage.recordings import read_recording

ONE_HEART = [*(hit for hit in PAIR if hit.time_s < 11), Hit(11.02, 1, "crash", 0.9), Hit(11.04, 2, "crash", 0.9)]
LATER = [Hit(11.7, 1, "snare", 0.8), Hit(12.5, 2, "crash", 0.8), Hit(13.2, 1, "kick", 0.8)]


@pytest.fixture
def game(stage, tmp_path):
    return partial(Game, stage, tmp_path / "duet.hitotsu")


def kept_of(played):
    """What a round left in its file, after checking that its result is that of the file, and its last line."""
    outcome = played.finish()
    recording = read_recording(outcome.path)
    assert recording.claimed == outcome.result == judge(recording)
    assert outcome.path.read_text().splitlines()[-1].startswith('{"result"')
    return recording


def test_strokes_after_the_end_are_kept_until_the_result_and_change_nothing(game):
    with_them, without = kept_of(game(ONE_HEART + LATER)), kept_of(game(ONE_HEART))

    assert [(hit.time_s, hit.drop) for hit in with_them.hits[-3:]] == [(hit.time_s, "menu") for hit in LATER]
    assert with_them.hits[:-3] == without.hits
    assert with_them.claimed == without.claimed


def test_what_is_struck_while_nothing_was_played_makes_no_recording(game):
    played = game([])
    played.run(2)
    played.played.stop(2.0)
    played.now.update(2.0)
    played.script.add([Hit(2.01, 1, "snare", 0.8)])

    assert played.finish().path is None
    assert not played.path.exists()


def test_however_late_in_the_evening_a_recording_begins_near_0(game):
    early, late = game(PAIR), game([replace(hit, time_s=hit.time_s + 600) for hit in PAIR])
    late.clock.now_s = 600.0
    first, second = kept_of(early), kept_of(late)

    assert 0 < second.hits[0].time_s < 2.5
    shift_s = second.hits[0].time_s - first.hits[0].time_s
    assert [hit.time_s for hit in second.hits] == [round(hit.time_s + shift_s, 6) for hit in first.hits]
    assert [event.time_s for event in second.events] == [round(event.time_s + shift_s, 6) for event in first.events]
    assert second.claimed.score == pytest.approx(first.claimed.score, abs=0.5)


def test_strokes_that_meet_shimmer(game):
    played, alone = game(PAIR), game([hit for hit in PAIR if hit.player == 1])
    played.run(9)
    alone.run(9)
    shimmers = [time_s for time_s, voice, _ in played.drums.band if voice == "shimmer"]

    assert 1 <= len(shimmers) <= 16
    assert all(2 < time_s <= 9 for time_s in shimmers)
    assert {"taiko", "shimmer"} <= {voice for _, voice, _ in played.drums.band}
    assert alone.drums.band == ()


def seated(game, *specs, **options):
    """A round of players who need no hands, at its scene."""
    silent, seats = open_mixer(ManualClock(), prefer="silent"), Seats(specs)
    table = lay_table(RoundOptions(specs, **options), Devices(seats, None, None), silent, "gentle")
    played = game()
    played.rounds.append(table.round)
    return PlayScene(played.evening, replace(table, journal=partial(Journal, played.path)))


@pytest.mark.parametrize("frame_s", [0.002, 0.05, 0.3])
def test_friends_play_what_is_simulated_however_long_a_picture_takes(game, tmp_path, frame_s):
    specs = (SeatSpec("sim", "trained"), SeatSpec("sim", "novice"))
    scene = seated(game, *specs, seconds=60.0, bpm=(104.0, 118.0), seed=3)
    now_s = 7.0
    while now_s < 30:
        scene.update(now_s)
        now_s += frame_s
    live = read_recording(tmp_path / "duet.hitotsu").hits
    offline = simulate("trained", "novice", bpm=104.0, bpm2=118.0, seconds=60, seed=3).hits

    assert len(live) > 80
    for player in (1, 2):
        ours = [hit.time_s for hit in live if hit.player == player]
        theirs = [hit.time_s for hit in offline if hit.player == player][: len(ours)]
        assert [time_s - ours[0] for time_s in ours] == pytest.approx([t - theirs[0] for t in theirs], abs=0.0001)


@pytest.fixture
def solo(tmp_path):
    """The performance of one drummer in a music program's file."""
    midi = mido.MidiFile()
    midi.tracks.append(mido.MidiTrack())
    for note in (36, 38, 42):
        midi.tracks[0].append(mido.Message("note_on", channel=9, note=note, velocity=100, time=480))
    midi.save(tmp_path / "solo.mid")
    return str(tmp_path / "solo.mid")


@pytest.mark.parametrize("number", [None, 1])
@pytest.mark.parametrize("player", [1, 2])
def test_a_midi_file_of_one_drummer_takes_either_seat(game, solo, tmp_path, player, number):
    specs = [SeatSpec("sim", "expert"), SeatSpec("sim", "expert")]
    specs[player - 1] = SeatSpec("file", solo, number)
    scene = seated(game, *specs, seconds=5.0)
    for step in range(300):
        scene.update(step * 0.02)
    recording = read_recording(tmp_path / "duet.hitotsu")

    assert [hit.pad for hit in recording.hits if hit.player == player] == ["kick", "snare", "hat_closed"]


def test_the_second_player_of_a_midi_file_of_one_is_nobody(game, solo):
    with pytest.raises(HitotsuError, match=r"solo\.mid: player 2 struck nothing"):
        seated(game, SeatSpec("file", solo, 2), SeatSpec("sim", "expert"))

"""Duets of simulated drummers, offline and live, and players taken from a recording."""

from dataclasses import replace

import numpy as np
import pytest
from cases import CASES, duet

from game.model.errors import HitotsuError
from game.model.hit import Event, Hit
from game.model.pads import PADS
from game.model.recording import Header, Player, Recording
from game.session.resting import RestingSource
from game.session.simulation import FileSource, NoSuchPlayerError, SimulatedSource, simulate


def of(recording, player):
    return [hit for hit in recording.hits if hit.player == player]


def friend(listener=lambda _: None, **how):
    settings = {"bpm": 120.0, "pattern": "rock8", "rng": np.random.default_rng(1), "start_s": 1.0} | how
    return SimulatedSource("trained", 2, listener=listener, **settings)


def test_a_duet_names_its_players_and_its_length():
    recording = simulate("leader", "novice+deaf", seconds=30, seed=3)
    assert [(player.source, player.port) for player in recording.header.players] == [
        ("sim", "leader"),
        ("sim", "novice+deaf"),
    ]
    assert (recording.header.mode, recording.header.seconds) == ("one-heart", 30)
    assert recording.header.settings.feel == "gentle"
    assert recording.claimed is None


def test_the_round_begins_with_the_first_hit_of_the_second_player_and_ends_on_time():
    recording = simulate("trained", "trained", pattern2="off8", bpm=60, seconds=20)
    begin, end = recording.events
    assert (begin.kind, end.kind) == ("begin", "end")
    assert begin.time_s == of(recording, 2)[0].time_s > of(recording, 1)[0].time_s > 0
    assert end.time_s == pytest.approx(begin.time_s + 20)
    assert all(hit.time_s < end.time_s for hit in recording.hits)
    assert min(of(recording, player)[-1].time_s for player in (1, 2)) > end.time_s - 1.1


def test_hits_are_in_time_order_on_known_pads():
    recording = simulate("weak", "weak", pattern1="funk16", pattern2="clave", seconds=60)
    times_s = [hit.time_s for hit in recording.hits]
    assert times_s == sorted(times_s)
    assert {hit.pad for hit in recording.hits} == {"kick", "snare", "hat_closed", "snare_rim"} <= set(PADS)


def test_a_seed_is_a_duet():
    once, again, other = (simulate("trained", "novice", seconds=20, seed=seed) for seed in (7, 7, 8))
    assert once == again
    assert once.hits != other.hits


def test_a_partner_who_does_not_listen_plays_the_same_beside_anyone():
    beside = [simulate("expert+deaf", partner, seconds=20, seed=7) for partner in ("trained", "stubborn")]
    assert of(beside[0], 1) == of(beside[1], 1)
    assert of(simulate("expert", "trained", seconds=20, seed=7), 1) != of(beside[0], 1)


def test_two_tempos_become_one_only_for_those_who_listen():
    def bpm(recording, player):
        times_s = [hit.time_s for hit in of(recording, player) if hit.time_s > 40]
        return 60 / np.mean(np.diff(times_s))

    alike = simulate("trained", "novice", bpm=104, bpm2=119, pattern1="quarter", pattern2="quarter", seconds=80)
    apart = simulate(
        "trained+deaf", "novice+deaf", bpm=104, bpm2=119, pattern1="quarter", pattern2="quarter", seconds=80
    )
    assert bpm(alike, 1) == pytest.approx(bpm(alike, 2), rel=0.01)
    assert bpm(apart, 1) == pytest.approx(104, rel=0.015)
    assert bpm(apart, 2) == pytest.approx(119, rel=0.015)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"bpm": 10}, "10 BPM .* from 20 to 400"),
        ({"bpm2": 1000}, "1000 BPM .* from 20 to 400"),
        ({"seconds": 0}, "more than 0 and at most 3600"),
        ({"seconds": -5}, "more than 0 and at most 3600"),
        ({"seconds": float("nan")}, "more than 0 and at most 3600"),
        ({"seconds": 3601}, "more than 0 and at most 3600"),
        ({"pattern1": "waltz"}, "'waltz'; choose one of quarter"),
        ({"pattern2": "waltz"}, "'waltz'; choose one of quarter"),
        ({"seed": -1}, "whole number from 0 up"),
        ({"feel": "rough"}, "gentle, true"),
    ],
)
def test_wrong_arguments_are_answered_with_what_is_allowed(wrong, sentence):
    with pytest.raises(HitotsuError, match=sentence):
        simulate("trained", "trained", **wrong)


def test_an_unknown_persona_is_refused():
    with pytest.raises(HitotsuError, match="'ringo'; choose one of metronome"):
        simulate("trained", "ringo")


def test_a_friend_plays_at_its_own_times_however_late_it_is_asked():
    often, seldom = friend(), friend()
    every_ms = [hit for now_s in np.arange(0, 10, 0.001) for hit in often.poll(float(now_s))]
    at_once = list(seldom.poll(10 - 0.001))
    assert every_ms == at_once
    assert at_once[0].time_s == pytest.approx(1.0, abs=0.03)
    assert {hit.player for hit in at_once} == {2}


def test_each_hit_of_a_friend_is_told_to_the_listener_at_once():
    heard = []
    source = friend(heard.append)
    assert list(source.poll(5.0)) == heard != []
    source.close()
    source.close()


def test_a_friend_hears_its_partner_but_neither_itself_nor_what_is_not_judged():
    def after(player, drop=None):
        source, played = friend(bpm=110.0), []
        for beat in range(80):
            time_s = 1 + beat * 0.5
            played += source.poll(time_s)
            source.heard(Hit(time_s, player, "snare", 0.8, drop=drop))
        return played

    alone = list(friend(bpm=110.0).poll(after(2)[-1].time_s))
    assert after(2) == alone
    assert after(1, drop="menu")[-20:] == alone[-20:]
    last = [hit.time_s for hit in after(1) if hit.pad == "snare" and hit.time_s > 25]
    assert np.mean(np.diff(last)) == pytest.approx(1.0, rel=0.01)


def test_a_friend_makes_up_for_nothing_after_a_pause():
    source = RestingSource(friend())
    source.wake(0.0)
    source.poll(4.0)
    source.rest(4.0)
    source.wake(30.0)
    assert not source.poll(30.0)
    assert 0 < len(source.poll(31.0)) < 8


def recorded():
    hits = (
        Hit(1.0, 1, "snare", 0.5, zone="snare.head", note=38, channel=10),
        Hit(1.1, 2, "kick", 0.6),
        Hit(1.2, 1, "snare", 0.1, drop="retrigger"),
        Hit(1.4, 1, "ride", 0.7),
    )
    header = Header("2026-01-01T00:00:00Z", (Player("midi", offset_ms=4.5), Player("midi")))
    return Recording(header, hits, (Event(1.1, "begin"),))


def test_a_file_gives_one_players_judged_hits_in_the_seat_it_takes():
    heard = []
    source = FileSource(recorded(), 1, 2, heard.append)
    assert source.poll(0.5) == []
    assert source.poll(1.3) == [Hit(0.9955, 2, "snare", 0.5, zone="snare.head", note=38, channel=10)]
    source.heard(Hit(1.3, 1, "kick", 0.5))
    assert [hit.pad for hit in source.poll(9.0)] == ["ride"] == [hit.pad for hit in heard[1:]]
    assert source.poll(10.0) == []


def test_what_a_player_of_a_file_silenced_falls_silent_again():
    heard = []
    marks = (Event(1.3, "pedal", 1, "hat_pedal"), Event(1.35, "choke", 2, "crash"), Event(1.6, "choke", 1, "ride"))
    source = FileSource(replace(recorded(), events=(*recorded().events, *marks)), 1, 2, heard.append)
    done = [(item.time_s, item.player, item.pad) for item in source.poll(9.0)]
    assert done[1:] == [(1.2955, 2, "hat_pedal"), (1.3955, 2, "ride"), (1.5955, 2, "ride")]
    assert [item.time_s for item in heard] == [time_s for time_s, *_ in done]


def test_a_file_that_begins_late_is_not_waited_for():
    late = replace(recorded(), hits=tuple(replace(hit, time_s=hit.time_s + 1e9) for hit in recorded().hits))
    sources = [FileSource(late, player, player, lambda hit: None) for player in (1, 2)]
    first, second = (source.poll(3.0)[0].time_s for source in sources)

    assert first == pytest.approx(1.9955)
    assert second - first == pytest.approx(0.1045)


def test_a_player_without_hits_is_no_source():
    lonely = replace(recorded(), hits=recorded().hits[:1])

    with pytest.raises(NoSuchPlayerError, match="player 2"):
        FileSource(lonely, 2, 2, lambda hit: None)


def test_a_file_has_two_players():
    with pytest.raises(HitotsuError, match="no player 3"):
        FileSource(recorded(), 3, 1, lambda _: None)


@pytest.mark.parametrize("name", list(CASES))
def test_every_case_is_a_duet_in_order_and_its_seed_gives_it_again(name):
    first, second = duet(name, 2)
    assert (first, second) == duet(name, 2)
    for player, hits in ((1, first), (2, second)):
        times_s = [hit.time_s for hit in hits]
        assert times_s == sorted(times_s)
        assert all(hit.player == player and hit.pad in PADS and hit.time_s > 0 for hit in hits)

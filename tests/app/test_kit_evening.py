"""What becomes of seats, sound and hands through an evening in which kits come and go and seats are exchanged."""

from functools import partial

import pygame
import pytest
from kits_by_hand import KitEvening

from game.scenes.result import ResultScene
from game.scenes.title import TitleScene
from game.storage.recordings import read_recording
from game.storage.settings import load_settings, settings_path
from game.storage.sitting import load_sitting

TD, EF, MIMIC = "midi:TD-17#1", "midi:EFNOTE#1", "midi:Mimic#1"
SEEN = "seen_help = true\n"


@pytest.fixture
def evening(opened, monkeypatch, tmp_path):
    """Begin an evening with a TD-17 and an EFNOTE plugged in; a Mimic lies ready."""

    def begin(settings=SEEN, **options):
        settings_path().parent.mkdir(parents=True, exist_ok=True)
        if settings:
            settings_path().write_text(settings)
        played = KitEvening(opened, monkeypatch, **options)
        played.td, played.ef = played.kit("TD-17", "20:0"), played.kit("EFNOTE", "24:0")
        played.begin()
        played.on_td, played.on_ef = partial(played.strike, played.td), partial(played.strike, played.ef)
        return played

    return begin


def sit_down(played):
    played.strike(played.td, "kick")
    played.strike(played.ef, "kick")


def play(played):
    sit_down(played)
    play_on(played)


def play_on(played):
    played.strike(played.td, "snare")
    played.strike(played.ef, "snare")
    for _ in range(5):
        played.strike(played.td, "kick", wait_s=0.2)
        played.strike(played.ef, "kick", wait_s=0.2)
    assert played.played.began


def to_result(played):
    while not isinstance(played.now, ResultScene):
        played.wait(0.5)
    played.wait(3.0)


def spare(played):
    kit = played.kit("Mimic", "32:0")
    played.wait(0.4)
    return kit


class TestOwnSound:
    SETTINGS = SEEN + "own_sound = [1]\n"

    def test_a_kit_that_lost_its_seat_has_its_own_sound_again_in_a_later_round(self, evening):
        played = evening(self.SETTINGS)
        play(played)
        assert played.muted == {1}
        played.pull(played.td)
        mimic = spare(played)
        played.strike(mimic, "snare")
        assert (played.who(), played.muted) == ((MIMIC, EF), set())
        assert played.join.keys[1].met == ("snare",)
        to_result(played)
        played.strike(mimic, "snare")
        played.strike(played.ef, "snare")
        played.plug(played.td)
        played.strike(played.td, "kick")
        assert (played.who(), played.muted) == ((TD, EF), {1})
        played.strike(mimic, "kick")
        assert played.who() == (TD, EF)

    def test_who_takes_an_emptied_seat_on_the_result_is_heard(self, evening):
        played = evening(self.SETTINGS)
        play(played)
        to_result(played)
        played.pull(played.td)
        mimic = spare(played)
        played.strike(mimic, "kick")
        assert (played.who(), played.muted) == ((MIMIC, EF), set())
        assert isinstance(played.now, ResultScene)
        played.strike(mimic, "snare")
        played.strike(played.ef, "snare")
        assert (played.who(), played.muted) == ((MIMIC, EF), set())
        assert played.played.phase is not None

    def test_on_the_title_and_in_the_settings_keys_are_heard(self, evening):
        played = evening(self.SETTINGS)
        played.strike(played.td, "kick")
        assert played.muted == {1}
        played.press(pygame.K_ESCAPE)
        assert isinstance(played.now, TitleScene)
        played.press(pygame.K_F1)
        played.press("S")
        assert played.muted == set()

    def test_a_newcomer_s_choice_of_hands_keeps_what_was_set_about_sound(self, evening):
        played = evening(self.SETTINGS)
        play(played)
        played.pull(played.td)
        played.press("S")
        assert played.who() == ("keyboard:left", EF)
        to_result(played)
        played.pull(played.ef)
        played.press("S")
        played.choose(1, "left_handed", lambda pad: played.press({"snare": "S", "tom2": "E"}[pad]))
        kept, _ = load_settings()
        assert (kept.own_sound, kept.left_handed) == ((1,), (1,))

    def test_a_choice_at_the_seats_is_made_once(self, evening):
        played = evening()
        sit_down(played)
        played.choose(1, "left_handed", played.on_td)
        played.evening.choose(played.evening.settings.with_left_handed(1))
        played.wait(0.1)
        assert played.evening.settings.left_handed == ()

    def test_what_was_asked_for_once_does_not_keep_a_swap_from_being_kept(self, evening):
        played = evening(self.SETTINGS, own_sound=frozenset({2}))
        sit_down(played)
        played.choose(1, "swap", played.on_td)
        assert load_settings()[0].own_sound == (2,)
        assert load_sitting() == {TD: 2, EF: 1}


class TestFriend:
    def test_a_seat_whose_friend_went_away_has_what_was_set_for_it(self, evening):
        played = evening(SEEN + "own_sound = [2]\nleft_handed = [2]\n")
        played.strike(played.td, "kick")
        for _ in range(2):
            played.choose(1, "friend", played.on_td)
            assert not (played.join.seats[2].friend and played.join.seats[2].left_handed)
            assert not (played.join.seats[2].friend and 2 in played.muted)
        played.strike(played.ef, "kick")
        assert played.who() == (TD, EF)
        assert (played.join.seats[2].left_handed, played.muted) == (True, {2})

    def test_a_friend_may_sit_where_a_named_kit_is_away(self, evening):
        played = evening(specs=("midi:TD-17", "any"))
        played.strike(played.ef, "kick")
        played.pull(played.td)
        assert not played.join.seats[1].seated
        played.choose(2, "friend", played.on_ef)
        played.wait(1.0)
        assert played.who() == ("sim", EF)
        assert played.join.seats[1].friend
        played.choose(2, "friend", played.on_ef)
        played.plug(played.td)
        assert played.who() == (TD, EF)
        played.strike(played.td, "kick")
        assert played.join.seats[1].seated

    def test_the_stroke_that_takes_a_seat_does_nothing_else(self, evening):
        played = evening()
        played.strike(played.td, "kick")
        played.strike(played.ef, "snare")
        assert played.who() == (TD, EF)
        assert not played.join.seats[2].ready
        played.strike(played.ef, "snare")
        assert played.join.seats[2].ready

    def test_whoever_struck_while_the_title_waited_is_seen_at_the_seats(self, evening):
        played = evening()
        played.strike(played.td, "crash")
        played.strike(played.ef, "kick")
        assert played.who() == (TD, EF)
        assert played.join.seats[2].seated
        assert "friend" not in played.join.rows(1)


def test_the_next_evening_kits_sit_where_they_sat_whoever_strikes_first(evening):
    played = evening()
    sit_down(played)
    played.house.close()
    played = evening()
    played.strike(played.ef, "kick")
    assert played.who() == (None, EF)


class TestPulledInAMenu:
    def test_in_the_help_pictures_the_seat_it_took_there_is_free(self, evening):
        played = evening(settings="")
        for kit in (played.td, played.ef):
            played.strike(kit, "kick", wait_s=0.6)
        assert played.who() == (TD, EF)
        played.pull(played.ef)
        mimic = spare(played)
        played.strike(played.td, "kick", "kick", wait_s=0.6)
        assert not played.join.seats[2].seated
        played.strike(mimic, "kick")
        assert played.who() == (TD, MIMIC)
        assert played.join.seats[2].seated

    def test_in_the_settings_whoever_strikes_next_steers(self, evening):
        played = evening()
        played.press(pygame.K_F1)
        for kit in (played.td, played.ef):
            played.strike(kit, "tom2")
        played.pull(played.td)
        played.pull(played.ef)
        played.press("D")
        assert played.now._menu.focus == 3


class TestKeyboard:
    def test_a_half_that_slipped_is_free_once_the_other_seat_is(self, evening):
        played = evening()
        played.press("S")
        played.strike(played.td, "kick")
        played.press("K")
        assert played.seats.sits("keyboard:right") == 1
        played.pull(played.td)
        played.press("K")
        assert played.who() == ("keyboard:left", "keyboard:right")

    def test_slips_in_the_round_tie_no_half(self, evening):
        played = evening(seconds=20.0)
        played.press("S")
        played.strike(played.td, "kick", "snare")
        played.press("S")
        for _ in range(3):
            played.press("S", wait_s=0.1)
            played.strike(played.td, "kick", wait_s=0.2)
        played.press("K", "K")
        played.pull(played.td)
        assert played.played.waiting
        played.press("K")
        assert played.who() == ("keyboard:left", "keyboard:right")
        assert not played.played.paused

    def test_who_plays_on_both_halves_keeps_both(self, evening):
        played = evening(seconds=20.0)
        played.press("S")
        played.strike(played.td, "kick", "snare")
        played.press("S")
        for _ in range(3):
            played.press("S", "K", wait_s=0.1)
            played.strike(played.td, "kick", wait_s=0.2)
        played.press("K", "K")
        played.pull(played.td)
        played.press("K")
        assert played.seats.sits("keyboard:right") == 1
        assert played.played.paused


@pytest.mark.parametrize("api", ["core", "winmm"])
def test_twins_of_one_name_all_play_again_whichever_was_pulled(opened, monkeypatch, tmp_path, api):
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(SEEN)
    played = KitEvening(opened, monkeypatch, api=api, seconds=30.0)
    first, second = played.kit("TD-17"), played.kit("TD-17")
    played.begin()
    for kit in (first, second):
        played.strike(kit, "kick", "snare")
    played.pull(first)
    assert played.played.waiting
    first.cable = (first.listed, object())
    played.system.cables.insert(0, first.cable)
    played.wait(0.4)
    before = played.played.snapshot(played.clock.now())
    for kit, player in ((first, 1), (second, 2)):
        heard = []
        monkeypatch.setattr(type(played.now), "take", lambda scene, hit, heard=heard: heard.append(hit.player))
        played.strike(kit, "kick")
        assert heard == [player], before


def test_a_grabbed_cymbal_and_a_closed_hat_fall_silent_before_any_picture_and_are_kept(evening, monkeypatch):
    played, silenced = evening(), []
    monkeypatch.setattr(played.house.mixer, "choke", lambda player, pad: silenced.append((player, pad)))
    sit_down(played)
    played.td.send(0xB9, 4, 0)
    played.td.send(0xB9, 4, 90)
    played.ef.send(0xA9, 49, 127)
    assert silenced == [(1, "hat_pedal"), (2, "crash")]
    play_on(played)
    assert silenced == [(1, "hat_pedal"), (2, "crash")], "each once"
    played.td.send(0xB9, 4, 0)
    played.td.send(0xB9, 4, 90)
    to_result(played)
    kept = read_recording(played.evening.outcomes[-1].path).events
    assert [(one.kind, one.player, one.pad) for one in kept if one.pad] == [
        ("pedal", 1, "hat_pedal"), ("choke", 2, "crash"), ("pedal", 1, "hat_pedal"),
    ]  # fmt: skip

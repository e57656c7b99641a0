"""The house of an evening: what is saved of the players' choices, the best of a kind, and the window's own moments."""

import shutil
from dataclasses import replace

import pygame
import pytest
from strategies import CREATED

from game.app.build import RoundOptions
from game.app.window import _fitting, change_window
from game.model.hit import Hit
from game.model.recording import Header, Player, Recording
from game.model.settings import FITTING, FULL_SCREEN
from game.scenes.keeping import Outcome
from game.scenes.outing import ExchangeScene, PageScene
from game.session.outing import Outing
from game.session.replay import judge_fully
from game.session.seats import SeatSpec
from game.session.simulation import simulate
from game.storage.best import best_path
from game.storage.settings import load_settings

FRIENDS = (SeatSpec("sim", "trained"), SeatSpec("sim", "expert"))


def keyboard(**options):
    return RoundOptions((SeatSpec("keyboard"), SeatSpec("keyboard")), **options)


def test_what_was_asked_for_on_the_command_line_is_not_saved_with_the_next_choice(opened):
    house = opened(round=keyboard(feel="true"), lang="ja")
    house.evening.choose(house.evening.settings.louder(1))

    saved, _ = load_settings()
    assert (saved.lang, saved.feel, saved.volume) == ("en", "gentle", 9)
    assert (house.evening.settings.lang, house.evening.settings.feel) == ("ja", "true")


def test_a_choice_that_the_players_change_themselves_is_saved(opened):
    house = opened(round=keyboard(feel="true"), lang="ja")
    house.evening.choose(house.evening.settings.next_lang())

    assert (load_settings()[0].lang, load_settings()[0].feel) == ("ko", "gentle")
    house.evening.choose(house.evening.settings.next_feel().next_feel())
    assert load_settings()[0].feel == "gentle"
    house.evening.choose(house.evening.settings.next_feel())
    house.evening.choose(house.evening.settings.next_feel())
    assert load_settings()[0].feel == "true"


@pytest.fixture
def outcome(tmp_path):
    return Outcome(judge_fully(simulate("expert", "expert", seconds=20)), tmp_path / "duet.hitotsu", ())


def test_a_best_is_known_without_reading_its_file_again(opened, outcome):
    house = opened(round=keyboard(seconds=20.0))
    assert house.evening.best(False) is None
    assert house.evening.keep_best(outcome)
    best_path().unlink()

    assert house.evening.best(False).score == outcome.result.score
    assert house.evening.best(True) is None


def test_a_best_that_the_disk_refuses_is_none(opened, outcome, tmp_path):
    house = opened(round=keyboard(seconds=20.0))
    shutil.rmtree(tmp_path / "home")
    (tmp_path / "home").write_text("a file where the folder should be")

    assert not house.evening.keep_best(outcome)
    assert house.evening.best(False) is None


def press(house, key):
    return house.key(pygame.event.Event(pygame.KEYDOWN, key=key))


def test_a_round_goes_on_while_the_screen_is_filled(opened):
    house = opened(round=keyboard(seconds=30.0))
    scene, played = house.first_scene(), house._first.round
    scene.update(house.clock.now())
    for full in (True, False):
        assert press(house, pygame.K_F11)
        assert pygame.display.is_fullscreen() == full
        for event in pygame.event.get():
            scene.handle(event, house.clock.now())
        scene.update(house.clock.now())
        assert not played.paused
    assert "paused" not in [event.kind for event in played.events_to_keep()]


def test_the_window_has_the_size_that_was_chosen_at_once(opened):
    house = opened()

    def shown(window):
        house.evening.choose(replace(house.evening.settings, window=window))
        return pygame.display.get_window_size(), pygame.display.is_fullscreen()

    desktop = pygame.display.get_desktop_sizes()[0]
    assert desktop == (1024, 768)
    assert shown("1024x576") == ((1024, 576), False)
    assert pygame.display.get_window_position() == (0, 96)  # in the middle
    assert shown("1280x720") == ((1024, 720), False)  # no larger than the screen: nobody steers blind
    assert shown("3840x2160") == (desktop, False)
    assert shown(FULL_SCREEN)[1]
    assert shown(FITTING) == (_fitting(desktop), False)
    before = pygame.display.get_window_size()
    change_window((900, 500), fullscreen=False)  # as dragging its edge does
    house.evening.choose(house.evening.settings.louder(1))
    assert pygame.display.get_window_size() == (900, 500) != before


@pytest.mark.parametrize(("which", "iscapture", "gone"), [(2, 0, 1), (0, 0, 0), (2, 1, 0)])
def test_a_sound_device_that_the_window_tells_to_be_gone_is_lost_if_it_is_played_on(
    opened, monkeypatch, which, iscapture, gone
):
    house, lost = opened(round=keyboard(seconds=30.0)), []
    monkeypatch.setattr(house.mixer, "lose", lambda: lost.append(1))
    assert house.key(pygame.event.Event(pygame.AUDIODEVICEREMOVED, which=which, iscapture=iscapture))
    assert len(lost) == gone


def test_a_demo_plays_beside_other_windows_and_rests_for_esc_alone(opened):
    house = opened(round=RoundOptions(FRIENDS, seconds=30.0), by_itself=True)
    scene, played = house.first_scene(), house._first.round
    scene.update(0.1)
    scene.handle(pygame.event.Event(pygame.WINDOWFOCUSLOST), 0.2)
    assert not played.paused
    scene.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE), 0.3)
    assert played.paused
    press(house, pygame.K_F11)
    assert played.paused


def test_hands_find_the_rest_card_when_the_window_is_shown_again(opened):
    house = opened(round=keyboard())
    scene, played = house.first_scene(), house._first.round
    scene.update(0.1)
    for kind in (pygame.WINDOWHIDDEN, pygame.WINDOWSHOWN):
        scene.handle(pygame.event.Event(kind), 0.2)
        assert played.paused


def test_a_fragment_is_no_best(opened, tmp_path):
    house = opened(round=keyboard(seconds=20.0))
    hits = tuple(Hit(1 + i / 4, 1 + i % 2, "snare", 0.8) for i in range(40))
    fragment = Recording(Header(CREATED, (Player("keyboard"), Player("keyboard")), seconds=20.0), hits)

    assert not house.evening.keep_best(Outcome(judge_fully(fragment), tmp_path / "a.hitotsu", ()))


def test_an_evening_is_three_rounds_of_which_each_tells_its_part_and_who_sits_where(opened, outcome):
    house = opened(round=RoundOptions(FRIENDS, "evening", 20.0, bpm=(100.0, 110.0)))
    scene, seen = house.first_scene(), []
    for card in (ExchangeScene, ExchangeScene, PageScene):
        table = scene._table
        header = table.header((table.player(1), table.player(2)), "true")
        seen.append((header.mode, header.seconds, table.round.settings.part, *(p.port for p in header.players)))
        after = house.result(house.evening, outcome, table.round.join)
        assert isinstance(after, card)
        scene = house.round(house.evening, table.round.join)

    assert seen == [
        ("evening-dusk", 20.0, "dusk", "trained", "expert"),
        ("evening-path", 20.0, "path", "expert", "trained"),
        ("evening-dawn", 20.0, "dawn", "trained", "expert"),
    ]


def test_between_the_rounds_of_an_evening_nobody_sits_otherwise_than_its_page_will_tell(opened, outcome):
    house = opened(round=RoundOptions(seconds=20.0), title=True)
    house.evening.outing = Outing()
    for may in (True, False):
        join = house.round(house.evening)._table.round.join
        join.seats[1].seated = join.seats[2].seated = True
        assert ("swap" in join.rows(1), "swap" in join.rows(2)) == (may, may)
        house.evening.outing = house.evening.outing.after(outcome.result)


def test_an_evening_that_was_asked_for_is_one_from_the_title_too(opened):
    house = opened(round=keyboard(mode="evening", seconds=20.0), title=True)
    house.first_scene()
    table = house.round(house.evening)._table

    assert (table.round.settings.part, table.round.settings.seconds) == ("dusk", 20.0)
    assert house.evening.outing == Outing()


def test_an_evening_from_the_title_lasts_90_seconds_a_round_and_the_next_round_alone_as_before(opened):
    house = opened(round=keyboard(seconds=46.0), title=True)
    house.first_scene()
    house.evening.outing = Outing()
    lasting = [house.round(house.evening)._table.round.settings.seconds]
    house.title(house.evening)
    lasting.append(house.round(house.evening)._table.round.settings.seconds)

    assert lasting == [90.0, 46.0]
    assert house.evening.outing is None

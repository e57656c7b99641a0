"""A round on the screen, with a clock that the test moves and a real file."""

import os
from functools import partial

import pygame
import pytest
from strategies import CREATED, steady

from game.inputs.keyboard import KeyboardInput
from game.model.hit import Event, Hit
from game.model.recording import Header, Player, Settings
from game.scenes.play import PlayScene
from game.scenes.table import Notice, Table
from game.session.clock import ManualClock
from game.session.replay import judge
from game.session.round import Round, RoundSettings
from game.session.seats import Seats, SeatSpec
from game.storage.journal import Journal
from game.storage.recordings import read_recording
from game.ui.stage import Stage
from game.ui.words import Words

PAIR = sorted(steady(1, period_s=0.5) + steady(2, period_s=0.5, start_s=1.01), key=lambda hit: hit.time_s)
BOTH = frozenset((1, 2))


class Script:
    """A source that says what it was given, in time."""

    def __init__(self, items):
        self.items = sorted(items, key=lambda item: item.time_s, reverse=True)
        self.heard_from = []

    def poll(self, now_s):
        due = []
        while self.items and self.items[-1].time_s <= now_s:
            due.append(self.items.pop())
        return due

    def heard(self, hit):
        self.heard_from.append(hit)

    def close(self):
        self.items.clear()


class Drums:
    def __init__(self):
        self.ticks, self.choked = 0, []

    def tick(self):
        self.ticks += 1

    def choke(self, player, pad):
        self.choked.append((player, pad))


@pytest.fixture(scope="module")
def stage():
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((640, 360))
    return Stage((640, 360))


class Game:
    """One scene, moved by hand."""

    def __init__(self, stage, path, items, *, seconds=10.0, known=BOTH, notices=()):
        specs = (SeatSpec("any"), SeatSpec("any"))
        self.clock, self.path, self.drums, self.outcomes = ManualClock(), path, Drums(), []
        self.script = Script(items)
        seats = Seats(specs)
        keys = KeyboardInput(self.clock, seats.seat_of, lambda hit: None)
        self.round = Round(RoundSettings(seconds, "true", seated=known, ready=known))
        table = Table(
            round=self.round, seats=seats, sources=[self.script, keys], drums=self.drums, keys=keys,
            header=lambda players: Header(CREATED, players, seconds=seconds, settings=Settings("true")),
            player=lambda player: Player("sim"), journal=partial(Journal, path), notices=lambda: notices,
        )  # fmt: skip
        self.scene = self.now = PlayScene(table, stage, Words("en"), self._after)

    def _after(self, outcome):
        self.outcomes.append(outcome)

    def run(self, until_s, *, step_s=0.02):
        while self.now is not None and self.clock.now_s < until_s:
            self.now = self.scene.update(self.clock.advance(step_s))

    def finish(self):
        """Wait for the worker that judges what was kept."""
        while self.now is not None:
            self.now = self.scene.update(self.clock.now())
        return self.outcomes[0]

    def press(self, key):
        self.scene.handle(pygame.event.Event(pygame.KEYDOWN, key=key, scancode=0), self.clock.now())

    def events(self):
        return [event.kind for event in read_recording(self.path).events]

    def picture(self):
        surface = pygame.Surface((640, 360))
        for _ in self.scene.parts(surface, self.clock.now()):
            pass
        return pygame.image.tobytes(surface, "RGB")


@pytest.fixture
def game(stage, tmp_path):
    return partial(Game, stage, tmp_path / "duet.hitotsu")


def test_a_round_is_kept_judged_as_read_back_and_shown(game):
    played = game(PAIR)
    played.run(15)
    outcome = played.finish()

    recording = read_recording(played.path)
    assert played.events() == ["begin", "end"]
    assert recording.claimed == outcome.result == judge(recording)
    assert outcome.result.seconds == 10
    assert len(recording.hits) == sum(hit.time_s <= 11.11 for hit in PAIR)
    assert played.script.heard_from == list(recording.hits)[: len(played.script.heard_from)]


def test_closing_the_window_keeps_a_partial_result(game):
    played = game(PAIR)
    played.run(6)
    played.scene.handle(pygame.event.Event(pygame.QUIT), played.clock.now())
    outcome = played.finish()

    assert outcome.result == judge(read_recording(played.path))
    assert outcome.result.seconds == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("event", [pygame.event.Event(pygame.WINDOWFOCUSLOST), None], ids=["focus lost", "Esc"])
def test_resting_stops_the_round_and_esc_goes_on(game, event):
    played = game(PAIR)
    played.run(5)
    if event is None:
        played.press(pygame.K_ESCAPE)
    else:
        played.scene.handle(event, played.clock.now())
    resting = played.picture()
    played.run(8)
    played.press(pygame.K_ESCAPE)
    played.run(14.0)
    assert played.now is not None
    assert played.picture() != resting
    played.run(16)
    played.finish()

    assert played.events() == ["begin", "paused", "resumed", "end"]
    assert {hit.drop for hit in read_recording(played.path).hits if 5.1 < hit.time_s < 7.9} == {"menu"}


def test_the_rest_card_is_steered_by_pads(game):
    leaving = [Hit(8.0, 1, "tom2", 0.8), Hit(8.5, 1, "snare", 0.8), Hit(9.0, 2, "snare", 0.8)]
    played = game([hit for hit in PAIR if hit.time_s < 5] + leaving)
    played.run(5.5)
    played.press(pygame.K_ESCAPE)
    played.run(9.5)
    played.finish()

    assert played.events() == ["begin", "paused", "resumed", "end"]
    assert played.outcomes[0].result.seconds < 5


def test_seats_are_taken_and_snares_make_ready(game):
    ready = [Hit(0.5, 1, "kick", 0.8), Hit(1.0, 2, "snare", 0.8), Hit(1.5, 1, "snare", 0.8), Hit(2.0, 2, "snare", 0.8)]
    later = [Hit(hit.time_s + 3, hit.player, hit.pad, hit.velocity) for hit in PAIR]
    played = game(ready + later, known=frozenset())
    before = played.picture()
    played.run(1.2)
    assert played.picture() != before
    played.run(20)
    played.finish()

    assert played.drums.ticks == 2
    assert [hit.drop for hit in read_recording(played.path).hits[:5]] == ["menu"] * 4 + [None]


def test_menu_keys_take_no_seat(game):
    played = game([], known=frozenset())
    played.scene.handle(
        pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, scancode=pygame.KSCAN_RETURN), played.clock.now()
    )
    played.run(0.1)

    assert played.round.seated == {1: False, 2: False}


def test_where_nobody_strikes_nothing_is_written(game):
    played = game([])
    played.run(2)
    played.scene.handle(pygame.event.Event(pygame.QUIT), played.clock.now())

    assert played.finish().path is None
    assert not played.path.exists()


def test_a_kit_that_is_unplugged_lets_the_round_rest(game):
    played = game([*PAIR, Event(5.0, "unplugged", player=2)])
    played.run(6)

    assert played.round.paused
    assert "unplugged" in played.events()


def test_a_choked_cymbal_falls_silent(game):
    played = game([*PAIR, Event(5.0, "choke", player=2, pad="crash")])
    played.run(6)

    assert played.drums.choked == [(2, "crash")]


def test_a_disk_that_vanishes_does_not_stop_the_game(game, tmp_path):
    played = game(PAIR)
    played.path = tmp_path / "gone" / "duet.hitotsu"
    played.run(3)
    (tmp_path / "duet.hitotsu").unlink()
    played.run(15)
    outcome = played.finish()

    assert outcome.result.score > 80
    assert outcome.path is not None
    assert any("saved" in notice for notice in outcome.notices)


def test_a_notice_is_shown_for_a_while(game):
    with_notice = game(PAIR, notices=(Notice("no sound", "no_sound"),))
    plain = game(PAIR)
    assert with_notice.picture() != plain.picture()
    for played in (with_notice, plain):
        played.clock.now_s = 20.0

    assert with_notice.picture() == plain.picture()

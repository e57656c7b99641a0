"""An evening that a test moves by hand: real scenes, rules, stage and files; the clock and the hands are the test's."""

from dataclasses import dataclass

import pygame
from strategies import CREATED, steady

from game.inputs.keyboard import KeyboardInput
from game.model.recording import Header, Player, Settings
from game.model.settings import EveningSettings
from game.scenes.evening import Evening
from game.scenes.outing import ExchangeScene, PageScene
from game.scenes.play import PlayScene
from game.scenes.result import ResultScene
from game.scenes.settings import SettingsScene
from game.scenes.table import Table
from game.scenes.title import TitleScene
from game.session.clock import ManualClock
from game.session.outing import mode_of
from game.session.resting import RestingSource
from game.session.round import Round, RoundSettings
from game.session.seats import Seats, SeatSpec
from game.storage.journal import Journal
from game.storage.recordings import read_recording
from game.ui.words import Words

PAIR = sorted(steady(1, period_s=0.5) + steady(2, period_s=0.5, start_s=1.01), key=lambda hit: hit.time_s)
BOTH = frozenset((1, 2))
ASK_A_FRIEND = ((1.0, 1, "kick"), (2.0, 1, "tom1"), (3.0, 1, "snare"), (4.0, 1, "tom2"), (5.0, 1, "snare"))
"""Strokes of player 1 on the title and at the seats: a friend takes the second one, and both are ready."""


class Script:
    """A source that says what it was given, in time."""

    def __init__(self, items=()):
        self.heard_from = []
        self.add(items)

    def add(self, items):
        self.items = sorted(items, key=lambda item: item.time_s, reverse=True)

    def poll(self, now_s):
        due = []
        while self.items and self.items[-1].time_s <= now_s:
            due.append(self.items.pop())
        return due

    def heard(self, hit):
        self.heard_from.append(hit)

    def close(self):
        self.items.clear()


@dataclass
class Drums:
    """Counts what the sound was asked for."""

    ticks: int = 0
    muted: tuple = ()
    band: tuple = ()

    def play_at(self, time_s, voice, level):
        self.band += ((time_s, voice, level),)

    def tick(self):
        self.ticks += 1

    def set_muted(self, player, muted):
        if muted:
            self.muted += (player,)


class Game:
    """Scenes, moved by hand."""

    def __init__(self, stage, path, items=(), *, seconds=10.0, known=BOTH, notices=(), title=False, seen_help=True):
        self.clock, self.path, self.drums, self.seconds = ManualClock(), path, Drums(), seconds
        self.known, self.script, self.friend = known, Script(items), Script()
        seats = Seats((SeatSpec("any"), SeatSpec("any")))
        keys = KeyboardInput(self.clock, seats.seat_of, lambda hit: None)
        self.bests, self.saved, self.rounds = {}, [], []
        self.away, self.here = frozenset(), frozenset()
        self.evening = Evening(
            settings=EveningSettings(feel="true", seen_help=seen_help), words=Words("en"), stage=stage,
            drums=self.drums, seats=seats, live=[self.script, keys], keys=keys, ways=self, choose=self._choose,
            notices=lambda: notices, best=self.bests.get, keep_best=lambda outcome: True, told=lambda outcome: None,
            opens_on_title=title, again=title, away=lambda: self.away,
            here=lambda device: device in self.here,
        )  # fmt: skip
        self.now = self.title(self.evening) if title else self.round(self.evening)

    def title(self, evening):
        return TitleScene(evening)

    def settings(self, evening):
        return SettingsScene(evening)

    def round(self, evening, join=None, hit=None):
        at_once = self.known if join is None else BOTH
        part = None if evening.outing is None else evening.outing.part
        mode = "one-heart" if part is None else mode_of(part)
        played = Round(RoundSettings(self.seconds, evening.settings.feel, seated=at_once, ready=at_once, part=part))
        self.rounds.append(played)
        table = Table(
            round=played, live=evening.live, own={3: RestingSource(self.friend)},
            friend=lambda player: RestingSource(Script()),
            header=lambda players, feel: Header(CREATED, players, mode, self.seconds, Settings(feel)),
            player=lambda player: Player("sim"), kit_name=lambda player: None,
            journal=lambda header: Journal(self.path, header),
        )  # fmt: skip
        scene = PlayScene(evening, table)
        if hit is not None:
            scene.take(hit)
        return scene

    def result(self, evening, outcome, join):
        if evening.outing is None:
            return ResultScene(evening, outcome, join)
        evening.outing = evening.outing.after(outcome.result)
        return self.page(evening, join) if evening.outing.part is None else ExchangeScene(evening, outcome, join)

    def page(self, evening, join):
        return PageScene(evening, join)

    def _choose(self, settings):
        self.evening.settings, self.evening.words = settings, Words(settings.lang)
        self.saved.append(settings)

    @property
    def played(self):
        return self.rounds[-1]

    def step(self, seconds=0.02):
        """Move on; the worker that judges what was kept is given its time, which the test's clock does not count."""
        pending = getattr(self.now, "concluding", None)
        if pending is not None:
            pending.result()
        self.now = self.now.update(self.clock.advance(seconds))

    def run(self, until_s):
        while self.now is not None and self.clock.now_s < until_s:
            self.step()

    def finish(self):
        """Go on until the round has an outcome; return it."""
        while not self.evening.outcomes and self.now is not None:
            self.step()
        return self.evening.outcomes[0]

    def send(self, kind, **values):
        self.now.handle(pygame.event.Event(kind, **values), self.clock.now())

    def press(self, key, scancode=0):
        self.send(pygame.KEYDOWN, key=key, scancode=scancode)

    def events(self):
        return [event.kind for event in read_recording(self.path).events]

    def picture(self):
        surface = pygame.Surface((640, 360))
        for _ in self.now.parts(surface, self.clock.now()):
            pass
        return pygame.image.tobytes(surface, "RGB")

"""A whole evening in the real house, without a screen: kits that a test strikes, pulls and plugs in, and keys."""

import pygame

import game.app.house
import game.inputs.midi
from game.app.build import RoundOptions
from game.model.key_names import NUMBER_OF_KEY
from game.scenes.play import PlayScene
from game.session.clock import ManualClock
from game.session.seats import parse_seat

NOTES = {"kick": 36, "snare": 38, "tom1": 48, "tom2": 45, "crash": 49}
STEP_S = 0.02


class Port:
    """An open port: what is sent to it arrives as long as the kit behind it is the one it was opened for."""

    def __init__(self, cable, receive):
        self.cable, self.receive = cable, receive

    def close(self):
        self.cable = None


class MidiByHand:
    """As a system lists kits: by name and address, or by name alone."""

    def __init__(self, api="alsa"):
        self.api, self.cables, self.opened = api, [], []

    def names(self):
        return [name for name, _ in self.cables]

    def open(self, index, receive):
        self.opened.append(Port(self.cables[index], receive))
        port, system = self.opened[-1], self

        def reopen(index):
            port.cable = system.cables[index]

        port.reopen = reopen
        return port

    def close(self):
        self.cables = []


class Kit:
    """A kit that can be plugged in, struck and pulled; each time it is plugged in its cable is another one."""

    def __init__(self, system, name, address=""):
        self.system, self.listed = system, f"{name}:{name} MIDI 1 {address}" if address else name
        self.plug()

    def plug(self):
        self.cable = (self.listed, object())
        self.system.cables.append(self.cable)

    def pull(self):
        self.system.cables.remove(self.cable)

    def send(self, *message):
        for port in self.system.opened:
            if port.cable is self.cable:
                port.receive(message, 0.5)


class KitEvening:
    """The house, its clock, and whoever plays."""

    def __init__(self, opened, monkeypatch, *, specs=("any", "any"), seconds=8.0, api="alsa", **options):
        self.system, self.clock = MidiByHand(api), ManualClock(1.0)
        monkeypatch.setattr(game.inputs.midi, "MidiSystem", lambda: self.system)
        monkeypatch.setattr(game.app.house, "SystemClock", lambda: self.clock)
        seats = tuple(parse_seat(spec, "--player") for spec in specs)
        self._open = lambda: opened(title=True, stay=True, round=RoundOptions(seats, seconds=seconds), **options)

    def kit(self, name, address=""):
        return Kit(self.system, name, address)

    def begin(self):
        self.house = self._open()
        self.evening, self.seats = self.house.evening, self.house.evening.seats
        self.now = self.house.first_scene()
        self.wait(0.1)
        return self

    def wait(self, seconds):
        for _ in range(max(1, round(seconds / STEP_S))):
            self.now = self.now.update(self.clock.advance(STEP_S))
            working = getattr(self.now, "concluding", None)
            if working is not None:
                working.result()

    def strike(self, kit, *pads, velocity=100, wait_s=0.4):
        for pad in pads:
            kit.send(0x99, NOTES[pad], velocity)
            self.wait(wait_s)

    def press(self, *keys, wait_s=0.4):
        """Press keys by name (`S`: the left half's snare, `K`: the right half's), or by their code."""
        for key in keys:
            named = isinstance(key, str)
            code, scancode = (ord(key.lower()), NUMBER_OF_KEY[key]) if named else (key, 400)
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                event = pygame.event.Event(kind, key=code, scancode=scancode)
                if not self.house.key(event):
                    self.now.handle(event, self.clock.now())
                self.wait(STEP_S)
            self.wait(wait_s)

    def pull(self, kit):
        kit.pull()
        self.wait(0.4)

    def plug(self, kit):
        kit.plug()
        self.wait(0.4)

    def choose(self, player, row, strike):
        """Step to a row of a panel and choose it; `strike` strikes a pad of whoever sits there."""
        for _ in range(8):
            if self.join.rows(player)[self.join.seats[player].focus] == row:
                strike("snare")
                return
            strike("tom2")
        raise AssertionError((row, self.join.rows(player)))

    @property
    def played(self):
        assert isinstance(self.now, PlayScene), self.now
        return self.now._table.round

    @property
    def join(self):
        return self.played.join

    @property
    def muted(self):
        return {player for player in (1, 2) if player in self.house.mixer._muted_players}

    def who(self):
        """Return what plays for each seat."""
        return self.seats.taken_by(1), self.seats.taken_by(2)

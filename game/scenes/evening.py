"""What lasts through an evening: choices, devices and the stage, whichever scene is on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, Protocol

import pygame

from game.model.hit import PLAYERS, Event, Hit
from game.model.settings import EveningSettings
from game.scenes.keeping import Outcome
from game.scenes.notices import Notice, NoticeBoard
from game.scenes.scene import Scene
from game.scenes.table import Drums, Keys
from game.session.join import Join
from game.session.menu_sounds import READY
from game.session.outing import FIRST_SEATS, Outing
from game.session.own_sound import OwnSound
from game.session.pace import Pace
from game.session.pad_keys import PadKeys
from game.session.seats import KEYBOARD_HALVES, KIT, Seats
from game.session.sources import HitSource
from game.storage.best import Best
from game.ui.motion import Motion
from game.ui.notice import draw_notice, notice_is_ready, notice_overlay
from game.ui.stage import Stage
from game.ui.words import Words

SOUND_GONE: Final = "sound_gone"
"""Key of the notice that the sound device has stopped."""
SOUND_BACK: Final = "sound_back"


class Ways(Protocol):
    """Where scenes lead to; given by `app`, so that no scene has to know another one."""

    def title(self, evening: "Evening") -> Scene:
        """Return the title."""
        ...

    def round(self, evening: "Evening", join: Join | None = None, hit: Hit | None = None) -> Scene:
        """Return a round: at the seats, where `hit` took the first one, or at once with the players of `join`."""
        ...

    def settings(self, evening: "Evening") -> Scene:
        """Return the settings."""
        ...

    def result(self, evening: "Evening", outcome: Outcome, join: Join) -> Scene:
        """Return what comes after a round that these players played: its result, or how their evening goes on."""
        ...

    def page(self, evening: "Evening", join: Join) -> Scene:
        """Return the page at the end of an evening in three rounds."""
        ...


@dataclass(slots=True)
class Evening:
    """Shared by all scenes; built by `app`, which gives the functions."""

    settings: EveningSettings
    words: Words
    stage: Stage
    drums: Drums
    seats: Seats
    live: Sequence[HitSource]
    """The sources that somebody plays by hand: open all evening."""
    keys: Keys | None
    ways: "Ways"
    choose: Callable[[EveningSettings], None]
    """Makes new settings count, and keeps them."""
    notices: Callable[[], Sequence[Notice]]
    best: Callable[[bool], Best | None]
    """The best round of the kind that is played (True = with a simulated friend)."""
    keep_best: Callable[[Outcome], bool]
    """Keeps an outcome if it is a new best; returns whether it is one."""
    told: Callable[[Outcome], None]
    """Is told how each round ended, at once."""
    opens_on_title: bool = False
    """Whether the evening began on the title screen, and rounds lead back there."""
    again: bool = False
    """Whether the result offers another round."""
    by_itself: bool = False
    """Whether nobody is expected at the keys: a demo goes on beside other windows, and after it was hidden."""
    outcomes: list[Outcome] = field(default_factory=list)
    outing: Outing | None = None
    """How far an evening in three rounds has come; None = each round stands for itself."""
    new_best: bool = False
    """Whether the latest outcome is this pair's best."""
    away: Callable[[], frozenset[int]] = frozenset
    """Tells whose kit is not plugged in."""
    here: Callable[[str], bool] = lambda _: False
    """Tells whether the kit of a key, which somebody has played, is plugged in."""
    own_sound: OwnSound = field(default_factory=OwnSound)
    board: NoticeBoard = field(default_factory=NoticeBoard)
    """What the players should know, whichever scene is on."""
    aside: Callable[[Callable[[], object]], object] = lambda work: work()
    """Does what takes longer than a frame may, at its own time."""
    pace: Pace = field(default_factory=Pace)
    """How often what is pressed may change the whole picture, whichever scene is on."""
    _sound_gone: bool = False
    _drawn_aside: tuple[object, ...] = ()
    """Size, text and shape of the notice that was last drawn aside."""

    def ended(self, outcome: Outcome) -> None:
        """Take how a round ended: what was won is kept, whether or not anybody stays to see the result."""
        self.outcomes.append(outcome)
        self.new_best = self.keep_best(outcome)
        self.told(outcome)

    def remember(self, keys: Mapping[int, PadKeys]) -> None:
        """Remember what was learned of both players' pads, for the next round."""
        for player, known in keys.items():
            self.seats.learn(player, known)

    def listen(self, now_s: float) -> list[Hit | Event]:
        """Return what the hands did since the last call, in time order."""
        arrived = [item for source in self.live for item in source.poll(now_s)]
        return sorted(arrived, key=lambda item: item.time_s)

    def sound(self, voice: str | None, now_s: float) -> None:
        """Let one of the game's small sounds be heard."""
        if voice == READY:
            self.drums.tick()
        elif voice is not None:
            self.drums.play_at(now_s, voice, 1.0)

    def clear_seats(self, join: Join) -> dict[int, str]:
        """Free the seats of kits that were unplugged while a menu shows; return those players and their kits' keys."""
        lost = {player: self.seats.taken_by(player) or "" for player in self.away() if join.seats[player].seated}
        for player in lost:
            self.seats.free(player)
            join.empty(player)
        return lost

    def swap_seats(self) -> None:
        """Let everybody sit where the other one sat, with all that was set for them, until the next swap."""
        self.seats.swap()
        self.own_sound.swap()
        self.choose(self.settings.swapped())

    def exchange_sides(self, join: Join) -> None:
        """Let every kit play for the other side, and sound or stay silent there as it did."""
        self.swap_seats()
        join.exchange()
        for player in PLAYERS:
            self.leave_sound(join, player)

    def leave_sound(self, join: Join, player: int) -> None:
        """Leave the sound to a kit that makes its own, and to no other."""
        self.drums.set_muted(player, join.seats[player].own_sound and not self.plays_keys(player))

    def leave_outing(self, join: Join) -> Scene:
        """Return the page of an evening that somebody ends between two rounds; all sit as at first."""
        if self.outing is not None and self.outing.seats != FIRST_SEATS:
            self.exchange_sides(join)
        return self.ways.page(self, join)

    def follow_devices(self, join: Join) -> list[int]:
        """Return the players for whom another device plays than before: heard as it is, its pads yet to be learned."""
        moved = [p for p, seat in join.seats.items() if self.own_sound.follow(p, self.seats.taken_by(p), seat)]
        join.keys.update({player: PadKeys() for player in moved})
        for player in moved:
            self.leave_sound(join, player)
        return moved

    def welcome(self) -> None:
        """Free the seats for whoever hits first; the game makes every sound until they sit."""
        self.seats.clear()
        self.own_sound.clear()
        for player in PLAYERS:
            self.drums.set_muted(player, muted=False)

    def plays_keys(self, player: int) -> bool:
        """Tell whether a player strikes keys, which never sound by themselves."""
        return self.seats.taken_by(player) in KEYBOARD_HALVES

    def plays_cable(self, player: int) -> bool:
        """Tell whether a player's kit is at the other end of a MIDI cable."""
        return (self.seats.taken_by(player) or "").startswith(KIT)

    def device(self, player: int) -> str:
        """Return what a player's device is called on the screen."""
        return self.named(self.seats.taken_by(player) or "")

    def named(self, device: str) -> str:
        """Return what the device of a key is called on the screen."""
        words = self.words.ready
        kind, _, name = device.partition(":")
        if kind == "midi":
            kit, _, number = name.rpartition("#")
            number, _, channel = number.partition("@")
            port = kit if number == "1" else f"{kit} ({number})"
            return words.device_channel.format(device=port, channel=channel) if channel else port
        return {"keyboard": words.device_keyboard, "sim": words.device_sim, "file": words.device_file}.get(kind, name)

    def motion(self) -> Motion:
        """Return fresh motion, as calm as was chosen."""
        return Motion(calm=self.settings.calm)

    def best_line(self, *, solo: bool) -> str | None:
        """Return this pair's best as a sentence, or None while there is none."""
        best = self.best(solo)
        return None if best is None else self.words.best.line.format(score=f"{best.score:.0f}")

    def step_volume(self, steps: int) -> None:
        """Turn the drums up or down, and say how loud they are."""
        self.choose(self.settings.louder(steps))
        self.board.repeat(self._loudness())

    def toggle_mute(self) -> None:
        """Turn all sound off or on, and say so."""
        self.choose(replace(self.settings, muted=not self.settings.muted))
        self.board.repeat(Notice(key="muted") if self.settings.muted else self._loudness())

    def _loudness(self) -> Notice:
        return Notice(key="volume", level=self.settings.volume)

    def _tell_of_the_device(self, *, gone: bool) -> None:
        """Say each time that the sound goes, and that it is back."""
        if gone != self._sound_gone:
            self._sound_gone = gone
            self.board.repeat(Notice(key=SOUND_GONE if gone else SOUND_BACK))

    def draw_notice(
        self, surface: pygame.Surface, now_s: float, more: Sequence[str] = (), *, flat: bool = False
    ) -> pygame.Rect | None:
        """Draw what should be known now, in the language of the screen where there is a short form of it.

        `flat`: in as few rows as can be. Returns what it covers, px, or None where there is nothing to be known.
        """
        notices = self.notices()
        self.board.pin(notices)
        self._tell_of_the_device(gone=any(n.key == SOUND_GONE for n in notices))
        self.board.pin(Notice(sentence) for sentence in more)
        shown = self.board.shown(now_s)
        text = "" if shown is None else shown.text(self.words, self.settings.keyboard)
        return draw_notice(surface, text, flat=flat) if self._is_ready(surface.get_size(), text, flat=flat) else None

    def _is_ready(self, size: tuple[int, int], text: str, *, flat: bool) -> bool:
        """Tell whether a notice can be drawn without delay; what nobody foresaw is made ready aside."""
        wanted = size, text, flat
        if text and not notice_is_ready(size, text, flat=flat) and self._drawn_aside != wanted:
            self._drawn_aside = wanted
            self.aside(partial(notice_overlay, size, text, flat=flat))
        return notice_is_ready(size, text, flat=flat)

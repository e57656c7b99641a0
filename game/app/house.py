"""The house of an evening: what is open, what was chosen, and the ways between the scenes."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Final

import pygame

from game.app.build import BY_ITSELF, RoundOptions, lay_table, open_devices
from game.app.curtain import Curtain, open_stage
from game.app.loop import Shot
from game.app.stages import Size, Stages
from game.app.window import change_window, parse_size, toggle_fullscreen
from game.audio.mixer import DrumMixer, open_mixer
from game.model.hit import Hit
from game.model.settings import FITTING, FULL_SCREEN, LANGUAGES, VOLUME_STEPS, EveningSettings, kept_after
from game.scenes.evening import SOUND_GONE, Evening
from game.scenes.keeping import Outcome
from game.scenes.key_maps import home_rows
from game.scenes.keys import ANY_MOMENT
from game.scenes.notices import Notice
from game.scenes.outing import ExchangeScene, PageScene
from game.scenes.play import PlayScene
from game.scenes.resting import ready_rest
from game.scenes.result import ResultScene
from game.scenes.scene import Scene
from game.scenes.settings import SettingsScene
from game.scenes.table import Table
from game.scenes.title import TitleScene
from game.session.clock import SystemClock
from game.session.join import Join
from game.session.outing import MODE, Outing
from game.storage.best import Best, keep_best, kind_of, load_bests
from game.storage.kept import KeptFiles
from game.storage.paths import cache_folder, check_home
from game.storage.settings import load_settings, save_settings
from game.storage.sitting import keep_sitting, load_sitting
from game.ui.kept import made_ready
from game.ui.notice import ready_notices
from game.ui.rest_key import ready_rest_keys
from game.ui.words import Words

_WHOLE_S: Final = 1.0
"""A round that ends this much early is no whole round, and no best."""
_BAND_FADER: Final = {"full": 1.0, "soft": 0.7, "off": 0.0}
"""Soft is 6 dB less."""
_SOUND_KEYS: Final = {"silent": "no_sound", "pygame": "plain_sound"}


@dataclass(frozen=True, slots=True)
class PlayOptions:
    """How to play."""

    round: RoundOptions = field(default_factory=RoundOptions)
    size: tuple[int, int] | None = None
    fullscreen: bool = False
    lang: str | None = None
    """None = as the players last chose."""
    shots: tuple[Shot, ...] = ()
    title: bool = False
    """Open on the title screen, and come back to it."""
    stay: bool = False
    """Keep the result on the screen, and offer another round."""
    by_itself: bool = False
    """Nobody is expected at the keys: what has to rest for a moment goes on by itself."""
    own_sound: frozenset[int] = frozenset()
    """Players whose kits sound by themselves."""


class House:
    """Builds the evening, and the ways between its scenes."""

    evening: Evening
    curtain: Curtain

    def __init__(self, options: PlayOptions) -> None:
        """Open sound and kits, and see that everything asked for is there, before a window shows."""
        self._options = options
        check_home()
        self._kept, self._settings_notice = load_settings()
        """What is saved: what was asked for on the command line counts for this evening only."""
        lang, feel = options.lang or self._kept.lang, options.round.feel or self._kept.feel
        own_sound = tuple(sorted({*self._kept.own_sound, *options.own_sound}))
        self._settings = replace(self._kept, lang=lang, feel=feel, own_sound=own_sound)
        self._bests = load_bests()
        self._words = Words(self._settings.lang)
        self.clock = SystemClock()
        with ExitStack() as opened:
            fader, keeper = self._settings.volume / VOLUME_STEPS, KeptFiles(cache_folder())
            self._mixer: DrumMixer = open_mixer(self.clock, muted=options.own_sound, volume=fader, keeper=keeper)
            opened.callback(self._mixer.close)
            self._devices = open_devices(options.round.specs, self.clock, self._mixer, load_sitting())
            opened.callback(self._devices.close)
            self._turned = False
            """Whether the seats were exchanged when something was last chosen."""
            self._set_keys(self._settings)
            opened.callback(lambda: keep_sitting(self._devices.seats.sat))
            self._first_outing = Outing() if options.round.mode == MODE else None
            self._first = self._table(None, self._first_outing)
            self._stages = Stages(cache_folder(), self._make_ready)
            opened.callback(self._stages.close)
            self._opened = opened.pop_all()

    def begin(
        self, size: tuple[int, int], say: Callable[[str], None], tell: Callable[[Outcome], None] = lambda _: None
    ) -> None:
        """Set the stage, and say what is missing; `tell` takes how each round ended."""
        devices = self._devices
        self.evening = Evening(
            settings=self._settings, words=self._words, stage=open_stage(self._stages, size),
            drums=self._mixer, seats=devices.seats, live=devices.live, keys=devices.keys, ways=self,
            choose=self._choose, notices=self._notices,
            best=self._best, keep_best=self._keep_best, told=tell, opens_on_title=self._options.title,
            again=self._options.stay, by_itself=self._options.by_itself, away=devices.away, here=devices.here,
            outing=self._first_outing, aside=self._stages.aside,
        )  # fmt: skip
        self.curtain = Curtain(self.evening, self._stages)
        self._sound(self._settings)
        self.evening.board.pin([Notice(self._settings_notice)] if self._settings_notice else [])
        for sentence in (self._settings_notice, *(known.sentence for known in self._notices())):
            if sentence:
                say(sentence)

    @property
    def mixer(self) -> DrumMixer:
        """What the drums sound through."""
        return self._mixer

    def first_scene(self) -> Scene:
        """Return the scene that the evening begins with."""
        return self.title(self.evening) if self._options.title else PlayScene(self.evening, self._first)

    def _table(self, join: Join | None, outing: Outing | None) -> Table:
        turned = self._devices.seats.turned
        self._round = (self._options.round.turned() if turned else self._options.round).within(outing)
        table = lay_table(self._round, self._devices, self._mixer, self._settings.feel, join)
        asked = {3 - player if turned else player for player in self._options.own_sound}
        for player, seat in table.round.join.seats.items() if join is None else ():
            by_hand = self._round.specs[player - 1].kind not in BY_ITSELF
            seat.own_sound = player in (self._settings.own_sound if by_hand else asked)
            seat.left_handed = by_hand and player in self._settings.left_handed
        return table

    def title(self, evening: Evening) -> Scene:
        """Return the title."""
        self._round = self._options.round
        return TitleScene(evening)

    def settings(self, evening: Evening) -> Scene:
        """Return the settings."""
        return SettingsScene(evening)

    def round(self, evening: Evening, join: Join | None = None, hit: Hit | None = None) -> Scene:
        """Return a round: at the seats, where `hit` took the first one, or at once with the players of `join`."""
        if evening.outing is None and self._options.round.mode == MODE:  # asked for, and begun on the title
            evening.outing = Outing()
        scene = PlayScene(evening, self._table(join, evening.outing))
        if hit is not None:
            scene.take(hit)
        return scene

    def result(self, evening: Evening, outcome: Outcome, join: Join) -> Scene:
        """Return what comes after a round that these players played; between rounds there is time to tidy up."""
        gc.collect()
        if evening.outing is None:
            return ResultScene(evening, outcome, join)
        evening.outing = evening.outing.after(outcome.result)
        return self.page(evening, join) if evening.outing.part is None else ExchangeScene(evening, outcome, join)

    def page(self, evening: Evening, join: Join) -> Scene:
        """Return the page at the end of an evening in three rounds."""
        return PageScene(evening, join)

    def key(self, event: pygame.event.Event) -> bool:
        """Take a key that works at any moment, or word of a sound device that is gone; tell whether it was that."""
        if event.type == pygame.AUDIODEVICEREMOVED:
            if event.which and not event.iscapture:  # 0 = one that nobody plays on
                self._mixer.lose()
            return True
        if event.type != pygame.KEYDOWN or event.key not in (pygame.K_F11, *ANY_MOMENT):
            return False
        if event.key in ANY_MOMENT:
            ANY_MOMENT[event.key](self.evening)
            return True
        toggle_fullscreen()
        return True

    @property
    def window_was_asked_for(self) -> bool:
        """Whether the command line tells how large the window is."""
        return self._options.size is not None or self._options.fullscreen

    def window(self) -> tuple[tuple[int, int] | None, bool]:
        """Return the size of the window, None = the largest that fits, and whether it fills the screen.

        What was asked for on the command line counts; else what the players chose.
        """
        if self.window_was_asked_for:
            return self._options.size, self._options.fullscreen
        return _chosen_window(self._settings)

    def _make_ready(self, size: Size) -> Iterator[None]:
        """Draw what may be laid over a duet, so that nothing has to be drawn in a round: this language comes first."""
        for words in (self._words, *(Words(lang) for lang in LANGUAGES if lang != self._words.lang)):
            ready_rest_keys(size, words)
            ready_notices(size, words, home_rows(self._settings.keyboard, ""))
            yield
            yield from made_ready(size, ready_rest(size, words))

    def close(self) -> None:
        """Let go of kits and sound."""
        self._opened.close()

    def _choose(self, settings: EveningSettings) -> None:
        if settings.lang != self.evening.settings.lang:
            self._words = self.evening.words = Words(settings.lang)
        turned, named = self._devices.seats.turned, any(s.kind != "any" for s in self._options.round.specs)
        before, after = self._settings, settings
        if turned != self._turned:
            keep_sitting(self._devices.seats.sat)
            before = before.swapped()
            self._kept = self._kept if named else self._kept.swapped()
        if turned and named:  # once the evening is over, kits that were named sit as they were named
            before, after = before.swapped(), after.swapped()
        self._turned = turned
        self._kept = kept_after(self._kept, before, after)
        self._settings = self.evening.settings = settings
        self._sound(settings)
        self._set_keys(settings)
        if settings.window != before.window and pygame.display.get_surface() is not None:
            size, fullscreen = _chosen_window(settings)
            change_window(size, fullscreen=fullscreen)
        trouble = save_settings(self._kept)
        if trouble is not None:
            self.evening.board.pin([Notice(trouble)])

    def _sound(self, settings: EveningSettings) -> None:
        self._mixer.muted = settings.muted
        self._mixer.volume = settings.volume / VOLUME_STEPS
        self._mixer.band_volume = _BAND_FADER[settings.band]

    def _set_keys(self, settings: EveningSettings) -> None:
        if self._devices.keys is not None:
            self._devices.keys.rebind(settings.keyboard)

    def _notices(self) -> Sequence[Notice]:
        status = self._mixer.status
        key = SOUND_GONE if status.stopped else _SOUND_KEYS.get(status.backend)
        about_sound = [Notice(status.notice, key)] if status.notice else []
        return [*self._devices.notices(), *about_sound]

    def _kind(self, *, solo: bool) -> str:
        options = self._round
        sources = ("sim", "sim") if solo else (options.specs[0].kind, options.specs[1].kind)
        return kind_of(options.mode, options.seconds, sources)

    def _best(self, solo: bool) -> Best | None:  # noqa: FBT001 - the contract of the evening
        return self._bests.get(self._kind(solo=solo))

    def _keep_best(self, outcome: Outcome) -> bool:
        score = outcome.result.score
        if outcome.result.seconds < self._round.seconds - _WHOLE_S:
            return False
        if score is None or outcome.path is None or not self._devices.live:  # nobody played with hands
            return False
        best = Best(score, outcome.result.together.seconds, outcome.path.name)
        kept = keep_best(self._kind(solo=outcome.solo), best)
        self._bests = load_bests()
        return kept


def _chosen_window(settings: EveningSettings) -> tuple[Size | None, bool]:
    """Return the size that was chosen for the window, None = the largest that fits, and whether it fills the screen."""
    size = None if settings.window in (FITTING, FULL_SCREEN) else parse_size(settings.window)
    return size, settings.window == FULL_SCREEN

"""Playing: one window, one round after the other."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import pygame

from game.app.build import RoundOptions, build_table
from game.app.loop import Loop, Shot
from game.app.window import open_window
from game.audio.mixer import DrumMixer, open_mixer
from game.scenes.keeping import Outcome
from game.scenes.play import PlayScene
from game.scenes.result import ResultScene
from game.scenes.table import Table
from game.session.clock import SystemClock
from game.ui.stage import Stage
from game.ui.words import Words

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class PlayOptions:
    """How to play."""

    round: RoundOptions = field(default_factory=RoundOptions)
    size: tuple[int, int] | None = None
    fullscreen: bool = False
    lang: str = "en"
    shots: tuple[Shot, ...] = ()
    stay: bool = False
    """Keep the result on the screen, and offer another round."""
    own_sound: frozenset[int] = frozenset()
    """Players whose kits sound by themselves."""


def play(options: PlayOptions, say: Callable[[str], None]) -> Sequence[Outcome]:
    """Play until the players leave; return how each round ended.

    Args:
        options: How to play.
        say: Takes what is missing on this machine, one sentence each.

    Raises:
        HitotsuError: There is no screen, or something that was asked for is not there.
    """
    words = Words(options.lang)
    surface = open_window(options.size, fullscreen=options.fullscreen)
    mixer: DrumMixer | None = None
    try:
        stage = Stage(surface.get_size())
        clock = SystemClock()
        mixer = open_mixer(clock, muted=options.own_sound)
        evening = _Evening(options, clock, mixer, stage, words)
        loop = Loop(surface, clock, options.shots)
        try:
            with _ending_gently():
                loop.run(evening.scene(say))
            for trouble in loop.troubles:
                say(trouble)
        finally:
            evening.close()
    finally:
        if mixer is not None:
            mixer.close()
        pygame.quit()
    return evening.outcomes


@contextmanager
def _ending_gently() -> Iterator[None]:
    """Let Ctrl+C and the system's request to end close the window, so that the duet is kept with its result."""
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number in _SIGNALS:
        signal.signal(number, lambda _number, _frame: pygame.event.post(pygame.event.Event(pygame.QUIT)))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Evening:
    """Makes one round after the other on the same stage."""

    def __init__(self, options: PlayOptions, clock: SystemClock, mixer: DrumMixer, stage: Stage, words: Words) -> None:
        self._options = options
        self._clock = clock
        self._mixer = mixer
        self._stage = stage
        self._words = words
        self._table: Table | None = None
        self.outcomes: list[Outcome] = []

    def scene(self, say: Callable[[str], None] | None = None) -> PlayScene:
        """Lay the table and return its scene; `say` takes what is missing."""
        self.close()
        table = self._table = build_table(self._options.round, self._clock, self._mixer)
        if say is not None:
            for notice in table.notices():
                say(notice.sentence)
        return PlayScene(table, self._stage, self._words, self._after)

    def close(self) -> None:
        """Let go of the devices of the last round."""
        for source in self._table.sources if self._table else ():
            source.close()
        self._table = None

    def _after(self, outcome: Outcome) -> ResultScene:
        self.outcomes.append(outcome)
        assert self._table is not None
        again = self._again if self._options.stay else None
        return ResultScene(outcome, self._table, self._stage, self._words, again)

    def _again(self) -> PlayScene:
        self._clock.restart()
        return self.scene()

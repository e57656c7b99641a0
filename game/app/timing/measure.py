"""The measurement: a busy duet played by the game itself, and strokes sent to it at known times."""

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Final

import pygame

from game.app.build import RoundOptions
from game.app.house import House, PlayOptions
from game.app.loop import Loop, undisturbed
from game.app.timing.beside import Beside
from game.app.timing.figures import Figure, Report, spread, waits
from game.app.timing.watched import WatchedScene
from game.app.window import open_window
from game.audio.mixer import open_mixer
from game.model.errors import HitotsuError
from game.model.quiet import quiet_libraries
from game.session.clock import Clock, SystemClock
from game.session.engine import DuetEngine, EngineSettings
from game.session.seats import SeatSpec
from game.session.simulation import simulate

SETTLING_S: Final = 2.0
"""Pictures and sounds are made ready in the beginning, while nobody plays: nothing is counted then."""
_PATTERNS: Final = ("funk16", "sixteenth")
_PERSONAS: Final = ("expert", "trained")
_BPM: Final = 126.0
_JUDGED_S: Final = 30.0
_LONG_S: Final = 3600.0
_LOOK_S: Final = 0.001

_NO_SCREEN: Final = "No screen was found, so nothing was drawn: start it on a desktop to measure this too."

Progress = Callable[[str], None]


def measure(size: tuple[int, int] | None, seconds: float, progress: Progress) -> Report:
    """Measure what can be measured without a cable from the loudspeaker back into the machine.

    Args:
        size: Of the picture; None = as the game would choose.
        seconds: How long to measure while the duet is played.
        progress: Takes a few words about what is being done.

    Raises:
        HitotsuError: The game cannot be played here at all.
    """
    progress("Judging a duet")
    with undisturbed():
        engine = engine_cost(SystemClock())
    progress(f"Playing a duet for {SETTLING_S + seconds:g} s")
    try:
        surface: pygame.Surface | None = open_window(size, fullscreen=False)
    except HitotsuError:
        surface = None
    try:
        with quiet_libraries():
            report = _unseen(seconds) if surface is None else _drawn(surface, seconds)
    finally:
        pygame.quit()
    return replace(report, figures={**report.figures, "engine": engine})


def engine_cost(clock: Clock) -> Figure:
    """Describe what judging each stroke of a busy duet costs."""
    first, second = _PATTERNS
    duet = simulate(*_PERSONAS, bpm=_BPM, pattern1=first, pattern2=second, seconds=_JUDGED_S, seed=1)
    engine, costs_s = DuetEngine(EngineSettings(round_s=_JUDGED_S)), []
    for hit in duet.hits:
        begun_s = clock.now()
        engine.queue(hit)
        engine.update(hit.time_s)
        costs_s.append(clock.now() - begun_s)
    return spread(costs_s)


def _drawn(surface: pygame.Surface, seconds: float) -> Report:
    """Measure while the game plays and draws a duet of two who play by themselves."""
    size = surface.get_size()  # the surface is gone once the players fill the screen
    with tempfile.TemporaryDirectory(prefix="hitotsu-") as passing:
        with closing(House(_options(Path(passing, "timing.hitotsu")))) as house:
            house.begin(size, lambda _: None)
            with Beside(house.clock, house.mixer, SETTLING_S, seconds) as beside:
                scene = WatchedScene(house.first_scene(), house.curtain, house.clock, beside.until_s)
                Loop(house.clock, key=house.key, canvas=scene).run(scene)
        frames_s = [took_s for begun_s, took_s in scene.frames if beside.counts(begun_s)]
        looks_s = [at_s for at_s in scene.looks_s if beside.counts(at_s)]
    return Report(
        size=size,
        seconds=seconds,
        sound=beside.sound,
        figures={**beside.figures, "keys": waits(looks_s), "frame": spread(frames_s)},
        missing=beside.missing,
    )


def _options(record: Path) -> PlayOptions:
    first, second = (SeatSpec("sim", persona) for persona in _PERSONAS)
    asked = RoundOptions((first, second), seconds=_LONG_S, bpm=(_BPM, _BPM), patterns=_PATTERNS, seed=1, record=record)
    return PlayOptions(asked, by_itself=True)


def _unseen(seconds: float) -> Report:
    """Measure what needs no picture."""
    clock = SystemClock()
    with closing(open_mixer(clock)) as mixer, undisturbed(), Beside(clock, mixer, SETTLING_S, seconds) as beside:
        while clock.now() < beside.until_s:
            Event().wait(_LOOK_S)
    missing = dict.fromkeys(("keys", "frame"), _NO_SCREEN)
    return Report(None, seconds, beside.sound, beside.figures, {**beside.missing, **missing})

"""Playing: one window, one evening."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Final

import pygame

from game.app.house import House, PlayOptions
from game.app.loop import Loop
from game.app.patience import Patience
from game.app.window import open_window
from game.model.quiet import quiet_libraries
from game.scenes.keeping import Outcome

_HANGUP: Final = "SIGHUP"
"""What a terminal that is closed sends, where there is such a thing."""


def play(
    options: PlayOptions, say: Callable[[str], None], tell: Callable[[Outcome], None] = lambda _: None
) -> Sequence[Outcome]:
    """Play until the players leave; return how each round ended.

    Args:
        options: How to play.
        say: Takes what is missing on this machine, one sentence each.
        tell: Takes how each round ended, at once.

    Raises:
        HitotsuError: There is no screen, or something that was asked for is not there.
    """
    try:
        with quiet_libraries(), closing(House(options)) as house:
            size, fullscreen = house.window()
            surface = open_window(size, fullscreen=fullscreen, cut=not house.window_was_asked_for)
            house.begin(surface.get_size(), say, tell)
            patience = Patience(house.evening.pace.free, lambda: house.evening.settings.keyboard)
            loop = Loop(house.clock, options.shots, house.key, house.curtain, patience)
            with _ending_gently(loop):
                loop.run(house.first_scene())
    finally:
        pygame.quit()  # after the house, whose sound may be pygame's
    for trouble in loop.troubles:
        say(trouble)
    return house.evening.outcomes


def _asked_by() -> list[int]:
    """Return the signals that ask for the end; a hang-up is none where the shell was told to let it pass (nohup)."""
    hangup: int | None = getattr(signal, _HANGUP, None)
    hangs_up = hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN
    return [signal.SIGINT, signal.SIGTERM, *([hangup] if hangup is not None and hangs_up else [])]


@contextmanager
def _ending_gently(loop: Loop) -> Iterator[None]:
    """Let Ctrl+C, a closed terminal and the system's wish to end close the window: the duet is kept with its result."""
    before = {number: signal.getsignal(number) for number in _asked_by()}
    for number in before:
        signal.signal(number, lambda _number, _frame: loop.ask_to_end())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

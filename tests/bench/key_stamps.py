"""How late keys are stamped: pressed by another process on a real X server, in a window of the game's."""

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import machine  # noqa: F401, isort: split
import numpy as np
from keys import KEY_OF_PAD, KeyPlayer, Press

SIZE, SMALL = (1920, 1080), (1280, 720)
PADS = ("hat_closed", "snare", "tom1", "ride")
QUIET, GAME, FULL = "keys idle", "keys game", "keys full screen"
KEY_LOADS = (QUIET, GAME, FULL)
FULL_EVERY_S = 1.5
"""How often the window fills its screen or gets its size back."""
BEFORE_S = 1.0
"""The window has to be there and to have the focus."""


def presses(count: int) -> list[tuple[int, str, float]]:
    """Return player, pad and time, s, of keys of both players, a little apart."""
    at_s = np.cumsum(np.random.default_rng(2).uniform(0.070, 0.110, count))
    return [(p, PADS[i % len(PADS)], float(t) + 0.030 * (p - 1)) for i, t in enumerate(at_s) for p in (1, 2)]


def key_lateness_ms(load: str, count: int, warm_up: int) -> tuple[np.ndarray, int]:
    """Press `count` keys of each player, after some that are not counted.

    Returns:
        How much later than it was pressed each key was stamped, ms, and how many never came.
    """
    played = presses(count + warm_up)
    with KeyPlayer(os.environ["DISPLAY"]) as hands:
        end_s = played[-1][2] + BEFORE_S + 0.3
        if load == QUIET:
            hits, origin_s, sent_s = _in_a_quiet_window(hands, played, end_s)
        else:
            hits, origin_s, sent_s = _in_the_game(hands, played, end_s, full=load == FULL)
    late, lost = [], 0
    for player in (1, 2):
        came = iter([hit for hit in hits if hit.player == player])
        hit = next(came, None)
        struck = [(pad, at) for (who, pad, _), at in zip(played, sent_s, strict=True) if who == player]
        for number, (pad, at) in enumerate(struck):
            arrived = hit is not None and hit.pad == pad
            late += [1000 * (hit.time_s + origin_s - at)] if arrived and number >= warm_up else []
            lost += not arrived
            hit = next(came, None) if arrived else hit
    return np.array(late), lost


def _start(hands: KeyPlayer, played: Sequence[tuple[int, str, float]], *, full: bool = False) -> None:
    presses = [Press(at_s + BEFORE_S, KEY_OF_PAD[player][pad]) for player, pad, at_s in played]
    times_s = np.arange(BEFORE_S + FULL_EVERY_S, presses[-1].at_s, FULL_EVERY_S) if full else ()
    hands.start([*presses, *(Press(float(at_s), "F11") for at_s in times_s)])


def _in_a_quiet_window(hands, played, end_s):
    import pygame

    from game.app.loop import Loop
    from game.app.window import open_window
    from game.inputs.keyboard import LEFT, KeyboardInput
    from game.session.clock import SystemClock

    clock = SystemClock()

    class Quiet:
        """A scene that draws nothing."""

        def __init__(self):
            self.keys = KeyboardInput(clock, lambda device: 1 if device == LEFT else 2, lambda hit: None)
            self.hits = []

        def handle(self, event, now_s):
            self.keys.handle(event, now_s)

        def update(self, now_s):
            self.hits += self.keys.poll(now_s)
            return self if now_s < until_s else None

        def parts(self, surface, now_s):
            return iter(())

    open_window(SIZE, fullscreen=False)
    _start(hands, played)
    scene, until_s = Quiet(), clock.now() + end_s
    Loop(clock).run(scene)
    sent_s = hands.finish()
    pygame.quit()
    return scene.hits, time.perf_counter() - clock.now(), sent_s


def _in_the_game(hands, played, end_s, *, full):
    import pygame

    from game.app.build import RoundOptions
    from game.app.house import House, PlayOptions
    from game.app.loop import Loop
    from game.app.window import open_window
    from game.session.seats import SeatSpec
    from game.storage.recordings import read_recording

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "duet.hitotsu"
        specs = (SeatSpec("keyboard"), SeatSpec("keyboard"))
        house = House(PlayOptions(RoundOptions(specs, seconds=end_s - BEFORE_S, record=path)))
        house.begin(open_window(SMALL if full else SIZE, fullscreen=False).get_size(), lambda sentence: None)
        _start(hands, played, full=full)
        Loop(house.clock, key=house.key, canvas=house.curtain).run(house.first_scene())
        sent_s = hands.finish()[: len(played)]
        hits = list(read_recording(path).hits)
    house.close()
    pygame.quit()
    origin_s = time.perf_counter() - house.clock.now()
    # A recording's time 0 is a whole second of the clock.
    return hits, origin_s + round(sent_s[0] - origin_s - hits[0].time_s), sent_s

"""Measures the picture: start-up, frame time, the longest part of a frame, memory.

    python tests/bench/bench_draw.py [--size 1920x1080] [--frames 600]

Run it with SDL_VIDEODRIVER=dummy for drawing alone, or in a window (SDL_FRAMEBUFFER_ACCELERATION=0) with the flip.
"""

import argparse
import resource
import statistics
import time

import numpy as np
import pygame

from game.model.snapshot import OnsetView, PlayerView, Snapshot
from game.ui.motion import Motion
from game.ui.stage import Stage

PADS = ("hat_closed", "kick", "hat_closed", "snare", "hat_closed", "kick", "hat_open", "snare", "tom1", "ride", "crash")
BEAT_S = 0.5


def onsets(now_s: float, player: int) -> tuple[OnsetView, ...]:
    """Sixteenths with a little human time, over the last 8 beats."""
    step = BEAT_S / 4
    first = int((now_s - 8 * BEAT_S) / step) + 1
    rng = np.random.default_rng(player)
    late = rng.normal(0, 0.012, 64)
    numbers = range(max(0, first), int(now_s / step))
    return tuple(OnsetView(i * step + late[i % 64], PADS[(i + player) % len(PADS)], 0.7, i % 3 != 0) for i in numbers)


def snapshot(now_s: float) -> Snapshot:
    """A busy duet that comes together and parts again every 8 s."""
    state = ("apart", "near", "together", "together")[int(now_s / 2) % 4]
    players = tuple(PlayerView(118 + p, 4, 1 - 2 * p, True, onsets(now_s, p)) for p in (0, 1))
    return Snapshot(
        now_s=now_s,
        state=state,
        players=(players[0], players[1]),
        difference_percent=2.0 + 5 * np.sin(now_s),
        slip_ms=40 * np.sin(now_s * 1.3),
        lead=float(np.sin(now_s * 0.7)),
        beat_s=BEAT_S,
        beat_time_s=now_s - now_s % BEAT_S,
        lanterns=(True,) * 4 + (False,) * 4,
        phrase=4,
        phrase_progress=(now_s / 15) % 1,
        light=min(1.0, now_s / 10),
    )


def report(name: str, values_s: list[float]) -> None:
    """Print median, 99th percentile and largest value in milliseconds."""
    ordered = sorted(values_s)
    p99 = ordered[int(len(ordered) * 0.99)]
    shown = {"median": statistics.median(ordered), "p99": p99, "max": ordered[-1]}
    print(f"{name:<6}", "   ".join(f"{label} {value * 1e3:6.2f} ms" for label, value in shown.items()))


def main() -> None:
    """Run the measurement and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--frames", type=int, default=600)
    arguments = parser.parse_args()
    width, height = (int(side) for side in arguments.size.split("x"))
    pygame.display.init()
    window = pygame.display.set_mode((width, height))
    before = time.perf_counter()
    stage = Stage((width, height))
    print(
        f"driver {pygame.display.get_driver()}, {width}x{height}: stage built in {time.perf_counter() - before:.2f} s"
    )
    motion, frames, flips, parts = Motion(), [], [], []
    for i in range(arguments.frames):
        pygame.event.pump()
        now_s = i / 60
        view = snapshot(now_s)
        start = last = time.perf_counter()
        for _ in stage.parts(window, view, motion.advance(view, 1 / 60)):
            present = time.perf_counter()
            parts.append(present - last)
            last = present
        frames.append(time.perf_counter() - start)
        pygame.display.flip()
        flips.append(time.perf_counter() - start - frames[-1])
    report("frame", frames)
    report("part", parts)
    report("flip", flips)
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()

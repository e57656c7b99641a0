"""Level and brightness of every voice against MIDI velocity 1 to 127, for both players and every variant.

    python tests/bench/bench_velocity.py [--out FOLDER]

Level: loudness of the first 200 ms by the weighting of ITU-R BS.1770, both sides together. Brightness: spectral
centroid of the same part. Prints a table; with --out draws one picture for each voice (pygame): level left, brightness
right, player 1 blue, player 2 red, the plain rendering thick and its variants thin.
"""

import argparse
import os
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.audio.kit import BLENDS, HAT_LOOKS, TICK, VOICES
from game.audio.levels import LOUDNESS_STEPS, velocity_step
from game.audio.loudness import power, spectrum
from game.audio.variation import VARIANTS
from game.audio.voices import Stroke, VoiceBank

RATE = 48000
PART_S = 0.2
SIZE, MARGIN = (1200, 500), 60
COLOURS = {1: (40, 90, 200), 2: (200, 50, 50)}


def heard(bank, player, voice, variant=0):
    """Return level (dB) and centroid (Hz) for every velocity from 1 to 127."""
    frames = round(PART_S * RATE)
    hz = np.fft.rfftfreq(frames, 1 / RATE)
    by_step = []
    for step in range(LOUDNESS_STEPS + 1):
        sound = bank.bake(Stroke(player, voice, step, 0, variant))
        part = np.zeros((frames, 2), np.float32)
        part[: len(sound)] = sound[:frames]
        level = 10 * np.log10(sum(power(spectrum(part[:, side], RATE)) for side in (0, 1)))
        powers = np.sum(np.abs(np.fft.rfft(part, axis=0)) ** 2, axis=1)
        by_step.append((level, float(np.sum(powers * hz) / np.sum(powers))))
    steps = [velocity_step(velocity / 127) for velocity in range(1, 128)]
    levels, centroids = np.array(by_step)[steps].T
    return levels, centroids


def figures(curves):
    """Return the worst over players and variants: level steps (dB), range (dB), centroid steps (semitones)."""
    steps = [np.diff(levels) for levels, _ in curves]
    colours = [np.abs(np.diff(12 * np.log2(centroids))) for _, centroids in curves]
    return {
        "step_max_db": max(step.max() for step in steps), "fall_max_db": -min(step.min() for step in steps),
        "range_db": min(levels[-1] - levels[0] for levels, _ in curves),
        "colour_max_st": max(colour.max() for colour in colours),
    }  # fmt: skip


def draw(path, curves):
    """Draw level and brightness."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame

    surface = pygame.Surface(SIZE)
    surface.fill("white")
    width = (SIZE[0] - 3 * MARGIN) // 2
    pygame.font.init()
    font = pygame.font.Font(None, 22)
    values = [np.concatenate([c[0] for c in curves.values()]), np.log2(np.concatenate([c[1] for c in curves.values()]))]
    for side, name in ((0, "loudness, dB"), (1, "centroid, Hz")):
        low, high = float(values[side].min()), float(values[side].max())
        x0 = MARGIN + side * (width + MARGIN)
        pygame.draw.rect(surface, "grey", (x0, MARGIN, width, SIZE[1] - 2 * MARGIN), 1)
        ends = [f"{v:.1f}" if side == 0 else f"{2**v:.0f}" for v in (high, low)]
        title = f"{path.stem}: {name}, {ends[1]} to {ends[0]}; velocity 1 to 127"
        surface.blit(font.render(title, True, "black"), (x0, MARGIN - 25))
        for (player, variant), curve in curves.items():
            ys = curve[0] if side == 0 else np.log2(curve[1])
            points = [
                (x0 + i / 126 * width, SIZE[1] - MARGIN - (y - low) / (high - low) * (SIZE[1] - 2 * MARGIN))
                for i, y in enumerate(ys)
            ]
            pygame.draw.lines(surface, COLOURS[player], False, points, 1 if variant else 3)
    pygame.image.save(surface, str(path))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="folder for the pictures")
    out = parser.parse_args().out
    bank = VoiceBank(RATE)
    print("| voice | largest step, dB | largest fall, dB | range, dB | largest change of colour, semitones |")
    print("|---|---|---|---|---|")
    drawn = {}
    for voice in (*VOICES, *BLENDS):
        players, variants = ((0,), (0,)) if voice == TICK else ((1, 2), range(len(VARIANTS)))
        curves = {(p if p else 1, v): heard(bank, p, voice, v) for p in players for v in variants}
        drawn[voice] = curves
        row = figures(list(curves.values()))
        print(f"| {voice} | " + " | ".join(f"{value:.2f}" for value in row.values()) + " |", flush=True)
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            draw(out / f"{voice}.png", curves)
    print("\n| velocity | largest step of level from closed to open hat, dB | levels, dB |\n|---|---|---|")
    for velocity in (1, 20, 40, 64, 90, 115, 127):
        levels = np.array([drawn[look][1, 0][0][velocity - 1] for look in HAT_LOOKS])
        row = ", ".join(f"{level:.1f}" for level in levels)
        print(f"| {velocity} | {np.abs(np.diff(levels)).max():.2f} | {row} |")


if __name__ == "__main__":
    main()

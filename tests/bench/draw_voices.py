"""Draw every voice as it is heard: its spectrum through time, and how its level falls.

    python tests/bench/draw_voices.py FOLDER

One picture for each strength (soft, middle, hard). A row for each six voices; above the spectrum up to 20 kHz (bright =
0 dB of full scale, black = -110 dB), below the peak level of every 5 ms from 0 to -90 dB, left blue and right red. The
time axis is 1.5 s. Clicks are upright lines, cut tails are edges, gaps are dark.
"""

import argparse
import os
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game.audio.kit import BLENDS, VOICES
from game.audio.levels import velocity_step
from game.audio.voices import Stroke, VoiceBank

RATE, SECONDS, HOP, WINDOW = 48000, 1.5, 240, 1024
CELL, TALL, LOW = 300, 170, 70
COLUMNS, GAP, TOP = 6, 12, 20
STRENGTHS = {"soft": 0.15, "middle": 0.6, "hard": 1.0}


def spectrum_picture(sound):
    """Return red, green and blue of the spectrum through time, columns by rows."""
    mono = np.zeros(round(SECONDS * RATE) + WINDOW, np.float32)
    mono[: len(sound)] = sound.sum(axis=1)[: len(mono)]
    frames = np.lib.stride_tricks.sliding_window_view(mono, WINDOW)[::HOP][:CELL] * np.hanning(WINDOW)
    db = 20 * np.log10(np.abs(np.fft.rfft(frames, axis=1)) / (WINDOW / 4) + 1e-9)
    bins = np.linspace(0, 20000 / RATE * WINDOW, TALL).astype(int)
    bright = np.clip((db[:, bins[::-1]] + 110) / 110, 0, 1)
    return (np.stack([bright**0.8, bright**1.5, 0.25 + 0.5 * np.sin(bright * np.pi)], axis=2) * 255).astype(np.uint8)


def level_lines(sound):
    """Return the points of the left and the right level."""
    whole = np.zeros((round(SECONDS * RATE), 2), np.float32)
    whole[: len(sound)] = sound[: len(whole)]
    peaks = np.abs(whole).reshape(CELL, -1, 2).max(axis=1)
    return np.clip(-20 * np.log10(peaks + 1e-9) / 90, 0, 1) * LOW


def sheet(bank, velocity):
    """Return one picture of all voices."""
    voices = [*VOICES, *BLENDS]
    rows = -(-len(voices) // COLUMNS)
    size = COLUMNS * (CELL + GAP) + GAP, rows * (TOP + TALL + LOW + GAP) + GAP
    picture = pygame.Surface(size)
    picture.fill((60, 60, 60))
    font = pygame.font.Font(None, 22)
    for number, voice in enumerate(voices):
        row, column = divmod(number, COLUMNS)
        x, y = GAP + column * (CELL + GAP), GAP + row * (TOP + TALL + LOW + GAP)
        sound = bank.bake(Stroke(1, voice, velocity_step(velocity)))
        peak_db = 20 * np.log10(np.abs(sound).max())
        told = f"{voice}: {len(sound) / RATE:.2f} s, peak {peak_db:.1f} dB"
        picture.blit(font.render(told, True, "white"), (x, y))
        picture.blit(pygame.surfarray.make_surface(spectrum_picture(sound)), (x, y + TOP))
        pygame.draw.rect(picture, "white", (x, y + TOP + TALL, CELL, LOW))
        for side, colour in enumerate(((40, 90, 200), (200, 50, 50))):
            points = [(x + i, y + TOP + TALL + float(level)) for i, level in enumerate(level_lines(sound)[:, side])]
            pygame.draw.lines(picture, colour, False, points, 1)
    return picture


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    pygame.font.init()
    bank = VoiceBank(RATE)
    for name, velocity in STRENGTHS.items():
        pygame.image.save(sheet(bank, velocity), str(folder / f"voices-{name}.png"))


if __name__ == "__main__":
    main()

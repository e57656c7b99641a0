"""Writes how a small duet sounds: `python tests/golden/sound.py`.

The sound's hash holds where the same libraries run on a processor of the same abilities: others round the last bit in
another way. The levels hold everywhere.
"""

import hashlib
import json
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1])]

from game.audio.render import SAMPLE_RATE, render  # noqa: E402
from game.audio.wav import WavParts  # noqa: E402
from game.model.hit import Event, Hit  # noqa: E402

FILE = HERE / "sound.json"
PART = SAMPLE_RATE // 20
STROKES = (
    Hit(0.1, 1, "kick", 0.9), Hit(0.35, 2, "snare", 0.8), Hit(0.6, 1, "hat_closed", 0.4), Hit(0.8, 2, "hat_open", 0.7),
    Hit(1.0, 2, "hat_open", 0.6, zone="hihat.edge", open=0.4), Hit(1.2, 2, "hat_pedal", 0.5),
    Hit(1.3, 1, "tom1", 0.6), Hit(1.5, 1, "tom3", 1.0), Hit(1.7, 2, "crash", 0.9), Hit(1.9, 1, "ride", 0.3),
    Hit(2.0, 1, "ride", 0.6, zone="ride.bell"), Hit(2.1, 2, "snare_rim", 0.2), Hit(2.3, 2, "snare", 0.8),
    Hit(2.5, 1, "hat_pedal", 0.7, zone="hihat.splash"),
)  # fmt: skip
EVENTS = (Event(2.4, "choke", 2, "crash"),)


def heard():
    """Return the samples, and the level of every twentieth of a second, left and right, dB, not under -90."""
    sound = render(STROKES, events=EVENTS)
    parts = sound[: len(sound) // PART * PART].astype(float).reshape(-1, PART, 2)
    return sound, 20 * np.log10(np.sqrt(np.mean(parts**2, axis=1)) + 10 ** (-90 / 20))


def digest(sound):
    """Return the hash of the WAV file."""
    _, *parts = (whole := WavParts([sound], SAMPLE_RATE))
    return hashlib.sha256(b"".join([whole.header(), *parts])).hexdigest()


def made_by():
    """Return what rounds."""
    features = np._core._multiarray_umath.__cpu_features__
    able = hashlib.sha256(" ".join(sorted(name for name, has in features.items() if has)).encode()).hexdigest()[:12]
    return {"numpy": version("numpy"), "soxr": version("soxr"), "machine": platform.machine(), "abilities": able}


def main():
    sound, levels = heard()
    golden = {"made_by": made_by(), "sha256": digest(sound), "levels_db": np.round(levels, 2).tolist()}
    FILE.write_text(json.dumps(golden) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

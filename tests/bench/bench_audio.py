"""How long the sound takes to load, what it weighs, what a strike costs and how soon it is heard.

    python tests/bench/bench_audio.py [--json]

Best of 3. The last part needs jackd and JACK-Client; without them it is left out and said so. The JACK server is a
dummy of its own (48 kHz, 128 frames = 2.67 ms): a stroke waits 1.3 ms on the average for the next block, and the
capture adds nothing.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.audio.drums import KitMixer
from game.audio.render import Tape
from game.audio.voices import Stroke, VoiceBank
from game.model.hit import Hit
from game.session.clock import ManualClock

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3


def timed(action):
    """Return (seconds, result)."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def voices():
    """Load time, bake time and memory."""
    loads = [timed(lambda: VoiceBank(48000)) for _ in range(RUNS)]
    bank = loads[-1][1]
    strokes = Stroke.every()
    rounds = [[timed(lambda stroke=stroke: bank.bake(stroke)) for stroke in strokes] for _ in range(RUNS)]
    clock = ManualClock()
    mixer = KitMixer(Tape(48000, clock), bank, clock)
    start = time.perf_counter()
    mixer.warm_up()
    mixer.wait_warm(60)
    warm_up_s, ready_mb = time.perf_counter() - start, mixer.nbytes / 1e6
    strike_s = _strike_cost(mixer)
    mixer.close()
    return {
        "load_s": round(min(seconds for seconds, _ in loads), 3),
        "bake_ms_mean": round(1e3 * min(np.mean([seconds for seconds, _ in one]) for one in rounds), 3),
        "bake_ms_max": round(1e3 * min(max(seconds for seconds, _ in one) for one in rounds), 3),
        "recordings_mb": round(bank.nbytes / 1e6, 1),
        "everything_baked_mb": round(sum(sound.nbytes for _, sound in rounds[0]) / 1e6, 1),
        "kept_ready_mb": round(ready_mb, 1),
        "warm_up_s": round(warm_up_s, 3),
        "strike_without_device_us": round(1e6 * strike_s, 1),
    }


def _strike_cost(mixer):
    hits = [Hit(0, 1 + i % 2, ("snare", "hat_closed", "kick", "crash")[i % 4], 0.5 + i % 40 / 80) for i in range(400)]
    for hit in hits:
        mixer.strike(hit)
    return min(timed(lambda: [mixer.strike(hit) for hit in hits])[0] / len(hits) for _ in range(RUNS))


def heard(load):
    """Strike to sound on a JACK server of our own, best of 3 by the 99th percentile."""
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(RUNS):
            command = [sys.executable, str(ROOT / "tests/audio/jack_capture.py"), "measure", "latency"]
            command += ["--count", "80", "--out", folder, *(["--load"] if load else [])]
            runs.append(_summary(json.loads(subprocess.run(command, capture_output=True, check=True).stdout)))
    return min(runs, key=lambda run: (run["lost"], run["underruns"], run["p99_ms"]))


def _summary(report):
    times = np.array([one for one in report["latency_ms"] if one is not None])
    return {
        "median_ms": round(float(np.median(times)), 2), "sd_ms": round(float(times.std()), 2),
        "p99_ms": round(float(np.percentile(times, 99)), 2), "lost": len(report["latency_ms"]) - len(times),
        "underruns": report["underruns"], "server_xruns": report["server_xruns"],
        "residual": report["residual"], "compared": round(report["whole"], 2),
        "strike_us_median": round(float(np.median(report["strike_us"])), 1),
        "strike_us_p99": round(float(np.percentile(report["strike_us"], 99)), 1),
        "stated_latency_ms": round(report["stated_latency_ms"], 2), "block": report["block"],
    }  # fmt: skip


def jack():
    """Measure on a JACK server of our own, or say why not."""
    if not shutil.which("jackd") or importlib.util.find_spec("jack") is None:
        return {"left_out": "jackd or JACK-Client is not installed (apt install jackd2, pip install JACK-Client)"}
    name = f"bench{os.getpid()}"
    os.environ.update(JACK_DEFAULT_SERVER=name, JACK_NO_START_SERVER="1")
    command = ["jackd", "-n", name, "-R", "-d", "dummy", "-r", "48000", "-p", "128"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(1.5)
        return {"idle": heard(load=False), "busy_interpreter": heard(load=True)}
    finally:
        server.terminate()
        server.wait(10)


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    result = {"voices": voices(), "strike_to_sound": jack()}
    if as_json:
        print(json.dumps(result))
        return
    for part, figures in result.items():
        print(part)
        for name, value in figures.items():
            print(f"  {name:26}{value}")


if __name__ == "__main__":
    main()

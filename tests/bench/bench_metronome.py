"""How far the metronome drifts in ten minutes: the clicks as they were planned against the clicks that were captured.

    python tests/bench/bench_metronome.py [--minutes 10] [--bpm 120] [--json]

One process plays the metronome as a mode of play would, through the real mixer on a JACK server of its own (dummy
driver, 48 kHz, blocks of 128 frames). Another captures what leaves it, by the server's count of frames, and reads the
machine's clock at every block. Each click is found again by its own sound, to the frame. A click is planned to be
heard together with a stroke of its moment, so that all are late by what strokes are late: drift is how that changes.
The device's own clock is told beside it: by so much a metronome that only counts the device's frames would run away.
Clicks in whose sound the server itself skipped a block are left out.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from machine import BLOCK, jack_server, told  # isort: split

from jack_capture import child as jack_child
from jack_capture import steady

from game.audio.band import band_voice
from game.audio.levels import pan_gains
from game.audio.mixer import open_mixer
from game.session.clock import SystemClock
from game.session.metronome import AHEAD_S, Metronome

HEAD_S = 0.040
REACH_S = 0.030
"""A click is looked for from its planned moment on for this long."""
BEGIN_S = 2.0
PPM = 1e6
MIDDLE = float(pan_gains(0.0).mean())
"""What each side gets of a sound in the middle."""
ALIKE = 0.7
MOST_DRIFT_MS = 1.0


def play(minutes, bpm):
    """Be the metronome: wait for a line, click for so long, print when each click was planned, on its clock."""
    clock = SystemClock()
    origin_s = time.perf_counter() - clock.now()
    sys.setswitchinterval(0.0005)
    mixer = open_mixer(clock)
    print(mixer.status.backend, flush=True)
    sys.stdin.readline()
    first_s = clock.now() + BEGIN_S
    metronome = Metronome(first_s, 60 / bpm, beats=round(minutes * bpm))
    planned = []
    while clock.now() < metronome.end_s + 1:
        for cue in metronome.plan(clock.now()):
            mixer.play_at(cue.time_s, cue.voice, cue.level)
            planned.append((cue.time_s + origin_s, cue.voice))
        time.sleep(AHEAD_S / 4)
    mixer.close()
    print(json.dumps(planned))


def captured(minutes, bpm):
    """Play and capture; return the planned clicks and the capture."""
    with jack_server() as env, tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--play", "--minutes", str(minutes), "--bpm", str(bpm)]
        player = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        opened = player.stdout.readline().strip()
        if opened != "rtmixer":
            raise SystemExit(f"the mixer did not open: {opened or 'see standard error'}")
        file = Path(folder) / "capture.npz"
        recorder = jack_child("record", str(file), "--seconds", str(round(60 * minutes + 2 * BEGIN_S) + 10), env=env)
        recorder.stdout.readline()
        planned = json.loads(player.communicate("\n", timeout=60 * minutes + 60)[0])
        recorder.communicate("\n", timeout=120)
        with np.load(file) as capture:
            return planned, {name: capture[name] for name in capture.files}


def compare(planned, capture):
    """Return what a run says."""
    rate, begun = int(capture["rate"]), steady(capture["begun"], capture["numbers"] / int(capture["rate"]))
    torn_s = begun[1:][np.diff(capture["numbers"]) != BLOCK]
    heads = {voice: band_voice(voice, rate)[: round(HEAD_S * rate)].astype(float) for voice in ("click", "accent")}
    late_s, at_s, cut = [], [], 0
    for planned_s, voice in planned:
        if np.any(np.abs(torn_s - planned_s) < 2 * HEAD_S):
            cut += 1
            continue
        frame = _find(capture["frames"], heads[voice], int(np.searchsorted(begun, planned_s)) - 1, rate)
        if frame is not None:
            late_s.append(begun[frame // BLOCK] + frame % BLOCK / rate - planned_s)
            at_s.append(planned_s)
    device = np.polyfit(begun - begun[0], (capture["numbers"] - capture["numbers"][0]) / rate, 1)[0] - 1
    return {
        "clicks": len(planned), "cut_by_server": cut, "not_heard": len(planned) - cut - len(late_s),
        **_drift(np.array(at_s), 1000 * np.array(late_s)),
        "device_clock_ppm": PPM * float(device), "server_xruns": int(capture["xruns"]),
    }  # fmt: skip


def _find(frames, head, block, rate):
    """Return the frame at which a click begins, or None where it was not played."""
    first = max(0, block) * BLOCK
    window = frames[first : first + round(REACH_S * rate) + len(head)].astype(float)
    if len(window) <= len(head):
        return None
    match = np.correlate(window.mean(axis=1), head, "valid") / np.sum(head**2) / MIDDLE
    best = int(np.argmax(match))
    return first + best if match[best] > ALIKE else None


def _drift(at_s, late_ms):
    """Describe how late clicks are and how that changes: a line through all, first against last minute."""
    slope = np.polyfit(at_s - at_s[0], late_ms, 1)[0]
    edge_s = min(60.0, (at_s[-1] - at_s[0]) / 4)
    begin, end = late_ms[at_s < at_s[0] + edge_s], late_ms[at_s > at_s[-1] - edge_s]
    errors = np.abs(np.diff(late_ms))
    return {
        "late_median_ms": float(np.median(late_ms)), "late_sd_ms": float(late_ms.std()),
        "late_least_ms": float(late_ms.min()), "late_most_ms": float(late_ms.max()),
        "drift_ms": float(slope * (at_s[-1] - at_s[0])), "drift_ppm": float(PPM * slope / 1000),
        "last_minute_against_first_ms": float(np.median(end) - np.median(begin)),
        "interval_error_median_ms": float(np.median(errors)), "interval_error_p99_ms": float(np.percentile(errors, 99)),
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--bpm", type=float, default=120)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--play", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        return play(options.minutes, options.bpm)
    before = told()
    report = {"minutes": options.minutes, **compare(*captured(options.minutes, options.bpm))}
    if options.json:
        print(json.dumps(report))
    else:
        print(f"before: {before}; after: {told()}")
        for name, value in report.items():
            print(f"{name:32}{value:12.3f}" if isinstance(value, float) else f"{name:32}{value:12}")
    return 0 if abs(report["drift_ms"]) <= MOST_DRIFT_MS and report["not_heard"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())

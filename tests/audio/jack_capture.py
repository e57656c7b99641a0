"""Strike the real mixer on a JACK server and capture what it plays, each in a process of its own.

    python tests/audio/jack_capture.py measure latency --out FOLDER [--load] [--count 60]

JACK_DEFAULT_SERVER names the server. Prints one JSON object: how the mixer opened, how late each stroke was heard,
how many blocks came late, and the highest peak of the capture that no stroke explains (`residual`): the mixer's sound
is the exact sum of its baked strokes, so a gap or a click shows there. Where the server itself skipped a cycle
(`torn_frames`) the strokes then ringing are left out; `whole` is the share of the capture that was compared, and
`spoilt` are the strokes whose own beginning the server cut.
FOLDER/capture.npz keeps the sound.
"""

import argparse
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.audio.kit import voice_of
from game.audio.levels import velocity_step
from game.audio.mixer import open_mixer
from game.audio.variation import VARIANTS
from game.audio.voices import Stroke, VoiceBank
from game.model.hit import Hit
from game.session.clock import SystemClock

HEAD_S = 0.040
RING_S = 0.9
"""No stroke of the scenes rings longer, a crash aside."""
CRASH_S = 2.3


def scene(name, count):
    """Return rows of (seconds after the start, player, pad, velocity); no velocity = the pad is grabbed."""
    if name == "latency":
        times = np.cumsum(np.random.default_rng(7).uniform(0.05, 0.15, count))
        return [(t, 1 + i % 2, ("snare", "snare_rim", "hit", "hat_closed")[i % 4], 0.9) for i, t in enumerate(times)]
    return {
        "pair": [
            (1.0 * i, player, ("snare", "hat_closed")[(i + player) % 2], 0.8) for i in range(count) for player in (1, 2)
        ],
        "solo": [(1.0, 1, "snare", 0.8), (2.5, 2, "snare", 0.8)],
        "grab": [(0.0, 1, "crash", 1.0), (0.4, 1, "crash", None)],
    }[name]


def hog(stop):
    """Hold the GIL as a busy game would: 4 ms of pure Python in every frame of 16 ms."""
    while not stop.wait(0.012):
        end = time.perf_counter() + 0.004
        while time.perf_counter() < end:
            sum(range(50))


def play(args):
    """Open the mixer, wait for a line on standard input, play the scene, print what happened."""
    sys.setswitchinterval(0.0005)
    mixer = open_mixer(SystemClock())
    stop = threading.Event()
    print(mixer.status.backend, flush=True)
    sys.stdin.readline()
    if args.load:
        threading.Thread(target=hog, args=(stop,), daemon=True).start()
    before = mixer.dropouts() or 0
    start = time.perf_counter() + 0.1
    strikes, costs = [], []
    for offset, player, pad, velocity in scene(args.scene, args.count):
        time.sleep(max(0.0, start + offset - time.perf_counter()))
        struck = time.perf_counter()
        if velocity is None:
            mixer.choke(player, pad)
            continue
        mixer.strike(Hit(0.0, player, pad, velocity))
        costs.append(time.perf_counter() - struck)
        strikes.append((struck, player, pad, velocity))
    time.sleep(CRASH_S if args.scene == "grab" else RING_S)
    late = None if mixer.dropouts() is None else mixer.dropouts() - before
    status = mixer.status
    mixer.close()
    stop.set()
    report = {"backend": status.backend, "device": status.device, "rate": status.sample_rate, "block": status.block}
    report |= {"stated_latency_ms": 1e3 * (status.latency_s or 0), "notice": status.notice, "underruns": late}
    print(json.dumps(report | {"strikes": strikes, "strike_us": [1e6 * cost for cost in costs]}))


def record(args):
    """Capture whatever plays until a line comes on standard input."""
    import jack

    client = jack.Client("hitotsu-capture", no_start_server=True)
    inputs = [client.inports.register(f"in_{side}") for side in "lr"]
    size, rate = client.blocksize, client.samplerate
    frames = np.zeros((rate * args.seconds // size, size, 2), dtype=np.float32)
    begun = np.zeros(len(frames))
    numbers = np.zeros(len(frames), dtype=np.int64)
    blocks, late = [0], [0]

    @client.set_xrun_callback
    def xrun(_):
        late[0] += 1

    @client.set_process_callback
    def process(count):
        block = blocks[0]
        if block < len(frames):
            begun[block] = time.perf_counter() - client.frames_since_cycle_start / rate
            numbers[block] = client.last_frame_time
            for side, port in enumerate(inputs):
                frames[block, :, side] = port.get_array()
            blocks[0] = block + 1

    with client:
        sources = [port for port in client.get_ports(is_audio=True, is_output=True) if not port.is_physical]
        for source, target in zip(sources[:2], inputs, strict=True):
            client.connect(source, target)
        print("recording", flush=True)
        sys.stdin.readline()
    kept = slice(0, blocks[0])
    np.savez(
        args.file,
        frames=frames[kept].reshape(-1, 2),
        begun=begun[kept],
        numbers=numbers[kept],
        rate=rate,
        xruns=late[0],
    )


def measure(args):
    """Run a player and a recorder and compare what was struck with what was heard."""
    file = args.out / "capture.npz"
    args.out.mkdir(parents=True, exist_ok=True)
    load = ["--load"] if args.load else []
    player = child("play", args.scene, "--count", str(args.count), *load)
    if player.stdout.readline().strip() != "rtmixer":
        raise SystemExit(f"the mixer did not open: {player.communicate(chr(10))}")
    recorder = child("record", str(file), "--seconds", str(15 + args.count // 5))
    recorder.stdout.readline()
    report = json.loads(player.communicate("\n", timeout=120)[0])
    recorder.communicate("\n", timeout=30)
    capture = np.load(file)
    print(json.dumps(report | compare(capture, report["strikes"], int(capture["rate"]))))


def child(*arguments, env=None):
    command = [sys.executable, __file__, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)


def compare(capture, strikes, rate):
    """Find every stroke in the capture, take it away, and say what is left."""
    bank = VoiceBank(rate)
    left = capture["frames"].astype(np.float64)
    begun, size = steady(capture["begun"], capture["numbers"] / rate), len(left) // len(capture["begun"])
    torn = np.flatnonzero(np.diff(capture["numbers"]) != size) + 1
    latencies, spoilt = [], []
    for number, (struck, player, pad, velocity) in enumerate(strikes):
        hit = Hit(0.0, player, pad, velocity)
        plain = Stroke(player, voice_of(hit), velocity_step(hit.velocity))
        after = max(0, int(np.searchsorted(begun, struck)) - 2) * size
        sound, first = _likeliest(left, [bank.bake(plain._replace(variant=n)) for n in range(len(VARIANTS))], after)
        latencies.append(None if first is None else 1e3 * (begun[first // size] + first % size / rate - struck))
        if np.any((begun[torn] > struck - HEAD_S) & (begun[torn] < struck + 2 * HEAD_S)):
            spoilt.append(number)
        if first is not None:
            part = sound[: len(left) - first]
            left[first : first + len(part)] -= part
    whole = np.ones(len(left), dtype=bool)
    for block in torn:
        whole[(block - 2) * size : block * size + round(RING_S * rate)] = False
    residual = float(np.abs(left[whole]).max(initial=0.0))
    torn_frames = [int(block) * size for block in torn]
    return {
        "latency_ms": latencies, "residual": residual, "whole": float(whole.mean()), "torn_frames": torn_frames,
        "server_xruns": int(capture["xruns"]), "spoilt": spoilt,
    }  # fmt: skip


def steady(begun, frames_s):
    """Return when each block began by the server's count of frames: a reading that was interrupted is late."""
    offset = begun - frames_s
    near = np.lib.stride_tricks.sliding_window_view(np.pad(offset, 50, mode="edge"), 101)
    return np.median(near, axis=1) + frames_s


def _likeliest(sound, renderings, first):
    """Return which rendering of a stroke was played and where: the one that leaves least when it is taken away."""
    found = [(rendering, _find(sound, rendering, first)) for rendering in renderings]
    return min(found, key=lambda pair: np.inf if pair[1] is None else _rest(sound, *pair))


def _rest(sound, rendering, first):
    part = rendering[: len(sound) - first][: round(HEAD_S * 48000)]
    return float(np.sum((sound[first : first + len(part)] - part) ** 2))


def _find(sound, stroke, first, reach=4000):
    """Return the frame at which a stroke begins, looking for its first 40 ms, or None if it is not there."""
    head = stroke[: round(HEAD_S * 48000)].astype(np.float64)
    window = sound[first : first + reach + len(head)]
    if len(window) <= len(head):
        return None
    match = sum(np.correlate(window[:, side], head[:, side], "valid") for side in (0, 1)) / np.sum(head**2)
    best = int(np.argmax(match))
    return first + best if match[best] > 0.7 else None


def main():
    """Read the command line."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("play", "measure"):
        command = commands.add_parser(name)
        command.add_argument("scene")
        command.add_argument("--count", type=int, default=40)
        command.add_argument("--load", action="store_true")
        command.add_argument("--out", type=Path, default=Path("."))
    command = commands.add_parser("record")
    command.add_argument("file")
    command.add_argument("--seconds", type=int, default=30)
    args = parser.parse_args()
    {"play": play, "record": record, "measure": measure}[args.command](args)


if __name__ == "__main__":
    main()

"""The real program as a real process, and what it leaves behind, read without the program's own readers."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pygame

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "game")
NO_MIDI = {"HITOTSU_MIDI": "jack", "JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1"}
NO_SCREEN_NEEDED = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", **NO_MIDI}
"""For rounds that nobody looks at or listens to."""


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    status: int
    out: str
    err: str


class Game:
    """One `play`, running."""

    def __init__(self, folder: Path, *arguments: object, env: dict[str, str]) -> None:
        """Start it; its recording is `folder/duet.hitotsu`, and a first picture tells that it listens."""
        self.recording = folder / "duet.hitotsu"
        self._ready = folder / "ready.png"
        own = ("--record", self.recording, "--shot", f"{self._ready}@0")
        command = [*COMMAND, "play", *map(str, (*arguments, *own))]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __enter__(self) -> "Game":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate(timeout=10)

    def wait_until_it_listens(self, timeout_s: float = 30.0) -> None:
        """Wait for the first picture: the loop runs, every key and stroke is stamped as it comes."""
        self._wait(lambda: is_whole_picture(self._ready), timeout_s, "the game drew nothing")
        time.sleep(0.1)

    def wait_for(self, kind: str, timeout_s: float = 20.0) -> None:
        """Wait until the recording holds an event of this kind, or a judged `hit`."""
        self._wait(lambda: self._holds(kind), timeout_s, f"no {kind} was recorded")

    def signal(self, number: int) -> float:
        """Send a signal to the process and return when."""
        now = time.perf_counter()
        self._process.send_signal(number)
        return now

    def end(self, timeout_s: float = 60.0) -> Ended:
        """Wait for the end."""
        out, err = self._process.communicate(timeout=timeout_s)
        return Ended(self._process.returncode, out, err)

    def _holds(self, kind: str) -> bool:
        if not self.recording.exists():
            return False
        duet = read_lines(self.recording)
        return bool(duet.judged) if kind == "hit" else kind in [event["event"] for event in duet.events]

    def _wait(self, arrived: Any, timeout_s: float, otherwise: str) -> None:
        deadline = time.monotonic() + timeout_s
        while not arrived():
            if self._process.poll() is not None:
                out, err = self._process.communicate()
                raise AssertionError(f"{otherwise}: it ended with status {self._process.returncode}\n{out}{err}")
            assert time.monotonic() < deadline, otherwise
            time.sleep(0.02)


@dataclass(frozen=True)
class Lines:
    """A recording as its lines say."""

    header: dict[str, Any]
    hits: list[dict[str, Any]]
    events: list[dict[str, Any]]
    result: dict[str, Any] | None

    @property
    def judged(self) -> list[dict[str, Any]]:
        return [hit for hit in self.hits if "drop" not in hit]

    def of(self, player: int) -> list[dict[str, Any]]:
        return [hit for hit in self.hits if hit["p"] == player]

    def times(self, kind: str) -> list[float]:
        """Return when the events of one kind were, s."""
        return [event["t"] for event in self.events if event["event"] == kind]


def read_lines(path: Path) -> Lines:
    """Read the complete lines of a recording."""
    *whole, _cut_off = path.read_bytes().split(b"\n")
    first, *rest = [json.loads(line) for line in whole] or [{}]
    return Lines(
        header=first,
        hits=[line for line in rest if "pad" in line and "event" not in line],
        events=[line for line in rest if "event" in line],
        result=next((line["result"] for line in rest if "result" in line), None),
    )


def run(*arguments: object, env: dict[str, str] | None = None) -> Ended:
    """Run a command of the program to its end."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **NO_SCREEN_NEEDED} if env is None else env,
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout, done.stderr)


def score(recording: Path, *options: str) -> dict[str, Any]:
    """Let the program judge a recording again."""
    ended = run("score", "--json", *options, recording)
    assert (ended.status, ended.err) == (0, "")
    return json.loads(ended.out)


def assert_kept_as_scored(recording: Path) -> dict[str, Any]:
    """Hold that the kept result is the recording judged again, to the last digit; return it with its timeline."""
    scored = score(recording, "--timeline")
    kept = read_lines(recording).result
    assert kept == {key: value for key, value in scored.items() if key not in ("file", "timeline")}
    return scored


def together_share(scored: dict[str, Any], begin_s: float, end_s: float) -> float:
    """Return the share of the round's rows that say `together`; what lies after the last row says nothing."""
    rows = [row for row in scored["timeline"] if row["t"] >= begin_s]
    step_s = rows[1]["t"] - rows[0]["t"]
    return sum(row["state"] == "together" for row in rows) * step_s / (end_s - begin_s)


def interval_errors_ms(recorded_s: Sequence[float], sent_s: Sequence[float]) -> np.ndarray:
    """Return how far each recorded interval is from the one that was sent, ms."""
    return 1000 * np.abs(np.diff(recorded_s) - np.diff(sent_s))


def is_whole_picture(path: Path) -> bool:
    """Tell whether a PNG has been written to its end."""
    return path.exists() and path.read_bytes()[-8:-4] == b"IEND"


def picture(path: Path) -> np.ndarray:
    """Return a saved picture: height x width x (red, green, blue)."""
    return pygame.surfarray.array3d(pygame.image.load(path)).swapaxes(0, 1)


def changed_share(one: np.ndarray, other: np.ndarray) -> float:
    """Return the share of pixels that differ visibly between two pictures."""
    return float((np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 16).mean())


def colours(image: np.ndarray) -> int:
    """Count the colours of a picture."""
    packed = image.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    return len(np.unique(packed))


class KillWatch:
    """Kills a game that plays a file, and tells what its recording owes.

    When the session began is learned from the recording itself while it grows: a line is seen after its time, never
    before, so the line that was seen soonest tells it best.
    """

    SPARED_S = 0.050
    """A stroke may take this long to reach the disk."""

    def __init__(self, game: Game, hits: Sequence[Any]) -> None:
        """Watch a game whose players are both taken from `hits`."""
        self._game = game
        self._hits = sorted(hits, key=lambda hit: hit.time_s)
        self._session_s = float("inf")
        self._killed_s = 0.0

    def kill_after(self, seconds: float) -> None:
        """Kill the game this long after its first line, while it plays."""
        self._game.wait_for("hit")
        end = time.perf_counter() + seconds
        position = self._game.recording.stat().st_size
        with self._game.recording.open("rb") as file:
            file.seek(position)
            while time.perf_counter() < end:
                self._learn(file.read(), time.perf_counter())
                time.sleep(0.0005)
        self._killed_s = self._game.signal(signal.SIGKILL)

    def _learn(self, grown: bytes, seen_s: float) -> None:
        for line in grown.splitlines():
            with contextlib.suppress(ValueError, KeyError):
                self._session_s = min(self._session_s, seen_s - json.loads(line)["t"])

    def played_s(self) -> float:
        """Return how long the session had run when it was killed, s."""
        return self._killed_s - self._session_s

    def kept(self) -> list[tuple[int, str, float]]:
        """Return what the recording holds: player, pad, velocity."""
        return [(hit["p"], hit["pad"], hit["v"]) for hit in read_lines(self._game.recording).judged]

    def lost(self) -> list[tuple[float, int, str]]:
        """Return the strokes that should be in the recording and are not: time, player, pad."""
        kept = sorted((hit["t"], hit["p"], hit["pad"]) for hit in read_lines(self._game.recording).judged)
        shift_s = kept[0][0] - self._hits[0].time_s
        owed_s = self.played_s() - self.SPARED_S
        owed = {(round(hit.time_s + shift_s, 3), hit.player, hit.pad) for hit in self._hits}
        have = {(round(time_s, 3), player, pad) for time_s, player, pad in kept}
        return sorted(stroke for stroke in owed - have if stroke[0] < owed_s)

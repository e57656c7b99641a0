"""When strokes at real ports are stamped while the main thread is busy."""

import sys
import threading
import time

import numpy as np
import pytest
from midi_desk import arrived
from virtual_kits import NOTE_ON, Note

pytestmark = pytest.mark.e2e


def blocked_in_c():
    time.sleep(0.1)


def busy_in_python():
    end = time.perf_counter() + 0.1
    while time.perf_counter() < end:
        sum(range(200))


@pytest.fixture
def quick_switching():
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    yield
    sys.setswitchinterval(before)


@pytest.mark.parametrize("busy", [blocked_in_c, busy_in_python])
def test_stamps_do_not_wait_for_the_main_thread(kits, opened, clock, quick_switching, busy):
    kits.plug("TD-17")
    kits.plug("second", "TD-17")
    source = opened()
    rounds = (late_ms(kits, source, clock, busy) for _ in range(3))  # another program may take the machine meanwhile
    assert any(np.mean(np.abs(late) <= 5.0) >= 0.99 for late in rounds)


def late_ms(kits, source, clock, busy):
    """How late two kits' stamps are while the main thread is kept busy, ms."""
    rng = np.random.default_rng(1)
    gaps_s = rng.uniform(0.030, 0.045, 100)
    notes = [Note(float(at), kit, (NOTE_ON, 38, 100)) for at in np.cumsum(gaps_s) for kit in ("TD-17", "second")]
    origin_s = time.perf_counter() - clock.now()
    kits.start(notes)
    done = threading.Event()
    sent = []
    waiting = threading.Thread(target=lambda: (sent.extend(kits.finish()), done.set()))
    waiting.start()
    while not done.is_set():
        busy()
    waiting.join()
    hits = arrived(source, clock, 200)
    assert len(hits) == 200
    late = errors_ms(hits, notes, sent, origin_s)
    print(f"{busy.__name__}: {summary(late)}")
    return late


def errors_ms(hits, notes, sent, origin_s):
    per_player = {1: "TD-17", 2: "second"}
    times = {kit: [at for at, note in zip(sent, notes, strict=True) if note.kit == kit] for kit in per_player.values()}
    return np.concatenate(
        [
            (np.array([hit.time_s for hit in hits if hit.player == player]) + origin_s - np.array(times[kit])) * 1000
            for player, kit in per_player.items()
        ]
    )


def summary(late_ms):
    p50, p99 = np.percentile(late_ms, (50, 99))
    spread = f"mean={late_ms.mean():.2f} sd={late_ms.std():.2f} median={p50:.2f} p99={p99:.2f} max={late_ms.max():.2f}"
    return f"{len(late_ms)} stamps, late by {spread} ms"

"""A busy duet to draw at any moment: both play sixteenths and crashes without a break."""

import numpy as np

from game.model.snapshot import OnsetView, PlayerView, Snapshot

RATE_HZ = 60
PADS = ("hat_closed", "kick", "snare", "snare", "crash", "kick", "hat_open", "snare", "tom1", "ride", "crash", "tom3")
_LATE = np.random.default_rng(7).normal(0, 0.012, (2, 64))


def onsets(now_s: float, player: int, beat_s: float) -> tuple[OnsetView, ...]:
    """Sixteenths with a little human time, over the last eight beats."""
    step = beat_s / 4
    numbers = range(max(0, int((now_s - 8 * beat_s) / step)), int(now_s / step) + 1)
    times = ((i, i * step + abs(_LATE[player, i % 64])) for i in numbers)
    return tuple(
        OnsetView(time_s, PADS[(i + player) % len(PADS)], 0.9, i % 3 != 0) for i, time_s in times if time_s <= now_s
    )


def _state(now_s: float) -> str:
    return ("apart", "near", "together", "together")[int(now_s) % 4]


def busy(now_s: float, *, bpm: float = 120.0, state=None) -> Snapshot:
    """Return the duet at `now_s`; it comes together and parts again every 4 s, or as `state` says."""
    beat_s = 60 / bpm
    first, second = (
        PlayerView(round(bpm) + p, 4, 1 - 2 * p, present=True, onsets=onsets(now_s, p, beat_s)) for p in (0, 1)
    )
    return Snapshot(
        now_s=now_s,
        state=(state or _state)(now_s),
        players=(first, second),
        difference_percent=2.0 + 5 * float(np.sin(now_s)),
        slip_ms=40 * float(np.sin(now_s * 1.3)),
        lead=float(np.sin(now_s * 0.7)),
        beat_s=beat_s,
        beat_time_s=now_s - now_s % beat_s,
        lanterns=(True,) * 4 + (False,) * 4,
        phrase=4,
        phrase_progress=(now_s / 15) % 1,
        light=min(1.0, now_s / 10),
    )

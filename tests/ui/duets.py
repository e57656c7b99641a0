"""Duets to draw: one busy moment, and results to show."""

import math

from game.model.result import Asynchrony, Journey, Parts, Result, Tempo, TimelineRow, Together
from game.model.snapshot import OnsetView, PlayerView, Snapshot

NOW_S = 40.0
BEAT_S = 0.52
PADS = ("hat_closed", "kick", "snare", "crash", "tom1", "tom2", "tom3", "ride")


def onsets(shift_s: float = 0.0, matched: bool = False) -> tuple[OnsetView, ...]:
    times = [NOW_S - 0.3 - BEAT_S * back + shift_s for back in range(7, -1, -1)]
    return tuple(
        OnsetView(time_s, pad, 0.7, matched) for time_s, pad in zip(times, PADS, strict=True) if time_s <= NOW_S
    )


def apart(**changes) -> Snapshot:
    players = (PlayerView(112, 4, 2, True, onsets()), PlayerView(119, 4, -2, True, onsets(-0.08)))
    fields = {
        "now_s": NOW_S,
        "state": "apart",
        "players": players,
        "difference_percent": -6.0,
        "slip_ms": 20.0,
        "lead": 0.3,
        "beat_s": BEAT_S,
        "beat_time_s": NOW_S - 0.2,
        "lanterns": (True, True) + (False,) * 6,
        "phrase": 2,
        "phrase_progress": 0.4,
        "light": 0.3,
    }
    return Snapshot(**(fields | changes))


def result(**changes) -> Result:
    fields = {
        "engine": 1,
        "score": 84.3,
        "reason": None,
        "parts": Parts(0.95, 0.84, 0.78, 0.97, 1.0, 1.0),
        "tempo": Tempo((118.2, 118.4), 118.3, -0.17, "1:1"),
        "asynchrony": Asynchrony(-3.1, 14.2, 11.3, 212, 0.0),
        "together": Together(62.4, 0.52, 41.0, 22.2, 3),
        "feel": "gentle",
        "lanterns": 5,
        "finale_ms": 12.0,
        "hits": (240, 260),
        "seconds": 120.0,
        "journey": Journey(0.2, 0.9, 11.0, 0.55, None, None, None, 1, 0, whole=1.0),
    }
    return Result(**(fields | changes))


def silent_result() -> Result:
    return result(
        score=None,
        reason="player 2 never struck a drum, so there is nothing to compare",
        parts=None,
        tempo=Tempo((118.2, None), None, None, None),
        asynchrony=Asynchrony(None, None, None, 0, 0.0),
        together=Together(0.0, 0.0, 0.0, None, 0),
        lanterns=0,
        finale_ms=None,
        hits=(240, 0),
        journey=None,
    )


def timeline() -> tuple[TimelineRow, ...]:
    rows = []
    for i in range(240):
        u = i / 240
        apart_bpm = 12 * math.exp(-u * 4.2) * math.cos(u * 9) + 5 * math.exp(-(((u - 0.67) / 0.045) ** 2))
        middle = 111 + 3.2 * math.sin(u * 5 + 0.4) + 2.5 * u
        heard = u > 0.03
        bpm = (middle - apart_bpm / 2, middle + apart_bpm / 2) if heard else (None, None)
        state = "together" if 0.36 < u < 0.6 or u > 0.74 else "apart"
        score = max(0.0, 90 - 9 * abs(apart_bpm)) if heard else None
        rows.append(TimelineRow(3 + i * 0.5, bpm, middle, None, None, score, state))
    return tuple(rows)

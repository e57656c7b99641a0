"""How the golden duets were made: simulated people, and one evening on which everything happens."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from cases import duet

from game.model.hit import Event, Hit
from game.model.recording import Header, Player, Recording, Settings
from game.session.simulation import CREATED, simulate

SECONDS = 25.0
_PAUSE_S = (9.3, 13.1)
_END_S = 28.0
_OUT_OF_ORDER_S = 0.009


def _case(name: str, seed: int) -> Recording:
    """The beginning of one of the tests' cases, as a table of strokes would bring it: nothing planned."""
    first, second = duet(name, seed)
    hits = sorted((hit for hit in (*first, *second) if hit.time_s < SECONDS), key=lambda hit: hit.time_s)
    return Recording(Header(CREATED, (Player("csv"), Player("csv")), settings=Settings("true")), tuple(hits))


def _everything_at_once() -> Recording:
    """Strokes in the menu, late kits, a pause with drumming in it, artefacts, chokes, wrong order, two last crashes."""
    rng = np.random.default_rng(11)
    played = simulate("trained", "novice", bpm=104, pattern1="rock8", pattern2="quarter", seconds=SECONDS, seed=7)
    length_s = _PAUSE_S[1] - _PAUSE_S[0]
    hits = [
        replace(hit, time_s=hit.time_s + length_s) if hit.time_s > _PAUSE_S[0] else hit
        for hit in played.hits
        if hit.time_s + length_s < _END_S
    ]
    hits = [replace(hit, time_s=hit.time_s + (0.034 if hit.player == 2 else 0.004)) for hit in hits]
    hits += [Hit(0.1 * i, 1, "tom1", 0.6, drop="menu") for i in range(1, 4)]
    hits += [Hit(float(time_s), 2, "snare", 0.9) for time_s in rng.uniform(_PAUSE_S[0] + 0.05, _PAUSE_S[1], 12)]
    hits += [Hit(hit.time_s + 0.018, 1, hit.pad, hit.velocity * 0.3, drop="retrigger") for hit in hits[20:60:5]]
    hits += [Hit(hit.time_s + 0.012, 2, "tom2", 0.08, note=45, channel=10, drop="crosstalk") for hit in hits[60:90:6]]
    hits += [Hit(_END_S - 0.010, 1, "crash", 0.95, "crash.edge"), Hit(_END_S + 0.021, 2, "crash", 0.9, "crash.edge")]
    hits += [Hit(_END_S + 1.2, 1, "hat_open", 0.4, open=0.7), Hit(_END_S + 1.9, 2, "kick", 0.8)]
    hits.sort(key=lambda hit: hit.time_s + rng.uniform(0, _OUT_OF_ORDER_S))
    events = (
        next(event for event in played.events if event.kind == "begin"),
        Event(_PAUSE_S[0], "paused"),
        Event(_PAUSE_S[1], "resumed"),
        Event(20.0, "choke", 1, "crash"),
        Event(21.5, "pedal", 2, value=0.4),
        Event(22.0, "unplugged", 2),
        Event(22.0, "plugged", 2),
        Event(_END_S, "end"),
    )
    players = (Player("midi", "Kit A", "roland-td17", 4.0), Player("midi", "Kit B", "alesis-nitro", 34.0))
    return Recording(replace(played.header, players=players), tuple(hits), events)


RECIPES: Mapping[str, Callable[[], Recording]] = {
    "rock-and-8ths": lambda: simulate("trained", "novice", seconds=SECONDS, seed=1),
    "finding-each-other": lambda: simulate("leader", "follower", bpm=100, bpm2=109, seconds=SECONDS, seed=2),
    "strangers": lambda: simulate("expert+deaf", "trained+deaf", bpm=120, bpm2=123, seconds=SECONDS, seed=3),
    "three-against-two": lambda: _case("3:2 polyrhythm", 4),
    "late-kit": lambda: _case("offset 60 ms", 5),
    "everything-at-once": _everything_at_once,
}

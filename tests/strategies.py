"""Hypothesis strategies that several tests share."""

import numpy as np
from hypothesis import strategies as st

from game.model.hit import Hit
from game.model.pads import PADS
from game.model.recording import Header, Player, Recording, Settings
from game.rhythm.artefacts import artefacts

CREATED = "2026-11-24T10:00:00Z"


def recording(hits, *, seconds=None, feel="true", events=(), offsets_ms=(0.0, 0.0)):
    """A recording made of hits, as a test needs it."""
    players = tuple(Player("sim", offset_ms=offset) for offset in offsets_ms)
    return Recording(Header(CREATED, players, seconds=seconds, settings=Settings(feel)), tuple(hits), tuple(events))


def meant(hits):
    """The hits that are no artefacts, in their order: what other formats are given."""
    unmeant = artefacts(hits)
    return tuple(hit for i, hit in enumerate(hits) if i not in unmeant)


def steady(player, *, period_s, start_s=1.0, seconds=20.0, noise_s=0.0, pad="snare", velocity=0.7, rng=None):
    """Hits of one player at even distances, with independent noise."""
    times = np.arange(start_s, start_s + seconds, period_s)
    if rng is not None:
        times = times + rng.normal(size=len(times)) * noise_s
    return [Hit(float(t), player, pad, velocity) for t in times if t >= 0]


@st.composite
def hits(draw, *, max_size=60, longest_s=30.0):
    """Any hits at all: out of order, at equal times, on any pad."""
    one = st.builds(
        Hit,
        time_s=st.floats(0, longest_s),
        player=st.sampled_from((1, 2)),
        pad=st.sampled_from(PADS),
        velocity=st.floats(0, 1),
    )
    return draw(st.lists(one, max_size=max_size))


@st.composite
def duets(draw, *, seconds=14.0):
    """Two people who play something regular, loosely, each at a tempo of their own."""
    seed = draw(st.integers(0, 2**32 - 1))
    period_s = draw(st.floats(0.25, 0.9))
    stretch = draw(st.sampled_from((1.0, 1.0, 0.5, 2.0, 1.05, 1.3)))
    noise_s = draw(st.floats(0, 0.03))
    rng = np.random.default_rng(seed)
    first = steady(1, period_s=period_s, seconds=seconds, noise_s=noise_s, rng=rng)
    second = steady(
        2, period_s=period_s * stretch, start_s=1.0 + draw(st.floats(0, 0.3)), seconds=seconds, noise_s=noise_s,
        pad=draw(st.sampled_from(("snare", "kick", "hat_closed"))), rng=rng,
    )  # fmt: skip
    return sorted(first + second, key=lambda hit: hit.time_s)

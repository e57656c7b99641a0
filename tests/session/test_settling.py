"""Of two strokes that fall together one was meant."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import Hit

from game.model.hit import Event
from game.session.settling import TOGETHER_S, Settling

HITS = st.lists(
    st.builds(
        lambda ms, player, pad, velocity: Hit(ms / 1000, player, pad, velocity / 100),
        st.integers(0, 200),
        st.sampled_from([1, 2]),
        st.sampled_from(["snare", "tom1", "crash"]),
        st.integers(1, 100),
    ),
    max_size=12,
)


def settled(hits, step_s=0.001):
    """Return what comes out when strokes arrive as they fall and somebody asks every `step_s`."""
    settling, out, waiting = Settling(), [], sorted(hits, key=lambda hit: hit.time_s)
    for i in range(300):
        now_s = i * step_s
        arrived = [hit for hit in waiting if hit.time_s <= now_s]
        waiting = [hit for hit in waiting if hit.time_s > now_s]
        out += [(now_s, item) for item in settling.settle(arrived, now_s)]
    return out


def meant(hits):
    return [(hit.pad, hit.player) for _, hit in settled(hits) if hit.drop is None]


def test_the_louder_of_two_that_fall_together_was_meant():
    snare, tom = Hit(0.1, 1, "snare", 0.3), Hit(0.108, 1, "tom2", 0.9)

    assert meant([snare, tom]) == [("tom2", 1)]
    assert meant([Hit(0.1, 1, "tom2", 0.9), Hit(0.108, 1, "snare", 0.3)]) == [("tom2", 1)]


def test_hits_of_two_players_or_further_apart_are_all_meant():
    assert len(meant([Hit(0.1, 1, "snare", 0.3), Hit(0.108, 2, "tom2", 0.9)])) == 2
    assert len(meant([Hit(0.1, 1, "snare", 0.3), Hit(0.116, 1, "tom2", 0.9)])) == 2


def test_a_stroke_waits_no_longer_than_it_must():
    ((now_s, _),) = settled([Hit(0.1, 1, "snare", 0.8)])

    assert TOGETHER_S <= now_s - 0.1 < TOGETHER_S + 0.0011


@given(HITS)
def test_every_stroke_comes_out_once_and_the_loudest_is_meant(hits):
    out = [hit for _, hit in settled(hits)]

    assert sorted((h.time_s, h.player, h.pad, h.velocity) for h in out) == sorted(
        (h.time_s, h.player, h.pad, h.velocity) for h in hits
    )
    for player in (1, 2):
        own = [hit for hit in out if hit.player == player]
        if own:
            assert max(own, key=lambda hit: (hit.velocity, -hit.time_s)).drop is None
        for hit in own:
            louder = [o for o in own if abs(o.time_s - hit.time_s) < TOGETHER_S - 1e-9 and o.velocity > hit.velocity]
            assert (hit.drop == "crosstalk") >= bool(louder)


def test_while_music_is_played_everything_passes_at_once():
    items = [Event(1.0, "choke", 1, "crash"), Hit(1.0, 1, "snare", 0.3), Hit(1.005, 1, "tom1", 0.9)]

    assert Settling().settle(items, 1.006, hold=False) == items
    assert Settling().settle(items, 1.006) == items[:1]


def test_what_was_held_when_the_music_began_is_music():
    settling = Settling()
    settling.settle([Hit(1.0, 1, "snare", 0.3), Hit(1.005, 1, "tom1", 0.9)], 1.006)

    assert [hit.drop for hit in settling.settle([], 1.007, hold=False)] == [None, None]

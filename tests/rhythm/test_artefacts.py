from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.hit import Event, Hit
from game.model.pads import PADS
from game.rhythm.artefacts import CHOKE_S, GHOST_S, HAND_S, RULES, STOMP_S, artefacts

MS = 0.001


def heard(*strokes, choked=()):
    """Which rules name the strokes (ms, pad, velocity) of one player."""
    hits = [Hit(at * MS, 1, pad, velocity) for at, pad, velocity in strokes]
    return artefacts(hits, [Event(at * MS, "choke", 1, pad) for at, pad in choked])


# ---- examples -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", ["snare", "snare_rim", "tom1", "hat_closed", "crash", "ride"])
@pytest.mark.parametrize("cause", ["kick", "tom2"])
def test_a_ghost_before_the_hard_hit_on_another_pad_is_dropped(pad, cause):
    assert heard((1000, pad, 0.2), (1008, cause, 0.9)) == {0: "ghost_before"}


@pytest.mark.parametrize(
    "strokes",
    [
        pytest.param([(1000, "kick", 0.1), (1008, "snare", 1.0)], id="a kick is no cross-talk of the snare"),
        pytest.param([(1000, "hat_pedal", 0.15), (1008, "snare", 1.0)], id="nor is the hat's foot"),
        pytest.param([(1000, "snare", 0.1), (1008, "snare_rim", 1.0)], id="one drum is one sensor"),
        pytest.param([(1000, "hat_open", 0.1), (1008, "hat_closed", 1.0)], id="one hat is one sensor"),
        pytest.param([(1000, "snare", 0.1), (1008, "hat_pedal", 1.0)], id="a foot on the floor shakes no rack"),
        pytest.param([(1000, "snare", 0.1), (1013, "tom1", 1.0)], id="too early for a ghost"),
        pytest.param([(1000, "snare", 0.4), (1008, "tom1", 1.0)], id="too loud for a ghost"),
        pytest.param([(1000, "snare", 0.1), (1008, "tom1", 0.35)], id="nobody plays hard"),
        pytest.param([(1000, "snare", 0.15), (1250, "snare", 0.1), (1258, "kick", 0.8)], id="ghost notes before"),
        pytest.param([(1000, "snare", 0.1), (1008, "kick", 0.8), (1300, "snare", 0.15)], id="ghost notes after"),
        pytest.param([(1000, "tom1", 0.3), (1025, "snare", 1.0)], id="a flam on two drums"),
        pytest.param([(1000, "hat_pedal", 0.5), (1010, "hat_open", 0.4)], id="after the chick: known on arrival"),
        pytest.param([(1000, "hat_open", 0.8), (1030, "hat_pedal", 0.4)], id="a bark that the foot cuts short"),
        pytest.param([(1000, "hat_closed", 0.4), (1010, "hat_pedal", 0.5)], id="stick and foot at once"),
        pytest.param(
            [(750, "hat_closed", 0.3), (1000, "hat_closed", 0.25), (1010, "hat_pedal", 0.6)],
            id="the hand plays eighths",
        ),
        pytest.param([(1000, "hat_open", 0.2), (1041, "hat_pedal", 0.5)], id="too early for the foot"),
        pytest.param([(1000, "ride", 0.2), (1010, "hat_pedal", 0.5)], id="a foot rings no ride"),
    ],
)
def test_what_was_played_is_kept(strokes):
    assert heard(*strokes) == {}


def test_hats_that_a_foot_makes_ring_before_its_chick_are_dropped():
    stomp = [(1000, "hat_open", 0.35), (1012, "hat_open", 0.4), (1015, "hat_closed", 0.15), (1030, "hat_pedal", 0.5)]

    assert heard(*stomp) == dict.fromkeys((0, 1, 2), "hat_before_chick")


def test_the_hand_that_grabs_a_cymbal_is_dropped():
    ringing = [(1000, "crash", 0.9), (1960, "crash", 0.2), (1985, "crash", 0.15)]

    assert heard(*ringing, choked=[(2000, "crash")]) == dict.fromkeys((1, 2), "cymbal_before_choke")
    assert heard(*ringing) == heard(*ringing, choked=[(2000, "ride")]) == {}


def test_a_cymbal_that_is_struck_and_caught_is_kept():
    assert heard((1000, "crash", 0.6), choked=[(1050, "crash")]) == {}
    assert heard((1000, "crash", 0.2), choked=[(1061, "crash")]) == {}


def test_the_choke_of_another_player_means_nothing():
    assert artefacts([Hit(1.0, 1, "crash", 0.2)], [Event(1.01, "choke", 2, "crash")]) == {}


def test_two_crashes_are_told_apart_where_the_kit_does():
    soft, hard = Hit(1.0, 1, "crash", 0.1, "crash2.edge"), Hit(1.005, 1, "crash", 1.0, "crash1.edge")

    assert artefacts([soft, hard]) == {0: "ghost_before"}
    assert artefacts([replace(soft, zone="crash1.bow"), hard]) == {}


def test_what_was_dropped_on_arrival_is_neither_named_nor_a_cause():
    soft, hard = Hit(1.0, 1, "snare", 0.1), Hit(1.005, 1, "tom1", 1.0)

    assert artefacts([replace(soft, drop="floor"), hard]) == {}
    assert artefacts([soft, replace(hard, drop="layer")]) == {}


def test_ghosts_that_recur_do_not_speak_for_each_other():
    beats = [[(at, "tom1", 0.2), (at + 6, "snare", 0.9)] for at in range(1000, 9000, 250)]

    assert heard(*chain(*beats)) == {2 * n: "ghost_before" for n in range(len(beats))}


# ---- properties -----------------------------------------------------------------------------------------------------

MICROSECONDS = st.integers(0, 400_000)
CLOSE = st.one_of(
    MICROSECONDS, st.integers(0, 40).map(lambda n: 10_000 * n), st.integers(0, 12).map(lambda n: 1000 * n)
)
SOFT_OR_LOUD = st.one_of(st.floats(0.05, 0.4), st.floats(0.3, 1.0))


def some_hits(pads=PADS, players=(1, 2), velocities=SOFT_OR_LOUD, times=CLOSE, least=0):
    one = st.builds(
        lambda at, player, pad, velocity, drop: Hit(at / 1e6, player, pad, velocity, drop=drop),
        times,
        st.sampled_from(players),
        st.sampled_from(pads),
        velocities,
        st.sampled_from((None,) * 6 + ("layer",)),
    )
    return st.lists(one, max_size=30, min_size=least)


def some_chokes(players=(1, 2)):
    one = st.builds(
        lambda at, kind, player, pad: Event(at / 1e6, kind, player, pad),
        CLOSE,
        st.sampled_from(("choke", "choke", "pedal")),
        st.sampled_from(players),
        st.sampled_from(("crash", "ride", None)),
    )
    return st.lists(one, max_size=4)


def named(hits, events=()):
    """How often each hit is named by each rule, wherever it stands."""
    return Counter((hits[i], rule) for i, rule in artefacts(hits, events).items())


@given(some_hits(), some_chokes(), st.randoms(use_true_random=False))
def test_the_order_in_which_hits_arrived_does_not_matter(hits, events, shuffler):
    mixed, later = list(hits), list(events)
    shuffler.shuffle(mixed)
    shuffler.shuffle(later)

    assert named(mixed, later) == named(hits, events)


@given(some_hits(), some_chokes())
def test_equal_hits_are_named_alike(hits, events):
    found = artefacts(hits, events)

    assert len({(hit, found.get(i)) for i, hit in enumerate(hits)}) == len(set(hits))


@given(some_hits(), some_chokes())
def test_each_player_is_judged_alone(hits, events):
    alone = [
        named([hit for hit in hits if hit.player == player], [event for event in events if event.player == player])
        for player in (1, 2)
    ]

    assert named(hits, events) == alone[0] + alone[1]


@given(some_hits(), some_chokes(), st.integers(0, 7_200_000_000))
def test_a_shift_in_time_changes_nothing(hits, events, shift_us):
    def moved(some):
        return [replace(one, time_s=(round(one.time_s * 1e6) + shift_us) / 1e6) for one in some]

    assert artefacts(moved(hits), moved(events)) == artefacts(hits, events)


@given(some_hits(least=1), some_chokes())
def test_only_soft_hands_just_before_a_cause_are_named(hits, events):
    for i, rule in artefacts(hits, events).items():
        hit = hits[i]
        window_s = {"ghost_before": GHOST_S, "hat_before_chick": STOMP_S, "cymbal_before_choke": CHOKE_S}[rule]
        louder = [other for other in hits if other.player == hit.player and other.velocity > hit.velocity]
        causes = events if rule == "cymbal_before_choke" else louder
        assert hit.pad not in ("kick", "hat_pedal")
        assert any(0 <= cause.time_s - hit.time_s <= window_s + 1e-6 for cause in causes)


@given(st.data(), st.sampled_from(PADS))
def test_whatever_is_played_on_one_drum_is_kept(data, pad):
    """Flams, rolls, buzz strokes, ghost notes and accents."""
    assert artefacts(data.draw(some_hits(pads=(pad,)))) == {}


@given(some_hits(pads=[pad for pad in PADS if pad != "hat_pedal"], velocities=st.floats(0.32, 1.0)))
def test_chords_and_rolls_around_the_kit_are_kept(hits):
    assert artefacts(hits) == {}


@given(st.lists(st.tuples(st.sampled_from(("snare", "tom1")), st.floats(0.05, 0.5), st.integers(13, 40)), max_size=20))
def test_flams_are_kept(flams):
    strokes = [
        ((1000 * n + 500 - ahead, pad, grace), (1000 * n + 500, "snare", 1.0))
        for n, (pad, grace, ahead) in enumerate(flams)
    ]

    assert heard(*chain(*strokes)) == {}


@given(st.lists(st.floats(0.06, 0.12), min_size=4, max_size=40), st.integers(0, 12))
def test_ghost_notes_between_and_under_loud_hits_are_kept(ghosts, ahead):
    """Sixteenths on the snare; every other one just before a loud kick."""
    snares = [(1000 + 125 * n, "snare", velocity) for n, velocity in enumerate(ghosts)]
    kicks = [(at + ahead, "kick", 0.9) for at, *_ in snares[::2]]

    assert heard(*snares, *kicks) == {}


HARD_HITS = st.lists(
    st.tuples(
        st.sampled_from(("kick", "snare", "tom2", "ride")),
        st.floats(0.5, 1.0),
        st.sampled_from(("tom1", "tom3", "hat_closed", "crash")),
        st.integers(1, 12),
        st.floats(0.05, 0.3),
    ),
    min_size=1,
    max_size=20,
)


@given(HARD_HITS, some_hits(players=(2,)))
def test_every_ghost_before_a_hard_hit_is_dropped(hard, others):
    """Whatever the other player does meanwhile."""
    hits = [Hit(0.25 * n, 1, pad, velocity) for n, (pad, velocity, *_) in enumerate(hard, 1)]
    ghosts = [
        Hit(cause.time_s - ahead * MS, 1, pad, cause.velocity * share)
        for cause, (*_, pad, ahead, share) in zip(hits, hard, strict=True)
    ]
    found = artefacts([*ghosts, *hits, *others])

    assert {i: rule for i, rule in found.items() if i < 2 * len(hits)} == dict.fromkeys(
        range(len(hits)), "ghost_before"
    )


RINGING = st.lists(st.tuples(st.integers(1, 40), st.floats(0.2, 0.9)), min_size=1, max_size=3)


@given(st.lists(st.tuples(st.floats(0.3, 0.9), RINGING), min_size=1, max_size=12))
def test_every_hat_before_a_chick_is_dropped(stomps):
    chicks = [Hit(0.5 * n, 1, "hat_pedal", velocity) for n, (velocity, _) in enumerate(stomps, 1)]
    hats = [
        Hit(chick.time_s - ahead * MS, 1, "hat_open", chick.velocity * share)
        for chick, (_, ringing) in zip(chicks, stomps, strict=True)
        for ahead, share in ringing
    ]

    assert artefacts([*hats, *chicks]) == dict.fromkeys(range(len(hats)), "hat_before_chick")


@given(
    st.floats(HAND_S, 3.0),
    st.lists(st.tuples(st.integers(0, 60), st.floats(0.05, 0.34)), max_size=3),
    st.floats(0.4, 1),
)
def test_every_touch_before_a_choke_is_dropped(ringing_s, touches, velocity):
    choke = Event(1.0 + ringing_s, "choke", 1, "crash")
    hits = [Hit(choke.time_s - ahead * MS, 1, "crash", soft) for ahead, soft in touches]

    found = artefacts([*hits, Hit(1.0, 1, "crash", velocity)], [choke])
    assert found == dict.fromkeys(range(len(hits)), "cymbal_before_choke")


ANYTHING = st.builds(
    Hit,
    time_s=st.floats(),
    player=st.integers(-1, 3),
    pad=st.sampled_from((*PADS, "", "cowbell")),
    velocity=st.floats(),
    zone=st.sampled_from((None, "", "crash2.edge", ".")),
    note=st.sampled_from((None, 3)),
)
ANY_EVENT = st.builds(
    Event,
    time_s=st.floats(),
    kind=st.sampled_from(("choke", "pedal", "")),
    player=st.sampled_from((None, 1, 2)),
    pad=st.sampled_from((None, "crash", "x")),
)


@given(st.lists(ANYTHING, max_size=20), st.lists(ANY_EVENT, max_size=4))
def test_nothing_odd_raises(hits, events):
    assert set(artefacts(hits, events).values()) <= set(RULES)


def test_a_great_many_hits_at_one_instant_are_judged_in_good_time():
    pads = ("snare", "tom1", "hat_open", "hat_pedal")
    crowd = [Hit(1.0, 1, pads[n % 4], 0.35 + n % 600 / 1000) for n in range(20_000)]

    assert set(artefacts(crowd).values()) <= {"hat_before_chick"}

"""An evening of three rounds: exchanged seats, and one page at its end."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from plain_round import PLAIN

from game.model.result import Dare, Result
from game.model.snapshot import Snapshot
from game.session.outing import PARTS, SECONDS, Outing, light_in, mode_of, part_of
from game.session.piece import SECTIONS, section


def played(*, held=0.5, longest_s=30.0, lanterns=4, gilded=0, mean_ms=0.0, score: float | None = 50.0) -> Result:
    return replace(
        PLAIN,
        score=score,
        together=replace(PLAIN.together, fraction=held, longest_s=longest_s, seconds=held * SECONDS),
        asynchrony=replace(PLAIN.asynchrony, mean_ms=mean_ms),
        lanterns=lanterns,
        dares=tuple(Dare("rest", i, met=True) for i in range(gilded)),
    )


def evening(*results):
    outing = Outing()
    for result in results:
        outing = outing.after(result)
    return outing


def test_the_three_rounds_come_in_order_with_exchanged_seats():
    outing, seen = Outing(), []
    while outing.part is not None:
        seen.append((outing.part, outing.seats, outing.exchanges))
        outing = outing.after(played())

    assert seen == [("dusk", (1, 2), False), ("path", (2, 1), True), ("dawn", (1, 2), True)]
    assert not outing.exchanges
    assert outing.after(played()) == outing


def test_the_page_tells_what_was_theirs():
    page = evening(
        played(held=0.2, longest_s=10, lanterns=1, mean_ms=-8),
        played(held=0.5, longest_s=61, lanterns=8, gilded=2, mean_ms=-8),
        played(held=0.8, longest_s=40, lanterns=7, gilded=1, score=None),
    ).page()

    assert (page.lanterns, page.of_lanterns, page.gilded) == (16, 24, 3)
    assert page.longest.part == "path"
    assert round(page.grown, 6) == 0.6
    assert [row.part for row in page.rows] == list(PARTS)
    assert page.rows[2].score is None
    assert [badge.name for badge in page.badges] == ["lanterns"]


def test_who_led_is_told_of_the_person_and_not_of_the_seat():
    left_ahead = evening(*[played(mean_ms=-8)] * 3).page()
    one_ahead = evening(played(mean_ms=-8), played(mean_ms=8), played(mean_ms=-8)).page()

    assert [row.led for row in left_ahead.rows] == [1, 2, 1]
    assert left_ahead.led_by_both
    assert [row.led for row in one_ahead.rows] == [1, 1, 1]
    assert not one_ahead.led_by_both
    assert evening(played(mean_ms=1)).page().rows[0].led is None


def test_a_page_before_anything_was_played_is_empty():
    page = Outing().page()

    assert (page.rows, page.longest, page.grown, page.badges) == ((), None, None, ())


def test_every_part_has_its_own_light_and_music():
    assert PARTS == SECTIONS
    for part in PARTS:
        assert {section(Snapshot(light=light_in(part, light / 10))) for light in range(11)} == {part}
    assert light_in("dusk", 0.0) == 0.0
    assert light_in("dawn", 1.0) == 1.0
    assert light_in(None, 0.7) == 0.7


def test_a_recording_tells_its_part():
    assert [part_of(mode_of(part)) for part in PARTS] == list(PARTS)
    assert [part_of(mode) for mode in ("one-heart", "evening", "evening-noon", "demo-dusk")] == [None] * 4


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 90), st.integers(0, 8)), max_size=5))
def test_nothing_is_counted_that_was_not_played(rounds):
    outing = evening(*(played(held=held, longest_s=longest, lanterns=lit) for held, longest, lit in rounds))
    page = outing.page()

    assert len(page.rows) == min(len(rounds), 3)
    assert page.lanterns == sum(lit for _, _, lit in rounds[:3]) <= page.of_lanterns
    assert (page.longest is None) == all(longest == 0 for _, longest, _ in rounds[:3])
    assert (outing.part is None) == (len(rounds) >= 3)

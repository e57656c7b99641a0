"""Menu keys of every kit: whatever pads there are, they steer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.hit import Hit
from game.session.cards import REST_ROWS, CardPads, Choice, Command, RestCard, ResultCard
from game.session.join import Join
from game.session.pad_keys import KEYED_STROKES, SOFTEST, STANDARD, PadKeys, pad_name

NAMED = ("kick", "snare", "tom1", "tom2", "tom3", "hat_closed", "crash", "ride")
PHYSICAL = st.sampled_from([*((pad, None) for pad in NAMED), *(("hit", note) for note in (60, 61, 62, 63))])
KITS = st.lists(PHYSICAL, min_size=1, max_size=8, unique=True)


def stroke(pad, time_s, note=None, player=1, velocity=0.8):
    return Hit(time_s, player, pad, velocity, note=note)


def met(*pads, strokes=1):
    keys = PadKeys()
    for pad in pads:
        for _ in range(strokes):
            keys = keys.after(stroke(pad, 1.0))
    return keys


class TestFourPads:
    def test_the_first_four_pads_take_the_keys_in_order(self):
        keys = met("ride", "kick", "hat_closed", "tom3")

        assert [keys.command(stroke(pad, 1)) for pad in ("ride", "kick", "hat_open", "tom3")] == [
            Command.UP, Command.DOWN, Command.CHOOSE, Command.BACK,
        ]  # fmt: skip
        assert keys.command(stroke("kick", 1)) is Command.DOWN

    def test_a_pad_that_is_a_key_of_most_kits_keeps_its_meaning(self):
        keys = met("kick", "snare", "hat_closed", "crash")

        assert [keys.command(stroke(pad, 1)) for pad in ("kick", "snare", "hat_closed", "crash")] == [
            Command.UP, Command.CHOOSE, Command.DOWN, Command.BACK,
        ]  # fmt: skip

    def test_pads_of_unknown_kind_are_told_apart_by_their_notes(self):
        keys = PadKeys()
        for note in (60, 61, 62, 63):
            keys = keys.after(stroke("hit", 1.0, note))

        assert [keys.command(stroke("hit", 1, note)) for note in (60, 61, 62, 63)] == list(STANDARD.values())

    @given(st.permutations([*NAMED]), st.integers(4, len(NAMED)))
    def test_a_kit_that_has_them_all_has_the_usual_keys(self, order, count):
        keys = met(*order[:count])
        if set(STANDARD) <= set(order[:count]):
            assert keys.standard
            assert dict(keys.meanings()) == dict(STANDARD)

    @given(st.lists(PHYSICAL, min_size=4, max_size=4, unique=True))
    def test_any_four_pads_are_the_four_keys(self, kit):
        keys = PadKeys()
        for pad, note in kit:
            keys = keys.after(stroke(pad, 1.0, note))

        assert {keys.command(stroke(pad, 1.0, note)) for pad, note in kit} == set(STANDARD.values())

    def test_a_kit_known_to_be_whole_borrows_no_pad(self):
        keys = met("ride", "kick", "hat_closed", "tom3", strokes=5).known_whole()

        assert keys.standard
        assert keys.command(stroke("kick", 1)) is None
        assert keys.command(stroke("snare", 1)) is Command.CHOOSE

    def test_cross_talk_is_no_meeting(self):
        assert PadKeys().after(stroke("ride", 1.0, velocity=SOFTEST - 0.01)).met == ()

    def test_rim_and_openings_are_the_same_pad(self):
        assert met("snare", "snare_rim", "hat_closed", "hat_open", "hat_pedal").met == ("snare", "hat")


class TestSmallKits:
    def test_kick_and_hat_alone_get_ready(self):
        join = Join()
        for i, pad in enumerate(("kick", "hat_closed") * 3):
            join.strike(stroke(pad, 1.0 + i))
        while join.rows(1)[join.seats[1].focus] != "ready":
            i += 1
            join.strike(stroke("kick", 1.0 + i))
        join.strike(stroke("hat_closed", 20.0))
        join.strike(stroke("hat_closed", 20.25))

        assert join.seats[1].ready

    def test_a_double_hit_chooses_where_the_focus_was(self):
        pads, card = CardPads(keys={1: met("kick", "hat_closed", strokes=3)}), RestCard()
        commands = [pads.command(stroke("kick", time_s)) for time_s in (1.0, 2.0, 2.3, 2.6)]
        chosen = [card.take(command, 1.0) for command in commands if command is not None]

        assert commands == [Command.NEXT, Command.NEXT, Command.DOUBLE, None]
        assert chosen == [None, None, Choice.FEEL]
        assert card.focus == 1

    def test_two_pads_quickly_are_no_double_hit(self):
        pads = CardPads(keys={1: met("kick", "hat_closed", strokes=3)})

        assert [pads.command(stroke(pad, t)) for pad, t in (("kick", 1.0), ("hat_closed", 1.3))] == [Command.NEXT, None]

    @pytest.mark.parametrize(
        "keys", [met("ride", "kick", "hat_closed", "snare"), met("kick", "hat_closed", "snare", strokes=3)]
    )
    def test_of_playing_about_only_the_first_stroke_steers(self, keys):
        pads = CardPads(keys={1: keys})
        beat = [(pad, 1 + 0.25 * i) for i, pad in enumerate(("kick", "hat_closed", "snare", "hat_closed") * 8)]
        commands = [pads.command(stroke(pad, time_s)) for pad, time_s in beat]

        assert commands[0] is not None
        assert set(commands[1:]) == {None}

    def test_a_small_kit_finds_the_way_home_among_its_rows(self):
        join = Join(seated=(1,))
        assert "home" not in join.rows(1)
        for i in range(8):
            join.strike(stroke(("kick", "hat_closed")[i % 2], 1.0 + i))

        assert join.rows(1)[-1] == "home"
        assert len(join.rows(1)) <= 5


class Hands:
    """One drummer who sees what the screen shows, and strikes one stroke a second, or two quickly."""

    def __init__(self, kit, join):
        self.kit, self.join, self.now_s = kit, join, 100.0
        self.pads = CardPads(keys=join.keys)

    def find(self, *commands):
        means = self.join.keys[1].meanings()
        for command in commands:
            for pad, note in self.kit:
                if means.get(pad_name(stroke(pad, 0, note))) is command:
                    return pad, note
        return None

    def hit(self, pad, gap_s=1.0):
        self.now_s += gap_s
        return stroke(pad[0], self.now_s, pad[1])

    def meet(self):
        for pad in [*self.kit, *self.kit[:1] * KEYED_STROKES]:
            self.join.strike(self.hit(pad))
        self.join.home = False
        for _ in range(3):  # the wish to go home that these strokes may have been is over
            self.now_s += 1

    def steps(self):
        return self.find(Command.NEXT, Command.DOWN, Command.UP)

    def choosing(self):
        """Return the strokes that choose."""
        pad = self.find(Command.CHOOSE)
        return [self.hit(pad)] if pad else [self.hit(self.steps()), self.hit(self.steps(), 0.2)]


@given(KITS, st.lists(st.tuples(st.integers(0, 7), st.floats(0.02, 2.0)), max_size=12))
def test_every_kit_however_few_pads_gets_ready_goes_back_and_leaves(kit, before):
    join = Join()
    hands = Hands(kit, join)
    for which, gap_s in before:
        join.strike(hands.hit(kit[which % len(kit)], gap_s))
    hands.meet()
    seat = join.seats[1]

    def to(row):
        for _ in join.rows(1):
            if join.rows(1)[seat.focus] == row:
                return
            join.strike(hands.hit(hands.steps()))
        assert join.rows(1)[seat.focus] == row

    def choose():
        for hit in hands.choosing():
            join.strike(hit)

    to("ready")
    if not seat.ready:
        choose()
    assert seat.ready

    back = hands.find(Command.BACK)
    if back is not None:
        join.strike(hands.hit(back))
    else:
        pad = hands.steps()
        join.strike(hands.hit(pad))
        join.strike(hands.hit(pad, 0.2))
    assert not seat.ready

    if back is not None:
        for _ in range(3):
            join.strike(hands.hit(back))
    else:
        to("home")
        choose()
        choose()
    assert join.home

    card = RestCard()
    while REST_ROWS[card.focus] is not Choice.LEAVE:
        card.take(hands.pads.command(hands.hit(hands.steps())), hands.now_s)
    chosen = [
        card.take(command, hit.time_s)
        for hit in [*hands.choosing(), *hands.choosing()]
        if (command := hands.pads.command(hit)) is not None
    ]
    assert chosen[-1] is Choice.LEAVE

    for wish in (Choice.AGAIN, Choice.LEAVE):
        result = ResultCard()
        result.take(Command.CHOOSE, 2)
        if wish is Choice.AGAIN:
            strokes = hands.choosing()
        elif back is not None:
            strokes = [hands.hit(back)]
        else:
            strokes = [hands.hit(hands.steps()), *hands.choosing()]
        commands = [hands.pads.command(hit) for hit in strokes]
        assert [result.take(command, 1) for command in commands][-1] is wish


@pytest.mark.parametrize("pad", ["kick", "hit", "snare", "ride"])
def test_one_drum_gets_ready_by_four_strokes(pad):
    join = Join()
    for i in range(5):
        join.strike(stroke(pad, 1.0 + i))

    assert join.seats[1].ready

import pytest

from game.model.hit import Hit
from game.session.cards import REST_ROWS, CardPads, Choice, Command, RestCard, ResultCard


def stroke(time_s, pad="snare", player=1, velocity=0.7):
    return Hit(time_s, player, pad, velocity)


class TestPads:
    @pytest.mark.parametrize(
        ("pad", "command"),
        [("tom1", Command.UP), ("tom2", Command.DOWN), ("snare", Command.CHOOSE), ("crash", Command.BACK),
         ("kick", None), ("hat_closed", None)],
    )  # fmt: skip
    def test_four_pads_steer(self, pad, command):
        assert CardPads().command(stroke(1, pad)) is command

    def test_8ths_through_the_end_change_nothing(self):
        pads = CardPads()
        pads.hush(10.0)

        assert {pads.command(stroke(10 + 0.25 * i, player=1 + i % 2)) for i in range(80)} == {None}

    def test_after_silence_of_both_the_card_listens(self):
        pads = CardPads()
        pads.hush(10.0)
        pads.command(stroke(11.0, player=2))

        assert pads.command(stroke(12.4, player=1)) is None
        assert pads.command(stroke(14.0, player=1)) is Command.CHOOSE

    def test_soft_strokes_and_rebounds_choose_nothing(self):
        pads = CardPads()

        assert pads.command(stroke(1.0, velocity=0.1)) is None
        assert pads.command(stroke(2.0)) is Command.CHOOSE
        assert pads.command(stroke(2.1)) is None


class TestRest:
    def test_the_snare_goes_on(self):
        assert RestCard().take(Command.CHOOSE, 1.0) is Choice.RESUME

    def test_leaving_takes_two_strokes_within_two_seconds(self):
        card = RestCard()
        steps = [(Command.UP, 1.0), (Command.CHOOSE, 2.0), (Command.CHOOSE, 4.5), (Command.CHOOSE, 6.0)]

        assert [card.take(*step) for step in steps] == [None, None, None, Choice.LEAVE]

    def test_down_steps_through_every_row_and_round(self):
        card = RestCard()
        chosen = []
        for _ in REST_ROWS:
            chosen.append(card.take(Command.CHOOSE, 1.0) or Choice.LEAVE)
            card.take(Command.DOWN, 1.0)

        assert tuple(chosen) == REST_ROWS
        assert card.focus == 0

    def test_the_crash_goes_back_to_playing(self):
        card = RestCard(focus=1)

        assert card.take(Command.BACK, 1.0) is Choice.RESUME


class TestResult:
    def test_again_takes_both_snares(self):
        card = ResultCard()

        assert card.take(Command.CHOOSE, 1) is None
        assert card.take(Command.CHOOSE, 1) is None
        assert card.take(Command.CHOOSE, 2) is Choice.AGAIN

    def test_a_key_speaks_for_both_and_a_crash_leaves(self):
        assert ResultCard().take(Command.CHOOSE, None) is Choice.AGAIN
        assert ResultCard().take(Command.BACK, 2) is Choice.LEAVE


class TestCareForHands:
    def test_a_stroke_too_soft_to_choose_makes_no_other_wait(self):
        pads = CardPads()
        pads.command(stroke(1.0, "tom1", velocity=0.1))

        assert pads.command(stroke(1.05)) is Command.CHOOSE

    def test_a_soft_stroke_breaks_the_silence(self):
        pads = CardPads()
        pads.hush(10.0)
        pads.command(stroke(11.0, velocity=0.1))

        assert pads.command(stroke(12.0)) is None
        assert pads.command(stroke(13.6)) is Command.CHOOSE


class TestLeaving:
    def test_the_ring_fills_while_the_second_stroke_is_awaited(self):
        card = RestCard()
        card.take(Command.UP, 1.0)
        assert card.asked(2.0) is None
        card.take(Command.CHOOSE, 2.0)

        assert [card.asked(time_s) for time_s in (2.0, 3.0, 4.0, 4.1)] == [0, 0.5, 1, None]

    def test_going_elsewhere_takes_the_wish_back(self):
        card = RestCard()
        for command in (Command.UP, Command.CHOOSE, Command.UP, Command.DOWN):
            assert card.take(command, 1.0) is None

        assert card.take(Command.CHOOSE, 1.5) is None

    def test_the_focus_tells_where_it_came_from(self):
        card = RestCard()
        card.take(Command.UP, 3.0)

        assert card.focus == len(REST_ROWS) - 1
        assert card.steps == ((3.0, 0, len(REST_ROWS) - 1),)

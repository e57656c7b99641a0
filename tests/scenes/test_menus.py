"""Menus by sticks and by keys: small kits, cross-talk, the way back, and keys that are drums elsewhere."""

from functools import partial

import pygame
import pytest
from by_hand import Game

from game.model.hit import Hit
from game.scenes.help import HelpScene
from game.scenes.key_maps import PARTIAL_KITS, is_whole
from game.scenes.play import PlayScene
from game.scenes.title import TitleScene
from game.session.round import Phase
from game.storage.recordings import read_recording

SPACE, RETURN = (pygame.K_SPACE, pygame.KSCAN_SPACE), (pygame.K_RETURN, pygame.KSCAN_RETURN)
SNARES = ((pygame.K_s, pygame.KSCAN_S), (pygame.K_k, pygame.KSCAN_K))


@pytest.fixture
def game(stage, tmp_path):
    return partial(Game, stage, tmp_path / "duet.hitotsu", known=frozenset(), title=True, seconds=5.0)


def strikes(*strokes):
    return [Hit(time_s, player, pad, 0.8) for time_s, player, pad in strokes]


def strike(evening, key):
    evening.press(*key)
    evening.send(pygame.KEYUP, key=key[0], scancode=key[1])
    evening.run(evening.clock.now() + 0.3)


def test_kick_and_hat_alone_begin_a_round(game):
    meet = [(1.0 + i, 1, ("kick", "hat_closed")[i % 2]) for i in range(6)]
    evening = game(strikes(*meet, (6.5, 2, "snare"), (6.8, 2, "snare")))
    evening.run(7.0)
    join, now_s = evening.played.join, 8.0
    assert join.seats[2].ready
    while join.rows(1)[join.seats[1].focus] != "ready":
        evening.script.add(strikes((now_s, 1, "kick")))
        now_s += 1
        evening.run(now_s)
    assert not join.seats[1].ready
    evening.script.add(strikes((now_s + 1, 1, "kick"), (now_s + 1.2, 1, "kick")))
    evening.run(now_s + 1.5)

    assert evening.played.phase is Phase.PLAYING


def test_a_kit_keeps_its_keys_all_evening(game):
    """The first four pads lead home; at the next seats the same pads are the same keys, whichever comes first."""
    first = [(1.0 + i, 1, pad) for i, pad in enumerate(("ride", "kick", "hat_closed", "tom3"))]
    evening = game()
    evening.evening.seats.bind("midi:some pads#1", 1)
    evening.evening.live[0].add(strikes(*first))
    evening.now = evening.round(evening.evening)
    evening.run(4.5)
    keys = dict(evening.played.join.keys[1].meanings())
    evening.now = evening.round(evening.evening, hit=Hit(5.0, 1, "tom3", 0.8))
    evening.run(6.0)

    assert not evening.played.join.keys[1].standard
    assert dict(evening.played.join.keys[1].meanings()) == keys


def test_the_picture_shows_which_pads_became_keys(game):
    evening = game(strikes(*((1.0 + i, 1, pad) for i, pad in enumerate(("ride", "kick", "hat_closed", "tom3")))))
    evening.run(3.9)
    before = evening.picture()
    evening.run(4.5)

    assert evening.picture() != before


def test_back_on_the_first_picture_leads_to_the_title(game):
    evening = game(seen_help=False)
    evening.press(*RETURN)
    evening.run(1.0)
    assert isinstance(evening.now, HelpScene)
    evening.script.add(strikes((1.1, 1, "snare"), (2.0, 1, "crash"), (3.0, 1, "crash")))
    evening.run(2.5)
    assert isinstance(evening.now, HelpScene)
    evening.run(3.5)

    assert isinstance(evening.now, TitleScene)
    assert not evening.evening.settings.seen_help


class TestKeysThatAreDrumsElsewhere:
    def at_the_seats(self, game):
        evening = game()
        for key in SNARES:
            evening.run(evening.clock.now() + 0.1)
            strike(evening, key)
        assert isinstance(evening.now, PlayScene)
        return evening

    def test_space_never_drums_at_the_seats(self, game):
        evening = self.at_the_seats(game)
        before = [set(seat.pads) for seat in evening.played.join.seats.values()]
        for _ in range(3):
            strike(evening, SPACE)
        seats = evening.played.join.seats.values()

        assert [set(seat.pads) for seat in seats] == before
        assert not any(seat.ready or seat.focus for seat in seats)

    def test_return_gets_ready_and_drums_not(self, game):
        evening = self.at_the_seats(game)
        strike(evening, RETURN)

        assert [seat.ready for seat in evening.played.join.seats.values()] == [True, False]
        assert not any("kick" in seat.pads for seat in evening.played.join.seats.values())

    def rested(self, game):
        evening = self.at_the_seats(game)
        for _ in range(2):
            strike(evening, RETURN)
        for _ in range(3):
            for key in SNARES:
                strike(evening, key)
        evening.press(pygame.K_ESCAPE)
        evening.run(evening.clock.now() + 0.1)
        assert evening.played.paused
        return evening

    @pytest.mark.parametrize("key", [RETURN, SPACE], ids=["Return", "Space"])
    def test_hands_that_go_on_kicking_choose_nothing_on_the_rest_card(self, game, key):
        evening = self.rested(game)
        kept = len(read_recording(evening.path).hits)
        for _ in range(12):
            strike(evening, key)

        assert evening.played.paused
        assert len(read_recording(evening.path).hits) == kept

    def test_return_goes_on_after_a_silence_and_the_kick_is_a_drum_again(self, game):
        evening = self.rested(game)
        evening.run(evening.clock.now() + 2)
        strike(evening, RETURN)
        assert not evening.played.paused
        strike(evening, RETURN)
        strike(evening, SPACE)
        evening.run(evening.clock.now() + 0.2)

        kicks = [hit.player for hit in read_recording(evening.path).hits if hit.pad == "kick" and hit.drop is None]
        assert kicks == [2, 1]

    def test_space_on_the_first_pictures_and_the_title_takes_no_seat(self, game):
        evening = game(seen_help=False)
        for _ in range(5):
            evening.press(*SPACE)
            evening.run(evening.clock.now() + 0.6)

        assert isinstance(evening.now, PlayScene)
        assert not any(seat.seated for seat in evening.played.join.seats.values())


def test_a_name_tells_whether_a_kit_has_the_usual_keys():
    from game.inputs.kitmap import known_kits, union_kit

    names = {kit.name for kit in known_kits()}
    assert set(PARTIAL_KITS) <= names
    assert is_whole("keyboard:left", None)
    assert is_whole("midi:TD-17#1", "Roland TD-17")
    assert not is_whole("midi:EAD10#1", "Yamaha EAD10")
    assert not is_whole("midi:pads#1", union_kit().name)
    assert not is_whole("midi:pads#1", None)


def test_both_halves_of_a_keyboard_exchange_their_seats(game):
    evening = game()
    strike(evening, (pygame.K_s, pygame.KSCAN_S))
    strike(evening, (pygame.K_k, pygame.KSCAN_K))
    evening.press(pygame.K_UP)
    evening.press(*RETURN)
    evening.run(evening.clock.now() + 1)
    assert not evening.played.join.complete
    strike(evening, (pygame.K_k, pygame.KSCAN_K))

    assert [evening.evening.seats.taken_by(player) for player in (1, 2)] == ["keyboard:right", "keyboard:left"]
    assert [evening.played.join.seats[player].ready for player in (1, 2)] == [True, False]
    strike(evening, (pygame.K_s, pygame.KSCAN_S))
    assert evening.played.phase is Phase.PLAYING

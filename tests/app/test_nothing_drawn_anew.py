"""In a round nothing is rasterised and no font is loaded: all of it was ready with the first frame."""

from threading import Event

import pygame
import pytest

from game.app.build import RoundOptions
from game.app.house import House, PlayOptions
from game.model.snapshot import Snapshot
from game.scenes.notices import Notice, NoticeBoard
from game.session.seats import SeatSpec
from game.ui.motion import Motion
from game.ui.rest_key import draw_rest_key

SIZE = (640, 360)
SECONDS = 24.0
FRAME_S = 1 / 20
KEYS = {
    100: pygame.K_F8, 140: pygame.K_F7, 180: pygame.K_F9, 200: pygame.K_F9, 220: pygame.K_F2,
    230: pygame.K_F8, 250: pygame.K_F9, 270: pygame.K_F9, 300: pygame.K_F2, 310: pygame.K_F8, 330: pygame.K_F2,
}  # fmt: skip


@pytest.fixture
def house(tmp_path, monkeypatch):
    for name, value in {
        "HITOTSU_HOME": tmp_path, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "nothing",
        "HITOTSU_MIDI": "jack", "JACK_DEFAULT_SERVER": "nobody", "JACK_NO_START_SERVER": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, str(value))
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode(SIZE)
    friends = (SeatSpec("sim", "expert"), SeatSpec("sim", "expert"))
    opened = House(PlayOptions(round=RoundOptions(friends, seconds=SECONDS, seed=3), size=SIZE, by_itself=True))
    opened.begin(SIZE, lambda sentence: None)
    opened._stages._worker.submit(lambda: None).result()  # all that is made ready is ready
    yield opened
    opened.close()


def count(monkeypatch):
    """Return a list that grows with everything that is rasterised and every font that is loaded from now on."""
    made = []
    load, font = pygame.image.load_sized_svg, pygame.font.Font
    monkeypatch.setattr(pygame.image, "load_sized_svg", lambda *given: made.append(given[1]) or load(*given))
    monkeypatch.setattr(pygame.font, "Font", lambda *given: made.append(given) or font(*given))
    return made


def test_a_round_draws_nothing_anew(house, monkeypatch):
    scene, surface, made = house.first_scene(), pygame.Surface(SIZE, depth=32), []
    states = set()
    start_s = house.clock.now()
    for i in range(int((SECONDS - 1) / FRAME_S)):
        now_s = start_s + i * FRAME_S
        if i in KEYS:
            house.key(pygame.event.Event(pygame.KEYDOWN, key=KEYS[i]))
        scene.update(now_s)
        for _ in scene.parts(surface, now_s):
            pass
        states.add(house._first.round.snapshot(now_s).state)
        made = count(monkeypatch) if i == 0 else made
        for ways in (("crash", "four"), ("back", None)):
            draw_rest_key(surface, house.evening.words, ways)
        assert made == [], f"at {i * FRAME_S:.2f} s"
    assert "together" in states


def test_a_pause_draws_nothing_anew_in_any_language(house, monkeypatch):
    scene, surface = house.first_scene(), pygame.Surface(SIZE, depth=32)
    now_s = house.clock.now()
    chosen = set()
    levels = (pygame.K_F9, pygame.K_F9, *(pygame.K_F7,) * 10, *(pygame.K_F8,) * 10)
    choices = (pygame.K_DOWN, pygame.K_RETURN, pygame.K_DOWN, pygame.K_UP, pygame.K_RETURN, pygame.K_DOWN, *levels)

    def show(key=None, seconds=FRAME_S):
        nonlocal now_s
        if key is not None and not house.key(pygame.event.Event(pygame.KEYDOWN, key=key)):
            scene.handle(pygame.event.Event(pygame.KEYDOWN, key=key, scancode=0), now_s)
        for _ in range(3):
            now_s += seconds / 3
            scene.update(now_s)
            for _ in scene.parts(surface, now_s):
                pass
        chosen.add((house.evening.settings.lang, scene._rest_card.focus))

    for _ in range(20):
        show()
    made = count(monkeypatch)
    for _ in range(3):
        show(pygame.K_ESCAPE, 0.4)
        assert house._first.round.paused
        show(seconds=1.6)
        for key in (*choices, pygame.K_DOWN, pygame.K_RETURN, pygame.K_UP):
            show(key)
        for _ in range(3):
            show(pygame.K_DOWN, 0.4)
        show(pygame.K_RETURN)
        show(seconds=1.0)
        show(pygame.K_F2)
        show(pygame.K_ESCAPE, 0.4)
        assert not house._first.round.paused
    assert {lang for lang, _ in chosen} == {"en", "ja", "ko"}
    assert {row for _, row in chosen} == set(range(6))
    assert made == []


def drawn_notice(house, now_s):
    surface = pygame.Surface(SIZE, depth=32)
    house.evening.draw_notice(surface, now_s)
    return pygame.image.tobytes(surface, "RGB")


@pytest.mark.parametrize("key", ["no_midi", "no_sound", "sound_gone", "sound_back", "plain_sound", "muted"])
def test_what_may_have_to_be_said_is_ready_in_every_language(house, monkeypatch, key):
    monkeypatch.setattr(house.evening, "board", NoticeBoard())
    monkeypatch.setattr(house.evening, "notices", lambda: ())
    house.evening.board.repeat(Notice(key=key))
    made = count(monkeypatch)
    shown = set()
    for i in range(3):
        shown.add(drawn_notice(house, i))
        house.key(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F2))
    assert len(shown) == 3  # at once in the language that was chosen
    assert made == []


def test_what_nobody_foresaw_is_made_ready_aside_and_shown_then(house, monkeypatch):
    monkeypatch.setattr(house.evening, "board", NoticeBoard())
    monkeypatch.setattr(house.evening, "notices", lambda: ())
    nothing = drawn_notice(house, 0.0)
    house.evening.board.repeat(Notice(key="held", device="A kit that nobody knows"))
    free = Event()
    house._stages.aside(free.wait)
    meanwhile = [drawn_notice(house, now_s) for now_s in (0.0, 0.1)]
    free.set()
    assert meanwhile == [nothing, nothing]
    house._stages._worker.submit(lambda: None).result()
    made = count(monkeypatch)
    assert drawn_notice(house, 0.2) != nothing
    assert made == []


def test_a_left_handed_figure_is_there_from_the_start(stage, monkeypatch):
    made = count(monkeypatch)
    left = Snapshot(left_handed=(True, True))
    stage.draw(pygame.Surface(SIZE, depth=32), left, Motion.at_rest(left))
    assert made == []


def test_what_is_drawn_anew_is_counted(house, monkeypatch):
    made = count(monkeypatch)
    draw_rest_key(pygame.Surface((411, 300), depth=32), house.evening.words, ("crash", "crash"))
    assert len(made) > 1

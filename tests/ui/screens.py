"""Every screen of the game, and moments of a duet, as something that draws: for tests, and for pictures."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pygame
from ui.duets import BEAT_S, NOW_S, apart, result, silent_result, timeline
from ui.menus import KEYS, LONG, SMALL, menu_rows, seat_rows, small_rows

from game.model.bindings import FIRST_BINDINGS
from game.model.result import Dare, Together
from game.model.settings import VOLUME_STEPS
from game.model.snapshot import OnsetView, Snapshot
from game.scenes.key_maps import home_rows
from game.session.outing import Outing
from game.ui.cable_card import draw_cable
from game.ui.card import draw_result
from game.ui.exchange_card import draw_exchange
from game.ui.help_card import PAGES, draw_help
from game.ui.join_card import draw_join
from game.ui.menu_card import draw_menu
from game.ui.motion import Motion, MotionState
from game.ui.notice import draw_notice
from game.ui.outing_card import draw_outing
from game.ui.rest_key import draw_rest_key
from game.ui.stage import Stage
from game.ui.title_card import draw_title
from game.ui.views import ExchangeView, JoinSeat, JoinView, Missed, Row, TitleView
from game.ui.words import Words

Draw = Callable[[pygame.Surface], None]
_BAR = ("kick", "hat_closed", "snare", "hat_closed", "kick", "hat_open", "snare", "tom1", "ride", "crash")
GREETING = replace(Motion.at_rest(Snapshot(light=0.35)), stones=(1.0,) * 8, petals=0.5)


def strokes(late_s: float, *, matched: bool, step_beats: float = 0.5) -> tuple[OnsetView, ...]:
    """Eight beats of eighths that end now."""
    count = int(8 / step_beats)
    return tuple(
        OnsetView(NOW_S - 0.02 - BEAT_S * step_beats * back + late_s, _BAR[back % len(_BAR)], 0.7, matched)
        for back in range(count, -1, -1)
        if NOW_S - 0.02 - BEAT_S * step_beats * back + late_s <= NOW_S
    )


def moment(*, late_s: float = 0.0, matched: bool = False, bpm: tuple[float, float] = (118, 118), **changes) -> Snapshot:
    """A moment of a duet in which the second player is `late_s` behind."""
    first, second = apart().players
    cue = 0 if matched else 2
    players = (
        replace(first, bpm=bpm[0], chevrons=cue, onsets=strokes(0.0, matched=matched)),
        replace(second, bpm=bpm[1], chevrons=-cue, onsets=strokes(late_s, matched=matched)),
    )
    return apart(players=players, **changes)


def moments() -> dict[str, Snapshot]:
    """Eight moments of a duet, from the first strokes to the end."""
    counting = tuple(replace(player, bpm=None, taps=2 + i) for i, player in enumerate(apart().players))
    lit = (True,) * 5 + (False,) * 3
    one = {"matched": True, "difference_percent": 0.3, "slip_ms": 2.0, "state": "together", "lead": 0.05}
    return {
        "1-first-strokes": apart(players=counting, difference_percent=None, slip_ms=None, lead=None, light=0.0,
                                 lanterns=(False,) * 8, phrase=0, phrase_progress=0.1),
        "2-far-apart": moment(late_s=-0.21, bpm=(104, 127), difference_percent=-15.0, slip_ms=-60.0,
                              lead=-0.9, light=0.1),
        "3-apart": moment(late_s=-0.08, bpm=(112, 119), light=0.3),
        "4-alone": apart(players=(apart().players[0], replace(apart().players[1], present=False, onsets=())),
                         difference_percent=None, slip_ms=None, lead=None),
        "5-near": moment(late_s=0.03, bpm=(117, 119), state="near", difference_percent=1.6, slip_ms=24.0, light=0.5),
        "6-together": moment(**one, light=0.75, lanterns=lit, phrase=5),
        "7-sunset": moment(**one, light=1.0, sunset=0.6, lanterns=(True,) * 7 + (False,), phrase=7,
                           phrase_share=0.6, beats_left=5),
        "8-one-heart": moment(**one, light=1.0, sunset=1.0, one_heart=True,
                              lanterns=(True,) * 8, phrase=7),
    }  # fmt: skip


def seen_motion(snapshot: Snapshot) -> MotionState:
    """Return how the moment looks once everything has come to its place."""
    return Motion.at_rest(snapshot)


def duet(stage: Stage, snapshot: Snapshot) -> Draw:
    """Return what draws this moment."""
    return lambda surface: stage.draw(surface, snapshot, seen_motion(snapshot))


def scenery(stage: Stage, state: MotionState, surface: pygame.Surface) -> None:
    """Draw only the place."""
    for _ in stage.scenery(surface, state, NOW_S):
        pass


def joins(words: Words) -> Iterator[tuple[str, JoinView]]:
    """Both seats in every state."""
    best = words.best.line.format(score=100)
    taken = JoinSeat(LONG, "Roland TD-17", cable=True, rows=seat_rows(words))
    friend = JoinSeat(words.ready.device_sim, friend=True, ready=True)
    yield "free", JoinView(best=best)
    yield "lost", JoinView((JoinSeat(lost=LONG), JoinSeat(lost=LONG)))
    for focus in (0, 1, 3):
        yield f"one-taken-{focus}", JoinView((replace(taken, focus=focus), JoinSeat()), best)
    yield "both-taken", JoinView((replace(taken, rows=seat_rows(words, 4)), replace(taken, ready=True, kit=LONG)))
    yield "ready", JoinView((replace(taken, ready=True), friend), best)
    for i, keys in enumerate(KEYS[1:]):
        other = replace(taken, keys=keys, rows=small_rows(words) if keys.small else seat_rows(words))
        yield f"kit-{i}", JoinView((other, replace(other, ready=True, focus=4)))


RESULTS = {
    "good": (result(), timeline(), (-12.0, 3.0, 8.0, -40.0, 55.0, 300.0)),
    "low": (result(score=3.2, together=Together(0.0, 0.0, 0.0, None, 0), lanterns=0), timeline()[:60], ()),
    "silent": (silent_result(), (), ()),
}


GILDED = tuple(Dare("rest", phrase, met=True) for phrase in range(2, 8))
ROUNDS = (
    result(score=41.2, lanterns=2, together=Together(20.0, 0.22, 9.2, 31.0, 3)),
    result(score=None, lanterns=5, together=Together(50.0, 0.56, 41.0, 12.0, 3), dares=GILDED[:1]),
    result(score=100.0, lanterns=8, together=Together(90.0, 1.0, 90.0, None, 1), dares=GILDED),
)
"""An evening from dusk to dawn."""


def pages() -> dict[str, Outing]:
    """Evenings: whole, without a moment together, with a leader each, and left early."""
    second = replace(ROUNDS[1], asynchrony=replace(ROUNDS[1].asynchrony, mean_ms=-20.0))
    both = replace(ROUNDS[0], asynchrony=replace(ROUNDS[0].asynchrony, mean_ms=-20.0))
    return {
        "whole": Outing(ROUNDS),
        "never": Outing((RESULTS["low"][0],) * 3),
        "led-by-both": Outing((both, second, both)),
        "one": Outing(ROUNDS[:1]),
        "none": Outing(),
    }


def notices(words: Words) -> Iterator[tuple[str, str]]:
    """Every notice, with the longest names that fit into it."""
    notice = words.notice
    for name in ("no_sound", "sound_gone", "sound_back", "plain_sound", "muted"):
        yield name, getattr(notice, name)
    left, right = home_rows(FIRST_BINDINGS, "")
    yield "no_midi", notice.no_midi.format(left=left, right=right)
    yield "volume", notice.volume.format(level=VOLUME_STEPS)
    yield "unplugged", notice.unplugged.format(device=LONG)
    yield "plugged", notice.plugged.format(device=LONG)
    yield "held", notice.held.format(device=LONG)


def screens(stage: Stage, words: Words) -> Iterator[tuple[str, Draw]]:
    """Yield the name of every screen and what draws it."""
    best = words.best.line.format(score=100)

    def title(surface: pygame.Surface) -> None:
        scenery(stage, GREETING, surface)
        for _ in stage.people_at_rest(surface, "joy"):
            pass
        draw_title(surface, TitleView(best=best), words)

    def attract(surface: pygame.Surface) -> None:
        duet(stage, moments()["3-apart"])(surface)
        draw_title(surface, TitleView(attract=True, best=best), words)

    yield "title", title
    yield "title-attract", attract
    for page in range(PAGES):
        yield f"help-{page}", lambda surface, page=page: draw_help(surface, page, words)
    for name, view in joins(words):

        def join(surface: pygame.Surface, view: JoinView = view) -> None:
            scenery(stage, GREETING, surface)
            draw_join(surface, view, words)

        yield f"join-{name}", join
    for name, snapshot in moments().items():
        yield f"duet-{name}", duet(stage, snapshot)
    yield from _cards(stage, words, best)


def _cards(stage: Stage, words: Words, best: str) -> Iterator[tuple[str, Draw]]:
    def rest_key(surface: pygame.Surface) -> None:
        duet(stage, moments()["3-apart"])(surface)
        draw_rest_key(surface, words, ("four", "crash"))

    yield "rest-sign", rest_key
    pause = words.pause
    asked = [*menu_rows(words)[:5], Row(pause.leave_again, "sure")]
    for name, rows, hint, kits in (
        ("pause", menu_rows(words)[:6], None, ()),
        ("pause-feel", menu_rows(words)[:6], pause.feel_hint, ()),
        ("pause-leave", asked, pause.leave_hint, (SMALL, KEYS[1])),
        ("pause-loose", asked, pause.leave_hint, (KEYS[2], KEYS[2])),
    ):

        def menu(surface: pygame.Surface, rows=rows, hint=hint, kits=kits) -> None:
            duet(stage, moments()["5-near"])(surface)
            draw_menu(surface, pause.title, rows, len(rows) - 1, words, hint, kits=kits)

        yield name, menu
    for missed, left in (((Missed(1, LONG),), None), ((Missed(1, LONG), Missed(0, LONG)), None),
                         ((Missed(0, LONG, here=True),), 0.5)):  # fmt: skip

        def cable(surface: pygame.Surface, missed=missed, left=left) -> None:
            duet(stage, moments()["5-near"])(surface)
            draw_cable(surface, missed, words, left)

        yield f"cable-{len(missed)}-{left}", cable
    for name, (outcome, rows, asynchronies) in RESULTS.items():

        def card(surface: pygame.Surface, outcome=outcome, rows=rows, asynchronies=asynchronies) -> None:
            scenery(stage, Motion.at_rest(Snapshot(light=outcome.together.fraction)), surface)
            draw_result(surface, outcome, rows, words, asynchronies, best=best)

        yield f"result-{name}", card
    for name, outing in pages().items():

        def page(surface: pygame.Surface, outing=outing) -> None:
            scenery(stage, Motion.at_rest(Snapshot(light=0.9)), surface)
            draw_outing(surface, outing.page(), words)

        yield f"page-{name}", page
    for part, ready in ((1, (False, True)), (2, (True, True))):

        def exchange(surface: pygame.Surface, part=part, ready=ready) -> None:
            scenery(stage, Motion.at_rest(Snapshot(light=0.34)), surface)
            draw_exchange(surface, ExchangeView(part, ROUNDS[part - 1], ready), words)

        yield f"exchange-{part}", exchange
    for name, text in notices(words):

        def notice(surface: pygame.Surface, text: str = text) -> None:
            duet(stage, moments()["3-apart"])(surface)
            draw_notice(surface, text)

        yield f"notice-{name}", notice

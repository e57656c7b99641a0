"""Write the game's screens and eight moments of a duet as PNG files.

    python docs/draw_screens.py FOLDER [--size 1920x1080] [--lang en] [--only NAME]

Nothing is played: every picture is drawn from values, so the same picture comes out each time.
"""

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from math import sin
from pathlib import Path
from statistics import NormalDist
from types import SimpleNamespace
from typing import cast

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame

from game.model.result import Asynchrony, Dare, Journey, Parts, Result, Tempo, TimelineRow, Together
from game.model.settings import EveningSettings
from game.model.snapshot import OnsetView, PlayerView, Snapshot
from game.scenes.evening import Evening
from game.scenes.settings_rows import draw_page, rollover_view
from game.session.outing import Outing
from game.session.rollover import Rollover
from game.session.settings_menu import Page, SettingsMenu
from game.ui.cable_card import draw_cable
from game.ui.card import draw_result
from game.ui.credits_card import draw_credits
from game.ui.exchange_card import draw_exchange
from game.ui.help_card import draw_help
from game.ui.join_card import draw_join
from game.ui.menu_card import draw_menu
from game.ui.motion import Motion, MotionState
from game.ui.outing_card import draw_outing
from game.ui.rollover_card import draw_rollover
from game.ui.stage import Stage
from game.ui.title_card import draw_title
from game.ui.views import ExchangeView, JoinSeat, JoinView, Missed, Row, TitleView
from game.ui.words import LANGUAGES, Words

_NOW_S, _BEAT_S = 60.0, 0.52
_GROOVE = ("kick", "hat_closed", "snare", "hat_closed")
"""One bar in half beats, from the one: kick, hat, snare, hat."""


def _strokes(late_s: float, *, met: bool, until_s: float = _NOW_S) -> tuple[OnsetView, ...]:
    step = _BEAT_S / 2
    times = [(i, _NOW_S - 0.03 - (15 - i) * step + late_s) for i in range(16)]
    return tuple(
        OnsetView(time_s, "crash" if i == 15 else _GROOVE[i % 4], (0.9, 0.5)[i % 2], met)
        for i, time_s in times
        if time_s <= until_s
    )


def _player(bpm: int | None, chevrons: int, late_s: float, *, met: bool = False, until_s: float = _NOW_S) -> PlayerView:
    return PlayerView(bpm, 4, chevrons, until_s >= _NOW_S, _strokes(late_s, met=met, until_s=until_s))


def _duet(state: str, first: PlayerView, second: PlayerView, **more: object) -> Snapshot:
    shared = state in {"near", "together"}
    usual = {"beat_s": _BEAT_S, "beat_time_s": _NOW_S - 0.03 if shared else None, "lead": 0.0, "slip_ms": 0.0}
    return Snapshot(now_s=_NOW_S, state=state, players=(first, second), **(usual | more))  # type: ignore[arg-type]


def _lit(count: int) -> tuple[bool, ...]:
    return tuple(i < count for i in range(8))


def moments() -> dict[str, Snapshot]:
    """Return eight moments of a duet, in their order."""
    together = {"met": True}
    ones = _player(116, 0, 0.0, **together), _player(116, 0, 0.004, **together)
    apart = _player(112, 2, 0.0), _player(119, -2, -0.07)
    near = _player(115, 1, 0.0, met=True), _player(117, -1, 0.02, met=True)
    return {
        "1 begin": Snapshot(
            now_s=_NOW_S, phrase=0,
            players=(PlayerView(taps=2, present=True, onsets=apart[0].onsets[-2:]), PlayerView()),
        ),
        "2 far": _duet("apart", *apart, difference_percent=-6.1, slip_ms=35.0, lead=0.6, phrase=1, phrase_progress=0.3),
        "3 near": _duet("near", *near, difference_percent=-1.7, slip_ms=14.0, lead=0.2, phrase=2, phrase_progress=0.5,
                        lanterns=_lit(1), light=0.22),
        "4 together": _duet("together", *ones, difference_percent=0.1, phrase=3, phrase_progress=0.4, phrase_share=0.3,
                            lanterns=_lit(2), light=0.35),
        "5 dawn": _duet("together", *ones, difference_percent=0.1, phrase=7, phrase_progress=0.3, lanterns=_lit(7),
                        light=0.97),
        "6 silent": _duet("apart", ones[0], _player(118, 0, 0.0, until_s=_NOW_S - 5 * _BEAT_S), lead=None, slip_ms=None,
                          light=0.4, phrase=4, phrase_progress=0.6, lanterns=_lit(3)),
        "7 lantern": _duet("together", *ones, difference_percent=0.1, phrase=5, phrase_progress=0.8, phrase_share=0.7,
                           lanterns=_lit(4), light=0.7),
        "8 end": _duet("together", *ones, difference_percent=0.1, phrase=7, phrase_progress=0.99, phrase_share=0.9,
                       lanterns=_lit(7), light=0.95, sunset=1.0, beats_left=1, one_heart=True),
    }  # fmt: skip


def _timeline() -> tuple[TimelineRow, ...]:
    rows = []
    for i in range(240):
        u = i / 239
        gap = 13 * (1 - u) ** 3 - 4.5 * max(0.0, 1 - abs(u - 0.62) / 0.09)
        middle = 112 + 3 * u
        together = 0.3 < u < 0.55 or u > 0.72
        score = max(0.0, min(97.0, 96 - 8 * abs(gap)))
        rows.append(
            TimelineRow(
                i * 0.5,
                (middle - gap / 2, middle + gap / 2),
                middle,
                None,
                14 * sin(7 * u + 4.3) * (1.5 - u) if u > 0.05 else None,
                score,
                "together" if together else "apart",
            )
        )
    return tuple(rows)  # fmt: skip


def _result(**changes: object) -> Result:
    usual = {
        "engine": 1, "score": 87.3, "reason": None, "parts": Parts(0.91, 0.84, 0.78, 0.95, 1.0, 1.0),
        "tempo": Tempo((111.8, 112.1), 112.0, -0.1, "1:1"), "asynchrony": Asynchrony(-3.1, 14.2, 11.3, 212, 0.0),
        "together": Together(62.4, 0.52, 41.0, 36.2, 3), "feel": "gentle", "lanterns": 6, "finale_ms": 12.0,
        "hits": (240, 260), "seconds": 120.0,
        "dares": tuple(Dare("rest", phrase, met=phrase < 3) for phrase in range(1, 6)),
        "journey": Journey(0.2, 0.9, 12.0, 0.5, None, None, None, 1, 2, whole=1.0),
    }  # fmt: skip
    return Result(**(usual | changes))  # type: ignore[arg-type]


_POOR = {
    "score": 21.4, "parts": Parts(0.35, 0.2, 0.3, 0.7, 1.0, 1.0), "together": Together(0.0, 0.0, 0.0, None, 0),
    "lanterns": 0, "finale_ms": None, "dares": None, "asynchrony": Asynchrony(-12.0, 61.0, 48.0, 40, 0.0),
    "journey": None,
}  # fmt: skip
_NONE = {
    "score": None, "reason": "player 2 never struck a drum, so there is nothing to compare", "parts": None,
    "tempo": Tempo((118.2, None), None, None, None), "asynchrony": Asynchrony(None, None, None, 0, 0.0),
    "together": Together(0.0, 0.0, 0.0, None, 0), "lanterns": 0, "finale_ms": None, "dares": None, "hits": (240, 0),
    "journey": None,
}  # fmt: skip
_ASYNCHRONIES = tuple(12.0 * NormalDist().inv_cdf((i + 0.5) / 64) for i in range(64))


def _seat_rows(words: Words) -> tuple[Row, ...]:
    off = {"kind": "choice", "value": words.common.off, "place": (0, 2)}
    return (
        Row(words.join.ready, "play"), Row(words.join.own_sound, **off), Row(words.join.left_handed, **off),  # type: ignore[arg-type]
        Row(words.join.feel, "choice", words.join.feel_gentle, place=(0, 2)), Row(words.join.friend, **off),  # type: ignore[arg-type]
    )  # fmt: skip


def _pause_rows(words: Words) -> list[Row]:
    pause = words.pause
    return [
        Row(pause.resume, "play"), Row(words.join.feel, "choice", words.join.feel_gentle, place=(0, 2)),
        Row(pause.volume, "bar", level=7), Row(pause.motion, "choice", pause.motion_calm, place=(1, 2)),
        Row(pause.language, "choice", pause.language_name, place=(0, 3)), Row(pause.leave, "sure"),
    ]  # fmt: skip


def _seats(words: Words) -> dict[str, JoinView]:
    pads = frozenset({"kick", "snare", "hat_closed", "tom1", "tom2", "crash"})
    first = JoinSeat("TD-17", "Roland TD-17", cable=True, pads=pads, lit="snare", rows=_seat_rows(words), focus=1)
    ready = replace(first, ready=True, focus=0)
    other = JoinSeat("DTX", "Yamaha DTX402", cable=True, ready=True, pads=pads, lit="tom1", rows=_seat_rows(words))
    return {"empty": JoinView(), "one": JoinView((first, JoinSeat())), "ready": JoinView((ready, other))}


def screens(stage: Stage, words: Words) -> dict[str, Callable[[pygame.Surface], None]]:
    """Return every picture by its name, as what draws it."""
    waiting = replace(Motion.at_rest(Snapshot(light=0.35)), stones=(1.0,) * 8, petals=0.8)

    def place(surface: pygame.Surface, motion: MotionState) -> None:
        for _ in stage.scenery(surface, motion, _NOW_S):
            pass

    def title(surface: pygame.Surface) -> None:
        place(surface, waiting)
        for _ in stage.people_at_rest(surface, "joy"):
            pass
        draw_title(surface, TitleView(), words)

    def join(view: JoinView) -> Callable[[pygame.Surface], None]:
        return lambda surface: (place(surface, Motion.at_rest(Snapshot())), draw_join(surface, view, words))[1]

    def duet(snapshot: Snapshot) -> Callable[[pygame.Surface], None]:
        motion = settled(snapshot)
        return lambda surface: stage.draw(surface, snapshot, motion)

    def result(
        outcome: Result, rows: tuple[TimelineRow, ...], apart_ms: tuple[float, ...]
    ) -> Callable[[pygame.Surface], None]:
        motion = Motion.at_rest(Snapshot(light=outcome.together.fraction))
        return lambda surface: (place(surface, motion), draw_result(surface, outcome, rows, words, apart_ms))[1]

    def rest(surface: pygame.Surface) -> None:
        duet(replace(moments()["2 far"], paused=True))(surface)
        draw_menu(surface, words.pause.title, _pause_rows(words), 1, words)

    pictures: dict[str, Callable[[pygame.Surface], None]] = {"title": title}
    pictures |= {f"join {name}": join(view) for name, view in _seats(words).items()}
    pictures |= {
        f"help {i + 1}": lambda surface, i=i: (place(surface, waiting), draw_help(surface, i, words))[1]
        for i in range(3)
    }  # type: ignore[misc]
    pictures |= {f"duet {name}": duet(snapshot) for name, snapshot in moments().items()}
    pictures["rest"] = rest
    pictures["result good"] = result(_result(), _timeline(), _ASYNCHRONIES)
    pictures["result poor"] = result(
        _result(**_POOR), tuple(replace(row, state="apart") for row in _timeline()[:56]), _ASYNCHRONIES[::3]
    )
    pictures["result none"] = result(_result(**_NONE), (), ())
    return pictures | _cards(place, words)


def _cards(
    place: Callable[[pygame.Surface, MotionState], None], words: Words
) -> dict[str, Callable[[pygame.Surface], None]]:
    """Return the settings, what waits between rounds, and the end of an evening."""
    evening = cast("Evening", SimpleNamespace(words=words, settings=EveningSettings(words.lang)))
    test = Rollover(EveningSettings().keyboard)
    rounds = (
        _result(score=41.2, lanterns=2, together=Together(20.0, 0.22, 9.2, 31.0, 3), dares=None),
        _result(score=68.0, lanterns=5, together=Together(62.0, 0.56, 41.0, 12.0, 3)),
        _result(score=93.4, lanterns=8, together=Together(101.0, 0.9, 60.0, 4.0, 1)),
    )

    def over(light: float, draw: Callable[[pygame.Surface], object]) -> Callable[[pygame.Surface], None]:
        motion = Motion.at_rest(Snapshot(light=light))
        return lambda surface: (place(surface, motion), draw(surface), None)[2]

    pictures = {
        f"settings {page.value}": over(
            0.3, lambda surface, page=page: draw_page(surface, evening, SettingsMenu(page=page), (), 0.0)
        )
        for page in (Page.MAIN, Page.SOUND, Page.SEATS, Page.KEYBOARD, Page.LEFT)
    }
    pictures["settings test"] = over(0.3, lambda surface: draw_rollover(surface, rollover_view(test, words), words))
    pictures["settings credits"] = over(0.3, lambda surface: draw_credits(surface, words))
    pictures["cable"] = over(0.3, lambda surface: draw_cable(surface, (Missed(1, "TD-17"),), words))
    view = ExchangeView(1, rounds[0], (True, False))
    pictures["evening exchange"] = over(0.34, lambda surface: draw_exchange(surface, view, words))
    pictures["evening page"] = over(0.9, lambda surface: draw_outing(surface, Outing(rounds).page(), words))
    return pictures


def settled(snapshot: Snapshot) -> MotionState:
    """Return where everything is once `snapshot` has held for a while."""
    motion = Motion()
    motion.advance(snapshot, 0.0)
    for _ in range(80):
        state = motion.advance(snapshot, 0.2)
    return state


def main() -> None:
    """Draw and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--lang", default="en", choices=LANGUAGES)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    size = tuple(int(side) for side in arguments.size.split("x"))
    pygame.display.init()
    pygame.display.set_mode((64, 64))
    arguments.folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(size)  # type: ignore[arg-type]
    for name, draw in screens(stage, Words(arguments.lang)).items():
        if arguments.only in name:
            surface = pygame.Surface(size, depth=32)
            draw(surface)
            pygame.image.save(surface, arguments.folder / f"{name.replace(' ', '_')}.png")


if __name__ == "__main__":
    main()

"""Draws what must look as it did: `python tests/golden/pictures.py` writes the pictures anew.

Each is a piece of the stage in a small window. Look at what changed (`git diff --stat`, then the pictures) before you
keep it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "golden" / "pictures"
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import numpy as np  # noqa: E402
import pygame  # noqa: E402
from ui.duets import apart, result, silent_result, timeline  # noqa: E402
from ui.menus import stage_of  # noqa: E402

from game.model.snapshot import PlayerView, Snapshot  # noqa: E402
from game.ui.card import draw_result  # noqa: E402
from game.ui.motion import Motion  # noqa: E402
from game.ui.title_card import draw_title  # noqa: E402
from game.ui.views import TitleView  # noqa: E402
from game.ui.words import Words  # noqa: E402

SIZE = (640, 360)
COMMAND = "python tests/golden/pictures.py"
OTHER = 48
"""Sum of the differences of red, green and blue from which a pixel counts as another: edges may be rounded anew."""
MOST_OTHER = 0.001
"""Share of such pixels that nobody sees."""
MOST_MEAN = 1.5
"""Mean difference of all pixels, of 255, that nobody sees."""
_QUIET = apart(
    players=(PlayerView(112, 4, 0, True), PlayerView(112, 4, 0, True)), beat_time_s=None, lead=None,
    difference_percent=6.0, slip_ms=-30.0,
)  # fmt: skip
_ONE = apart(state="together", players=_QUIET.players, beat_time_s=None, lead=None)
Box = tuple[int, int, int, int]


def _scenery(light: float) -> Callable[[pygame.Surface], None]:
    def draw(surface: pygame.Surface) -> None:
        for _ in stage_of(SIZE).scenery(surface, Motion.at_rest(Snapshot(light=light)), 0.0):
            pass

    return draw


def _duet(snapshot: Snapshot) -> Callable[[pygame.Surface], None]:
    return lambda surface: stage_of(SIZE).draw(surface, snapshot, Motion.at_rest(snapshot))


def _title(surface: pygame.Surface) -> None:
    _scenery(0.35)(surface)
    for _ in stage_of(SIZE).people_at_rest(surface, "joy"):
        pass
    draw_title(surface, TitleView(), Words("en"))


def _card(which: str) -> Callable[[pygame.Surface], None]:
    outcome, rows, apart_ms = {
        "good": (result(), timeline(), (-12.0, 3.0, 8.0, -40.0, 55.0)),
        "silent": (silent_result(), (), ()),
    }[which]
    return lambda surface: draw_result(surface, outcome, rows, Words("en"), apart_ms)


PICTURES: dict[str, tuple[Callable[[pygame.Surface], None], Box]] = {
    "title": (_title, (180, 50, 280, 180)),
    "dusk": (_scenery(0.0), (200, 150, 240, 210)),
    "dawn": (_scenery(1.0), (200, 150, 240, 210)),
    "halves": (_duet(_QUIET), (240, 60, 160, 150)),
    "sun": (_duet(_ONE), (240, 50, 160, 160)),
    "drummer-1": (_duet(_QUIET), (0, 150, 240, 210)),
    "drummer-2": (_duet(_QUIET), (400, 150, 240, 210)),
    "lanterns": (_duet(_QUIET), (190, 0, 260, 36)),
    "result": (_card("good"), (0, 0, 640, 340)),
    "result-silent": (_card("silent"), (0, 90, 640, 270)),
}
"""What is drawn, and which piece of it is kept, px."""


def drawn(name: str) -> pygame.Surface:
    """Draw a picture as the game draws it now."""
    draw, box = PICTURES[name]
    surface = pygame.Surface(SIZE, depth=32)
    surface.fill((90, 90, 120))
    draw(surface)
    return surface.subsurface(box).copy()


def kept(name: str) -> pygame.Surface:
    """Read a picture as it was kept."""
    return pygame.image.load(FOLDER / f"{name}.png")


def difference(one: pygame.Surface, other: pygame.Surface) -> tuple[float, float]:
    """Return how far apart two pictures are: the share of pixels that are others, and the mean difference, of 255."""
    first, second = (pygame.surfarray.array3d(each).astype(int) for each in (one, other))
    apart_by = np.abs(first - second)
    return float((apart_by.sum(axis=2) > OTHER).mean()), float(apart_by.mean())


def main() -> None:
    """Write all pictures."""
    pygame.display.init()
    pygame.display.set_mode((64, 64))
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        pygame.image.save(drawn(name), FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()

"""An evening in three rounds, dusk, path and dawn: who sits where, and what the page at its end tells.

A round is a round of One Heart; the two exchange their sticks, and so their seats, before each next one. Nothing is
added up to a score: what the page tells is theirs, not a sum to be beaten.
"""

from dataclasses import dataclass
from typing import Final

from game.model.result import Result
from game.session.badges import BADGES, Badge, badges
from game.session.stretch import PHRASES

PARTS: Final = ("dusk", "path", "dawn")
"""The rounds, in order."""
SECONDS: Final = 90.0
"""Length of each."""
SURE_MS: Final = 3.0
"""Who is ahead by less than this on average leads nobody."""
MODE: Final = "evening"
"""What such a round is called in its recording, with its part: `evening-dusk`."""
LIGHTS: Final = {"dusk": (0.0, 0.33), "path": (0.34, 0.67), "dawn": (0.68, 1.0)}
"""Between which lights each part lies: the place, and the band's music, go on where the part before left them."""
Seats = tuple[int, int]
"""Which of the two who came sits on the left, and which on the right."""
FIRST_SEATS: Final[Seats] = (1, 2)
"""Who sits where in the first round."""


@dataclass(frozen=True, slots=True)
class Row:
    """One round, as the page tells it."""

    part: str
    seats: Seats
    score: float | None
    found_s: float | None
    """Seconds until they first were one, or None."""
    longest_s: float
    held: float
    """Share of the round that was held together, 0 to 1."""
    lanterns: int
    gilded: int
    led: int | None
    """Which of the two who came was ahead on average, whatever the seat; None where neither was."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page at the end of an evening."""

    rows: tuple[Row, ...]
    lanterns: int
    of_lanterns: int
    gilded: int
    longest: Row | None
    """The round with the longest time together, or None where there was none."""
    grown: float | None
    """By how much the last round was held more than the first, -1 to 1; None with a single round."""
    led_by_both: bool
    """Whether each of the two led a round."""
    badges: tuple[Badge, ...]
    """Everything that was earned, each once, the rarest first."""


@dataclass(frozen=True, slots=True)
class Outing:
    """How far an evening of three rounds has come; every round gives the next one."""

    played: tuple[Result, ...] = ()

    @property
    def part(self) -> str | None:
        """The round to come, one of `PARTS`, or None when the evening is over."""
        return PARTS[len(self.played)] if len(self.played) < len(PARTS) else None

    @property
    def seats(self) -> Seats:
        """Who sits where in the round to come."""
        return seats_of(len(self.played))

    @property
    def exchanges(self) -> bool:
        """Whether the sticks are exchanged before the round to come."""
        return 0 < len(self.played) < len(PARTS)

    def after(self, result: Result) -> "Outing":
        """Take how a round ended, also one that was left early; once it is over the evening stays as it is."""
        return self if self.part is None else Outing((*self.played, result))

    def page(self) -> Page:
        """Return what is told of the rounds so far."""
        rows = tuple(_row(number, result) for number, result in enumerate(self.played))
        earned = {badge.name for result in self.played for badge in badges(result)}
        held = [row for row in rows if row.longest_s > 0]
        return Page(
            rows=rows,
            lanterns=sum(row.lanterns for row in rows),
            of_lanterns=PHRASES * len(rows),
            gilded=sum(row.gilded for row in rows),
            longest=max(held, key=lambda row: row.longest_s, default=None),
            grown=None if len(rows) < 2 else rows[-1].held - rows[0].held,
            led_by_both={1, 2} <= {row.led for row in rows},
            badges=tuple(badge for badge in BADGES if badge.name in earned),
        )


def seats_of(number: int) -> Seats:
    """Return who sits where in a round, counted from 0."""
    return FIRST_SEATS if number % 2 == 0 else FIRST_SEATS[::-1]


def mode_of(part: str) -> str:
    """Return the mode of a recording of one part."""
    return f"{MODE}-{part}"


def part_of(mode: str) -> str | None:
    """Return which part a recording of this mode is, or None for a round that stands for itself."""
    kind, _, part = mode.partition("-")
    return part if kind == MODE and part in PARTS else None


def light_in(part: str | None, light: float) -> float:
    """Return how light it is, 0 to 1, where the two have earned `light` in this part."""
    if part is None:
        return light
    low, high = LIGHTS[part]
    return low + (high - low) * light


def _row(number: int, result: Result) -> Row:
    seats = seats_of(number)
    return Row(
        part=PARTS[number],
        seats=seats,
        score=result.score,
        found_s=result.together.first_s,
        longest_s=result.together.longest_s,
        held=result.together.fraction,
        lanterns=result.lanterns,
        gilded=sum(dare.met for dare in result.dares or ()),
        led=_led(result, seats),
    )


def _led(result: Result, seats: Seats) -> int | None:
    """Return who was ahead; of kits that report late the set `offset_ms` is taken off, and nothing else."""
    asynchrony = result.asynchrony
    if asynchrony.mean_ms is None or result.together.seconds <= 0:
        return None
    if abs(asynchrony.mean_ms) < SURE_MS:
        return None
    return seats[0] if asynchrony.mean_ms < 0 else seats[1]

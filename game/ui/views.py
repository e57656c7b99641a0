"""What cards draw, as values: decided elsewhere, drawn in `ui`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a menu that pads steer."""

    text: str
    kind: str = "go"
    """`play` (a triangle), `choice` (a value to step through), `bar` (a level of ten) or `go` (leads on)."""
    value: str | None = None
    """What is chosen, in words (`choice`)."""
    level: int = 0
    """0 to 10 (`bar`)."""
    place: tuple[int, int] = (0, 1)
    """Which of how many choices is on (`choice`)."""


@dataclass(frozen=True, slots=True)
class JoinSeat:
    """One side of the join screen."""

    taken_by: str | None = None
    """What holds the seat, as it should be shown, or None for a free seat."""
    kit: str | None = None
    """How the kit was recognised, such as `Roland TD-17`; None = not told."""
    friend: bool = False
    """A simulated friend sits here."""
    ready: bool = False
    pads: frozenset[str] = frozenset()
    """Pads met so far: the dots that are filled."""
    lit: str | None = None
    """The pad struck just now."""
    rows: tuple[Row, ...] = ()
    """What this player can set, the first being `ready`; empty for a free seat."""
    focus: int = 0
    left_handed: bool = False


@dataclass(frozen=True, slots=True)
class JoinView:
    """The join screen."""

    seats: tuple[JoinSeat, JoinSeat] = (JoinSeat(), JoinSeat())
    best: str | None = None
    """This pair's best, as a sentence, or None while there is none."""


@dataclass(frozen=True, slots=True)
class TitleView:
    """The title screen."""

    attract: bool = False
    """The demo plays behind: only the logo and the invitation are shown, the drummers belong to the duet."""
    best: str | None = None

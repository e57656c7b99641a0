"""What cards draw, as values: decided elsewhere, drawn in `ui`."""

from dataclasses import dataclass

from game.model.result import Result


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a menu that pads steer."""

    text: str
    kind: str = "go"
    """`play` (a triangle), `choice` (a value to step through), `bar` (a level of ten), `go` (leads on), `sure` (leads
    on when it is chosen once more) or `done` (its choice has been made)."""
    value: str | None = None
    """What is chosen, in words (`choice`)."""
    level: int = 0
    """0 to 10 (`bar`)."""
    place: tuple[int, int] = (0, 1)
    """Which of how many choices is on (`choice`)."""
    player: int | None = None
    """Whose row it is, 0 or 1: it carries that player's mark."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The gold bar on its way to the row that is steered."""

    at: float
    """Where it is, in rows from the top."""
    row: int
    """Where it goes."""
    turning: bool = False
    """It is steered to and fro, so fast that it stays in between: a notch alone tells which row is chosen."""


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Which pads of one kit are the menu keys `up`, `down`, `choose` and `back`."""

    keys: tuple[tuple[str, str], ...] = (("tom1", "up"), ("tom2", "down"), ("snare", "choose"), ("crash", "back"))
    """Pad and key."""
    loose: tuple[str | None, ...] = ()
    """Where nobody knows what a kit's pads are: the key of each, or None, in the order in which they were met."""
    small: bool = False
    """Too few pads for four keys: `down` is any pad, and its double hit chooses."""


STANDARD_KEYS = KeyMap()
"""The keys of most kits."""


@dataclass(frozen=True, slots=True)
class JoinSeat:
    """One side of the join screen."""

    taken_by: str | None = None
    """What holds the seat, as it should be shown, or None for a free seat."""
    kit: str | None = None
    """How the kit was recognised, such as `Roland TD-17`; None = not told."""
    friend: bool = False
    """A simulated friend sits here."""
    cable: bool = False
    """What holds the seat plays through a MIDI cable."""
    ready: bool = False
    pads: frozenset[str] = frozenset()
    """Pads met so far: the dots that are filled."""
    lit: str | None = None
    """The pad struck just now."""
    rows: tuple[Row, ...] = ()
    """What this player can set, the first being `ready`; empty for a free seat."""
    focus: int = 0
    bar: Bar | None = None
    """The bar on its way to `focus`; None = it has come."""
    left_handed: bool = False
    keys: KeyMap = STANDARD_KEYS
    lit_loose: int | None = None
    """Which of `keys.loose` was struck just now."""
    asked_home: float | None = None
    """How much of the time for the second wish to go home has passed, 0 to 1; None = there was no first."""
    lost: str | None = None
    """What held the seat until it was unplugged, or None."""


@dataclass(frozen=True, slots=True)
class JoinView:
    """The join screen."""

    seats: tuple[JoinSeat, JoinSeat] = (JoinSeat(), JoinSeat())
    best: str | None = None
    """This pair's best, as a sentence, or None while there is none."""
    keys: tuple[str, str] = ("A S D F", "J K L ;")
    """Some drum keys of each half of the keyboard."""
    now_s: float = 0.0
    """The moment, s: plugs that were pulled pulse with it."""
    calm: bool = False
    """What only moves for its looks stands still."""


@dataclass(frozen=True, slots=True)
class Missed:
    """One player's kit on the card that waits for it."""

    player: int
    """0 or 1."""
    device: str
    here: bool = False
    """It is back, or another one has taken its place."""


@dataclass(frozen=True, slots=True)
class TitleView:
    """The title screen."""

    attract: bool = False
    """The demo plays behind: only the logo and the invitation are shown, the drummers belong to the duet."""
    best: str | None = None
    asked: float | None = None
    """How much of the time for the second stroke has passed, 0 to 1; None = there was no first."""
    wish: str | None = None
    """What a second stroke would ask for: `settings` or `evening`."""


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """The card between two rounds of an evening."""

    part: int
    """The round to come: 1 or 2 (0 was the first one)."""
    result: Result
    """Of the round that was played."""
    ready: tuple[bool, bool] = (False, False)
    """Who is ready, by the side that they play for now."""
    homeward: bool = False
    """A small kit has stepped to the end of the evening."""
    small: bool = False
    """Somebody steers by a small kit."""


@dataclass(frozen=True, slots=True)
class KeyCap:
    """One key of a chord in the keyboard test."""

    player: int
    """0 or 1."""
    key: str
    pad: str
    heard: bool = False


@dataclass(frozen=True, slots=True)
class RolloverView:
    """The keyboard test."""

    caps: tuple[KeyCap, ...]
    """What is asked for now; none once all has been asked."""
    ask: str
    """What to do."""
    below: tuple[str, ...] = ()
    """What is heard, or what was found out."""
    done: tuple[bool | None, ...] = ()
    """Each chord: whether it arrived whole, or None where it has not been asked for yet."""
    over: bool = False

"""Which chords of two players a keyboard loses: many keyboards tell of only a few keys at a time."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from game.model.bindings import HALVES, Bindings, Place

CHORDS: Final = (
    ("kick", "hat_closed"),
    ("kick", "snare", "hat_closed"),
    ("kick", "snare", "crash"),
    ("kick", "tom1", "ride"),
    ("kick", "tom2", "tom3"),
)  # fmt: skip
"""What one pair of hands and a foot strike at once; both players strike each at the same time."""
STILL_S: Final = 2.0
"""After so long without a change the keys that are held are all that the keyboard tells of."""
TRIES: Final = 2
"""A chord that did not arrive whole is asked for once more: fingers slip, too."""


class Ask(Enum):
    """What the players are asked for."""

    HOLD = "hold"
    LET_GO = "let_go"
    DONE = "done"


@dataclass(slots=True)
class Rollover:
    """Asks for one chord after the other. Times are those of the session clock, s."""

    bindings: Bindings
    ask: Ask = Ask.HOLD
    step: int = 0
    """Which of `CHORDS` is asked for."""
    held: list[str] = field(default_factory=list)
    """The keys that the game hears now, in the order in which they came."""
    lost: dict[int, tuple[Place, ...]] = field(default_factory=dict)
    """The pads that were missing, by chord."""
    _tries: int = 0
    _changed_s: float = 0.0

    def wanted(self) -> tuple[tuple[Place, str], ...]:
        """Return the pads of the chord and the key of each; pads without a key cannot be asked for."""
        pads = CHORDS[min(self.step, len(CHORDS) - 1)]
        places = [Place(half, pad) for half in HALVES for pad in pads]
        return tuple((place, keys[0]) for place in places if (keys := self.bindings.keys_of(place)))

    def down(self, key: str, now_s: float) -> None:
        """Take a key that goes down."""
        if key not in self.held:
            self.held.append(key)
        self._changed_s = now_s

    def up(self, key: str, now_s: float) -> None:
        """Take a key that goes up."""
        self.held = [other for other in self.held if other != key]
        self._changed_s = now_s

    def lift(self, now_s: float) -> None:
        """Forget every key: another window is in front, where keys go up unheard."""
        self.held, self._changed_s = [], now_s

    def update(self, now_s: float) -> None:
        """Judge what is held."""
        if self.ask is Ask.HOLD:
            self._judge(now_s)
        elif self.ask is Ask.LET_GO and not self.held:
            self.ask = Ask.HOLD if self.step < len(CHORDS) else Ask.DONE

    def _judge(self, now_s: float) -> None:
        missing = tuple(place for place, key in self.wanted() if key not in self.held)
        if not missing:
            self.lost.pop(self.step, None)
            self._go_on()
        elif len(missing) < len(self.wanted()) and now_s - self._changed_s >= STILL_S:
            self._tries += 1
            self.ask = Ask.LET_GO
            if self._tries >= TRIES:
                self.lost[self.step] = missing
                self._go_on()

    def _go_on(self) -> None:
        self.step, self._tries, self.ask = self.step + 1, 0, Ask.LET_GO

"""What happened between two updates of a duet, for the ears and the picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Began:
    """Both players have played: the round's clock runs from `time_s`."""

    time_s: float


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The duet's state is now `state` (one of `model.snapshot.STATES`)."""

    time_s: float
    state: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A stroke of `player` met the partner's, within 40 ms of the learned offset."""

    time_s: float
    player: int


@dataclass(frozen=True, slots=True)
class LanternLit:
    """Phrase `phrase` (0 to 7) has been held together for half of its time."""

    time_s: float
    phrase: int


@dataclass(frozen=True, slots=True)
class DareOffered:
    """Phrase `phrase` asks for `dare` (one of `session.dare_rules.RULES`)."""

    time_s: float
    phrase: int
    dare: str


@dataclass(frozen=True, slots=True)
class DareMet:
    """What phrase `phrase` asked for was done: its lantern is gilded."""

    time_s: float
    phrase: int
    dare: str


DuetEvent = Began | StateChanged | Matched | LanternLit | DareOffered | DareMet

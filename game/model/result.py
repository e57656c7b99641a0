"""The outcome of a duet, with the keys that `score --json` prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """What the score is made of, each 0 to 1."""

    tempo: float
    phase: float
    groove: float
    evidence: float
    balance: float
    cover: float


@dataclass(frozen=True, slots=True)
class Tempo:
    """The two tempos over the judged moments."""

    bpm: tuple[float | None, float | None]
    joint_bpm: float | None
    difference_percent: float | None
    """100 ln(bpm1 / bpm2) after folding; positive = player 1 faster."""
    ratio: str | None
    """`a:b`, pulses of player 1 to pulses of player 2 in the same time."""


@dataclass(frozen=True, slots=True)
class Asynchrony:
    """Player 1 minus player 2 at matched onsets, ms; positive = player 1 late."""

    mean_ms: float | None
    sd_ms: float | None
    mean_absolute_ms: float | None
    pairs: int
    estimated_offset_ms: float


@dataclass(frozen=True, slots=True)
class Together:
    """When the two were one, in the feel that was played."""

    seconds: float
    fraction: float
    longest_s: float
    first_s: float | None
    """Seconds from `begin` to the first time together."""
    times: int


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """What was shown at one moment."""

    t: float
    bpm: tuple[float | None, float | None]
    joint_bpm: float | None
    difference_percent: float | None
    asynchrony_ms: float | None
    score: float | None
    """The meter, not the session score."""
    state: str


@dataclass(frozen=True, slots=True)
class Dare:
    """What one phrase asked for; it never counts for the score."""

    name: str
    phrase: int
    """0 to 7."""
    met: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """What the way of the round was like; it never counts for the score. No data is None."""

    first_third: float | None
    """Share of the first third of the round that was held together, 0 to 1."""
    last_third: float | None
    first_apart_percent: float | None
    """How far apart the tempos were at first, 100 |ln(tempo 1 / tempo 2)|."""
    met_at: float | None
    """Which share of the way from one tempo to the other player 1 went until they were one; .5 = the middle. None for
    two who began within 3 %."""
    interlock: float | None
    """Share of strokes in the partner's gaps, mean of the time together, 0 to 1."""
    doubled: float | None
    """Share of the time together in which one played twice as fast as the other, 0 to 1."""
    dynamics: float | None
    """Correlation of their loudness from bar to bar, -1 to 1; None where one of them kept to one loudness."""
    lead_turns: int
    """How often the lead went over from one to the other."""
    gilded: int
    """Dares that were met."""
    whole: float | None = None
    """Which share of the round's length was played, 0 to 1: less where it was left early. None in results from before
    it was told."""


@dataclass(frozen=True, slots=True)
class Result:
    """One duet, judged."""

    engine: int
    score: float | None
    """0 to 100, or None with a reason: no data is never 0."""
    reason: str | None
    parts: Parts | None
    tempo: Tempo
    asynchrony: Asynchrony
    together: Together
    feel: str
    lanterns: int
    finale_ms: float | None
    """Distance of the two crashes that ended the round, ms, or None."""
    hits: tuple[int, int]
    seconds: float
    dares: tuple[Dare, ...] | None = None
    """What was dared, in order; None in results from before there were dares."""
    journey: Journey | None = None
    """What the way was like; None in results from before it was told."""

"""What the picture draws: the whole state of a duet at one moment, as values.

Rules decide here what is shown (rounded numbers, chevrons, lanterns); drawing decides nothing.
"""

from dataclasses import dataclass, field

STATES = ("waiting", "listening", "apart", "near", "together")


@dataclass(frozen=True, slots=True)
class OnsetView:
    """One onset on a ribbon."""

    time_s: float
    pad: str
    velocity: float
    matched: bool = False
    """Met by the partner on the same line, within 40 ms of the learned offset."""


@dataclass(frozen=True, slots=True)
class PlayerView:
    """One player's side of the picture."""

    bpm: int | None = None
    """Whole beats per minute to show (hysteresis applied), or None while there is no pulse."""
    taps: int = 0
    """Onsets so far towards a first tempo, 0 to 4: fills the hollow marks while `bpm` is None."""
    chevrons: int = 0
    """-3 to 3: positive = lift (this player is the slower one), negative = ease; 0 = none."""
    present: bool = False
    """False before the first hit and after 4 silent beats: the half is an outline."""
    onsets: tuple[OnsetView, ...] = ()
    """The last 8 beats, oldest first."""
    passing: tuple[OnsetView, ...] = ()
    """Those before them that are still on their way off the ribbons, which became shorter just now."""
    period_s: float | None = None
    """Period of the player's own pulse, s (level not identified)."""
    period_sd: float | None = None
    """SD of ln(period)."""
    quality: float | None = None
    """How well the joint pulse predicts this player, -1 to 1."""


@dataclass(frozen=True, slots=True)
class PartsView:
    """The factors of the present score, each 0 to 1."""

    tempo: float
    phase: float
    groove: float
    balance: float
    evidence: float
    meet: float = 0.0
    interlock: float = 0.0
    repeat: float = 0.0
    echo: float = 0.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A duet at `now_s`. No data is None, never 0."""

    now_s: float = 0.0
    state: str = "waiting"
    """One of `STATES`; `together` joins the halves and fills the heart."""
    players: tuple[PlayerView, PlayerView] = field(default_factory=lambda: (PlayerView(), PlayerView()))
    difference_percent: float | None = None
    """100 ln(tempo 1 / tempo 2) after folding: the gap. Positive = player 1 faster."""
    slip_ms: float | None = None
    """Asynchrony minus the learned offset; positive = player 1 late. The half that is ahead rides higher."""
    lead: float | None = None
    """Who leads, mean of the last 4 beats, -1 (player 1) to 1 (player 2); None hides the lead lantern."""
    asynchrony_ms: float | None = None
    spread_ms: float | None = None
    offset_ms: float = 0.0
    difference_sd_percent: float | None = None
    ratio: tuple[int, int] | None = None
    """(a, b): a pulses of player 1 in the time of b pulses of player 2."""
    joint_bpm: float | None = None
    beat_s: float = 0.52
    """Present beat, s; ribbons are 8 of these long."""
    beat_time_s: float | None = None
    """Time of a recent line of the joint beat, s: phase = (now_s - beat_time_s) / beat_s; None = no shared beat."""
    line_s: float | None = None
    lines_per_beat: int | None = None
    score: float | None = None
    """The meter, 0 to 100."""
    raw_score: float | None = None
    parts: PartsView | None = None
    lanterns: tuple[bool, ...] = (False,) * 8
    """Phrases held together so far (each at least half of its time)."""
    phrase: int | None = None
    """The present phrase, 0 to 7; None before the beginning and after the end."""
    phrase_progress: float = 0.0
    """How much of the present phrase has passed, 0 to 1: fills the current lantern."""
    phrase_share: float = 0.0
    """Share of the present phrase's full length held together so far, 0 to 1."""
    dare: str | None = None
    """What the present phrase asks for (one of `session.dare_rules.RULES`), or None."""
    dare_met: bool = False
    """Whether it has been done."""
    gilded: tuple[bool, ...] = (False,) * 8
    """Phrases whose dare was met."""
    light: float = 0.0
    """Slow average of togetherness, 0 (dusk) to 1 (dawn)."""
    elapsed_s: float | None = None
    left_s: float | None = None
    absent: tuple[int, ...] = ()
    """Players who have been silent for more than 10 beats or never began."""
    sunset: float = 0.0
    """How far the sun has sunk in the last eight beats of the round, 0 to 1; the last lantern counts them."""
    beats_left: int | None = None
    """Whole beats left within the last eight, 8 to 1; None before."""
    one_heart: bool = False
    """The two crashes that ended the round met: sticks up."""
    left_handed: tuple[bool, bool] = (False, False)
    """Whose figure and kit are mirrored."""
    paused: bool = False

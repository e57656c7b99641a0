"""The drum kit as tables: which voices there are, which stroke sounds which voice, what cuts what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from game.model.hit import Hit


@dataclass(frozen=True, slots=True)
class Voice:
    """One sound of the kit, made from one recorded voice."""

    source: str
    """Name in the samples' index."""
    level_db: float
    """Loudness at full velocity, dB relative to the snare."""
    place: float = 0.0
    """Within the drummer's own kit as seen from the stool, -1 (left) to 1."""
    semitones: float = 0.0
    """Tuned up from the recording."""
    body_hz: float | None = None
    """Below this the drum has a tone of its own, which two recorded layers must not both play."""
    meant_s: float | None = None
    """The recording is meant up to here: it rings on as it was."""


VOICES: Final[dict[str, Voice]] = {
    "kick": Voice("kick", 0.0),
    "snare": Voice("snare", 0.0, -0.06, body_hz=300.0),
    "snare_rim": Voice("snare_rim", 0.0, -0.06, body_hz=300.0),
    "snare_cross_stick": Voice("snare_cross_stick", -6.0, -0.06),
    "tom1": Voice("tom2", -1.0, -0.08, 3.5, body_hz=600.0),
    "tom1_rim": Voice("tom2_rim", -3.0, -0.08, 3.5, body_hz=600.0),
    "tom2": Voice("tom2", -1.0, 0.06, body_hz=600.0),
    "tom2_rim": Voice("tom2_rim", -3.0, 0.06, body_hz=600.0),
    "tom3": Voice("tom3", -0.5, 0.15, body_hz=600.0),
    "tom3_rim": Voice("tom3_rim", -3.0, 0.15, body_hz=600.0),
    "tom4": Voice("tom3", -0.5, 0.18, -3.0, body_hz=600.0),
    "hat_closed": Voice("hat_closed", -9.0, -0.14),
    "hat_half_open": Voice("hat_half_open", -7.0, -0.14),
    "hat_open": Voice("hat_open", -6.0, -0.14, meant_s=0.26),  # then a foot closes it
    "hat_pedal": Voice("hat_pedal", -13.0, -0.14),
    "crash1": Voice("crash1", -3.5, -0.16),
    "crash2": Voice("crash2", -3.5, 0.16),
    "splash": Voice("splash", -6.0, -0.02),
    "ride": Voice("ride", -9.0, 0.16),
    "ride_bell": Voice("ride_bell", -7.5, 0.16),
    "hit": Voice("snare_cross_stick", -5.0, 0.0, 5.0),
    "tick": Voice("snare_cross_stick", -12.0, 0.0, 9.0),
}
"""Every voice. `hit` (a pad of unknown kind) and `tick` are the cross-stick tuned up to a wood block."""


@dataclass(frozen=True, slots=True)
class Blend:
    """A voice between two others."""

    low: str
    high: str
    share: float
    """Of the second, 0 to 1."""

    @property
    def nearest(self) -> str:
        """Return the one of the two that it is more alike."""
        return self.low if self.share < 0.5 else self.high


HAT_LOOKS: Final = ("hat_closed", "hat_1", "hat_2", "hat_3", "hat_half_open", "hat_5", "hat_6", "hat_7", "hat_open")
"""The hat from closed to open, in even steps of the pedal."""
BLENDS: Final[dict[str, Blend]] = {
    **{f"hat_{step}": Blend("hat_closed", "hat_half_open", step / 4) for step in (1, 2, 3)},
    **{f"hat_{step}": Blend("hat_half_open", "hat_open", (step - 4) / 4) for step in (5, 6, 7)},
    "hat_splash": Blend("hat_pedal", "hat_open", 0.5),
}
"""Voices that were not recorded. The foot's splash is a chick whose cymbals ring on."""
_OPENINGS: Final = {"closed": (0.0, 0.25), "half": (0.25, 0.75), "open": (0.5, 1.0)}
"""Where the kit names how open the hat is, the pedal tells no more than this."""

_VOICE_OF_ZONE: Final[dict[str, str]] = {
    "snare.xstick": "snare_cross_stick",
    "tom1.rim": "tom1_rim",
    "tom2.rim": "tom2_rim",
    "tom3.rim": "tom3_rim",
    "tom4.rim": "tom3_rim",
    "tom4.head": "tom4",
    "hihat.half_bow": "hat_half_open",
    "hihat.half_edge": "hat_half_open",
    "hihat.splash": "hat_splash",
    "ride.bell": "ride_bell",
}
_VOICE_OF_INSTRUMENT: Final[dict[str, str]] = {
    "crash2": "crash2",
    "crash3": "crash2",
    "china": "crash2",
    "splash": "splash",
}
_VOICE_OF_PAD: Final[dict[str, str]] = {"crash": "crash1"}


@dataclass(frozen=True, slots=True)
class Group:
    """Voices that ring on and are silenced together."""

    voices: frozenset[str]
    cut_by: Mapping[str, float]
    """Voices of the same player that silence the group when struck, and within which time, s."""
    grabbed_as: frozenset[str]
    """Pads whose choke silences the group."""
    fade_s: float
    """How long the metal takes to fall silent when it is grabbed, s."""


TICK: Final = "tick"
"""The game's own soft click."""
TICK_VELOCITY: Final = 0.6

GROUPS: Final[dict[str, Group]] = {
    "hat": Group(
        voices=frozenset({*HAT_LOOKS[1:], "hat_splash"}),
        cut_by={"hat_pedal": 0.030, "hat_closed": 0.030, "hat_1": 0.060, "hat_2": 0.120, "hat_3": 0.240},
        grabbed_as=frozenset({"hat_open", "hat_closed", "hat_pedal"}),
        fade_s=0.030,
    ),
    "crash": Group(
        voices=frozenset({"crash1", "crash2", "splash"}),
        cut_by={},
        grabbed_as=frozenset({"crash"}),
        fade_s=0.080,
    ),
    "ride": Group(
        voices=frozenset({"ride", "ride_bell"}),
        cut_by={},
        grabbed_as=frozenset({"ride"}),
        fade_s=0.080,
    ),
}
GROUP_OF: Final = {voice: name for name, group in GROUPS.items() for voice in group.voices}
CUTS: Final = {
    voice: {name: group.cut_by[voice] for name, group in GROUPS.items() if voice in group.cut_by}
    for voice in (*VOICES, *BLENDS)
}
"""Which groups each voice silences, and within which time, s."""
GRABS: Final = {
    pad: tuple(name for name, group in GROUPS.items() if pad in group.grabbed_as)
    for pad in sorted(frozenset().union(*(group.grabbed_as for group in GROUPS.values())))
}


def voice_of(hit: Hit) -> str:
    """Return the voice that a stroke sounds: by zone where the kit tells one, else by pad; a hat by its pedal."""
    zone = hit.zone or ""
    if hit.open is not None and hit.pad in ("hat_closed", "hat_open") and zone != "hihat.splash":
        return _hat(zone, hit.open)
    if zone in _VOICE_OF_ZONE:
        return _VOICE_OF_ZONE[zone]
    return _VOICE_OF_INSTRUMENT.get(zone.split(".")[0]) or _VOICE_OF_PAD.get(hit.pad, hit.pad)


def _hat(zone: str, opening: float) -> str:
    least, most = _OPENINGS.get(zone.removeprefix("hihat.").split("_")[0], (0.0, 1.0))
    return HAT_LOOKS[round(min(max(opening, least), most) * (len(HAT_LOOKS) - 1))]

"""The drum kit as tables: which voices there are, which stroke sounds which voice, what cuts what."""

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
    "hat_open": Voice("hat_open", -6.0, -0.14),
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

_VOICE_OF_ZONE: Final[dict[str, str]] = {
    "snare.xstick": "snare_cross_stick",
    "tom1.rim": "tom1_rim",
    "tom2.rim": "tom2_rim",
    "tom3.rim": "tom3_rim",
    "tom4.rim": "tom3_rim",
    "tom4.head": "tom4",
    "hihat.half_bow": "hat_half_open",
    "hihat.half_edge": "hat_half_open",
    "hihat.splash": "hat_open",
    "ride.bell": "ride_bell",
}
_VOICE_OF_INSTRUMENT: Final[dict[str, str]] = {
    "crash2": "crash2",
    "crash3": "crash2",
    "china": "crash2",
    "splash": "splash",
}
_VOICE_OF_PAD: Final[dict[str, str]] = {"crash": "crash1"}
_HALF_OPEN: Final = 0.65
"""A hat whose controller tells less than this is still half closed."""


@dataclass(frozen=True, slots=True)
class Group:
    """Voices that ring on and are silenced together."""

    voices: frozenset[str]
    cut_by: frozenset[str]
    """Voices of the same player that silence the group when struck."""
    grabbed_as: frozenset[str]
    """Pads whose choke silences the group."""
    fade_s: float
    """How long the metal takes to fall silent, s."""


TICK: Final = "tick"
"""The game's own soft click."""

GROUPS: Final[dict[str, Group]] = {
    "hat": Group(
        voices=frozenset({"hat_open", "hat_half_open"}),
        cut_by=frozenset({"hat_closed", "hat_pedal"}),
        grabbed_as=frozenset({"hat_open", "hat_closed", "hat_pedal"}),
        fade_s=0.030,
    ),
    "crash": Group(
        voices=frozenset({"crash1", "crash2", "splash"}),
        cut_by=frozenset(),
        grabbed_as=frozenset({"crash"}),
        fade_s=0.080,
    ),
    "ride": Group(
        voices=frozenset({"ride", "ride_bell"}),
        cut_by=frozenset(),
        grabbed_as=frozenset({"ride"}),
        fade_s=0.080,
    ),
}
GROUP_OF: Final = {voice: name for name, group in GROUPS.items() for voice in group.voices}
CUTS: Final = {
    voice: tuple(name for name, group in GROUPS.items() if voice in group.cut_by)
    for voice in VOICES
}  # fmt: skip
GRABS: Final = {
    pad: tuple(name for name, group in GROUPS.items() if pad in group.grabbed_as)
    for pad in sorted(frozenset().union(*(group.grabbed_as for group in GROUPS.values())))
}


def voice_of(hit: Hit) -> str:
    """Return the voice that a stroke sounds: by zone where the kit tells one, else by pad."""
    zone = hit.zone or ""
    if zone in _VOICE_OF_ZONE:
        return _VOICE_OF_ZONE[zone]
    if hit.pad == "hat_open" and hit.open is not None and hit.open < _HALF_OPEN:
        return "hat_half_open"
    return _VOICE_OF_INSTRUMENT.get(zone.split(".")[0]) or _VOICE_OF_PAD.get(hit.pad, hit.pad)

"""What the players have chosen, from one evening to the next."""

from dataclasses import dataclass, fields, replace
from typing import Any, Final

from game.model.bindings import FIRST_BINDINGS, Bindings
from game.model.hit import PLAYERS
from game.model.recording import DEFAULT_FEEL, FEELS

LANGUAGES: Final = ("en", "ja", "ko")
VOLUME_STEPS: Final = 10
BANDS: Final = ("full", "soft", "off")
"""How loud the band plays along."""
FITTING, FULL_SCREEN = "fitting", "full screen"
WINDOWS: Final = (FITTING, FULL_SCREEN, "1024x576", "1280x720", "1920x1080", "2560x1440", "3840x2160")
"""How large the window is: the largest common size that fits, the whole screen, or one of these."""

_BY_PLAYER: Final = ("own_sound", "left_handed")


@dataclass(frozen=True, slots=True)
class EveningSettings:
    """Choices that are kept. Steps return new settings."""

    lang: str = "en"
    feel: str = DEFAULT_FEEL
    """`gentle` or `true`: how wide the sun opens; never the score."""
    volume: int = 8
    """Of the drums, 0 to 10."""
    muted: bool = False
    calm: bool = False
    """Less motion on the screen."""
    seen_help: bool = False
    """Whether the three pictures before the first round have been shown."""
    window: str = FITTING
    """One of `WINDOWS`."""
    own_sound: tuple[int, ...] = ()
    """The players whose kits sound by themselves when they sit down."""
    left_handed: tuple[int, ...] = ()
    """The players who sit down left-handed."""
    keyboard: Bindings = FIRST_BINDINGS
    """Which key is which pad."""
    band: str = "full"
    """One of `BANDS`."""

    def louder(self, steps: int) -> "EveningSettings":
        """Turn the drums up or down, and the sound on."""
        return replace(self, volume=min(max(self.volume + steps, 0), VOLUME_STEPS), muted=False)

    def next_volume(self) -> "EveningSettings":
        """Step the volume up by two, from silence where the sound is off; from the top it begins at silence again."""
        level = 0 if self.muted else self.volume
        return replace(self, volume=0 if level >= VOLUME_STEPS else min(level + 2, VOLUME_STEPS), muted=False)

    def next_band(self) -> "EveningSettings":
        """Take the next loudness of the band."""
        return replace(self, band=_after(self.band, BANDS))

    def next_lang(self) -> "EveningSettings":
        """Take the next language."""
        return replace(self, lang=_after(self.lang, LANGUAGES))

    def next_feel(self) -> "EveningSettings":
        """Take the next feel."""
        return replace(self, feel=_after(self.feel, FEELS))

    def next_window(self) -> "EveningSettings":
        """Take the next size of the window."""
        return replace(self, window=_after(self.window, WINDOWS))

    def with_own_sound(self, player: int) -> "EveningSettings":
        """Let a player's kit sound by itself, or no longer."""
        return replace(self, own_sound=_toggled(self.own_sound, player))

    def with_left_handed(self, player: int) -> "EveningSettings":
        """Let a player sit down left-handed, or no longer."""
        return replace(self, left_handed=_toggled(self.left_handed, player))

    def seated(self, player: int, what: str, *, on: bool) -> "EveningSettings":
        """Keep what a player set at the seats: `own_sound` or `left_handed`."""
        who: tuple[int, ...] = getattr(self, what)
        changed: dict[str, Any] = {what: _toggled(who, player)}
        return self if (player in who) == on else replace(self, **changed)

    def swapped(self) -> "EveningSettings":
        """Give each seat what the other one had."""
        return replace(self, own_sound=_mirrored(self.own_sound), left_handed=_mirrored(self.left_handed))


def kept_after(kept: EveningSettings, before: EveningSettings, after: EveningSettings) -> EveningSettings:
    """Return what is kept once `after` was chosen where `before` counted: the change, not what was asked for once."""
    changes: dict[str, Any] = {}
    for name in (each.name for each in fields(kept)):
        was, now, had = getattr(before, name), getattr(after, name), getattr(kept, name)
        if was != now:
            changes[name] = _stepped(had, was, now) if name in _BY_PLAYER else now
    return replace(kept, **changes)


def _stepped(had: tuple[int, ...], was: tuple[int, ...], now: tuple[int, ...]) -> tuple[int, ...]:
    """Return `had` with the players who came or went between `was` and `now`."""
    return tuple(p for p in PLAYERS if (p in now if (p in was) != (p in now) else p in had))


def _toggled(players: tuple[int, ...], player: int) -> tuple[int, ...]:
    return tuple(each for each in PLAYERS if (each in players) != (each == player))


def _mirrored(players: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(each for each in PLAYERS if 3 - each in players)


def _after(value: str, values: tuple[str, ...]) -> str:
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]

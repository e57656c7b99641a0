"""What the players have chosen, from one evening to the next."""

from dataclasses import dataclass, replace
from typing import Final

from game.model.recording import DEFAULT_FEEL, FEELS

LANGUAGES: Final = ("en", "ja", "ko")
VOLUME_STEPS: Final = 10


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

    def louder(self, steps: int) -> "EveningSettings":
        """Turn the drums up or down, and the sound on."""
        return replace(self, volume=min(max(self.volume + steps, 0), VOLUME_STEPS), muted=False)

    def next_volume(self) -> "EveningSettings":
        """Step the volume up by two; from the top it begins at silence again."""
        return replace(self, volume=0 if self.volume >= VOLUME_STEPS else min(self.volume + 2, VOLUME_STEPS))

    def next_lang(self) -> "EveningSettings":
        """Take the next language."""
        return replace(self, lang=_after(self.lang, LANGUAGES))

    def next_feel(self) -> "EveningSettings":
        """Take the next feel."""
        return replace(self, feel=_after(self.feel, FEELS))


def _after(value: str, values: tuple[str, ...]) -> str:
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]

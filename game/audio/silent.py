"""No sound, said aloud: the game goes on without a device."""

from game.audio.output import AudioStatus
from game.model.hit import Hit


class SilentMixer:
    """A drum mixer that plays nothing and says why."""

    def __init__(self, notice: str | None = None, *, stopped: bool = False) -> None:
        """Keep the sentence that tells the players what is missing; None where silence was asked for.

        `stopped`: there was a device, and it is gone.
        """
        self.volume = 1.0
        self.band_volume = 1.0
        self.muted = False
        self._status = AudioStatus("silent", notice=notice, stopped=stopped)

    def strike(self, hit: Hit) -> None:
        """Stay silent."""

    def choke(self, player: int, pad: str) -> None:
        """Stay silent."""

    def tick(self) -> None:
        """Stay silent."""

    def play_at(self, time_s: float, voice: str, level: float) -> None:
        """Stay silent."""

    def set_muted(self, player: int, muted: bool) -> None:  # noqa: FBT001 - as in the protocol
        """Stay silent."""

    def lose(self) -> None:
        """There is none."""

    @property
    def status(self) -> AudioStatus:
        """Return that nothing is heard, and why."""
        return self._status

    def dropouts(self) -> int | None:
        """Return None: nothing plays."""
        return None

    def close(self) -> None:
        """Nothing is open."""

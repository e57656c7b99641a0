"""Drums that outlast their device: when it goes the game goes on, and when one is there again they are heard on it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import Final

from game.audio.drum_mixer import DrumMixer
from game.audio.output import AudioStatus
from game.audio.silent import SilentMixer
from game.model.hit import Hit

LOOK_EVERY_S: Final = 0.5
"""How soon a device that stopped is noticed."""
TRY_EVERY_S: Final = 2.0
"""How often a device is looked for while there is none."""
_STOP_S: Final = 3.0


class LastingMixer:
    """Hands everything on to the mixer there is, and finds another one on a thread of its own when it falls silent."""

    def __init__(
        self, mixer: DrumMixer, reopen: Callable[[float], DrumMixer | None], muted: Iterable[int] = ()
    ) -> None:
        """Begin with an open mixer, or a silent one.

        Args:
            mixer: What is played on first.
            reopen: Returns a mixer that is open and ready at a volume, or None while no device is there; called on a
                thread of its own.
            muted: Players who are muted on `mixer`.
        """
        self._mixer = mixer
        self._reopen = reopen
        self._volume, self._band_volume, self._muted = mixer.volume, mixer.band_volume, mixer.muted
        self._muted_players = set(muted)
        self._lock = Lock()
        self._closing = Event()
        self._watch = Thread(target=self._watch_over, name="sound-watch", daemon=True)
        self._watch.start()

    def strike(self, hit: Hit) -> None:
        """Sound a stroke now."""
        self._mixer.strike(hit)

    def choke(self, player: int, pad: str) -> None:
        """Silence what rings on a pad."""
        self._mixer.choke(player, pad)

    def tick(self) -> None:
        """Sound the game's own soft click."""
        self._mixer.tick()

    def play_at(self, time_s: float, voice: str, level: float) -> None:
        """Sound the band at a moment of the session clock."""
        self._mixer.play_at(time_s, voice, level)

    def set_muted(self, player: int, muted: bool) -> None:  # noqa: FBT001 - as in the protocol
        """Choose whether a player's strokes stay silent."""
        with self._lock:
            (self._muted_players.add if muted else self._muted_players.discard)(player)
            self._mixer.set_muted(player, muted)

    @property
    def volume(self) -> float:
        """Return the fader."""
        return self._mixer.volume

    @volume.setter
    def volume(self, volume: float) -> None:
        with self._lock:
            self._volume = self._mixer.volume = volume

    @property
    def band_volume(self) -> float:
        """Return the band's own fader."""
        return self._mixer.band_volume

    @band_volume.setter
    def band_volume(self, volume: float) -> None:
        with self._lock:
            self._band_volume = self._mixer.band_volume = volume

    @property
    def muted(self) -> bool:
        """Return whether everything is silent."""
        return self._mixer.muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        with self._lock:
            self._muted = self._mixer.muted = muted

    def lose(self) -> None:
        """Take it that the device is gone: another one is looked for."""
        self._mixer.lose()

    @property
    def status(self) -> AudioStatus:
        """Return how the drums sound now."""
        return self._mixer.status

    def dropouts(self) -> int | None:
        """Return how many blocks came too late since the device was opened, or None if it cannot tell."""
        return self._mixer.dropouts()

    def close(self) -> None:
        """Fall silent, let go of the device and look for no other; may be called twice."""
        self._closing.set()
        self._watch.join(_STOP_S)
        self._mixer.close()

    def _watch_over(self) -> None:
        while not self._closing.wait(LOOK_EVERY_S if self._mixer.status.available else TRY_EVERY_S):
            with suppress(Exception):  # whatever a sound system does, it is looked for again
                self._look()

    def _look(self) -> None:
        status = self._mixer.status
        if status.stopped and status.available:
            self._put_away(status.notice)
        if not self._mixer.status.available:
            found = self._reopen(self._volume)
            if found is not None:
                self._put(found)

    def _put_away(self, notice: str | None) -> None:
        lost = self._mixer
        self._put(SilentMixer(notice, stopped=True))
        lost.close()

    def _put(self, mixer: DrumMixer) -> None:
        """Go on with another mixer, set as the one before was."""
        with self._lock:
            mixer.volume, mixer.band_volume, mixer.muted = self._volume, self._band_volume, self._muted
            for player in self._muted_players:
                mixer.set_muted(player, muted=True)
            self._mixer = mixer
        if self._closing.is_set():
            mixer.close()

"""Two drummers' strokes become sounds: who is heard, what cuts what, how loud everything is."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock, Thread, Timer
from typing import Final, Generic

import numpy as np

from game.audio.band import CHORD, TAIKO, band_voice
from game.audio.cache import StrokeCache
from game.audio.kit import CUTS, GRABS, GROUP_OF, GROUPS, TICK, voice_of
from game.audio.levels import STEP_DB, velocity_step, volume_steps
from game.audio.output import AudioStatus, Output, Playing, Sound
from game.audio.voices import Stroke, VoiceBank
from game.model.errors import HitotsuError
from game.model.hit import Hit
from game.session.clock import Clock

_TICK_VELOCITY: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Ringing(Generic[Playing]):
    playing: Playing
    until_s: float


class KitMixer(Generic[Sound, Playing]):
    """A drum mixer on any output. Every method may be called from any thread."""

    def __init__(
        self,
        output: Output[Sound, Playing],
        bank: VoiceBank,
        clock: Clock,
        *,
        muted: Iterable[int] = (),
        volume: float = 1.0,
        notice: str | None = None,
    ) -> None:
        """Play the bank's voices on an open output, which this mixer closes in the end."""
        self._output = output
        self._cache = StrokeCache(bank, output.prepare)
        self._clock = clock
        self._muted = frozenset(muted)
        self._notice = notice
        self._volume = volume
        self._lowered = volume_steps(volume)
        self._ringing: dict[tuple[int, str], list[_Ringing[Playing]]] = {}
        self._band: dict[tuple[str, int], Sound] = {}
        self._lock = Lock()
        self._closed = False

    def strike(self, hit: Hit) -> None:
        """Sound a stroke now, as loud as it was struck; dropped strokes and muted players stay silent."""
        if hit.drop is not None or hit.player in self._muted:
            return
        voice = voice_of(hit)
        for group in CUTS[voice]:
            self._silence(hit.player, group)
        self._sound(hit.player, voice, velocity_step(hit.velocity))

    def choke(self, player: int, pad: str) -> None:
        """Silence what rings on a pad because the player has grabbed it."""
        for group in GRABS.get(pad, ()):
            self._silence(player, group)

    def tick(self) -> None:
        """Sound the game's own soft click, in the middle."""
        self._sound(0, TICK, velocity_step(_TICK_VELOCITY))

    def play_at(self, time_s: float, voice: str, level: float) -> None:
        """Sound the band at a moment of the session clock; a moment that has passed is now.

        Args:
            time_s: when it is to be heard, s.
            voice: `taiko` or `chord`.
            level: 0 (silence) to 1.
        """
        lowered = self._lowered
        step = velocity_step(level)
        if lowered is None or self._closed or level <= 0:
            return
        try:
            sound = self._band_sound(voice, step + lowered)
        except HitotsuError as missing:
            self._notice = str(missing)
            return
        wait_s = time_s - self._clock.now()
        if self._output.schedules or wait_s <= 0:
            self._play_band(sound, max(wait_s, 0.0))
        else:
            timer = Timer(wait_s, self._play_band, (sound, 0.0))
            timer.start()

    def _band_sound(self, voice: str, lowered: int) -> Sound:
        key = (voice, lowered)
        if key not in self._band:
            gain = 10 ** (-lowered * STEP_DB / 20)
            samples = np.asarray(band_voice(voice, self._output.sample_rate) * np.float32(gain), dtype=np.float32)
            self._band[key] = self._output.prepare(samples)
        return self._band[key]

    def _play_band(self, sound: Sound, wait_s: float) -> None:
        with self._lock:
            if not self._closed:
                self._output.play(sound, wait_s)

    def warm_up(self) -> None:
        """Make the usual strokes ready on a thread of its own, so that the first of a kind is as quick as any."""
        if self._lowered is not None:
            self._cache.warm_up(self._lowered)
            # No daemon: one that is still in C++ when Python ends takes the process down.
            Thread(target=self._warm_band, name="warm-band").start()

    def _warm_band(self) -> None:
        with suppress(HitotsuError):  # told when the band is to play
            for voice in (TAIKO, CHORD):
                band_voice(voice, self._output.sample_rate)

    @property
    def nbytes(self) -> int:
        """Return the memory of the strokes that are ready, bytes."""
        return self._cache.nbytes

    def set_muted(self, player: int, muted: bool) -> None:  # noqa: FBT001 - the value is what is set
        """Choose whether a player's strokes stay silent because the kit sounds by itself."""
        self._muted = self._muted | {player} if muted else self._muted - {player}

    @property
    def volume(self) -> float:
        """Return the fader, 0 (silence) to 1; half way is 12 dB down."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(max(float(volume), 0.0), 1.0)
        self._lowered = volume_steps(self._volume)
        self.warm_up()

    @property
    def status(self) -> AudioStatus:
        """Return how the drums sound now."""
        status = self._output.status()
        return replace(status, notice=status.notice or self._notice)

    def dropouts(self) -> int | None:
        """Return how many blocks came too late since the device was opened, or None if the device cannot tell."""
        return None if self._closed else self._output.dropouts()

    def close(self) -> None:
        """Fall silent and let go of the device; may be called twice."""
        self._cache.stop()
        with self._lock:
            if not self._closed:
                self._closed = True
                self._output.close()

    def _sound(self, player: int, voice: str, step: int) -> None:
        lowered = self._lowered
        if lowered is None or self._closed:
            return
        baked = self._cache.get(Stroke(player, voice, step, lowered))
        with self._lock:
            playing = None if self._closed else self._output.play(baked.sound)
            group = GROUP_OF.get(voice)
            if playing is not None and group is not None:
                self._ring(player, group, playing, baked.seconds)

    def _ring(self, player: int, group: str, playing: Playing, seconds: float) -> None:
        now_s = self._clock.now()
        ringing = [one for one in self._ringing.get((player, group), ()) if one.until_s > now_s]
        self._ringing[player, group] = [*ringing, _Ringing(playing, now_s + seconds)]

    def _silence(self, player: int, group: str) -> None:
        with self._lock:
            now_s = self._clock.now()
            for one in self._ringing.pop((player, group), ()):
                if one.until_s > now_s and not self._closed:
                    self._output.fade(one.playing, GROUPS[group].fade_s)

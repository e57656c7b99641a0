"""Two drummers' strokes become sounds: who is heard, what cuts what, how loud everything is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from threading import Lock, Timer
from typing import Final, Generic

from game.audio.band_bank import BandBank, BandSounds, is_music, seconds_of_sound
from game.audio.cache import Baked, StrokeCache
from game.audio.kit import CUTS, GRABS, GROUP_OF, GROUPS, TICK, TICK_VELOCITY, voice_of
from game.audio.levels import velocity_step, volume_steps
from game.audio.output import AudioStatus, Output, Playing, Sound
from game.audio.packed import give_back
from game.audio.timing import device_time
from game.audio.variation import Turns
from game.audio.voices import Stroke, VoiceBank
from game.audio.workshop import Workshop
from game.model.errors import HitotsuError
from game.model.hit import Hit
from game.session.clock import Clock

_BAND: Final = (0, "band")
_SOFT_FOOT: Final = ("hat_pedal", "floor")
_AHEAD_S: Final = 0.5
"""The band is cued at most this long before it is heard."""
_LATEST_S: Final = 0.15
"""A stroke that had to be made first and would be heard later than this is not heard at all."""
_MUTE_S: Final = 0.030
"""How long what sounds takes to fall silent when everything is muted, s."""


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
        band: BandBank | None = None,
    ) -> None:
        """Play the banks' voices on an open output, which this mixer closes in the end.

        Until `warm_up` every sound is made at once, on the thread that asks for it: nothing is ever late offline.
        """
        self._output = output
        self._workshop = Workshop()
        self._warms = False
        self._cache = StrokeCache(bank, output.prepare, self._workshop)
        self._clock = clock
        self._muted = frozenset(muted)
        self._notice = notice
        self._volume = volume
        self._lowered = volume_steps(volume)
        self._band_volume = 1.0
        self._silent = False
        self._cuts: Counter[tuple[int, str | None]] = Counter()
        """How often each group was silenced."""
        self._ringing: dict[tuple[int, str], list[_Ringing[Playing]]] = {}
        self._band = BandSounds(band or BandBank(output.sample_rate), output.prepare)
        self._turns = Turns()
        self._timers: set[Timer] = set()
        self._lock = Lock()
        self._closed = False

    def strike(self, hit: Hit) -> None:
        """Sound a stroke now, as loud as it was struck; dropped strokes and muted players stay silent.

        A foot that is too soft for a stroke still closes the hat.
        """
        if hit.player in self._muted:
            return
        if hit.drop is not None:
            if (hit.pad, hit.drop) == _SOFT_FOOT:
                self.choke(hit.player, hit.pad)
            return
        voice = voice_of(hit)
        for group, fade_s in CUTS[voice].items():
            self._silence(hit.player, group, fade_s)
        self._sound(hit.player, voice, velocity_step(hit.velocity))

    def choke(self, player: int, pad: str) -> None:
        """Silence what rings on a pad because the player has grabbed it, or closed the hat."""
        for group in GRABS.get(pad, ()):
            self._silence(player, group, GROUPS[group].fade_s)

    def tick(self) -> None:
        """Sound the game's own soft click, in the middle."""
        self._sound(0, TICK, velocity_step(TICK_VELOCITY))

    def play_at(self, time_s: float, voice: str, level: float) -> None:
        """Sound the band as if struck at a moment of the session clock; a moment that has passed is now.

        Args:
            time_s: the moment, s. A stroke of that moment is heard together with it.
            voice: one of `audio.band.BAND_VOICES`, or the name of a note of the piece.
            level: 0 (silence) to 1.
        """
        lowered = self._lowered
        band = volume_steps(self._band_volume) if is_music(voice) else 0
        if lowered is None or band is None or level <= 0 or self._silent or self._closed:
            return
        lowered += velocity_step(level) + band
        sound = self._band.ready(voice, lowered)
        if sound is not None:
            self._cue(time_s, voice, sound)
        elif self._warms:
            self._workshop.do(lambda: self._make_and_cue(time_s, voice, lowered))
        else:
            self._make_and_cue(time_s, voice, lowered)

    def _make_and_cue(self, time_s: float, voice: str, lowered: int) -> None:
        try:
            sound = self._band.get(voice, lowered)
        except HitotsuError as missing:
            self._notice = str(missing)
        else:
            self._cue(time_s, voice, sound)

    def _cue(self, time_s: float, voice: str, sound: Sound) -> None:
        start_s, wait_s = device_time(time_s, self._clock, self._output)
        if start_s is None and wait_s > 0:
            self._play_later(wait_s, sound, voice)
        else:
            self._play_band(sound, voice, start_s if wait_s > 0 else None)

    def _play_later(self, wait_s: float, sound: Sound, voice: str) -> None:
        """Play by a timer where the device has no clock: some milliseconds late, and never after the end."""
        timer = Timer(wait_s, self._play_band, (sound, voice))
        with self._lock:
            if not self._closed:
                self._timers = {timer for timer in self._timers if timer.is_alive()} | {timer}
                timer.start()

    def _play_band(self, sound: Sound, voice: str, start_s: float | None = None) -> None:
        with self._lock:
            playing = None if self._closed or self._silent else self._output.play(sound, start_s)
            if playing is not None:
                self._ring(*_BAND, playing, seconds_of_sound(voice) + _AHEAD_S)

    def warm_up(self) -> None:
        """Make the usual strokes and the band ready in the workshop, so that the first of a kind is as quick as any.

        From now on nothing is made on a thread that asks for it.
        """
        self._warms = True
        if self._lowered is not None:
            self._workshop.go_through(self._everything(self._lowered))

    def _everything(self, lowered: int) -> Iterator[None]:
        give_back()  # what reading the recordings has left
        yield from self._cache.warm_up(lowered)
        yield from self._band.warm_up()
        give_back()

    def wait_warm(self, seconds: float) -> None:
        """Wait until everything is ready, at most so long."""
        self._workshop.wait(seconds)

    @property
    def nbytes(self) -> int:
        """Return the memory of the sounds that are ready, bytes."""
        return self._cache.nbytes + self._band.nbytes

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
        before, self._lowered = self._lowered, volume_steps(self._volume)
        if self._lowered != before and self._warms:
            self.warm_up()

    @property
    def band_volume(self) -> float:
        """Return the band's own fader, 0 to 1, under the other one."""
        return self._band_volume

    @band_volume.setter
    def band_volume(self, volume: float) -> None:
        self._band_volume = min(max(float(volume), 0.0), 1.0)

    @property
    def muted(self) -> bool:
        """Return whether everything is silent; the faders stay where they are."""
        return self._silent

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._silent = muted
        for player, group in list(self._ringing) if muted else ():
            self._silence(player, group, _MUTE_S)

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
        self._workshop.close()
        with self._lock:
            for timer in self._timers:
                timer.cancel()
            if not self._closed:
                self._closed = True
                self._output.close()
        self._cache.clear()

    def _sound(self, player: int, voice: str, step: int) -> None:
        lowered = self._lowered
        if lowered is None or self._silent or self._closed:
            return
        stroke = Stroke(player, voice, step, lowered, self._turns.next(player, voice))
        baked = self._cache.at_once(stroke) if self._warms else self._cache.get(stroke)
        if baked is not None:
            self._play(stroke, baked)
        else:
            struck_s, cuts = self._clock.now(), self._cuts[player, GROUP_OF.get(voice)]
            self._workshop.do(lambda: self._make_and_play(stroke, struck_s, cuts), first=True)

    def _make_and_play(self, stroke: Stroke, struck_s: float, cuts: int) -> None:
        """Let a stroke be heard as soon as it is made, unless it is silenced by then."""
        baked = self._cache.get(stroke)
        if self._clock.now() - struck_s <= _LATEST_S and not self._silent:
            self._play(stroke, baked, cuts)

    def _play(self, stroke: Stroke, baked: Baked[Sound], cuts: int | None = None) -> None:
        group = GROUP_OF.get(stroke.voice)
        with self._lock:
            is_cut = cuts is not None and cuts != self._cuts[stroke.player, group]
            playing = None if self._closed or is_cut else self._output.play(baked.sound)
            if playing is not None and group is not None:
                self._ring(stroke.player, group, playing, baked.seconds)

    def _ring(self, player: int, group: str, playing: Playing, seconds: float) -> None:
        now_s = self._clock.now()
        ringing = [one for one in self._ringing.get((player, group), ()) if one.until_s > now_s]
        self._ringing[player, group] = [*ringing, _Ringing(playing, now_s + seconds)]

    def _silence(self, player: int, group: str, fade_s: float) -> None:
        with self._lock:
            now_s = self._clock.now()
            self._cuts[player, group] += 1
            for one in self._ringing.pop((player, group), ()):
                if one.until_s > now_s and not self._closed:
                    self._output.fade(one.playing, fade_s)

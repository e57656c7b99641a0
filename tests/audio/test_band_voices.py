"""The band's sounds measured, handed over at the right time, and silent when they should be."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from game.audio.band import BAND_VOICES, CHORD, SHIMMER, TAIKO
from game.audio.band_bank import BandBank
from game.audio.drums import KitMixer
from game.audio.loudness import power, spectrum
from game.audio.pygame_backend import PygameOutput
from game.audio.render import Tape, render
from game.audio.silent import SilentMixer
from game.audio.timing import device_time
from game.model.hit import Hit
from game.session.clock import ManualClock, SystemClock

RATE = 48000
ROOT = Path(__file__).resolve().parents[2]
_BANKS = {}
MOMENTS_S = np.arange(0, 3, 0.075)


def peak_db(samples):
    return float(20 * np.log10(np.abs(samples).max(initial=1e-9)))


def loudness_db(samples, rate=RATE):
    """Weighted as the ear does, of both sides, in the loudest 150 ms."""
    firsts = [round(t * rate) for t in MOMENTS_S if t * rate < len(samples)]
    return 10 * np.log10(max(sum(power(spectrum(samples[f:, side], rate)) for side in (0, 1)) for f in firsts))


def band_voice(voice, rate):
    if rate not in _BANKS:
        _BANKS[rate] = BandBank(rate)
    return _BANKS[rate].sound(voice, 1.0)


@pytest.fixture
def tape(bank):
    """A mixer whose sound is kept, and the clock that it goes by."""
    clock = ManualClock(1.0)
    output = Tape(RATE, clock)
    return KitMixer(output, bank, clock), output, clock


@pytest.mark.parametrize(("voice", "under_db"), [(TAIKO, 12), (SHIMMER, 15), (CHORD, -6)])
def test_levels_beside_a_snare_of_mezzo_forte(voice, under_db, bank):
    snare = loudness_db(render([Hit(0.0, 1, "snare", 0.6)], bank=bank))

    assert loudness_db(band_voice(voice, RATE)) == pytest.approx(snare - under_db, abs=1.0)


@pytest.mark.parametrize("voice", sorted(set(BAND_VOICES) - {CHORD}))
def test_small_sounds_lie_under_the_drums(voice, bank):
    snare = loudness_db(render([Hit(0.0, 1, "snare", 0.6)], bank=bank))

    assert snare - 16 < loudness_db(band_voice(voice, RATE)) < snare - 1
    assert peak_db(band_voice(voice, RATE)) < peak_db(render([Hit(0.0, 1, "snare", 1.0)], bank=bank))


@pytest.mark.parametrize("rate", [44100, 96000])
@pytest.mark.parametrize("voice", BAND_VOICES)
def test_it_sounds_alike_at_every_rate(voice, rate):
    sound = band_voice(voice, rate)

    assert len(sound) / rate == pytest.approx(len(band_voice(voice, RATE)) / RATE, abs=1e-3)
    assert loudness_db(sound, rate) == pytest.approx(loudness_db(band_voice(voice, RATE)), abs=0.3)


@pytest.mark.parametrize("voice", BAND_VOICES)
def test_a_voice_begins_and_ends_in_silence_and_decays(voice):
    sound = band_voice(voice, RATE)
    tail = sound[-RATE // 100 :]
    late = sound[round(0.85 * len(sound)) :]

    assert np.abs(sound[0]).max() < 1e-4
    assert peak_db(tail) < peak_db(sound) - 30
    assert np.abs(sound[-1]).max() < 1e-6
    assert peak_db(late) < peak_db(sound) - 18
    assert np.abs(np.diff(sound, axis=0)).max() < np.abs(sound).max() / 2, "a click"


def test_the_taiko_strikes_at_once_and_the_shimmer_swells():
    taiko, shimmer = (np.abs(band_voice(voice, RATE)[:, 0]) for voice in (TAIKO, SHIMMER))

    assert np.argmax(taiko > 0.1 * taiko.max()) / RATE < 0.001
    assert 0.005 < np.argmax(shimmer > 0.5 * shimmer.max()) / RATE < 0.030


@pytest.mark.parametrize(
    ("voice", "notes"),
    [
        (CHORD, (50, 57, 62, 64, 69)),
        (SHIMMER, (86, 93)),
        ("near", (38, 45, 50)),
        ("found", (50, 57, 62, 64)),
        ("lantern", (62, 69, 81)),
        ("choose", (74,)),
    ],
)
def test_the_notes_are_in_tune(voice, notes):
    sound = band_voice(voice, RATE)[: RATE * 2, 0]
    sound = np.pad(sound, (0, max(0, RATE - len(sound))))
    heard = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 20))
    hz = np.fft.rfftfreq(1 << 20, 1 / RATE)
    for note in notes:
        wanted_hz = 440 * 2 ** ((note - 69) / 12)
        near = np.flatnonzero(np.abs(12 * np.log2(np.maximum(hz, 1) / wanted_hz)) < 0.6)
        around = np.flatnonzero(np.abs(12 * np.log2(np.maximum(hz, 1) / wanted_hz)) < 3)
        best = near[np.argmax(heard[near])]
        assert heard[best] > 5 * np.median(heard[around])
        assert abs(1200 * np.log2(hz[best] / wanted_hz)) < 25


def test_one_heart_does_not_clip_and_is_heard_over_the_crashes(tape):
    mixer, output, clock = tape
    for player in (1, 2):
        for pad in ("crash", "kick", "snare", "tom3"):
            mixer.strike(Hit(clock.now(), player, pad, 1.0))
    crashes = output.mixed()
    mixer.play_at(clock.now(), TAIKO, 1.0)
    mixer.play_at(clock.now(), SHIMMER, 1.0)
    mixer.play_at(clock.now(), CHORD, 1.0)
    chord = band_voice(CHORD, RATE)

    assert peak_db(output.mixed()) < -1
    assert loudness_db(chord[: RATE // 5]) < loudness_db(crashes) - 6, "the crashes come first"
    assert loudness_db(chord[round(0.9 * RATE) :]) > loudness_db(crashes[round(1.9 * RATE) :]) + 6


def test_a_row_of_taikos_is_placed_to_the_sample_with_silence_between(tape):
    mixer, output, clock = tape
    due_s = [1.5, 3.0, 4.5]
    for time_s in due_s:
        clock.now_s = time_s - 0.15
        mixer.play_at(time_s, TAIKO, 1.0)
    mixed = np.abs(output.mixed()).max(axis=1)
    length_s = len(band_voice(TAIKO, RATE)) / RATE

    assert [one.first for one in output.placed] == [round(time_s * RATE) for time_s in due_s]
    assert mixed[: round(1.5 * RATE)].max() == 0
    assert mixed[round((1.5 + length_s) * RATE) : round(3.0 * RATE)].max() == 0


def test_what_comes_too_late_sounds_now(tape):
    mixer, output, _ = tape
    mixer.play_at(0.2, TAIKO, 1.0)

    assert output.placed[0].first == RATE


def test_the_bands_own_fader_leaves_the_drums_alone(tape):
    mixer, output, clock = tape
    mixer.band_volume = 0.5
    mixer.play_at(clock.now(), TAIKO, 1.0)
    mixer.strike(Hit(1.0, 1, "snare", 0.6))
    taiko, snare = (one.sound for one in output.placed)
    mixer.band_volume = 0.0
    mixer.play_at(clock.now(), TAIKO, 1.0)

    assert peak_db(taiko) == pytest.approx(peak_db(band_voice(TAIKO, RATE)) - 12, abs=0.7)
    assert peak_db(snare) == pytest.approx(peak_db(render([Hit(0.0, 1, "snare", 0.6)])), abs=0.1)
    assert len(output.placed) == 2


def test_levels_rise_evenly_through_the_fade(tape):
    mixer, output, clock = tape
    for level in (0.25, 0.5, 0.75, 1.0):
        mixer.play_at(clock.now(), TAIKO, level)
    steps = np.diff([peak_db(one.sound) for one in output.placed])

    assert steps.min() > 2
    assert steps.max() < 12


def test_mute_silences_everything_at_once_and_gives_it_back(tape):
    mixer, output, clock = tape
    mixer.strike(Hit(1.0, 1, "crash", 1.0))
    mixer.play_at(1.0, CHORD, 1.0)
    clock.now_s = 1.5
    mixer.play_at(1.6, TAIKO, 1.0)
    mixer.muted = True
    for time_s, voice in ((1.5, CHORD), (1.6, TAIKO)):
        mixer.play_at(time_s, voice, 1.0)
    mixer.strike(Hit(1.5, 2, "snare", 1.0))
    mixer.tick()
    muted = np.abs(output.mixed()).max(axis=1)
    mixer.muted = False
    mixer.strike(Hit(1.5, 2, "snare", 1.0))

    assert muted[round(1.49 * RATE)] > 0
    assert muted[round(1.535 * RATE) :].max(initial=0) == 0
    assert mixer.volume == 1.0
    assert np.abs(output.mixed()[round(1.55 * RATE) :]).max() > 0.01


def test_a_fader_that_stays_where_it_is_bakes_nothing_anew(tape):
    mixer, _, _ = tape
    mixer.strike(Hit(1.0, 1, "snare", 1.0))
    ready = mixer.nbytes
    mixer.volume = 1.0

    assert ready == mixer.nbytes > 0
    assert not [thread for thread in threading.enumerate() if thread.name == "workshop"]


def test_silence_takes_every_order():
    mixer = SilentMixer()
    mixer.muted, mixer.band_volume = True, 0.3
    mixer.play_at(0.0, CHORD, 1.0)
    assert mixer.status.backend == "silent"


class _Device:
    """A device whose time runs 0.01 % fast and began at another moment; its first reading is held up."""

    def __init__(self, clock):
        self.clock, self.held_up = clock, True

    def now(self):
        device_s = 500 + 1.0001 * self.clock.now()
        if self.held_up:
            self.held_up = False
            self.clock.advance(0.004)
        return device_s


def test_the_two_clocks_are_read_anew_each_time():
    for now_s in (0.0, 3600.0):
        clock = ManualClock(now_s)
        start_s, wait_s = device_time(now_s + 0.15, clock, _Device(clock))

        assert start_s == pytest.approx(500 + 1.0001 * (now_s + 0.15), abs=1e-4)
        assert wait_s == pytest.approx(0.146, abs=0.001)


def test_without_a_device_clock_it_sounds_when_the_time_has_come(monkeypatch, bank):
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    played = []
    output, clock = PygameOutput(), SystemClock()
    plays = output.play
    monkeypatch.setattr(output, "play", lambda *arguments: (played.append(clock.now()), plays(*arguments))[1])
    mixer = KitMixer(output, bank, clock)
    due_s = clock.now() + 0.1
    mixer.play_at(due_s, TAIKO, 1.0)
    mixer.play_at(due_s + 60, TAIKO, 1.0)
    deadline = clock.now() + 5
    while not played and clock.now() < deadline:
        time.sleep(0.005)
    mixer.close()

    assert len(played) == 1
    assert 0 <= played[0] - due_s < 0.1
    for timer in [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]:
        timer.join(1)
        assert not timer.is_alive(), "the program would wait a minute for a stroke that nobody hears"


@pytest.mark.e2e
@pytest.mark.parametrize("load", [[], ["--load"]], ids=["idle", "busy interpreter"])
def test_a_cue_is_heard_when_a_stroke_of_that_moment_would_be(load):
    """A JACK server of its own, one program that plays and one that captures."""
    bench = str(ROOT / "tests" / "bench" / "bench_band.py")
    done = subprocess.run(
        [sys.executable, bench, "heard", "--json", *load], capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr
    heard = json.loads(done.stdout)["heard"]
    if "left_out" in heard:
        pytest.skip(heard["left_out"])
    assert heard["lost"] == 0
    assert heard["worst_ms"] < 5
    assert heard["sd_ms"] < 1
    assert abs(heard["median_ms"] - heard["strokes_median_ms"]) < 2

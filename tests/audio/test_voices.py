"""What is heard of every voice, measured on the baked sound."""

import numpy as np
import pytest

from game.audio.cache import TOTAL_BYTES, StrokeCache
from game.audio.kit import TICK, VOICES
from game.audio.levels import LOUDNESS_STEPS, STEP_DB, velocity_step
from game.audio.render import render
from game.audio.voices import Stroke, VoiceBank
from game.audio.workshop import Workshop
from game.model.hit import Hit
from game.model.pads import PADS

RATE = 48000
DRUMS = sorted(set(VOICES) - {TICK})
VELOCITIES = tuple(tenth / 10 for tenth in range(1, 11))


def decibels(value):
    return 20 * np.log10(np.maximum(value, 1e-12))


def loudness(sound, seconds=0.15):
    """Loudness of the first part, dB, by the digital filters of ITU-R BS.1770-4 for 48 kHz."""
    frames = int(seconds * RATE)
    size = 2 * frames
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    pass_high = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    spectrum = np.fft.rfft(sound[:frames], size, axis=0) * (shelf * pass_high)[:, np.newaxis]
    return 10 * np.log10(np.sum(np.abs(spectrum) ** 2) / frames / size * 2)


@pytest.mark.parametrize("voice", DRUMS)
def test_loudness_rises_with_velocity_without_a_step_that_is_heard(bank, voice):
    levels = [loudness(bank.bake(Stroke(1, voice, step))) for step in range(LOUDNESS_STEPS + 1)]
    falls = -np.diff(levels)
    assert falls.min() > 0.5
    assert falls.max() <= 1.5
    assert levels[0] - levels[-1] == pytest.approx(LOUDNESS_STEPS * STEP_DB, abs=1.0)


@pytest.mark.parametrize("voice", DRUMS)
def test_colour_moves_without_a_jump(bank, voice):
    """The spectral centroids of neighbouring strokes are less than 6 semitones apart."""
    frames = int(0.2 * RATE)
    frequency_hz = np.fft.rfftfreq(frames, 1 / RATE)
    centroids = []
    for step in range(LOUDNESS_STEPS + 1):
        power = np.abs(np.fft.rfft(bank.bake(Stroke(1, voice, step))[:frames, 0], frames)) ** 2
        centroids.append(np.sum(power * frequency_hz) / np.sum(power))
    assert np.abs(np.diff(12 * np.log2(centroids))).max() < 6


@pytest.mark.parametrize("voice", [voice for voice in DRUMS if voice.startswith(("kick", "tom", "crash", "ride"))])
def test_a_blend_of_two_layers_rings_as_long_as_the_layers_do(bank, voice):
    """No cancellation: 125 to 200 ms after the stroke, blends ring no weaker than the weakest recorded layer does."""
    part = slice(int(0.125 * RATE), int(0.2 * RATE))

    def ring(step):
        return decibels(np.sqrt(np.mean(bank.bake(Stroke(1, voice, step))[part] ** 2))) + step * STEP_DB

    recorded = [velocity_step(middle / 127) for middle in (39.5, 65, 90, 115)]
    weakest = min(ring(step) for step in recorded)
    for step in range(velocity_step(0.15)):
        assert ring(step) > weakest - 2.5


@pytest.mark.parametrize("pad", PADS)
def test_a_bar_of_every_pad_is_clean(bank, pad):
    sound = render([Hit(5.0 * i, 1, pad, velocity) for i, velocity in enumerate(VELOCITIES)], bank=bank)
    assert sound.dtype == np.float32
    assert sound.flags["C_CONTIGUOUS"]
    peaks = []
    for i in range(len(VELOCITIES)):
        stroke = sound[5 * RATE * i : 5 * RATE * (i + 1)]
        size = np.abs(stroke).max(axis=1)
        peaks.append(size.max())
        assert size[0] < 0.01 * size.max()
        assert np.argmax(size > 0.1 * size.max()) < 0.010 * RATE
        assert np.abs(stroke.mean(axis=0)).max() < 0.001
        assert size[int(4.5 * RATE) :].max(initial=0.0) == 0
        end = np.flatnonzero(size)[-1]
        assert size[end - 480 : end].max() < max(0.01 * size.max(), 10 ** (-70 / 20))
    assert np.diff(decibels(np.array(peaks))).min() > -2.3, (
        "layers and variants differ in shape, but peaks never fall much"
    )
    assert decibels(peaks[-1]) < -6


def test_the_hardest_things_that_both_players_do_at_once_do_not_clip(bank):
    rng = np.random.default_rng(3)
    together = ("kick", "snare_rim", "crash")
    peaks = [np.abs(render([Hit(0.05, p, pad, 1.0) for p in (1, 2) for pad in together], bank=bank)).max()]
    for _ in range(25):
        spread = [(p, pad, 0.05 + rng.uniform(-0.012, 0.012)) for p in (1, 2) for pad in together]
        peaks.append(np.abs(render([Hit(t, p, pad, 1.0) for p, pad, t in spread], bank=bank)).max())
    assert decibels(max(peaks)) < -0.5
    assert decibels(max(peaks)) > -6, "quieter than it need be"


def test_players_sit_left_and_right(bank):
    for voice in DRUMS:
        left, right = (np.sum(bank.bake(Stroke(player, voice, 4)) ** 2, axis=0) for player in (1, 2))
        assert 1 < 10 * np.log10(left[0] / left[1]) < 9
        assert 1 < 10 * np.log10(right[1] / right[0]) < 9
    middle = np.sum(bank.bake(Stroke(0, TICK, 4)) ** 2, axis=0)
    assert middle[0] == pytest.approx(middle[1], rel=1e-5)


def tone_hz(sound):
    """Strongest tone between 40 and 400 Hz."""
    spectrum = np.abs(np.fft.rfft(sound[: RATE // 2, 0], 8 * RATE))
    low, high = 40 * 8, 400 * 8
    return (low + int(np.argmax(spectrum[low:high]))) / 8


def test_toms_descend_in_pitch(bank):
    tones = [tone_hz(bank.bake(Stroke(1, voice, 6))) for voice in ("tom1", "tom2", "tom3", "tom4")]
    assert tones == sorted(tones, reverse=True)
    assert 12 * np.log2(tones[0] / tones[1]) == pytest.approx(3.5, abs=0.3)


def test_the_more_open_a_hat_the_longer_it_rings(bank):
    part = slice(round(0.3 * RATE), round(0.4 * RATE))
    for step in (0, 4, 12):
        rings = [
            np.sum(bank.bake(Stroke(1, f"hat_{name}", step))[part] ** 2) for name in ("closed", "half_open", "open")
        ]
        assert np.diff(decibels(np.sqrt(rings))).min() > 6


@pytest.mark.parametrize("velocity", [0.15, 0.3, 0.6, 0.85, 1.0])
def test_an_open_hat_dies_away_until_somebody_closes_it(bank, velocity):
    """Its recordings end with the chick of the foot, a third of a second after the stroke."""
    hat = bank.bake(Stroke(1, "hat_open", velocity_step(velocity)))
    parts = hat[: len(hat) // 2400 * 2400].astype(float).reshape(-1, 2400, 2)
    levels = decibels(np.sqrt(np.mean(parts**2, axis=(1, 2))))
    assert np.diff(levels).max() < 3, "the chick is 8 dB and more"
    assert levels[6] - levels[9] < 9, "it rings on where the foot was"
    assert len(hat) > 0.55 * RATE


@pytest.mark.parametrize("rate", [44100, 96000])
def test_a_voice_sounds_as_at_48_khz_at_every_rate(bank, rate):
    sound = VoiceBank(rate).bake(Stroke(1, "tom2", 3))
    reference = bank.bake(Stroke(1, "tom2", 3))
    assert len(sound) / rate == pytest.approx(len(reference) / RATE, abs=0.02)
    spectrum = np.abs(np.fft.rfft(sound[: rate // 2, 0], 8 * rate))
    assert (320 + int(np.argmax(spectrum[320:3200]))) / 8 == pytest.approx(tone_hz(reference), abs=0.5)


def test_everything_that_can_be_struck_fits_in_memory(bank):
    cache = StrokeCache(bank, lambda samples: samples, Workshop())
    for stroke in Stroke.every():
        cache.get(stroke)
    assert 100_000_000 < cache.nbytes + bank.nbytes < TOTAL_BYTES
